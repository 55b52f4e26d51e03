"""Evidence of what was fetched, as WARC files that any archive tool opens."""

from guanlan.collect.warc.packing import Message
from guanlan.collect.warc.reading import Record, read_exchange, records_of
from guanlan.collect.warc.writing import Archive

__all__ = ["Archive", "Message", "Record", "read_exchange", "records_of"]
