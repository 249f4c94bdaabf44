"""Tracks: where things were, as column blocks written in the cursor's transaction and merged later.

A block is zlib over MessagePack: `names` (distinct), `row` (index into names, little-endian uint32), `time_ms`
(int64), `lon`, `lat` (int32, 1e-7 degrees: 1 cm), `accuracy` (uint16 decimetres, 65535 unknown).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Row, delete, func, insert, select

from command_center.clock import from_ms, to_ms
from command_center.store.schema import track_blocks

UNKNOWN = 65_535


class _Packed(msgspec.Struct):
    names: list[str]
    row: bytes
    time_ms: bytes
    lon: bytes
    lat: bytes
    accuracy: bytes


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """n positions: `names` by `row`; `time_ms` int64, `lon` `lat` degrees, `accuracy` metres (NaN unknown)."""

    names: list[str]
    row: NDArray[np.uint32]
    time_ms: NDArray[np.int64]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    accuracy: NDArray[np.float64]

    def take(self, order: NDArray[np.intp]) -> Columns:
        """The positions at these indices."""
        c = self
        return Columns(c.names, c.row[order], c.time_ms[order], c.lon[order], c.lat[order], c.accuracy[order])


def pack(columns: Columns) -> bytes:
    """A block's bytes."""
    decimetres = np.where(np.isnan(columns.accuracy), UNKNOWN, np.clip(columns.accuracy * 10, 0, UNKNOWN - 1))
    packed = _Packed(
        columns.names,
        columns.row.astype("<u4").tobytes(),
        columns.time_ms.astype("<i8").tobytes(),
        np.rint(columns.lon * 1e7).astype("<i4").tobytes(),
        np.rint(columns.lat * 1e7).astype("<i4").tobytes(),
        np.rint(decimetres).astype("<u2").tobytes(),
    )
    return zlib.compress(msgspec.msgpack.encode(packed), 1)


def unpack(data: bytes) -> Columns:
    """The columns of a block's bytes."""
    packed = msgspec.msgpack.decode(zlib.decompress(data), type=_Packed)
    decimetres = np.frombuffer(packed.accuracy, "<u2").astype(np.float64)
    return Columns(
        packed.names,
        np.frombuffer(packed.row, "<u4").astype(np.uint32),
        np.frombuffer(packed.time_ms, "<i8").astype(np.int64),
        np.frombuffer(packed.lon, "<i4") / 1e7,
        np.frombuffer(packed.lat, "<i4") / 1e7,
        np.where(decimetres == UNKNOWN, np.nan, decimetres / 10),
    )


def named(
    names: tuple[str, ...],
    time_ms: NDArray[np.int64],
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
    accuracy: NDArray[np.float64],
) -> Columns:
    """Columns from one name a position."""
    index: dict[str, int] = {}
    row = np.array([index.setdefault(name, len(index)) for name in names], np.uint32)
    return Columns(list(index), row, time_ms, lon, lat, accuracy)


def join(parts: list[Columns]) -> Columns:
    """Several columns as one, each name once."""
    index: dict[str, int] = {}
    rows = [np.array([index.setdefault(n, len(index)) for n in part.names], np.uint32)[part.row] for part in parts]
    return Columns(
        list(index),
        np.concatenate(rows),
        np.concatenate([part.time_ms for part in parts]),
        np.concatenate([part.lon for part in parts]),
        np.concatenate([part.lat for part in parts]),
        np.concatenate([part.accuracy for part in parts]),
    )


def add(connection: Connection, kind: str, feed: str, columns: Columns, merged: int = 0) -> None:
    """Store a block. `kind`: dog | squad | drone."""
    connection.execute(
        insert(track_blocks).values(
            kind=kind,
            feed=feed,
            start_ms=int(columns.time_ms.min()),
            end_ms=int(columns.time_ms.max()),
            n=len(columns.row),
            merged=merged,
            data=pack(columns),
        )
    )


def newest(connection: Connection, kind: str) -> dict[str, datetime]:
    """The time of each feed's newest position."""
    query = select(track_blocks.c.feed, func.max(track_blocks.c.end_ms)).where(track_blocks.c.kind == kind)
    return {feed: from_ms(end) for feed, end in connection.execute(query.group_by(track_blocks.c.feed))}


def blocks(
    connection: Connection, kind: str, start: datetime, end: datetime, feed: str | None = None
) -> list[tuple[str, Columns]]:
    """The blocks (feed, columns) that may hold positions between two moments, in the order they were stored; of one
    `feed` alone where it is given."""
    query = (
        select(track_blocks.c.feed, track_blocks.c.data)
        .where(
            track_blocks.c.kind == kind,
            track_blocks.c.end_ms >= to_ms(start),
            track_blocks.c.start_ms <= to_ms(end),
        )
        .order_by(track_blocks.c.id)
    )
    if feed is not None:
        query = query.where(track_blocks.c.feed == feed)
    return [(row.feed, unpack(row.data)) for row in connection.execute(query)]


