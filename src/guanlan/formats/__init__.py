"""Bytes and a media type → :class:`~guanlan.records.reading.Reading`. The only home of the format libraries.

What consumers rely on, whatever the format:

* ``reading.text`` is the as-published text. For text files (TXT and Markdown) it is the decoded file, code point for
  code point; for all other formats the visible text as the reader draws it out, one block a line.
* ``reading.blocks`` are ordered, do not overlap, and none is empty. A block's words never hold a line break.
* A block with ``continues`` goes on with the block before it of the same kind: a page, a soft line break or inline
  marks (Markdown's ``**``) stand between them, not the author's will. :func:`paragraphs` puts such blocks together,
  and :func:`pieces` gives what a ReadingMap wants.

Importing this package loads no format library: readers are found by entry point when first needed.
"""

from guanlan.formats.door import MAX, admit
from guanlan.formats.flow import joiner, paragraphs, pieces
from guanlan.formats.registry import Reader, read, reader_for, readers
from guanlan.formats.sniffing import sniff

__all__ = ["MAX", "Reader", "admit", "joiner", "paragraphs", "pieces", "read", "reader_for", "readers", "sniff"]
