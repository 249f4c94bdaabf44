"""Things to be found by their names, ready for a key press: built once, in a worker, then only read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import IntEnum
from heapq import nsmallest
from itertools import accumulate

from msgspec import Struct

from command_center.model.categories import Priority
from command_center.queries.search import pinyin

KINDS = ("row", "squad", "place", "camera", "tag", "street", "spot", "case", "event")
"""What can be found, in the order in which equally good ones are listed; `case` and `event` are over."""
PAST = frozenset({"case", "event"})


class Tier(IntEnum):
    """How well something was met, best first."""

    EXACT = 0
    PREFIX = 1
    INITIALS = 2
    PART = 3


class Entry(Struct, frozen=True, kw_only=True):
    """Something that can be found. `title` is what is read, `names` it begins with and `more` it can be met by.

    `names` are what it is called (each may be met exactly or from its beginning), `more` what else is known of it.
    `lon`, `lat` degrees, None unknown; `at` the moment its age counts from.
    """

    kind: str
    id: str
    title: str
    names: tuple[str, ...]
    more: tuple[str, ...] = ()
    lon: float | None = None
    lat: float | None = None
    at: datetime | None = None
    priority: Priority | None = None


class Hit(Struct, frozen=True):
    """An entry that was met, how well, and the one of its names by which (as it is written)."""

    entry: Entry
    tier: Tier
    matched: str

    @property
    def order(self) -> tuple[int, tuple[bool, int, int, str]]:
        """Better met first; equally well met ones by `rank`."""
        return self.tier, rank(self.entry)


def rank(entry: Entry) -> tuple[bool, int, int, str]:
    """What is now before what is over, kind by kind, short names first."""
    return entry.kind in PAST, KINDS.index(entry.kind), len(entry.names[0]) if entry.names else 0, entry.id


class Index:
    """Entries by name. `find` may be called from any thread; nothing changes once it is made."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._names: list[str] = []
        self._of: list[int] = []
        """By line: the name as written, and its entry."""
        self._called: list[bool] = []
        for number, entry in enumerate(self.entries):
            for called, name in _names(entry):
                self._names.append(name)
                self._of.append(number)
                self._called.append(called)
        order = sorted(range(len(self.entries)), key=lambda number: rank(self.entries[number]))
        self._ranks = dict(zip(order, range(len(order)), strict=True))
        self._text, self._text_starts = _blob(name.lower() for name in self._names)
        self._spelt, self._spelt_starts = _blob(pinyin.line(name) for name in self._names)

    def __len__(self) -> int:
        return len(self.entries)

    def find(self, text: str, most: int) -> list[Hit]:
        """The best `most` of the things that have every word of `text` in their names, best first."""
        words = text.lower().split()
        if not words:
            return []
        met = self._met(words[0])
        for word in words[1:]:
            also = self._met(word)
            met = {number: max(found, also[number]) for number, found in met.items() if number in also}
        best = nsmallest(most, ((tier, self._ranks[number], line, number) for number, (tier, line) in met.items()))
        return [Hit(self.entries[number], Tier(tier), self._names[line]) for tier, _, line, number in best]

    def _met(self, word: str) -> dict[int, tuple[int, int]]:
        """By entry: the best tier, and the line by which."""
        best: dict[int, tuple[int, int]] = {}
        for line, tier in (*self._by_text(word), *self._by_sound(word)):
            number = self._of[line]
            here = (tier if self._called[line] else Tier.PART, line)
            if number not in best or here < best[number]:
                best[number] = here
        return best

    def _by_text(self, word: str) -> Iterator[tuple[int, Tier]]:
        blob, starts = self._text, self._text_starts
        wanted = word if _says_enough(word) else "\n" + word
        at = blob.find(wanted)
        while at >= 0:
            at += len(wanted) - len(word)
            line = bisect_right(starts, at) - 1
            start, end = starts[line], starts[line + 1] - 1
            yield line, Tier.PART if at > start else Tier.EXACT if end - start == len(word) else Tier.PREFIX
            at = blob.find(wanted, end)  # the first place in a line is the best one

    def _by_sound(self, word: str) -> Iterator[tuple[int, Tier]]:
        wanted = pinyin.typed(word)
        if not wanted:
            return
        blob, starts, spelt = self._spelt, self._spelt_starts, pinyin.spelt_out(wanted)
        pattern, at = pinyin.anywhere(wanted) if _says_enough(wanted) else pinyin.first(wanted), 0
        while (met := pattern.search(blob, at)) is not None:
            begin = met.start() + (blob[met.start()] == "\n")
            line = bisect_right(starts, begin) - 1
            start, at = starts[line], starts[line + 1] - 1
            yield line, Tier.PART if begin > start else Tier.PREFIX if spelt.match(blob, start) else Tier.INITIALS


def _names(entry: Entry) -> Iterator[tuple[bool, str]]:
    for called, names in ((True, entry.names), (False, entry.more)):
        for name in names:
            flat = " ".join(name.split())
            if flat:
                yield called, flat


def _says_enough(word: str) -> bool:
    """A single letter or figure stands in half of all names: it is looked for where they begin."""
    return len(word) > 1 or not word.isascii()


def _blob(lines: Iterable[str]) -> tuple[str, list[int]]:
    """Lines as one string, a line's end before the first, and where each begins (one more, where the next would)."""
    kept = list(lines)
    starts = list(accumulate((len(one) + 1 for one in kept), initial=1))
    return "\n" + "".join(f"{one}\n" for one in kept), starts


def merged(found: Sequence[Sequence[Hit]], most: int) -> list[Hit]:
    """The best `most` of several answers, each thing once."""
    hits = sorted((hit for some in found for hit in some), key=lambda hit: hit.order)
    return list({(hit.entry.kind, hit.entry.id): hit for hit in reversed(hits)}.values())[::-1][:most]
