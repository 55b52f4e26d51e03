"""WARC files: what archive tools read, what is safe when, what a killed writer leaves."""

from __future__ import annotations

import datetime
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from raw_server import NOW
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from guanlan.collect.warc import Archive, Message, read_exchange, records_of
from guanlan.errors import InputError

REQUEST = b"GET /a.html HTTP/1.1\r\nHost: www.example.gov.cn\r\n\r\n"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def message(
    body: bytes = b"<p>body</p>", at: datetime.datetime = NOW, address: str = "http://www.example.gov.cn/a"
) -> Message:
    """An exchange of the tests."""
    return Message(address, at, REQUEST, HEAD, body, "93.184.216.34")


def written(root: Path, *messages: Message, per_file: int = 10**9):
    """Each message put by on its own."""
    archive = Archive(root, per_file=per_file)
    stored = [one for each in messages for one in archive.put([each])]
    archive.close()
    return stored


def well_formed(file: Path, capsys) -> bool:
    """Whether warcio's own check finds all digests right."""
    checker = Checker(type("Arguments", (), {"verbose": True, "inputs": [str(file)]})())
    checker.process_all()
    output = capsys.readouterr().out
    return (
        checker.exit_value == 0 and "digest pass" in output and "digest not present" not in output.split("warcinfo")[-1]
    )


def test_an_archive_tool_reads_request_and_response_as_they_were(tmp_path, capsys):
    """warcio sees the three kinds of records, their bytes, and digests that hold."""
    (stored,) = written(tmp_path, message())
    file = tmp_path / stored.file
    with file.open("rb") as opened:
        records = [
            (one.rec_type, one.rec_headers, one.raw_stream.read())
            for one in ArchiveIterator(opened, no_record_parse=True)
        ]

    assert [kind for kind, _, _ in records] == ["warcinfo", "request", "response"]
    assert records[1][2] == REQUEST
    assert records[2][2] == HEAD + b"<p>body</p>"
    assert records[2][1].get_header("WARC-Concurrent-To") == stored.request_id
    assert (
        records[1][1].get_header("WARC-Concurrent-To")
        == records[2][1].get_header("WARC-Record-ID")
        == stored.response_id
    )
    assert records[2][1].get_header("WARC-Target-URI") == "http://www.example.gov.cn/a"
    assert records[2][1].get_header("WARC-IP-Address") == "93.184.216.34"
    assert records[2][1].get_header("WARC-Date") == "2025-01-16T01:02:03.456789Z"
    assert well_formed(file, capsys)


def test_a_flipped_byte_is_seen_by_the_archive_tool(tmp_path, capsys):
    """The digests are of the blocks: otherwise the check above would say nothing."""
    from guanlan.collect.warc import packing

    good = packing.packed(message())
    bad = packing.packed(message(b"<p>bodY</p>"))
    assert good.payload == hashlib.sha256(b"<p>body</p>").hexdigest() != bad.payload

    import gzip

    file = tmp_path / "x.warc.gz"
    file.write_bytes(gzip.compress(gzip.decompress(good.data).replace(b"<p>body</p>", b"<p>bodY</p>")))
    assert not well_formed(file, capsys)


def test_what_is_stored_points_at_exactly_two_members(tmp_path):
    """Hash, place and length are those of the bytes in the file; each record unpacks on its own."""
    stored = written(tmp_path, message(b"one"), message(b"two" * 999))
    for one, body in zip(stored, (b"one", b"two" * 999), strict=True):
        data = (tmp_path / one.file).read_bytes()[one.offset : one.offset + one.length]
        assert hashlib.sha256(data).hexdigest() == one.sha256
        assert hashlib.sha256(body).hexdigest() == one.payload
        assert read_exchange(tmp_path, one) == (REQUEST, HEAD + body)
    records = list(records_of(tmp_path / stored[0].file))
    assert [one.kind for one in records] == ["warcinfo", "request", "response", "request", "response"]
    assert sum(one.length for one in records) == (tmp_path / stored[0].file).stat().st_size
    assert records[3].offset == stored[1].offset


