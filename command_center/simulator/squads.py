"""Squads on patrol, and on the way to what they are sent to."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import shapely

from command_center.model.categories import Category
from command_center.model.observations import (
    FeedbackState,
    Outcome,
    SquadFeedback,
    SquadPosition,
    SquadState,
    SquadStatus,
)
from command_center.model.outgoing import DispatchCancel, DispatchTask
from command_center.simulator import outings
from command_center.simulator.emission import SQUADS
from command_center.simulator.matters import Matters
from command_center.simulator.tracks import Track, along, joined, waiting

DECLINES = 0.03
DRIVES_M_S, PATROLS_M_S = 8.0, 2.6
MOBILE = 2
"""Squads of the mobile company besides one squad a grid."""
_NUMERALS = "一二三四五六七八九十"
_DONE: dict[Outcome, str] = {
    Outcome.ADVISED: "已到现场劝导，当事人已自行改正。",
    Outcome.CLEARED: "已现场清理完毕，恢复原状。",
    Outcome.PENALTY: "经劝导拒不改正，已固定证据，建议立案查处。",
    Outcome.NONE: "到达现场后未发现所述情况。",
}
_CLEARED = (Category.EXPOSED_REFUSE, Category.LITTERING, Category.BILLS_AND_GRAFFITI, Category.BIKE_PARKING,
            Category.NONMOTOR_PARKING, Category.VEHICLE_SPILLS, Category.ILLEGAL_SIGNS)  # fmt: skip
_DOGS = (Category.DOG_IN_FORBIDDEN_ZONE, Category.DOG_OUT_OF_HOURS, Category.DOG_NUISANCE)


@dataclass
class Squad:
    """One squad. `tasks` wait behind `current`; `leg` changes with every plan, so that old plans fall silent."""

    id: str
    name: str
    company: str
    grid: int
    members: int
    track: Track
    tasks: deque[DispatchTask] = field(default_factory=deque)
    current: DispatchTask | None = None
    leg: int = 0

    @property
    def state(self) -> SquadState:
        """Free when nothing is asked of it."""
        return SquadState.BUSY if self.current or self.tasks else SquadState.FREE


class Squads:
    """All squads. `cleared` is told when one has dealt with a task: (category, x, y) → was something there?"""

    def __init__(self, matters: Matters, cleared: Callable[[Category, float, float], bool]) -> None:
        self._matters, self._stage, self._cleared = matters, matters.stage, cleared
        self.all = self._muster()
        self._by_id = {squad.id: squad for squad in self.all}
        self._known: set[str] = set()
        for i, squad in enumerate(self.all):
            self._stage.after(0.2 * i, partial(self._position, squad))

    def _muster(self) -> list[Squad]:
        """One squad a grid in its sub-district's company, and the mobile company's."""
        counts: dict[str, int] = {}
        grids = self._stage.city.grids
        plan = [(number, spot.name.split()[0], 1) for number, spot in sorted(grids.items())]
        old_town = [number for number, area, _ in plan if area == "府山"]
        plan += [(number, "机动", 2) for number in old_town[:MOBILE]]
        out = []
        for number, company, nth in plan:
            counts[company] = counts.get(company, 0) + 1
            name = f"{company}{_NUMERALS[counts[company] - 1]}班"
            members = int(self._stage.rng.integers(2, 5))
            track = along([grids[number].middle], 0.0, 1.0)
            out.append(Squad(f"S-{number:02d}-{nth}", name, f"{company}中队", number, members, track))
        return out

    def status(self, squad: Squad) -> SquadStatus:
        """Its standing."""
        return SquadStatus(squad.id, squad.name, squad.company, squad.grid, True, squad.members, squad.state)

    def _position(self, squad: Squad) -> None:
        """Tell where it is, every few seconds; on patrol choose the next way when the last is done."""
        stage = self._stage
        if squad.current is None and stage.now >= squad.track.end:
            self._patrol(squad)
        x, y = squad.track.at(stage.now)
        accuracy = stage.uniform(3, 7)
        noise = stage.rng.normal(0, accuracy / 1.51, 2).tolist()
        lon, lat = stage.city.lonlat(x + noise[0], y + noise[1])
        stage.emit(SQUADS, SquadPosition(squad.id, stage.moment(), lon, lat, round(accuracy, 1)))
        moving = squad.current is not None and stage.now < squad.track.end
        stage.after(3.0 if moving else stage.uniform(6, 10), partial(self._position, squad))

    def _patrol(self, squad: Squad) -> None:
        stage, city = self._stage, self._stage.city
        area = city.grids[squad.grid].shape
        xy = city.streets.xy
        inside = np.flatnonzero(shapely.contains_xy(area.buffer(10), xy[:, 0], xy[:, 1]))
        goal = xy[int(stage.rng.choice(inside))].tolist()
        walk = along(outings.way(city, squad.track.at(stage.now), (goal[0], goal[1])), stage.now, PATROLS_M_S)
        squad.track = joined(walk, waiting(goal[0], goal[1], stage.uniform(15, 90)))

    def dispatch(self, task: DispatchTask) -> None:
        """Take a task: accept or decline after some seconds. The same task again is nothing."""
        if task.task in self._known:
            return
        self._known.add(task.task)
        squad = self._by_id.get(task.squad)
        stage = self._stage
        if squad is None or stage.chance(DECLINES):
            text = "无此班组。" if squad is None else "正在处理重大事项，无法前往，请改派。"
            decline = partial(self._tell, task, FeedbackState.DECLINED, text)
            stage.after(stage.uniform(5, 25), decline)
            return
        squad.tasks.append(task)
        self._announce(squad)
        stage.after(stage.uniform(5, 40), partial(self._accept, squad, task))

    def _accept(self, squad: Squad, task: DispatchTask) -> None:
        if task in squad.tasks:
            self._tell(task, FeedbackState.ACCEPTED, "收到，马上出发。")
            self._stage.after(self._stage.uniform(3, 8), partial(self._next, squad))

    def _next(self, squad: Squad) -> None:
        """Set off to the first waiting task, if none is in hand."""
        if squad.current is not None:
            return
        if not squad.tasks:
            self._patrol(squad)
            return
        task = squad.current = squad.tasks.popleft()
        squad.leg += 1
        stage = self._stage
        goal = stage.city.xy(task.lon, task.lat)
        squad.track = along(outings.way(stage.city, squad.track.at(stage.now), goal), stage.now, DRIVES_M_S)
        self._tell(task, FeedbackState.EN_ROUTE, f"{squad.name}已出发。")
        stage.at(squad.track.end, partial(self._if_still, squad, squad.leg, self._arrive))

    def _if_still(self, squad: Squad, leg: int, act: Callable[[Squad, DispatchTask], None]) -> None:
        if squad.leg == leg and squad.current is not None:
            act(squad, squad.current)

    def _arrive(self, squad: Squad, task: DispatchTask) -> None:
        self._tell(task, FeedbackState.ON_SCENE, "已到达现场。")
        stage = self._stage
        stage.after(stage.uniform(110, 330), partial(self._if_still, squad, squad.leg, self._finish))

    def _finish(self, squad: Squad, task: DispatchTask) -> None:
        x, y = self._stage.city.xy(task.lon, task.lat)
        found = self._cleared(task.category, x, y)
        outcome = self._outcome(task.category, found)
        picture = self._matters.draw(task.category, f"{squad.name} {task.address}", handled=True)
        self._tell(task, FeedbackState.DONE, _DONE[outcome], outcome, (picture.url,))
        squad.current = None
        self._next(squad)
        self._announce(squad)

    def _outcome(self, category: Category, found: bool) -> Outcome:
        draw = float(self._stage.rng.random())
        if not found and draw < 0.08:
            return Outcome.NONE
        if draw > 0.93 and category not in _DOGS:
            return Outcome.PENALTY
        return Outcome.CLEARED if category in _CLEARED or draw > 0.75 else Outcome.ADVISED

    def cancel(self, order: DispatchCancel) -> None:
        """The task is off, whether waiting, under way or on the scene; an unknown one never starts."""
        self._known.add(order.task)
        for squad in self.all:
            waiting_ = [t for t in squad.tasks if t.task == order.task]
            for task in waiting_:
                squad.tasks.remove(task)
            current = squad.current is not None and squad.current.task == order.task
            if current:
                squad.current = None
                squad.leg += 1
                self._next(squad)
            if waiting_ or current:
                self._announce(squad)

    def _announce(self, squad: Squad) -> None:
        self._stage.emit(SQUADS, self.status(squad))

    def _tell(
        self,
        task: DispatchTask,
        state: FeedbackState,
        text: str,
        outcome: Outcome | None = None,
        photos: tuple[str, ...] = (),
    ) -> None:
        now = self._stage.moment()
        self._stage.emit(SQUADS, SquadFeedback(task.task, task.squad, state, now, outcome, text, photos))
