"""Pictures by their SHA-256, and what they belong to."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

import msgspec
from sqlalchemy import Connection, select, update

from command_center.store.schema import picture_links, pictures
from command_center.store.upsert import insert_new


class LinkState(StrEnum):
    """A picture still to be fetched, stored, or not to be had (`why` says so: a marked gap)."""

    PENDING = "pending"
    STORED = "stored"
    FAILED = "failed"


class Link(msgspec.Struct, frozen=True):
    """A picture of something. `owner_kind`: event | feedback | report; `url` to be fetched, None once inside;
    `taken` by the source's clock, where it said."""

    owner_kind: str
    owner: str
    url: str | None
    feed: str
    at: datetime
    taken: datetime | None = None


class PendingLink(msgspec.Struct, frozen=True):
    """A picture waiting to be fetched."""

    id: int
    url: str
    feed: str
    owner_kind: str
    owner: str


def put(connection: Connection, data: bytes, media_type: str, at: datetime) -> str:
    """Keep a picture once; returns its SHA-256."""
    name = hashlib.sha256(data).hexdigest()
    row = {"sha256": name, "media_type": media_type, "size": len(data), "stored": at, "data": data}
    insert_new(connection, pictures, [row])
    return name


def get(connection: Connection, sha256: str) -> bytes | None:
    """A picture's bytes."""
    found: bytes | None = connection.execute(
        select(pictures.c.data).where(pictures.c.sha256 == sha256)
    ).scalar_one_or_none()
    return found


def link(connection: Connection, of: Link, state: LinkState, *, sha256: str | None = None, why: str = "") -> None:
    """Note that a picture belongs to something; the same again changes nothing."""
    name = sha256 or hashlib.sha256((of.url or why).encode(errors="replace")).hexdigest()
    row = {
        "owner_kind": of.owner_kind,
        "owner": of.owner,
        "url": of.url,
        "feed": of.feed,
        "digest": name,
        "sha256": sha256,
        "state": state,
        "why": why,
        "at": of.at,
        "taken": of.taken,
    }
    insert_new(connection, picture_links, [row])


def pending(connection: Connection, limit: int = 20) -> list[PendingLink]:
    """Pictures still to be fetched, oldest first."""
    c = picture_links.c
    query = select(c.id, c.url, c.feed, c.owner_kind, c.owner).where(c.state == LinkState.PENDING).order_by(c.id)
    return [PendingLink(*row) for row in connection.execute(query.limit(limit))]


def settle(connection: Connection, id_: int, *, sha256: str | None, why: str = "") -> None:
    """A fetch ended: with a picture, or without and why."""
    state = LinkState.STORED if sha256 else LinkState.FAILED
    connection.execute(
        update(picture_links).where(picture_links.c.id == id_).values(sha256=sha256, state=state, why=why)
    )


def of(connection: Connection, owner_kind: str, owners: Sequence[str]) -> tuple[list[str], list[str]]:
    """The digests of the pictures of these, and the reasons of those that are missing."""
    c = picture_links.c
    query = select(c.sha256, c.state, c.why).where(c.owner_kind == owner_kind, c.owner.in_(owners)).order_by(c.id)
    stored, missing = [], []
    for row in connection.execute(query):
        if row.sha256:
            stored.append(row.sha256)
        else:
            missing.append(row.why or str(row.state))
    return list(dict.fromkeys(stored)), missing


class Told(msgspec.Struct, frozen=True):
    """A picture of something as it stands: its bytes' name and kind, or that it could not be had, and why."""

    owner: str
    url: str | None
    feed: str
    sha256: str | None
    media_type: str
    size: int
    why: str
    taken: datetime | None
    at: datetime


def settled(connection: Connection, owner_kind: str, owners: Sequence[str]) -> list[Told]:
    """The pictures of these that are stored or will never be, in the order they were told of."""
    c, p = picture_links.c, pictures.c
    query = (
        select(c.owner, c.url, c.feed, c.sha256, p.media_type, p.size, c.why, c.taken, c.at)
        .outerjoin(pictures, p.sha256 == c.sha256)
        .where(c.owner_kind == owner_kind, c.owner.in_(owners), c.state != LinkState.PENDING)
        .order_by(c.id)
    )
    return [
        Told(owner, url, feed, sha256, media_type or "", size or 0, why, taken, at)
        for owner, url, feed, sha256, media_type, size, why, taken, at in connection.execute(query)
    ]
