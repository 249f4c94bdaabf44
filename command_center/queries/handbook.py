"""What the handbook says of a matter: its page, what is marked, what went before, and what it advises now."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import Connection

from command_center.bureau import Bureau
from command_center.model.handbook import Before, Mark, Page, Rung
from command_center.model.observations import Outcome
from command_center.store import cases, events, handbook, people


class HandbookView(Struct, frozen=True):
    """`case` None while there is none: then nothing can be marked. `marks` by point, their `by` a person's name.
    `nth`: the time this is, by cases that ended in anything but nothing; `advice` what is advised then."""

    page: Page
    case: str | None
    over: bool
    marks: dict[str, Mark]
    before: tuple[Before, ...]
    nth: int
    advice: Rung


def read_handbook_view(connection: Connection, bureau: Bureau, id_: str, now: datetime) -> HandbookView | None:
    """For an event or a case; None when there is no such thing."""
    case = cases.get(connection, id_)
    behind = events.by_ids(connection, case.events if case else [id_])
    if case is None and not behind:
        return None
    page = bureau.handbook.page(case.category if case else behind[0].kind)
    since = (case.opened if case else now) - timedelta(days=page.days)
    earlier = handbook.before(connection, behind, case.id if case else "", since)
    if case is not None:
        earlier = [one for one in earlier if one.closed < case.opened]
    nth = 1 + sum(one.outcome is not Outcome.NONE for one in earlier)
    names = people.names(connection)
    said = handbook.marks(connection, case.id) if case else {}
    marks = {id_: Mark(m.point, m.words, m.done, m.revision, names.get(m.by, m.by), m.at) for id_, m in said.items()}
    return HandbookView(
        page, case.id if case else None, case is not None and case.step.over, marks, tuple(earlier), nth, page.rung(nth)
    )
