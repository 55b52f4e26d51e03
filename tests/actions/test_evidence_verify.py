"""What was changed in the evidence is found, and called by its name."""

from __future__ import annotations

import datetime
import os
import random
import shutil

import pytest
from django.db import connections

from evidence_home import DAYS, Spoiler, codes, context_at, fill, named
from guanlan import store
from guanlan.actions.new_issue import new_issue
from guanlan.actions.steps.heads import current_head
from guanlan.actions.verify import verify
from guanlan.errors import InputError
from guanlan.records.evidence import FIRST, canonical, link_of
from guanlan.store.models import ChainDay, ChainLink
from small_journal import DATE, JOURNAL

TOTAL = 22  # captures of the home


@pytest.fixture(scope="module")
def filled(migrated, tmp_path_factory, django_db_blocker):
    """A home with three days of evidence, made once: each test copies it."""
    from homes import exchanged

    folder = tmp_path_factory.mktemp("filled") / "home"
    shutil.copytree(migrated, folder)
    patch = pytest.MonkeyPatch()
    for place, stand_in in exchanged("code-1").items():
        patch.setattr(place, stand_in)
    with django_db_blocker.unblock():
        store.setup(folder)
        fill(folder.parent / "in", folder)
        with connections["default"].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connections.close_all()
    patch.undo()
    return folder


@pytest.fixture
def kept(filled, tmp_path, django_db_blocker, monkeypatch):
    """That home, open."""
    folder = tmp_path / "home"
    shutil.copytree(filled, folder)
    monkeypatch.setenv("GUANLAN_HOME", str(folder))
    with django_db_blocker.unblock():
        store.setup(folder)
        yield folder
        connections.close_all()


def test_untouched_evidence_is_clean(kept):
    """And every capture has its link, in days that are closed but for the last."""
    done = verify(context=context_at(DAYS[-1]))

    assert (done.findings, done.notes) == ((), ())
    assert done.counts == {"links": TOTAL, "captures": TOTAL, "blobs": 20, "exchanges": 9}
    assert ChainDay.objects.count() == 2
    assert done.head == current_head()


def test_heads_of_any_moment_are_confirmed(kept):
    """As printed, or the hash alone."""
    for day in (None, datetime.date(2025, 1, 14), datetime.date(2025, 1, 20)):
        head = current_head(day)
        assert verify(context=context_at(DAYS[-1]), head=head.text).confirmed
        assert verify(context=context_at(DAYS[-1]), head=head.hash.upper()).confirmed
    assert current_head(datetime.date(2025, 1, 13)) is None
    with pytest.raises(InputError) as caught:
        verify(context=context_at(DAYS[-1]), head="abc")
    assert caught.value.code == "evidence.bad_head"


def test_one_day_is_verified_alone(kept):
    """The fault of another day is not told; a day without links is no day."""
    blob = str(ChainLink.objects.filter(day="2025-01-14").first().statement).split('"blob":"')[1][:64]
    os.unlink(kept / "blobs" / blob[:2] / blob)

    assert codes(day=datetime.date(2025, 1, 15)) == set()
    assert codes(day=datetime.date(2025, 1, 14)) == {"evidence.blob_lost"}
    with pytest.raises(InputError):
        verify(context=context_at(DAYS[-1]), day=datetime.date(2025, 2, 1))


def flip_blob(kept, dice, spoil):
    """One bit of one file."""
    path = dice.choice(sorted((kept / "blobs").glob("*/*")))
    data = bytearray(path.read_bytes())
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    path.write_bytes(data)
    return "evidence.blob_changed", {"blob": path.name}


def cut_blob(kept, dice, spoil):
    """The end of one file."""
    path = dice.choice(sorted((kept / "blobs").glob("*/*")))
    path.write_bytes(path.read_bytes()[: -dice.randrange(1, 20)])
    return "evidence.blob_truncated", {"blob": path.name}


def drop_blob(kept, dice, spoil):
    """One file."""
    path = dice.choice(sorted((kept / "blobs").glob("*/*")))
    path.unlink()
    return "evidence.blob_lost", {"blob": path.name}


