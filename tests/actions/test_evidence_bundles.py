"""Bundles: what one network fetched, another one has, with all that was known of it; and nothing else gets in."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import zipfile

import pytest
from django.db import connections

from evidence_home import DAYS, PAGE, codes, context_at, fill
from guanlan import store
from guanlan.actions.export_bundle import export_bundle
from guanlan.actions.import_bundle import import_bundle
from guanlan.actions.list_reports import list_reports
from guanlan.actions.remove_blob import remove_blob
from guanlan.actions.steps import opened_bundle
from guanlan.actions.steps.bundle_keys import fingerprint, make_keys, private_key, sign
from guanlan.actions.verify import verify
from guanlan.errors import InputError
from guanlan.records.codec import to_json
from guanlan.store.blobs import sha256_of
from guanlan.store.models import Bundle, BundleItem, Capture, Exchange, Handover, Release

LATER = datetime.datetime(2025, 3, 1, tzinfo=datetime.UTC)


@pytest.fixture
def key(tmp_path):
    """A pair of keys."""
    make_keys(tmp_path / "key")
    return tmp_path / "key"


@pytest.fixture
def carried(home, code, tmp_path, key):
    """A bundle of three days of evidence; the home it was made of."""
    fill(tmp_path / "in", home)
    export_bundle(tmp_path / "out.bundle", key, context=context_at(DAYS[-1]))
    return tmp_path / "out.bundle"


@pytest.fixture
def inside(migrated, tmp_path):
    """Opens another, empty home."""

    def open_(name="inside"):
        folder = tmp_path / name
        if not folder.exists():
            shutil.copytree(migrated, folder)
        store.setup(folder)
        return folder

    yield open_
    connections.close_all()


def facts():
    """What is known of every capture, without its number."""
    names = ("blob_id", "part_of_id", "origin", "root", "name", "at", "actor", "grade", "headers")
    return [tuple(str(one) for one in row) for row in Capture.objects.order_by("pk").values_list(*names)]


def test_captures_come_in_with_all_that_was_known_of_them(carried, key, inside):
    """And are read, found and proved there as they were here."""
    before, lines = facts(), {(one.title, one.date) for one in list_reports()}
    exchanges = sorted(Exchange.objects.values_list("sha256", "asked", "status", "length"))
    handovers = sorted(Handover.objects.values_list("who", "note", "role"))
    releases = sorted(Release.objects.values_list("key", flat=True))
    inside()

    done = import_bundle(carried, [key.with_name("key.pub")], context=context_at(LATER))

    assert (done.added, done.same, done.refused) == (len(before), 0, ())
    assert facts() == before
    assert sorted(Exchange.objects.values_list("sha256", "asked", "status", "length")) == exchanges
    assert sorted(Handover.objects.values_list("who", "note", "role")) == handovers
    assert sorted(Release.objects.values_list("key", flat=True)) == releases
    assert {(one.title, one.date) for one in list_reports()} == lines
    bundle = Bundle.objects.get()
    assert (bundle.key, bundle.count, bundle.at) == (fingerprint(private_key(key).public_key()), len(before), LATER)
    found = verify(context=context_at(LATER))
    assert (found.findings, found.head.day) == ((), datetime.date(2025, 3, 1))


def test_nothing_comes_in_twice(carried, key, inside, tmp_path):
    """Neither the bundle again, nor another bundle with the same captures, nor where it was made."""
    own = import_bundle(carried, [key.with_name("key.pub")], context=context_at(LATER))
    assert (own.added, own.same) == (0, 22)
    export_bundle(tmp_path / "more.bundle", key, context=context_at(DAYS[-1]), since=datetime.date(2025, 1, 16))
    inside()
    first = import_bundle(tmp_path / "more.bundle", [key.with_name("key.pub")], context=context_at(LATER))
    second = import_bundle(carried, [key.with_name("key.pub")], context=context_at(LATER))
    third = import_bundle(carried, [key.with_name("key.pub")], context=context_at(LATER))

    assert 0 < first.added < 22
    assert (second.added, second.same) == (22 - first.added, first.added)
    assert (third.added, third.same) == (0, 22)
    assert Capture.objects.count() == 22
    assert codes() == set()


def test_an_import_that_was_broken_off_goes_on(carried, key, inside, monkeypatch):
    """At every capture in turn; what is half-written in the archive is cut off."""
    folder = inside()
    from guanlan.actions import import_bundle as module

    real = module.keep_carried
    for _ in range(22):
        calls = []

        def once(*given, calls=calls):
            if calls:
                for file in folder.rglob("bundles/*.warc.gz"):
                    with file.open("ab") as torn:
                        torn.write(b"\x1f\x8b half a rec")
                raise KeyboardInterrupt
            calls.append(1)
            return real(*given)

        with monkeypatch.context() as patch:
            patch.setattr(module, "keep_carried", once)
            try:
                import_bundle(carried, [key.with_name("key.pub")], context=context_at(LATER))
            except KeyboardInterrupt:
                continue
    done = import_bundle(carried, [key.with_name("key.pub")], context=context_at(LATER))
    assert (done.added, BundleItem.objects.count(), Capture.objects.count()) == (0, 22, 22)
    assert codes() == set()


def test_an_unknown_key_opens_nothing(carried, key, inside, tmp_path):
    """Not even one that is as good."""
    make_keys(tmp_path / "other")
    inside()
    with pytest.raises(InputError) as caught:
        import_bundle(carried, [tmp_path / "other.pub"], context=context_at(LATER))
    assert caught.value.code == "bundles.unknown_key"
    with pytest.raises(InputError) as caught:
        import_bundle(carried, [key], context=context_at(LATER))
    assert caught.value.code == "bundles.bad_key"
    assert not Bundle.objects.exists()


def members(path):
    """Name → bytes of a zip file."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(path, files, *, method=zipfile.ZIP_STORED, more=()):
    """A zip file of these members."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in (*files.items(), *more):
            archive.writestr(name, data)
    return path


def spoilt(files):
    """Ways to change a bundle, with the code of the refusal."""
    blob = next(name for name in files if name.startswith("blobs/"))
    warc = next(name for name in files if name.startswith("warc/"))
    for name in (blob, warc, "captures.jsonl", "sources.json"):
        yield "bundles.tampered", {**files, name: files[name][:-1] + b"X"}
        yield "bundles.tampered", {**files, name: files[name] + b"X"}
    yield "bundles.tampered", {name: data for name, data in files.items() if name != blob}
    yield "bundles.tampered", {**files, f"blobs/{'ab' * 32}": b"more"}
    yield "bundles.tampered", {**files, "bundle.json": files["bundle.json"].replace(b'"captures":22', b'"captures":21')}
    yield "bundles.tampered", {**files, "bundle.sig": bytes(64)}
    yield "bundles.tampered", {**files, "bundle.json": b"{}"}
    yield "bundles.no_bundle", {name: data for name, data in files.items() if name != "bundle.sig"}
    for name in ("../evil", "/etc/evil", "blobs/../../evil", "blobs\\evil", "blobs/x", "warc/" + "ab" * 32 + "/x"):
        yield "bundles.bad_name", {**files, name: b"x"}


def test_whatever_was_changed_is_refused_before_anything_is_stored(carried, key, inside, tmp_path):
    """Names, sizes, hashes, lists, signature."""
    folder = inside()
    for number, (code_, files) in enumerate(spoilt(members(carried))):
        path = written(tmp_path / f"{number}.bundle", files)
        with pytest.raises(InputError) as caught:
            import_bundle(path, [key.with_name("key.pub")], context=context_at(LATER))
        assert (number, caught.value.code) == (number, code_)
    assert not Bundle.objects.exists()
    assert not Capture.objects.exists()
    assert not list(folder.glob("blobs/*/*"))
    assert not list(tmp_path.rglob("evil"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_zip_tricks_are_refused(carried, key, inside, tmp_path, monkeypatch):
    """Packed members (bombs), a name twice, a file cut short, sizes over the limit."""
    inside()
    files = members(carried)
    trust = [key.with_name("key.pub")]
    packed = written(tmp_path / "packed", files, method=zipfile.ZIP_DEFLATED)
    twice = written(tmp_path / "twice", files, more=[("captures.jsonl", b"")])
    cut = tmp_path / "cut"
    cut.write_bytes(carried.read_bytes()[:-100])
    none = tmp_path / "none"
    none.write_bytes(b"no zip")
    for path, code_ in (
        (packed, "bundles.no_bundle"),
        (twice, "bundles.bad_name"),
        (cut, "bundles.no_bundle"),
        (none, "bundles.no_bundle"),
        (tmp_path / "absent", "actions.unreadable"),
    ):
        with pytest.raises(InputError) as caught:
            import_bundle(path, trust, context=context_at(LATER))
        assert (path.name, caught.value.code) == (path.name, code_)
    for limit in ("MOST", "LONGEST_PIECE", "LONGEST_LIST"):
        with monkeypatch.context() as patch:
            patch.setattr(opened_bundle, limit, 100)
            with pytest.raises(InputError) as caught:
                import_bundle(carried, trust, context=context_at(LATER))
        assert caught.value.code == "bundles.too_large"


def resigned(files, key, line, **changes):
    """The bundle as the key's owner would sign it after changing one capture."""
    lines = files["captures.jsonl"].splitlines()
    row = json.loads(lines[line])
    row.update(changes)
    lines[line] = to_json(row)
    data = b"\n".join(lines) + b"\n"
    listed = json.loads(files["bundle.json"])
    for piece in listed["pieces"]:
        if piece["name"] == "captures.jsonl":
            piece["size"], piece["sha256"] = len(data), sha256_of(data)
    whole = to_json(listed)
    return {**files, "captures.jsonl": data, "bundle.json": whole, "bundle.sig": sign(private_key(key), whole)}


