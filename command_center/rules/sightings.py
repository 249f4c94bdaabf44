"""Detections, reports and bike counts become events; the same thing again is counted, not raised again."""

from __future__ import annotations

from collections import OrderedDict
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
from command_center.rules.sameness import Key, bridged, key_of, one_plate
from command_center.rules.stays import Stays

PlaceOf = Callable[[float, float], tuple[str, str] | None]
GridOf = Callable[[float, float], int | None]
MOST_EARLY = 1000
"""Updates of reports not known yet, at most."""


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
        self.version, self._grid_of, self._place_of, self._limits = version, grid_of, place_of, limits
        self._active: dict[Key, dict[str, FlaggedEvent]] = {}
        self._reports: dict[str, Key] = {}
        self._cameras: dict[str, str] = {}
        self._limits_of: dict[str, list[CameraLimit]] = {}
        self._ended: dict[Key, dict[str, FlaggedEvent]] = {}
        self._forget = timedelta(seconds=2 * limits.sighting_over_s + limits.keep_s)
        self._counted: dict[tuple[str, str], BikeParking] = {}
        self._early: OrderedDict[str, list[tuple[ReportUpdate, datetime]]] = OrderedDict()

    def restore(self, event: FlaggedEvent) -> None:
        """Take up an event that the store holds as active, or a detection's that is over since lately."""
        if event.condition is Condition.OVER:
            if isinstance(event.reason, DetectionReason) and event.subject != event.place and not event.withdrawn:
                self._ended.setdefault(key_of(event), {})[event.id] = event
            return
        if isinstance(event.reason, DetectionReason) and event.subject == event.place:
            self.stays.restore_event(event)
            return
        self._keep(event)

    def _keep(self, event: FlaggedEvent) -> None:
        self._active.setdefault(key_of(event), {})[event.id] = event
        if isinstance(event.reason, ReportReason):
            self._reports[event.subject] = key_of(event)

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
        known, found = self._same(told)
        if known is None:
            return found + self._new(feed, told, received, place, reason)
        assert isinstance(known.reason, DetectionReason)
        best = max(known.reason, reason, key=lambda one: (one.confidence, one.clip or "", one.plate or ""))
        colour = known.reason.plate_colour or told.plate_colour
        # Surer than before may mean more urgent than before; less sure takes nothing back.
        now = self._priority(told.kind, (told.lon, told.lat), told.confidence)
        known = replace(known, priority=min(known.priority, now, key=lambda one: one.rank))
        if known.queue_from == HELD and not self._held(told):
            known = replace(known, queue_from=min(told.time, received))
        self._again(known, told.time, told.lon, told.lat, replace(best, plate_colour=colour))
        return found + self._settle(known.id, told)

    def _new(
        self, feed: str, told: Detection, received: datetime, place: tuple[str, str] | None, reason: DetectionReason
    ) -> list[Outcome]:
        """What was not seen before. When it was seen later elsewhere it comes late, and is over."""
        thing = plates.read(told.plate).key or ("" if told.device is Device.FIXED else f"{told.lon:.5f},{told.lat:.5f}")
        same = bool(plates.read(told.plate).key) or told.device is Device.FIXED
        others = [event for event in self._of(told.kind, told.camera) if same and event.thing == thing]
        later = [max(event.first_seen, told.time) for event in others if event.last_seen > told.time]
        found = [out for event in others if event.last_seen <= told.time for out in self._end(event, told.time)]
        spot = (told.lon, told.lat)
        priority = self._priority(told.kind, spot, told.confidence)
        late = self._raise(
            feed, told.kind, told.camera, thing, place, spot, told.time, received, reason, priority,
            held=self._held(told),
        )  # fmt: skip
        if not later:
            return [*found, late]
        return [*found, Raised(self._over(late.event, min(later)))]

    def _same(self, told: Detection) -> tuple[FlaggedEvent | None, list[Outcome]]:
        """The event this is another sighting of, and what follows from finding it: of several that a late sighting
        bridges the first stays, the others were never their own.

        A fixed camera sees one spot. What carries a camera about sees the same thing again only near where it was.
        """
        key, longest = (told.kind, told.camera), timedelta(seconds=self._limits.sighting_over_s)
        lately = self._ended.get(key, {})
        known = [*self._of(*key), *lately.values()]
        touching = [
            event
            for event in known
            if isinstance(event.reason, DetectionReason)
            and event.first_seen - longest <= told.time <= event.last_seen + longest
            and (told.device is Device.FIXED or self._near(event, told))
            and one_plate(event.reason, told)
        ]
        if not touching:
            return None, []
        first, *others = sorted(touching, key=lambda event: (event.first_seen, event.id))
        found: list[Outcome] = []
        for other in others:
            found += self._withdraw(other)
            first = bridged(first, other)
        return first, found

    def _settle(self, id_: str, told: Detection) -> list[Outcome]:
        """It was seen (again, or late). It cannot be in two places: where it was seen last it is, the rest is over."""
        key = told.kind, told.camera
        self._ended.get(key, {}).pop(id_, None)
        event = replace(self._active[key][id_], condition=Condition.ACTIVE, over_at=None)
        rivals = [one for one in self._of(*key) if one.id != id_ and one.thing == event.thing]
        later = [one.first_seen for one in rivals if one.last_seen > event.last_seen]
        if later:
            return [Updated(self._over(event, max(min(later), event.last_seen)))]
        found = [outcome for one in rivals for outcome in self._end(one, max(told.time, one.last_seen))]
        self._keep(event)
        return [*found, Updated(event)]

    def _withdraw(self, event: FlaggedEvent) -> list[Outcome]:
        """It is part of another."""
        self._ended.get(key_of(event), {}).pop(event.id, None)
        theirs = self._active.get(key_of(event), {})
        theirs.pop(event.id, None)
        over = event.over_at or event.last_seen
        return [Ended(replace(event, condition=Condition.OVER, over_at=over, withdrawn=True))]

    def _priority(self, kind: Category, spot: tuple[float, float], confidence: float = 1.0) -> Priority:
        """How urgent one sighting is: one step more on a model street, when it is sure enough."""
        priority = priorities.of(kind, confidence=confidence)
        return priorities.raised(priority) if confidence >= priorities.UNSURE and self._weighs(*spot) else priority

    def _near(self, event: FlaggedEvent, told: Detection) -> bool:
        return distance_m(event.lon, event.lat, told.lon, told.lat) <= self._limits.moving_match_m

    def report(self, feed: str, told: Report, received: datetime) -> list[Outcome]:
        """Somebody reported a matter; its number names it for ever."""
        if told.report in self._reports:
            return []
        reason = ReportReason(told.channel, told.text, told.address)
        place = None
        spot = (told.lon, told.lat)
        priority = self._priority(told.category, spot)
        found: list[Outcome] = [
            self._raise(feed, told.category, told.report, "", place, spot, told.reported, received, reason, priority)
        ]
        for update, when in self._early.pop(told.report, ()):
            found += self.report_update(update, when)
        return found

    def report_update(self, told: ReportUpdate, received: datetime) -> list[Outcome]:
        """Withdrawn: it is over. Urged: one step more urgent, and counted."""
        event = next(iter(self._active.get(self._reports.get(told.report, (Category.OTHER, "")), {}).values()), None)
        if event is None:
            return self._too_early(told, received)
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

    def _too_early(self, told: ReportUpdate, received: datetime) -> list[Outcome]:
        """It overtook its report, or is of one that is over: kept for a while."""
        self._early.setdefault(told.report, []).append((told, received))
        self._early.move_to_end(told.report)
        while len(self._early) > MOST_EARLY:
            self._early.popitem(last=False)
        return []

    def bikes(self, feed: str, told: BikeParking, received: datetime) -> list[Outcome]:
        """A pile-up begins above the capacity and is over at four fifths of it."""
        limit = told.capacity if told.capacity is not None else self._limits.bikes_without_capacity
        theirs = [e for e in self._of(Category.BIKE_PARKING, told.place) if e.thing == told.operator]
        event = theirs[0] if theirs else None
        newest = self._counted.get((told.place, told.operator))
        late = newest is not None and newest.time > told.time
        if not late:
            self._counted[told.place, told.operator] = told
        if event is None:
            if told.count <= limit:
                return []
            reason = BikesReason(told.operator, told.count, told.capacity)
            spot = (told.lon, told.lat)
            kind, priority = Category.BIKE_PARKING, self._priority(Category.BIKE_PARKING, spot)
            found = self._raise(
                feed, kind, told.place, told.operator, None, spot, told.time, received, reason, priority
            )
            if late and newest is not None and newest.count < self._limits.bikes_over_share * limit:
                return [Raised(self._over(found.event, newest.time))]  # it was put right before this was told
            return [found]
        if told.count < self._limits.bikes_over_share * limit:
            return [] if late else self._end(event, told.time)
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
        for key, lately in list(self._ended.items()):
            for event in list(lately.values()):
                now = progress.now(event.source, clock)
                if now is not None and now - event.last_seen > self._forget:
                    del lately[event.id]
            if not lately:
                del self._ended[key]
        return found

    def _raise(
        self, feed: str, kind: Category, subject: str, thing: str, place: tuple[str, str] | None,
        spot: tuple[float, float], seen: datetime, received: datetime, reason: Reason, priority: Priority,
        *, held: bool = False,
    ) -> Raised:  # fmt: skip
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
            rule_version=self.version,
            queue_from=HELD if held else raised,
        )
        self._keep(event)
        return Raised(event)

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
        return [Ended(self._over(event, at))]

    def _over(self, event: FlaggedEvent, at: datetime) -> FlaggedEvent:
        """Let go of it; a detection's may be bridged by what comes late."""
        left = self._active[key_of(event)]
        del left[event.id]
        if not left:
            del self._active[key_of(event)]
        over = replace(event, condition=Condition.OVER, over_at=at)
        if isinstance(event.reason, DetectionReason):
            self._ended.setdefault(key_of(event), {})[event.id] = over
        else:
            self._reports.pop(event.subject, None)
        return over
