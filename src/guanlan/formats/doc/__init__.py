"""Word 97–2003 (DOC) and the files of WPS Writer from then (WPS), after [MS-DOC].

The visible text in the order of the document: fields give their results, hidden and deleted words are left out, notes
stand behind the body, heads and feet behind them as furniture. Numbers of lists are drawn as Word
counts them. Programs in the file are noted and never run.
"""

from guanlan.formats.doc.reader import READER, DocReader

__all__ = ["READER", "DocReader"]
