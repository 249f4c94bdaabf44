"""A durable log of one feed's events: written before they are sent, read again from any cursor.

One SQLite file a feed, chosen over own segment files because it gives what the contract asks and is hard to get
right by hand: a record that was being written when the process died is not there on opening (a half-written
transaction in the write-ahead log is ignored), the primary key is the index by sequence, and a reader steps
through rows without holding them all. Events are kept as the JSON they are sent as, so that sending costs no
second encoding.

How safe a write is: `append` returns after the commit has been handed to the operating system, so kill -9 loses
nothing. With `synchronous=NORMAL` the disk itself is only waited for at checkpoints: a power cut may take the
newest events, never the file's order. Sequences do not fall back then, because they come from the clock.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from command_center.clock import Clock
from command_center.feeds.wire import MAX_MESSAGE_BYTES

_SCHEMA = """
CREATE TABLE IF NOT EXISTS event (sequence INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT OR IGNORE INTO fact VALUES ('dropped', 0);
"""
_DROP_AT_ONCE = 2_000
_KEPT_BYTES = 1 << 30
_KEPT_FOR = timedelta(days=7)


class LogUnusable(ValueError):
    """The log's file cannot be opened, or is no log."""


class Chunk(NamedTuple):
    """Events as sent (`bodies`, JSON objects, oldest first) and the sequence of the last of them."""

    last: int
    bodies: list[bytes]


def as_text(sequence: int) -> str:
    """A sequence as the contract writes it: 20 decimal digits."""
    return f"{sequence:020d}"


def encode_event(event: dict[str, Any]) -> bytes:
    """One event as JSON. ValueError when no message could carry it (over 16 MiB)."""
    body = msgspec.json.encode(event)
    if len(body) > MAX_MESSAGE_BYTES - 2:  # the array's brackets
        raise ValueError(f"an event of {len(body)} bytes is larger than a message may be")
    return body


class EventLog:
    """The events of one feed, by sequence.

    Sequences are UTC microseconds of `clock`, moved up where that would not rise: also across restarts and when
    the clock steps back. Events beyond `max_bytes` or older than `max_age` are dropped, oldest first. Used from
    one thread; one process at a time may open a file (the server holds a lock on its directory).
    Raises LogUnusable.
    """

    def __init__(self, file: Path, clock: Clock, max_bytes: int = _KEPT_BYTES, max_age: timedelta = _KEPT_FOR) -> None:
        self._clock = clock
        self._max_bytes, self._max_age_us = max_bytes, max_age // timedelta(microseconds=1)
        self._untrimmed = 0
        try:
            self._database = sqlite3.connect(file, isolation_level=None)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=NORMAL")
            self._database.executescript(_SCHEMA)
            self._page_bytes = self._number("PRAGMA page_size")
            self._dropped = self._number("SELECT value FROM fact WHERE name='dropped'")
            self._newest = max(self._dropped, self._number("SELECT max(sequence) FROM event"))
        except sqlite3.Error as error:
            raise LogUnusable(f"{file}: cannot be used as a feed's log: {error}") from error

    @property
    def newest(self) -> int:
        """The highest sequence ever given; 0 when there was none."""
        return self._newest

    @property
    def dropped(self) -> int:
        """The highest sequence no longer held; 0 when everything still is."""
        return self._dropped

    def first_held(self) -> int | None:
        """The lowest sequence held."""
        return self._number("SELECT min(sequence) FROM event") or None

    def append(self, drafts: Sequence[dict[str, Any]]) -> list[str]:
        """Write events in one transaction and return their sequences.

        A draft is an envelope without `sequence`; where it has no `id` it takes the sequence for one. Raises
        ValueError (too large; nothing is written then) and sqlite3.Error (the disk is full, say).
        """
        first = max(self._newest + 1, self._now_us())
        rows = [
            (number, encode_event({"id": as_text(number), **draft, "sequence": as_text(number)}))
            for number, draft in enumerate(drafts, first)
        ]
        if not rows:
            return []
        with self._transaction():
            self._database.executemany("INSERT INTO event VALUES (?, ?)", rows)
        self._newest = rows[-1][0]
        self._untrimmed += len(rows)
        if self._untrimmed >= _DROP_AT_ONCE // 2:
            self._untrimmed = 0
            self.trim()
        return [as_text(number) for number, _ in rows]

    def read(self, after: int, max_events: int, max_bytes: int) -> Chunk | None:
        """The first events after `after`, within both bounds but at least one; None when there are none."""
        bodies: list[bytes] = []
        last, size = after, 0
        rows = self._database.execute(
            "SELECT sequence, body FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?", (after, max_events)
        )
        for sequence, body in rows:
            size += len(body) + 1
            if bodies and size > max_bytes:
                break
            bodies.append(body)
            last = sequence
        rows.close()
        return Chunk(last, bodies) if bodies else None

    def trim(self) -> None:
        """Drop what is over the bounds, a few thousand events at a call so that nobody waits for it."""
        self._drop_below(self._now_us() - self._max_age_us)
        if self._held_bytes() > self._max_bytes:
            self._drop_below(self._newest)

    def clear(self) -> None:
        """Drop everything held: a new run begins. Who asks for the old events is told of the gap."""
        with self._transaction():
            self._database.execute("DELETE FROM event")
            self._database.execute("UPDATE fact SET value=? WHERE name='dropped'", (self._newest,))
        self._dropped = self._newest

    def close(self) -> None:
        """Close the file. Nothing may be called afterwards."""
        self._database.close()

    def _drop_below(self, bound: int) -> None:
        query = "SELECT max(sequence) FROM (SELECT sequence FROM event WHERE sequence < ? ORDER BY sequence LIMIT ?)"
        last = self._number(query, bound, _DROP_AT_ONCE)
        if not last:
            return
        with self._transaction():
            self._database.execute("DELETE FROM event WHERE sequence <= ?", (last,))
            self._database.execute("UPDATE fact SET value=? WHERE name='dropped'", (last,))
        self._dropped = last

    def _held_bytes(self) -> int:
        """Pages in use; freed ones are written again before the file grows."""
        pages = self._number("PRAGMA page_count") - self._number("PRAGMA freelist_count")
        return pages * self._page_bytes

    def _now_us(self) -> int:
        return int(self._clock.now().timestamp() * 1_000_000)

    def _number(self, query: str, *arguments: int) -> int:
        row = self._database.execute(query, arguments).fetchone()
        return int(row[0] or 0) if row else 0

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        except BaseException:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise
