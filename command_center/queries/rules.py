"""What was, is and will be laid down as the dog rules."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import Connection

from command_center.model.rules import RuleChange
from command_center.model.settings import DogWalking
from command_center.queries.places import When
from command_center.store import people, rules


class RuleEntry(msgspec.Struct, frozen=True):
    """A change of the rules. `number` counts changes; `version` is what events name; `by` is a name; `how`: file |
    saved | program. `until` is when the next one took or takes over."""

    number: int
    rules: DogWalking
    version: str
    since: datetime
    until: datetime | None
    made_at: datetime
    by: str
    how: str
    when: When
    reason: str = ""


class RuleHistory(msgspec.Struct, frozen=True):
    """All changes of the rules, the newest first."""

    entries: tuple[RuleEntry, ...]

    @property
    def last(self) -> int:
        """The number a command about the rules is to expect; 0 before anything was laid down."""
        return self.entries[0].number if self.entries else 0

    @property
    def now(self) -> RuleEntry | None:
        """What is in force."""
        return next((one for one in self.entries if one.when is When.NOW), None)

    @property
    def to_come(self) -> tuple[RuleEntry, ...]:
        """What is laid down for later, the next one first."""
        ahead = [one for one in self.entries if one.when is When.TO_COME]
        return tuple(sorted(ahead, key=lambda one: one.since))


def read_rules(connection: Connection, now: datetime) -> RuleHistory:
    """Every change of the rules."""
    made, names = rules.changes(connection), people.names(connection)
    return RuleHistory(tuple(_entry(one, made, names.get(one.made_by, one.made_by), now) for one in reversed(made)))


def _entry(change: RuleChange, made: list[RuleChange], by: str, now: datetime) -> RuleEntry:
    """One made later that holds from an earlier time on takes its place: then it never comes to hold."""
    later = [one for one in made if one.id > change.id]
    until = min((one.since for one in later if one.since > change.since), default=None)
    if any(one.since <= change.since for one in later):
        when = When.REPLACED
    elif change.since > now:
        when = When.TO_COME
    else:
        when = When.NOW if until is None or until > now else When.PAST
    return RuleEntry(
        change.id, change.rules, change.version, change.since, until, change.made_at, by, change.how, when,
        change.reason,
    )  # fmt: skip
