"""Detections, reports and bike counts become events; the same thing again is counted, not raised again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from msgspec.structs import replace

from command_center.model import plates
from command_center.model.camera_limits import HELD, CameraLimit
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
from command_center.model.suppressed import Judged, Sight
from command_center.rules import priorities
from command_center.rules.exemptions import Near, excuse
from command_center.rules.identity import event_id
from command_center.rules.limits import LIMITS, Limits
from command_center.rules.outcomes import Ended, Outcome, Raised, Updated
from command_center.rules.progress import Progress
from command_center.rules.stays import Stays

PlaceOf = Callable[[float, float], tuple[str, str] | None]
GridOf = Callable[[float, float], int | None]
Key = tuple[str, str]
"""Kind and subject: one subject can see several things at once."""


class Sightings:
    """The active events that are not about dogs' positions, by what they are."""

    def __init__(
        self,
        version: str,
        grid_of: GridOf,
        place_of: PlaceOf,
        limits: Limits = LIMITS,
        near: Near = lambda _lon, _lat: (),
        timezone: str = "Asia/Shanghai",
        weighs: Callable[[float, float], bool] = lambda _lon, _lat: False,
    ) -> None:
        self._near_places, self._timezone, self._weighs = near, timezone, weighs
        self.stays = Stays(version, grid_of, limits.sighting_over_s)
        self._version, self._grid_of, self._place_of, self._limits = version, grid_of, place_of, limits
        self._active: dict[Key, dict[str, FlaggedEvent]] = {}
        self._reports: dict[str, Key] = {}
        self._cameras: dict[str, str] = {}
        self._limits_of: dict[str, list[CameraLimit]] = {}

    def restore(self, event: FlaggedEvent) -> None:
        """Take up an event that the store holds as active."""
        if isinstance(event.reason, DetectionReason) and event.subject == event.place:
            self.stays.restore_event(event)
            return
        self._keep(event)

    def _keep(self, event: FlaggedEvent) -> None:
        self._active.setdefault(_key(event), {})[event.id] = event
        if isinstance(event.reason, ReportReason):
            self._reports[event.subject] = _key(event)

    def _of(self, kind: Category, subject: str) -> list[FlaggedEvent]:
        return list(self._active.get((kind, subject), {}).values())

    def camera(self, told: CameraStatus) -> None:
        """Learn a camera's name."""
        self._cameras[told.camera] = told.name

    def limit(self, told: CameraLimit) -> None:
        """From a moment on another threshold of a camera; told in the order in which they were laid down."""
        self._limits_of.setdefault(told.camera, []).append(told)

    def _held(self, told: Detection) -> bool:
        """Less sure than its camera's threshold was at that moment."""
        past = [one.least for one in self._limits_of.get(told.camera, ()) if one.since <= told.time]
        return bool(past) and told.confidence < past[-1]

    def detection(self, feed: str, told: Detection, received: datetime) -> list[Outcome]:
        """A camera saw something. Its event's identity: kind, camera, and the plate or (moving) the spot."""
        place = self._place_of(told.lon, told.lat)
        found = excuse(told.kind, told.device, told.time, self._near_places(told.lon, told.lat), self._timezone)
        if found is not None and found.judged is None:
            sight = Sight(told.time, told.camera, told.device, told.confidence, told.lon, told.lat, found.depth_m, feed,
                          told.plate or None, told.plate_colour, told.clip)  # fmt: skip
            return self.stays.seen(told.kind, found.place, sight)
        if found is not None:
            place = found.place.id, found.place.version
        return self._flagged(feed, told, received, place, None if found is None else found.judged)

    def _flagged(
        self, feed: str, told: Detection, received: datetime, place: tuple[str, str] | None, judged: Judged | None
    ) -> list[Outcome]:
        known = self._same(told)
        reason = DetectionReason(
            told.device,
            self._cameras.get(told.camera, told.camera),
            told.confidence,
            told.plate or None,
            told.plate_colour,
            told.objects,
            told.clip,
            judged,
        )
        if known is None:
            thing = plates.read(told.plate).key or (
                "" if told.device is Device.FIXED else f"{told.lon:.5f},{told.lat:.5f}"
            )
            priority = priorities.of(told.kind, confidence=told.confidence)
            spot = (told.lon, told.lat)
            found = self._elsewhere(told)
            found += self._raise(
                feed, told.kind, told.camera, thing, place, spot, told.time, received, reason, priority,
                held=self._held(told),
            )  # fmt: skip
            return found
        assert isinstance(known.reason, DetectionReason)
        best = known.reason if known.reason.confidence >= told.confidence else reason
        colour = known.reason.plate_colour or told.plate_colour
        # Surer than before may mean more urgent than before; less sure takes nothing back.
        now = priorities.of(told.kind, confidence=told.confidence)
        known = replace(known, priority=min(known.priority, now, key=lambda one: one.rank))
        if known.queue_from == HELD and not self._held(told):
            known = replace(known, queue_from=min(told.time, received))
        return self._again(known, told.time, told.lon, told.lat, replace(best, plate_colour=colour))

    def _same(self, told: Detection) -> FlaggedEvent | None:
        """The active event this is another sighting of.

        A fixed camera sees one spot. What carries a camera about sees the same thing again only near where it was.
        """
        longest = timedelta(seconds=self._limits.sighting_over_s)
        for event in self._of(told.kind, told.camera):
            if not isinstance(event.reason, DetectionReason) or told.time - event.last_seen > longest:
                continue
            still = told.device is Device.FIXED or self._near(event, told)
            if still and _one_plate(event.reason, told):
                return event
        return None

    def _near(self, event: FlaggedEvent, told: Detection) -> bool:
        return distance_m(event.lon, event.lat, told.lon, told.lat) <= self._limits.moving_match_m

    def _elsewhere(self, told: Detection) -> list[Outcome]:
        """The same thing was active before, long ago or at another spot: that is over, it cannot be in two places."""
        thing = plates.read(told.plate).key
        same = thing or told.device is Device.FIXED
        gone = [event for event in self._of(told.kind, told.camera) if same and event.thing == thing]
        return [outcome for event in gone for outcome in self._end(event, max(told.time, event.last_seen))]

    def report(self, feed: str, told: Report, received: datetime) -> list[Outcome]:
        """Somebody reported a matter; its number names it for ever."""
        if told.report in self._reports:
            return []
        reason = ReportReason(told.channel, told.text, told.address)
        place = None
        spot = (told.lon, told.lat)
        priority = priorities.of(told.category)
        return self._raise(feed, told.category, told.report, "", place, spot, told.reported, received, reason, priority)

    def report_update(self, told: ReportUpdate, received: datetime) -> list[Outcome]:
        """Withdrawn: it is over. Urged: one step more urgent, and counted."""
        event = next(iter(self._active.get(self._reports.get(told.report, ("", "")), {}).values()), None)
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
        self._keep(event)
        return [Updated(event)]

    def bikes(self, feed: str, told: BikeParking, received: datetime) -> list[Outcome]:
        """A pile-up begins above the capacity and is over at four fifths of it."""
        limit = told.capacity if told.capacity is not None else self._limits.bikes_without_capacity
        theirs = [e for e in self._of(Category.BIKE_PARKING, told.place) if e.thing == told.operator]
        event = theirs[0] if theirs else None
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
        found: list[Outcome] = self.stays.tick(clock, progress)
        for event in [event for theirs in self._active.values() for event in theirs.values()]:
            now = progress.now(event.source, clock) if isinstance(event.reason, DetectionReason) else None
            if now is not None and now - event.last_seen > timedelta(seconds=self._limits.sighting_over_s):
                found += self._end(event, now)
        return found

    def _raise(
        self, feed: str, kind: Category, subject: str, thing: str, place: tuple[str, str] | None,
        spot: tuple[float, float], seen: datetime, received: datetime, reason: Reason, priority: Priority,
        *, held: bool = False,
    ) -> list[Outcome]:  # fmt: skip
        id_, version = place or (None, None)
        raised = min(seen, received)
        unsure = isinstance(reason, DetectionReason) and reason.confidence < priorities.UNSURE
        if self._weighs(*spot) and not unsure:
            priority = priorities.raised(priority)
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
            queue_from=HELD if held else raised,
        )
        self._keep(event)
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
        self._keep(event)
        return [Updated(event)]

    def _end(self, event: FlaggedEvent, at: datetime) -> list[Outcome]:
        left = self._active[_key(event)]
        del left[event.id]
        if not left:
            del self._active[_key(event)]
        self._reports.pop(event.subject, None)
        return [Ended(replace(event, condition=Condition.OVER, over_at=at))]


def _key(event: FlaggedEvent) -> Key:
    return event.kind, event.subject


def _one_plate(reason: DetectionReason, told: Detection) -> bool:
    """A vehicle is its plate and the plate's colour; a colour that was not told speaks against nothing."""
    unsaid = reason.plate_colour is None or told.plate_colour is None
    return plates.read(reason.plate).key == plates.read(told.plate).key and (
        unsaid or reason.plate_colour == told.plate_colour
    )
