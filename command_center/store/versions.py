"""Versions of places and rules: an event names the ones that raised it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from shapely.geometry import mapping
from sqlalchemy import Connection, insert, select, update

from command_center.model.places import Place
from command_center.store.schema import place_versions, rule_versions
from command_center.store.upsert import insert_new


def put_places(connection: Connection, places: Sequence[Place], at: datetime) -> bool:
    """Make `places` the ones in force; returns whether anything changed. Old versions are kept."""
    c = place_versions.c
    in_force = {(r.place, r.version) for r in connection.execute(select(c.place, c.version).where(c.until.is_(None)))}
    wanted = {(place.id, place.version): place for place in places}
    for id_, version in in_force - wanted.keys():
        connection.execute(update(place_versions).where(c.place == id_, c.version == version).values(until=at))
    new = [place for key, place in wanted.items() if key not in in_force]
    for place in new:
        old = (c.place == place.id) & (c.version == place.version)
        if not connection.execute(update(place_versions).where(old).values(since=at, until=None)).rowcount:
            connection.execute(insert(place_versions).values(_row(place, at)))
    return bool(new) or bool(in_force - wanted.keys())


def _row(place: Place, at: datetime) -> dict[str, object]:
    properties = {
        name: getattr(place, name)
        for name in place.__struct_fields__
        if name not in ("geometry", "version") and getattr(place, name) not in (None, (), False)
    }
    feature = {"type": "Feature", "properties": properties, "geometry": mapping(place.geometry)}
    return {
        "place": place.id,
        "version": place.version,
        "kind": place.kind,
        "name": place.name,
        "urgent": place.urgent,
        "grid": place.grid,
        "feature": msgspec.json.encode(feature).decode(),
        "since": at,
    }


def put_rules(connection: Connection, version: str, settings: bytes, at: datetime) -> None:
    """Note the rules in force, once a version."""
    insert_new(connection, rule_versions, [{"version": version, "settings": settings.decode(), "since": at}])
