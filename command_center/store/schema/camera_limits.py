"""From which confidence on a camera's detections are alarms."""

from __future__ import annotations

from sqlalchemy import Column, Float, String, Table, Text

from command_center.store.schema.base import AutoId, UtcTime, metadata

# Only ever added to; the last change of a camera counts.
camera_limits = Table(
    "camera_limits",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("camera", String(200), nullable=False, index=True),
    Column("least", Float, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("made_by", String(100), nullable=False),
    Column("reason", Text, nullable=False),
    sqlite_autoincrement=True,
)
