"""PMTiles: what is good is read, what is broken is said, and nothing hostile costs more than it should."""

from __future__ import annotations

import gzip
import random
import struct
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pmtiles.tile import Compression, Entry, TileType, serialize_directory

from command_center.tiles import directory
from command_center.tiles.address import Tile
from command_center.tiles.pmtiles_archive import PmtilesArchive
from command_center.tiles.source import Nothing
from command_center.tiles.trouble import Fault, Unreadable
from tests.tiles.archives import picture, pmtiles

SHARED = Path(__file__).parents[3] / "shared" / "data" / "pmtiles"
shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared archives are not here")


def fault(file: Path) -> Fault:
    with pytest.raises(Unreadable) as caught:
        PmtilesArchive(file)
    assert file.name in str(caught.value)
    return caught.value.trouble.fault


def test_that_tiles_are_found_and_the_others_are_absent(tmp_path: Path) -> None:
    tiles = {Tile(1, 0, 1): b"one", Tile(2, 3, 3): b"two", Tile(2, 0, 0): b"three"}
    archive = PmtilesArchive(
        pmtiles(tmp_path / "a.pmtiles", tiles, metadata={"attribution": "<a href=x>© A &amp; B</a>"})
    )

    assert {tile: archive.get(tile) for tile in tiles} == tiles
    assert archive.get(Tile(2, 1, 1)) is Nothing.ABSENT
    assert archive.get(Tile(9, 1, 1)) is Nothing.ABSENT
    assert (archive.min_zoom, archive.max_zoom, archive.attribution) == (1, 2, "© A & B")
    archive.close()
    assert archive.get(Tile(1, 0, 1)) is Nothing.LATER


def test_that_thousands_of_tiles_in_leaf_directories_are_found(tmp_path: Path) -> None:
    lengths = random.Random(1)
    tiles = {Tile(8, x, y): lengths.randbytes(lengths.randint(1, 90)) for x in range(0, 256, 2) for y in range(200)}
    archive = PmtilesArchive(pmtiles(tmp_path / "a.pmtiles", tiles))

    assert archive._header["leaf_directory_length"] > 0
    assert all(archive.get(tile) == tiles[tile] for tile in list(tiles)[::997])
    assert archive.get(Tile(8, 1, 0)) is Nothing.ABSENT
    archive.close()


def test_that_packed_vector_tiles_come_unpacked(tmp_path: Path) -> None:
    file = pmtiles(tmp_path / "a.pmtiles", {Tile(0, 0, 0): b"\x1a\x00"}, TileType.MVT, Compression.GZIP)
    archive = PmtilesArchive(file)

    assert archive.vector and archive.get(Tile(0, 0, 0)) == b"\x1a\x00"
    archive.close()


def test_that_a_tile_which_unpacks_without_end_is_broken_and_the_others_are_well(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(64 * 1024 * 1024))
    tiles = {Tile(1, 0, 0): bomb, Tile(1, 1, 0): gzip.compress(b"good"), Tile(1, 1, 1): b"not packed at all"}
    file = pmtiles(tmp_path / "a.pmtiles", tiles, TileType.MVT)
    whole = bytearray(file.read_bytes())
    whole[98] = Compression.GZIP.value
    file.write_bytes(whole)
    archive = PmtilesArchive(file)

    assert [archive.get(tile) for tile in tiles] == [Nothing.BROKEN, b"good", Nothing.BROKEN]
    archive.close()


def test_that_an_archive_cut_short_has_holes(tmp_path: Path) -> None:
    tiles = {Tile(1, x, y): picture((x * 200, y * 200, 0)) for x in (0, 1) for y in (0, 1)}
    file = pmtiles(tmp_path / "a.pmtiles", tiles)
    file.write_bytes(file.read_bytes()[:-100])
    archive = PmtilesArchive(file)

    answers = [archive.get(tile) for tile in tiles]
    assert archive.cut_short and answers.count(Nothing.BROKEN) == 1
    archive.close()


