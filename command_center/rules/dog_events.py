"""From an episode to the flagged event a person sees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from command_center.clock import from_ms
from command_center.model.categories import Category, Priority
from command_center.model.dogs import HomeFrom
from command_center.model.events import Condition, FlaggedEvent, HoursReason, Reason, Review, ZoneReason
from command_center.model.places import Place
from command_center.rules import priorities
from command_center.rules.fold import Episode
from command_center.rules.identity import event_id
from command_center.rules.sure import sureness
from command_center.rules.timeline import Timeline


class DogEvents:
    """Makes the dog rules' events."""

    def __init__(self, rules: Timeline, grid_of: Callable[[float, float], int | None]) -> None:
        self.rules, self._grid_of = rules, grid_of

    def make(
        self, feed: str, tag: str, place: Place | None, home: HomeFrom, episode: Episode, nth: int
    ) -> FlaggedEvent:
        """The event of an episode; `place` None is the rule of prohibited hours, `nth` one of the same beginning."""
        kind = Category.DOG_OUT_OF_HOURS if place is None else Category.DOG_IN_FORBIDDEN_ZONE
        standing = self.rules.at_ms(episode.confirmed_ms)
        rules = standing.rules
        reason: Reason
        if place is None:
            reason = HoursReason(
                rules.prohibited, home is not HomeFrom.UNKNOWN, episode.evidence, home, sure=sureness(episode)
            )
        else:
            reason = ZoneReason(place.name, place.hours, place.urgent, episode.evidence, sure=sureness(episode))
        priority = priorities.of(kind, urgent_place=place is not None and place.urgent)
        wait = timedelta(0) if priority is Priority.URGENT else timedelta(minutes=rules.remind_first_min)
        last, first, raised = episode.evidence[-1], from_ms(episode.first_ms), from_ms(episode.confirmed_ms)
        id_ = place.id if place else None
        return FlaggedEvent(
            id=event_id(kind, tag, id_ or "", str(nth) if nth else "", first),
            kind=kind,
            priority=priority,
            condition=Condition.ACTIVE if episode.over_ms is None else Condition.OVER,
            review=Review.OPEN,
            withdrawn=False,
            subject=tag,
            thing="",
            place=id_,
            place_version=place.version if place else None,
            grid=self._grid_of(last.lon, last.lat),
            lon=last.lon,
            lat=last.lat,
            first_seen=first,
            raised=raised,
            last_seen=last.time,
            count=episode.count,
            source=feed,
            reason=reason,
            rule_version=standing.version,
            queue_from=raised + wait,
            over_at=None if episode.over_ms is None else from_ms(episode.over_ms),
        )
