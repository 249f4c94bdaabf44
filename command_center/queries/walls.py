"""What a wall and a seat that drives it ask for: scenes, monitors and their plans, and the figures scenes show."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import Connection

from command_center.figures import standing
from command_center.model.categories import Category
from command_center.model.walls import OVERVIEW, STANDARD, Monitor, Plan, Scene
from command_center.store import walls

SILENT_AFTER = timedelta(seconds=60)
"""A wall says every 20 s that it is there; a monitor not heard of for so long is taken for gone."""


class KeptScene(Struct, frozen=True):
    """A scene, the number of its last change (0: never changed), and whether the program brings it itself."""

    scene: Scene
    number: int
    standard: bool


class MonitorCard(Struct, frozen=True):
    """A monitor, what it is to show and since when (`since` None: nobody has said), and whether a wall is on it."""

    monitor: Monitor
    plan: Plan
    since: datetime | None
    there: bool
    seen: datetime


class Wall(Struct, frozen=True):
    """Everything about the wall. `last_plan` is what `ShowOnWall` is to expect."""

    scenes: tuple[KeptScene, ...]
    monitors: tuple[MonitorCard, ...]
    last_plan: int

    def scene(self, id_: str) -> Scene:
        """The scene of this id; one that was taken away meanwhile: the overview."""
        found = {kept.scene.id: kept.scene for kept in self.scenes}
        return found.get(id_) or found[OVERVIEW]


class Score(Struct, frozen=True):
    """One line of a ranking: a company's name or a grid's number, closed cases of the month, the share of them closed
    in time (0…1, None with none closed), and open ones now."""

    name: str
    closed: int
    on_time: float | None
    open: int


class WallFigures(Struct, frozen=True, kw_only=True):
    """Events raised in each of the last 24 hours, oldest first; by category since midnight, most first; companies and
    grids, best first."""

    hours: tuple[int, ...]
    categories: tuple[tuple[Category, int], ...]
    companies: tuple[Score, ...]
    grids: tuple[Score, ...]


NO_PLAN = Plan(scene=OVERVIEW)


def read_wall(connection: Connection, now: datetime) -> Wall:
    """Everything about the wall at `now`."""
    changed = {row.id: row for row in walls.scenes(connection)}
    kept = [_standard(scene, changed.pop(scene.id, None)) for scene in STANDARD]
    kept += [KeptScene(row.scene, row.number, False) for row in changed.values() if row.scene is not None]
    plans = {row.monitor: row for row in walls.plans(connection)}
    cards = []
    for row in walls.monitors(connection):
        plan = plans.get(row.monitor.id)
        there = row.present and now - row.seen < SILENT_AFTER
        shows, since = (plan.plan, plan.since) if plan is not None else (NO_PLAN, None)
        cards.append(MonitorCard(row.monitor, shows, since, there, row.seen))
    return Wall(tuple(kept), tuple(cards), walls.newest_plan(connection))


def _standard(scene: Scene, row: walls.SceneRow | None) -> KeptScene:
    if row is None:
        return KeptScene(scene, 0, True)
    return KeptScene(row.scene or scene, row.number, True)


def read_figures(connection: Connection, now: datetime, zone: str) -> WallFigures:
    """The figures at `now`; days and months are local ones of `zone`."""
    found = standing.standing(connection, now, zone)

    def scores(lines: tuple[standing.Standing, ...]) -> tuple[Score, ...]:
        return tuple(Score(one.name, one.closed, one.on_time, one.open) for one in lines)

    return WallFigures(
        hours=found.hours,
        categories=tuple((Category(name), count) for name, count in found.categories),
        companies=scores(found.companies),
        grids=scores(found.grids),
    )
