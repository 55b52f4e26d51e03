"""审阅稿: the issue in Word for the chief editor, and back.

given.py        what is given out: regions of lines, each under a mark
writing.py      → DOCX, marks as bookmarks, tracking switched on
cells.py        characters, each with who put it in and who took it out
reading.py      DOCX of Word, WPS or LibreOffice → paragraphs of cells, comments, what copy it is
formatting.py   what a change of formatting changed
regions.py      which paragraphs belong to what was given out, wherever they stand now
comparing.py    a region given and as it came back → its changes, tracked or not
merging.py      what is accepted, put into words that may have changed meanwhile
reviewing.py    ``review``: all of it
"""

from guanlan.publish.review.comparing import Change, ChangeSort, Reviewed
from guanlan.publish.review.given import FORMAT, Given, GivenEntry, Region, entry_region, given_issue
from guanlan.publish.review.merging import Merged, merged
from guanlan.publish.review.reading import Came, Said, read_copy
from guanlan.publish.review.reviewing import EntryReview, Remark, Review, review
from guanlan.publish.review.writing import can_show, review_docx

__all__ = [
    "FORMAT",
    "Came",
    "Change",
    "ChangeSort",
    "EntryReview",
    "Given",
    "GivenEntry",
    "Merged",
    "Region",
    "Remark",
    "Review",
    "Reviewed",
    "Said",
    "can_show",
    "entry_region",
    "given_issue",
    "merged",
    "read_copy",
    "review",
    "review_docx",
]
