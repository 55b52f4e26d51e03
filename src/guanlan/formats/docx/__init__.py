"""DOCX: paragraphs, lists with the numbers that Word shows, tables, pictures, contents, heads and feet.

The as-published text is the body in document order, one paragraph a line: insertions are in it, deletions, comments
and hidden text are not. Footnotes, then heads and feet (as furniture), follow the body.
"""

from guanlan.formats.docx.reader import READER, DocxReader

__all__ = ["READER", "DocxReader"]
