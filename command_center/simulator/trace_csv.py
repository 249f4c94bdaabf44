"""Tables of fixes (.csv) with a header that names at least latitude and longitude."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from command_center.simulator.trace import (
    Complaints,
    NotATrace,
    Point,
    Recording,
    Track,
    coordinate,
    metres,
    seconds,
)

_COLUMNS = {
    "time": ("time", "timestamp", "datetime", "time_ms", "time_utc", "utc"),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "lng", "long", "longitude"),
    "tag": ("tag", "id", "tag_id", "device", "device_id"),
    "accuracy": ("accuracy", "accuracy_m", "horizontal_accuracy"),
    "hdop": ("hdop",),
}
"""What is recognised, by the column's name without regard to case; the first that is there counts."""
_MOST_NAME = 200


def read_csv(file: Path, complaints: Complaints) -> Iterable[Recording]:
    """One recording with a track for each tag, or one without a name. Separators `,` `;` and tab.

    Raises NotATrace, OSError.
    """
    text = file.read_bytes().decode("utf-8-sig", "replace")
    header = text.partition("\n")[0]
    separator = max(",;\t", key=header.count)
    rows = csv.reader(text.splitlines(), delimiter=separator)
    where = _find_columns(next(rows, []))
    tracks: dict[str | None, list[Point]] = {}
    try:
        for row in rows:
            if any(cell.strip() for cell in row):
                _take(row, where, tracks, complaints, rows.line_num)
    except csv.Error as error:
        complaints.line(rows.line_num, f"the table breaks off: {error}")
    return [Recording(file, [Track(name, points) for name, points in tracks.items()])]


def _take(
    row: Sequence[str],
    where: dict[str, int],
    tracks: dict[str | None, list[Point]],
    complaints: Complaints,
    number: int,
) -> None:
    def cell(name: str) -> str | None:
        index = where.get(name)
        return row[index].strip() or None if index is not None and index < len(row) else None

    try:
        lon, lat = coordinate(cell("lon"), cell("lat"))
        when = cell("time")
        if when is None and "time" in where:
            raise ValueError("no time")
        name = cell("tag")
        if name is None and "tag" in where:
            raise ValueError("no tag")
        point = Point(lon, lat, None if when is None else seconds(when), metres(cell("accuracy"), cell("hdop")))
        tracks.setdefault(None if name is None else name[:_MOST_NAME], []).append(point)
    except ValueError as error:
        complaints.line(number, str(error))


def _find_columns(header: Sequence[str]) -> dict[str, int]:
    names = [name.strip().lower() for name in header]
    where = {
        what: names.index(known[0])
        for what, spellings in _COLUMNS.items()
        if (known := [name for name in spellings if name in names])
    }
    if "lat" not in where or "lon" not in where:
        raise NotATrace("not a table of fixes: its first line names no latitude and longitude columns")
    return where
