"""Dogs, cameras, squads, reports, bikes: the newest word on each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from command_center.model import observations as obs
from command_center.model.categories import Device
from command_center.store.schema import bike_places, cameras, dogs, reports, squads
from command_center.store.upsert import upsert

_SLICE = 500
"""A statement takes no more variables than some tens of thousands, and says so as if the store could not be used."""


def put_dog(connection: Connection, told: obs.TagRegistered, at: datetime) -> None:
    """A registry entry was made or changed."""
    row = {
        "tag": told.tag,
        "state": told.state,
        "name": told.dog.name,
        "breed": told.dog.breed,
        "colour": told.dog.colour,
        "born": told.dog.born,
        "vaccinated_until": told.dog.vaccinated_until,
        "owner": told.owner.name,
        "phone": told.owner.phone,
        "address": told.owner.address,
        "home_lon": told.home.lon if told.home else None,
        "home_lat": told.home.lat if told.home else None,
        "updated": at,
        "version": 1,
    }
    upsert(connection, dogs, [row], keep=("version",))
    connection.execute(update(dogs).where(dogs.c.tag == told.tag).values(version=dogs.c.version + 1))


def all_dogs(connection: Connection) -> list[obs.TagRegistered]:
    """The registry."""
    return [_dog(row) for row in connection.execute(select(dogs))]


def dog(connection: Connection, tag: str) -> obs.TagRegistered | None:
    """One entry of the registry."""
    row = connection.execute(select(dogs).where(dogs.c.tag == tag)).one_or_none()
    return None if row is None else _dog(row)


def _dog(row: Row[Any]) -> obs.TagRegistered:
    get = row._mapping
    home = None if get["home_lon"] is None else obs.LonLat(get["home_lon"], get["home_lat"])
    return obs.TagRegistered(
        get["tag"],
        obs.TagState(get["state"]),
        obs.Dog(get["name"], get["breed"], get["colour"], get["born"], get["vaccinated_until"]),
        obs.Owner(get["owner"], get["phone"], get["address"]),
        home,
    )


def put_camera(connection: Connection, told: obs.CameraStatus, at: datetime) -> bool:
    """A camera's newest status; returns whether more than its position changed."""
    row = connection.execute(select(cameras).where(cameras.c.camera == told.camera)).one_or_none()
    values = {
        "camera": told.camera,
        "name": told.name,
        "device": told.device,
        "state": told.state,
        "lon": told.lon,
        "lat": told.lat,
        "heading": told.heading,
        "stream": told.stream,
        "updated": at,
    }
    upsert(connection, cameras, [values])
    told_of = ("name", "device", "state", "stream")
    return row is None or any(getattr(row, name) != values[name] for name in told_of)


def all_cameras(connection: Connection) -> list[obs.CameraStatus]:
    """Every camera, by id."""
    fields = obs.CameraStatus.__struct_fields__
    found = []
    for row in connection.execute(select(cameras).order_by(cameras.c.camera)):
        values = {name: getattr(row, name) for name in fields}
        values |= {"device": Device(row.device), "state": obs.CameraState(row.state)}
        found.append(obs.CameraStatus(**values))
    return found


def put_squad(connection: Connection, told: obs.SquadStatus, at: datetime, feed: str | None = None) -> bool:
    """A squad's newest standing, and the feed that told it; returns whether it changed."""
    row = connection.execute(select(squads).where(squads.c.squad == told.squad)).one_or_none()
    names = ("squad", "name", "company", "grid", "on_duty", "members", "state")
    values: dict[str, object] = {name: getattr(told, name) for name in names}
    upsert(connection, squads, [values | {"updated": at, "feed": feed}])
    return row is None or any(getattr(row, name) != values[name] for name in names)


def feed_of_squad(connection: Connection, squad: str) -> str | None:
    """The feed that tells of a squad, None when it is not known."""
    found: str | None = connection.execute(select(squads.c.feed).where(squads.c.squad == squad)).scalar_one_or_none()
    return found


def feed_of_report(connection: Connection, report: str) -> str | None:
    """The feed that told a report, None when it is not known."""
    query = select(reports.c.feed).where(reports.c.report == report)
    found: str | None = connection.execute(query).scalar_one_or_none()
    return found


def put_squad_position(connection: Connection, told: obs.SquadPosition) -> None:
    """Where a squad was last, if this is newer."""
    newer = (squads.c.position_time.is_(None)) | (squads.c.position_time < told.time)
    statement = update(squads).where(squads.c.squad == told.squad, newer)
    connection.execute(statement.values(lon=told.lon, lat=told.lat, position_time=told.time))


class SquadRow(obs.SquadStatus, frozen=True, kw_only=True):
    """A squad's standing with its last known position (None: never seen)."""

    lon: float | None = None
    lat: float | None = None
    position_time: datetime | None = None


def all_squads(connection: Connection) -> list[SquadRow]:
    """Every squad, by grid and id."""
    names = ("squad", "name", "company", "grid", "on_duty", "members", "lon", "lat", "position_time")
    query = select(squads).order_by(squads.c.grid, squads.c.squad)
    return [
        SquadRow(**{name: getattr(row, name) for name in names}, state=obs.SquadState(row.state))
        for row in connection.execute(query)
    ]


def put_report(connection: Connection, feed: str, told: obs.Report, at: datetime) -> bool:
    """A report; returns whether it is new. A number known already changes nothing: numbers hold for ever."""
    if connection.execute(select(reports.c.report).where(reports.c.report == told.report)).first():
        return False
    row = {
        "report": told.report,
        "feed": feed,
        "category": told.category,
        "channel": told.channel,
        "text": told.text,
        "address": told.address,
        "lon": told.lon,
        "lat": told.lat,
        "reported": told.reported,
        "reporter": told.reporter.name if told.reporter else "",
        "phone": told.reporter.phone if told.reporter else "",
        "state": "open",
        "updated": at,
    }
    upsert(connection, reports, [row])
    return True


def known_reports(connection: Connection, numbers: Sequence[str]) -> set[str]:
    """Which of these report numbers we have."""
    found: set[str] = set()
    for start in range(0, len(numbers), _SLICE):
        part = numbers[start : start + _SLICE]
        found.update(connection.execute(select(reports.c.report).where(reports.c.report.in_(part))).scalars())
    return found


def update_report(connection: Connection, told: obs.ReportUpdate, at: datetime) -> bool:
    """What became of a report; returns False when the number is unknown."""
    statement = update(reports).where(reports.c.report == told.report).values(state=told.state, updated=at)
    return connection.execute(statement).rowcount == 1


def reporter(connection: Connection, number: str) -> obs.Reporter | None:
    """Who made a report."""
    row = connection.execute(select(reports.c.reporter, reports.c.phone).where(reports.c.report == number)).first()
    return None if row is None or not (row.reporter or row.phone) else obs.Reporter(row.reporter, row.phone)


def put_bikes(connection: Connection, told: obs.BikeParking) -> None:
    """The newest count of an operator's bikes at a place."""
    names = ("place", "operator", "lon", "lat", "count", "capacity", "time")
    upsert(connection, bike_places, [{name: getattr(told, name) for name in names}])
