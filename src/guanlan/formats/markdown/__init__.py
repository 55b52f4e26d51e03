"""Markdown: the as-published text is the decoded file; marks are left out by the blocks, never out of the text.

Decisions. Heading, quote and bullet marks, emphasis, link targets, HTML tags, table rules and fences are outside every
block; the numbers of ordered lists are inside, since they are read as words. Where marks stand inside a paragraph, its
blocks go on with ``continues``. Front matter is furniture and gives metadata. Entities stay as they are written, apart
from blanks, which are left out.
"""

from guanlan.formats.markdown.reader import READER, MarkdownReader

__all__ = ["READER", "MarkdownReader"]
