"""The works held, as the law room wants them: names and versions at once, a text when it is asked for."""

from __future__ import annotations

import re
from datetime import date

from guanlan.actions.law_summaries import LawLine, VersionLine
from guanlan.errors import InputError, OurFault
from guanlan.law.library import Held, Library
from guanlan.law.ranks import Rank
from guanlan.law.works import VersionRef
from guanlan.law.works import Work as WorkRecord
from guanlan.records.codec import from_json
from guanlan.records.dated import Dated
from guanlan.records.law import LawText
from guanlan.records.reading import Reading
from guanlan.store.models import LawVersion, Work
from guanlan.text.provisions import Provision, parse_provision

_NUMBER = re.compile("[1-9][0-9]{0,3}(?:-[1-9][0-9]?)?")
SHOWN = 8  # names that a refusal lists


def open_library() -> Library:
    """The library of the open home."""
    records = Work.objects.order_by("key").values_list("record", flat=True)
    return Library((from_json(record, WorkRecord) for record in records), load_version)


def load_version(ref: str) -> Held:
    """A version's published text and what was read in it."""
    row = LawVersion.objects.filter(pk=ref).select_related("reading").first()
    if row is None:
        raise OurFault("laws.lost_version", ref=ref)
    return Held(from_json(row.reading.record, Reading).text, from_json(row.record, LawText))


def work_named(name: str, library: Library) -> WorkRecord:
    """The one work of this name. Raises ``InputError`` ``laws.unknown`` or ``laws.ambiguous``."""
    name = name.strip().removeprefix("《").removesuffix("》")
    found = library.named(name) if name else ()
    if len(found) > 1:
        raise InputError("laws.ambiguous", name=name, known=_listed(work.title for work in found))
    if not found:
        like = Work.objects.filter(title__contains=name).order_by("rank", "title") if name else Work.objects.none()
        known = _listed(like.values_list("title", flat=True)[: SHOWN + 1])
        raise InputError("laws.unknown", name=name, known=known or "∅")
    return found[0]


def version_shown(work: WorkRecord, on: date) -> Dated[VersionRef]:
    """The version in force on a day. Raises ``InputError`` ``laws.no_version`` with the days that are covered."""
    for version in work.versions:
        if version.holds(on):
            return version
    days = "；".join(f"{one.first or '…'} — {one.last or '…'}" for one in work.versions)
    raise InputError("laws.no_version", title=work.title, on=on.isoformat(), known=days or "∅")


def provision_of(words: str) -> Provision:
    """The provision that a person types: 第五十九条第一款, 59, 21-1. Raises ``InputError`` ``laws.bad_provision``."""
    words = words.strip()
    if _NUMBER.fullmatch(words):
        return Provision(article=words)
    try:
        return parse_provision(words)
    except InputError as error:
        raise InputError("laws.bad_provision", value=words) from error


def law_line(work: WorkRecord, row: Work | None = None) -> LawLine:
    """The work as a list shows it."""
    row = row or Work.objects.get(key=work.key)
    return LawLine(
        key=work.key,
        title=work.title,
        rank=Rank(row.rank).name.lower(),
        place=row.place,
        maker=row.maker,
        versions=tuple(version_line(one) for one in work.versions),
        drafts=tuple(version_line(Dated(one)) for one in (*work.drafts, *work.undated)),
        repealed_by=work.repealed_by,
        renamed_to=work.renamed_to,
    )


def version_line(version: Dated[VersionRef]) -> VersionLine:
    """A version as a list shows it."""
    brief = version.value
    return VersionLine(
        ref=brief.ref,
        title=brief.title,
        first=version.first,
        last=version.last,
        adopted=brief.adopted,
        effective=brief.effective,
        amended_by=brief.amended_by,
        stage=brief.stage,
        remarks=brief.remarks,
    )


def _listed(titles: object) -> str:
    names = list(titles)  # type: ignore[call-overload]
    return "、".join(f"《{name}》" for name in names[:SHOWN]) + ("…" if len(names) > SHOWN else "")
