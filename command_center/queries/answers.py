"""What screens ask for, already joined: frozen, typed, personal data masked.

Plates, owners, phones and reporters come masked here; `commands.requests.Reveal` unmasks and leaves a record.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from command_center.figures.flood import Flood
from command_center.model.asked import Approval, FieldTask
from command_center.model.candidates import Join, Repeat
from command_center.model.cases import Case, Task
from command_center.model.categories import Category, Device, Priority
from command_center.model.claims import Claim
from command_center.model.dogs import Grant, Home, HomeFrom
from command_center.model.events import EventState, FlaggedEvent
from command_center.model.observations import CameraState, SquadState
from command_center.queries.troubles import Delivery


class Tab(StrEnum):
    """The queue's tabs: 待研判, 待派遣, 处置中, 待核查, 超期, and what was shelved."""

    REVIEW = "review"
    TO_DISPATCH = "to-dispatch"
    IN_PROGRESS = "in-progress"
    TO_CHECK = "to-check"
    OVERDUE = "overdue"
    SHELVED = "shelved"


class ReviewRow(Struct, frozen=True, kw_only=True):
    """One row to review: an event, or several that are one matter (a dog breaking both rules, merged ones).

    `id` is the leading event's; `kinds` worst first; `age_from` when it reached the queue;
    `confidence` 0…1 for detections, `fixes` for dogs, None else; `urgent_from` when the newest urgent event of the row
    that nobody has answered reached the queue; `sources` how many cameras, tags or reports tell of it; `times` how
    often it came and went lately, the first `times_since` (0 and None: it does not).
    """

    id: str
    events: tuple[str, ...]
    kinds: tuple[Category, ...]
    priority: Priority
    state: EventState
    over: bool
    subject: str
    plate: str | None
    place: str | None
    place_name: str | None
    address: str | None
    grid: int | None
    lon: float
    lat: float
    age_from: datetime
    last_seen: datetime
    count: int
    source: str
    confidence: float | None = None
    fixes: int | None = None
    device: Device | None = None
    shelved_until: datetime | None = None
    shelved_by: str = ""
    urgent_from: datetime | None = None
    sources: int = 1
    times: int = 0
    times_since: datetime | None = None


class CaseRow(Struct, frozen=True, kw_only=True):
    """One case in a list, with its newest task's state."""

    case: Case
    place_name: str | None
    squad_name: str | None
    task: Task | None
    undelivered: bool


class Board(Struct, frozen=True, kw_only=True):
    """Everything the queue shows, in one snapshot: rows by tab, sorted as shown; how many by priority; `claims` who
    has which event or case open, by its id; `flood` the one that lasts."""

    at: datetime
    review: tuple[ReviewRow, ...]
    shelved: tuple[ReviewRow, ...]
    cases: dict[Tab, tuple[CaseRow, ...]]
    by_priority: dict[Priority, int]
    claims: dict[str, Claim] = {}
    flood: Flood | None = None


class DogCard(Struct, frozen=True, kw_only=True):
    """The dog behind a tag; the owner masked (`李**`, `138****2210`). `home` is what was learned or set (None: nothing,
    or the registry tells it), `home_number` the number of the last word on it; `grants` those that have not ended."""

    tag: str
    name: str
    breed: str
    colour: str
    vaccinated_until: str | None
    owner: str
    phone: str
    address: str
    state: str
    events_90_days: int
    reminders_90_days: int
    cases_90_days: int
    home_from: HomeFrom = HomeFrom.UNKNOWN
    home: Home | None = None
    home_number: int = 0
    grants: tuple[Grant, ...] = ()


class SquadAdvice(Struct, frozen=True, kw_only=True):
    """A squad recommended for a matter, best first, with the reasons. `distance_m` straight line times 1.3
    (streets bend; a stated estimate), `minutes` at 25 km/h; both None when the position is unknown."""

    squad: str
    name: str
    company: str
    members: int
    own_grid: bool
    state: SquadState
    load: int
    distance_m: float | None
    minutes: float | None


class HistoryEntry(Struct, frozen=True):
    """One line of what happened: `what` is a code (`raised`, `acknowledge`, `task:accepted` …) that the screen
    words; `detail` is data for the words."""

    at: datetime
    what: str
    who: str
    detail: dict[str, str]


class TrackPoint(Struct, frozen=True):
    """One stored position. `accuracy_m` at 68 %, None unknown."""

    time: datetime
    lon: float
    lat: float
    accuracy_m: float | None


class Matter(Struct, frozen=True, kw_only=True):
    """Everything the detail panel shows about a row of either kind: `events` (with masked plates) always,
    `case` and `tasks` once there is a case. `pictures` and `missing_pictures` (reasons) are of the events;
    pictures of feedback stand in the tasks; `squad_names` are those of the tasks' squads, by id;
    `waiting` is what was sent for the case and nobody has acknowledged; `joins` say why the events are one,
    `repeats` that it happened before; `approvals` what was asked of another person (by name), `field_tasks` of
    collectors."""

    events: tuple[FlaggedEvent, ...]
    case: Case | None
    tasks: tuple[Task, ...]
    undelivered: bool
    place_name: str | None
    place_urgent: bool
    dog: DogCard | None
    reporter: str | None
    pictures: tuple[str, ...]
    missing_pictures: tuple[str, ...]
    track: tuple[TrackPoint, ...]
    squads: tuple[SquadAdvice, ...]
    history: tuple[HistoryEntry, ...]
    squad_names: dict[str, str] = {}
    waiting: tuple[Delivery, ...] = ()
    joins: tuple[Join, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    approvals: tuple[Approval, ...] = ()
    field_tasks: tuple[FieldTask, ...] = ()


class SquadCard(Struct, frozen=True, kw_only=True):
    """A squad's standing. `lon`/`lat` live in `Live.squads`."""

    squad: str
    name: str
    company: str
    grid: int | None
    on_duty: bool
    members: int
    state: SquadState
    tasks: int


class CameraCard(Struct, frozen=True, kw_only=True):
    """A camera, capture vehicle or drone with a camera."""

    camera: str
    name: str
    device: Device
    state: CameraState
    lon: float
    lat: float
    heading: float | None
    stream: str | None


class CompanyScore(Struct, frozen=True):
    """A company's closed cases this month, and the share closed in time (0…1)."""

    company: str
    closed: int
    on_time: float


class DayFigures(Struct, frozen=True, kw_only=True):
    """The day in figures, local day of the city. Shares are 0…1, None when there is nothing to divide by.

    `hourly` counts events raised in each of the last 96 quarters of an hour, oldest first.
    """

    opened_today: int
    opened_yesterday_by_now: int
    in_progress: int
    overdue: int
    closed_on_time: float | None
    solved_all_time: float | None
    false_alarms_7_days: float | None
    hourly: tuple[int, ...]
    companies: tuple[CompanyScore, ...]
    quarantined: int
