"""GeoLife and OziExplorer track files (.plt)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from command_center.simulator.trace import Complaints, NotATrace, Point, Recording, Track, coordinate, seconds

_HEADER_LINES = 6
_DAYS_TO_1970 = 25_569.0
"""Their day count starts on 1899-12-30."""


def read_plt(file: Path, complaints: Complaints) -> Iterable[Recording]:
    """One track: after six lines of header `lat,lon,_,altitude,days since 1899-12-30,date,time`, in GMT.

    Raises NotATrace, OSError.
    """
    lines = file.read_bytes().decode("utf-8", "replace").splitlines()
    if len(lines) < _HEADER_LINES or not ("geolife" in lines[0].lower() or "ozi" in lines[0].lower()):
        raise NotATrace("not a .plt track: the first line names neither Geolife nor OziExplorer")
    points = []
    for number, line in enumerate(lines[_HEADER_LINES:], _HEADER_LINES + 1):
        if not line.strip():
            continue
        try:
            points.append(_point(line.split(",")))
        except ValueError as error:
            complaints.line(number, str(error))
    return [Recording(file, [Track(None, points)])]


def _point(fields: list[str]) -> Point:
    if len(fields) < 5:
        raise ValueError(f"{len(fields)} fields where a point has 7")
    lon, lat = coordinate(fields[1], fields[0])
    if len(fields) >= 7:
        try:
            return Point(lon, lat, seconds(f"{fields[5].strip()},{fields[6].strip()}"))
        except ValueError:
            pass  # other programs write dates their own way: the day count is the same everywhere
    days = float(fields[4])
    return Point(lon, lat, seconds(str((days - _DAYS_TO_1970) * 86_400)))
