"""What a model would be sent for a part of an issue, and where its answer would stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from guanlan.actions.steps.assemble import id_of
from guanlan.actions.steps.draft import telling_of
from guanlan.assist import Material, Use, fit_to_send
from guanlan.errors import InputError
from guanlan.publish.compose import draft_entry, guide_key
from guanlan.publish.drafting.english import names_in, naming_day
from guanlan.records.bulletin import Abstract, Bulletin, Column, Hand, Paragraph, ParagraphKind, Words
from guanlan.records.bulletin import Entry as EntryRecord
from guanlan.records.codec import from_json
from guanlan.records.development import Development
from guanlan.records.report import Report
from guanlan.store.models import Contribution, Entry, Issue
from guanlan.store.models import Report as ReportRow

# paragraphs of an entry that are no words of its own: they stay where the text is exchanged
_KEPT = (ParagraphKind.PICTURE, ParagraphKind.CAPTION, ParagraphKind.ANNEX_TITLE, ParagraphKind.ANNEX)
_SHARE = 900  # characters of each entry in the material of a guide
_EVERY = "all"


class Place(msgspec.Struct, frozen=True):
    """A part that is asked for. ``where`` as in ``records.Checkable``; ``row`` is None for a guide."""

    use: Use
    where: str
    row: Entry | None = None
    column: int = 0


class Wanted(msgspec.Struct, frozen=True):
    """The parts to be drafted, as a person names them: entries by their ids, columns by their numbers, or ``all``."""

    entries: tuple[str, ...] = ()
    guides: tuple[str, ...] = ()
    abstracts: tuple[str, ...] = ()


def places_of(wanted: Wanted, rows: Sequence[Entry], bulletin: Bulletin) -> list[Place]:
    """The parts, entries first: a guide tells of them. Raises ``InputError`` for one that is not there."""
    found = [Place("entry", id_of(row), row) for row in _rows(wanted.entries, rows)]
    found += [Place("guide", f"guide.{number}", column=number) for number in _columns(wanted.guides, bulletin)]
    found += [Place("abstract", f"abstract:{id_of(row)}", row) for row in _rows(wanted.abstracts, rows)]
    if not found:
        raise InputError("assist.nothing_asked")
    return found


def material_of(place: Place, rows: Sequence[Entry]) -> tuple[Material, tuple[str, ...]]:
    """What would be sent, and the hashes of the bytes that it is from. Words of releases alone: what an editor wrote
    into an entry is not sent. Raises ``InputError`` for what was not released.
    """
    if place.row is not None:
        report = _released(place.row)
        text = _entry_text(report)
        if place.use == "abstract":
            text = "\n".join(["Names:", *_names(report, place.row), "", text])
        return fit_to_send(text), (report.extraction.reading.blob_id,)
    reports = [_released(row) for row in rows if row.column == place.column]
    return fit_to_send("\n\n".join(_short(one) for one in reports)), tuple(
        dict.fromkeys(one.extraction.reading.blob_id for one in reports)
    )


def with_words(bulletin: Bulletin, place: Place, paragraphs: Sequence[str], hand: Hand) -> Bulletin:
    """The issue with these words in their place."""
    if place.use == "guide":
        columns = list(bulletin.columns)
        old = columns[place.column - 1]
        guide = tuple(Words(one) for one in paragraphs)
        columns[place.column - 1] = msgspec.structs.replace(old, guide=guide, guide_hand=hand, guide_of=guide_key(old))
        return msgspec.structs.replace(bulletin, columns=tuple(columns))
    return msgspec.structs.replace(bulletin, columns=tuple(_exchanged(bulletin, place, paragraphs, hand)))


def entry_with(entry: EntryRecord, place: Place, paragraphs: Sequence[str], hand: Hand) -> EntryRecord:
    """The entry with these words as its text or its abstract; pictures and annexes stay."""
    if place.use == "abstract":
        return msgspec.structs.replace(entry, abstract=Abstract(Words(" ".join(paragraphs)), hand))
    kept = tuple(one for one in entry.paragraphs if one.kind in _KEPT)
    told = tuple(Paragraph(Words(one)) for one in paragraphs)
    return msgspec.structs.replace(
        entry, paragraphs=(*told[:1], *_pictures(kept), *told[1:], *_annexes(kept)), hand=hand
    )


def _pictures(kept: tuple[Paragraph, ...]) -> Iterator[Paragraph]:
    return (one for one in kept if one.kind in _KEPT[:2])


def _annexes(kept: tuple[Paragraph, ...]) -> Iterator[Paragraph]:
    return (one for one in kept if one.kind in _KEPT[2:])


def _exchanged(bulletin: Bulletin, place: Place, paragraphs: Sequence[str], hand: Hand) -> Iterator[Column]:
    target = place.where.rpartition(":")[2]
    for column in bulletin.columns:
        parts = tuple(
            msgspec.structs.replace(
                part,
                entries=tuple(
                    entry_with(one, place, paragraphs, hand) if one.id == target else one for one in part.entries
                ),
            )
            for part in column.subcolumns
        )
        yield msgspec.structs.replace(column, subcolumns=parts)


def _rows(ids: Sequence[str], rows: Sequence[Entry]) -> list[Entry]:
    if _EVERY in ids:
        return list(rows)
    known = {id_of(row): row for row in rows}
    found: dict[str, Entry] = {}
    for one in ids:
        key = _padded(one)
        if key not in known:
            raise InputError("store.no_entry", entry=one, issue=_issue(rows))
        found[key] = known[key]
    return list(found.values())


def _padded(typed: str) -> str:
    """``3.2.5`` as ``3.2.05``."""
    head, _, last = typed.strip().rpartition(".")
    return f"{head}.{int(last):02d}" if last.isdecimal() and last.isascii() else typed


def _issue(rows: Sequence[Entry]) -> str:
    issue: Issue | None = rows[0].issue if rows else None
    return str(issue.number) if issue is not None and issue.number is not None else "—"


def _columns(numbers: Sequence[str], bulletin: Bulletin) -> list[int]:
    filled = [
        number
        for number, column in enumerate(bulletin.columns, 1)
        if column.guide and any(part.entries for part in column.subcolumns)
    ]
    if _EVERY in numbers:
        return filled
    found = []
    for one in numbers:
        if not one.isdecimal() or int(one) not in filled:
            raise InputError("assist.no_column", column=one)
        found.append(int(one))
    return list(dict.fromkeys(found))


def _released(row: Entry) -> ReportRow:
    report = row.report
    if report is None or report.gone or Contribution.objects.filter(release_id=report.release_id).exists():
        raise InputError("assist.not_released", entry=id_of(row))
    return report


def _entry_text(row: ReportRow) -> str:
    report = from_json(row.record, Report)
    date = report.facts.date.value
    lines = [f"标题：{report.headline.text}"]
    if row.release.publisher:
        lines.append(f"来源：{row.release.publisher}")
    if row.release.published:
        lines.append(f"发布日期：{row.release.published.isoformat()}")
    if date is not None:
        lines.append(f"事实日期：{date.date}")
    shown = (one.words.text for one in report.paragraphs if one.kind is not ParagraphKind.PICTURE)
    return "\n".join([*lines, "正文：", *(text for text in shown if text)])


def _names(report: ReportRow, row: Entry) -> Iterator[str]:
    """The names that an abstract may use, as they stand on the day of the report, else on that of the issue."""
    facts = from_json(report.record, Report).facts
    day = naming_day(facts, row.issue.date)
    for chinese, english in names_in(facts, day) if day else ():
        yield f"{chinese} = {english}"


def _short(row: ReportRow) -> str:
    """Title and text as the rules would draft them: words of the release, cut at sentence ends."""
    entry = draft_entry(Development(row.key, (telling_of(row, ""),)))
    text = "\n".join(one.words.text for one in entry.paragraphs if one.kind is ParagraphKind.TEXT)
    return f"【{entry.title.text}】\n{text[:_SHARE]}"
