"""A bundle that came from outside, looked at whole before anything of it is stored."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from guanlan.actions.steps.bundle_keys import is_signed
from guanlan.errors import InputError
from guanlan.formats import MAX
from guanlan.records.carried import FORMAT, Carried, CarriedList, CarriedSource
from guanlan.records.evidence import commitment, instant_text, link_of
from guanlan.records.exchange import Exchange
from guanlan.records.source import SourceSpec
from guanlan.store.models import Blob
from guanlan.store.selectors.intake import GRADES

T = TypeVar("T")

LIST, SIGNATURE, CAPTURES, SOURCES = "bundle.json", "bundle.sig", "captures.jsonl", "sources.json"
_NAME = re.compile(r"(?:blobs|warc)/[0-9a-f]{64}|captures\.jsonl|sources\.json|bundle\.json|bundle\.sig")
# of one bundle, its lists, and one piece: an exchange is a page with its headers and the request
MOST, LONGEST_LIST, LONGEST_PIECE = 16 * 2**30, 256 * 2**20, MAX + 2**20
_PIECE = 1 << 20
_SHAPES = {"auto", "bulletin", "release", "law", "part", "kept"}


class OpenedBundle:
    """A bundle whose signature, names, sizes, hashes and statements were found right."""

    def __init__(self, archive: zipfile.ZipFile, listed: CarriedList, digest: str) -> None:
        self._archive = archive
        self._hashes = {one.name: one.sha256 for one in listed.pieces}
        self.listed, self.digest = listed, digest
        self.sources: tuple[CarriedSource, ...] = ()
        self.captures: tuple[Carried, ...] = ()

    def read(self, name: str) -> bytes:
        """The bytes of a piece, hashed once more: the file may have been exchanged meanwhile."""
        data = self._archive.read(name)
        if hashlib.sha256(data).hexdigest() != self._hashes[name]:
            raise InputError("bundles.tampered", what=name)
        return data


@contextmanager
def opened_bundle(path: Path, trusted: dict[str, Ed25519PublicKey]) -> Iterator[OpenedBundle]:
    """Open and check the file ``path``. Raises ``InputError`` for whatever is not as the owner of a trusted key made
    it: then nothing of it was stored.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_names(archive, path)
            listed, digest = _signed(archive, trusted)
            _check_pieces(archive, listed)
            bundle = OpenedBundle(archive, listed, digest)
            bundle.sources = tuple(_decoded(archive.read(SOURCES), list[CarriedSource], SOURCES))
            lines = archive.read(CAPTURES).splitlines()
            bundle.captures = tuple(_decoded(line, Carried, CAPTURES) for line in lines if line)
            _check_captures(bundle)
            yield bundle
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, KeyError) as error:
        raise InputError("bundles.no_bundle", path=str(path), why=str(error)[:200]) from error
    except OSError as error:
        raise InputError("actions.unreadable", path=str(path), why=error.strerror or str(error)) from error


def _check_names(archive: zipfile.ZipFile, path: Path) -> None:
    """Only names that a bundle has, each once, unpacked, and of a size that can be held."""
    infos = archive.infolist()
    names = [one.filename for one in infos]
    for one in infos:
        if not _NAME.fullmatch(one.filename):
            raise InputError("bundles.bad_name", name=one.filename[:200])
        if one.compress_type != zipfile.ZIP_STORED or one.flag_bits & 1:
            raise InputError("bundles.no_bundle", path=str(path), why=one.filename)
        limit = LONGEST_PIECE if "/" in one.filename else LONGEST_LIST
        if one.file_size > limit:
            raise InputError("bundles.too_large", what=one.filename, size=one.file_size, limit=limit)
    if len(set(names)) != len(names):
        raise InputError("bundles.bad_name", name=next(name for name in names if names.count(name) > 1))
    if (size := sum(one.file_size for one in infos)) > MOST:
        raise InputError("bundles.too_large", what=str(path), size=size, limit=MOST)
    if missing := {LIST, SIGNATURE, CAPTURES, SOURCES} - set(names):
        raise InputError("bundles.no_bundle", path=str(path), why=min(missing))


