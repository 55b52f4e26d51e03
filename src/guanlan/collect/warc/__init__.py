"""Evidence of what was fetched, as WARC files that any archive tool opens."""

from guanlan.collect.warc.reading import Record, read_exchange, records_of

__all__ = ["Record", "read_exchange", "records_of"]
