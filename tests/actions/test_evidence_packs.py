"""Packs are checked by their own script, in a plain Python that knows nothing of this program."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import subprocess
import sys
import zipfile

import pytest
from warcio.archiveiterator import ArchiveIterator

from evidence_home import DAYS, PAGE, context_at, fill
from guanlan.actions.check_pack import check_pack
from guanlan.actions.evidence_pack import evidence_pack
from guanlan.actions.list_reports import list_reports
from guanlan.actions.new_issue import new_issue
from guanlan.actions.remove_blob import remove_blob
from guanlan.actions.steps.heads import current_head
from guanlan.errors import InputError
from guanlan.store.blobs import sha256_of
from small_journal import DATE, JOURNAL


@pytest.fixture
def kept(home, code, tmp_path):
    """A home with three days of evidence."""
    fill(tmp_path / "in", home)
    return home


@pytest.fixture
def handle(kept):
    """A report that was fetched on the first day, and names a journalist."""
    return next(one.handle for one in list_reports() if one.title == "第5号通报")


def unpacked(pack, folder):
    """The files of a pack, in a folder."""
    with zipfile.ZipFile(pack) as archive:
        archive.extractall(folder)
    return folder


def run(*words):
    """The script of a pack, in a Python without any of our packages."""
    return subprocess.run([sys.executable, "-I", "-S", *map(str, words)], capture_output=True, text=True, timeout=60)


def test_a_stranger_checks_a_pack(kept, handle, tmp_path):
    """The folder, the file, and with a head from a printed issue; and with ours."""
    done = evidence_pack(handle, tmp_path / "a.zip", context=context_at(DAYS[-1]))
    folder = unpacked(tmp_path / "a.zip", tmp_path / "a")

    assert done.captures == 1
    for words in (
        [folder / "check.py"],
        [folder / "check.py", tmp_path / "a.zip"],
        [folder / "check.py", "--head", current_head().text],
        [folder / "check.py", "--head", current_head(DAYS[0].date()).hash],
    ):
        told = run(*words)
        assert (told.returncode, told.stderr) == (0, ""), told.stdout
    assert run(folder / "check.py", "--head", "ab" * 32).returncode == 1
    assert check_pack(tmp_path / "a.zip", head=current_head().text).faults == ()


def test_sha256sum_and_warc_tools_agree(kept, handle, tmp_path):
    """What the readme says can be done by hand."""
    evidence_pack(handle, tmp_path / "a.zip", context=context_at(DAYS[-1]))
    folder = unpacked(tmp_path / "a.zip", tmp_path / "a")

    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        hash_, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == hash_
    with (folder / "captures.warc.gz").open("rb") as file:
        kinds = [(one.rec_type, one.content_stream().read()) for one in ArchiveIterator(file)]
    assert [kind for kind, _ in kinds] == ["warcinfo", "request", "response"]
    assert kinds[-1][1] == PAGE.format(5, 3).encode()
    (row,) = json.loads((folder / "links.json").read_text(encoding="utf-8"))
    assert hashlib.sha256(row["statement"].encode()).hexdigest() == row["link"]
    days = (folder / "chain" / "days.txt").read_text().splitlines()
    previous, day, digest, count, head = days[0].split(" ")
    assert hashlib.sha256((folder / "chain" / f"{day}.txt").read_bytes()).hexdigest() == digest
    assert hashlib.sha256(f"{previous} {day} {digest} {count}\n".encode()).hexdigest() == head
    assert days[-1].endswith(current_head().hash)


def test_annotations_point_at_the_words(kept, handle, tmp_path):
    """Code points and UTF-16 units; the quote with what stands around it."""
    evidence_pack(handle, tmp_path / "a.zip", context=context_at(DAYS[-1]))
    folder = unpacked(tmp_path / "a.zip", tmp_path / "a")
    notes = [json.loads(line) for line in (folder / "annotations.jsonl").read_text(encoding="utf-8").splitlines()]

    title = next(one for one in notes if one["body"]["field"] == "title")
    text = (folder / title["target"]["source"]).read_text(encoding="utf-8")
    position, quote = title["target"]["selector"]
    assert text[position["start"] : position["end"]] == quote["exact"] == "第5号通报"
    assert (
        text.encode("utf-16-le")[2 * position["utf16"][0] : 2 * position["utf16"][1]].decode("utf-16-le") == "第5号通报"
    )
    assert quote["suffix"].startswith("\n2025-01-03")


def test_every_flip_in_a_pack_is_found(kept, handle, tmp_path):
    """One byte of each file, somewhere; by the script itself."""
    evidence_pack(handle, tmp_path / "a.zip", context=context_at(DAYS[-1]))
    folder = unpacked(tmp_path / "a.zip", tmp_path / "a")
    dice = random.Random(4)
    for path in sorted(one for one in folder.rglob("*") if one.is_file() and one.name != "check.py"):
        whole = path.read_bytes()
        data = bytearray(whole)
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        path.write_bytes(data)
        assert check_pack(folder).faults, path
        path.unlink()
        assert check_pack(folder).faults, path
        path.write_bytes(whole)
    assert check_pack(folder).faults == ()
    (folder / "more.txt").write_text("x")
    assert check_pack(folder).faults


@pytest.mark.parametrize("cut", [10, 3000])
def test_a_pack_that_was_cut_is_no_pack(kept, handle, tmp_path, cut):
    """Neither script nor we fall over it."""
    evidence_pack(handle, tmp_path / "a.zip", context=context_at(DAYS[-1]))
    folder = unpacked(tmp_path / "a.zip", tmp_path / "a")
    data = (tmp_path / "a.zip").read_bytes()
    (tmp_path / "b.zip").write_bytes(data[: len(data) - cut])
    assert check_pack(tmp_path / "b.zip").faults
    told = run(folder / "check.py", tmp_path / "b.zip")
    assert (told.returncode, told.stderr) == (1, "")


def test_a_forged_original_is_found_though_all_sums_were_made_anew(kept, handle, tmp_path):
    """The sums are only for accidents; the chain is what proves."""
    evidence_pack(handle, tmp_path / "a.zip", context=context_at(DAYS[-1]))
    folder = unpacked(tmp_path / "a.zip", tmp_path / "a")
    rows = json.loads((folder / "links.json").read_text(encoding="utf-8"))
    rows[0]["opened"]["origin"]["value"] = "https://elsewhere.example.invalid/"
    (folder / "links.json").write_text(json.dumps(rows), encoding="utf-8")
    sums = [
        f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.relative_to(folder).as_posix()}\n"
        for one in folder.rglob("*")
        if one.is_file() and one.name != "SHA256SUMS"
    ]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    assert check_pack(folder).faults == ("link 6: origin",)


def everything(pack):
    """All that is in a pack, unpacked."""
    with zipfile.ZipFile(pack) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    return b"".join([*parts, *(gzip.decompress(part) for part in parts if part[:2] == b"\x1f\x8b")]).decode(
        "utf-8", "ignore"
    )


def test_names_are_stripped_and_the_chain_still_checks(kept, handle, tmp_path):
    """Of who acted, who handed in, and of whom the text names; the original is withheld, its hash is not."""
    evidence_pack(handle, tmp_path / "named.zip", context=context_at(DAYS[-1]))
    named = everything(tmp_path / "named.zip")
    assert all(name in named for name in ("编辑甲", "同事乙", "王小明"))

    done = evidence_pack(handle, tmp_path / "bare.zip", context=context_at(DAYS[-1]), strip_names=True)
    bare = everything(tmp_path / "bare.zip")
    folder = unpacked(tmp_path / "bare.zip", tmp_path / "bare")

    assert not [name for name in ("编辑甲", "同事乙", "微信转来", "王小明", str(tmp_path)) if name in bare]
    assert "王某某" in bare
    assert (done.masked, done.withheld) == (("王某某",), 1)
    sha256 = sha256_of(PAGE.format(5, 3).encode())
    told = run(folder / "check.py", "--head", current_head().text)
    assert told.returncode == 0, told.stdout
    assert f"SHA-256 {sha256}" in told.stdout
    (reading,) = json.loads((folder / "readings.json").read_text(encoding="utf-8"))
    assert reading["masked_from"] == hashlib.sha256(PAGE.format(5, 3).encode()).hexdigest()


def test_an_entry_brings_its_words_and_all_that_tells_of_it(kept, tmp_path):
    """As a person names it: issue, slash, id."""
    view = new_issue(2, DATE, context=context_at(DAYS[-1]), journal=JOURNAL)
    entry = next(one for _, entries in view.columns for one in entries)
    evidence_pack(f"2/{entry.id}", tmp_path / "e.zip", context=context_at(DAYS[-1]))
    folder = unpacked(tmp_path / "e.zip", tmp_path / "e")

    assert (folder / "entry.txt").read_text(encoding="utf-8").startswith(entry.title)
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["about"]["kind"] == "entry"
    assert check_pack(folder).faults == ()


def test_what_was_removed_is_said_in_the_pack_of_the_rest(kept, tmp_path):
    """A picture went; the page can be proved all the same."""
    from guanlan.store.models import Capture

    part = Capture.objects.filter(part_of__isnull=False).select_related("part_of").first()
    remove_blob(part.blob_id, order="某令", context=context_at(DAYS[-1]))
    handle = part.part_of.readings.get().extractions.get().reports.get().handle
    evidence_pack(handle, tmp_path / "a.zip", context=context_at(DAYS[-1]))

    done = check_pack(tmp_path / "a.zip")
    assert done.faults == ()
    assert any("removed by order" in note and part.blob_id in note for note in done.notes)


def test_the_same_pack_has_the_same_bytes_and_overwrites_nothing(kept, handle, tmp_path):
    """At the same head."""
    first = evidence_pack(handle, tmp_path / "a.zip", context=context_at(DAYS[-1]))
    second = evidence_pack(handle, tmp_path / "b.zip", context=context_at(DAYS[-1]))
    assert first.sha256 == second.sha256
    for what, out, code_ in (
        (handle, "a.zip", "evidence.exists"),
        ("0000", "c.zip", "store.no_report"),
        ("9/1.1.1", "c.zip", "store.no_issue"),
    ):
        with pytest.raises(InputError) as caught:
            evidence_pack(what, tmp_path / out, context=context_at(DAYS[-1]))
        assert caught.value.code == code_
