"""HTML: pages of official sites, account articles (WeChat), and our own bulletins.

The as-published text is the visible text in document order, white space collapsed as browsers do, one block a line.
What is not the document's own words (navigation, share buttons, bylines) is there as furniture.
"""

from guanlan.formats.html.reader import READER, HtmlReader

__all__ = ["READER", "HtmlReader"]