def track(
    connection: Connection, kind: str, name: str, start: datetime, end: datetime
) -> list[tuple[datetime, float, float, float | None]]:
    """One thing's positions (time, lon, lat, accuracy) between two moments, by time, each once."""
    found: dict[int, tuple[datetime, float, float, float | None]] = {}
    first, last = to_ms(start), to_ms(end)
    for _, columns in blocks(connection, kind, start, end):
        if name not in columns.names:
            continue
        mine = (columns.row == columns.names.index(name)) & (columns.time_ms >= first) & (columns.time_ms <= last)
        for i in np.flatnonzero(mine):
            when, accuracy = int(columns.time_ms[i]), float(columns.accuracy[i])
            known = None if np.isnan(accuracy) else accuracy
            found[when] = (from_ms(when), float(columns.lon[i]), float(columns.lat[i]), known)
    return [found[when] for when in sorted(found)]


def merge(connection: Connection, kind: str, before: datetime, limit: int = 400) -> int:
    """Merge up to `limit` small blocks that end before a moment into one; returns how many were merged."""
    query = (
        select(track_blocks.c.id, track_blocks.c.feed, track_blocks.c.data)
        .where(track_blocks.c.kind == kind, track_blocks.c.merged == 0, track_blocks.c.end_ms < to_ms(before))
        .order_by(track_blocks.c.id)
        .limit(limit)
    )
    rows = connection.execute(query).all()
    feeds = {row.feed for row in rows}
    done = 0
    for feed in feeds:
        mine = [row for row in rows if row.feed == feed]
        if len(mine) < 2:
            continue
        joined = join([unpack(row.data) for row in mine])
        order = np.lexsort((joined.time_ms, joined.row))
        sorted_ = joined.take(order)
        connection.execute(delete(track_blocks).where(track_blocks.c.id.in_([row.id for row in mine])))
        add(connection, kind, feed, sorted_, merged=1)
        done += len(mine)
    return done


def everything(
    read: Callable[[Callable[[Connection], list[Row[Any]]]], list[Row[Any]]], since: datetime | None
) -> Iterator[tuple[str, str, Columns]]:
    """Every stored position since a moment, block by block (kind, feed, columns): `read` runs one query each time."""
    start, last = (to_ms(since) if since else -(2**62)), 0
    while True:
        query = (
            select(track_blocks)
            .where(track_blocks.c.id > last, track_blocks.c.end_ms >= start)
            .order_by(track_blocks.c.id)
            .limit(50)
        )
        rows = read(lambda connection, query=query: list(connection.execute(query)))  # type: ignore[misc]
        if not rows:
            return
        for row in rows:
            columns = unpack(row.data)
            yield row.kind, row.feed, columns.take(np.flatnonzero(columns.time_ms >= start))
        last = rows[-1].id


def extent(connection: Connection, kind: str) -> tuple[int, int] | None:
    """From when until when there are positions, milliseconds; None when there are none."""
    query = select(func.min(track_blocks.c.start_ms), func.max(track_blocks.c.end_ms)).where(
        track_blocks.c.kind == kind
    )
    first, last = connection.execute(query).one()
    return None if first is None else (int(first), int(last))


def step(
    connection: Connection, kind: str, start_ms: int, end_ms: int, after: int, limit: int
) -> tuple[int, list[Columns]]:
    """The positions from `start_ms` up to, not including, `end_ms` in the next `limit` blocks after the block `after`
    (0: from the first), and the last block looked at (0: there are no more). What is merged meanwhile comes again in
    its new block, so that nothing is missed between two steps."""
    query = (
        select(track_blocks.c.id, track_blocks.c.data)
        .where(
            track_blocks.c.kind == kind,
            track_blocks.c.end_ms >= start_ms,
            track_blocks.c.start_ms < end_ms,
            track_blocks.c.id > after,
        )
        .order_by(track_blocks.c.id)
        .limit(limit)
    )
    last, found = 0, []
    for row in connection.execute(query):
        last, columns = row.id, unpack(row.data)
        inside = (columns.time_ms >= start_ms) & (columns.time_ms < end_ms)
        if inside.any():
            found.append(columns if inside.all() else columns.take(np.flatnonzero(inside)))
    return last, found


def spans(connection: Connection, kind: str, after: int, start_ms: int) -> tuple[int, list[tuple[int, int]]]:
    """From when until when (milliseconds) the blocks reach that were stored after the block `after` and hold anything
    since `start_ms`; and the last block there is."""
    c = track_blocks.c
    last = connection.execute(select(func.coalesce(func.max(c.id), 0)).where(c.kind == kind)).scalar_one()
    query = select(c.start_ms, c.end_ms).where(c.kind == kind, c.id > after, c.end_ms >= start_ms)
    return int(last), [(max(int(start), start_ms), int(end)) for start, end in connection.execute(query)]
