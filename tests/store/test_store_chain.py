"""The chain in the store: begun in homes of before, written with what it links, never going back."""

from __future__ import annotations

import datetime

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction

from guanlan import store
from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.steps.heads import current_head
from guanlan.actions.verify import verify
from guanlan.records.evidence import FIRST
from guanlan.store import blobs
from guanlan.store.models import Blob, Capture, ChainDay, ChainLink, Handover

AT = datetime.datetime(2025, 1, 16, 15, 59, tzinfo=datetime.UTC)


def at(**later):
    """An editor at work some time later."""
    return Context(actor="编辑甲", now=AT + datetime.timedelta(**later))


def capture(letter="a", when=AT):
    """Bytes with their capture."""
    sha256 = blobs.put(letter.encode())
    Blob.objects.get_or_create(sha256=sha256, defaults={"size": 1, "media_type": "text/plain"})
    row = Capture(blob_id=sha256, origin="x", root="/", name=letter, at=when, actor="编辑甲", grade="乙")
    row.save()
    return row


def test_a_capture_is_linked_in_the_transaction_that_stores_it(home):
    """Or neither is there."""

    def broken_off():
        with acting(at(), "take", "x"):
            capture()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert not ChainLink.objects.exists()
    with acting(at(), "take", "x"):
        row = capture()
        assert not ChainLink.objects.exists()
    link = ChainLink.objects.get()
    assert (link.number, link.kind, link.ref, link.day) == (1, "capture", row.pk, datetime.date(2025, 1, 16))
    assert f'"previous":"{FIRST}"' in link.statement


def test_what_is_stored_beside_a_capture_is_linked_with_it(home):
    """The outermost action links, when everything is there."""
    with acting(at(), "take", "x"):
        with acting(at(), "capture", "x"):
            row = capture()
        Handover(capture=row, role="document", who="同事乙").save()
    assert verify(context=at()).findings == ()


def test_what_came_past_the_actions_is_linked_by_the_next(home):
    """And until then verify says that it is in no link."""
    row = capture()
    assert [(one.code, one.params["id"]) for one in verify(context=at()).findings] == [
        ("evidence.capture_unlinked", row.pk)
    ]
    with acting(at(), "anything", "x"):
        pass
    assert verify(context=at()).findings == ()


def test_days_are_those_of_beijing_and_never_go_back(home):
    """A minute later it is tomorrow there; a clock that is set back stays at the day it had."""
    for hours in (0, 1, -48, 25):
        with acting(at(hours=hours), "take", "x"):
            capture()
    days = [day.day for day in ChainLink.objects.order_by("number").values_list("day", flat=True)]
    assert days == [16, 17, 17, 18]
    assert list(ChainDay.objects.order_by("day").values_list("number", "count")) == [(1, 1), (3, 2)]
    assert current_head(datetime.date(2025, 1, 17)).number == 3
    assert verify(context=at()).findings == ()


def test_a_home_of_before_is_chained_when_it_is_opened(home):
    """In the order in which things came, under the day of the last of them."""
    call_command("migrate", "store", "0004_sources", verbosity=0, interactive=False)
    with transaction.atomic():
        for number, letter in enumerate("abc"):
            sha256 = blobs.put(letter.encode())
            when = AT - datetime.timedelta(days=number)
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO store_blob VALUES (%s, 1, 'text/plain')", [sha256])
                cursor.execute(
                    "INSERT INTO store_capture (blob_id, origin, root, name, at, actor, grade, headers) "
                    "VALUES (%s, 'x', '/', %s, %s, '编辑甲', '乙', '{}')",
                    [sha256, letter, when.strftime("%Y-%m-%d %H:%M:%S")],
                )
    connections.close_all()
    store.setup(home)

    assert list(ChainLink.objects.order_by("number").values_list("ref", flat=True)) == [1, 2, 3]
    assert set(ChainLink.objects.values_list("day", flat=True)) == {datetime.date(2025, 1, 16)}
    assert verify(context=at()).findings == ()