@pytest.mark.parametrize(
    "changes",
    [
        {"grade": "甲"},
        {"actor": "某人"},
        {"at": "2020-01-01T00:00:00Z"},
        {"origin": "https://b.example.invalid/"},
        {"media_type": "text/html"},
        {"size": 1},
        {"link": "ab" * 32},
        {"shape": "picture"},
        {"part_of": "ab" * 32},
        {"exchange": None},
    ],
)
def test_even_the_owner_of_the_key_says_only_what_was_linked(carried, key, inside, tmp_path, changes):
    """A bundle that contradicts the chain over there is refused, whoever signed it."""
    inside()
    line = 5 if "exchange" in changes else 0
    path = written(tmp_path / "changed", resigned(members(carried), key, line, **changes))
    with pytest.raises(InputError) as caught:
        import_bundle(path, [key.with_name("key.pub")], context=context_at(LATER))
    assert caught.value.code == "bundles.inconsistent"
    assert not Capture.objects.exists()


def test_what_was_removed_is_neither_carried_nor_taken(carried, key, inside, tmp_path):
    """By order over there, or in here."""
    sha256 = sha256_of(PAGE.format(5, 3).encode())
    remove_blob(sha256, order="某令", context=context_at(DAYS[-1]))
    done = export_bundle(tmp_path / "less.bundle", key, context=context_at(DAYS[-1]))
    assert done.captures == 21
    assert f"blobs/{sha256}" not in members(tmp_path / "less.bundle")

    inside()
    import_bundle(carried, [key.with_name("key.pub")], context=context_at(LATER))
    remove_blob(sha256, order="某令", context=context_at(LATER))
    inside("third")
    other = import_bundle(tmp_path / "less.bundle", [key.with_name("key.pub")], context=context_at(LATER))
    assert other.added == 21
    remove_blob(sha256_of(PAGE.format(6, 3).encode()), order="某令", context=context_at(LATER))
    again = import_bundle(carried, [key.with_name("key.pub")], context=context_at(LATER))
    assert (again.added, again.refused) == (1, ())


def test_a_page_from_elsewhere_takes_no_files_of_this_machine(carried, key, inside, tmp_path):
    """The folder that it was imported from over there is somebody else's here."""
    inside()
    for file in (tmp_path / "in").rglob("a.png"):
        file.write_bytes(file.read_bytes() + b"of this machine")
    import_bundle(carried, [key.with_name("key.pub")], context=context_at(LATER))
    assert Capture.objects.count() == BundleItem.objects.count()


def test_keys_are_for_their_owner_and_overwrite_nothing(key, tmp_path):
    """The private one is nobody else's to read."""
    assert os.stat(key).st_mode & 0o077 == 0
    with pytest.raises(InputError) as caught:
        make_keys(key)
    assert caught.value.code == "bundles.key_exists"


def test_nothing_to_export_is_said(home, code, key, tmp_path):
    """And a file that is there is left alone."""
    with pytest.raises(InputError) as caught:
        export_bundle(tmp_path / "x", key, context=context_at(DAYS[-1]))
    assert caught.value.code == "bundles.nothing"
    (tmp_path / "x").write_text("mine")
    with pytest.raises(InputError) as caught:
        export_bundle(tmp_path / "x", key, context=context_at(DAYS[-1]))
    assert caught.value.code == "bundles.exists"
