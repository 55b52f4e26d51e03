"""Names of instruments: unknown, nearly right, of a draft, of a text that is not yet or no longer in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from guanlan.law.checkup.cited import Cited
from guanlan.law.checkup.findings import Finding
from guanlan.law.checkup.near_names import NearNames
from guanlan.law.checkup.opened import Opened
from guanlan.law.names import key_of, short_names, stage_of
from guanlan.law.resolutions import Reason, Resolved, Unresolved
from guanlan.law.works import Work
from guanlan.text.title_types import is_norm

ORGANS = 80  # how far before a title its organs may begin: the longest row of the corpus has 60 characters
_REVISION = re.compile("修订|修正|修改")


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
    now = next((version for version in work.versions if version.holds(opened.on)), None)
    if now is None:
        return opened.finding("checkup.draft", cited.name, shown)
    title = f"《{now.value.title}》"
    told = {**shown, "title": now.value.title, "first": _iso(now.first)}
    # a draft of a revision may be of one that is still to come
    mend = None if _REVISION.search(stage_of(cited.law) or "") else title
    return opened.finding("checkup.draft_issued", cited.name, told, mend=mend, suggestions=(title,), ref=now.value.ref)


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
    name = cited.law
    if work is None or cited.law in opened.document.names:
        return  # a short name that the document gives: what is to be said is said of the title
    shown = {"name": cited.law, "title": result.title, "on": opened.on.isoformat()}
    if stage_of(name) is not None:
        yield _of_draft(opened, cited, work, shown)
        return
    key, own = key_of(name), key_of(result.title)
    if key in (own, work.key) or key in short_names(result.title):
        return
    organ = own.removesuffix(key) if own.endswith(key) else ""
    if organ and "".join(opened.document.text[max(0, cited.start - ORGANS) : cited.start].split()).endswith(organ):
        return  # 某院《关于某事的解释》
    title = f"《{result.title}》"
    former = not organ and key in {key_of(one) for one in work.names}
    code = "checkup.renamed" if former else "checkup.title_differs"
    yield opened.finding(code, cited.name, shown, mend=title, suggestions=(title,), ref=result.ref)


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else "?"
