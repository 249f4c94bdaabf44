"""Tidies the street network: no short dead ends, everything reachable."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry import LineString

from command_center.simulator import sketch_terrain as terrain

Tip = tuple[float, ...]


@dataclass(frozen=True)
class Street:
    """A named line between crossings, metres."""

    name: str
    name_en: str
    kind: str
    line: LineString


def trim(streets: list[Street]) -> list[Street]:
    """Take off dead ends of small streets under 70 m until none is left, then keep the largest connected part."""
    while True:
        degree: dict[Tip, int] = {}
        for street in streets:
            for tip in (street.line.coords[0], street.line.coords[-1]):
                degree[tip] = degree.get(tip, 0) + 1
        keep = [s for s in streets if not (_dead_end(s, degree) and (s.line.length < 70 or s.kind != "minor"))]
        if len(keep) == len(streets):
            return _connected(streets)
        streets = keep


def _dead_end(street: Street, degree: dict[Tip, int]) -> bool:
    tips = (street.line.coords[0], street.line.coords[-1])
    edge = any(max(abs(x) - terrain.HALF_WIDTH_M, abs(y) - terrain.HALF_HEIGHT_M) > -5 for x, y in tips)
    length = street.line.length
    limit = 160 if street.kind != "minor" else length
    return min(degree[t] for t in tips) == 1 and not edge and length <= limit


def _connected(streets: list[Street]) -> list[Street]:
    parent: dict[Tip, Tip] = {}

    def root(tip: Tip) -> Tip:
        while parent.setdefault(tip, tip) != tip:
            parent[tip] = tip = parent[parent[tip]]
        return tip

    for street in streets:
        parent[root(street.line.coords[0])] = root(street.line.coords[-1])
    sizes: dict[Tip, float] = {}
    for street in streets:
        tip = root(street.line.coords[0])
        sizes[tip] = sizes.get(tip, 0) + street.line.length
    best = max(sizes, key=lambda tip: sizes[tip])
    return [s for s in streets if root(s.line.coords[0]) == best]
