"""Texts of one instrument → one work with dated versions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from guanlan.records.dated import Dated
from guanlan.records.law import LawText


class VersionRef(msgspec.Struct, frozen=True):
    """One version of one instrument, without its units. ``ref`` is the caller's own name for the text (a path, a hash).

    ``adopted`` is the day of the last act on the text (通过, 修正, 公布), ``effective`` the day it says it holds from.
    ``digest`` is that of its words without white space. ``stage`` is the note of a draft (征求意见稿), else None.
    """

    ref: str
    title: str
    digest: str = ""
    aliases: tuple[str, ...] = ()
    maker: str | None = None
    number: str | None = None
    stage: str | None = None
    adopted: date | None = None
    effective: date | None = None
    amended_by: str | None = None  # the decision that made this version
    repeals: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()  # law.date_from_name, law.effective_unknown …
    same: tuple[str, ...] = ()  # other refs with the same words


class Work(msgspec.Struct, frozen=True):
    """One instrument. ``versions`` in order of time; drafts stand apart, they were never in force."""

    key: str
    title: str
    names: tuple[str, ...] = ()
    versions: tuple[Dated[VersionRef], ...] = ()
    drafts: tuple[VersionRef, ...] = ()
    renamed_from: tuple[str, ...] = ()  # keys of the works it went on from under a new name
    renamed_to: str | None = None
    repealed_by: str | None = None  # title of the instrument that ended it


def version_ref(ref: str, text: str, law: LawText, name: str = "") -> VersionRef:
    """What :func:`build_works` needs of a law text. ``name`` is the file's name; the day in it is used only where the
    text itself says none."""
    raise NotImplementedError


def build_works(versions: Iterable[VersionRef]) -> tuple[Work, ...]:
    """The works that ``versions`` belong to, by key; does not depend on the order given."""
    raise NotImplementedError


def version_on(work: Work, on: date) -> VersionRef | None:
    """The version in force on a day; None where the work has none for that day, or none that is known."""
    raise NotImplementedError
