"""Ready-made values for tests: a store in a file, an event, a squad, a person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from command_center.model.categories import Category, Priority
from command_center.model.events import (
    Condition,
    FixEvidence,
    FlaggedEvent,
    ReportReason,
    Review,
    ZoneReason,
)
from command_center.model.observations import (
    Channel,
    Dog,
    LonLat,
    Owner,
    Report,
    SquadState,
    SquadStatus,
    TagRegistered,
    TagState,
)
from command_center.model.people import Person, Role

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""10:00 in Quzhou, a Monday."""
OPERATOR = Person("demo", "王敏", frozenset({Role.INTAKE, Role.DISPATCHER, Role.CHECKER}))
LEADER = Person("leader", "陈局", frozenset({Role.LEADER}))


def zone_event(id_: str = "e1", tag: str = "0417", **changes: object) -> FlaggedEvent:
    """A dog in a park that bans dogs, raised at NOW."""
    fix = FixEvidence(NOW, 118.87, 28.94, 5.0, 12.0)
    event = FlaggedEvent(
        id=id_,
        kind=Category.DOG_IN_FORBIDDEN_ZONE,
        priority=Priority.HIGH,
        condition=Condition.ACTIVE,
        review=Review.OPEN,
        withdrawn=False,
        subject=tag,
        thing="",
        place="no-dog-fushan",
        grid=7,
        lon=118.87,
        lat=28.94,
        first_seen=NOW - timedelta(seconds=30),
        raised=NOW,
        last_seen=NOW,
        count=4,
        source="dogs",
        reason=ZoneReason("府山公园", None, False, (fix,)),
        rule_version="r1",
        queue_from=NOW,
    )
    return replace(event, **changes)


def report_event(id_: str = "r1", number: str = "DU-20261123-0081", **changes: object) -> FlaggedEvent:
    """A citizen's report, raised at NOW."""
    return replace(
        zone_event(id_, number),
        kind=Category.STREET_VENDING,
        priority=Priority.MEDIUM,
        place=None,
        source="urban",
        reason=ReportReason(Channel.WECHAT, "有人占道卖水果", "太真路 12 号"),
        **changes,
    )


def report(number: str = "DU-20261123-0081") -> Report:
    """The report behind `report_event`."""
    return Report(number, Category.STREET_VENDING, Channel.WECHAT, "有人占道卖水果", "太真路 12 号", 118.87, 28.94, NOW)


def squad(id_: str = "S-07-1", grid: int = 7, *, on_duty: bool = True) -> SquadStatus:
    """A squad of two."""
    return SquadStatus(id_, "府山二班", "府山中队", grid, on_duty, 2, SquadState.FREE)


def registered(tag: str = "0417") -> TagRegistered:
    """A dog with an owner."""
    owner = Owner("李明", "13800002210", "柯城区上街 5 号")
    return TagRegistered(tag, TagState.ACTIVE, Dog("豆豆", "泰迪", "棕"), owner, LonLat(118.86, 28.93))
