"""The station's signing key: Ed25519, made on first use, its owner's alone; and what anyone needs to check with it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import tempfile
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)


class KeyTrouble(Exception):
    """The key cannot be used; the text says why and what to do."""


def key_file(store_file: Path) -> Path:
    """Where the key of a store lies."""
    return store_file.with_name(store_file.name + ".signing-key.pem")


def signing_key(store_file: Path) -> Ed25519PrivateKey:
    """The key, made if there is none. Raises KeyTrouble: a key others can read is no proof of who signed."""
    file = key_file(store_file)
    try:
        if not file.exists():
            _make(file)
        mode = stat.S_IMODE(file.stat().st_mode)
        if mode & 0o077:
            raise KeyTrouble(f"{file} can be read by others (mode {mode:o}): chmod 600, and think of making a new one")
        key = load_pem_private_key(file.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise KeyTrouble(f"{file} cannot be used: {error}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyTrouble(f"{file} is no Ed25519 key")
    return key


def _make(file: Path) -> None:
    """Whole or not at all, and never over one that another process made a moment before."""
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    number, temporary = tempfile.mkstemp(dir=file.parent, prefix=".signing-key-")  # of mode 600
    try:
        with os.fdopen(number, "wb") as out:
            out.write(pem)
            out.flush()
            os.fsync(out.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(temporary, file)
    finally:
        Path(temporary).unlink()


def public_hex(key: Ed25519PrivateKey) -> str:
    """The public key's 32 bytes, hexadecimal."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def fingerprint(public: str) -> str:
    """SHA-256 of the public key's 32 bytes, hexadecimal: what stands on the cover."""
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()


def grouped(name: str) -> str:
    """A fingerprint in groups of eight, for people to compare."""
    return " ".join(name[at : at + 8] for at in range(0, len(name), 8))


def plain(typed: str) -> str:
    """A fingerprint as somebody typed it. Raises ValueError when it is none."""
    found = re.sub(r"[\s:]", "", typed).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", found):
        raise ValueError(f"--key {typed!r}: expected the 64 hexadecimal digits of a fingerprint")
    return found


def holds(public: str, signature: bytes, signed: bytes) -> bool:
    """Whether the signature is this key's over these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True
