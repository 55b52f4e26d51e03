"""Bytes under their SHA-256."""

from __future__ import annotations

import hashlib
import os

import pytest

from guanlan.errors import OurFault
from guanlan.store import blobs


def test_bytes_come_back_by_their_hash(home):
    """And lie where they can be found without us."""
    sha256 = blobs.put(b"abc")

    assert sha256 == hashlib.sha256(b"abc").hexdigest()
    assert blobs.get(sha256) == b"abc"
    assert (home / "blobs" / "ba" / sha256).read_bytes() == b"abc"


def test_the_same_bytes_are_not_written_again(home):
    """The file that is there stays as it is."""
    sha256 = blobs.put(b"abc")
    os.utime(blobs.path_of(sha256), (1, 1))

    blobs.put(b"abc")

    assert blobs.path_of(sha256).stat().st_mtime == 1


def test_bytes_that_were_changed_are_not_given_out(home):
    """Evidence that is none is worse than none."""
    sha256 = blobs.put(b"abc")
    blobs.path_of(sha256).write_bytes(b"abd")

    with pytest.raises(OurFault) as caught:
        blobs.get(sha256)
    assert caught.value.code == "store.blob_changed"


def test_bytes_that_are_lost_are_missed(home):
    """By name."""
    with pytest.raises(OurFault) as caught:
        blobs.get("0" * 64)
    assert caught.value.code == "store.blob_lost"


def test_a_write_that_fails_leaves_no_piece(home, monkeypatch):
    """Whole, or not there at all."""

    def fails(number):
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(OSError, match="no space"):
        blobs.put(b"abc")

    assert [path for path in (home / "blobs").rglob("*") if path.is_file()] == []
