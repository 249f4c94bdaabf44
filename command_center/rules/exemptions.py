"""What a place excuses: a vehicle in a loading bay within hours and time, a stall at its point in hours and season."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from command_center.model.categories import Category, Device
from command_center.model.places import Place, PlaceKind
from command_center.model.suppressed import Finding, Judged, Standing
from command_center.rules.hours import in_force

ACCURACY_M = {Device.FIXED: 1.0, Device.VEHICLE: 3.0, Device.DRONE: 3.0}
"""Detections carry no accuracy: a fixed camera's picture is measured in once, what moves has a satellite receiver."""
POINT_M = 6.0
"""A stall's point given as a point is taken to be this large around it: a stall, its table and who stands at it."""
_POINTS = frozenset({PlaceKind.BREAKFAST_POINT, PlaceKind.REPAIR_POINT, PlaceKind.MARKET, PlaceKind.SEASONAL_POINT})
EXCUSES: dict[Category, frozenset[PlaceKind]] = {
    Category.ILLEGAL_PARKING: frozenset({PlaceKind.LOADING_BAY}),
    Category.STREET_VENDING: _POINTS,
    Category.SHOP_OVERFLOW: _POINTS,
}
KINDS = frozenset(kind for kinds in EXCUSES.values() for kind in kinds)

Near = Callable[[float, float], Sequence[tuple[Place, float]]]
"""The exempting places near a spot (degrees), each with the depth in metres, negative outside."""


@dataclass(frozen=True, slots=True)
class Excuse:
    """A place that may excuse a sighting: `judged` says why it does not, None when it does."""

    place: Place
    depth_m: float
    judged: Judged | None


def standing(depth_m: float, accuracy_m: float) -> Standing:
    """Inside or outside only by more than the position may be wrong."""
    if depth_m >= accuracy_m:
        return Standing.INSIDE
    return Standing.OUTSIDE if depth_m <= -accuracy_m else Standing.UNCERTAIN


def excuse(
    kind: Category, device: Device, when: datetime, near: Sequence[tuple[Place, float]], timezone: str
) -> Excuse | None:
    """The place that concerns a sighting, None when there is none: the one it is deepest in, in force before others."""
    accuracy = ACCURACY_M[device]
    found = [
        (in_force(place.hours, when, timezone), depth, place)
        for place, depth in near
        if place.kind in EXCUSES.get(kind, ()) and standing(depth, accuracy) is not Standing.OUTSIDE
    ]
    if not found:
        return None
    open_, depth, place = max(found, key=lambda one: (one[0], one[1], one[2].id))
    sure = standing(depth, accuracy) is Standing.INSIDE
    finding = None if sure and open_ else Finding.UNCERTAIN if open_ else Finding.OUTSIDE_HOURS
    if finding is None:
        return Excuse(place, depth, None)
    return Excuse(place, depth, Judged(finding, place.name, depth, accuracy, place.hours, place.max_stay_min))
