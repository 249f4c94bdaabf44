"""Everything on the map that has a name and is drawn one by one: matters, squads, vehicles, cameras."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from math import nan

from PySide6.QtCore import QCoreApplication

from command_center.live import LiveTable
from command_center.model.cases import Case, Step, TaskState
from command_center.model.categories import Category, Device, Priority
from command_center.model.events import EventState
from command_center.model.observations import CameraState, SquadState
from command_center.queries.answers import Board, CameraCard, CaseRow, ReviewRow, SquadCard, Tab
from widgets.common.words import CATEGORY, PRIORITY, grid_word, joined, word
from widgets.map.projection import Projection

DOG_KINDS = frozenset({Category.DOG_IN_FORBIDDEN_ZONE, Category.DOG_OUT_OF_HOURS, Category.TAG_OFFLINE})
UNDER_WAY = frozenset({TaskState.WAITING, TaskState.SENT, TaskState.DELIVERED, TaskState.ACCEPTED, TaskState.EN_ROUTE})
"""A squad with such a task is on its way, or about to be."""


class MarkKind(Enum):
    """What a mark stands for. Declared in the order in which a click prefers them."""

    EVENT = 0
    CASE = 1
    SQUAD = 2
    VEHICLE = 3
    DRONE = 4
    CAMERA = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing at `x`, `y` (map metres). `hollow`: busy, or a case (somebody has it); `grey`: stale, off or over;
    `label` stands beside it, `tip` says more; `heading` degrees from north or NaN; `squad` is who is on the way."""

    kind: MarkKind
    id: str
    x: float
    y: float
    label: str
    tip: str
    priority: Priority = Priority.LOW
    hollow: bool = False
    grey: bool = False
    heading: float = nan
    pulsing: bool = False
    squad: str | None = None


def short(subject: str) -> str:
    """A report's number without its date: DU-20261123-0081 → DU-0081."""
    parts = subject.split("-")
    return f"{parts[0]}-{parts[-1]}" if len(parts) == 3 and parts[1].isdigit() else subject


def of_board(board: Board, projection: Projection, private: bool) -> list[Mark]:
    """Rows to review and cases not over, best known position each, least urgent first. `private`: name no subject."""
    newest = newest_urgent(board)
    said = _Said()
    made = [_event(row, projection, private, row.id == newest, said) for row in board.review]
    cases: dict[str, CaseRow] = {}
    for tab in (Tab.TO_DISPATCH, Tab.IN_PROGRESS, Tab.TO_CHECK, Tab.OVERDUE):
        for case_row in board.cases.get(tab, ()):
            cases.setdefault(case_row.case.id, case_row)
    made += [_case(row, board, projection, private) for row in cases.values() if not row.case.step.over]
    return sorted(made, key=lambda mark: (-mark.priority.rank, -mark.kind.value))


def newest_urgent(board: Board) -> str | None:
    """The one event that may pulse: the newest urgent one nobody has acknowledged and that is not over."""
    urgent = [
        row for row in board.review if row.priority is Priority.URGENT and row.state is EventState.OPEN and not row.over
    ]
    return max(urgent, key=lambda row: row.age_from).id if urgent else None


class _Said:
    """The words of one language, each looked up once: a flood has thousands of rows and a dozen words."""

    def __init__(self) -> None:
        self.kind = cache(lambda kind: word(CATEGORY, kind))
        self.priority = cache(lambda priority: word(PRIORITY, priority))
        self.grid = cache(grid_word)


def _event(row: ReviewRow, projection: Projection, private: bool, pulsing: bool, said: _Said) -> Mark:
    x, y = projection.point(row.lon, row.lat)
    what, grid = said.kind(row.kinds[0]), said.grid(row.grid)
    where = row.place_name or row.address or grid
    # A report's address may be somebody's door: a wall names places and fixed cameras' spots only.
    public = row.place_name or (row.address if row.device is Device.FIXED else None) or grid
    label = (public or what) if private else short(row.plate or row.subject)
    tip = joined(said.priority(row.priority), what, row.plate or row.subject, where, grid)
    return Mark(MarkKind.EVENT, row.id, x, y, label, tip, row.priority, grey=row.over, pulsing=pulsing)


def _case(row: CaseRow, board: Board, projection: Projection, private: bool) -> Mark:
    case: Case = row.case
    x, y = projection.point(case.lon, case.lat)
    late = QCoreApplication.translate("Map", "Overdue") if case.overdue(board.at) else ""
    what = word(CATEGORY, case.category)
    where = row.place_name or case.address or grid_word(case.grid)
    name = (row.place_name or grid_word(case.grid) or what) if private else short(case.title_subject)
    tip = joined(word(PRIORITY, case.priority), what, case.title_subject, where, row.squad_name, late)
    on_the_way = case.squad if row.task is not None and row.task.state in UNDER_WAY else None
    checked = case.step is Step.REPORTED_BACK
    return Mark(MarkKind.CASE, case.id, x, y, joined(name, late), tip, case.priority, True, checked, squad=on_the_way)


def of_squads(cards: Iterable[SquadCard], table: LiveTable, projection: Projection, stale: bool) -> list[Mark]:
    """Squads on duty whose position is known."""
    made = []
    for card in cards:
        row = table.row(card.squad)
        if row is None or not card.on_duty:
            continue
        x, y = projection.point(float(table.lon[row]), float(table.lat[row]))
        members = QCoreApplication.translate("Map", "{n} people").format(n=card.members)
        tasks = QCoreApplication.translate("Map", "{n} tasks").format(n=card.tasks)
        tip = joined(card.name, card.company, grid_word(card.grid), members, tasks)
        busy = card.state is not SquadState.FREE
        made.append(Mark(MarkKind.SQUAD, card.squad, x, y, card.name, tip, hollow=busy, grey=stale))
    return made


def of_cameras(
    cards: Iterable[CameraCard], cameras: LiveTable, drones: LiveTable, projection: Projection, stale: bool
) -> list[Mark]:
    """Fixed cameras, capture vehicles and drones: where they are now if it is known, else where they were entered."""
    kinds = {Device.FIXED: MarkKind.CAMERA, Device.VEHICLE: MarkKind.VEHICLE, Device.DRONE: MarkKind.DRONE}
    made, seen = [], set()
    for card in cards:
        lon, lat, heading = card.lon, card.lat, card.heading
        table = drones if card.device is Device.DRONE else cameras
        row = table.row(card.camera) if card.device is not Device.FIXED else None
        if row is not None:
            lon, lat, heading = float(table.lon[row]), float(table.lat[row]), float(table.heading[row])
        seen.add(card.camera)
        x, y = projection.point(lon, lat)
        off = card.state is CameraState.OFFLINE
        tip = joined(card.name, QCoreApplication.translate("Map", "Offline") if off else "")
        turned = nan if heading is None else heading
        made.append(Mark(kinds[card.device], card.camera, x, y, card.name, tip, grey=off or stale, heading=turned))
    for name in (name for name in drones.ids if name not in seen):
        row = drones.row(name)
        assert row is not None
        x, y = projection.point(float(drones.lon[row]), float(drones.lat[row]))
        made.append(Mark(MarkKind.DRONE, name, x, y, name, name, grey=stale, heading=float(drones.heading[row])))
    return made


def positions(table: LiveTable, projection: Projection) -> Mapping[str, tuple[float, float]]:
    """Where each thing of a (small) table is, map metres."""
    x, y = projection.to_metres(table.lon, table.lat)
    return dict(zip(table.ids, zip(x.tolist(), y.tolist(), strict=True), strict=True))
