"""The basemap that is a drawing of ours, read once from GeoJSON into paths that are ready to draw."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from PySide6.QtGui import QPainterPath
from shapely.errors import ShapelyError
from shapely.geometry import LineString, shape
from shapely.geometry.base import BaseGeometry

from widgets.map.projection import Floats, Projection, Rect
from widgets.map.shapes import path, rect

log = logging.getLogger(__name__)
CELL_M = 500.0
"""Small features are drawn together by squares of this size, so that what is out of sight costs nothing;
larger squares cost more, for Qt fills a long path slowly."""


@dataclass(frozen=True)
class Chunk:
    """Some features as one path in map metres, and its bounds."""

    path: QPainterPath
    rect: Rect


@dataclass(frozen=True)
class Name:
    """A name to write: `x`, `y` map metres, one point, or the line to write along. `rank` is the kind or class."""

    text: str
    text_en: str
    rank: str
    x: Floats
    y: Floats
    rect: Rect


@dataclass(frozen=True)
class Sketch:
    """What is drawn, by kind (roads by `road-` and class), the names, and what must be said about it.

    `sketch`: not a survey; `approval`: the map's approval number (审图号), "" when it has none.
    """

    chunks: Mapping[str, tuple[Chunk, ...]]
    names: tuple[Name, ...]
    rect: Rect | None
    sketch: bool = False
    approval: str = ""


EMPTY = Sketch({}, (), None)
_Feature = tuple[Mapping[str, object], BaseGeometry]


def read(file: Path, projection: Projection) -> Sketch:
    """The basemap in a GeoJSON FeatureCollection. Features that cannot be drawn are counted in the log.

    Raises OSError when the file cannot be read, ValueError when it is not a FeatureCollection in JSON.
    """
    whole = json.loads(file.read_text("utf-8"))
    if not isinstance(whole, dict) or not isinstance(whole.get("features"), list):
        raise ValueError(f"{file.name} is not a GeoJSON FeatureCollection")
    features = list(_features(whole["features"]))
    if lost := len(whole["features"]) - len(features):
        log.warning("%s: %d features cannot be drawn", file.name, lost)
    chunks = _chunks(features, projection)
    bounds: Rect | None = None
    for chunk in (c for some in chunks.values() for c in some):
        bounds = chunk.rect if bounds is None else bounds.joined(chunk.rect)
    said = f"{whole.get('description', '')} {whole.get('sketch', '')}".lower()
    sketch = whole.get("sketch") is True or "sketch" in said or "示意" in said
    return Sketch(chunks, tuple(_names(features, projection)), bounds, sketch, str(whole.get("approval", "")))


def _features(raw: Iterable[object]) -> Iterable[_Feature]:
    for feature in raw:
        if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
            continue
        try:
            geometry = shape(feature["geometry"])
        except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError):
            continue
        if not geometry.is_empty and np.isfinite(geometry.bounds).all():
            yield feature.get("properties") or {}, geometry


def _kind(properties: Mapping[str, object]) -> str:
    kind = str(properties.get("kind", ""))
    return f"road-{properties.get('class', 'minor')}" if kind == "road" else kind


def _chunks(features: Iterable[_Feature], projection: Projection) -> dict[str, tuple[Chunk, ...]]:
    cells: list[tuple[tuple[str, int, int], QPainterPath, Rect]] = []
    for properties, geometry in features:
        kind = _kind(properties)
        if kind in ("label", ""):
            continue
        box = rect(geometry, projection)
        cell = int((box.left + box.right) / 2 // CELL_M), int((box.bottom + box.top) / 2 // CELL_M)
        cells.append(((kind, *cell), path(geometry, projection), box))
    cells.sort(key=lambda c: c[0])
    made: dict[str, list[Chunk]] = {}
    for (kind, _, _), group in groupby(cells, key=lambda c: c[0]):
        whole, bounds = QPainterPath(), None
        for _, part, box in group:
            whole.addPath(part)
            bounds = box if bounds is None else bounds.joined(box)
        if bounds is not None:
            made.setdefault(kind, []).append(Chunk(whole, bounds))
    return {kind: tuple(some) for kind, some in made.items()}


def _names(features: Iterable[_Feature], projection: Projection) -> Iterable[Name]:
    for properties, geometry in features:
        text = str(properties.get("name") or "")
        kind = _kind(properties)
        if not text or kind in ("district", "building-block"):
            continue
        line = geometry if isinstance(geometry, LineString) else geometry.representative_point()
        flat = np.asarray(line.coords, float)
        x, y = projection.to_metres(flat[:, 0], flat[:, 1])
        rank = str(properties.get("rank", "label")) if kind == "label" else kind
        yield Name(text, str(properties.get("name_en") or text), rank, x, y, rect(geometry, projection))