@settings(max_examples=30, deadline=None)
@given(bodies=st.lists(st.binary(max_size=300), min_size=1, max_size=5), per_file=st.integers(1, 3000))
def test_all_that_was_put_is_read_back(tmp_path_factory, bodies, per_file):
    """Whatever the bodies and however small the files."""
    root = tmp_path_factory.mktemp("warc")
    archive = Archive(root, per_file=per_file)
    stored = archive.put([message(body) for body in bodies])
    archive.close()

    assert [read_exchange(root, one)[1] for one in stored] == [HEAD + body for body in bodies]


def test_days_and_sizes_begin_new_files(tmp_path):
    """Days are those of UTC; a file that has reached its size is left alone."""
    east = datetime.timezone(datetime.timedelta(hours=8))
    late = datetime.datetime(2025, 1, 17, 7, 59, tzinfo=east)  # the 16th in UTC
    next_day = datetime.datetime(2025, 1, 17, 8, 0, tzinfo=east)
    names = [one.file for one in written(tmp_path, message(at=late), message(at=next_day))]
    assert names == ["2025-01-16/guanlan-001.warc.gz", "2025-01-17/guanlan-001.warc.gz"]

    small = [one.file for one in written(tmp_path / "small", message(), message(), message(), per_file=10)]
    assert [name[-11:] for name in small] == ["001.warc.gz", "002.warc.gz", "003.warc.gz"]


def test_the_next_writer_goes_on_in_the_same_file(tmp_path):
    """Append only: what was there stays to the byte, and there is one warcinfo."""
    (first,) = written(tmp_path, message(b"one"))
    before = (tmp_path / first.file).read_bytes()
    (second,) = written(tmp_path, message(b"two"))

    assert second.file == first.file
    assert second.offset == len(before)
    assert (tmp_path / first.file).read_bytes().startswith(before)
    assert [one.kind for one in records_of(tmp_path / first.file)].count("warcinfo") == 1


def test_two_writers_at_once_have_files_of_their_own(tmp_path):
    """A lock keeps a second process out."""
    one, other = Archive(tmp_path), Archive(tmp_path)
    first, second, third = one.put([message()])[0], other.put([message()])[0], one.put([message()])[0]
    one.close()
    other.close()

    assert first.file == third.file != second.file
    assert all(read_exchange(tmp_path, stored)[0] == REQUEST for stored in (first, second, third))


KILLED = """
import os, signal, sys
from pathlib import Path
from datetime import datetime, UTC
from guanlan.collect.warc import Archive, Message
def message(body):
    at = datetime(2025, 1, 16, tzinfo=UTC)
    return Message("http://www.example.gov.cn/a", at, {request!r}, {head!r}, body)
archive = Archive(Path({root!r}))
print(archive.put([message(b"kept")])[0].length, flush=True)
real = os.write
def torn(handle, data):
    real(handle, bytes(data)[:{part}])
    os.kill(os.getpid(), signal.SIGKILL)
os.write = torn
archive.put([message(b"torn" * 500)])
"""


@pytest.mark.parametrize("part", [1, 9, 200, 330, 500])
def test_a_torn_tail_is_cut_before_the_file_is_used_again(tmp_path, part, capsys):
    """Killed in the middle of a record: what was told of stays, the half record goes, and the file is whole again."""
    script = KILLED.format(root=str(tmp_path), part=part, request=REQUEST, head=HEAD)
    process = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert process.returncode == -9, process.stderr
    file = tmp_path / "2025-01-16" / "guanlan-001.warc.gz"
    torn = file.read_bytes()

    (stored,) = written(tmp_path, message(b"after"))

    assert stored.file.endswith("guanlan-001.warc.gz")
    assert len(torn) - part <= stored.offset < len(torn)
    assert file.read_bytes()[: stored.offset] == torn[: stored.offset]
    assert next(one.block for one in records_of(file) if one.kind == "response") == HEAD + b"kept"
    assert read_exchange(tmp_path, stored)[1] == HEAD + b"after"
    assert well_formed(file, capsys)


