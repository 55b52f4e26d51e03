"""Memory across issues: what was carried before, and what became of it since."""

from guanlan.publish.memory.following import Known, Past, follow_ups, later_of
from guanlan.publish.memory.linking import Link, link
from guanlan.publish.memory.recalling import Memo, memo_of
from guanlan.publish.memory.telling import told_line

__all__ = ["Known", "Link", "Memo", "Past", "follow_ups", "later_of", "link", "memo_of", "told_line"]
