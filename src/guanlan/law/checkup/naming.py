"""Names of instruments: unknown, nearly right, of a draft, of a text that is not yet or no longer in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from guanlan.law.checkup.cited import Cited
from guanlan.law.checkup.findings import Finding
from guanlan.law.checkup.opened import Opened
from guanlan.law.library import Library
from guanlan.law.likeness import pairs
from guanlan.law.names import key_of, short_names, stage_of
from guanlan.law.resolutions import Reason, Resolved, Unresolved
from guanlan.law.works import Work
from guanlan.text.title_types import is_norm

# 网络安全管理法 has 0.71 of 网络安全法, 网络安全数据管理条例 0.73 of 网络数据安全管理条例. Two different instruments on
# one matter (数据安全法, 数据安全管理办法) have 0.67: what is near is a suggestion and never put in by itself
_NEAR = 0.65
_MOST = 3


class NearNames:
    """The titles of a library by likeness."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def _shapes(self) -> list[tuple[Work, Counter[str]]]:
        return [(work, pairs(work.key)) for work in self._library.works]

    def near(self, name: str) -> list[Work]:
        """The works whose titles are most like ``name``, the likest first; empty where none is near."""
        own = pairs(key_of(name))
        found: list[tuple[float, str, Work]] = []
        for work, shape in self._shapes:
            total = own.total() + shape.total()
            if 2 * min(own.total(), shape.total()) < _NEAR * total:
                continue
            likeness = 2 * (own & shape).total() / total
            if likeness >= _NEAR:
                found.append((-likeness, work.key, work))
        return [work for _, _, work in sorted(found, key=lambda one: one[:2])[:_MOST]]


def check_unnamed(opened: Opened, cited: Cited, result: Unresolved, names: NearNames) -> Iterator[Finding]:
    """Why a name leads to no text that holds on the day."""
    works = _works(opened, result)
    shown = {"name": cited.law, "on": opened.on.isoformat()}
    if result.reason is Reason.UNKNOWN:
        if not cited.parts and not is_norm(cited.law):
            return  # a form, a declaration of the company's own
        near = names.near(cited.law)
        suggestions = tuple(f"《{work.title}》" for work in near)
        code = "checkup.misnamed" if near else "checkup.unknown"
        told = {**shown, "suggestions": "、".join(suggestions)} if near else shown
        yield opened.finding(code, cited.name, told, suggestions=suggestions)
    elif result.reason is Reason.AMBIGUOUS:
        suggestions = tuple(dict.fromkeys(f"《{one.title}》" for one in result.candidates))
        told = {**shown, "suggestions": "、".join(suggestions)}
        yield opened.finding("checkup.ambiguous", cited.name, told, suggestions=suggestions)
    elif result.reason is Reason.DRAFT and works:
        yield _of_draft(opened, cited, works[0], shown)
    elif result.reason is Reason.NO_VERSION and works:
        yield _of_day(opened, cited, works[0], shown)


def _works(opened: Opened, result: Unresolved) -> list[Work]:
    found = (opened.library.work(one.work) for one in result.candidates)
    return list({work.key: work for work in found if work is not None}.values())


def _of_draft(opened: Opened, cited: Cited, work: Work, shown: dict[str, str]) -> Finding:
    """A draft is cited, or only drafts are known."""
    if not any(version.first is None or version.first <= opened.on for version in work.versions):
        return opened.finding("checkup.draft", cited.name, shown)
    title = f"《{work.title}》"
    first = next((version.first for version in work.versions if version.first), None)
    told = {**shown, "title": work.title, "first": _iso(first)}
    return opened.finding("checkup.draft_issued", cited.name, told, mend=title, suggestions=(title,))


def _of_day(opened: Opened, cited: Cited, work: Work, shown: dict[str, str]) -> Finding:
    """The instrument is known, but none of its texts holds on the day."""
    firsts = [version.first for version in work.versions if version.first is not None]
    if firsts and min(firsts) > opened.on:
        told = {**shown, "first": _iso(min(firsts))}
        return opened.finding("checkup.not_in_force", cited.name, told, ref=work.versions[0].value.ref)
    last = max((version.last for version in work.versions if version.last is not None), default=None)
    if last is not None and last < opened.on:
        return _ended(opened, cited, work, {**shown, "last": _iso(last)})
    code = "checkup.draft" if work.drafts and not work.versions else "checkup.no_version"
    return opened.finding(code, cited.name, shown)


def _ended(opened: Opened, cited: Cited, work: Work, shown: dict[str, str]) -> Finding:
    ref = work.versions[-1].value.ref
    later = opened.library.work(work.renamed_to) if work.renamed_to is not None else None
    if later is not None:
        title = f"《{later.title}》"
        told = {**shown, "title": later.title}
        return opened.finding("checkup.renamed", cited.name, told, mend=title, suggestions=(title,), ref=ref)
    if work.repealed_by is not None:
        told = {**shown, "by": work.repealed_by}
        return opened.finding(
            "checkup.repealed_by", cited.name, told, suggestions=(f"《{work.repealed_by}》",), ref=ref
        )
    return opened.finding("checkup.repealed", cited.name, shown, ref=ref)


def check_name(opened: Opened, cited: Cited, result: Resolved) -> Iterator[Finding]:
    """A name that leads to a text but is not its title: of a draft, with a wrong 试行, from before a renaming."""
    work = opened.library.work(result.work)
    name = opened.document.names.get(cited.law, cited.law)
    if work is None:
        return
    shown = {"name": cited.law, "title": result.title, "on": opened.on.isoformat()}
    if stage_of(name) is not None:
        yield _of_draft(opened, cited, work, shown)
        return
    key = key_of(name)
    if key == key_of(result.title) or key == work.key or key in short_names(result.title):
        return
    title = f"《{result.title}》"
    former = key in {key_of(one) for one in work.names}
    code = "checkup.renamed" if former else "checkup.title_differs"
    if former:
        shown["last"] = _iso(result.first)
    yield opened.finding(code, cited.name, shown, mend=title, suggestions=(title,), ref=result.ref)


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else "?"