def swap_blobs(kept, dice, spoil):
    """Two files under one another's names."""
    first, second = dice.sample(sorted((kept / "blobs").glob("*/*")), 2)
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)
    longer = max(((one, first), (other, second)), key=lambda pair: len(pair[0]))[1]
    code = "evidence.blob_changed" if len(one) == len(other) else "evidence.blob_truncated"
    return code, {"blob": longer.name}


def add_file(kept, dice, spoil):
    """A file that was never taken in."""
    name = f"{dice.getrandbits(256):064x}"
    (kept / "blobs" / name[:2]).mkdir(exist_ok=True)
    (kept / "blobs" / name[:2] / name).write_bytes(b"forged")
    return "evidence.blob_stranger", {"file": f"blobs/{name[:2]}/{name}"}


CHANGED = {
    "origin": "anywhere",
    "root": "/elsewhere",
    "name": "other.md",
    "at": "2024-12-31 23:59:59",
    "actor": "编辑丙",
    "grade": "戊",
    "headers": '{"source": "x"}',
}


def change_capture(kept, dice, spoil):
    """One column of one capture."""
    (key,) = dice.choice(spoil.ask("SELECT id FROM store_capture"))
    column = dice.choice(sorted(CHANGED))
    spoil.run((f"UPDATE store_capture SET {column} = ? WHERE id = ?", (CHANGED[column], key)))
    return "evidence.capture_changed", {"id": key, "fields": column}


def swap_captures(kept, dice, spoil):
    """Two captures say of one another's bytes how they came."""
    (first, one), (second, other) = dice.sample(
        spoil.ask("SELECT id, blob_id FROM store_capture WHERE part_of_id IS NULL GROUP BY blob_id"), 2
    )
    spoil.run(
        ("UPDATE store_capture SET blob_id = ? WHERE id = ?", (other, first)),
        ("UPDATE store_capture SET blob_id = ? WHERE id = ?", (one, second)),
    )
    return "evidence.capture_changed", {"id": first}


def drop_capture(kept, dice, spoil):
    """One row, with what stands beside it."""
    (key,) = dice.choice(spoil.ask("SELECT id FROM store_capture"))
    spoil.run(
        ("DELETE FROM store_exchange WHERE capture_id = ?", (key,)),
        ("DELETE FROM store_handover WHERE capture_id = ?", (key,)),
        ("DELETE FROM store_capture WHERE id = ?", (key,)),
    )
    return "evidence.capture_lost", {"id": key}


def add_capture(kept, dice, spoil):
    """A row that was never linked."""
    columns = "blob_id, part_of_id, origin, root, name, at, actor, grade, headers"
    key = 1000 + dice.randrange(1000)
    spoil.run(
        (f"INSERT INTO store_capture (id, {columns}) SELECT ?, {columns} FROM store_capture WHERE id = 1", (key,))
    )
    return "evidence.capture_unlinked", {"id": key}


def change_blob_row(kept, dice, spoil):
    """Size or type of a blob."""
    (key,) = dice.choice(spoil.ask("SELECT sha256 FROM store_blob"))
    change = dice.choice(["size = size + 1", "media_type = 'text/html; x'"])
    spoil.run((f"UPDATE store_blob SET {change} WHERE sha256 = ?", (key,)))
    return "evidence.blob_row_changed", {"blob": key}


def drop_blob_row(kept, dice, spoil):
    """A blob's row."""
    (key,) = dice.choice(spoil.ask("SELECT sha256 FROM store_blob"))
    spoil.run(("DELETE FROM store_blob WHERE sha256 = ?", (key,)))
    return "evidence.blob_row_lost", {"blob": key}


def add_blob_row(kept, dice, spoil):
    """A blob that never came."""
    key = f"{dice.getrandbits(256):064x}"
    spoil.run(("INSERT INTO store_blob VALUES (?, 3, 'text/plain')", (key,)))
    return "evidence.blob_row_inserted", {"blob": key}


