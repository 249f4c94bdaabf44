"""PMTiles, version 3: an archive in one file.

Read with `pread`, not mapped: a mapped file that somebody cuts short ends the program.
"""

from __future__ import annotations

import json
import os
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any

from pmtiles.tile import Compression, HeaderDict, TileType, deserialize_header, zxy_to_tileid

from command_center.tiles import directory
from command_center.tiles.address import Tile
from command_center.tiles.directory import Directory
from command_center.tiles.files import opened
from command_center.tiles.inflate import GZIP, inflated
from command_center.tiles.source import DEEPEST, MOST_INFLATED, MOST_RAW, Answer, Bounds, Nothing, plain
from command_center.tiles.trouble import Fault, Trouble, Unreadable

HEADER = 127
MOST_DIRECTORY, MOST_METADATA = 8 * 1024 * 1024, 4 * 1024 * 1024
LEVELS = 4
"""Directories followed for one tile; the specification has 2, and a loop ends here."""
KEPT_ENTRIES = 1_000_000
"""Of all leaf directories kept in memory: 32 MB."""
_PICTURES = (TileType.PNG, TileType.JPEG, TileType.WEBP)
_UNPACKED = (Compression.NONE, Compression.GZIP)


class PmtilesArchive:
    """A `Source`. Raises Unreadable when the file cannot be used at all."""

    workers = 2
    wait_s = 0.0
    trouble: Trouble | None = None
    tile_size: int | None = None

    def __init__(self, file: Path) -> None:
        self._file = file
        self._fd, self._size = opened(file)
        self._lock = threading.Lock()
        self._leaves: OrderedDict[int, Directory] = OrderedDict()
        try:
            self._header = self._read_header()
            self._check_coding()
            self._root = self._directory(self._header["root_offset"], self._header["root_length"])
            self._describe()
        except Unreadable:
            self.close()
            raise
        except (ValueError, OSError, OverflowError, RecursionError) as error:
            self.close()
            raise self._unreadable(Fault.BROKEN, str(error)) from error

    def _unreadable(self, fault: Fault, detail: str = "") -> Unreadable:
        return Unreadable(Trouble(fault, self._file.name, detail))

    def _read_header(self) -> HeaderDict:
        start = self._bytes(0, min(HEADER, self._size), HEADER)
        if start[:2] == b"PM" and start[:7] != b"PMTiles" and start[2:4] in (b"\x01\x00", b"\x02\x00"):
            raise self._unreadable(Fault.OLD, str(start[2]))
        if start[:7] != b"PMTiles":
            raise self._unreadable(Fault.NOT_ONE)
        if (version := start[7] if len(start) > 7 else 0) != 3:
            raise self._unreadable(Fault.NEW if version > 3 else Fault.OLD, str(version))
        if len(start) < HEADER:
            raise self._unreadable(Fault.BROKEN, "cut short")
        return deserialize_header(start)

    def _check_coding(self) -> None:
        kind, header = self._header["tile_type"], self._header
        if kind not in (TileType.MVT, *_PICTURES):
            raise self._unreadable(Fault.CODING, "of no stated kind" if kind is TileType.UNKNOWN else kind.name)
        for packed in (header["internal_compression"], header["tile_compression"]):
            if packed not in (*_UNPACKED, Compression.UNKNOWN):
                raise self._unreadable(Fault.COMPRESSION, packed.name.lower())

    def _describe(self) -> None:
        header, said = self._header, self._metadata()
        self.vector = header["tile_type"] is TileType.MVT
        self.min_zoom, self.max_zoom = header["min_zoom"], min(header["max_zoom"], DEEPEST)
        if self.min_zoom > self.max_zoom:
            raise ValueError(f"zooms from {self.min_zoom} to {self.max_zoom}")
        edges = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
        west, south, east, north = (header[edge] / 1e7 for edge in edges)  # type: ignore[literal-required]
        self.bounds = Bounds(west, south, east, north) if west < east and south < north else None
        self.attribution = plain(said.get("attribution"))
        self.cut_short = header["tile_data_offset"] + header["tile_data_length"] > self._size

    def _metadata(self) -> dict[str, Any]:
        """What the archive says of itself; nothing when that cannot be read: the tiles may be well."""
        try:
            raw = self._bytes(self._header["metadata_offset"], self._header["metadata_length"], MOST_METADATA)
            said = json.loads(self._unpacked(raw, self._header["internal_compression"], MOST_METADATA))
        except (ValueError, RecursionError):
            return {}
        return said if isinstance(said, dict) else {}

    def get(self, tile: Tile) -> Answer:
        """The tile's bytes, unpacked."""
        if not self.min_zoom <= tile.z <= self.max_zoom:
            return Nothing.ABSENT
        try:
            raw = self._found(zxy_to_tileid(*tile))
            if raw is None:
                return Nothing.ABSENT
            return self._unpacked(raw, self._header["tile_compression"], MOST_INFLATED)
        except (ValueError, OverflowError):
            return Nothing.BROKEN
        except OSError:
            return Nothing.LATER

    def _found(self, tile_id: int) -> bytes | None:
        here, header = self._root, self._header
        for _ in range(LEVELS):
            entry = here.find(tile_id)
            if entry is None:
                return None
            offset, length, leaf = entry
            if not leaf:
                return self._bytes(header["tile_data_offset"] + offset, length, MOST_RAW)
            here = self._directory(header["leaf_directory_offset"] + offset, length)
        raise ValueError("directories without end")

    def _directory(self, offset: int, length: int) -> Directory:
        with self._lock:
            if (kept := self._leaves.get(offset)) is not None:
                self._leaves.move_to_end(offset)
                return kept
        raw = self._bytes(offset, length, MOST_DIRECTORY)
        made = directory.read(self._unpacked(raw, self._header["internal_compression"], MOST_DIRECTORY))
        with self._lock:
            self._leaves[offset] = made
            while len(self._leaves) > 1 and sum(len(leaf.ids) for leaf in self._leaves.values()) > KEPT_ENTRIES:
                self._leaves.popitem(last=False)
        return made

    @staticmethod
    def _unpacked(raw: bytes, packed: Compression, most: int) -> bytes:
        """An archive that does not say how it is compressed is judged by its bytes."""
        packed_so = packed is Compression.GZIP or (packed is Compression.UNKNOWN and raw[:2] == GZIP)
        return inflated(raw, most) if packed_so else raw

    def _bytes(self, offset: int, length: int, most: int) -> bytes:
        """Raises ValueError when they are not all there or too many, OSError when the file cannot be read."""
        if not 0 < length <= most or offset + length > self._size:
            raise ValueError(f"{length} bytes at {offset} of {self._size}")
        with self._lock:  # or `close` might give the number away between looking and reading
            raw = os.pread(self._fd, length, offset)
        if len(raw) < length:
            raise ValueError(f"{length} bytes at {offset}: cut short")
        return raw

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._fd >= 0:
                os.close(self._fd)
            self._fd = -1
