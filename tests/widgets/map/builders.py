"""A small city for the map's tests."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from shapely.geometry import Point, box

from command_center.clock import FixedClock, to_ms
from command_center.live import Live
from command_center.model.cases import Case, Step, Task, TaskState
from command_center.model.categories import Category, Priority
from command_center.model.events import EventState
from command_center.model.observations import SquadState
from command_center.model.places import Place, PlaceKind
from command_center.queries.answers import Board, CaseRow, Matter, ReviewRow, SquadCard, Tab, TrackPoint

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LON, LAT = 118.87, 28.94


def row(
    id_: str = "e1", *, lon: float = LON, lat: float = LAT, priority: Priority = Priority.HIGH,
    state: EventState = EventState.OPEN, subject: str = "0417", age_s: float = 60,
) -> ReviewRow:  # fmt: skip
    return ReviewRow(
        id=id_, events=(id_,), kinds=(Category.DOG_IN_FORBIDDEN_ZONE,), priority=priority, state=state, over=False,
        subject=subject, plate=None, place="park", place_name="府山公园", address=None, grid=7, lon=lon, lat=lat,
        age_from=NOW - timedelta(seconds=age_s), last_seen=NOW, count=4, source="dogs",
    )  # fmt: skip


def case_row(id_: str = "K-1", *, lon: float = LON + 0.01, squad: str = "S-1") -> CaseRow:
    case = Case(
        id=id_, step=Step.HANDLING, category=Category.STREET_VENDING, priority=Priority.MEDIUM,
        title_subject="DU-20261123-0081", place=None, grid=7, lon=lon, lat=LAT, address="太真路", opened=NOW,
        deadline=NOW + timedelta(hours=1), squad=squad,
    )  # fmt: skip
    task = Task("T-1", id_, squad, TaskState.EN_ROUTE, NOW, NOW, NOW)
    return CaseRow(case=case, place_name=None, squad_name="府山二班", task=task, undelivered=False)


def board(*rows: ReviewRow, cases: tuple[CaseRow, ...] = ()) -> Board:
    return Board(at=NOW, review=rows, shelved=(), cases={Tab.IN_PROGRESS: cases}, by_priority={Priority.HIGH: 1})


def places() -> list[Place]:
    def made(id_: str, kind: PlaceKind, geometry: object, **more: object) -> Place:
        return Place(id=id_, name=id_, kind=kind, geometry=geometry, version="1", **more)  # type: ignore[arg-type]

    return [
        made("grid-07", PlaceKind.GRID, box(LON - 0.03, LAT - 0.03, LON + 0.03, LAT + 0.03), grid=7),
        made(
            "park", PlaceKind.NO_DOG, box(LON - 0.005, LAT - 0.005, LON + 0.005, LAT + 0.005), hours="Mo-Su 07:00-19:00"
        ),
        made("bay-1", PlaceKind.LOADING_BAY, box(LON + 0.02, LAT, LON + 0.02003, LAT + 0.00003), grid=7),
        made("breakfast-1", PlaceKind.BREAKFAST_POINT, Point(LON - 0.02, LAT), grid=7),
        made("nowhere", PlaceKind.MARKET, Point()),
    ]


def squad(id_: str = "S-1") -> SquadCard:
    return SquadCard(
        squad=id_, name="府山二班", company="府山中队", grid=7, on_duty=True, members=2, state=SquadState.FREE, tasks=0
    )


def matter(event: object = None) -> Matter:
    track = tuple(TrackPoint(NOW - timedelta(seconds=i), LON - 0.0001 * i, LAT, 5.0) for i in range(30))
    return Matter(
        events=(event,) if event is not None else (), case=None, tasks=(), undelivered=False, place_name=None,  # type: ignore[arg-type]
        place_urgent=False, dog=None, reporter=None, pictures=(), missing_pictures=(), track=track, squads=(),
        history=(),
    )  # fmt: skip


def dogs(live: Live, count: int, at: datetime = NOW) -> None:
    """`count` dogs spread over the grid."""
    rng = np.random.default_rng(3)
    names = [f"{i + 1:04d}" for i in range(count)]
    lon, lat = LON + rng.uniform(-0.028, 0.028, count), LAT + rng.uniform(-0.028, 0.028, count)
    live.dogs.update(names, np.full(count, to_ms(at), np.int64), lon, lat)


def move(live: Live, table: str, name: str, lon: float, lat: float, at: datetime = NOW) -> None:
    getattr(live, table).update([name], np.array([to_ms(at)]), np.array([lon]), np.array([lat]))


def basemap(folder: Path) -> Path:
    """A river, two roads with names, a park, and some features nobody can draw."""

    def feature(kind: str, geometry: object, **more: object) -> dict[str, object]:
        return {"type": "Feature", "properties": {"kind": kind, **more}, "geometry": geometry}

    def line(*points: tuple[float, float]) -> dict[str, object]:
        return {"type": "LineString", "coordinates": [[LON + x, LAT + y] for x, y in points]}

    ring = [
        [LON + x, LAT + y] for x, y in ((-0.04, -0.04), (0.04, -0.04), (0.04, -0.03), (-0.04, -0.03), (-0.04, -0.04))
    ]
    features = [
        feature("water", {"type": "Polygon", "coordinates": [ring]}, name="衢江", name_en="Qu River"),
        feature(
            "road", line((-0.04, 0.01), (0.04, 0.01)), name="三衢路", name_en="Sanqu Road", **{"class": "arterial"}
        ),
        feature("road", line((0.01, -0.02), (0.01, 0.03)), **{"class": "minor"}),
        feature(
            "label", {"type": "Point", "coordinates": [LON, LAT + 0.02]}, name="府山", name_en="Fushan", rank="district"
        ),
        feature("road", None),
        feature("park", {"type": "Polygon", "coordinates": "round"}),
        {"type": "Feature", "geometry": {"type": "Blob"}},
    ]
    file = folder / "basemap.geojson"
    whole = {"type": "FeatureCollection", "description": "示意草图", "features": features}
    file.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    return file


def clock() -> FixedClock:
    return FixedClock(NOW)
