"""The spot on paper: places around it, the way, scale and north. Drawn from what the store knows; no basemap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, radians

from msgspec import Struct
from shapely import box
from shapely.geometry.base import BaseGeometry

from command_center.evidence.contents import Track
from command_center.evidence.pdf.paper import FAMILY, INK, Paper
from command_center.model.places import Place, PlaceKind

M_PER_DEGREE = 111_320.0
LEAST_HALF_M, AROUND = 180.0, 1.25
MOST_HALF_M = 3000.0
_FILL = {PlaceKind.GRID: None, PlaceKind.COMMUNITY: None}
_COLOURS = {PlaceKind.NO_DOG: (196, 84, 84), PlaceKind.GRID: (140, 150, 160)}
_OTHER = (96, 130, 160)
WAY, SPOT = (30, 98, 190), (200, 30, 30)


class Frame(Struct, frozen=True):
    """Degrees to millimetres on the page: the spot's surroundings in a rectangle."""

    lon: float
    lat: float
    half_m: float
    x: float
    y: float
    width: float
    height: float

    @property
    def mm_per_m(self) -> float:
        """The scale: half the height is `half_m`."""
        return self.height / (2 * self.half_m)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a position is on the page (equirectangular about the spot)."""
        east = (lon - self.lon) * M_PER_DEGREE * cos(radians(self.lat))
        north = (lat - self.lat) * M_PER_DEGREE
        return self.x + self.width / 2 + east * self.mm_per_m, self.y + self.height / 2 - north * self.mm_per_m

    def seen(self) -> BaseGeometry:
        """What of the world is in it, as a rectangle of degrees."""
        high = self.half_m / M_PER_DEGREE
        wide = high * (self.width / self.height) / cos(radians(self.lat))
        return box(self.lon - wide, self.lat - high, self.lon + wide, self.lat + high)


def draw(paper: Paper, lon: float, lat: float, ways: Sequence[Track], places: Sequence[Place], height: float) -> float:
    """Draw it at the cursor, as wide as the page; returns the metres its scale bar stands for."""
    points = [point for way in ways for point in way.points]
    half = LEAST_HALF_M
    for _, east, north, _ in points:
        far = max(abs(east - lon) * cos(radians(lat)), abs(north - lat)) * M_PER_DEGREE
        half = max(half, min(far * AROUND, MOST_HALF_M))
    frame = Frame(lon, lat, half, paper.l_margin, paper.get_y(), paper.epw, height)
    with paper.rect_clip(frame.x, frame.y, frame.width, frame.height):
        _places(paper, frame, places)
        for way in ways:
            _way(paper, frame, way)
        _spot(paper, frame)
    paper.set_draw_color(*INK)
    paper.set_line_width(0.3)
    paper.rect(frame.x, frame.y, frame.width, frame.height)
    metres = _furniture(paper, frame)
    paper.set_y(frame.y + height + 2)
    return metres


def _places(paper: Paper, frame: Frame, places: Sequence[Place]) -> None:
    seen = frame.seen()
    around = [(place, place.geometry.intersection(seen)) for place in places if place.geometry.intersects(seen)]
    taken = [frame.at(frame.lon, frame.lat)]  # no name over the spot itself
    for place, part in sorted(around, key=lambda one: -one[0].geometry.area):
        colour = _COLOURS.get(place.kind, _OTHER)
        paper.set_draw_color(*colour)
        paper.set_fill_color(*(252 - (252 - c) // 8 for c in colour))
        paper.set_line_width(0.25)
        style = "D" if place.kind in _FILL else "DF"
        for ring in _rings(part):
            paper.polygon([frame.at(*point[:2]) for point in ring], style=style)
        spot = part.representative_point()
        x, y = frame.at(spot.x, spot.y)
        if all(abs(x - tx) > 28 or abs(y - ty) > 6 for tx, ty in taken):
            taken.append((x, y))
            paper.set_font(FAMILY, "", 7)
            paper.set_text_color(*colour)
            paper.text(x - paper.get_string_width(place.name) / 2, y, place.name)
    paper.set_text_color(*INK)


def _rings(part: BaseGeometry) -> Iterator[list[tuple[float, ...]]]:
    for one in getattr(part, "geoms", [part]):
        if one.geom_type == "Polygon" and not one.is_empty:
            yield list(one.exterior.coords)
        elif one.geom_type in ("MultiPolygon", "GeometryCollection"):
            yield from _rings(one)


def _way(paper: Paper, frame: Frame, way: Track) -> None:
    line = [frame.at(lon, lat) for _, lon, lat, _ in way.points]
    paper.set_draw_color(*WAY)
    paper.set_line_width(0.5)
    if len(line) > 1:
        paper.polyline(line)
    paper.set_fill_color(*WAY)
    for x, y in line[:: max(1, len(line) // 300)]:
        paper.ellipse(x - 0.6, y - 0.6, 1.2, 1.2, style="F")


def _spot(paper: Paper, frame: Frame) -> None:
    x, y = frame.at(frame.lon, frame.lat)
    paper.set_draw_color(*SPOT)
    paper.set_fill_color(*SPOT)
    paper.set_line_width(0.9)
    paper.ellipse(x - 4, y - 4, 8, 8, style="D")
    paper.ellipse(x - 0.8, y - 0.8, 1.6, 1.6, style="F")


def _furniture(paper: Paper, frame: Frame) -> float:
    wished = frame.width / 4 / frame.mm_per_m
    metres = max(m for m in (10, 20, 50, 100, 200, 500, 1000, 2000) if m <= max(wished, 10))
    x, y, long = frame.x + 5, frame.y + frame.height - 5, metres * frame.mm_per_m
    paper.set_fill_color(255, 255, 255)
    paper.rect(x - 2, y - 6, long + 4, 8, style="F")
    paper.set_line_width(0.6)
    paper.polyline([(x, y - 1.5), (x, y), (x + long, y), (x + long, y - 1.5)])
    paper.set_font(FAMILY, "", 7.5)
    paper.text(x + long / 2 - paper.get_string_width(f"{metres} m") / 2, y - 2, f"{metres} m")
    x, y = frame.x + frame.width - 8, frame.y + 6
    paper.set_fill_color(*INK)
    paper.polygon([(x, y), (x - 2, y + 7), (x, y + 5.5), (x + 2, y + 7)], style="F")
    paper.text(x - paper.get_string_width("N") / 2, y + 11, "N")
    return metres