def change_link(kept, dice, spoil):
    """The statement, the hash, or a column of a link."""
    (number,) = dice.choice(spoil.ask("SELECT number FROM store_chainlink"))
    change = dice.choice(
        [
            'statement = replace(statement, \'"grade":"\', \'"grade":"x\')',
            "statement = 'nothing'",
            f"hash = '{dice.getrandbits(256):064x}'",
            "day = '2025-01-01'",
            "nonce = 'ff'",
            "kind = 'x' || kind",
        ]
    )
    spoil.run((f"UPDATE store_chainlink SET {change} WHERE number = ?", (number,)))
    return "evidence.link_changed", {"number": number}


def rehash_link(kept, dice, spoil):
    """A link that was changed together with its hash: the next one knows better, or the rows do."""
    number, statement = dice.choice(spoil.ask("SELECT number, statement FROM store_chainlink"))
    statement = statement.replace('"size":', '"size":1')
    spoil.run(
        (
            "UPDATE store_chainlink SET statement = ?, hash = ? WHERE number = ?",
            (statement, link_of(statement), number),
        )
    )
    last = spoil.ask("SELECT max(number) FROM store_chainlink")[0][0]
    return ("evidence.link_changed", {"number": number}) if number != last else ("evidence.blob_row_changed", {})


def drop_link(kept, dice, spoil):
    """A link in the middle, the others left or moved up."""
    number = dice.randrange(1, TOTAL)
    statements = [("DELETE FROM store_chainlink WHERE number = ?", (number,))]
    if dice.random() < 0.5:
        statements += [
            ("UPDATE store_chainlink SET number = number + 999 WHERE number > ?", (number,)),
            ("UPDATE store_chainlink SET number = number - 1000 WHERE number > 999", ()),
        ]
    spoil.run(*statements)
    return "evidence.link_lost", {"number": number}


def add_link(kept, dice, spoil):
    """A forged link between two, the later ones moved down."""
    number = dice.randrange(2, TOTAL)
    previous = spoil.ask("SELECT hash FROM store_chainlink WHERE number = ?", number - 1)[0][0]
    statement = canonical({"kind": "capture", "number": number, "day": "2025-01-15", "previous": previous, "ref": 900})
    spoil.run(
        ("UPDATE store_chainlink SET number = number + 1000 WHERE number >= ?", (number,)),
        ("UPDATE store_chainlink SET number = number - 999 WHERE number >= 1000", ()),
        (
            "INSERT INTO store_chainlink (number, day, kind, ref, nonce, statement, hash) VALUES (?,?,?,?,?,?,?)",
            (number, "2025-01-15", "capture", 900, "00", statement, link_of(statement)),
        ),
    )
    return "evidence.link_inserted", {"number": number}


def append_link(kept, dice, spoil):
    """A forged link at the end, about a capture that never was."""
    number, previous = spoil.ask("SELECT number + 1, hash FROM store_chainlink ORDER BY number DESC")[0]
    previous = dice.choice([previous, FIRST, "ab" * 32])
    facts = {"kind": "capture", "number": number, "day": "2025-01-16", "previous": previous, "ref": 900}
    statement = canonical(facts)
    spoil.run(
        (
            "INSERT INTO store_chainlink (number, day, kind, ref, nonce, statement, hash) VALUES (?,?,?,?,?,?,?)",
            (number, "2025-01-16", "capture", 900, "00", statement, link_of(statement)),
        )
    )
    return "evidence.link_inserted", {"number": number}


def swap_links(kept, dice, spoil):
    """Two links in one another's places."""
    first, second = sorted(dice.sample(range(1, TOTAL + 1), 2))
    spoil.run(
        ("UPDATE store_chainlink SET number = 1000 WHERE number = ?", (first,)),
        ("UPDATE store_chainlink SET number = ? WHERE number = ?", (first, second)),
        ("UPDATE store_chainlink SET number = ? WHERE number = 1000", (second,)),
    )
    return "evidence.link_moved", {"number": first, "to": second}


def change_day(kept, dice, spoil):
    """A closed day."""
    column = dice.choice(["number = number + 1", "count = 1", "digest = 'ab'", "hash = 'cd'", "previous = 'ef'"])
    spoil.run((f"UPDATE store_chainday SET {column} WHERE day = '2025-01-15'", ()))
    return "evidence.day_changed", {"day": "2025-01-15"}


