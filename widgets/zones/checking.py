"""What is wrong with a drawn area, where, and what it would be mended. Nothing here knows Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from command_center.places.mending import crossing, mended
from widgets.zones.rings import Shape, Spot, put_together, taken_apart

LEAST_M2 = 1.0
"""A smaller area is a slip of the hand."""


class Wrong(Enum):
    """What can be wrong."""

    NOTHING_DRAWN = "nothing-drawn"
    CROSSING = "crossing"
    TOO_SMALL = "too-small"


@dataclass(frozen=True)
class Fault:
    """What is wrong, and the spot (map metres) when there is one."""

    wrong: Wrong
    spot: Spot | None = None


def fault_of(shape: Shape) -> Fault | None:
    """The first thing wrong with a shape, None when it can be saved."""
    if not shape:
        return Fault(Wrong.NOTHING_DRAWN)
    whole = put_together(shape)
    why, spot = crossing(whole)
    if why:
        return Fault(Wrong.CROSSING, spot)
    return Fault(Wrong.TOO_SMALL, shape[0][0][0]) if whole.area < LEAST_M2 else None


def repaired(shape: Shape) -> Shape | None:
    """The areas its lines enclose, without crossings; None when they enclose none."""
    whole = mended(put_together(shape))
    if whole is None:
        return None
    made = taken_apart(whole)
    return made if fault_of(made) is None else None
