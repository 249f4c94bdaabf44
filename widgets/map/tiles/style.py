"""How vector tiles are drawn: resources/style/basemap.toml, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np

from widgets.map.palette import Palette

FILE = Path(__file__).resolve().parents[3] / "resources" / "style" / "basemap.toml"
OTHERS = "*"
"""In a rule's `layers`: all those that no rule names."""
_COLOURS = frozenset(field.name for field in fields(Palette))


class Shape(Enum):
    """What is made of a feature's geometry."""

    AREA = "area"
    LINE = "line"
    POINT = "point"


@dataclass(frozen=True)
class Rule:
    """Which features, from which zoom to which, and how. `kinds` None: all; `widths` zoom and pixels, `size` pixels."""

    layers: frozenset[str]
    kinds: frozenset[str] | None
    shape: Shape
    colour: str
    least: float
    most: float
    widths: tuple[tuple[float, float], ...]
    dash: tuple[float, ...]
    size: int

    def shown(self, zoom: float) -> bool:
        """Whether it is drawn at a zoom of 512-pixel tiles."""
        return self.least <= zoom < self.most

    def width(self, zoom: float) -> float:
        """Of a line, in pixels; it grows evenly on a scale of ratios."""
        zooms, pixels = zip(*self.widths, strict=True)
        return float(np.exp(np.interp(zoom, zooms, np.log(pixels))))


@dataclass(frozen=True)
class Style:
    """The rules in order: those that are drawn, then those that are written."""

    draws: tuple[Rule, ...]
    names: tuple[Rule, ...]

    @cached_property
    def layers(self) -> frozenset[str]:
        """All layers that a rule names; the others are `OTHERS`."""
        return frozenset().union(*(rule.layers for rule in (*self.draws, *self.names))) - {OTHERS}


@cache
def style(file: Path = FILE) -> Style:
    """The style in a file. Raises OSError, or ValueError that says which entry is wrong."""
    whole = tomllib.loads(file.read_text("utf-8"))
    return Style(
        tuple(_rule(f"draw[{i}]", one) for i, one in enumerate(whole["draw"])),
        tuple(_rule(f"name[{i}]", one) for i, one in enumerate(whole["name"])),
    )


def _rule(where: str, one: Mapping[str, Any]) -> Rule:
    unknown = set(one) - {"layers", "kinds", "as", "colour", "from", "to", "width", "dash", "size"}
    if unknown or one["colour"] not in _COLOURS:
        raise ValueError(f"{where}: there is no {', '.join(unknown) or one['colour']}")
    kinds = one.get("kinds")
    return Rule(
        layers=frozenset(one["layers"]),
        kinds=None if kinds is None else frozenset(kinds),
        shape=Shape(one["as"]),
        colour=one["colour"],
        least=float(one.get("from", 0)),
        most=float(one.get("to", 99)),
        widths=tuple((float(zoom), float(pixels)) for zoom, pixels in one.get("width", ((0, 1),))),
        dash=tuple(map(float, one.get("dash", ()))),
        size=int(one.get("size", 11)),
    )
