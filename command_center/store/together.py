"""Which events may be one row of the queue: found by what they are, without reading the whole queue."""

from __future__ import annotations

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, or_, select

from command_center.model.events import FlaggedEvent, HoursReason, Review, ZoneReason
from command_center.store import events as kept
from command_center.store.schema import events


def may_be_one_row(connection: Connection, id_: str) -> list[str]:
    """The ids of the undecided events that may share a row with this one, itself among them: those merged with it, the
    same thing come again, and those of one company of dogs."""
    c = events.c
    merged = connection.execute(select(c.merged_into).where(c.id == id_)).scalar_one_or_none()
    leads = kept.by_ids(connection, [id_, *([merged] if merged else [])])
    if not leads:
        return []
    alike: list[ColumnElement[bool]] = [
        c.identity.in_([kept.identity(event) for event in leads]),
        c.id.in_([event.id for event in leads]),
    ]
    for event in leads:
        if isinstance(event.reason, ZoneReason | HoursReason):
            least = company(event)
            named = c.reason.contains(msgspec.json.encode(least).decode(), autoescape=True)
            alike.append(or_(c.subject == least, named))
    undecided = c.review.in_((Review.OPEN, Review.ACKNOWLEDGED))
    found = set(connection.execute(select(c.id).where(and_(undecided, or_(*alike)))).scalars())
    # A lead that was decided on leads no row, but those it led stay one.
    led = kept.merged_with(connection, list(found | {event.id for event in leads}))
    return list(found.union(led))


def company(event: FlaggedEvent) -> str:
    """The least of the tags that walk together: the same for each of a company, whichever leads."""
    assert isinstance(event.reason, ZoneReason | HoursReason)
    return min((event.subject, *event.reason.together))
