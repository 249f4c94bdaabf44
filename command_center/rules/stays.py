"""Stays at exempting places, by sightings in any order: what is kept, and the event of one that stood too long."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from command_center.model import plates
from command_center.model.categories import Category
from command_center.model.events import Condition, DetectionReason, FlaggedEvent, Review
from command_center.model.places import Place
from command_center.model.suppressed import Finding, Judged, Sight, State, Stay
from command_center.rules import priorities
from command_center.rules.exemptions import ACCURACY_M
from command_center.rules.identity import event_id
from command_center.rules.outcomes import Ended, Kept, Outcome, Raised, Updated
from command_center.rules.progress import Progress

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
GAP = timedelta(minutes=60)
"""Seen again after longer (or twice the time allowed) it may have been away: another stay."""
LONGEST = timedelta(hours=12)
"""A gap longer than this ends a stay at any place: a night has gone by."""
LATE = timedelta(minutes=10)
"""Sightings come at most so late."""
MOST_SIGHTS = 100
Key = tuple[Category, str, str]


class Stays:
    """Those not yet over, by kind, place and thing. The same sightings make the same stays in any order."""

    def __init__(self, version: str, grid_of: Callable[[float, float], int | None], over_s: float) -> None:
        self.version, self._grid_of, self._over = version, grid_of, timedelta(seconds=over_s)
        self._stays: dict[Key, list[Stay]] = {}
        self._active: set[str] = set()

    def restore(self, stay: Stay) -> None:
        """Take up a stay the store holds."""
        if stay.state is not State.VOID:
            self._stays.setdefault((stay.kind, stay.place, stay.thing), []).append(stay)

    def restore_event(self, event: FlaggedEvent) -> None:
        """An overstay the store holds as active."""
        self._active.add(event.id)

    def seen(self, kind: Category, place: Place, sight: Sight) -> list[Outcome]:
        """A sighting that the place excuses, as long as it is not there too long."""
        thing = plates.read(sight.plate).key
        known = self._stays.setdefault((kind, place.id, thing), [])
        stay = self._new(kind, place, thing, sight)
        gap = _gap(stay)
        touching = [one for one in known if _apart(one, stay) <= gap]
        if any(sight in one.sights for one in touching):
            return []
        found: list[Outcome] = []
        for other in sorted(touching, key=lambda one: (one.first_seen, one.id)):
            known.remove(other)
            if other is not touching[0]:
                found += self._void(other)
            stay = _united(other, stay) if other is touching[0] else _united(stay, other)
        return found + self._tell(known, stay)

    def _new(self, kind: Category, place: Place, thing: str, sight: Sight) -> Stay:
        return Stay(
            id=event_id(kind, "stay", place.id, f"{thing}|{sight.camera}", sight.time),
            kind=kind,
            thing=thing,
            place=place.id,
            place_name=place.name,
            place_version=place.version,
            hours=place.hours,
            # Without a plate nobody can tell one vehicle from the next.
            max_stay_min=place.max_stay_min if thing else None,
            grid=self._grid_of(sight.lon, sight.lat),
            rule_version=self.version,
            sights=(sight,),
            count=1,
        )

    def _tell(self, known: list[Stay], stay: Stay) -> list[Outcome]:
        long = stay.max_stay_min is not None and stay.stayed_min > stay.max_stay_min
        stay = replace(stay, state=State.OVERSTAY if long else State.KEPT)
        known.append(stay)
        if not long:
            return [Kept(stay)]
        event = event_of(stay)
        new = event.id not in self._active
        self._active.add(event.id)
        return [Kept(stay), Raised(event) if new else Updated(event)]

    def _void(self, stay: Stay) -> list[Outcome]:
        found: list[Outcome] = [Kept(replace(stay, state=State.VOID))]
        event = event_of(stay)
        if event.id in self._active:
            self._active.discard(event.id)
            found.append(Ended(replace(event, condition=Condition.OVER, over_at=event.last_seen, withdrawn=True)))
        return found

    def tick(self, clock: datetime, progress: Progress) -> list[Outcome]:
        """Not seen for long: an overstay is over, and later the stay is let go of."""
        found: list[Outcome] = []
        for key, stays in list(self._stays.items()):
            for stay in list(stays):
                now = progress.now(stay.sights[-1].feed, clock)
                if now is None:
                    continue
                event = event_of(stay)
                if event.id in self._active and now - stay.last_seen > self._over:
                    self._active.discard(event.id)
                    found.append(Ended(replace(event, condition=Condition.OVER, over_at=now)))
                if now - stay.last_seen > _gap(stay) + LATE:
                    stays.remove(stay)
            if not stays:
                del self._stays[key]
        return found


def event_of(stay: Stay) -> FlaggedEvent:
    """A stay as an event: subject and place are the place, for several cameras may have seen it. It is confirmed by the
    first sighting after the time allowed; by the last when there is no such limit."""
    last, sure = stay.sights[-1], max(sight.confidence for sight in stay.sights)
    allowed = timedelta(minutes=stay.max_stay_min) if stay.max_stay_min is not None else None
    late = [s.time for s in stay.sights if allowed is not None and s.time - stay.first_seen > allowed]
    raised = late[0] if late else stay.last_seen
    judged = Judged(
        Finding.OVERSTAY, stay.place_name, last.depth_m, ACCURACY_M[last.device], stay.hours, stay.max_stay_min,
        stay.stayed_min,
    )  # fmt: skip
    reason = DetectionReason(
        last.device, last.camera, sure, last.plate, last.plate_colour, (), last.clip, judged if late else None
    )
    return FlaggedEvent(
        id=event_id(stay.kind, "overstay", stay.place, stay.id, EPOCH),
        kind=stay.kind,
        priority=priorities.of(stay.kind, confidence=sure),
        condition=Condition.ACTIVE,
        review=Review.OPEN,
        withdrawn=False,
        subject=stay.place,
        thing=stay.thing,
        place=stay.place,
        place_version=stay.place_version,
        grid=stay.grid,
        lon=last.lon,
        lat=last.lat,
        first_seen=stay.first_seen,
        raised=raised,
        last_seen=stay.last_seen,
        count=stay.count,
        source=last.feed,
        reason=reason,
        rule_version=stay.rule_version,
        queue_from=raised,
    )


def _gap(stay: Stay) -> timedelta:
    return min(LONGEST, max(GAP, timedelta(minutes=2 * (stay.max_stay_min or 0))))


def _apart(a: Stay, b: Stay) -> timedelta:
    return max(a.first_seen - b.last_seen, b.first_seen - a.last_seen, timedelta(0))


def _united(first: Stay, other: Stay) -> Stay:
    """One stay of two, under the name of `first`; of very many sightings the middle is left out, but counted."""
    sights = sorted({*first.sights, *other.sights}, key=lambda one: (one.time, one.camera))
    if len(sights) > MOST_SIGHTS:
        del sights[MOST_SIGHTS // 2]
    return replace(first, sights=tuple(sights), count=first.count + other.count)
