"""Frigate's messages and records → typed values. Pure; never raises on anything a server can send.

Shapes after Frigate's own MQTT page and sources (`frigate/review/maintainer.py`, `frigate/track/tracked_object.py`,
`frigate/api/event.py`). Times are float seconds since 1970 UTC.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Raw, Struct

from command_center.feeds.items import Unreadable
from command_center.model.observations import Name
from command_center.model.settings import Severity

T = TypeVar("T")
Moment = Annotated[float, Meta(ge=datetime(2000, 1, 1, tzinfo=UTC).timestamp(), lt=4_102_444_800)]
"""A time outside 2000 … 2100 is a broken clock."""
LEAST_FPS = 0.1
"""Below this many frames a second Frigate itself calls a camera unusable (`frigate/stats/util.py`)."""


class ReviewData(Struct, frozen=True):
    """`detections` are the ids of the tracked objects, `objects` their labels."""

    detections: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    audio: tuple[str, ...] = ()


class Review(Struct, frozen=True):
    """A span of activity on one camera; `end_time` None while it lasts. The severity may rise under the same id."""

    id: Name
    camera: Name
    start_time: Moment
    severity: Severity
    end_time: Moment | None = None
    thumb_path: str | None = None
    data: ReviewData = ReviewData()


class TrackedData(Struct, frozen=True):
    """What `/api/event_ids` has beside the object itself; `box` x, y, width, height as fractions of the picture."""

    box: tuple[float, float, float, float] | None = None
    score: float | None = None
    top_score: float | None = None
    recognized_license_plate: str | None = None


class Tracked(Struct, frozen=True):
    """One tracked object. `box` is left, top, right, bottom in pixels of the detection picture."""

    id: Name
    camera: Name
    label: Name
    start_time: Moment
    end_time: Moment | None = None
    top_score: float | None = None
    has_snapshot: bool = False
    has_clip: bool = False
    box: tuple[float, float, float, float] | None = None
    current_zones: tuple[str, ...] = ()
    entered_zones: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    recognized_license_plate: str | tuple[str, float] | None = None
    data: TrackedData | None = None

    def plate(self) -> str | None:
        """The plate read so far; live it comes with its score."""
        told = self.recognized_license_plate or (self.data.recognized_license_plate if self.data else None)
        return (told if isinstance(told, str) else told[0]) or None if told else None

    def score(self) -> float:
        """The best score, 0 … 1; 0.5 when none was told."""
        told = [self.top_score, *((self.data.top_score, self.data.score) if self.data else ())]
        return min(1.0, max(0.0, next((score for score in told if score is not None), 0.5)))

    def been_in(self) -> set[str]:
        """Every zone it was in."""
        return {*self.current_zones, *self.entered_zones, *self.zones}


@dataclass(frozen=True, slots=True)
class CameraTold:
    """Whether a camera gives pictures, as Frigate says."""

    camera: str
    online: bool


Told = Review | Tracked | tuple[CameraTold, ...] | Unreadable | None


class _Envelope(Struct):
    topic: str
    payload: Raw = Raw(b"null")


class _Review(Struct):
    after: Review


class _Tracked(Struct):
    after: Tracked


_envelope = msgspec.json.Decoder(_Envelope)
_BAD = (msgspec.DecodeError, UnicodeError, RecursionError, ValueError, OverflowError)


def understand(message: str | bytes) -> Told:
    """What a message of `/ws` says; None for a topic that does not concern us."""
    raw = message.encode(errors="surrogatepass") if isinstance(message, str) else message
    try:
        envelope = _envelope.decode(raw)
    except _BAD as error:
        return Unreadable(f"not a Frigate message: {error}", raw)
    if envelope.topic == "reviews":
        return _wanted(raw, envelope, lambda payload: msgspec.json.decode(payload, type=_Review).after)
    if envelope.topic == "events":
        return _wanted(raw, envelope, lambda payload: msgspec.json.decode(payload, type=_Tracked).after)
    try:
        return _cameras(envelope)
    except _BAD:
        return None  # a status that makes no sense says nothing; the next comes within a minute


def understand_alone(raw: bytes) -> Told:
    """What was set aside says now: a message of `/ws`, or a record of the history."""
    try:
        keys = msgspec.json.decode(raw, type=dict[str, Raw]).keys()
    except _BAD as error:
        return Unreadable(f"not a Frigate message: {error}", raw)
    if "topic" in keys:
        return understand(raw)
    return _record(raw, Review if "severity" in keys else Tracked)


def _wanted(raw: bytes, envelope: _Envelope, read: Callable[[bytes], T]) -> T | Unreadable:
    try:
        return read(_payload(envelope))
    except _BAD as error:
        return Unreadable(f"{envelope.topic}, not as Frigate has it: {error}", raw)


def _payload(envelope: _Envelope) -> bytes:
    """The payload's JSON: a string holds it, and is decoded once more."""
    inner = bytes(envelope.payload)
    return msgspec.json.decode(inner, type=str).encode() if inner[:1] == b'"' else inner


def _cameras(envelope: _Envelope) -> tuple[CameraTold, ...] | None:
    topic = envelope.topic
    if topic == "stats":
        return stats(_payload(envelope))
    camera, _, rest = topic.partition("/")
    if rest == "status/detect":
        return (CameraTold(camera, _payload(envelope) == b"online"),)
    if rest == "enabled/state" and _payload(envelope) == b"OFF":
        return (CameraTold(camera, online=False),)  # ON says that it may run, not that it does
    return None


def stats(raw: bytes) -> tuple[CameraTold, ...]:
    """The cameras of `/api/stats`. Raises msgspec.DecodeError."""
    told = msgspec.json.decode(raw, type=dict[str, Any]).get("cameras")
    found = []
    for camera, values in (told if isinstance(told, dict) else {}).items():
        fps = values.get("camera_fps") if isinstance(values, dict) else None
        if isinstance(fps, int | float):
            found.append(CameraTold(camera, fps >= LEAST_FPS))
    return tuple(found)


def sizes(raw: bytes) -> dict[str, tuple[float, float] | None]:
    """The cameras of `/api/config`, each with its detection picture's width and height. Raises DecodeError."""
    told = msgspec.json.decode(raw, type=dict[str, Any]).get("cameras")
    if not isinstance(told, dict):
        raise msgspec.DecodeError("no cameras in the answer")
    return {camera: _size(values) for camera, values in told.items()}


def _size(values: object) -> tuple[float, float] | None:
    detect = values.get("detect") if isinstance(values, dict) else None
    size = (detect.get("width"), detect.get("height")) if isinstance(detect, dict) else (None, None)
    width, height = size
    if isinstance(width, int | float) and isinstance(height, int | float) and width > 0 and height > 0:
        return float(width), float(height)
    return None


def records(raw: bytes, kind: type[T]) -> list[T | Unreadable]:
    """The elements of an array as `kind`, each that cannot be read by itself. Raises msgspec.DecodeError."""
    return [_record(bytes(element), kind) for element in msgspec.json.decode(raw, type=list[Raw])]


def _record(raw: bytes, kind: type[T]) -> T | Unreadable:
    try:
        return msgspec.json.decode(raw, type=kind)
    except _BAD as error:
        return Unreadable(f"history, not as Frigate has it: {error}", raw)
