"""Detections, reports and bike counts become events; the same thing again is counted, not raised again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from msgspec.structs import replace

from command_center.model.categories import Category, Device, Priority
from command_center.model.events import (
    BikesReason,
    Condition,
    DetectionReason,
    FlaggedEvent,
    Reason,
    ReportReason,
    Review,
)
from command_center.model.geo import distance_m
from command_center.model.observations import (
    BikeParking,
    CameraStatus,
    Detection,
    Report,
    ReportChange,
    ReportUpdate,
)
from command_center.rules import priorities
from command_center.rules.identity import event_id
from command_center.rules.limits import LIMITS, Limits
from command_center.rules.outcomes import Ended, Outcome, Raised, Updated
from command_center.rules.progress import Progress

PlaceOf = Callable[[float, float], tuple[str, str] | None]
GridOf = Callable[[float, float], int | None]
Key = tuple[str, str, str, str]


class Sightings:
    """The active events that are not about dogs' positions, by what they are."""

    def __init__(self, version: str, grid_of: GridOf, place_of: PlaceOf, limits: Limits = LIMITS) -> None:
        self._version, self._grid_of, self._place_of, self._limits = version, grid_of, place_of, limits
        self._active: dict[Key, FlaggedEvent] = {}
        self._cameras: dict[str, str] = {}

    def restore(self, event: FlaggedEvent) -> None:
        """Take up an event that the store holds as active."""
        self._active[_key(event)] = event

    def camera(self, told: CameraStatus) -> None:
        """Learn a camera's name."""
        self._cameras[told.camera] = told.name

    def detection(self, feed: str, told: Detection, received: datetime) -> list[Outcome]:
        """A camera saw something. Its event's identity: kind, camera, place, and the plate or (moving) the spot."""
        place = self._place_of(told.lon, told.lat)
        known = self._same(told, place[0] if place else None)
        reason = DetectionReason(
            told.device,
            self._cameras.get(told.camera, told.camera),
            told.confidence,
            told.plate or None,
            told.plate_colour,
            told.objects,
            told.clip,
        )
        if known is None:
            thing = told.plate or ("" if told.device is Device.FIXED else f"{told.lon:.5f},{told.lat:.5f}")
            priority = priorities.of(told.kind, confidence=told.confidence)
            spot = (told.lon, told.lat)
            return self._raise(feed, told.kind, told.camera, thing, place, spot, told.time, received, reason, priority)
        best = reason
        if isinstance(known.reason, DetectionReason) and known.reason.confidence > told.confidence:
            best = known.reason
        return self._again(known, told.time, told.lon, told.lat, best)

    def _same(self, told: Detection, place: str | None) -> FlaggedEvent | None:
        """The active event this is another sighting of."""
        if told.plate or told.device is Device.FIXED:
            return self._active.get((told.kind, told.camera, place or "", told.plate or ""))
        for event in self._active.values():
            if event.kind is not told.kind or event.subject != told.camera:
                continue
            unnamed = isinstance(event.reason, DetectionReason) and event.reason.plate is None
            if unnamed and distance_m(event.lon, event.lat, told.lon, told.lat) <= self._limits.moving_match_m:
                return event
        return None

    def report(self, feed: str, told: Report, received: datetime) -> list[Outcome]:
        """Somebody reported a matter; its number names it for ever."""
        if (told.category, told.report, "", "") in self._active:
            return []
        reason = ReportReason(told.channel, told.text, told.address)
        place = None
        spot = (told.lon, told.lat)
        priority = priorities.of(told.category)
        return self._raise(feed, told.category, told.report, "", place, spot, told.reported, received, reason, priority)

    def report_update(self, told: ReportUpdate, received: datetime) -> list[Outcome]:
        """Withdrawn: it is over. Urged: one step more urgent, and counted."""
        event = next((e for e in self._active.values() if e.subject == told.report and _is_report(e)), None)
        if event is None:
            return []
        if told.state is ReportChange.WITHDRAWN:
            return self._end(event, received)
        assert isinstance(event.reason, ReportReason)
        if told.state is ReportChange.URGED:
            event = replace(
                event,
                priority=priorities.raised(event.priority),
                count=event.count + 1,
                last_seen=max(event.last_seen, received),
                reason=replace(event.reason, urged=event.reason.urged + 1),
            )
        self._active[_key(event)] = event
        return [Updated(event)]

    def bikes(self, feed: str, told: BikeParking, received: datetime) -> list[Outcome]:
        """A pile-up begins above the capacity and is over at four fifths of it."""
        limit = told.capacity if told.capacity is not None else self._limits.bikes_without_capacity
        event = self._active.get((Category.BIKE_PARKING, told.place, "", told.operator))
        if event is None:
            if told.count <= limit:
                return []
            reason = BikesReason(told.operator, told.count, told.capacity)
            spot = (told.lon, told.lat)
            kind, priority = Category.BIKE_PARKING, priorities.of(Category.BIKE_PARKING)
            return self._raise(feed, kind, told.place, told.operator, None, spot, told.time, received, reason, priority)
        if told.count < self._limits.bikes_over_share * limit:
            return self._end(event, told.time)
        assert isinstance(event.reason, BikesReason)
        worst = replace(event.reason, count=max(event.reason.count, told.count))
        return self._again(event, told.time, told.lon, told.lat, worst)

    def tick(self, clock: datetime, progress: Progress) -> list[Outcome]:
        """Time passed: a detection not repeated for long is over."""
        found: list[Outcome] = []
        for event in list(self._active.values()):
            now = progress.now(event.source, clock)
            silent = now - event.last_seen > timedelta(seconds=self._limits.sighting_over_s)
            if silent and isinstance(event.reason, DetectionReason):
                found += self._end(event, now)
        return found

    def _raise(
        self, feed: str, kind: Category, subject: str, thing: str, place: tuple[str, str] | None,
        spot: tuple[float, float], seen: datetime, received: datetime, reason: Reason, priority: Priority,
    ) -> list[Outcome]:  # fmt: skip
        id_, version = place or (None, None)
        raised = min(seen, received)
        event = FlaggedEvent(
            id=event_id(kind, subject, id_ or "", thing, seen),
            kind=kind,
            priority=priority,
            condition=Condition.ACTIVE,
            review=Review.OPEN,
            withdrawn=False,
            subject=subject,
            thing=thing,
            place=id_,
            place_version=version,
            grid=self._grid_of(*spot),
            lon=spot[0],
            lat=spot[1],
            first_seen=seen,
            raised=raised,
            last_seen=seen,
            count=1,
            source=feed,
            reason=reason,
            rule_version=self._version,
            queue_from=raised,
        )
        self._active[_key(event)] = event
        return [Raised(event)]

    def _again(self, event: FlaggedEvent, seen: datetime, lon: float, lat: float, reason: Reason) -> list[Outcome]:
        newer = seen >= event.last_seen
        event = replace(
            event,
            count=event.count + 1,
            first_seen=min(event.first_seen, seen),
            last_seen=max(event.last_seen, seen),
            lon=lon if newer else event.lon,
            lat=lat if newer else event.lat,
            reason=reason,
        )
        self._active[_key(event)] = event
        return [Updated(event)]

    def _end(self, event: FlaggedEvent, at: datetime) -> list[Outcome]:
        del self._active[_key(event)]
        return [Ended(replace(event, condition=Condition.OVER, over_at=at))]


def _key(event: FlaggedEvent) -> Key:
    return event.kind, event.subject, event.place or "", event.thing


def _is_report(event: FlaggedEvent) -> bool:
    return isinstance(event.reason, ReportReason)
