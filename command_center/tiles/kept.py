"""The tiles of one server kept on disk: one small database a template, so that no map shows another one's tiles.

What is kept is a copy: whatever is wrong with it, it is thrown away or done without.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path

from command_center.clock import Clock, to_ms
from command_center.tiles.address import Tile

log = logging.getLogger(__name__)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS about (template TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS tiles (z INTEGER, x INTEGER, y INTEGER, body BLOB, etag TEXT, modified TEXT,
    fresh_ms INTEGER NOT NULL, used_ms INTEGER NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (z, x, y));
CREATE INDEX IF NOT EXISTS tiles_used ON tiles (used_ms);
"""
USED_EVERY_MS = 3_600_000
"""Using a tile is noted once an hour: a look at the map must not be a thousand writes."""
ROW_BYTES = 200
LOOK_EVERY = 64
"""Tiles written between two looks at how many there are."""
LOWERED = 0.9


@dataclass(frozen=True)
class Kept:
    """A tile as it came; `body` None: the server has none. `fresh_ms`: until then it need not be asked for again."""

    body: bytes | None
    etag: str
    modified: str
    fresh_ms: int


class Cache:
    """At most about `most_bytes` in `folder`/<hash of the template>/. Any thread; raises nothing."""

    def __init__(self, folder: Path, template: str, most_bytes: int, clock: Clock) -> None:
        self.folder = folder / hashlib.sha256(template.encode()).hexdigest()[:24]
        self._template, self._most, self._clock = template, most_bytes, clock
        self._lock, self._written = threading.Lock(), 0
        self._base = self._opened() if most_bytes > 0 else None

    def _opened(self) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                return self._connected()
            except (sqlite3.DatabaseError, OSError) as error:
                log.warning("kept tiles in %s cannot be used, beginning anew: %s", self.folder, error)
                for file in self.folder.glob("tiles.db*"):
                    file.unlink(missing_ok=True)
        return None

    def _connected(self) -> sqlite3.Connection:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        base = sqlite3.connect(self.folder / "tiles.db", timeout=2.0, check_same_thread=False, isolation_level=None)
        try:
            base.execute("PRAGMA auto_vacuum = INCREMENTAL")
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = OFF")  # a copy: what a power cut takes comes again
            base.executescript(_SCHEMA)
            had = base.execute("SELECT template FROM about").fetchone()
            if had is None:
                base.execute("INSERT INTO about VALUES (?)", (self._template,))
            elif had[0] != self._template:
                raise sqlite3.DatabaseError("it is another template's")
        except BaseException:
            base.close()
            raise
        return base

    def get(self, tile: Tile) -> Kept | None:
        """The tile as it was kept, fresh or not."""
        with self._lock:
            if self._base is None:
                return None
            try:
                row = self._base.execute(
                    "SELECT body, etag, modified, fresh_ms, used_ms FROM tiles WHERE z = ? AND x = ? AND y = ?", tile
                ).fetchone()
                if row is None:
                    return None
                if (now := to_ms(self._clock.now())) - row[4] > USED_EVERY_MS:
                    self._base.execute("UPDATE tiles SET used_ms = ? WHERE z = ? AND x = ? AND y = ?", (now, *tile))
                return Kept(*row[:4])
            except sqlite3.Error as error:
                self._failed(error)
                return None

    def put(self, tile: Tile, kept: Kept) -> None:
        """Keep it, and let go of those not looked at for longest when there are too many."""
        size = ROW_BYTES + len(kept.body or b"")
        row = (*tile, kept.body, kept.etag, kept.modified, kept.fresh_ms, to_ms(self._clock.now()), size)
        with self._lock:
            if self._base is None or size > self._most:
                return
            try:
                self._base.execute("INSERT OR REPLACE INTO tiles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
                self._written += 1
                if self._written % LOOK_EVERY == 0 or size * LOOK_EVERY > self._most:
                    self._make_room(self._base)
            except sqlite3.Error as error:
                self._failed(error)

    def refreshed(self, tile: Tile, fresh_ms: int) -> None:
        """The server says it has not changed."""
        with self._lock:
            if self._base is not None:
                try:
                    self._base.execute(
                        "UPDATE tiles SET fresh_ms = ? WHERE z = ? AND x = ? AND y = ?", (fresh_ms, *tile)
                    )
                except sqlite3.Error as error:
                    self._failed(error)

    def _make_room(self, base: sqlite3.Connection) -> None:
        (total,) = base.execute("SELECT coalesce(sum(size), 0) FROM tiles").fetchone()
        if total <= self._most:
            return
        # Oldest first, as many as bring the sum of those that stay under the lower mark.
        base.execute(
            """DELETE FROM tiles WHERE rowid IN (SELECT rowid FROM (SELECT rowid, sum(size) OVER
               (ORDER BY used_ms DESC, rowid DESC) AS so_far FROM tiles) WHERE so_far > ?)""",
            (int(self._most * LOWERED),),
        )
        base.execute("PRAGMA incremental_vacuum").fetchall()

    def _failed(self, error: sqlite3.Error) -> None:
        """A full disk, a damaged file: go on without it."""
        log.warning("kept tiles in %s cannot be used any more: %s", self.folder, error)
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            return
        if self._base is not None:
            self._base.close()
        self._base = None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._base is not None:
                self._base.close()
            self._base = None
