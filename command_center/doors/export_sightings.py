"""What places excused, and why sightings were joined, as rows of an export. Plates are masked, as on screens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from command_center.model.candidates import Join
from command_center.model.events import DetectionReason, FlaggedEvent
from command_center.queries import masking
from command_center.queries.files import Row, rfc3339
from command_center.store import candidates, suppressed
from command_center.store.database import Store

EVER = datetime(1, 1, 1, tzinfo=UTC)


def excused(store: Store, since: datetime | None) -> Iterator[Row]:
    """Every stay at a place that excused it, last seen since then, oldest first."""
    kept = store.read_now(lambda c: suppressed.since(c, since or EVER, limit=None))
    for one in reversed(kept):
        stay = one.stay
        yield {
            "id": stay.id,
            "kind": stay.kind,
            "state": stay.state,
            "plate": masking.plate(stay.thing) or None,
            "place": stay.place,
            "place_name": stay.place_name,
            "place_version": stay.place_version,
            "rule_version": stay.rule_version,
            "hours": stay.hours,
            "max_stay_min": stay.max_stay_min,
            "stayed_min": round(stay.stayed_min, 1),
            "first_seen": rfc3339(stay.first_seen),
            "last_seen": rfc3339(stay.last_seen),
            "count": stay.count,
            "devices": sorted({sight.device for sight in stay.sights}),
            "depth_m": round(stay.sights[-1].depth_m, 1),
            "lon": stay.sights[-1].lon,
            "lat": stay.sights[-1].lat,
            "raised_by": one.raised_by,
            "raised_at": rfc3339(one.raised_at),
        }


def joins(store: Store, since: datetime | None) -> Iterator[Row]:
    """Why each two sightings were joined, or that a person joined them or took them apart, oldest first."""
    for join in store.read_now(lambda c: candidates.all_joins(c, since or EVER)):
        yield _join(join)


def _join(join: Join) -> Row:
    return {
        "at": rfc3339(join.at),
        "by": join.by,
        "how": join.how,
        "event": join.event,
        "other": join.other,
        "metres": round(join.metres, 1),
        "minutes": round(join.minutes, 1),
        "same_plate": join.same_plate,
        "same_kind": join.same_kind,
    }


def judged(event: FlaggedEvent) -> Row | None:
    """Why the place an event is at does not excuse it, None when it is at none that could."""
    told = event.reason.judged if isinstance(event.reason, DetectionReason) else None
    if told is None:
        return None
    return {
        "finding": told.finding,
        "place_name": told.place_name,
        "depth_m": round(told.depth_m, 1),
        "accuracy_m": told.accuracy_m,
        "max_stay_min": told.max_stay_min,
        "stayed_min": told.stayed_min,
    }
