"""A Mapbox Vector Tile as paths ready to draw, for the rules of a style; nothing else of it is decoded.

The messages are read with the package's Protocol Buffers. Its own decoder of geometry makes a list of every point and
a dict of every property in Python: 1.9 s for a tile of 60,000 points where this takes 0.1 s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyqtgraph as pg
from mapbox_vector_tile.Mapbox import vector_tile_pb2
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from widgets.map.projection import Floats
from widgets.map.tiles.members import members
from widgets.map.tiles.style import OTHERS, Rule, Shape, Style

MOST_FEATURES, MOST_POINTS, MOST_PARTS = 60_000, 600_000, 30_000
MOST_MEMBERS = 300_000
"""Features, keys and values together, counted before they are made into objects: of 24 MB they would be 12 million."""
UNCOUNTED = 256 * 1024
"""Bytes of a tile too small to hold a harmful number of anything."""
FARTHEST = 4.0
"""Shares of the tile's side beyond which a point is drawn at that distance: Qt loses itself in what is far away."""
CHUNK = 1500
"""Points of one path: Qt fills a long one slowly, and keeps Python's lock meanwhile."""
KIND_KEYS = ("class", "kind", "pmap:kind")
LOCAL_KEYS = ("name:zh-Hans", "name:zh", "name", "name_zh")
ENGLISH_KEYS = ("name:en", "name_en", "name:latin", "name_int")
LONGEST_NAME = 80
_SHAPES = {1: Shape.POINT, 2: Shape.LINE, 3: Shape.AREA}
_MOVE, _LINE, _CLOSE = 1, 2, 7
_Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Lettering:
    """A name, and where: one point, or the line to write along, in shares of the tile's side, y down."""

    text: str
    text_en: str
    x: Floats
    y: Floats


@dataclass(frozen=True)
class VectorTile:
    """Paths for each of the style's draws, in shares of the tile's side; names for each of its names."""

    paths: tuple[tuple[QPainterPath, ...], ...]
    names: tuple[tuple[Lettering, ...], ...]
    weight: int


@dataclass
class _Heap:
    """What one rule has collected: points, and 1 where the next is joined to it."""

    x: list[Floats]
    y: list[Floats]
    joined: list[NDArray[np.int32]]
    points: int = 0


def decode(raw: bytes, style: Style) -> VectorTile:
    """Raises ValueError when it is no vector tile, damaged, or larger than any sensible one."""
    if len(raw) > UNCOUNTED and members(raw, MOST_MEMBERS) > MOST_MEMBERS:
        raise ValueError(f"more than {MOST_MEMBERS} features, keys and values")
    message = vector_tile_pb2.tile()
    try:
        message.ParseFromString(raw)
    except Exception as error:  # DecodeError; its package is the other one's affair
        raise ValueError(f"not a vector tile: {error}") from error
    return _Reading(style).read(message)


