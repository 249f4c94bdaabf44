# ruff: noqa: E501 - rows of data read better whole, and Chinese characters count double
"""A room to sit in without a store: an in-memory desk made of real answer types, and what it was asked to do.

Commands change the board and tell notices, as the store does, so that a window is driven the way it really is.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import numpy as np
from msgspec.structs import replace
from shapely.geometry import Polygon

from command_center.bureau import read_bureau
from command_center.clock import FixedClock, to_ms
from command_center.commands import requests as ask
from command_center.commands.requests import Done, Refused, Request
from command_center.figures.load import Arrival, Dismissals, Learned, load
from command_center.figures.trial import trial
from command_center.live import Live
from command_center.model.cases import Case, Feedback, Step, Task, TaskState
from command_center.model.categories import Category, Device, Priority
from command_center.model.dogs import FaultState
from command_center.model.events import (
    Condition,
    DetectionReason,
    EventState,
    FixEvidence,
    FlaggedEvent,
    HoursReason,
    ReportReason,
    Review,
    ZoneReason,
)
from command_center.model.health import FeedHealth, FeedState
from command_center.model.observations import Channel, DetectedObject, FeedbackState, Outcome, SquadState
from command_center.model.people import Person, Role
from command_center.model.places import Place, PlaceKind
from command_center.model.settings import DogWalking
from command_center.model.shift import Instruction, LogKind, LogLine
from command_center.model.walls import OVERVIEW, STANDARD, Plan
from command_center.notices import CaseChanged, EventChanged, Notices, WallChanged
from command_center.queries.answers import (
    Board,
    CameraCard,
    CaseRow,
    CompanyScore,
    DayFigures,
    DogCard,
    HistoryEntry,
    Matter,
    ReviewRow,
    SquadAdvice,
    SquadCard,
    Tab,
    TrackPoint,
)
from command_center.queries.dog_papers import DogPapers
from command_center.queries.handbook import HandbookView
from command_center.queries.load import AlarmLoad
from command_center.queries.places import PlaceEntry, PlaceHistory, PlaceLine, When
from command_center.queries.replay.archive import Histogram
from command_center.queries.replay.history import History, PastEvent
from command_center.queries.replay.slab import LENGTH_MS, Slab, build
from command_center.queries.replay.track import Track
from command_center.queries.rules import RuleEntry, RuleHistory
from command_center.queries.search.past import PastHit, Word
from command_center.queries.shift import ShiftView, SquadOnDuty
from command_center.queries.suppressed import SuppressedLine
from command_center.queries.tag_work import TagItem
from command_center.queries.trial.asked import Trial, TrialResult
from command_center.queries.trial.asking import TrialCancelled, TrialFailed
from command_center.queries.troubles import Delivery, Gap, QuarantinePage, SetAside, Sought
from command_center.queries.walls import KeptScene, MonitorCard, Score, Wall, WallFigures
from command_center.store.tracks import Columns, named
from widgets.common.desk import Desk

NOW = datetime(2026, 11, 22, 23, 42, 16, tzinfo=UTC)  # 07:42:16 in the city
LON, LAT = 118.8712, 28.9461
PARK = Place(
    id="no-dog-park-01",
    name="府山公园",
    kind=PlaceKind.NO_DOG,
    geometry=Polygon(
        [(118.8706, 28.9455), (118.8730, 28.9457), (118.8733, 28.9470), (118.8709, 28.9473), (118.8703, 28.9463)]
    ),
    version="91c04be2",
    grid=10,
)
WANG = Person("wang-min", "王敏", frozenset({Role.INTAKE, Role.DISPATCHER, Role.CHECKER}))


def ago(**span: float) -> datetime:
    """A moment before NOW."""
    return NOW - timedelta(**span)


def review(id_: str, kind: Category, priority: Priority, age_s: float, **fields: object) -> ReviewRow:
    """A row to review."""
    base: dict[str, object] = {
        "id": id_,
        "events": (id_,),
        "kinds": (kind,),
        "priority": priority,
        "state": EventState.OPEN,
        "over": False,
        "subject": id_,
        "plate": None,
        "place": None,
        "place_name": None,
        "address": None,
        "grid": 7,
        "lon": LON,
        "lat": LAT,
        "age_from": ago(seconds=age_s),
        "last_seen": ago(seconds=5),
        "count": 1,
        "source": "dogs",
    }
    return ReviewRow(**(base | fields))  # type: ignore[arg-type]


def case_row(id_: str, step: Step, category: Category, left_min: float, **fields: object) -> CaseRow:
    """A case in a list."""
    state = fields.pop("task", None)
    case = Case(
        id=id_,
        step=step,
        category=category,
        priority=fields.pop("priority", Priority.MEDIUM),  # type: ignore[arg-type]
        title_subject=str(fields.pop("subject", "")),
        place=None,
        grid=int(str(fields.pop("grid", 12))),
        lon=LON + 0.004,
        lat=LAT - 0.003,
        address="荷花中路",
        opened=ago(minutes=50),
        deadline=NOW + timedelta(minutes=left_min),
        squad="S-10-1" if step is not Step.OPENED else None,
        outcome=Outcome.ADVISED if step is Step.REPORTED_BACK else None,
        events=(f"E-{id_}",),
    )
    task = None
    if isinstance(state, TaskState):
        task = Task(
            f"{id_}-T1", id_, "S-10-1", state, ago(minutes=40), case.deadline, ago(minutes=40), _feedback(state)
        )
    return CaseRow(
        case=case,
        place_name=fields.pop("place_name", None),  # type: ignore[arg-type]
        squad_name="府山一班" if case.squad else None,
        task=task,
        undelivered=bool(fields.pop("undelivered", False)),
    )


def _feedback(state: TaskState) -> tuple[Feedback, ...]:
    found = [Feedback("S-10-1", FeedbackState.ON_SCENE, None, "", ago(minutes=20))]
    if state is TaskState.DONE:
        text = "当事人已自行清理,现场恢复整洁"
        found.append(Feedback("S-10-1", FeedbackState.DONE, Outcome.ADVISED, text, ago(minutes=6)))
    return tuple(found)


def busy_board() -> Board:
    """A believable morning."""
    zone, hours = Category.DOG_IN_FORBIDDEN_ZONE, Category.DOG_OUT_OF_HOURS
    rows = (
        review("E0417", zone, Priority.URGENT, 38, subject="0417", place_name="实验小学", grid=16, fixes=4,
               lon=118.8718, lat=28.9428),
        review("E1873", zone, Priority.HIGH, 131, subject="1873", place="no-dog-park-01", place_name="府山公园", grid=10,
               kinds=(zone, hours), events=("E1873", "E1874"), fixes=4, count=2),
        review("E0219", Category.WASTE_WATER, Priority.HIGH, 220, subject="C-0219", address="荷花中路洗车店", grid=9,
               device=Device.FIXED, confidence=0.93, source="cameras", lon=118.8762, lat=28.9515),
        review("E0306", Category.ILLEGAL_PARKING, Priority.HIGH, 245, subject="V-03", plate="浙H·6***2",
               address="上街", grid=4, device=Device.VEHICLE, confidence=0.98, count=3, source="cameras",
               lon=118.8615, lat=28.9602),
        review("E0081", Category.STREET_VENDING, Priority.MEDIUM, 322, subject="DU-20261123-0081", address="太真路 18 号",
               grid=22, source="urban", lon=118.8668, lat=28.9301),
        review("E0063", Category.BIKE_PARKING, Priority.MEDIUM, 370, subject="大草原北门", place_name="西区大草原北门",
               grid=26, count=12, source="cameras", lon=118.8418, lat=28.9312),
        review("E0082", Category.COOKING_FUMES, Priority.MEDIUM, 708, subject="DU-20261123-0079", address="新桥街 44 号",
               grid=9, count=3, state=EventState.ACKNOWLEDGED, source="urban", lon=118.8731, lat=28.9512),
        review("E0083", Category.BILLS_AND_GRAFFITI, Priority.MEDIUM, 740, subject="U-02", address="劳动路", grid=15,
               device=Device.DRONE, confidence=0.81, source="cameras", lon=118.8574, lat=28.9371),
        review("E2210", hours, Priority.MEDIUM, 800, subject="2210", grid=21, fixes=4, over=True,
               state=EventState.CLEARED, lon=118.8588, lat=28.9351),
        review("E0084", Category.EXPOSED_REFUSE, Priority.LOW, 842, subject="DU-20261123-0074", address="坊门街",
               grid=16, source="urban", lon=118.8690, lat=28.9417),
        review("E0085", Category.ILLEGAL_SIGNS, Priority.LOW, 937, subject="DU-20261123-0071", address="三衢路",
               grid=24, source="urban", lon=118.8993, lat=28.9399),
    )  # fmt: skip
    shelved = (
        review("E0090", Category.SHOP_OVERFLOW, Priority.MEDIUM, 4000, subject="C-0188", address="下街", grid=16,
               device=Device.FIXED, confidence=0.88, state=EventState.SHELVED, shelved_until=NOW + timedelta(minutes=21)),
    )  # fmt: skip
    vending, parking = Category.STREET_VENDING, Category.ILLEGAL_PARKING
    moving = (
        case_row("AJ-20261123-0086", Step.HANDLING, parking, 25, task=TaskState.ON_SCENE, place_name="上街",
                 priority=Priority.HIGH),
        case_row("AJ-20261123-0084", Step.DISPATCHED, Category.WASTE_WATER, 56, task=TaskState.SENT, undelivered=True,
                 place_name="荷花中路"),
        case_row("AJ-20261123-0079", Step.HANDLING, vending, -4, task=TaskState.EN_ROUTE, place_name="太真路"),
    )  # fmt: skip
    waiting = (case_row("AJ-20261123-0087", Step.OPENED, Category.LITTERING, 9, place_name="水亭门广场"),)
    checks = (
        case_row("AJ-20261123-0071", Step.REPORTED_BACK, Category.SHOP_OVERFLOW, 90, task=TaskState.DONE,
                 place_name="下街"),
    )  # fmt: skip
    cases = {Tab.TO_DISPATCH: waiting, Tab.IN_PROGRESS: moving, Tab.TO_CHECK: checks, Tab.OVERDUE: moving[2:]}
    return board(rows, shelved, cases)


def board(
    rows: Sequence[ReviewRow],
    shelved: Sequence[ReviewRow] = (),
    cases: dict[Tab, tuple[CaseRow, ...]] | None = None,
) -> Board:
    """A snapshot of these rows."""
    return Board(
        at=NOW,
        review=tuple(rows),
        shelved=tuple(shelved),
        cases=dict.fromkeys((Tab.TO_DISPATCH, Tab.IN_PROGRESS, Tab.TO_CHECK, Tab.OVERDUE), ()) | (cases or {}),
        by_priority={priority: sum(row.priority is priority for row in rows) for priority in Priority},
    )


class FakeArchive:
    """A city of a few dogs that all walk north from 18:42 on: 0.001° in 10 minutes, a fix each 10 seconds."""

    def __init__(self) -> None:
        self.tags = ("0417", "1873", "0001")
        self.start, self.end = to_ms(ago(hours=5)), to_ms(NOW)
        self.read: list[tuple[str, int]] = []
        self.events: list[PastEvent] = []

    async def extent(self) -> tuple[int, int] | None:
        return self.start, self.end

    def fixes(self, first: int, last: int) -> Columns:
        """All of them between two moments."""
        times = np.arange(max(first, self.start), min(last, self.end), 10_000, dtype=np.int64)
        when = np.tile(times, len(self.tags))
        names = tuple(tag for tag in self.tags for _ in times)
        lat = 28.94 + (when - self.start) / 600_000 * 0.001
        return named(names, when, np.repeat(np.linspace(118.86, 118.88, len(self.tags)), len(times)), lat, lat * 0 + 5)

    async def slab(self, kind: str, number: int) -> Slab:
        self.read.append((kind, number))
        columns = self.fixes(number * LENGTH_MS, (number + 1) * LENGTH_MS)
        return build(number, [columns] if kind == "dog" and len(columns.row) else [])

    async def track(self, tag: str, start: datetime, end: datetime) -> AsyncIterator[Track]:
        columns = self.fixes(to_ms(start), to_ms(end))
        mine = columns.row == columns.names.index(tag)
        yield Track(columns.time_ms[mine], columns.lon[mine], columns.lat[mine])

    async def histogram(self, start: datetime, end: datetime, buckets: int) -> Histogram:
        counts = {priority: tuple((n * (priority.rank + 3)) % 7 // 2 for n in range(buckets)) for priority in Priority}
        return Histogram(start, end, counts)

    async def history(self, start: datetime, end: datetime) -> History:
        return History(self.events, (), {})


class FakeQueries:
    """Answers from memory. `asked` counts how often the board was read."""

    def __init__(self, now: FixedClock) -> None:
        self.clock = now
        self.archive = FakeArchive()
        self.now_board = busy_board()
        self.asked = 0
        self.pictures: dict[str, bytes] = {}
        self.health: list[FeedHealth] = healthy()
        self.lost: dict[str, Sequence[Gap]] = {}
        self.unsent: dict[str, Sequence[Delivery]] = {}
        self.aside: list[SetAside] = []
        self.saved: list[tuple[Sought, Path]] = []
        self.over: list[PastHit] = []
        self.tag_items: list[TagItem] = []
        self.papers: dict[str, DogPapers] = {}
        self.over_matters: dict[str, Matter] = {}
        self.sought: list[Sequence[Word]] = []
        self.rule_entries = [
            RuleEntry(1, DogWalking(), "3f2a91c0aa11", ago(days=40), None, ago(days=40), "system", "file", When.NOW)
        ]
        self.shift_now = ShiftView(
            ago(hours=3),
            (LogLine(1, ago(minutes=5), "陈静", LogKind.NOTE, "", "斗潭路路灯不亮,已报路灯所"),),
            (Instruction("I1", ago(minutes=9), "陈静", "雨后注意沿街积水", {"S-07-1": NOW, "S-08-1": None}),),
            (SquadOnDuty("S-07-1", "府山一班", True, ("张三",)), SquadOnDuty("S-08-1", "花园一班", False, ())),
            (("shift-leader", "陈静"), ("intake", "王敏")),
            None,
        )
        self.wall_now = Wall(tuple(KeptScene(scene, 0, True) for scene in STANDARD), (), 0)

    async def board(self) -> Board:
        self.asked += 1
        return self.now_board

    async def alarm_load(self, span: timedelta) -> AlarmLoad:
        arrivals = [
            Arrival(NOW - span * (n / 80), Category.DOG_IN_FORBIDDEN_ZONE, list(Priority)[n % 4], f"zone-{n % 7}")
            for n in range(1, 80)
        ]
        cameras = (Dismissals("C-0219", 19, 20), Dismissals("C-0102", 2, 11))
        learned = Learned((Dismissals(Category.ILLEGAL_PARKING, 21, 31),), (Dismissals("zone-1", 1, 8),), cameras)
        decided = [(0.5 + 0.02 * n, n < 19) for n in range(20)]
        tried = trial("C-0219", 0.0, 0, decided, 0)
        return AlarmLoad(load(arrivals, NOW - span, NOW, 2, 1), learned, (tried,))

    async def matter(self, event_or_case: str) -> Matter | None:
        for row in (*self.now_board.review, *self.now_board.shelved):
            if row.id == event_or_case:
                return matter_of(row)
        for rows in self.now_board.cases.values():
            for found in rows:
                if found.case.id == event_or_case:
                    return case_matter(found)
        return self.over_matters.get(event_or_case)

    async def picture(self, sha256: str) -> bytes | None:
        return self.pictures.get(sha256)

    async def dog_papers(self, tag: str) -> DogPapers | None:
        return self.papers.get(tag)

    async def tag_work(self, *, settled: bool) -> tuple[TagItem, ...]:
        return tuple(item for item in self.tag_items if settled or item.fault.state is FaultState.OPEN)

    async def squads(self) -> tuple[SquadCard, ...]:
        return tuple(
            SquadCard(squad=squad.squad, name=squad.name, company=squad.company, grid=10, on_duty=True,
                      members=squad.members, state=squad.state, tasks=squad.load)
            for squad in SQUADS
        )  # fmt: skip

    async def cameras(self) -> tuple[CameraCard, ...]:
        return ()

    async def figures(self) -> DayFigures:
        return DayFigures(
            opened_today=87, opened_yesterday_by_now=92, in_progress=23, overdue=1, closed_on_time=0.989,
            solved_all_time=0.9982, false_alarms_7_days=0.031, hourly=tuple(3 + (n * 7) % 11 for n in range(96)),
            companies=tuple(
                CompanyScore(name, 120 - 9 * n, 0.964 - 0.008 * n)
                for n, name in enumerate(("府山中队", "荷花中队", "信安中队", "双港中队", "白云中队"))
            ),
            quarantined=2,
        )  # fmt: skip

    async def past(self, words: Sequence[Word]) -> tuple[PastHit, ...]:
        self.sought.append(words)
        return tuple(one for one in self.over if all(w.text in f"{one.id} {one.subject} {one.plate}" for w in words))

    async def gaps(self, feed: str) -> tuple[Gap, ...]:
        return tuple(self.lost.get(feed, ()))

    async def undelivered(self, feed: str) -> tuple[Delivery, ...]:
        return tuple(self.unsent.get(feed, ()))

    async def quarantine(self, sought: Sought, before: int | None = None) -> QuarantinePage:
        found = [row for row in self.aside if row.feed == sought.feed and sought.reason in row.reason]
        rest = [row for row in found if before is None or row.id < before]
        return QuarantinePage(tuple(rest[:200]), len(found), len(rest) > 200)

    async def save_quarantine(self, sought: Sought, file: Path, progress: Callable[[int], None]) -> int:
        self.saved.append((sought, file))
        progress(200)
        return 450

    def places(self) -> Sequence[Place]:
        return [PARK]

    async def place_history(self, place: str) -> PlaceHistory:
        return PlaceHistory(())

    async def place_lines(self) -> tuple[PlaceLine, ...]:
        return (PlaceLine(PARK, ago(days=40), 1, True),)

    async def places_to_come(self) -> tuple[PlaceEntry, ...]:
        return ()

    async def last_place_change(self) -> int:
        return 0

    async def rule_history(self) -> RuleHistory:
        return RuleHistory(tuple(self.rule_entries))

    async def handbook(self, event_or_case: str) -> HandbookView | None:
        page = read_bureau().handbook.page(Category.DOG_IN_FORBIDDEN_ZONE)
        return HandbookView(page, None, False, {}, (), 1, page.rung(1))

    async def shift(self) -> ShiftView:
        return self.shift_now

    async def suppressed(self) -> tuple[SuppressedLine, ...]:
        return ()

    async def wall(self) -> Wall:
        return self.wall_now

    async def wall_figures(self) -> WallFigures:
        kinds = (
            Category.DOG_IN_FORBIDDEN_ZONE,
            Category.ILLEGAL_PARKING,
            Category.STREET_VENDING,
            Category.WASTE_WATER,
        )
        companies = ("府山中队", "荷花中队", "信安中队", "双港中队", "白云中队")
        return WallFigures(
            hours=tuple(2 + (n * 5) % 9 for n in range(24)),
            categories=tuple((kind, 31 - 7 * n) for n, kind in enumerate(kinds)),
            companies=tuple(Score(name, 120 - 9 * n, 0.964 - 0.008 * n, n) for n, name in enumerate(companies)),
            grids=tuple(Score(f"{n + 1:02}", 40 - n, 0.97 - 0.01 * n if n < 9 else None, n % 4) for n in range(12)),
        )

    def feeds(self) -> Sequence[FeedHealth]:
        return self.health


def healthy() -> list[FeedHealth]:
    """Three feeds alive, one that is coming back."""
    heard = ago(seconds=2)
    found = [
        FeedHealth(name=name, kind=kind, state=FeedState.LIVE, since=ago(hours=3), rate=rate, lag_s=0.6,
                   last_message=heard, received=4000)
        for name, kind, rate in (("dogs", "dog-tag", 312.0), ("cameras", "camera", 0.68), ("squads", "squad", 3.6))
    ]  # fmt: skip
    out = FeedHealth(name="urban", kind="urban", state=FeedState.CONNECTING, since=ago(seconds=3), reconnects=2,
                     last_message=ago(seconds=4), why="connection refused")  # fmt: skip
    return [found[0], found[1], out, found[2]]


SQUADS = (
    SquadAdvice(squad="S-10-2", name="府山二班", company="府山中队", members=2, own_grid=True, state=SquadState.FREE,
                load=0, distance_m=420, minutes=2.0),
    SquadAdvice(squad="S-10-1", name="府山一班", company="府山中队", members=3, own_grid=True, state=SquadState.FREE,
                load=0, distance_m=1130, minutes=5.0),
    SquadAdvice(squad="S-M-3", name="机动三班", company="机动中队", members=2, own_grid=False, state=SquadState.BUSY,
                load=1, distance_m=760, minutes=9.0),
)  # fmt: skip


def fixes() -> tuple[FixEvidence, ...]:
    """Four fixes going into the park."""
    spots = ((118.87085, 28.9461), (118.8711, 28.9460), (118.8714, 28.94605), (118.8718, 28.9462))
    depths = (11.0, 14.0, 19.0, 26.0)
    return tuple(
        FixEvidence(ago(seconds=131 - 10 * n), lon, lat, 5.0, depth)
        for n, ((lon, lat), depth) in enumerate(zip(spots, depths, strict=True))
    )


def event_of(row: ReviewRow, kind: Category, id_: str) -> FlaggedEvent:
    """A flagged event as the store would hold it."""
    reason: ZoneReason | HoursReason | DetectionReason | ReportReason
    if kind is Category.DOG_OUT_OF_HOURS:
        reason = HoursReason("Mo-Su 07:00-19:00", False, fixes())
    elif kind is Category.DOG_IN_FORBIDDEN_ZONE:
        reason = ZoneReason(f"{row.place_name}禁遛区", row.place and "Mo-Su 07:00-21:00", False, fixes())
    elif row.device is not None:
        boxes = (DetectedObject("water", 0.93, (0.32, 0.52, 0.4, 0.3)),)
        name = row.address or ""
        reason = DetectionReason(row.device, name, row.confidence or 0.5, row.plate, "blue", boxes, None)
    else:
        reason = ReportReason(Channel.HOTLINE_12345, "水果摊占用人行道,行人只能走到车道上", row.address or "", urged=1)
    return FlaggedEvent(
        id=id_, kind=kind, priority=row.priority, condition=Condition.OVER if row.over else Condition.ACTIVE,
        review=Review.OPEN, withdrawn=False, subject=row.subject, thing="", place=row.place, grid=row.grid,
        lon=row.lon, lat=row.lat, first_seen=ago(seconds=131), raised=ago(seconds=100), last_seen=row.last_seen,
        count=row.count, source=row.source, reason=reason, rule_version="no-dog-1", queue_from=row.age_from,
        place_version="91c04be2",
    )  # fmt: skip


DOG = DogCard(tag="1873", name="豆豆", breed="泰迪", colour="棕", vaccinated_until="2027-04-01", owner="李**",
              phone="138****2210", address="府山街道***", state="active", events_90_days=3, reminders_90_days=2,
              cases_90_days=0)  # fmt: skip


def matter_of(row: ReviewRow) -> Matter:
    """All about a row to review."""
    dog = row.fixes is not None
    history = [
        HistoryEntry(ago(seconds=100), "raised", "system", {"kind": row.kinds[0], "count": "4"}),
        HistoryEntry(ago(seconds=74), "reminder", "system", {"tag": row.subject, "automatic": "yes"}),
        HistoryEntry(ago(seconds=26), "acknowledge", "王敏", {}),
    ]
    return Matter(
        events=tuple(event_of(row, row.kinds[min(n, len(row.kinds) - 1)], id_) for n, id_ in enumerate(row.events)),
        case=None,
        tasks=(),
        undelivered=False,
        place_name=row.place_name,
        place_urgent=row.priority is Priority.URGENT,
        dog=replace(DOG, tag=row.subject) if dog else None,
        reporter="张**" if row.source == "urban" else None,
        pictures=("snap",) if row.device is not None else (),
        missing_pictures=(),
        track=tuple(TrackPoint(ago(seconds=200 - n * 20), 118.8696 + n * 0.0003, 28.9468 - n * 0.00012, 5.0)
                    for n in range(6)) if dog else (),
        squads=SQUADS,
        history=tuple(history if dog else history[:1]),
    )  # fmt: skip


def case_matter(row: CaseRow) -> Matter:
    """All about a case."""
    source = review(f"E-{row.case.id}", row.case.category, row.case.priority, 3000, address=row.case.address,
                    source="urban", subject="DU-20261123-0055", grid=row.case.grid)  # fmt: skip
    history = (
        HistoryEntry(ago(minutes=51), "raised", "system", {}),
        HistoryEntry(ago(minutes=50), "accept-and-dispatch", "王敏", {"case": row.case.id, "squad": "S-10-1"}),
        HistoryEntry(ago(minutes=20), "task:on-scene", "system", {"squad": "S-10-1", "task": "T"}),
        HistoryEntry(ago(minutes=10), "strange-code", "system", {}),
    )
    return replace(
        matter_of(source), case=row.case, tasks=(row.task,) if row.task else (), undelivered=row.undelivered,
        history=history, place_name=row.place_name,
    )  # fmt: skip


class FakeCommands:
    """Does the little that a seat needs to see, and remembers every request."""

    def __init__(self, queries: FakeQueries, notices: Notices) -> None:
        self.given: list[Request] = []
        self.claimed: list[Request] = []
        self.noted: list[ask.NoteTrial] = []
        self.holder = ""
        """Who has everything open."""
        self.refuse: str | None = None
        self._queries, self._notices = queries, notices
        self._numbers = count(90)

    async def do(self, _person: Person, request: Request) -> Done:
        if isinstance(request, ask.Claim | ask.Release):  # they come by themselves
            self.claimed.append(request)
            if self.holder and isinstance(request, ask.Claim):
                raise Refused("claimed", self.holder)
            return Done()
        if isinstance(request, ask.NoteTrial):
            self.noted.append(request)
            return Done()
        self.given.append(request)
        if self.refuse is not None:
            raise Refused(self.refuse, "detail")
        match request:
            case ask.AcceptAndDispatch(events=events):
                self._take_out(events)
                until = self._queries.clock.now() + timedelta(seconds=5)
                id_ = f"AJ-20261123-{next(self._numbers):04}"
                return Done(case=id_, task="T", undo=ask.UndoDispatch(id_), undo_until=until)
            case ask.Dismiss(events=events) | ask.Shelve(events=events):
                self._take_out(events)
                return Done(undo=ask.Reopen(events))
            case ask.Reveal():
                return Done(revealed={"owner": "李明华", "phone": "13812342210", "address": "府山街道 12 号"})
            case ask.RevealQuarantined():
                return Done(revealed={"raw": '{\n  "owner": "李明华"\n}', "size": "23"})
            case ask.PassCheck(case=id_) | ask.SendBack(case=id_) | ask.DispatchCase(case=id_):
                self._notices.tell([CaseChanged(id_)])
                return Done(case=id_)
            case ask.ShowOnWall() | ask.SaveScene() | ask.RemoveScene() | ask.ReportMonitors():
                self._drive(request)
                return Done()
            case _:
                return Done()

    def _drive(self, request: Request) -> None:
        wall = self._queries.wall_now
        cards, scenes, last = list(wall.monitors), list(wall.scenes), wall.last_plan
        now = self._queries.clock.now()
        match request:
            case ask.ShowOnWall(monitors=monitors, plan=plan):
                last += 1
                cards = [replace(c, plan=plan, since=now) if c.monitor.id in monitors else c for c in cards]
            case ask.SaveScene(scene=scene, expected=expected):
                number = {kept.scene.id: n for n, kept in enumerate(scenes)}.get(scene.id, len(scenes))
                scenes[number : number + 1] = [KeptScene(scene, expected + 1, number < len(STANDARD))]
            case ask.RemoveScene(scene=id_):
                scenes = [kept for kept in scenes if kept.scene.id != id_]
            case ask.ReportMonitors(there=there, gone=gone):
                known = {card.monitor.id: card for card in cards}
                for one in there:
                    old = known.get(one.id, MonitorCard(one, Plan(scene=OVERVIEW), None, True, now))
                    known[one.id] = replace(old, monitor=one, there=True, seen=now)
                cards = [replace(card, there=card.there and id_ not in gone) for id_, card in known.items()]
        self._queries.wall_now = Wall(tuple(scenes), tuple(cards), last)
        self._notices.tell([WallChanged("any")])

    def _take_out(self, events: Sequence[str]) -> None:
        old = self._queries.now_board
        rows = [row for row in old.review if not set(row.events) & set(events)]
        self._queries.now_board = board(rows, old.shelved, old.cases)
        self._notices.tell([EventChanged(id_) for id_ in events])


class FakeTrials:
    """Trials that go on until they are let end: `found` or `wrong` is the answer, `asked` what was tried."""

    def __init__(self) -> None:
        self.asked: list[Trial] = []
        self.found: TrialResult | None = None
        self.wrong = ""
        self.broken_off = 0

    async def run(self, trial: Trial, progress: Callable[[float], None], cancel: threading.Event) -> TrialResult:
        self.asked.append(trial)
        progress(0.4)
        while self.found is None and not self.wrong:
            await asyncio.sleep(0)
            if cancel.is_set():
                self.broken_off += 1
                raise TrialCancelled
        if self.found is None:
            raise TrialFailed(self.wrong)
        return self.found


class Room:
    """The desk and everything behind it."""

    def __init__(self) -> None:
        self.clock = FixedClock(NOW)
        self.notices = Notices()
        self.live = Live()
        self.queries = FakeQueries(self.clock)
        self.commands = FakeCommands(self.queries, self.notices)
        self.trials = FakeTrials()
        self.desk = Desk(
            queries=self.queries,
            commands=self.commands,
            notices=self.notices,
            live=self.live,
            clock=self.clock,
            person=WANG,
            in_force=lambda _place: True,
            trials=self.trials,
        )
        self._fill()

    def _fill(self) -> None:
        rng = np.random.default_rng(7)
        tags = [f"{n:04}" for n in range(400)] + ["1873"]
        lon, lat = rng.normal(118.868, 0.02, len(tags)), rng.normal(28.94, 0.015, len(tags))
        lon[-1], lat[-1] = 118.8718, 28.9462
        when = np.full(len(tags), int(NOW.timestamp() * 1000), np.int64)
        self.live.dogs.update(tags, when, lon, lat)
        names = [squad.squad for squad in SQUADS]
        east, north = np.array([118.869, 118.88, 118.86]), np.array([28.949, 28.941, 28.937])
        self.live.squads.update(names, when[:3], east, north)

    def show(self, new: Board) -> None:
        """The store has another board, and says so."""
        self.queries.now_board = new
        self.notices.tell([EventChanged("any", new=True)])
