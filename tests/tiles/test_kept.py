"""The cache on disk: bounded, least recently used first, and never in the way."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from command_center.clock import FixedClock
from command_center.tiles.address import Tile
from command_center.tiles.kept import Cache, Kept

BODY = bytes(1000)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 23, 8, tzinfo=UTC))


def test_that_those_not_used_for_longest_go_first(tmp_path: Path, clock: FixedClock) -> None:
    cache = Cache(tmp_path, "t", 60_000, clock)
    for x in range(40):
        cache.put(Tile(9, x, 0), Kept(BODY, "", "", 0))
        clock.advance(1)
    clock.advance(7200)
    cache.get(Tile(9, 0, 0))
    for x in range(40, 80):
        clock.advance(1)
        cache.put(Tile(9, x, 0), Kept(BODY, "", "", 0))

    held = [x for x in range(80) if cache.get(Tile(9, x, 0)) is not None]
    assert 0 in held and 1 not in held and 79 in held
    assert 40 <= len(held) * 1200 / 1000 <= 61
    cache.close()


def test_that_a_damaged_file_is_begun_anew(tmp_path: Path, clock: FixedClock, caplog: pytest.LogCaptureFixture) -> None:
    cache = Cache(tmp_path, "t", 60_000, clock)
    cache.put(Tile(0, 0, 0), Kept(BODY, "", "", 0))
    cache.close()
    (cache.folder / "tiles.db").write_bytes(b"rubbish" * 1000)

    again = Cache(tmp_path, "t", 60_000, clock)
    assert again.get(Tile(0, 0, 0)) is None
    again.put(Tile(0, 0, 0), Kept(BODY, "", "", 0))
    assert again.get(Tile(0, 0, 0)) == Kept(BODY, "", "", 0)
    again.close()


def test_that_two_processes_share_it(tmp_path: Path, clock: FixedClock) -> None:
    one, two = Cache(tmp_path, "t", 60_000, clock), Cache(tmp_path, "t", 60_000, clock)
    one.put(Tile(0, 0, 0), Kept(BODY, "e", "m", 5))

    assert two.get(Tile(0, 0, 0)) == Kept(BODY, "e", "m", 5)
    one.close()
    two.close()


def test_that_a_folder_nobody_can_write_to_is_done_without(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file", "t", 60_000, clock)
    cache.put(Tile(0, 0, 0), Kept(BODY, "", "", 0))

    assert cache.get(Tile(0, 0, 0)) is None


def test_that_nothing_is_kept_when_none_is_wanted(tmp_path: Path, clock: FixedClock) -> None:
    cache = Cache(tmp_path, "t", 0, clock)
    cache.put(Tile(0, 0, 0), Kept(BODY, "", "", 0))

    assert cache.get(Tile(0, 0, 0)) is None and list(tmp_path.iterdir()) == []
