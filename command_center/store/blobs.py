"""Bytes by their SHA-256, written once: small ones in the database, large ones in a folder beside it.

A file is written under another name, brought to the disk, and only then given its own: what stands under a hash is
whole, after `kill -9` too.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection, select

from command_center.store.schema import evidence_blobs, pictures
from command_center.store.upsert import insert_new

CHUNK = 1024 * 1024
SMALL = 4096
"""What is smaller is not worth packing."""


class Blob(msgspec.Struct, frozen=True):
    """What is known of some bytes without reading them."""

    sha256: str
    media_type: str
    size: int


def folder_of(store_file: Path) -> Path:
    """Where the large ones of a store lie."""
    return store_file.with_name(store_file.name + ".evidence")


def put(connection: Connection, data: bytes, media_type: str, at: datetime) -> str:
    """Keep some bytes in the database; returns their SHA-256."""
    name = hashlib.sha256(data).hexdigest()
    packed = zlib.compress(data, 6) if len(data) > SMALL else data
    small = len(packed) < len(data)
    row = {"sha256": name, "media_type": media_type, "size": len(data), "stored": at}
    kept = {"packing": "zlib" if small else "plain", "data": packed if small else data}
    insert_new(connection, evidence_blobs, [row | kept])
    return name


def put_file(folder: Path, source: Path) -> tuple[str, int]:
    """Bring a file into the folder under its SHA-256; returns that and its size. Raises OSError: then nothing of it
    stands there."""
    folder.mkdir(mode=0o700, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    number, temporary = tempfile.mkstemp(dir=folder, prefix="part-")
    try:
        with os.fdopen(number, "wb") as out, source.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        name = digest.hexdigest()
        target = path_of(folder, name)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        if target.exists():
            Path(temporary).unlink()
        else:
            Path(temporary).rename(target)
            _sync(target.parent)
            _sync(folder)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    return name, size


def note_file(connection: Connection, sha256: str, size: int, media_type: str, at: datetime) -> None:
    """That the folder has these bytes."""
    row = {"sha256": sha256, "media_type": media_type, "size": size, "stored": at, "packing": "file", "data": None}
    insert_new(connection, evidence_blobs, [row])


def path_of(folder: Path, sha256: str) -> Path:
    """The file of some bytes."""
    return folder / sha256[:2] / sha256


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def about(connection: Connection, sha256: str) -> Blob | None:
    """What these bytes are, wherever they lie; None when nobody has them."""
    for table in (evidence_blobs, pictures):
        found = connection.execute(
            select(table.c.sha256, table.c.media_type, table.c.size).where(table.c.sha256 == sha256)
        ).one_or_none()
        if found is not None:
            return Blob(*found)
    return None


class Lost(Exception):
    """Bytes that were kept are gone, or are others now; the text says which."""


def chunks(connection: Connection, folder: Path, sha256: str) -> Iterator[bytes]:
    """The bytes, in parts, checked against their hash at the end. Raises Lost."""
    digest = hashlib.sha256()
    for part in _parts(connection, folder, sha256):
        digest.update(part)
        yield part
    if digest.hexdigest() != sha256:
        raise Lost(f"what is stored as {sha256} is something else now")


def _parts(connection: Connection, folder: Path, sha256: str) -> Iterator[bytes]:
    c = evidence_blobs.c
    row = connection.execute(select(c.packing, c.data).where(c.sha256 == sha256)).one_or_none()
    if row is None:
        data = connection.execute(select(pictures.c.data).where(pictures.c.sha256 == sha256)).scalar_one_or_none()
        if data is None:
            raise Lost(f"{sha256} is not in the store")
        yield data
    elif row.packing == "file":
        try:
            with path_of(folder, sha256).open("rb") as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except OSError as error:
            raise Lost(f"{path_of(folder, sha256)}: {error.strerror}") from error
    else:
        try:
            yield zlib.decompress(row.data) if row.packing == "zlib" else row.data
        except zlib.error as error:
            raise Lost(f"{sha256} cannot be unpacked: {error}") from error


def copy(connection: Connection, folder: Path, sha256: str, target: Path) -> None:
    """The bytes as a new file. Raises Lost, OSError."""
    with target.open("xb") as out:
        for part in chunks(connection, folder, sha256):
            out.write(part)


def room_for(folder: Path, size: int) -> bool:
    """Whether the disk still has room for this many bytes and some more."""
    return shutil.disk_usage(folder.parent).free > size + 64 * CHUNK