def drop_day(kept, dice, spoil):
    """A closed day's row."""
    spoil.run(("DELETE FROM store_chainday WHERE day = '2025-01-14'", ()))
    return "evidence.day_lost", {"day": "2025-01-14"}


def add_day(kept, dice, spoil):
    """A day that never was."""
    spoil.run(("INSERT INTO store_chainday VALUES ('2025-01-10', 1, 1, 'a', 'b', 'c')", ()))
    return "evidence.day_unknown", {"day": "2025-01-10"}


EXCHANGE = {
    "asked": "https://b.example.invalid/",
    "address": "https://b.example.invalid/",
    "status": 404,
    "parent": "https://b.example.invalid/",
    "sha256": "ab" * 32,
    "length": 17,
    "offset": 3,
    "file": "x.warc.gz",
    "record": "{}",
}


def change_exchange(kept, dice, spoil):
    """One column of how a capture was fetched."""
    (key,) = dice.choice(spoil.ask("SELECT capture_id FROM store_exchange"))
    column = dice.choice(sorted(EXCHANGE))
    spoil.run((f'UPDATE store_exchange SET "{column}" = ? WHERE capture_id = ?', (EXCHANGE[column], key)))
    return "evidence.exchange_changed", {"id": key}


def drop_exchange(kept, dice, spoil):
    """How a capture was fetched."""
    (key,) = dice.choice(spoil.ask("SELECT capture_id FROM store_exchange"))
    spoil.run(("DELETE FROM store_exchange WHERE capture_id = ?", (key,)))
    return "evidence.exchange_lost", {"id": key}


def add_exchange(kept, dice, spoil):
    """That something was fetched which was handed in."""
    query = "SELECT id FROM store_capture WHERE id NOT IN (SELECT capture_id FROM store_exchange)"
    (key,) = dice.choice(spoil.ask(query))
    columns = 'visit_id, asked, address, parent, status, file, "offset", length, sha256, record'
    spoil.run(
        (
            f"INSERT INTO store_exchange (capture_id, {columns}) SELECT ?, {columns} FROM store_exchange LIMIT 1",
            (key,),
        )
    )
    return "evidence.exchange_inserted", {"id": key}


def change_handover(kept, dice, spoil):
    """Who handed something in."""
    (key,) = dice.choice(spoil.ask("SELECT capture_id FROM store_handover"))
    statement = dice.choice(["UPDATE store_handover SET who = '某人' WHERE capture_id = ?"] * 2 + [
        "DELETE FROM store_handover WHERE capture_id = ?"])  # fmt: skip
    spoil.run((statement, (key,)))
    return "evidence.handover_changed", {"id": key}


def warc_of(kept, dice, spoil):
    """A WARC file, and the exchanges in it."""
    file = dice.choice(sorted((kept / "warc").rglob("*.warc.gz")))
    name = file.relative_to(kept / "warc").as_posix()
    query = 'SELECT capture_id, "offset", length FROM store_exchange WHERE file = ? ORDER BY "offset"'
    return file, name, spoil.ask(query, name)


def flip_warc(kept, dice, spoil):
    """One bit of an exchange."""
    file, name, rows = warc_of(kept, dice, spoil)
    key, offset, length = dice.choice(rows)
    data = bytearray(file.read_bytes())
    data[offset + dice.randrange(length)] ^= 1 << dice.randrange(8)
    file.write_bytes(data)
    return "evidence.warc_changed", {"file": name, "offset": offset, "id": key}


def flip_between(kept, dice, spoil):
    """One bit of the record that opens a file; its trailer, since a gzip header has bits that nobody reads."""
    file, name, rows = warc_of(kept, dice, spoil)
    data = bytearray(file.read_bytes())
    data[rows[0][1] - 1 - dice.randrange(8)] ^= 1 << dice.randrange(8)
    file.write_bytes(data)
    return "evidence.warc_between_changed", {"file": name}


def cut_warc(kept, dice, spoil):
    """The end of a file."""
    file, name, rows = warc_of(kept, dice, spoil)
    key, offset, length = rows[-1]
    file.write_bytes(file.read_bytes()[: offset + dice.randrange(length)])
    return "evidence.warc_cut", {"file": name, "offset": offset, "id": key}