class _Reading:
    def __init__(self, style: Style) -> None:
        self._style = style
        self._paths: list[list[QPainterPath]] = [[] for _ in style.draws]
        self._heaps = [_Heap([], [], []) for _ in style.draws]
        self._names: list[list[Lettering]] = [[] for _ in style.names]
        self._features = self._points = self._parts = 0

    def read(self, message: Any) -> VectorTile:
        for layer in message.layers:
            self._layer(layer)
        for i in range(len(self._heaps)):
            self._flush(i)
        names = sum(map(len, self._names))
        return VectorTile(
            tuple(map(tuple, self._paths)), tuple(map(tuple, self._names)), 2000 + self._points * 24 + names * 400
        )

    def _layer(self, layer: Any) -> None:
        called = layer.name if layer.name in self._style.layers else OTHERS
        draws = [(i, rule) for i, rule in enumerate(self._style.draws) if called in rule.layers]
        names = [(i, rule) for i, rule in enumerate(self._style.names) if called in rule.layers]
        self._features += len(layer.features)
        if self._features > MOST_FEATURES:
            raise ValueError(f"more than {MOST_FEATURES} features")
        if not draws and not names:
            return
        extent = float(layer.extent)
        if not 0 < extent <= 1 << 20:
            raise ValueError(f"a layer {extent:g} units wide")
        keys, values = list(layer.keys), [_value(value) for value in layer.values]
        for feature in layer.features:
            shape = _SHAPES.get(feature.type)
            if shape is None:
                continue
            said = _properties(feature.tags, keys, values)
            kind = next((said[key] for key in KIND_KEYS if key in said), "")
            drawn = [i for i, rule in draws if rule.shape is shape and _fits(rule, kind)]
            written = [i for i, rule in names if _writable(rule, shape) and _fits(rule, kind)]
            text = _text(said, LOCAL_KEYS) if written else ""
            if drawn or text:
                parts = self._geometry(feature.geometry, extent)
                self._draw(drawn, parts, shape)
                if text:
                    self._write(written[0], parts, shape, text, _text(said, ENGLISH_KEYS) or text)

    def _geometry(self, commands: Sequence[int], extent: float) -> list[Floats]:
        """The parts, each n × 2, in shares of the tile's side."""
        if len(commands) > 3 * (MOST_POINTS - self._points):
            raise ValueError(f"more than {MOST_POINTS} points")
        parts = []
        for part in _parts(np.array(commands, np.int64)):
            self._points += len(part)
            self._parts += 1
            if self._points > MOST_POINTS or self._parts > MOST_PARTS:
                raise ValueError(f"more than {MOST_POINTS} points or {MOST_PARTS} lines")
            parts.append(np.clip(part / extent, -FARTHEST, 1 + FARTHEST))
        return parts

    def _draw(self, rules: Sequence[int], parts: Sequence[Floats], shape: Shape) -> None:
        for i in rules:
            heap = self._heaps[i]
            for part in parts:
                points = np.vstack((part, part[:1])) if shape is Shape.AREA else part
                if len(points) < 2:
                    continue
                joined = np.ones(len(points), np.int32)
                joined[-1] = 0
                heap.x.append(points[:, 0])
                heap.y.append(points[:, 1])
                heap.joined.append(joined)
                heap.points += len(points)
            if heap.points > CHUNK:  # between features: the rings of one must stay in one path
                self._flush(i)

    def _flush(self, i: int) -> None:
        heap = self._heaps[i]
        if heap.points:
            x, y, joined = np.concatenate(heap.x), np.concatenate(heap.y), np.concatenate(heap.joined)
            path: QPainterPath = pg.arrayToQPath(x, y, joined, finiteCheck=False)
            path.setFillRule(Qt.FillRule.WindingFill)  # holes run the other way round; what overlaps stays filled
            self._paths[i].append(path)
        self._heaps[i] = _Heap([], [], [])

    def _write(self, rule: int, parts: Sequence[Floats], shape: Shape, text: str, text_en: str) -> None:
        for part in parts if shape is Shape.LINE else parts[:1]:
            if not len(part):
                continue
            at = part if shape is Shape.LINE else part.mean(axis=0)[None] if shape is Shape.AREA else part[:1]
            # A name belongs to the tile its spot lies in, or it would be written by the neighbours too.
            if shape is not Shape.LINE and not ((at >= 0) & (at < 1)).all():
                continue
            self._names[rule].append(Lettering(text, text_en, at[:, 0].copy(), at[:, 1].copy()))


def _fits(rule: Rule, kind: object) -> bool:
    return rule.kinds is None or kind in rule.kinds


def _writable(rule: Rule, shape: Shape) -> bool:
    """Along lines, or at a point: that of a point, or the middle of an area."""
    return (rule.shape is Shape.LINE) == (shape is Shape.LINE)


def _text(said: dict[str, object], keys: Sequence[str]) -> str:
    found = next((str(said[key]) for key in keys if said.get(key)), "")
    return " ".join("".join(c if c.isprintable() else " " for c in found[: LONGEST_NAME * 2]).split())[:LONGEST_NAME]


def _value(value: Any) -> object:
    fields = value.ListFields()
    return fields[0][1] if fields else None


def _properties(tags: Sequence[int], keys: Sequence[str], values: Sequence[object]) -> dict[str, object]:
    """Raises ValueError for a tag that is not in the layer's lists."""
    try:
        flat = list(tags)
        return {keys[key]: values[value] for key, value in zip(flat[::2], flat[1::2], strict=True)}
    except IndexError as error:
        raise ValueError("a tag that is not in its layer") from error


def _parts(commands: _Whole) -> Iterator[Floats]:
    """Lines, rings, or points one by one, in the layer's units. Raises ValueError for commands that make no sense."""
    at, here, part, end = 0, np.zeros(2, np.int64), list[_Whole](), len(commands)
    while at < end:
        command, count = int(commands[at]) & 7, int(commands[at]) >> 3
        at += 1
        if command == _CLOSE:
            continue
        raw = commands[at : at + 2 * count]
        if command not in (_MOVE, _LINE) or not count or len(raw) < 2 * count:
            raise ValueError(f"geometry: command {command}, {count} times")
        at += 2 * count
        steps = ((raw >> 1) ^ -(raw & 1)).reshape(-1, 2)
        points = here + np.cumsum(steps, axis=0)
        here = points[-1]
        if command == _MOVE:
            if part:
                yield np.concatenate(part).astype(np.float64)
            for lone in points[:-1]:
                yield lone[None].astype(np.float64)
            part = [points[-1:]]
        else:
            part.append(points)
    if part:
        yield np.concatenate(part).astype(np.float64)
