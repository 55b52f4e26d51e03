"""The steps that one report, one law text or one work tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from guanlan.errors import InputError
from guanlan.law.comment_addresses import addresses_for_comments
from guanlan.law.names import key_of, stage_of
from guanlan.law.reading.validity import changed
from guanlan.law.thread_records import Mark, Stage, Step, Told, ToldLaw, ToldReport
from guanlan.law.works import Work
from guanlan.records.anchor import Anchor, Fact, anchor_at
from guanlan.records.facts import Instrument
from guanlan.records.law import Event, LawText
from guanlan.text.dates import parse_date
from guanlan.text.tables_reading import table_rows
from guanlan.text.titles import parse_title

_COMES_IN = re.compile(r"自[^。；;\n]{0,60}?起[^。；;\n]{0,12}?(?:施行|实施|生效|执行|试行)")
_DAY = re.compile(r"[0-9０-９一二三四五六七八九〇○]{4}\s*年[^，。；\n]{1,12}?日")
_BILL = re.compile("草案")
_OUT_FOR_COMMENT = re.compile("征求意见|公开征集")
# What shows which of a fact's anchors tells a day
_CUES = {
    Stage.COMMENT: re.compile("意见|截止|截至|反馈"),
    Stage.EFFECTIVE: re.compile("施行|实施|生效|执行"),
    Stage.EXPIRED: re.compile("有效期|失效|止"),
}
_ENDS = re.compile("关于(?:废止|宣布失效)(?P<titles>.*)")
_INNER = re.compile("[〈《]([^〈〉《》]{2,80})[〉》]")


def thread_key(title: str) -> str:
    """The key of the life that an instrument leads: its name without 中华人民共和国 and all notes, （试行） included.

    >>> thread_key("《某某管理办法（试行）》（征求意见稿）"), thread_key("中华人民共和国某某法（草案）")
    ('某某管理办法', '某某法')
    """
    bare = title.strip("《》 ")
    try:
        name = parse_title(f"《{bare.replace('》（', '（')}》").name
    except InputError:
        name = bare
    return key_of(name)


def of_report(report: ToldReport) -> Iterator[Told]:
    """The steps that a report tells of the instruments it is about."""
    organs = tuple(fact.value for fact in report.facts.issuers if fact.value)
    for fact in report.facts.instruments:
        if fact.value is not None:
            for step in _of_instrument(report, fact, fact.value, organs):
                yield Told(thread_key(fact.value.title), fact.value.title, step)
            yield from _on_others(report, fact, fact.value)


def _of_instrument(
    report: ToldReport, fact: Fact[Instrument], value: Instrument, organs: tuple[str, ...]
) -> Iterator[Step]:
    told = _day(value.date)
    stage = _stage_of(value)
    note = value.stage_note
    if stage is not None and stage is not Stage.COMMENT:
        anchor = fact.anchors[min(1, len(fact.anchors) - 1)] if fact.anchors else None
        acts = (value.action,) if value.action else ()
        mark = Mark(report.key, anchor)
        yield Step(stage, told, told, acts, organs, stage_note=note, marks=(mark,), told=told)
    if stage is Stage.COMMENT or value.comment_from or value.comment_until:
        last = _day(value.comment_until)
        yield Step(
            Stage.COMMENT,
            _day(value.comment_from) or told,
            last,
            (value.action,) if value.action and stage is Stage.COMMENT else (),
            organs,
            addresses=addresses_for_comments(report.words),
            stage_note=note,
            marks=(Mark(report.key, _anchor_of(fact.anchors, Stage.COMMENT, last)),),
            told=told,
        )
    if _is_draft(note):
        return  # the day that a draft names is not yet one on which it will be in force
    for kind, day in ((Stage.EFFECTIVE, _day(value.effective)), (Stage.EXPIRED, _day(value.expires))):
        if day is not None:
            mark = Mark(report.key, _anchor_of(fact.anchors, kind, day))
            yield Step(kind, day, day, marks=(mark,), told=told)


def _on_others(report: ToldReport, fact: Fact[Instrument], value: Instrument) -> Iterator[Told]:
    """What a decision does to the instruments that it names."""
    if _is_draft(value.stage_note) or _stage_of(value) in (None, Stage.DRAFTED, Stage.COMMENT, Stage.DELIBERATED):
        return
    day, effective = _day(value.date), _day(value.effective)
    mark = Mark(report.key, fact.anchors[0] if fact.anchors else None)
    yield from _through(value.title, day, effective, mark)


def _through(title: str, day: date | None, effective: date | None, mark: Mark) -> Iterator[Told]:
    for other in changed(title):
        step = Step(Stage.AMENDED, day, day, through=(title,), marks=(mark,), told=day)
        yield Told(thread_key(other), other, step)
        if effective is not None:
            step = Step(Stage.EFFECTIVE, effective, effective, through=(title,), marks=(mark,), told=day)
            yield Told(thread_key(other), other, step)
    if (ends := _ENDS.search(title)) is not None:
        for other in _INNER.findall(ends["titles"]):
            first = effective or day
            step = Step(Stage.REPEALED, first, first, through=(title,), marks=(mark,), told=day)
            yield Told(thread_key(other), other, step)


def of_law(told: ToldLaw) -> Iterator[Told]:
    """The steps that a law text tells of itself and of others."""
    law = told.law
    if not law.title:
        return
    key, note = thread_key(law.title), stage_of(law.title)
    if note is not None:
        stage = Stage.COMMENT if _OUT_FOR_COMMENT.search(note) else Stage.DRAFTED
        yield Told(key, law.title, Step(stage, stage_note=note, marks=(Mark(told.key),)))
    last = _last_act(law)
    for event in law.history:
        done = _stages().get(event.act)
        if done is not None:
            yield Told(key, law.title, _of_event(told, done, event))
    if note is not None:
        return
    first = law.effective
    if first is not None:
        mark = Mark(told.key, _comes_in(told.published, first))
        before = max((one.day for one in law.history if one.day and one.day <= first), default=last)
        yield Told(key, law.title, Step(Stage.EFFECTIVE, first, first, marks=(mark,), told=before))
    day = first or last
    for other in law.repeals:
        if thread_key(other) == key or other.startswith("关于修改"):
            continue  # the one before it, of the same name; a decision that is only named with what it changed
        mark = Mark(told.key, _named_in(told.published, other))
        step = Step(Stage.REPEALED, day, day, through=(law.title,), marks=(mark,), told=last)
        yield Told(thread_key(other), other, step)
    if law.amends:
        yield from _through(law.title, last, first, Mark(told.key))


def of_work(work: Work) -> Iterator[Told]:
    """From when each version of a work holds, where that is told and not taken from the day of an act."""
    for version in work.versions:
        value = version.value
        if version.first is None or any(code.startswith("law.effect_from") for code in value.remarks):
            continue
        step = Step(
            Stage.EFFECTIVE,
            version.first,
            version.first,
            through=(value.amended_by,) if value.amended_by else (),
            marks=(Mark(value.ref),),
            told=value.changed or value.adopted,
        )
        yield Told(thread_key(work.title), work.title, step)


def _of_event(told: ToldLaw, stage: Stage, event: Event) -> Step:
    anchor = anchor_at(told.published, event.start, event.end) if told.published and event.end else None
    return Step(
        stage,
        event.day,
        event.day,
        (event.act,),
        (event.organ,) if event.organ else (),
        (event.instrument,) if event.instrument else (),
        marks=(Mark(told.key, anchor),),
        told=event.day,
    )


def _last_act(law: LawText) -> date | None:
    return max((one.day for one in law.history if one.day is not None and one.act != "施行"), default=None)


@cache
def _stages() -> dict[str, Stage]:
    return {act: Stage(stage) for act, stage, _ in table_rows("stages", "guanlan.law")}


def _is_draft(note: str | None) -> bool:
    return note is not None and stage_of(f"某（{note.split('；')[-1]}）") is not None


def _stage_of(value: Instrument) -> Stage | None:
    """What was done; a draft that is issued is put out for comment.

    A bill that the government passes goes on to the legislature (立法法 第十七条): that is no adoption.
    """
    stage = _stages().get(value.action or "")
    if not _is_draft(value.stage_note) or stage is None:
        return stage
    note = value.stage_note or ""
    if stage is Stage.ADOPTED and _BILL.search(note) and value.title.endswith("法"):
        return Stage.DELIBERATED
    if stage in (Stage.ISSUED, Stage.AMENDED, Stage.REVISED, Stage.EFFECTIVE):
        return Stage.COMMENT if _OUT_FOR_COMMENT.search(note) or value.comment_until else Stage.DRAFTED
    return stage


def _day(told: str | None) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        return None


def _anchor_of(anchors: tuple[Anchor, ...], stage: Stage, day: date | None) -> Anchor | None:
    """The anchor that tells the day: it names it, else it has a word of the step, else the first."""
    shown = "" if day is None else f"{day.month}月{day.day}日"
    named = (one for one in anchors if shown and shown in "".join(one.quote.split()))
    cued = (one for one in anchors[1:] if _CUES[stage].search(one.quote) and "《" not in one.quote)
    return next(named, None) or next(cued, None) or (anchors[0] if anchors else None)


def _comes_in(published: str, first: date) -> Anchor | None:
    """The words by which a text comes into force on a day; the last such words where none name it."""
    found = list(_COMES_IN.finditer(published))
    for one in reversed(found):
        day = _DAY.search(one[0])
        if day is not None and _is_day(day[0], first):
            return anchor_at(published, *one.span())
    return anchor_at(published, *found[-1].span()) if found else None


def _is_day(words: str, day: date) -> bool:
    try:
        return parse_date("".join(words.split()).replace("○", "〇")).start == day
    except InputError:
        return False


def _named_in(published: str, title: str) -> Anchor | None:
    at = published.rfind(f"《{title}》")
    return anchor_at(published, at, at + len(title) + 2) if at >= 0 else None
