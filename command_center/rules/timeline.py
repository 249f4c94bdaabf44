"""The rules over time: each fix is judged by those in force at its own time, so that the order of arrival changes
nothing when they are changed."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime

import msgspec

from command_center.clock import to_ms
from command_center.model.rules import RuleStanding
from command_center.model.settings import DogWalking
from command_center.rules.limits import LIMITS


def version_of(rules: DogWalking) -> str:
    """The name of these rules and of the constants they are carried out with: a digest of both."""
    return hashlib.sha256(msgspec.json.encode(rules) + repr(LIMITS).encode()).hexdigest()[:12]


class Timeline:
    """Standings, each in force until the next begins. Before the first the first holds."""

    def __init__(self, standings: Sequence[RuleStanding]) -> None:
        """Raises ValueError for none, or when they are not sorted by time."""
        if not standings:
            raise ValueError("there must be rules")
        self.standings = tuple(standings)
        self._since = [-(2**62) if one.since is None else to_ms(one.since) for one in standings]
        if self._since != sorted(set(self._since)):
            raise ValueError("rules must be sorted by the time they are in force from")

    @classmethod
    def of(cls, rules: DogWalking) -> Timeline:
        """These rules at all times."""
        return cls([RuleStanding(rules, version_of(rules))])

    def at_ms(self, time_ms: int) -> RuleStanding:
        """What is in force at a time (milliseconds since 1970, UTC)."""
        return self.standings[max(0, bisect_right(self._since, time_ms) - 1)]

    def at(self, when: datetime) -> RuleStanding:
        """What is in force at a time."""
        return self.at_ms(to_ms(when))

    @property
    def smallest_radius_m(self) -> float:
        """No home ever reaches less far: nearer than that no rule is concerned."""
        return min(one.rules.home_radius_m for one in self.standings)

    @property
    def newest(self) -> RuleStanding:
        """The last one laid down, in force or to come."""
        return self.standings[-1]
