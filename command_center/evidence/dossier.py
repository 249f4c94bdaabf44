"""A dossier made: originals, PDF, record and a signed manifest, in one ZIP. A long work, told of as it goes.

It is written under another name, brought to the disk and only then given its own: there is a whole dossier or none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from command_center.bureau import RESOURCES, Messages
from command_center.evidence import keys
from command_center.evidence.contents import Contents
from command_center.evidence.form import (
    CASE,
    EVIDENCE,
    FORMAT,
    MANIFEST,
    MOST_BYTES,
    MOST_FILES,
    PDF,
    README,
    RECORD,
    SIGNATURE,
    Cancelled,
    File,
    Manifest,
    signed_bytes,
)
from command_center.evidence.pdf.dossier import Made, write_pdf
from command_center.evidence.pdf.fonts import Fonts
from command_center.model.canonical import canonical, exact
from command_center.model.dossier_words import DossierWords
from command_center.model.places import Place

CHUNK = 1024 * 1024
_DATE = (1980, 1, 1, 0, 0, 0)
_PACKED = frozenset({".json", ".jsonl", ".geojson", ".txt"})
README_FILE = RESOURCES / "city" / "dossier-readme.txt"

__all__ = ["Cancelled", "Layout", "TooLarge", "pack", "workshop", "write"]
Progress = Callable[[str], None]
"""Told what is being done; raises `Cancelled` to break off."""


class TooLarge(Exception):
    """The case has more than a dossier can hold; the text says how much."""


class Layout(msgspec.Struct, frozen=True):
    """How it looks: the bureau's words, a font, the places around, the city's timezone (IANA name)."""

    words: DossierWords
    messages: Messages
    fonts: Fonts
    places: Sequence[Place]
    timezone: str


def write(contents: Contents, folder: Path, layout: Layout, key: Ed25519PrivateKey, progress: Progress) -> list[File]:
    """All files of a dossier into `folder`, where the originals are already; returns what the manifest names.

    Raises Cancelled, TooLarge, OSError.
    """
    case = contents.case.id
    _small(folder / CASE, canonical(contents.facts))
    _small(folder / EVIDENCE, canonical(msgspec.to_builtins(contents.listed)))
    lines = [canonical(msgspec.to_builtins(line) | {"at": exact(line.at)}) + b"\n" for line in contents.record]
    _small(folder / RECORD, b"".join(lines))
    read_me = README_FILE.read_text("utf-8").replace("{case}", case).replace("{format}", FORMAT)
    _small(folder / README, read_me.encode())
    files = [_file(folder, path, progress) for path in _paths(folder)]
    made = Made(contents, layout.words, layout.messages, layout.places, layout.timezone, keys.public_hex(key), folder,
                files)  # fmt: skip
    write_pdf(made, layout.fonts, folder / PDF, progress)
    files = sorted([*files, _file(folder, PDF, progress)], key=lambda file: file.path)
    total = sum(file.size for file in files)
    if total > MOST_BYTES or len(files) > MOST_FILES - 2:
        raise TooLarge(f"{len(files)} files of {total:,} bytes: more than a dossier can hold")
    manifest = canonical(msgspec.to_builtins(_manifest(contents, key, files)))
    _small(folder / MANIFEST, manifest)
    _small(folder / SIGNATURE, key.sign(signed_bytes(manifest)).hex().encode() + b"\n")
    return files


def _manifest(contents: Contents, key: Ed25519PrivateKey, files: Sequence[File]) -> Manifest:
    return Manifest(
        format=FORMAT,
        case=contents.case.id,
        penalty_cases=tuple(one.id for one in contents.penalties),
        made=exact(contents.made),
        made_by=contents.person.id,
        made_by_name=contents.person.name,
        reason=contents.reason,
        public_key=keys.public_hex(key),
        record=contents.end,
        store_record=contents.store_record,
        files=tuple(files),
    )


def _small(file: Path, data: bytes) -> None:
    file.write_bytes(data)


def _paths(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def _file(folder: Path, path: str, progress: Progress) -> File:
    progress(path)
    found, size = hashlib.sha256(), 0
    with (folder / path).open("rb") as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
            size += len(chunk)
    return File(path, size, found.hexdigest())


def pack(folder: Path, target: Path, progress: Progress) -> None:
    """The folder as one ZIP at `target`, which must not be there. Raises Cancelled, FileExistsError, OSError."""
    number, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")  # of mode 600
    try:
        with os.fdopen(number, "wb") as out:
            with zipfile.ZipFile(out, "w", allowZip64=False) as archive:
                for path in _paths(folder):
                    progress(path)
                    _into(archive, folder, path, progress)
            out.flush()
            os.fsync(out.fileno())
        os.link(temporary, target)  # never over what is there
        _sync(target.parent)
    finally:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()


def _into(archive: zipfile.ZipFile, folder: Path, path: str, progress: Progress) -> None:
    info = zipfile.ZipInfo(path, _DATE)
    info.create_system, info.external_attr = 3, 0o100600 << 16
    info.compress_type = zipfile.ZIP_DEFLATED if Path(path).suffix in _PACKED else zipfile.ZIP_STORED
    with (folder / path).open("rb") as file, archive.open(info, "w") as entry:
        while chunk := file.read(CHUNK):
            entry.write(chunk)
            progress(path)


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextlib.contextmanager
def workshop(target: Path) -> Iterator[Path]:
    """An empty folder beside the target, its owner's alone, gone afterwards however it went."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.parts-") as folder:
        yield Path(folder)
