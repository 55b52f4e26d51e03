"""What a visit to a source would take, and rules for one that has none. Nothing is stored."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from guanlan.actions.act import permit
from guanlan.actions.context import Context
from guanlan.actions.register_summaries import Tried
from guanlan.collect.families import family_for
from guanlan.collect.families.selecting import Page
from guanlan.collect.fetching import Clock, Means, crawl, fetch_one
from guanlan.collect.proposing import Proposal, propose
from guanlan.collect.remembering import Remembering
from guanlan.collect.spec import check_spec, to_toml
from guanlan.errors import InputError
from guanlan.records.exchange import Exchange
from guanlan.records.source import SourceSpec

MOST = 3  # documents that are asked for


def try_source(
    spec: SourceSpec,
    *,
    context: Context,
    clock: Clock,
    seek: bool = False,
    address: str | None = None,
    means: Means | None = None,
) -> Tried:
    """Visit ``spec`` with a sink that remembers. ``seek``: look for the list that its page shows instead, and try the
    rules that were found. ``address`` is a list page to begin at in place of the one it has: of most sources of the
    register only the home page is known. Raises ``InputError`` where a page cannot be got, or there are no rules.
    """
    permit(context, "try source")
    if address is not None:
        spec = msgspec.structs.replace(spec, address=address)
        check_spec(spec)
    means = means or Means()
    with tempfile.TemporaryDirectory() as folder:
        warc = Path(folder)
        proposal = _sought(spec, warc, clock, means) if seek else None
        if proposal is not None:
            if proposal.list is None:
                return Tried(spec, proposal=proposal)
            spec = _with_rules(spec, proposal)
        elif not spec.address or not spec.checked:
            raise InputError("sources.no_rules", key=spec.key)
        sink = Remembering(MOST)
        crawl(spec, family_for(spec), sink, warc=warc, now=clock, means=means)
    return Tried(
        spec,
        lists=tuple((one.address, one.found) for one in sink.lists),
        taken=tuple(
            (one.exchange.address, one.wanted.title, one.wanted.date, len(one.exchange.body)) for one in sink.taken
        ),
        left=len(sink.left),
        events=tuple((one.code, one.address) for one in sink.events),
        proposal=proposal,
        toml=to_toml([spec]) if proposal is not None else None,
    )


def _with_rules(spec: SourceSpec, proposal: Proposal) -> SourceSpec:
    address = spec.address or spec.home
    return msgspec.structs.replace(
        spec, kind="list", address=address, list=proposal.list, detail=proposal.detail, checked=True
    )


def _sought(spec: SourceSpec, warc: Path, clock: Clock, means: Means) -> Proposal:
    """The rules for what the source's page shows, tried on a page that its list leads to."""
    page = _page(spec, spec.address or spec.home, warc, clock, means)
    on: datetime.date = clock().astimezone(ZoneInfo(spec.zone)).date()
    found = propose(page, zone=spec.zone, on=on)
    if found.list is None or not found.items:
        return found
    document = _page(spec, found.items[0].address, warc, clock, means)
    return propose(page, zone=spec.zone, on=on, document=document)


def _page(spec: SourceSpec, address: str, warc: Path, clock: Clock, means: Means) -> Page:
    exchange = fetch_one(address, warc=warc, now=clock, local=spec.local, means=means)
    page = Page.read(exchange.body, exchange.address, spec.encoding or _charset(exchange))
    if page is None:
        raise InputError("sources.no_page", address=address)
    return page


def _charset(exchange: Exchange) -> str | None:
    told = next((value for name, value in exchange.headers if name.lower() == "content-type"), "")
    _, found, charset = told.lower().partition("charset=")
    return charset.split(";")[0].strip(" \"'") or None if found else None
