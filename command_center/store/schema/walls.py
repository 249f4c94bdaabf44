"""The wall's scenes, what its monitors are to show, and the monitors there are."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text

from command_center.store.schema.base import AutoId, UtcTime, metadata

# Both only ever added to: of a scene, and of a monitor's plans, the row made last holds.
wall_scenes = Table(
    "wall_scenes",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("scene", String(60), nullable=False),
    # the scene as JSON; none where it was taken away
    Column("content", Text),
    Column("made_at", UtcTime, nullable=False),
    Column("made_by", String(100), nullable=False),
    Index("ix_wall_scenes_scene", "scene"),
    sqlite_autoincrement=True,
)

wall_plans = Table(
    "wall_plans",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("monitor", String(300), nullable=False),
    Column("content", Text, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("made_by", String(100), nullable=False),
    Index("ix_wall_plans_monitor", "monitor"),
    sqlite_autoincrement=True,
)

wall_monitors = Table(
    "wall_monitors",
    metadata,
    Column("monitor", String(300), primary_key=True),
    Column("label", Text, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    # when a wall last said it is there; false once a wall said it has gone
    Column("seen", UtcTime, nullable=False),
    Column("present", Boolean, nullable=False),
)
