"""MBTiles: an archive that is a SQLite database. Its rows are counted from the south."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from pathlib import Path
from time import monotonic
from urllib.parse import quote

from command_center.tiles.address import Tile
from command_center.tiles.files import opened
from command_center.tiles.inflate import GZIP, inflated
from command_center.tiles.source import DEEPEST, MOST_INFLATED, MOST_RAW, Answer, Bounds, Nothing, picture, plain
from command_center.tiles.trouble import Fault, Trouble, Unreadable

LONGEST_S = 2.0
"""A question that takes longer is given up: `tiles` may be a view, and a view anything."""
_VECTOR = frozenset({"pbf", "mvt", "application/x-protobuf", "application/vnd.mapbox-vector-tile"})
_PICTURES = frozenset({"png", "jpg", "jpeg", "webp", "image/png", "image/jpeg", "image/webp"})
_METADATA = """SELECT name, substr(value, 1, 4000) FROM metadata
    WHERE name IN ('format', 'minzoom', 'maxzoom', 'bounds', 'attribution') LIMIT 20"""
_TILE = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? LIMIT 1"


class MbtilesArchive:
    """A `Source`. Raises Unreadable when the file cannot be used at all."""

    workers = 2
    wait_s = 0.0
    trouble: Trouble | None = None
    tile_size: int | None = None

    def __init__(self, file: Path) -> None:
        self._file, self._lock, self._until = file, threading.Lock(), 0.0
        fd, _ = opened(file)
        start = os.pread(fd, 16, 0)
        os.close(fd)
        if start != b"SQLite format 3\0":
            raise Unreadable(Trouble(Fault.NOT_ONE, file.name))
        try:
            self._base = self._connected()
            self._describe()
        except (sqlite3.Error, ValueError) as error:
            self.close()
            fault = Fault.NOT_ONE if "no such" in str(error) else Fault.BROKEN
            raise Unreadable(Trouble(fault, file.name, str(error))) from error
        except Unreadable:
            self.close()
            raise

    def _connected(self) -> sqlite3.Connection:
        """Read-only. `immutable` when SQLite could not make its files beside it, in a folder that is read-only."""
        address = f"file:{quote(str(self._file.absolute()))}?mode=ro"
        if not os.access(self._file.absolute().parent, os.W_OK):
            address += "&immutable=1"
        base = sqlite3.connect(address, uri=True, check_same_thread=False, timeout=LONGEST_S)
        base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_RAW)
        base.set_progress_handler(lambda: int(monotonic() > self._until), 10_000)
        base.execute("PRAGMA trusted_schema = OFF")
        return base

    def _ask(self, question: str, *values: object) -> list[tuple[object, ...]]:
        """Raises sqlite3.Error."""
        with self._lock:
            self._until = monotonic() + LONGEST_S
            return self._base.execute(question, values).fetchall()

    def _describe(self) -> None:
        said = {str(name): str(value) for name, value in self._ask(_METADATA)}
        first = self._ask("SELECT zoom_level, tile_data FROM tiles LIMIT 1")
        if not first:
            raise Unreadable(Trouble(Fault.EMPTY, self._file.name))
        self.vector = self._is_vector(said.get("format", "").lower(), first[0][1])
        self.min_zoom, self.max_zoom = self._zooms(said)
        self.bounds = _bounds(said.get("bounds", ""))
        self.attribution = plain(said.get("attribution"))

    def _is_vector(self, form: str, tile: object) -> bool:
        if form in _VECTOR or form in _PICTURES:
            return form in _VECTOR
        if form:
            raise Unreadable(Trouble(Fault.CODING, self._file.name, plain(form)[:40]))
        return not picture(tile if isinstance(tile, bytes) else b"")

    def _zooms(self, said: dict[str, str]) -> tuple[int, int]:
        """As the metadata has them, else as the tiles have."""
        try:
            least, most = int(float(said["minzoom"])), int(float(said["maxzoom"]))
        except (KeyError, ValueError, OverflowError):
            ((found_least, found_most),) = self._ask("SELECT min(zoom_level), max(zoom_level) FROM tiles")
            if not isinstance(found_least, int) or not isinstance(found_most, int):
                raise ValueError("zooms that are no numbers") from None
            least, most = found_least, found_most
        most = min(most, DEEPEST)
        if not 0 <= least <= most:
            raise ValueError(f"zooms from {least} to {most}")
        return least, most

    def get(self, tile: Tile) -> Answer:
        """The tile's bytes, unpacked."""
        if not self.min_zoom <= tile.z <= self.max_zoom:
            return Nothing.ABSENT
        try:
            rows = self._ask(_TILE, tile.z, tile.x, tile.south_row)
        except sqlite3.ProgrammingError:  # closed meanwhile
            return Nothing.LATER
        except sqlite3.OperationalError as error:
            return Nothing.LATER if "locked" in str(error) or "busy" in str(error) else Nothing.BROKEN
        except (sqlite3.Error, OverflowError):
            return Nothing.BROKEN
        if not rows:
            return Nothing.ABSENT
        raw = rows[0][0]
        if not isinstance(raw, bytes) or not raw:
            return Nothing.BROKEN
        try:
            return inflated(raw, MOST_INFLATED) if raw[:2] == GZIP or (self.vector and raw[:1] == b"\x78") else raw
        except ValueError:
            return Nothing.BROKEN

    def close(self) -> None:
        """Let go of the file."""
        with self._lock, contextlib.suppress(AttributeError):
            self._base.close()


def _bounds(text: str) -> Bounds | None:
    """`west,south,east,north` as the specification has it, when it makes sense."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return Bounds(west, south, east, north) if -180 <= west < east <= 180 and -90 <= south < north <= 90 else None
