"""What stands against an issue besides things without support: errors of the proof-reader, what an internal publication
must say or may not, a masthead that nobody approved, pictures that say too little of themselves.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from guanlan.actions.gate_summaries import Objection
from guanlan.actions.steps.assemble import journal_of
from guanlan.actions.steps.issue_sheets import home_register
from guanlan.actions.steps.masthead_standing import masthead_findings
from guanlan.publish.internal import check as internal_check
from guanlan.publish.placed_pictures import picture_objections
from guanlan.publish.proof import proofread
from guanlan.publish.proof.sheet import ProofSheet
from guanlan.records.bulletin import Bulletin
from guanlan.records.finding import Finding
from guanlan.store.models import Issue

INTERNAL = "internal."
"""The codes of what an internal publication must say begin with it."""

_ENDS = re.compile(r"[。！？；\n（]")
_AROUND = 6  # characters on either side that an id hangs on: a waiver ends when these words change


def objections(issue: Issue, sheet: ProofSheet) -> tuple[Objection, ...]:
    """All of them, each under an id that hangs on its words and those beside them, not on where these stand."""
    assert sheet.bulletin is not None  # the sheet of an issue has one
    found = list(_errors(sheet))
    if issue.release_id is None:  # who published an imported one answered for all this
        said = (*masthead_findings(issue), *picture_objections(sheet.bulletin))
        found += [*_internal(sheet.bulletin, issue), *((one, one.text) for one in said)]
    return tuple(_identified(found))


def _identified(found: Iterable[tuple[Finding, str]]) -> Iterator[Objection]:
    """Equal words are told apart by their order."""
    seen: dict[str, int] = {}
    for finding, words in found:
        words = f"{finding.code}\0{finding.where.partition('.')[0]}\0{words}"
        seen[words] = seen.get(words, 0) + 1
        yield Objection(hashlib.sha256(f"{words}\0{seen[words]}".encode()).hexdigest()[:10], finding)


def _errors(sheet: ProofSheet) -> Iterator[tuple[Finding, str]]:
    silenced = sheet.journal.silenced if sheet.journal else ()
    for one in proofread(sheet, silenced=silenced, register=home_register()):
        if one.level == "error":
            yield one, _around(sheet.text, one.start, one.end)


def _internal(bulletin: Bulletin, issue: Issue) -> Iterator[tuple[Finding, str]]:
    for one in internal_check(bulletin, journal_of(issue)):
        words = one.line[one.start : one.end] or one.params.get("name", "")
        finding = Finding(one.code, "error", one.start, one.end, words, None, one.where, dict(one.params))
        yield finding, _around(one.line, one.start, one.end) or words


def _around(text: str, start: int, end: int) -> str:
    """The words with those beside them in their sentence, blanks left out: the same in the text that was published and
    in the one that is written out of an issue.
    """
    before = _ENDS.split(text[max(0, start - _AROUND) : start])[-1]
    behind = _ENDS.split(text[end : end + _AROUND], maxsplit=1)[0]
    return "".join(f"{before}\0{text[start:end]}\0{behind}".split())
