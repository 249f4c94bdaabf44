"""What a dossier is: its files, its manifest, its record. Written by `dossier`, judged by `verifying`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from command_center.model.canonical import entry_digest, linked

FORMAT = "command-center dossier 1"
MANIFEST, SIGNATURE, README = "manifest.json", "manifest.sig", "README.txt"
PDF, CASE, EVIDENCE, RECORD = "dossier.pdf", "case.json", "evidence.json", "record.jsonl"
ORIGINALS = "originals"
MOST_FILES = 2000
MOST_JSON_BYTES = 64 * 1024 * 1024
MOST_BYTES = 4_000_000_000
"""Below 4 GiB, so that the plainest ZIP every program reads is enough."""

Hex = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Number = Annotated[int, Meta(ge=0, le=MOST_BYTES)]


class Cancelled(Exception):
    """Somebody broke the making off; nothing is left of it."""


class File(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of the dossier."""

    path: Annotated[str, Meta(max_length=300)]
    size: Number
    sha256: Hex


class End(Struct, frozen=True, forbid_unknown_fields=True):
    """How long a record is, and the last link of its chain."""

    count: Number
    link: Hex


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """What is signed. `record` is the dossier's own, `store_record` the whole store's at that time."""

    format: str
    case: str
    penalty_cases: tuple[str, ...]
    made: str
    made_by: str
    made_by_name: str
    reason: str
    public_key: Hex
    record: End
    store_record: End
    files: tuple[File, ...]


class Line(Struct, frozen=True, forbid_unknown_fields=True):
    """A line of the record. `digest` of the entry, `link` of the dossier's chain; `store_entry` and `store_link`: its
    number and link in the whole store's record; `name` of the person."""

    n: Number
    at: datetime
    person: str
    name: str
    what: str
    subject_kind: str
    subject: str
    detail: dict[str, str]
    digest: Hex
    link: Hex
    store_entry: Number
    store_link: Hex


class Listed(Struct, frozen=True, forbid_unknown_fields=True):
    """An item of evidence: its description, the description's digest, its file (None: a gap). `lost` says why bytes
    that were kept could not be put in."""

    file: str | None
    digest: Hex
    item: dict[str, object]
    lost: str = ""


def beginning(case: str) -> bytes:
    """What stands before the first entry of a dossier's record."""
    return hashlib.sha256(f"{FORMAT}\n{case}".encode()).digest()


def digest_of(at: datetime, person: str, what: str, kind: str, subject: str, detail: Mapping[str, str]) -> bytes:
    """An entry's digest: the same as in the store."""
    return entry_digest(at, person, what, kind, subject, detail)


def link_after(previous: bytes, digest: bytes) -> bytes:
    """The next link."""
    return linked(previous, digest)


def signed_bytes(manifest: bytes) -> bytes:
    """What the signature is over."""
    return FORMAT.encode() + b"\n" + manifest
