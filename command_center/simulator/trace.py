"""What readers of recorded traces share: points, tracks, and how text becomes one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import isfinite, nan
from pathlib import Path
from typing import NamedTuple

MOST_LINES_TOLD = 5
_EARLIEST_S, _LATEST_S = 315_532_800.0, 4_102_444_800.0  # 1980 (GPS began) to 2100: else a broken clock
TIME_FORMATS = ("%Y-%m-%d,%H:%M:%S", "%d-%b-%y,%H:%M:%S", "%d-%b-%Y,%H:%M:%S", "%Y/%m/%d %H:%M:%S")


class NotATrace(Exception):
    """The file holds no trace; the text says why."""


class Point(NamedTuple):
    """One point: degrees WGS-84, `time_s` seconds since 1970 UTC or None, `accuracy` metres at 68 % (NaN unknown)."""

    lon: float
    lat: float
    time_s: float | None
    accuracy: float = nan


@dataclass(frozen=True, slots=True)
class Track:
    """One animal's points in the order of the file. `name` is the file's own for it, None when it has none."""

    name: str | None
    points: list[Point]


@dataclass(frozen=True, slots=True)
class Recording:
    """Tracks that belong together in time and place (all of a CSV file; each track of a GPX file by itself)."""

    file: Path
    tracks: list[Track]


@dataclass(slots=True)
class Complaints:
    """What is wrong with one file, told line by line; of many bad lines the first few and how many more."""

    file: Path
    tell: Callable[[str], None]
    _more: int = field(default=0)
    _told: int = field(default=0)

    def line(self, number: int, what: str) -> None:
        """Something at a line that is left out."""
        self._count(f"{self.file}:{number}: {what}; skipped")

    def untimed(self, number: int, what: str) -> None:
        """A point that is kept, but not its time."""
        self._count(f"{self.file}:{number}: {what}; taken as a point without a time")

    def _count(self, text: str) -> None:
        self._told += 1
        if self._told > MOST_LINES_TOLD:
            self._more += 1
        else:
            self.tell(text)

    def close(self) -> None:
        """Tell how many more there were."""
        if self._more:
            self.tell(f"{self.file}: and {self._more} more lines like these")


def coordinate(lon: str | None, lat: str | None) -> tuple[float, float]:
    """Degrees from text. Raises ValueError, in words."""
    try:
        x, y = float(lon or ""), float(lat or "")
    except ValueError:
        raise ValueError(f"no position: longitude {lon!r}, latitude {lat!r}") from None
    if not (isfinite(x) and isfinite(y) and abs(x) <= 180 and abs(y) <= 90):
        raise ValueError(f"no place on earth: longitude {lon}, latitude {lat}")
    return x, y


def seconds(text: str) -> float:
    """Seconds since 1970 UTC: ISO 8601 (without an offset taken as UTC), or a number of seconds or milliseconds.

    Raises ValueError, in words.
    """
    text = text.strip()
    try:
        value = float(text)
        value = value / 1000 if abs(value) > 1e11 else value
    except ValueError:
        value = _parsed(text).timestamp()
    if not _EARLIEST_S <= value <= _LATEST_S:
        raise ValueError(f"no time of this age: {text!r}")
    return value


def _parsed(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except ValueError:
        for form in TIME_FORMATS:
            try:
                return datetime.strptime(text, form).replace(tzinfo=UTC)
            except ValueError:
                continue
    raise ValueError(f"not a time: {text[:40]!r}")


def metres(accuracy: str | None, hdop: str | None) -> float:
    """Accuracy at 68 % from its own column, or estimated from the dilution of precision; NaN when neither says.

    HDOP times a ranging error of 5 m (1 sigma, a small receiver under open sky).
    """
    for text, factor in ((accuracy, 1.0), (hdop, 5.0)):
        try:
            value = float(text or "") * factor
        except ValueError:
            continue
        if isfinite(value) and 0 < value <= 1_000_000:
            return value
    return nan