def drop_warc(kept, dice, spoil):
    """A file."""
    file, name, rows = warc_of(kept, dice, spoil)
    file.unlink()
    return "evidence.warc_lost", {"file": name, "records": len(rows)}


def swap_exchanges(kept, dice, spoil):
    """Two exchanges in one another's places."""
    file, name, rows = warc_of(kept, dice, spoil)
    at = dice.randrange(len(rows) - 1)
    (first, start, length), (_, second, more) = rows[at], rows[at + 1]
    data = file.read_bytes()
    moved = data[second : second + more] + data[start : start + length]
    file.write_bytes(data[:start] + moved + data[second + more :])
    return "evidence.warc_moved", {"file": name, "offset": start, "id": first, "to": start + more}


def insert_in_warc(kept, dice, spoil):
    """A record put in before an exchange."""
    file, name, rows = warc_of(kept, dice, spoil)
    key, offset, _ = dice.choice(rows)
    data, size = file.read_bytes(), rows[0][1]
    file.write_bytes(data[:offset] + data[:size] + data[offset:])
    return "evidence.warc_moved", {"file": name, "offset": offset, "id": key, "to": offset + size}


RECORDS = ["reading", "extraction", "report"]


def change_record(kept, dice, spoil):
    """What was read."""
    noun = dice.choice(RECORDS)
    (key,) = dice.choice(spoil.ask(f"SELECT id FROM store_{noun}"))
    change = dice.choice(["record = replace(record, '通报', '通告') || ' '", "hash = 'ab'"])
    spoil.run((f"UPDATE store_{noun} SET {change} WHERE id = ?", (key,)))
    return "evidence.record_changed", {"noun": noun, "id": key}


def drop_reading(kept, dice, spoil):
    """A reading that reports were read from."""
    (key,) = dice.choice(spoil.ask("SELECT reading_id FROM store_extraction"))
    spoil.run(("DELETE FROM store_reading WHERE id = ?", (key,)))
    return "evidence.row_lost", {"noun": "reading"}


SPOILS = [
    *(flip_blob, cut_blob, drop_blob, swap_blobs, add_file),
    *(change_capture, swap_captures, drop_capture, add_capture),
    *(change_blob_row, drop_blob_row, add_blob_row),
    *(change_link, rehash_link, drop_link, add_link, append_link, swap_links),
    *(change_day, drop_day, add_day),
    *(change_exchange, drop_exchange, add_exchange, change_handover),
    *(flip_warc, flip_between, cut_warc, drop_warc, swap_exchanges, insert_in_warc),
    *(change_record, drop_reading),
]
ROUNDS = 7  # times 33 kinds: more than 200 in all


@pytest.mark.parametrize("spoiling", SPOILS, ids=lambda one: one.__name__)
def test_what_was_spoilt_is_named(filled, tmp_path, django_db_blocker, spoiling, monkeypatch):
    """Each time another row, bit or place; never is anything else blamed for it alone."""
    with django_db_blocker.unblock():
        for seed in range(ROUNDS):
            folder = tmp_path / f"home-{seed}"
            shutil.copytree(filled, folder)
            monkeypatch.setenv("GUANLAN_HOME", str(folder))
            store.setup(folder)
            code, params = spoiling(folder, random.Random(seed * 7919 + 1), Spoiler(folder))
            found = verify(context=context_at(DAYS[-1])).findings
            assert any(
                one.code == code and all(str(one.params.get(name)) == str(value) for name, value in params.items())
                for one in found
            ), (seed, code, params, found)
            connections.close_all()
            shutil.rmtree(folder)


