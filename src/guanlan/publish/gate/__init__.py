"""签发闸: every checkable thing of an issue, equal in value and slot to words of a capture, or open.

thing.py        one checkable thing, what its value is compared by
numbers.py      quantities, lengths of time, ordinals, and every figure that is none of them
days.py         dates, and days told without their month
naming.py       organs, 《titles》, provisions, document numbers
names.py        quoted and foreign names, firms, masked persons, claims (首部, 唯一)
english.py      sums and dates of English captures
finding.py      ``things``: all of them in a text
captures.py     ``Source``, ``Captures``: the sentences behind an entry
contexts.py     what stands around a thing, and how alike two surroundings are
equality.py     whether two values are one
judging.py      ``judge``: anchored, derived or open
deriving.py     sums, shares, differences, counts, exchanges, roundings, masked names
issue.py        ``check_issue``: a whole issue
"""

from guanlan.publish.gate.captures import Captures, Source
from guanlan.publish.gate.finding import things
from guanlan.publish.gate.issue import Behind, check_entry, check_issue
from guanlan.publish.gate.judging import judge
from guanlan.publish.gate.thing import Matter, Rate, Thing

__all__ = ["Behind", "Captures", "Matter", "Rate", "Source", "Thing", "check_entry", "check_issue", "judge", "things"]
