"""What a seat is about to show on the wall: chosen monitors, a chosen scene, which scenes turn, how fast, the rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from command_center.model.walls import Plan
from command_center.queries.walls import KeptScene, MonitorCard, Wall

SECONDS = (10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600)
URGENT_SECONDS = (60, 120, 300, 600, 1200, 1800)


def step(values: Sequence[int], now: int, by: int) -> int:
    """The next of `values` above (or below) the present one; at the end, the last."""
    if by > 0:
        return next((value for value in values if value > now), values[-1])
    return next((value for value in reversed(values) if value < now), values[0])


@dataclass
class Draft:
    """Taken over from the wall as it is when the panel opens, and after each command; what a person has set since is
    kept."""

    wall: Wall | None = None
    monitors: set[str] = field(default_factory=set)
    scene: str = ""
    turn: list[str] = field(default_factory=list)
    every_s: int = 30
    urgent: str = ""
    urgent_s: int = 300
    touched: bool = False

    def take(self, wall: Wall) -> None:
        """The wall as it is now. The first time, and until somebody has set something here, its plan is taken over."""
        known = {card.monitor.id for card in self.cards}
        self.wall = wall
        here = [card for card in wall.monitors if card.there]
        self.monitors = {card.monitor.id for card in here if card.monitor.id in self.monitors or
                         card.monitor.id not in known}  # fmt: skip
        ids = [kept.scene.id for kept in wall.scenes]
        self.turn = [id_ for id_ in self.turn if id_ in ids]
        self.urgent = self.urgent if self.urgent in ids else ""
        first = next((card for card in here if card.monitor.id in self.monitors), None)
        if first is not None and not self.touched:
            plan = first.plan
            self.turn = [id_ for id_ in plan.turn if id_ in ids]
            self.every_s, self.urgent_s = plan.every_s, plan.urgent_s
            self.urgent = plan.urgent if plan.urgent in ids else ""
            self.scene = self.scene or plan.scene
        if self.scene not in ids:
            self.scene = ids[0]

    @property
    def cards(self) -> Sequence[MonitorCard]:
        """The monitors of the wall."""
        return self.wall.monitors if self.wall is not None else ()

    @property
    def scenes(self) -> Sequence[KeptScene]:
        """The scenes there are."""
        return self.wall.scenes if self.wall is not None else ()

    def kept(self) -> KeptScene | None:
        """The chosen scene."""
        return next((one for one in self.scenes if one.scene.id == self.scene), None)

    def choose_monitor(self, id_: str) -> None:
        """Take a monitor in, or leave it out."""
        self.monitors ^= {id_}

    def mark(self) -> None:
        """The chosen scene turns with the others, or no longer."""
        self.touched = True
        if self.scene in self.turn:
            self.turn.remove(self.scene)
        else:
            order = [kept.scene.id for kept in self.scenes]
            self.turn = sorted({*self.turn, self.scene}, key=order.index)

    def rule(self) -> None:
        """An urgent alarm brings the chosen scene; if it did already, none."""
        self.touched = True
        self.urgent = "" if self.urgent == self.scene else self.scene

    def faster(self, by: int) -> None:
        """Seconds of the rotation, a step more or less."""
        self.touched = True
        self.every_s = step(SECONDS, self.every_s, by)

    def longer(self, by: int) -> None:
        """How long an urgent alarm keeps its scene, a step more or less."""
        self.touched = True
        self.urgent_s = step(URGENT_SECONDS, self.urgent_s, by)

    def plan(self, turning: bool) -> Plan:
        """What is to be shown: the chosen scene, or those marked, in turn."""
        turn = tuple(self.turn) if turning else ()
        return Plan(scene=turn[0] if turn else self.scene, turn=turn, every_s=self.every_s, urgent=self.urgent,
                    urgent_s=self.urgent_s)  # fmt: skip
