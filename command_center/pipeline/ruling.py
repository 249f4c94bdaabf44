"""The rules in force, in every process: read from the store when a change of them is told or falls due."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from command_center.model.settings import DogWalking
from command_center.notices import Notice, RulesChanged
from command_center.rules.timeline import Timeline
from command_center.store import rules
from command_center.store.database import Store


class Ruling:
    """`timeline` has all rules by the time they are in force from; `first` what holds while the store has none.

    `changed` is called whenever they were read anew: the process that judges lays them down for its rules.
    """

    def __init__(self, store: Store, first: DogWalking) -> None:
        self._store = store
        self.timeline = Timeline.of(first)
        self.changed: Callable[[Timeline], None] = lambda _: None

    def read(self, connection: Connection) -> None:
        """Take what the store has now."""
        line = rules.timeline(rules.changes(connection))
        if line and tuple(line) != self.timeline.standings:
            self.timeline = Timeline(line)
            self.changed(self.timeline)

    async def refresh(self, told: Sequence[Notice]) -> None:
        """Before these are told to anybody: look again when rules are among them. Raises DatabaseError."""
        if any(isinstance(notice, RulesChanged) for notice in told):
            line = await self._store.read(lambda c: rules.timeline(rules.changes(c)))
            if line and tuple(line) != self.timeline.standings:
                self.timeline = Timeline(line)
                self.changed(self.timeline)
