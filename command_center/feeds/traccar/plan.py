"""Which times of which devices a reading of the history asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from command_center.feeds.traccar.messages import Device
from command_center.feeds.wire import FIRST_SEQUENCE

OVERLAP = timedelta(minutes=10)
"""Late fixes: Traccar asks by the time of the fix, the cursor is the time of its arrival."""
OVERLAP_UNKNOWN = timedelta(hours=1)
"""The same for a device of which this process has had nothing yet: it may have kept its fixes while out of reach."""
LONGEST_SILENCE = timedelta(hours=24)
"""A device silent for longer hands in at most so much of what it kept."""
FIRST = timedelta(hours=24)
"""How far back a station that never heard of the server asks."""
FARTHEST = timedelta(days=28)
"""Fixes are known by their id for 30 days: what lies further back could be taken twice."""
AHEAD = timedelta(hours=25)
"""Devices' clocks may be wrong; Traccar takes fixes up to 24 h ahead."""
WINDOW = timedelta(hours=1)
SHORTEST = timedelta(seconds=1)
AT_ONCE = 100
"""Devices in one question: its address stays well under the 8 KiB a server reads."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: these devices, from `start` to `end`."""

    ids: tuple[int, ...]
    start: datetime
    end: datetime

    def halves(self) -> tuple[Ask, ...]:
        """The same in two questions; none when it cannot be divided."""
        if len(self.ids) > 1:
            middle = len(self.ids) // 2
            return Ask(self.ids[:middle], self.start, self.end), Ask(self.ids[middle:], self.start, self.end)
        half = self.start + (self.end - self.start) / 2
        if self.end - self.start < SHORTEST:
            return ()
        return Ask(self.ids, self.start, half), Ask(self.ids, half, self.end)


@dataclass(frozen=True, slots=True)
class Window:
    """Questions that may be asked in any order; when all are answered, everything up to `reached` is had."""

    asks: Sequence[Ask]
    reached: datetime


def sequence(moment: datetime) -> str:
    """UTC microseconds as 20 digits."""
    return f"{max(0, (moment - _EPOCH) // timedelta(microseconds=1)):020d}"


def begin(cursor: str, now: datetime) -> datetime:
    """The moment a cursor names; `FIRST` before now when there is none."""
    if cursor == FIRST_SEQUENCE:
        return now - FIRST
    return min(now, _EPOCH + timedelta(microseconds=min(int(cursor), 253_402_300_000_000_000)))


def windows(
    devices: Iterable[Device], since: datetime, now: datetime, mark: Callable[[str], datetime | None]
) -> Iterator[Window]:
    """From the cursor to now, an hour at a time, oldest first. `mark` as of `Had`.

    Devices the server has not heard of since are left out.
    """
    starts: dict[int, datetime] = {}
    for one in devices:
        if _spoke(one, since - OVERLAP):
            starts[one.id] = _start(mark(one.unique_id), since)
    start = min(starts.values(), default=now)
    while True:
        last = start + WINDOW >= now
        # The last one ends far ahead: there may be fixes of tomorrow.
        end = now + AHEAD if last else start + WINDOW
        yield Window(tuple(_asks(starts, start, end)), min(end, now))
        if last:
            return
        start = end


def _spoke(device: Device, since: datetime) -> bool:
    if device.last_update is None:
        return device.position_id != 0
    return device.last_update >= since


def _start(mark: datetime | None, since: datetime) -> datetime:
    if mark is None:
        return since - OVERLAP_UNKNOWN
    return max(min(mark, since - OVERLAP), since - LONGEST_SILENCE)


def _asks(starts: dict[int, datetime], start: datetime, end: datetime) -> Iterator[Ask]:
    whole = [id_ for id_, begins in starts.items() if begins <= start]
    later = [id_ for id_, begins in starts.items() if start < begins < end]
    for ids, begins in ((whole, start), (later, min((starts[id_] for id_ in later), default=start))):
        for i in range(0, len(ids), AT_ONCE):
            yield Ask(tuple(ids[i : i + AT_ONCE]), begins, end)
