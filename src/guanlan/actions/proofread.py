"""The proof-reader over a file or an issue."""

from __future__ import annotations

import msgspec

from guanlan.actions.act import permit
from guanlan.actions.context import Context
from guanlan.actions.edit_entry import edit_entry
from guanlan.actions.steps.issue_sheets import home_register, issue_sheet
from guanlan.errors import InputError
from guanlan.extract import bulletin as bulletins
from guanlan.extract.facts import with_facts
from guanlan.formats import admit, read
from guanlan.formats.media import MARKDOWN, TXT
from guanlan.publish.proof import (
    error_rate,
    mended,
    mended_through,
    proofread,
    sheet_of_document,
    sheet_of_issue,
    sure,
)
from guanlan.publish.proof.register import Wording
from guanlan.publish.proof.sheet import ProofSheet
from guanlan.records.bulletin import Words
from guanlan.records.finding import Finding
from guanlan.records.reading import Reading
from guanlan.store.selectors.issues import issue_by


class Proofed(msgspec.Struct, frozen=True):
    """``rate`` is errors per 10,000 characters; ``mended`` the text with what is sure put right, where asked for."""

    findings: tuple[Finding, ...]
    characters: int
    rate: float
    text: str
    mended: bytes | None = None


def proof_file(data: bytes, name: str, *, fix: bool = False, register: tuple[Wording, ...] = ()) -> Proofed:
    """Proof-read a file; one that is a whole bulletin is read as an issue. Nothing is stored.

    Raises ``InputError`` for what cannot come in, and where a fixed copy of anything but plain text is asked for.
    """
    media_type = admit(data, name)
    if fix and media_type not in (TXT, MARKDOWN):
        raise InputError("proof.fix_format", name=name)
    reading = read(data, name=name)
    sheet = _sheet_of(reading)
    findings = proofread(sheet, register=register)
    if not fix:
        return _proofed(findings, sheet)
    fixed = mended_through(reading.text, lambda text: _findings(text, name, register))
    return _proofed(findings, sheet, fixed.encode())


def _findings(text: str, name: str, register: tuple[Wording, ...]) -> tuple[Finding, ...]:
    return proofread(_sheet_of(read(text.encode(), name=name)), register=register)


def proof_issue(which: str) -> Proofed:
    """Proof-read an issue: an imported one in the words it was published in, a composed one as it stands."""
    sheet = issue_sheet(issue_by(which))
    silenced = sheet.journal.silenced if sheet.journal else ()
    return _proofed(proofread(sheet, silenced=silenced, register=home_register()), sheet)


def fix_issue(which: str, *, context: Context) -> Proofed:
    """Put right what is sure in the entries of an issue, each as a revision by the actor; gives what is left."""
    permit(context, "edit")
    sheet = issue_sheet(issue_by(which))
    silenced = sheet.journal.silenced if sheet.journal else ()
    wrong = sure(proofread(sheet, silenced=silenced, register=home_register()), sheet.text)
    for entry in sheet.bulletin.entries() if sheet.bulletin else ():
        here = [one for one in wrong if one.where == entry.id]
        title = _mended_words(entry.title, here, sheet.text)
        lines = [_mended_words(one.words, here, sheet.text) for one in entry.paragraphs]
        if title is not None or any(line is not None for line in lines):
            text = "\n".join(line or one.words.text for line, one in zip(lines, entry.paragraphs, strict=True))
            edit_entry(which, entry.id, context=context, title=title, text=text if any(lines) else None)
    return proof_issue(which)


def _mended_words(words: Words, findings: list[Finding], text: str) -> str | None:
    """The words with what is sure put right; None where nothing in them is wrong."""
    if not any(_within(findings, start, end) for start, end in words.spans):
        return None
    return "".join(mended(text[start:end], _within(findings, start, end)) for start, end in words.spans)


def _within(findings: list[Finding], start: int, end: int) -> list[Finding]:
    """Those inside a span, counted from its start."""
    return [
        msgspec.structs.replace(one, start=one.start - start, end=one.end - start)
        for one in findings
        if start <= one.start and one.end <= end
    ]


def _sheet_of(reading: Reading) -> ProofSheet:
    if bulletins.looks_like_bulletin(reading):
        return sheet_of_issue(with_facts(bulletins.read_bulletin(reading), reading), reading.text)
    return sheet_of_document(reading)


def _proofed(findings: tuple[Finding, ...], sheet: ProofSheet, fixed: bytes | None = None) -> Proofed:
    characters = sum(len("".join(part.text.split())) for part in sheet.parts)
    return Proofed(findings, characters, error_rate(findings, sheet), sheet.text, fixed)
