"""Rows of captures ↔ what a bundle carries of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from guanlan.actions.steps.removals import replaced_places
from guanlan.records.carried import Carried, CarriedExchange, CarriedHandover, CarriedSource, CarriedVisit
from guanlan.store.models import Capture, ChainLink, Exchange, LawVersion, Source, Unread, Version


def carried(links: Sequence[ChainLink]) -> Iterator[Carried]:
    """The captures of ``links``, in their order."""
    beside = ("blob", "exchange__visit__source", "handover")
    rows = {row.pk: row for row in Capture.objects.filter(pk__in=[one.ref for one in links]).select_related(*beside)}
    shapes = _shapes({row.blob_id for row in rows.values()})
    replaced = replaced_places()
    for link in links:
        row = rows[link.ref]
        shape = "part" if row.part_of_id else shapes.get(row.blob_id, "kept" if _is_container(row) else "auto")
        yield Carried(
            link=link.hash,
            statement=link.statement,
            nonce=link.nonce,
            shape=shape,
            blob=row.blob_id,
            size=row.blob.size,
            media_type=row.blob.media_type,
            part_of=row.part_of_id,
            origin=row.origin,
            root=row.root,
            name=row.name,
            at=row.at,
            actor=row.actor,
            grade=row.grade,
            headers=row.headers,
            exchange=_exchange(row, replaced),
            handover=_handover(row),
        )


def sources_of(links: Sequence[ChainLink]) -> list[CarriedSource]:
    """The watched sources whose visits brought captures of ``links``."""
    keys = {one.ref for one in links}
    rows = Exchange.objects.filter(visit__isnull=False).values_list("capture_id", "visit__source_id")
    wanted = {source for capture, source in rows if capture in keys}
    found = Source.objects.filter(pk__in=wanted).order_by("key")
    return [CarriedSource(one.key, one.zone, one.spec) for one in found]


def _shapes(names: Iterable[str]) -> dict[str, str]:
    """As what the blobs were read."""
    wanted = list(names)
    laws = LawVersion.objects.filter(pk__in=wanted).values_list("pk", flat=True)
    refused = Unread.objects.filter(blob_id__in=wanted, shape="law").values_list("blob_id", flat=True)
    versions = Version.objects.filter(blob_id__in=wanted).values_list("blob_id", "release__shape")
    return {**dict.fromkeys(refused, "law"), **dict.fromkeys(laws, "law"), **dict(versions)}


def _is_container(row: Capture) -> bool:
    handover = getattr(row, "handover", None)
    return handover is not None and handover.role != "document"


def _exchange(row: Capture, replaced: set[tuple[str, int]]) -> CarriedExchange | None:
    exchange = getattr(row, "exchange", None)
    if exchange is None:
        return None
    visit = exchange.visit
    told = None
    if visit is not None:
        counts = (visit.found, visit.kept, visit.lists, visit.events)
        told = CarriedVisit(visit.source.key, visit.began, visit.ended, *counts)
    piece = "" if (exchange.file, exchange.offset) in replaced else exchange.sha256
    return CarriedExchange(exchange.record, exchange.asked, exchange.parent, piece, told)


def _handover(row: Capture) -> CarriedHandover | None:
    handover = getattr(row, "handover", None)
    if handover is None:
        return None
    container = ChainLink.objects.filter(kind="capture", ref=handover.container_id).values_list("hash", flat=True)
    return CarriedHandover(handover.role, handover.who, handover.note, container.first())
