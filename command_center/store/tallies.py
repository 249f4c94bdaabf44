"""How much of everything the store holds: for counters."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, func, select

from command_center.model.cases import OVER
from command_center.model.events import Condition
from command_center.store.schema import cases, events, outbox, quarantine


def tally(connection: Connection) -> dict[str, int]:
    """Counts over the whole store."""

    def count(*where: ColumnElement[bool]) -> int:
        return int(connection.execute(select(func.count()).where(*where)).scalar_one())

    return {
        "events": count(events.c.id.is_not(None)),
        "events_active": count(events.c.condition == Condition.ACTIVE),
        "cases": count(cases.c.id.is_not(None)),
        "cases_open": count(cases.c.step.not_in(OVER)),
        "quarantined": count(quarantine.c.id.is_not(None)),
        "undelivered": count(outbox.c.acked_at.is_(None), outbox.c.cancelled_at.is_(None)),
    }
