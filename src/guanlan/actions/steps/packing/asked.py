"""What a pack is asked about: an entry, a development or a report → its title and its reports."""

from __future__ import annotations

import re
from typing import NamedTuple

from guanlan.errors import InputError
from guanlan.records.bulletin import Entry as EntryRecord
from guanlan.records.codec import from_json
from guanlan.store.models import Development, Report
from guanlan.store.selectors.developments import development_by
from guanlan.store.selectors.entries import entry_at, with_latest
from guanlan.store.selectors.issues import issue_by
from guanlan.store.selectors.reports import report_by

_ENTRY = re.compile(r"(.+)/(\d+\.\d+\.\d+)")


class Asked(NamedTuple):
    """``kind`` is entry, development or report, ``key`` what it is known by; ``text`` an entry's own words."""

    kind: str
    key: str
    title: str
    reports: list[Report]
    text: str = ""


def asked(what: str) -> Asked:
    """Raises ``InputError`` where nothing is called so, where several things are, and where nothing is left of it."""
    found = _entry(what) or _development(what) or _report(what)
    if not found.reports:
        raise InputError("evidence.nothing_left", what=what[:80])
    return found


def _entry(what: str) -> Asked | None:
    named = _ENTRY.fullmatch(what.strip())
    if named is None:
        return None
    row = entry_at(issue_by(named[1]), named[2])
    (_, revision), *_ = with_latest([row])
    words = from_json(revision.record, EntryRecord)
    text = "\n".join([words.title.text, *(one.words.text for one in words.paragraphs)]) + "\n"
    if row.report is None:
        return Asked("entry", what, words.title.text, [], text)
    reports = _reports(row.report.development) if row.report.development else [row.report]
    return Asked("entry", what, words.title.text, reports, text)


def _development(what: str) -> Asked | None:
    try:
        row = development_by(what)
    except InputError as error:
        if error.code == "developments.none":
            return None
        raise
    if row.reports.filter(handle__startswith=what.lower()).exists() and row.key != what:
        return None  # it is one of its reports that is asked about
    reports = _reports(row)
    return Asked("development", row.key, reports[0].headline if reports else "", reports)


def _report(what: str) -> Asked:
    row = report_by(what)
    return Asked("report", row.key, row.headline, [] if row.gone else [row])


def _reports(row: Development) -> list[Report]:
    """Those that tell of it today, the leading one first."""
    return list(row.reports.filter(gone=False, successor=None).select_related("extraction__reading").order_by("key"))
