"""PDF: lines by their place on the page → paragraphs, headings, contents, tables, furniture.

The as-published text is the text layer in the order of the page's content, the lines of a paragraph joined (with a
blank between Latin words), a page's stretches ended by the page. Leaders of a contents line are one tab.
"""

from guanlan.formats.pdf.reader import READER, PdfReader

__all__ = ["READER", "PdfReader"]
