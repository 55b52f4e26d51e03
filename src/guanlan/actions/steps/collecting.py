"""The sink over the store: what a visit gets is stored for good first, and read second."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.steps.changes import note_gone_at
from guanlan.actions.steps.held import Held, is_held, newest_answer, validators_of
from guanlan.actions.steps.keep import FROM_AUTHORITY, SAVED_PAGE, UNKNOWN, Got, put_by, put_exchange
from guanlan.actions.steps.read_in import read_in
from guanlan.actions.steps.release_keys import Origin
from guanlan.actions.steps.removals import removal_of
from guanlan.actions.steps.seen_again import seen_again
from guanlan.actions.steps.warc_removal import Place, overwrite
from guanlan.actions.summaries import Outcome, Result
from guanlan.collect.families.addresses import related
from guanlan.collect.families.details import described
from guanlan.collect.sink import Event, Validators, Wanted
from guanlan.errors import InputError, OurFault
from guanlan.formats import admit
from guanlan.records.exchange import Exchange
from guanlan.records.source import SourceSpec
from guanlan.store import blobs
from guanlan.store.models import Visit

_NAMED = re.compile(r"\.[A-Za-z0-9]{2,5}$")
GONE = "collect.gone"


class Storing:
    """``collect.sink.Sink`` over the open home, for one visit. ``due`` are held addresses to be asked for again."""

    def __init__(self, spec: SourceSpec, visit: Visit, held: Held, due: frozenset[str], context: Context) -> None:
        self.outcomes: list[Outcome] = []
        self._spec, self._visit, self._held, self._due = spec, visit, held, due
        self._context = context
        self._grade_for = {True: FROM_AUTHORITY, False: SAVED_PAGE}
        self._seen: dict[str, int] = {}  # address → the list page that led to it first
        self._at_anchor = False

    def wants(self, wanted: Wanted) -> bool:
        """What is not held, or due; each address once a visit. Lists are followed as far as ``_goes_on`` says."""
        if wanted.role == "list":
            return self._goes_on(wanted)
        if wanted.address in self._seen:
            return False
        self._seen[wanted.address] = wanted.page
        self._at_anchor = self._at_anchor or wanted.address in self._held.anchors
        if wanted.inline is not None:
            return self._is_news(wanted.address, wanted.inline)
        return wanted.address in self._due or not is_held(wanted.address)

    def _goes_on(self, wanted: Wanted) -> bool:
        """Whether to ask for a list page: the source's usual number of them, and on as long as nothing on them was
        held by the last visit that came to its end: so a long pause loses nothing. A page that only repeats the ones
        before ends the list.
        """
        if wanted.page == 1:
            return True
        if wanted.page - 1 not in self._seen.values():
            return False
        rules = self._spec.api if self._spec.kind == "api" else self._spec.list
        if wanted.page <= (rules.most_pages if rules else 1):
            return True
        return bool(self._held.anchors) and not self._at_anchor

    def validators(self, address: str) -> Validators | None:
        """Of the last document that was got from ``address``."""
        return validators_of(address)

    def keep(self, exchange: Exchange, wanted: Wanted) -> bool:
        """Store a document with its capture and exchange, then read it."""
        data = wanted.inline if wanted.inline is not None else exchange.body
        if not data.strip():
            self.note(Event("collect.no_body", wanted.address, {"status": exchange.status}))
            return False
        charset = _charset(wanted.media_type) if wanted.inline is not None else _charset(_header(exchange))
        if self._removed_here(blobs.sha256_of(data), exchange, wanted):
            return False
        wanted = described(self._spec, wanted, data, exchange.address, charset)
        context = msgspec.structs.replace(self._context, now=exchange.at)
        origin = self._origin(wanted, exchange, charset)
        shown = _shown(wanted, exchange)
        sha256 = self._put_by(data, shown, origin, exchange=exchange, wanted=wanted, context=context)
        outcome = read_in(sha256, data, "release", shown=shown, origin=origin, context=context)
        if outcome.result is Result.SAME:
            seen_again(sha256, context)
        self.outcomes.append(outcome)
        return outcome.result in (Result.ADDED, Result.NEW_VERSION)

    def _removed_here(self, sha256: str, exchange: Exchange, wanted: Wanted) -> bool:
        """Bytes that were removed by order are not kept again: what the crawler put by of them goes at once."""
        order = removal_of(sha256)
        if order is None:
            return False
        if exchange.stored is not None:
            stored = exchange.stored
            overwrite(Place(stored.file, stored.offset, stored.length), sha256, order.at)
        self.note(Event("evidence.was_removed", wanted.address, {"blob": sha256}))
        return True

    def saw_list(self, exchange: Exchange, wanted: Wanted, found: int) -> None:
        """Count a list page. One without items where there should be some means that the page changed."""
        self._visit.lists += 1
        self._visit.found += found
        if not found and (wanted.page == 1 or self._led_here()):
            failed = self._spec.rhythm.empty_is_failure
            self._count("collect.changed" if failed else "collect.empty")
        self._visit.save(update_fields=["lists", "found", "events"])

    def note(self, event: Event) -> None:
        """Count what is no document; a page that is gone is noted with its release."""
        self._count(event.code)
        if event.code == GONE:
            context = self._context
            with acting(context, "note gone", event.address[:2600]) as details:
                details.update(event.params)
                note_gone_at(event.address, "versions.gone_http", _gone_params(event), context)
        self._visit.save(update_fields=["events"])

    def _put_by(
        self, data: bytes, shown: str, origin: Origin, *, exchange: Exchange, wanted: Wanted, context: Context
    ) -> str:
        """Blob, capture, exchange and the visit's count, in one transaction; gives the SHA-256."""
        if exchange.stored is None:
            raise OurFault("collecting.no_evidence", address=wanted.address)
        sha256 = blobs.sha256_of(data)
        came_from = exchange.asked if wanted.inline is not None else exchange.address
        official = self._spec.level != "media" and related(came_from, self._spec.home)
        got = Got(_type_of(data, shown), wanted.address, self._grade_for[official])
        is_new = wanted.role == "detail" and not is_held(wanted.address)
        with acting(context, "capture", sha256) as details:
            capture = put_by(data, got, origin, context=context)
            put_exchange(capture, exchange, visit=self._visit, parent=wanted.parent or "", asked=wanted.address)
            if is_new:
                self._visit.kept += 1
                self._visit.save(update_fields=["kept"])
            details["origin"] = wanted.address
        return sha256

    def _origin(self, wanted: Wanted, exchange: Exchange, charset: str | None) -> Origin:
        spec = self._spec
        return Origin(
            address=wanted.address if wanted.inline is not None else exchange.address,
            publisher=spec.authority,
            title=wanted.title,
            date=wanted.date,
            zone=spec.zone,
            charset=spec.encoding or charset,
        )

    def _is_news(self, address: str, data: bytes) -> bool:
        """Whether a list carries other words of a document than the ones that are held."""
        row = newest_answer(address)
        return row is None or row.capture.blob_id != blobs.sha256_of(data)

    def _led_here(self) -> bool:
        """Whether pages behind the first are reached by a link, so that an empty one is none behind the last."""
        return self._spec.list is not None and self._spec.list.next is not None

    def _count(self, code: str) -> None:
        self._visit.events = {**self._visit.events, code: self._visit.events.get(code, 0) + 1}


