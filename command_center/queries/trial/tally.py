"""A trial's alarms counted: by dog, by place and by hour, as they are and with the change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from command_center.queries.trial.asked import Tally, WouldBe


def tallies(
    now: Sequence[WouldBe],
    changed: Sequence[WouldBe],
    more: Sequence[WouldBe],
    fewer: Sequence[WouldBe],
    key: Callable[[WouldBe], str],
) -> tuple[Tally, ...]:
    """A line for every name `key` gives, the largest first, then by name."""
    counted = [Counter(key(one) for one in some) for some in (now, changed, more, fewer)]
    names = sorted(set().union(*counted), key=lambda name: (-max(counted[0][name], counted[1][name]), name))
    return tuple(Tally(name, *(counts[name] for counts in counted)) for name in names)
