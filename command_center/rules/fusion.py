"""When two events are sightings of one thing: place, time, category and plate. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from command_center.model import plates
from command_center.model.candidates import SAME_OCCASION, Join, JoinHow
from command_center.model.categories import Category
from command_center.model.events import DetectionReason, FlaggedEvent, HoursReason, ReportReason, ZoneReason
from command_center.model.geo import distance_m

WITHIN = SAME_OCCASION
"""At most so long apart."""
NEAR_M = 40.0
"""A phone's position in a street of houses, and a camera's of what it sees: two of 20 m."""
SAME_PLATE_M = 150.0
"""The same plate is the same vehicle; further off it was parked anew."""
_FAMILIES = (
    (Category.STREET_VENDING, Category.SHOP_OVERFLOW),
    (Category.BIKE_PARKING, Category.NONMOTOR_PARKING),
    (Category.DOG_NUISANCE, Category.DOG_IN_FORBIDDEN_ZONE, Category.DOG_OUT_OF_HOURS),
    (Category.WASTE_WATER, Category.VEHICLE_SPILLS),
    (Category.LITTERING, Category.EXPOSED_REFUSE),
)
"""What two people, or a person and a machine, may call one thing."""


def plate_of(event: FlaggedEvent) -> str:
    """The vehicle it is about, with the plate's colour where nothing else tells; "" when none is known."""
    if isinstance(event.reason, DetectionReason):
        return plates.read(event.reason.plate).key
    return plates.found_in(event.reason.text) if isinstance(event.reason, ReportReason) else ""


def colours_differ(a: FlaggedEvent, b: FlaggedEvent) -> bool:
    """Whether both plates' colours were told, and are not the same."""
    both = [e.reason.plate_colour for e in (a, b) if isinstance(e.reason, DetectionReason)]
    return len(both) == 2 and None not in both and both[0] != both[1]


def related(a: FlaggedEvent, b: FlaggedEvent) -> Join | None:
    """Why `a` and `b` are one thing, None when they are not; the same whichever comes first.

    What one source tells apart itself (one camera's sightings, two tags) stays apart.
    """
    if a.id == b.id or (a.source, a.subject) == (b.source, b.subject) or (is_tag(a) and is_tag(b)):
        return None
    same_kind = a.kind == b.kind
    if not same_kind and not any(a.kind in family and b.kind in family for family in _FAMILIES):
        return None
    apart = max(a.first_seen - b.last_seen, b.first_seen - a.last_seen, timedelta(0))
    mine, theirs = plate_of(a), plate_of(b)
    same_plate = bool(mine) and mine == theirs
    if apart > WITHIN or (mine and theirs and not same_plate) or (same_plate and colours_differ(a, b)):
        return None
    metres = min(distance_m(*one, *other) for one in _spots(a) for other in _spots(b))
    if metres > (SAME_PLATE_M if same_plate else NEAR_M):
        return None
    minutes = apart.total_seconds() / 60
    return Join(event=a.id, other=b.id, metres=metres, minutes=minutes, same_plate=same_plate, same_kind=same_kind)


def _spots(event: FlaggedEvent) -> list[tuple[float, float]]:
    """Where it was seen (degrees): a dog walks on, so all the fixes behind its alarm count."""
    fixes = event.reason.fixes if isinstance(event.reason, ZoneReason | HoursReason) else ()
    return [(fix.lon, fix.lat) for fix in fixes] or [(event.lon, event.lat)]


def reach(event: FlaggedEvent) -> float:
    """Metres around an event's stored position in which what is one thing with it may lie."""
    spots = [distance_m(*spot, event.lon, event.lat) for spot in _spots(event)]
    return SAME_PLATE_M + max(spots)


def nearest(why: Join) -> tuple[object, ...]:
    """Sorts what is most surely one thing first: the same plate, then by place and time."""
    return (not why.same_plate, why.metres, why.minutes, why.event, why.other)


def telling(joins: Iterable[Join]) -> list[Join]:
    """As few of `joins` as still say why all of them are one: a person's first, then the surest."""
    group: dict[str, set[str]] = {}
    found = []
    for join in sorted(joins, key=lambda one: (one.how is JoinHow.FUSED, *nearest(one))):
        mine, theirs = (group.setdefault(id_, {id_}) for id_ in (join.event, join.other))
        if mine is not theirs:
            mine |= theirs
            group |= dict.fromkeys(theirs, mine)
            found.append(join)
    return found


def leads(event: FlaggedEvent) -> tuple[object, ...]:
    """Sorts whoever leads a candidate first: a tag, whose owner can be reminded, else what was seen first."""
    return (not is_tag(event), event.first_seen, event.id)


def is_tag(event: FlaggedEvent) -> bool:
    """Whether a dog tag raised it."""
    return isinstance(event.reason, ZoneReason | HoursReason)