def test_damage_is_not_taken_for_a_torn_tail(tmp_path):
    """A writer died, and a byte in the middle has turned: no record behind it is cut off; another file is begun."""
    first, second, third = written(tmp_path, message(b"one"), message(b"two"), message(b"three"))
    file = tmp_path / first.file
    data = bytearray(file.read_bytes())
    data[second.offset + 40] ^= 255
    file.write_bytes(data)
    file.with_name("guanlan-001.open").touch()

    (after,) = written(tmp_path, message(b"after"))

    assert after.file.endswith("guanlan-002.warc.gz")
    assert file.read_bytes() == data
    assert read_exchange(tmp_path, third)[1] == HEAD + b"three"


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    """What the disk refused is taken back, and the writer can go on."""
    archive = Archive(tmp_path)
    (kept,) = archive.put([message(b"kept")])
    size = (tmp_path / kept.file).stat().st_size
    real = os.write

    def refusing(handle, data):
        if len(data) < 200:
            raise OSError(28, "No space left on device")
        return real(handle, bytes(data)[: len(data) - 100])

    monkeypatch.setattr(os, "write", refusing)
    with pytest.raises(OSError, match="No space"):
        archive.put([message(b"refused" * 100)])
    monkeypatch.undo()

    assert (tmp_path / kept.file).stat().st_size == size
    (after,) = archive.put([message(b"after")])
    archive.close()
    assert after.offset == size
    assert read_exchange(tmp_path, after)[1] == HEAD + b"after"


def test_bytes_are_on_the_disk_when_put_returns(tmp_path, monkeypatch):
    """One sync covers all that was put together, and comes after the last write."""
    calls: list[str] = []
    write, sync = os.write, os.fdatasync
    monkeypatch.setattr(os, "write", lambda handle, data: calls.append("write") or write(handle, data))
    monkeypatch.setattr(os, "fdatasync", lambda handle: calls.append("sync") or sync(handle))
    archive = Archive(tmp_path)
    archive.put([message()])
    calls.clear()
    archive.put([message(), message(), message()])
    archive.close()

    assert calls == ["write", "sync"]


def damaged(data: bytes, how: str) -> bytes:
    """``data`` after an accident."""
    middle = len(data) // 2
    return {
        "flipped": data[:middle] + bytes([data[middle] ^ 255]) + data[middle + 1 :],
        "cut": data[:middle],
        "zeroed": data[:middle] + bytes(len(data) - middle),
        "doubled": data + data,
        "no gzip": b"x" * len(data),
    }[how]


@pytest.mark.parametrize(
    ("how", "code"),
    [("flipped", "warc.broken"), ("cut", "warc.missing"), ("zeroed", "warc.broken"), ("no gzip", "warc.broken")],
)
def test_damage_is_named(tmp_path, how, code):
    """A reader of evidence says what is wrong and where; it never gives other bytes."""
    (stored,) = written(tmp_path, message(b"0123456789" * 50))
    file = tmp_path / stored.file
    data = file.read_bytes()
    file.write_bytes(data[: stored.offset] + damaged(data[stored.offset :], how))

    with pytest.raises(InputError) as raised:
        read_exchange(tmp_path, stored)
    assert (raised.value.code, raised.value.params["file"]) == (code, stored.file)
    if code == "warc.broken":
        with pytest.raises(InputError) as raised:
            list(records_of(file))
        assert raised.value.code == "warc.broken"


def test_a_place_outside_the_archive_is_no_place(tmp_path):
    """A bundle that names ../../etc/passwd learns nothing."""
    (stored,) = written(tmp_path / "warc", message())
    (tmp_path / "secret").write_bytes((tmp_path / "warc" / stored.file).read_bytes())
    import msgspec

    with pytest.raises(InputError) as raised:
        read_exchange(tmp_path / "warc", msgspec.structs.replace(stored, file="../secret"))
    assert raised.value.code == "warc.missing"


def test_a_missing_file_is_named(tmp_path):
    """Deleted evidence."""
    (stored,) = written(tmp_path, message())
    (tmp_path / stored.file).unlink()
    with pytest.raises(InputError) as raised:
        read_exchange(tmp_path, stored)
    assert raised.value.code == "warc.missing"


def test_a_record_that_unpacks_without_end_is_not_unpacked(tmp_path, monkeypatch):
    """A bomb in an imported file."""
    import gzip

    from guanlan.collect.warc import members

    monkeypatch.setattr(members, "MOST_UNPACKED", 1 << 20)
    file = tmp_path / "bomb.warc.gz"
    file.write_bytes(gzip.compress(bytes(1 << 24)))
    with pytest.raises(InputError) as raised:
        list(records_of(file))
    assert raised.value.code == "warc.broken"
