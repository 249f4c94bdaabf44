"""A ZIP from anybody, opened as if its maker meant harm: looked at from outside before a library reads it.

Refused, in words: what is no ZIP, more files or a larger directory than a dossier can have, names that lead out of a
folder, two files of one name, links, encryption, what would unpack to more than it may.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from command_center.evidence.form import MOST_BYTES, MOST_FILES

CHUNK = 1024 * 1024
MOST_DIRECTORY_BYTES = 4 * 1024 * 1024
MOST_TIMES = 200
"""A file of text does not shrink more; a bomb does."""
SMALL_BYTES = 1024 * 1024
_END, _END64 = b"PK\x05\x06", b"PK\x06\x07"
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
_SPOILT = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    struct.error,
)


class NoDossier(Exception):
    """This is no dossier, or one that may not be opened; the text says why."""


class Spoilt(Exception):
    """A file in it cannot be read whole: it was altered; the text says how that shows."""


class Container:
    """An opened ZIP. `names` are its files', each once, none dangerous. Use as a context."""

    def __init__(self, path: Path) -> None:
        """Raises NoDossier."""
        try:
            _looked_at(path)
            self._zip = zipfile.ZipFile(path)
        except _SPOILT as error:
            raise NoDossier(f"{path.name} cannot be opened as a ZIP: {error}") from error
        try:
            self._infos = _judged(self._zip.infolist(), path.stat().st_size)
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Container:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def names(self) -> frozenset[str]:
        """The files in it."""
        return frozenset(self._infos)

    def size(self, name: str) -> int:
        """What a file says of its size."""
        return self._infos[name].file_size

    def chunks(self, name: str) -> Iterator[bytes]:
        """A file's bytes. Raises Spoilt."""
        try:
            with self._zip.open(self._infos[name]) as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except _SPOILT as error:
            raise Spoilt(str(error) or type(error).__name__) from error

    def whole(self, name: str, most: int) -> bytes:
        """A small file's bytes. Raises Spoilt, also where it is larger."""
        if self._infos[name].file_size > most:
            raise Spoilt(f"{self._infos[name].file_size:,} bytes are more than such a file can have")
        return b"".join(self.chunks(name))


def _looked_at(path: Path) -> None:
    """Its end says how large its directory is: asked before anything is read into memory. Raises NoDossier, OSError."""
    size = path.stat().st_size
    if not path.is_file():
        raise NoDossier(f"{path.name} is no file")
    if size > MOST_BYTES + MOST_DIRECTORY_BYTES:
        raise NoDossier(f"{path.name}: {size:,} bytes are more than a dossier can have")
    with path.open("rb") as file:
        file.seek(max(0, size - 65_535 - 22))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise NoDossier(f"{path.name} is no ZIP, or its end is missing")
    if _END64 in tail[max(0, at - 20) : at]:
        raise NoDossier(f"{path.name} is a ZIP of the large kind (ZIP64), which a dossier never is")
    disk, first, here, count, directory, _start, _note = struct.unpack("<4H2LH", tail[at + 4 : at + 22])
    if disk or first or here != count:
        raise NoDossier(f"{path.name} is a part of a ZIP in several")
    if count > MOST_FILES or directory > MOST_DIRECTORY_BYTES:
        raise NoDossier(f"{path.name} has {count:,} files: more than a dossier can have")


def _judged(infos: list[zipfile.ZipInfo], size: int) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    if len(infos) > MOST_FILES:
        raise NoDossier(f"{len(infos):,} files are more than a dossier can have")
    for info in infos:
        shown = ascii(info.filename[:100])
        if info.is_dir() and info.file_size == 0 and _NAME.fullmatch(info.filename.rstrip("/")):
            continue  # a folder somebody's program noted when it packed a dossier anew
        if not _NAME.fullmatch(info.filename) or info.orig_filename != info.filename:
            raise NoDossier(f"a file is named {shown}: a name a dossier never has")
        if info.filename in found:
            raise NoDossier(f"two files are named {shown}")
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            raise NoDossier(f"{shown} is a link or a device, not a file")
        if info.flag_bits & 0x41:
            raise NoDossier(f"{shown} is encrypted")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise NoDossier(f"{shown} is packed in a way a dossier never is")
        if info.file_size > SMALL_BYTES and info.file_size > MOST_TIMES * info.compress_size:
            raise NoDossier(f"{shown} would unpack to {info.file_size:,} bytes: a bomb")
        found[info.filename] = info
    if sum(one.file_size for one in found.values()) > MOST_BYTES:
        raise NoDossier("it would unpack to more than a dossier can have")
    if sum(one.compress_size for one in found.values()) > size:
        raise NoDossier("its files lie over one another: a bomb")
    return found
