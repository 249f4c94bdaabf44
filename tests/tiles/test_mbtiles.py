"""MBTiles: rows from the south, packed vector tiles, and databases that are something else."""

from __future__ import annotations

import gzip
import sqlite3
import tracemalloc
from pathlib import Path

import pytest

from command_center.tiles.address import Tile
from command_center.tiles.mbtiles_archive import MbtilesArchive
from command_center.tiles.source import Bounds, Nothing
from command_center.tiles.trouble import Fault, Unreadable
from tests.tiles.archives import mbtiles, picture


def fault(file: Path) -> Fault:
    with pytest.raises(Unreadable) as caught:
        MbtilesArchive(file)
    return caught.value.trouble.fault


def test_that_rows_are_counted_from_the_north(tmp_path: Path) -> None:
    tiles = {Tile(2, 1, 0): picture((255, 0, 0)), Tile(2, 1, 3): picture((0, 0, 255))}
    file = mbtiles(
        tmp_path / "a.mbtiles", tiles, format="png", minzoom="2", maxzoom="2", bounds="118,28,119,29", attribution="©"
    )
    archive = MbtilesArchive(file)

    assert {tile: archive.get(tile) for tile in tiles} == tiles
    assert archive.get(Tile(2, 1, 1)) is Nothing.ABSENT
    assert (archive.vector, archive.bounds, archive.attribution) == (False, Bounds(118, 28, 119, 29), "©")
    archive.close()
    assert archive.get(Tile(2, 1, 0)) is Nothing.LATER


def test_that_an_archive_without_metadata_tells_by_its_tiles(tmp_path: Path) -> None:
    file = mbtiles(tmp_path / "a.mbtiles", {Tile(3, 1, 0): gzip.compress(b"\x1a\x00"), Tile(5, 0, 0): b"\x1a\x00"})
    archive = MbtilesArchive(file)

    assert (archive.vector, archive.min_zoom, archive.max_zoom) == (True, 3, 5)
    assert archive.get(Tile(3, 1, 0)) == b"\x1a\x00" == archive.get(Tile(5, 0, 0))
    archive.close()


def test_that_broken_tiles_are_holes(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(64 * 1024 * 1024))
    tiles = {Tile(1, 0, 0): bomb, Tile(1, 0, 1): b"\x1f\x8bnot", Tile(1, 1, 1): b""}
    file = mbtiles(tmp_path / "a.mbtiles", tiles, format="pbf", minzoom="1", maxzoom="1")
    base = sqlite3.connect(file)
    base.execute("INSERT INTO tiles VALUES (1, 1, 1, 'text')")
    base.commit()
    base.close()
    archive = MbtilesArchive(file)

    assert {archive.get(Tile(1, x, y)) for x in (0, 1) for y in (0, 1)} == {Nothing.BROKEN}
    archive.close()


def test_that_a_view_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("command_center.tiles.mbtiles_archive.LONGEST_S", 0.05)
    base = sqlite3.connect(tmp_path / "a.mbtiles")
    base.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
    base.execute(
        "CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT -1 AS zoom_level, i AS tile_column, i AS tile_row, x'00' AS tile_data FROM n WHERE i < 0"
    )
    base.close()

    assert fault(tmp_path / "a.mbtiles") is Fault.BROKEN


def test_that_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "text.mbtiles").write_text("<html>404</html>")
    (tmp_path / "empty.mbtiles").touch()
    other = sqlite3.connect(tmp_path / "other.mbtiles")
    other.execute("CREATE TABLE something (x)")
    other.close()
    mbtiles(tmp_path / "no-tiles.mbtiles", {})
    mbtiles(tmp_path / "avif.mbtiles", {Tile(0, 0, 0): b"x"}, format="avif")
    whole = mbtiles(tmp_path / "torn.mbtiles", {Tile(0, 0, 0): bytes(50_000)}).read_bytes()
    (tmp_path / "torn.mbtiles").write_bytes(whole[:5000])

    assert fault(tmp_path / "none.mbtiles") is Fault.MISSING
    assert fault(tmp_path / "text.mbtiles") is Fault.NOT_ONE
    assert fault(tmp_path / "empty.mbtiles") is Fault.EMPTY
    assert fault(tmp_path / "other.mbtiles") is Fault.NOT_ONE
    assert fault(tmp_path / "no-tiles.mbtiles") is Fault.EMPTY
    assert fault(tmp_path / "avif.mbtiles") is Fault.CODING
    assert fault(tmp_path / "torn.mbtiles") is Fault.BROKEN


def test_that_endless_metadata_does_not_fill_the_memory(tmp_path: Path) -> None:
    file = mbtiles(tmp_path / "m.mbtiles", {Tile(1, 0, 0): picture()})
    base = sqlite3.connect(file)
    base.execute("DROP TABLE metadata")
    base.execute(
        """CREATE VIEW metadata AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
           SELECT 'attribution' AS name, printf('%.*c', 1000000, 'x') AS value FROM n"""
    )
    base.commit()
    base.close()
    tracemalloc.start()
    archive = MbtilesArchive(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert archive.get(Tile(1, 0, 0)) == picture() and peak < 4_000_000 and len(archive.attribution) <= 200
    archive.close()
