"""Tiles in memory: bounded, not fetched twice, newest wish first, and what fails is tried again later."""

from __future__ import annotations

import threading
from collections.abc import Callable

from command_center.tiles.address import Tile
from command_center.tiles.loader import CURRENT, Loader
from command_center.tiles.source import Answer, Bounds, Nothing
from command_center.tiles.trouble import Trouble


class FakeSource:
    """Answers when it is let."""

    vector = False
    min_zoom, max_zoom = 0, 20
    tile_size: int | None = 256
    bounds: Bounds | None = None
    attribution = ""
    trouble: Trouble | None = None
    wait_s = 0.0

    def __init__(self, workers: int = 1) -> None:
        self.workers = workers
        self.gate = threading.Event()
        self.gate.set()
        self.begun = threading.Event()
        self.asked: list[Tile] = []
        self.answers: dict[Tile, Answer] = {}

    def get(self, tile: Tile) -> Answer:
        self.asked.append(tile)
        self.begun.set()
        self.gate.wait(5)
        return self.answers.get(tile, b"x" * 10)

    def close(self) -> None:
        self.gate.set()


class Rig:
    def __init__(self, source: FakeSource, most: int = 10_000, decode: Callable[[Tile, bytes], bytes] | None = None):
        self.told: list[bool] = []
        self.arrived = threading.Condition()
        self.source = source
        self.loader = Loader(source, decode or (lambda _tile, raw: raw), len, self._arrived, most)

    def _arrived(self, useful: bool) -> None:
        with self.arrived:
            self.told.append(useful)
            self.arrived.notify_all()

    def want(self, *tiles: Tile) -> None:
        self.loader.want(tiles)

    def settle(self) -> None:
        with self.arrived:
            assert self.arrived.wait_for(lambda: self.loader.counts.waiting == 0, 5)


def row(n: int, z: int = 9) -> list[Tile]:
    return [Tile(z, x, 0) for x in range(n)]


def test_that_what_is_wanted_comes_once() -> None:
    rig = Rig(FakeSource(workers=4))
    for _ in range(3):
        rig.want(*row(20))
    rig.settle()
    rig.want(*row(20))

    assert sorted(rig.source.asked) == row(20)
    assert all(rig.loader.had(tile) == b"x" * 10 for tile in row(20))
    assert rig.loader.counts.loaded == 20


def test_that_the_newest_wish_comes_first_and_old_ones_are_dropped() -> None:
    rig = Rig(FakeSource())
    rig.source.gate.clear()
    rig.want(*row(10, 5))
    assert rig.source.begun.wait(5)
    for z in range(6, 6 + CURRENT):
        rig.want(*row(2, z))
    rig.source.gate.set()
    rig.settle()

    newest = 5 + CURRENT
    assert rig.source.asked[1:3] == row(2, newest)
    assert [tile for tile in rig.source.asked if tile.z == 5] == row(1, 5)


def test_that_memory_is_bounded_but_what_is_in_view_stays() -> None:
    rig = Rig(FakeSource(), most=50)
    rig.want(*row(20))
    rig.settle()
    assert all(rig.loader.answered(tile) for tile in row(20))  # larger than the bound, and still all in view
    for z in range(10, 10 + CURRENT):
        rig.want(*row(1, z))
        rig.settle()

    assert sum(rig.loader.had(tile) is not None for tile in row(20)) < 5


def test_that_broken_tiles_are_counted_and_not_asked_for_again() -> None:
    def decode(tile: Tile, raw: bytes) -> bytes:
        if tile.x == 1:
            raise ValueError("damaged")
        return raw

    source = FakeSource()
    source.answers = {Tile(9, 2, 0): Nothing.BROKEN, Tile(9, 3, 0): Nothing.ABSENT}
    rig = Rig(source, decode=decode)
    for _ in range(2):
        rig.want(*row(4))
        rig.settle()

    counts = rig.loader.counts
    assert (counts.loaded, counts.broken, counts.absent) == (1, 2, 1)
    assert len(source.asked) == 4


def test_that_what_cannot_be_had_now_is_asked_for_again_later() -> None:
    source = FakeSource()
    source.answers = {Tile(9, 0, 0): Nothing.LATER}
    source.wait_s = 30.0
    rig = Rig(source)
    for _ in range(2):
        rig.want(*row(1))
        rig.settle()

    assert len(source.asked) == 1 and rig.told == [False]
    assert 29 < (rig.loader.again_s() or 0) <= 30
    rig.loader._held[Tile(9, 0, 0)].until = 0.0
    source.answers.clear()
    rig.want(*row(1))
    rig.settle()
    assert rig.loader.had(Tile(9, 0, 0)) is not None and rig.loader.again_s() is None


def test_that_closing_ends_it() -> None:
    rig = Rig(FakeSource())
    rig.source.gate.clear()
    rig.want(*row(10))
    rig.loader.close()
    rig.want(*row(10))

    assert len(rig.source.asked) <= 1
    assert rig.loader.had(Tile(9, 0, 0)) is None
