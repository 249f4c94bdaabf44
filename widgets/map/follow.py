"""Keeping one moving thing in view, and where the newest urgent event pulses."""

from __future__ import annotations

from widgets.map.viewport import Viewport

CALM = 0.3
"""The middle share of the screen, either side of the centre, in which the subject may move without the map."""


def kept_in_view(view: Viewport, x: float, y: float) -> Viewport:
    """The same view while `x`, `y` (map metres) is well inside it, else one centred there."""
    px, py = view.px_of(x, y)
    if abs(px - view.width / 2) <= CALM * view.width and abs(py - view.height / 2) <= CALM * view.height:
        return view
    return view.centred(x, y)
