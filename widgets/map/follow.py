"""Keeping one moving thing in view, and where the newest urgent event pulses."""

from __future__ import annotations

from math import isfinite

from widgets.map.content import Content
from widgets.map.overlay import Overlay
from widgets.map.viewport import Viewport

CALM = 0.3
"""The middle share of the screen, either side of the centre, in which the subject may move without the map."""


def kept_in_view(view: Viewport, x: float, y: float) -> Viewport:
    """The same view while `x`, `y` (map metres) is well inside it, else one centred there."""
    px, py = view.px_of(x, y)
    if abs(px - view.width / 2) <= CALM * view.width and abs(py - view.height / 2) <= CALM * view.height:
        return view
    return view.centred(x, y)


def subject(content: Content, overlay: Overlay) -> tuple[float, float] | None:
    """Where the selected thing is now, map metres: the dog of a dog matter, else the mark, else the tag."""
    chosen, shape = overlay.selected, overlay.matter
    found = content.dog_spot(shape.subject) if shape is not None and shape.subject and chosen else None
    for mark in overlay.layout().marks if found is None else ():
        if mark.id == chosen:
            found = mark.x, mark.y
    found = found or overlay.spot
    return found if found is not None and all(map(isfinite, found)) else None
