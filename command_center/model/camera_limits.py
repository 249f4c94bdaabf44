"""From which confidence on a camera's detections are alarms: laid down by a person, for each camera."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import Struct

HELD = datetime(9999, 1, 1, tzinfo=UTC)
"""When an alarm reaches the queue that its camera's threshold holds back: stored, exported and found, never shown."""


class CameraLimit(Struct, frozen=True):
    """From `since` on, what this camera is less sure of than `least` (0…1) waits for nobody. `number` counts up with
    each change of any camera; the last one of a camera counts."""

    camera: str
    least: float
    since: datetime
    number: int = 0
