"""Does a dossier hold? Asked by anyone, of the ZIP alone: no store, no network, nothing of ours but this program."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from command_center.evidence import keys
from command_center.evidence.container import Container, NoDossier, Spoilt
from command_center.evidence.form import (
    EVIDENCE,
    FORMAT,
    MANIFEST,
    MOST_JSON_BYTES,
    RECORD,
    SIGNATURE,
    Line,
    Listed,
    Manifest,
    beginning,
    digest_of,
    link_after,
    signed_bytes,
)
from command_center.model.canonical import canonical, digest

__all__ = ["Fault", "NoDossier", "Verdict", "verify"]


class Fault(msgspec.Struct, frozen=True):
    """What does not hold, and of which file."""

    file: str
    said: str


class Verdict(msgspec.Struct, frozen=True):
    """What came of it. `key` is the fingerprint of the key it was signed with; `asked`: somebody named it."""

    manifest: Manifest | None
    key: str
    asked: bool
    faults: tuple[Fault, ...]
    gaps: int = 0

    @property
    def holds(self) -> bool:
        """True when nothing was found."""
        return not self.faults


def verify(path: Path, key: str | None = None, progress: Callable[[str], None] = lambda _: None) -> Verdict:
    """Look at everything; `key` is the fingerprint it must be signed with (64 hexadecimal digits), None: any.

    Raises NoDossier.
    """
    with Container(path) as container:
        if MANIFEST not in container.names:
            raise NoDossier(f"{path.name} has no {MANIFEST}: it is no dossier")
        try:
            raw = container.whole(MANIFEST, MOST_JSON_BYTES)
            manifest = msgspec.json.decode(raw, type=Manifest)
        except Spoilt as error:
            return Verdict(None, "", key is not None, (Fault(MANIFEST, f"altered: {error}"),))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            return Verdict(None, "", key is not None, (Fault(MANIFEST, f"altered, it cannot be read: {error}"),))
        name = keys.fingerprint(manifest.public_key)
        found = [*_signature(container, manifest, raw, name, key), *_files(container, manifest, progress)]
        record, items = _Record(container, manifest), _Items(container, manifest)
        found += [*record.faults(), *items.faults(record.secured)]
    return Verdict(manifest, name, key is not None, tuple(found), items.gaps)


def _signature(container: Container, manifest: Manifest, raw: bytes, name: str, key: str | None) -> Iterator[Fault]:
    if manifest.format != FORMAT:
        yield Fault(MANIFEST, f"says it is {manifest.format!r}, not {FORMAT!r}")
    if SIGNATURE not in container.names:
        yield Fault(SIGNATURE, "missing: nobody answers for this")
    else:
        try:
            signature = bytes.fromhex(container.whole(SIGNATURE, 1000).decode("ascii").removesuffix("\n"))
            if container.whole(SIGNATURE, 1000) != signature.hex().encode() + b"\n":
                yield Fault(SIGNATURE, "altered: not in the form it is written in")
        except (Spoilt, ValueError) as error:
            yield Fault(SIGNATURE, f"altered: {error}")
        else:
            if not keys.holds(manifest.public_key, signature, signed_bytes(raw)):
                yield Fault(MANIFEST, f"altered, or {SIGNATURE} is: the signature is not over this")
    if key is not None and key != name:
        yield Fault(MANIFEST, f"signed with another key: {keys.grouped(name)}")


def _files(container: Container, manifest: Manifest, progress: Callable[[str], None]) -> Iterator[Fault]:
    listed = {file.path: file for file in manifest.files}
    if len(listed) < len(manifest.files):
        yield Fault(MANIFEST, "names a file twice")
    for path in sorted(container.names - listed.keys() - {MANIFEST, SIGNATURE}):
        yield Fault(path, "added: the manifest does not name it")
    for path, file in listed.items():
        progress(path)
        if path not in container.names:
            yield Fault(path, "missing")
            continue
        found, size = hashlib.sha256(), 0
        try:
            for chunk in container.chunks(path):
                found.update(chunk)
                size += len(chunk)
        except Spoilt as error:
            yield Fault(path, f"altered: {error}")
            continue
        if size != file.size or found.hexdigest() != file.sha256:
            yield Fault(path, "altered: its bytes are not those that were signed for")


class _Record:
    """The record, line by line. `secured` are the digests it says were secured."""

    def __init__(self, container: Container, manifest: Manifest) -> None:
        self._container, self._manifest = container, manifest
        self.secured: set[str] = set()

    def faults(self) -> list[Fault]:
        """What does not hold of it; nothing where the file is missing, which is told already."""
        if RECORD not in self._container.names:
            return []
        try:
            raw = self._container.whole(RECORD, MOST_JSON_BYTES)
        except Spoilt:
            return []
        return [Fault(RECORD, said) for said in self._said(raw)]

    def _said(self, raw: bytes) -> Iterator[str]:
        link, count, stores = beginning(self._manifest.case), 0, 0
        for count, text in enumerate(raw.splitlines(), start=1):
            try:
                line = msgspec.json.decode(text, type=Line)
                due = digest_of(line.at, line.person, line.what, line.subject_kind, line.subject, line.detail)
            except (msgspec.DecodeError, UnicodeError, RecursionError, ValueError) as error:
                yield f"line {count} cannot be read: {error}"
                return
            shown = f"line {count} ({line.what} by {line.person})"
            if line.n != count or line.store_entry <= stores:
                yield f"{shown} stands where entry {count} should: it says it is {line.n}. Re-ordered, cut or put in"
            if due.hex() != line.digest:
                yield f"{shown} was altered: its digest is another"
            link = link_after(link, due)
            if link.hex() != line.link:
                yield f"{shown} does not follow the line before it: the chain is broken"
                link = bytes.fromhex(line.link)
            stores = line.store_entry
            if line.what == "secured":
                self.secured.update(line.detail.get("items", "").split(","))
        end = self._manifest.record
        if count != end.count:
            yield f"{count} entries, {end.count} were signed for"
        elif link.hex() != end.link:
            yield "it does not end with the entry that was signed for"


class _Items:
    """The list of evidence. `gaps`: how many items never had bytes."""

    def __init__(self, container: Container, manifest: Manifest) -> None:
        self._container = container
        self._hashes = {file.path: file.sha256 for file in manifest.files}
        self.gaps = 0

    def faults(self, secured: set[str]) -> list[Fault]:
        """Whether every item is what it was when it was secured, and its file is its own."""
        if EVIDENCE not in self._container.names:
            return []
        try:
            raw = self._container.whole(EVIDENCE, MOST_JSON_BYTES)
            listed = msgspec.json.decode(raw, type=list[Listed])
            if canonical(msgspec.to_builtins(listed)) != raw:
                return [Fault(EVIDENCE, "altered: not in the form it is written in")]
        except Spoilt:
            return []
        except (msgspec.DecodeError, UnicodeError, RecursionError, ValueError) as error:
            return [Fault(EVIDENCE, f"cannot be read: {error}")]
        return [fault for number, one in enumerate(listed, start=1) for fault in self._one(number, one, secured)]

    def _one(self, number: int, one: Listed, secured: set[str]) -> Iterator[Fault]:
        if digest(one.item) != one.digest:
            yield Fault(EVIDENCE, f"item {number} was altered: its digest is another")
        elif one.digest not in secured:
            yield Fault(EVIDENCE, f"item {number} is not on record")
        sha256 = one.item.get("sha256")
        if sha256 is None or one.file is None:
            self.gaps += 1
        elif self._hashes.get(one.file) != sha256:
            yield Fault(one.file, "is not the file that was secured")