def _signed(archive: zipfile.ZipFile, trusted: dict[str, Ed25519PublicKey]) -> tuple[CarriedList, str]:
    data, signature = archive.read(LIST), archive.read(SIGNATURE)
    listed = _decoded(data, CarriedList, LIST)
    key = trusted.get(listed.key)
    if key is None:
        raise InputError("bundles.unknown_key", key=listed.key[:64])
    if not is_signed(key, data, signature):
        raise InputError("bundles.tampered", what=LIST)
    if listed.format != FORMAT:
        raise InputError("bundles.format", format=listed.format[:40], known=FORMAT)
    return listed, hashlib.sha256(data).hexdigest()


def _check_pieces(archive: zipfile.ZipFile, listed: CarriedList) -> None:
    """The signed list names every other file, and each has its size and hash."""
    named = {one.name: one for one in listed.pieces}
    held = {one.filename: one for one in archive.infolist()}
    if {*named, LIST, SIGNATURE} != {*held} or len(named) != len(listed.pieces):
        raise InputError("bundles.tampered", what=LIST)
    for name, piece in named.items():
        if held[name].file_size != piece.size:
            raise InputError("bundles.tampered", what=name)
        digest = hashlib.sha256()
        with archive.open(name) as file:
            while some := file.read(_PIECE):
                digest.update(some)
        own = name.rpartition("/")[2] if "/" in name else piece.sha256
        if not digest.hexdigest() == piece.sha256 == own:
            raise InputError("bundles.tampered", what=name)


def _check_captures(bundle: OpenedBundle) -> None:
    """What is said of each capture is what was linked over there, and all that it needs is here."""
    sizes = {one.name: one.size for one in bundle.listed.pieces}
    if len(bundle.captures) != bundle.listed.captures or len({one.link for one in bundle.captures}) != len(
        bundle.captures
    ):
        raise InputError("bundles.inconsistent", link=CAPTURES, why="captures")
    watched = {one.key for one in bundle.sources}
    seen: set[str] = set()
    for one in bundle.captures:
        seen.add(one.blob)
        page = one.part_of
        if page is not None and page not in seen and not Blob.objects.filter(pk=page).exists():
            raise InputError("bundles.inconsistent", link=one.link[:16], why="part_of")
        for why, wrong in _faults(one, sizes, watched):
            if wrong:
                raise InputError("bundles.inconsistent", link=one.link[:16], why=why)
    for source in bundle.sources:
        if source.spec:
            _decoded(source.spec.encode(), SourceSpec, SOURCES)


def _faults(one: Carried, sizes: dict[str, int], watched: set[str]) -> Iterator[tuple[str, bool]]:
    said = _decoded(one.statement.encode(), dict[str, Any], CAPTURES)
    yield "link", link_of(one.statement) != one.link
    yield "kind", said.get("kind") != "capture"
    facts = {"blob": one.blob, "size": one.size, "media_type": one.media_type, "part_of": one.part_of}
    facts |= {"grade": one.grade, "at": instant_text(one.at)}
    for name, value in facts.items():
        yield name, said.get(name) != value
    committed = said.get("committed") or {}
    for name in ("origin", "root", "name", "actor", "headers"):
        yield name, committed.get(name) != commitment(one.nonce, name, getattr(one, name))
        yield name, len(json.dumps(getattr(one, name))) > 20_000
    yield "blob", sizes.get(f"blobs/{one.blob}") != one.size
    yield "grade", one.grade not in GRADES
    yield "shape", one.shape not in _SHAPES
    yield "origin", max(len(one.origin), len(one.root), len(one.name)) > 2000 or len(one.actor) > 200
    had, has = said.get("exchange"), one.exchange
    yield "exchange", (had is None) != (has is None)
    if has is not None:
        stored = _decoded(has.record.encode(), Exchange, CAPTURES).stored
        yield "stored", had is None or (stored.sha256 if stored else "") != had.get("stored")
        yield "piece", bool(has.piece) and (f"warc/{has.piece}" not in sizes or stored is None)
        yield "piece", bool(has.piece) and stored is not None and stored.sha256 != has.piece
        yield "visit", has.visit is not None and has.visit.source not in watched


def _decoded(data: bytes, kind: type[T], what: str) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError("bundles.tampered", what=what) from error