def _type_of(data: bytes, shown: str) -> str:
    """The media type; that of unknown bytes for what no reader takes: it is kept as evidence all the same."""
    try:
        return admit(data, shown)
    except InputError:
        return UNKNOWN


def _shown(wanted: Wanted, exchange: Exchange) -> str:
    """The address; with the file's name behind it where the address does not tell the type."""
    path = exchange.address.split("?")[0].split("#")[0]
    if wanted.role == "attachment" and not _NAMED.search(path.rsplit("/", 1)[-1]):
        named = _file_name(exchange) or (wanted.title or "").strip()
        if _NAMED.search(named):
            return f"{exchange.address}#{named}"
    return wanted.address if wanted.inline is not None else exchange.address


def _file_name(exchange: Exchange) -> str:
    """What the header calls the file; RFC 6266 names in UTF-8 come percent-encoded, their end is ASCII anyway."""
    given = _header(exchange, "content-disposition")
    found = re.search(r"filename\*?\s*=\s*\"?(?:[\w-]*'[\w-]*')?([^\";]+)", given, re.I)
    return found[1].strip() if found else ""


def _header(exchange: Exchange, name: str = "content-type") -> str:
    return next((value for key, value in exchange.headers if key.lower() == name), "")


def _charset(media_type: str | None) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", media_type or "", re.I)
    return found[1] if found else None


def _gone_params(event: Event) -> dict[str, Any]:
    return {"status": event.params.get("status", 404)}
