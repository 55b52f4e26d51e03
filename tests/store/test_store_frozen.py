"""What is written once stays: the model says so, and so does the database."""

from __future__ import annotations

import datetime

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from guanlan.errors import OurFault
from guanlan.store.models import AuditLine, Blob, Capture, Frozen, Source

AT = datetime.datetime(2025, 1, 16, tzinfo=datetime.UTC)
FROZEN = [model for model in apps.get_app_config("store").get_models() if issubclass(model, Frozen)]


def blob(letter="a"):
    """A blob's row."""
    row = Blob(sha256=letter * 64, size=1, media_type="text/plain")
    row.save()
    return row


def test_the_nouns_that_are_written_once():
    """A noun that leaves this list needs a decision."""
    assert sorted(model.__name__ for model in FROZEN) == [
        "Amendment",
        "AuditLine",
        "Blob",
        "BuiltFile",
        "Bundle",
        "BundleItem",
        "Capture",
        "ChainDay",
        "ChainLink",
        "Contribution",
        "Correction",
        "Delivery",
        "Exchange",
        "Extraction",
        "Handover",
        "Join",
        "KeptFile",
        "MastheadApproval",
        "Message",
        "ModelText",
        "Notice",
        "Picture",
        "Proposal",
        "Reading",
        "Remark",
        "Removal",
        "RemovedRow",
        "ReviewCopy",
        "ReviewDecision",
        "Revision",
        "SignOff",
        "SourceState",
        "Submission",
        "Unread",
        "Version",
        "VersionChange",
        "Waiver",
    ]


@pytest.mark.parametrize("model", FROZEN, ids=lambda model: model.__name__)
def test_the_database_knows_them_too(home, model):
    """A migration that remakes a table loses its triggers: this test then asks for them back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [model._meta.db_table]
        )
        names = {name for (name,) in cursor.fetchall()}

    assert names == {f"{model._meta.db_table}_no_update", f"{model._meta.db_table}_no_delete"}


def test_a_row_that_is_there_is_not_saved_again(home):
    """By the model: with our words."""
    row = blob()
    row.size = 2

    with pytest.raises(OurFault) as caught:
        row.save()
    assert caught.value.code == "store.frozen"
    assert Blob.objects.get().size == 1


@pytest.mark.parametrize("change", [lambda: Blob.objects.all().update(size=2), lambda: Blob.objects.all().delete()])
def test_rows_are_not_changed_in_bulk(home, change):
    """A query set refuses as well."""
    blob()

    with pytest.raises(OurFault):
        change()
    assert Blob.objects.get().size == 1


def test_a_row_is_not_deleted(home):
    """One at a time neither."""
    row = blob()
    with pytest.raises(OurFault):
        row.delete()


@pytest.mark.parametrize("statement", ["UPDATE store_blob SET size = 2", "DELETE FROM store_blob"])
def test_sql_is_refused_by_the_database(home, statement):
    """Whoever writes past the models."""
    blob()

    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Blob.objects.get().size == 1


def test_the_same_key_twice_is_refused(home):
    """Adding is adding: a row with the key of another is no way to change it."""
    blob()
    with pytest.raises(DatabaseError), transaction.atomic():
        Blob(sha256="a" * 64, size=2, media_type="text/plain").save()
    assert Blob.objects.get().size == 1


def test_what_may_change_may(home):
    """The triggers stand where they must, and not elsewhere."""
    source = Source(key="site:example.invalid")
    source.save()
    source.zone = "UTC"
    source.save()
    source.delete()

    assert not Source.objects.exists()


def test_a_capture_needs_its_blob(home):
    """Foreign keys are on."""
    with pytest.raises(DatabaseError), transaction.atomic():
        Capture(blob_id="b" * 64, origin="x", at=AT, actor="编辑甲", grade="乙").save()


def test_an_audit_line_is_added(home):
    """The one thing that may be done to it."""
    AuditLine(at=AT, actor="编辑甲", verb="import", subject="x").save()
    assert AuditLine.objects.get().details == {}