def test_that_directories_in_a_circle_end(tmp_path: Path) -> None:
    loop = serialize_directory([Entry(0, 0, 0, 0)])
    loop = serialize_directory([Entry(0, 0, len(loop), 0)])
    file = pmtiles(tmp_path / "a.pmtiles", {Tile(0, 0, 0): b"x"})
    whole = bytearray(file.read_bytes())
    struct.pack_into("<QQ", whole, 8, len(whole), len(loop))  # the root directory
    struct.pack_into("<QQ", whole, 40, len(whole), len(loop))  # and the leaf directories, the very same
    file.write_bytes(whole + loop)
    archive = PmtilesArchive(file)

    assert archive.get(Tile(0, 0, 0)) is Nothing.BROKEN
    archive.close()


def test_that_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    good = pmtiles(tmp_path / "good.pmtiles", {Tile(0, 0, 0): b"x"}).read_bytes()

    def changed(at: int, value: int) -> Path:
        file = tmp_path / f"{at}.pmtiles"
        file.write_bytes(good[:at] + bytes([value]) + good[at + 1 :])
        return file

    (tmp_path / "empty.pmtiles").touch()
    (tmp_path / "old.pmtiles").write_bytes(b"PM\x02\x00" + bytes(600))
    (tmp_path / "short.pmtiles").write_bytes(good[:60])
    (tmp_path / "text.pmtiles").write_text("not found")
    assert fault(tmp_path / "none.pmtiles") is Fault.MISSING
    assert fault(tmp_path) is Fault.NOT_ONE
    assert fault(tmp_path / "empty.pmtiles") is Fault.EMPTY
    assert fault(tmp_path / "old.pmtiles") is Fault.OLD
    assert fault(tmp_path / "short.pmtiles") is Fault.BROKEN
    assert fault(tmp_path / "text.pmtiles") is Fault.NOT_ONE
    assert fault(changed(7, 2)) is Fault.OLD
    assert fault(changed(7, 4)) is Fault.NEW
    assert fault(changed(97, 3)) is Fault.COMPRESSION
    assert fault(changed(98, 4)) is Fault.COMPRESSION
    assert fault(changed(99, 6)) is Fault.CODING
    assert fault(changed(99, 200)) is Fault.BROKEN
    assert fault(changed(16, 255)) is Fault.BROKEN  # a root directory longer than it is
    assert fault(changed(100, 30)) is Fault.BROKEN  # zooms from 30 to 0


@given(st.data())
def test_that_any_damage_is_a_message_or_a_hole(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    file = tmp_path_factory.mktemp("damage") / "a.pmtiles"
    tiles = {Tile(2, x, y): bytes([x, y]) * 20 for x in range(4) for y in range(4)}
    whole = bytearray(pmtiles(file, tiles).read_bytes())
    for at, value in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=6)):
        whole[at] = value
    file.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    try:
        archive = PmtilesArchive(file)
    except Unreadable as error:
        assert error.trouble.said and error.trouble.mend
        return
    for tile in tiles:
        assert isinstance(archive.get(tile), bytes | Nothing)
    archive.close()


@given(st.binary(max_size=200))
def test_that_a_directory_is_read_or_refused(raw: bytes) -> None:
    try:
        found = directory.read(raw)
    except ValueError:
        return
    assert found.find(int(found.ids[0])) is not None


@shared
@pytest.mark.parametrize(
    ("name", "wanted"),
    [("empty", Fault.EMPTY), ("invalid", Fault.NOT_ONE), ("invalid_v4", Fault.NEW), ("test_fixture_mlt", Fault.CODING)],
)
def test_that_the_shared_broken_archives_are_told_apart(name: str, wanted: Fault) -> None:
    assert fault(SHARED / f"{name}.pmtiles") is wanted


@shared
def test_that_the_shared_good_archives_are_read() -> None:
    for file in SHARED.glob("*.pmtiles"):
        if file.name.startswith(("stamen", "usgs", "test_fixture_1", "test_fixture_2")):
            archive = PmtilesArchive(file)
            assert archive.cut_short is False
            archive.close()


def test_that_a_directory_which_claims_too_much_is_refused_in_little_memory() -> None:
    claims = b"\xff\xff\xff\xff\xff\x7f" + b"\x01" * 40  # 2^42 entries
    tracemalloc.start()
    for raw in (claims, b"\x01" * (8 * 1024 * 1024), b"\x80" * (8 * 1024 * 1024), b"\x81\x01" * (4 * 1024 * 1024)):
        with pytest.raises(ValueError, match=r"entries|too large|without end|an empty directory"):
            directory.read(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 200 * 1024 * 1024
