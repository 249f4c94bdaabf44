"""Tiles in memory: what is wanted is fetched and decoded on threads that end when there is nothing to do."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from time import monotonic
from typing import Generic, TypeVar

from command_center.tiles.address import Tile
from command_center.tiles.source import Nothing, Source

log = logging.getLogger(__name__)
T = TypeVar("T")
MOST_BYTES = 192 * 1024 * 1024
NOTHING_BYTES = 200
CURRENT = 4
"""Tiles that none of so many last calls of `want` asked for are not fetched any more."""
AGAIN_S = 1.0


@dataclass(frozen=True)
class Counts:
    """Tiles so far: decoded, not there, broken (holes); and those waited for now."""

    loaded: int = 0
    absent: int = 0
    broken: int = 0
    waiting: int = 0


@dataclass
class _Held(Generic[T]):
    value: T | Nothing
    weight: int
    turn: int
    until: float


class Loader(Generic[T]):
    """`decode` turns bytes into what is drawn (raises ValueError for a broken tile), `weigh` says how many bytes of
    memory that takes; both run on the loader's threads. `arrived` is called there after every answer, with
    whether it is one: False for a tile that cannot be had just now.

    Never lets go of what the last calls of `want` named, so that a screen larger than `most_bytes` does not fetch for
    ever.
    """

    def __init__(
        self,
        source: Source,
        decode: Callable[[Tile, bytes], T],
        weigh: Callable[[T], int],
        arrived: Callable[[bool], None],
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._source, self._decode, self._weigh, self._arrived = source, decode, weigh, arrived
        self._most, self._bytes, self._turn = most_bytes, 0, 0
        self._lock = threading.Lock()
        self._held: OrderedDict[Tile, _Held[T]] = OrderedDict()
        self._asked: dict[Tile, int] = {}
        self._under_way: set[Tile] = set()
        self._running: set[threading.Thread] = set()
        self._counts = Counts()
        self._closed = False

    @property
    def counts(self) -> Counts:
        """How it went so far."""
        with self._lock:
            return replace(self._counts, waiting=len(self._asked) + len(self._under_way))

    def want(self, tiles: Iterable[Tile]) -> None:
        """These are to be shown, the first ones soonest: have those fetched that are not here."""
        now = monotonic()
        with self._lock:
            if self._closed:
                return
            self._turn += 1
            missing = []
            for tile in tiles:
                held = self._held.get(tile)
                if held is not None:
                    held.turn = self._turn
                    self._held.move_to_end(tile)
                if (held is None or held.until < now) and tile not in self._under_way:
                    missing.append(tile)
            for tile in reversed(missing):  # the newest wish is at the end, and taken from there
                self._asked.pop(tile, None)
                self._asked[tile] = self._turn
            while self._asked and len(self._running) < min(self._source.workers, len(self._asked)):
                thread = threading.Thread(target=self._work, name="tiles", daemon=True)
                self._running.add(thread)
                thread.start()

    def had(self, tile: Tile) -> T | None:
        """The tile, if it is here."""
        with self._lock:
            held = self._held.get(tile)
            return held.value if held is not None and not isinstance(held.value, Nothing) else None

    def answered(self, tile: Tile) -> bool:
        """Whether there is an answer for the tile, be it that there is none."""
        with self._lock:
            held = self._held.get(tile)
            return held is not None and held.value is not Nothing.LATER

    def again_s(self) -> float | None:
        """In how many seconds the first tile in view that could not be had may be asked for again; None: none."""
        with self._lock:
            current = (held for held in self._held.values() if held.turn > self._turn - CURRENT)
            untils = [held.until for held in current if held.value is Nothing.LATER]
        return max(0.0, min(untils) - monotonic()) if untils else None

    def _work(self) -> None:
        while (tile := self._next()) is not None:
            value = self._load(tile)
            self._take(tile, value)
            self._arrived(value is not Nothing.LATER)

    def _next(self) -> Tile | None:
        """The newest wish that is still one; without any, this thread is done."""
        with self._lock:
            while self._asked:
                tile, turn = self._asked.popitem()
                if turn > self._turn - CURRENT:
                    self._under_way.add(tile)
                    return tile
            self._running.discard(threading.current_thread())
            return None

    def _load(self, tile: Tile) -> T | Nothing:
        try:
            answer = self._source.get(tile)
            return answer if isinstance(answer, Nothing) else self._decode(tile, answer)
        except Exception as error:
            log.info("tile %d/%d/%d cannot be drawn: %s", *tile, error)
            return Nothing.BROKEN

    def _take(self, tile: Tile, value: T | Nothing) -> None:
        nothing = isinstance(value, Nothing)
        weight = NOTHING_BYTES if isinstance(value, Nothing) else self._weigh(value)
        until = monotonic() + max(AGAIN_S, self._source.wait_s) if value is Nothing.LATER else float("inf")
        with self._lock:
            old = self._held.pop(tile, None)
            turn = self._turn if old is None else old.turn
            self._under_way.discard(tile)
            if self._closed:
                return
            self._held[tile] = _Held(value, weight, turn, until)
            self._bytes += weight - (old.weight if old is not None else 0)
            had = self._counts
            self._counts = replace(
                had,
                loaded=had.loaded + (not nothing),
                absent=had.absent + (value is Nothing.ABSENT),
                broken=had.broken + (value is Nothing.BROKEN),
            )
            self._make_room()

    def _make_room(self) -> None:
        for tile, held in list(self._held.items()) if self._bytes > self._most else ():
            if self._bytes <= self._most:
                break
            if held.turn <= self._turn - CURRENT:
                self._bytes -= held.weight
                del self._held[tile]

    def close(self) -> None:
        """Fetch nothing more and let go of everything. What is under way ends by itself."""
        with self._lock:
            self._closed = True
            self._asked.clear()
            self._held.clear()
            self._bytes = 0
        self._source.close()
