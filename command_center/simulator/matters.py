"""Matters on the street: a car on the pavement, waste water, a stall. Cameras, citizens and squads meet in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from command_center.model.categories import Category
from command_center.model.observations import PlateColour
from command_center.model.places import PlaceKind
from command_center.simulator import people, pictures
from command_center.simulator.pictures import Picture, Subject
from command_center.simulator.stage import LOCAL, Stage
from command_center.simulator.truth import moment

SAME_M = 60.0
"""A squad this near to a matter of its task's category deals with it."""


@dataclass
class Matter:
    """Something that lasts until `end`. `real` False: the detector was wrong. `place`: the bay or stall it is in."""

    kind: Category
    x: float
    y: float
    start: float
    end: float
    source: str
    real: bool = True
    place: str | None = None
    plate: str | None = None
    plate_colour: PlateColour | None = None
    seen: int = field(default=0)


class Matters:
    """All matters that go on at present."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.going: list[Matter] = []

    def begin(self, kind: Category, x: float, y: float, source: str, lasts: float, *, real: bool = True) -> Matter:
        """Something happens at a point; vehicles get a plate. Some vehicles stand in a bay, some stalls in theirs."""
        stage = self.stage
        matter = Matter(kind, x, y, stage.now, stage.now + lasts, source, real)
        if kind is Category.ILLEGAL_PARKING:
            matter.plate, matter.plate_colour = people.plate(stage.rng)
            self._move_into(matter, PlaceKind.LOADING_BAY, 0.25)
        elif kind is Category.STREET_VENDING:
            self._move_into(matter, PlaceKind.BREAKFAST_POINT, 0.2)
        note = "seen" if real else "not so: the detector is wrong"
        note = "inside a regulated place" if matter.place else note
        stage.truth.note(str(kind), source, matter.place, matter.start, None, note)
        self.going.append(matter)
        stage.at(matter.end, lambda: self.finish(matter))
        return matter

    def _move_into(self, matter: Matter, kind: PlaceKind, part: float) -> None:
        near = [s for s in self.stage.city.of(kind) if abs(s.middle[0] - matter.x) + abs(s.middle[1] - matter.y) < 400]
        if near and self.stage.chance(part):
            spot = self.stage.pick(near)
            (matter.x, matter.y), matter.place = spot.middle, spot.id

    def finish(self, matter: Matter) -> None:
        """It is over; a second time is nothing."""
        if matter in self.going:
            self.going.remove(matter)
            matter.end = self.stage.now
            note = "over"
            self.stage.truth.note(str(matter.kind), matter.source, matter.place, matter.start, matter.end, note)

    def clear(self, kind: Category, x: float, y: float) -> bool:
        """A squad deals with what is there of a kind; True when there was something real."""
        found = [m for m in self.going if m.kind is kind and (m.x - x) ** 2 + (m.y - y) ** 2 < SAME_M**2]
        for matter in found:
            self.finish(matter)
        return any(m.real for m in found)

    def picture(self, matter: Matter, caption: str) -> Picture:
        """What it looks like now. Where the detector is wrong there is only a street with people."""
        kind = matter.kind if matter.real else Category.OTHER
        return self.draw(kind, caption, matter.plate, matter.plate_colour)

    def draw(
        self,
        kind: Category,
        caption: str,
        plate: str | None = None,
        colour: PlateColour | None = None,
        *,
        handled: bool = False,
    ) -> Picture:
        """A picture of a kind of matter, dated now by the city's clocks."""
        when = moment(self.stage.now).astimezone(LOCAL)
        return pictures.take(Subject(kind, caption, when, plate, colour, handled), self.stage.rng)
