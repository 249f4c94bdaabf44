"""Thresholds of cameras: rows are only ever added, the last one of a camera counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, func, insert, select

from command_center.model.camera_limits import HELD, CameraLimit
from command_center.model.events import Condition, DetectionReason, Reason, Review
from command_center.store.schema import camera_limits, events

_reason: msgspec.json.Decoder[Reason] = msgspec.json.Decoder(Reason)
DETECTION = '{"type":"detection"%'


def add(connection: Connection, limit: CameraLimit, by: str, reason: str) -> None:
    """Another word on a camera's threshold."""
    row = {"camera": limit.camera, "least": limit.least, "since": limit.since, "made_by": by, "reason": reason}
    connection.execute(insert(camera_limits).values(row))


def all_limits(connection: Connection, cameras: Sequence[str] | None = None) -> list[CameraLimit]:
    """Every threshold ever laid down, oldest first; of these cameras only, if any are named."""
    query = select(camera_limits).order_by(camera_limits.c.id)
    if cameras is not None:
        query = query.where(camera_limits.c.camera.in_(cameras))
    return [CameraLimit(row.camera, row.least, row.since, row.id) for row in connection.execute(query)]


def last(connection: Connection, camera: str) -> CameraLimit | None:
    """The one that counts."""
    return next(reversed(all_limits(connection, [camera])), None)


def decided(connection: Connection, camera: str, start: datetime) -> list[tuple[float, bool]]:
    """(confidence, dismissed) of what this camera flagged since `start` and people decided on."""
    c = events.c
    query = select(c.reason, c.review).where(
        c.raised >= start, c.subject == camera, c.review.in_((Review.CONFIRMED, Review.DISMISSED)),
        c.reason.like(DETECTION),
    )  # fmt: skip
    found = ((_reason.decode(row.reason), row.review) for row in connection.execute(query))
    return [(one.confidence, review == Review.DISMISSED) for one, review in found if isinstance(one, DetectionReason)]


def held(connection: Connection, camera: str, start: datetime) -> int:
    """How many alarms of this camera its threshold has held back since `start`."""
    c = events.c
    query = select(func.count()).where(c.subject == camera, c.raised >= start, c.queue_from == HELD)
    return int(connection.execute(query).scalar_one())


def release(connection: Connection, id_: str, when: datetime) -> bool:
    """What was held back reaches the queue: its camera has become sure. False when it was not held."""
    found = select(events.c.id).where(
        events.c.id == id_, events.c.queue_from == HELD, events.c.condition == Condition.ACTIVE
    )
    if connection.execute(found).first() is None:
        return False
    connection.execute(events.update().where(events.c.id == id_).values(queue_from=when))
    return True
