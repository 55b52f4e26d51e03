"""OFD (GB/T 33190-2016), the fixed layout that authorities exchange: a zip of XML, words with their places.

The as-published text is put together as for PDF: rows by their place, rows to paragraphs by size, indent and edges.
"""

from guanlan.formats.ofd.reader import READER, OfdReader

__all__ = ["READER", "OfdReader"]
