"""Which thing a click or the pointer means: matters first, then squads and vehicles, dogs, points, zones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from command_center.model.places import Place
from widgets.common.hours import hours_words
from widgets.common.theme import px
from widgets.map.glyphs import radius
from widgets.map.layers import Layer
from widgets.map.layout import Layout
from widgets.map.marks import MarkKind
from widgets.map.pick import after, within
from widgets.map.places import Places
from widgets.map.points.layer import PICTURE, PointLayer
from widgets.map.points.manner import Manner
from widgets.map.viewport import Viewport

DOG_REACH, POINT_REACH = 7, 7
"""How near the pointer must be, pixels of a 1080-line screen."""
DOGS_NAMED_FROM = 60.0
SMALL = (Layer.POINTS, Layer.BAYS, Layer.SERVICES)


@dataclass(frozen=True)
class Target:
    """What was meant: `kind` None for a place, "tag" for a dog, else the mark's kind; `tip` names it."""

    kind: MarkKind | str | None
    id: str
    tip: str


def mark_at(layout: Layout, x: float, y: float, selected: str | None, wall: bool) -> Target | None:
    """The mark at a pixel: the kind declared first wins; a second click on a pile takes the next of it."""
    seen = np.array(layout.seen, np.intp)
    if not len(seen):
        return None
    kinds = np.array([layout.marks[i].kind.value for i in layout.seen])
    for kind_set in ((MarkKind.EVENT, MarkKind.CASE), *((kind,) for kind in list(MarkKind)[2:])):
        some = seen[np.isin(kinds, [kind.value for kind in kind_set])]
        reach = max(radius(kind, wall) for kind in kind_set) + px(3)
        found = some[within(layout.px[some], layout.py[some], x, y, reach)]
        now = next((int(i) for i in found if layout.marks[int(i)].id == selected), None)
        if (index := after(found, now)) is not None:
            mark = layout.marks[index]
            return Target(mark.kind, mark.id, mark.tip)
    return None


def dog_at(points: PointLayer, view: Viewport, x: float, y: float, selected: str | None) -> Target | None:
    """The dog nearest to a pixel; a second click on a pile takes the next of it."""
    found = points.near(view, x, y, px(DOG_REACH if points.manner is not Manner.PICTURES else PICTURE // 2))
    tags = points.swarm.tags
    now = next((int(row) for row in found if tags[int(row)] == selected), None)
    if (row := after(found, now)) is None:
        return None
    tag = tags[row]
    return Target("tag", tag, QCoreApplication.translate("Map", "Tag {n}").format(n=tag))


def place_at(places: Places, view: Viewport, shown: frozenset[Layer], x: float, y: float) -> Target | None:
    """The point or bay nearest to a pixel, else the zone, street or grid around it."""
    drawn, sx, sy = places.small()
    for index in within(*view.to_px(sx, sy), x, y, px(POINT_REACH)):
        if drawn[index].layer in shown and view.mpp < 20:
            return Target(None, drawn[index].place.id, _tip(drawn[index].place, False))
    around = places.around(*view.to_metres(x, y), shown)
    if around is None or (around.layer is Layer.GRIDS and view.mpp > DOGS_NAMED_FROM):
        return None
    return Target(None, around.place.id, _tip(around.place, places.resting(around.place.id)))


def _tip(place: Place, resting: bool) -> str:
    rest = QCoreApplication.translate("Map", "not in force now") if resting else ""
    return " · ".join(part for part in (place.name, hours_words(place.hours) if place.hours else "", rest) if part)
