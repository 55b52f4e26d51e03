"""The keys that sign and check bundles: Ed25519, as PEM files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from guanlan.errors import InputError

_PURPOSE = b"guanlan-bundle/1\n"  # what is signed with these keys is signed as a bundle and as nothing else
_LARGEST = 1 << 16


def make_keys(path: Path) -> str:
    """Write a new private key to ``path``, for its owner alone, and the public one to ``path.pub``; gives the
    fingerprint. Raises ``InputError`` where either is there already.
    """
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    _write(path, private, 0o600)
    _write(path.with_name(path.name + ".pub"), public, 0o644)
    return fingerprint(key.public_key())


def private_key(path: Path) -> Ed25519PrivateKey:
    """The key that signs."""
    try:
        key = load_pem_private_key(_read(path), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise InputError("bundles.bad_key", path=str(path)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError("bundles.bad_key", path=str(path))
    return key


def trusted_keys(paths: Iterable[Path]) -> dict[str, Ed25519PublicKey]:
    """Fingerprint → key, of those that are trusted."""
    found = {}
    for path in paths:
        try:
            key = load_pem_public_key(_read(path))
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise InputError("bundles.bad_key", path=str(path)) from error
        if not isinstance(key, Ed25519PublicKey):
            raise InputError("bundles.bad_key", path=str(path))
        found[fingerprint(key)] = key
    return found


def fingerprint(key: Ed25519PublicKey) -> str:
    """What a key is known by: the SHA-256 of its 32 bytes."""
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()


def sign(key: Ed25519PrivateKey, data: bytes) -> bytes:
    """64 bytes."""
    return key.sign(_PURPOSE + data)


def is_signed(key: Ed25519PublicKey, data: bytes, signature: bytes) -> bool:
    """Whether ``signature`` was made for ``data`` by the owner of ``key``."""
    try:
        key.verify(signature, _PURPOSE + data)
    except InvalidSignature:
        return False
    return True


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except OSError as error:
        raise InputError("actions.unreadable", path=str(path), why=error.strerror or str(error)) from error


def _write(path: Path, data: bytes, mode: int) -> None:
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError as error:
        raise InputError("bundles.key_exists", path=str(path)) from error
    except OSError as error:
        raise InputError("actions.cannot_write", path=str(path), why=error.strerror or str(error)) from error
    with os.fdopen(number, "wb") as file:
        file.write(data)
