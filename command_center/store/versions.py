"""Versions of the rules: an event names the one that raised it. (Those of places: `store.places`.)"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from command_center.store.schema import rule_versions
from command_center.store.upsert import insert_new


def put_rules(connection: Connection, version: str, settings: bytes, at: datetime) -> None:
    """Note the rules in force, once a version."""
    insert_new(connection, rule_versions, [{"version": version, "settings": settings.decode(), "since": at}])