@pytest.mark.parametrize("count", [1, 3, 12])
def test_a_dropped_tail_is_found_by_a_head_from_outside(kept, count):
    """Links, captures and bytes of the last hours, taken out without a trace."""
    head = current_head()
    spoil = Spoiler(kept)
    keys = spoil.ask("SELECT number, ref FROM store_chainlink ORDER BY number DESC LIMIT ?", count)
    gone = [("DELETE FROM store_chainlink WHERE number = ?", (number,)) for number, _ in keys]
    for _, ref in keys:
        gone += [(f"DELETE FROM store_{noun} WHERE capture_id = ?", (ref,)) for noun in ("exchange", "handover")]
        gone += [("DELETE FROM store_capture WHERE id = ?", (ref,))]
    spoil.run(*gone)
    gone = [("DELETE FROM store_chainday WHERE number > ?", (TOTAL - count,))]
    spoil.run(*gone)
    store.setup(kept)

    done = verify(context=context_at(DAYS[-1]), head=head.text)
    told = {one.code: one.params for one in done.findings}
    assert not done.confirmed
    assert told["evidence.tail_dropped"]["missing"] == count
    bare = verify(context=context_at(DAYS[-1]), head=head.hash)
    assert "evidence.head_unknown" in {one.code for one in bare.findings}


def test_an_issue_remembers_the_head_it_was_made_with(kept, code):
    """So a tail that is dropped later is found even without a printed copy."""
    new_issue(2, DATE, context=context_at(DAYS[-1]), journal=JOURNAL)
    assert codes() == set()
    spoil = Spoiler(kept)
    (ref,) = spoil.ask("SELECT ref FROM store_chainlink ORDER BY number DESC")[0]
    spoil.run(("DELETE FROM store_chainlink WHERE number = ?", (TOTAL,)))
    store.setup(kept)

    assert named("evidence.issue_head", number=TOTAL)
    assert named("evidence.capture_unlinked", id=ref)


def test_a_rewritten_chain_is_found_by_a_head_from_outside(kept):
    """Whoever can write everything can make a chain that is sound in itself, but not one that has the old heads."""
    head = current_head()
    spoil = Spoiler(kept)
    rows = spoil.ask("SELECT number, statement FROM store_chainlink ORDER BY number")
    before, changes = FIRST, []
    for number, statement in rows:
        old = statement.split('"previous":"')[1][:64]
        statement = statement.replace(old, before)
        if number == 20:
            statement = statement.replace('"ref":20', '"ref":20,"x":1')
        before = link_of(statement)
        changes.append(
            ("UPDATE store_chainlink SET statement = ?, hash = ? WHERE number = ?", (statement, before, number))
        )
    spoil.run(*changes)
    store.setup(kept)

    done = verify(context=context_at(DAYS[-1]), head=head.text)
    assert "evidence.head_differs" in {one.code for one in done.findings}


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DROP TRIGGER store_capture_no_update", "evidence.trigger_gone"),
        ("DROP TRIGGER store_chainlink_no_delete", "evidence.trigger_gone"),
        (
            "CREATE TRIGGER extra AFTER INSERT ON store_capture BEGIN DELETE FROM store_chainlink; END",
            "evidence.trigger_inserted",
        ),
    ],
)
def test_the_guards_of_the_database_are_looked_at(kept, statement, code):
    """Somebody who wants to change rows has to take them away first."""
    with connections["default"].cursor() as cursor:
        cursor.execute(statement)
    assert codes() == {code}


def test_a_guard_that_was_weakened_is_found(kept):
    """It has the same name, and lets everything through."""
    with connections["default"].cursor() as cursor:
        cursor.execute("DROP TRIGGER store_blob_no_delete")
        cursor.execute("CREATE TRIGGER store_blob_no_delete BEFORE DELETE ON store_blob WHEN 0 BEGIN SELECT 1; END")
    assert codes() == {"evidence.trigger_changed"}


def test_what_a_broken_off_run_leaves_is_no_fault(kept):
    """A blob without a row, and the beginning of a record at the end of a file."""
    data = b"never taken in"
    name = __import__("hashlib").sha256(data).hexdigest()
    (kept / "blobs" / name[:2]).mkdir(exist_ok=True)
    (kept / "blobs" / name[:2] / name).write_bytes(data)
    file = sorted((kept / "warc").rglob("*.warc.gz"))[-1]
    whole = file.read_bytes()
    file.write_bytes(whole + whole[:40])

    done = verify(context=context_at(DAYS[-1]))
    assert done.findings == ()
    assert {one.code for one in done.notes} == {"evidence.blob_left_over", "evidence.warc_torn"}
