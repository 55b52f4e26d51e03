"""Check an evidence pack of Guanlan. Needs Python 3.8 or newer and nothing else. 核验观澜证据包，只需 Python 3.8 以上。

    python check.py [PACK.zip | FOLDER] [--head HEAD]

Without an argument it checks the folder it lies in. It looks at every hash on the way from the captured bytes to the
head of the chain; with --head it also compares with a head that you have from elsewhere (a printed colophon).
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import re
import sys
import zipfile
import zlib
from typing import Any

FORMAT = "guanlan-evidence/1"
MOST = 1 << 31  # bytes unpacked: no pack is larger
FIRST = "0" * 64


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Checker:
    """Goes through a pack: ``faults`` say what is wrong, ``notes`` what is not there; ``checks`` counts."""

    def __init__(self, files: dict[str, bytes], head: str | None = None) -> None:
        self.files, self.head = files, head
        self.faults: list[str] = []
        self.notes: list[str] = []
        self.checks = 0

    def expect(self, true: object, words: str) -> bool:
        self.checks += 1
        if not true:
            self.faults.append(words)
        return bool(true)

    def run(self) -> Checker:
        try:
            manifest = self.json("manifest.json")
            if self.expect(manifest.get("format") == FORMAT, "manifest.json: format"):
                self.listed()
                days = self.days(manifest)
                links = self.links(days)
                self.records(links)
                self.annotations()
        except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
            self.faults.append(f"the pack is not whole 证据包不完整: {type(error).__name__} {error}")
        return self

    def json(self, name: str) -> Any:
        return json.loads(self.files[name].decode("utf-8"))

    def listed(self) -> None:
        lines = self.files["SHA256SUMS"].decode("utf-8").splitlines()
        hashes = {name: hash_ for hash_, _, name in (line.partition("  ") for line in lines)}
        for name in sorted(hashes):
            if name not in self.files:
                self.faults.append("missing 缺少文件: " + name)
            else:
                self.expect(sha256(self.files[name]) == hashes[name], "changed 被改动: " + name)
        for name in sorted(set(self.files) - set(hashes) - {"SHA256SUMS"}):
            self.faults.append("not in the list 清单之外: " + name)

    def days(self, manifest: dict[str, Any]) -> dict[str, list[str]]:
        """The chain of days: each line is "previous day digest count head"."""
        known: dict[str, tuple[str, int, str]] = {}
        heads: set[str] = set()
        previous: str | None = None
        for line in self.files["chain/days.txt"].decode("ascii").splitlines():
            before, day, digest, counted, head = line.split(" ")
            made = sha256((f"{before} {day} {digest} {counted}\n").encode("ascii"))
            self.expect(made == head, "chain/days.txt: head of " + day)
            self.expect(previous is None or before == previous, f"chain/days.txt: {day} does not follow")
            known[day], previous = (digest, int(counted), before), head
            heads.add(head)
        self.expect(previous == manifest["head"]["hash"], "manifest.json: head")
        links = {}
        for day, (digest, count, before) in known.items():
            name = f"chain/{day}.txt"
            if name not in self.files:
                continue
            data = self.files[name]
            lines = data.decode("ascii").splitlines()
            self.expect(sha256(data) == digest, name + ": digest of the day")
            self.expect(len(lines) == count, name + ": number of links")
            links[day] = lines
            running = hashlib.sha256()
            for number, line in enumerate(lines, 1):
                running.update((line + "\n").encode("ascii"))
                heads.add(sha256(f"{before} {day} {running.hexdigest()} {number}\n".encode("ascii")))
        if self.head:
            wanted = self.head.strip().lower().split(".")[-1]
            self.expect(wanted in heads, "the head you gave is not in the chain 链中没有所给的链头: " + self.head)
        return links

    def links(self, days: dict[str, list[str]]) -> dict[str, dict[str, Any]]:
        """The statements of this pack, by their link, each in its day."""
        found = {}
        for row in self.json("links.json"):
            statement, link = row["statement"], sha256(row["statement"].encode("utf-8"))
            said = json.loads(statement)
            where = "link {}".format(said["number"])
            self.expect(link == row["link"], where + ": statement")
            self.expect(link in days.get(said["day"], ()), where + ": not among the links of " + said["day"])
            for field in sorted(row["opened"]):
                salt, value = row["opened"][field]["salt"], row["opened"][field]["value"]
                made = sha256((f"{salt} {canonical(value)}").encode())
                self.expect(made == said["committed"].get(field), f"{where}: {field}")
            found[link] = said
        return found

    def records(self, links: dict[str, dict[str, Any]]) -> None:
        data = self.files["captures.warc.gz"]
        for row in self.json("records.json"):
            said = links[row["link"]]
            where = "link {}".format(said["number"])
            if row["kind"] == "withheld":
                self.notes.append("{}: {}, SHA-256 {}".format(where, row["why"], said["blob"]))
                continue
            piece = data[row["offset"] : row["offset"] + row["length"]]
            if row["kind"] == "exchange":
                self.exchange(said, where, piece)
            else:
                record = blocks(piece)[0]
                self.expect(sha256(record) == said["blob"], where + ": captured bytes")
                self.expect(len(record) == said["size"], where + ": size")

    def exchange(self, said: dict[str, Any], where: str, piece: bytes) -> None:
        self.expect(sha256(piece) == said["exchange"]["stored"], where + ": WARC records")
        body = blocks(piece)[1].partition(b"\r\n\r\n")[2]
        self.expect(sha256(body) == said["exchange"]["payload"], where + ": payload")

    def annotations(self) -> None:
        texts: dict[str, str] = {}
        for line in self.files["annotations.jsonl"].decode("utf-8").splitlines():
            target = json.loads(line)["target"]
            if target["source"] not in texts:
                texts[target["source"]] = self.files[target["source"]].decode("utf-8")
            text = texts[target["source"]]
            position, quote = target["selector"]
            start, end = position["start"], position["end"]
            whole = text[start:end] == quote["exact"]
            self.expect(whole, "annotation at {}-{} of {}".format(start, end, target["source"]))


def blocks(data: bytes) -> list[bytes]:
    """What the WARC records in ``data`` hold."""
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
        rest = file.read(MOST)
    found: list[bytes] = []
    while rest:
        head, _, rest = rest.partition(b"\r\n\r\n")
        told = re.search(rb"(?im)^Content-Length:\s*(\d+)", head)
        if told is None:
            raise ValueError("a record without a length")
        length = int(told.group(1))
        found.append(rest[:length])
        rest = rest[length + 4 :]
    return found


def files_of(path: str) -> dict[str, bytes]:
    """Name and bytes of every file of a pack, zipped or not."""
    if os.path.isdir(path):
        found = {}
        for folder, _, names in os.walk(path):
            for name in names:
                place = os.path.join(folder, name)
                shown = os.path.relpath(place, path).replace(os.sep, "/")
                if not shown.startswith("__pycache__"):
                    with open(place, "rb") as file:
                        found[shown] = file.read()
        return found
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        if len({one.filename for one in infos}) != len(infos):
            raise ValueError("a name twice 重名")
        if sum(one.file_size for one in infos) > MOST:
            raise ValueError("too large 过大")
        return {one.filename: archive.read(one) for one in infos}


def check(path: str, head: str | None = None) -> Checker:
    """A Checker that has gone through the pack at ``path``."""
    try:
        files = files_of(path)
    except (OSError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error) as error:
        checker = Checker({}, head)
        checker.faults.append(f"cannot be opened 打不开: {error}")
        return checker
    try:
        return Checker(files, head).run()
    except (OSError, EOFError, zlib.error) as error:
        checker = Checker(files, head)
        checker.faults.append(f"a record cannot be unpacked 记录解不开: {error}")
        return checker


def main(words: list[str]) -> int:
    head = None
    if "--head" in words:
        at = words.index("--head")
        head = words[at + 1]
        del words[at : at + 2]
    done = check(words[0] if words else os.path.dirname(os.path.abspath(__file__)), head)
    write = sys.stdout.write
    for note in done.notes:
        write(f"note 注: {note}\n")
    for fault in done.faults:
        write(f"FAULT 不符: {fault}\n")
    write("{} ({} checks)\n".format("FAULTY 有不符" if done.faults else "SOUND 核验无误", done.checks))
    return 1 if done.faults else 0


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))
