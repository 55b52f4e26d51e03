"""RTF, as Word and WPS write it, often under the name of a ``.doc`` (Rich Text Format Specification 1.9.1)."""

from guanlan.formats.rtf.reader import READER, RtfReader

__all__ = ["READER", "RtfReader"]
