"""Rosters, the duty log, instructions and pages handed over, in the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from command_center.model.shift import Duty, Handover, Instruction, LogKind, LogLine, Page, Side, Signature
from command_center.store.schema import (
    duty_log,
    handover_signatures,
    handovers,
    instruction_squads,
    instructions,
    roster,
)


def write(connection: Connection, at: datetime, by: str, kind: LogKind, text: str, about: str = "") -> None:
    """Add a line to the duty log."""
    connection.execute(insert(duty_log).values(at=at, by=by, kind=kind, about=about, text=text))


def log_since(connection: Connection, start: datetime | None, limit: int | None = None) -> list[LogLine]:
    """The duty log since then, oldest first; with `limit` the newest so many of it."""
    query = select(duty_log).order_by(duty_log.c.id.desc()).limit(limit)
    if start is not None:
        query = query.where(duty_log.c.at >= start)
    rows = connection.execute(query).all()
    return [LogLine(row.id, row.at, row.by, LogKind(row.kind), row.about, row.text) for row in reversed(rows)]


def plan(connection: Connection, duties: Sequence[Duty], by: str, at: datetime) -> int:
    """Lay down a roster; gives how many earlier lines it takes the place of: of the same post at any such time."""
    c, replaced = roster.c, 0
    for duty in duties:
        overlaps = (c.post == duty.post, c.start < duty.end, c.end > duty.start, c.replaced.is_(None))
        replaced += connection.execute(update(roster).where(*overlaps).values(replaced=at)).rowcount
    rows = [{**msgspec.structs.asdict(duty), "by": by, "at": at} for duty in duties]
    connection.execute(insert(roster), rows)
    return replaced


def duties(connection: Connection, start: datetime, end: datetime) -> list[Duty]:
    """Who is on which post at any time between the two, by time and post."""
    c = roster.c
    query = select(c.start, c.end, c.post, c.name, c.phone).where(c.start < end, c.end > start, c.replaced.is_(None))
    return [Duty(*row) for row in connection.execute(query.order_by(c.start, c.post, c.id))]


def instruct(connection: Connection, said: Instruction) -> None:
    """Keep an instruction, read by nobody yet."""
    connection.execute(insert(instructions).values(id=said.id, at=said.at, by=said.by, text=said.text))
    rows = [{"instruction": said.id, "squad": squad} for squad in said.reads]
    connection.execute(insert(instruction_squads), rows)


def note_read(connection: Connection, instruction: str, squad: str, time: datetime) -> bool:
    """A squad has read it; False when it was not sent to that squad. The first time said is kept."""
    c = instruction_squads.c
    here = (c.instruction == instruction, c.squad == squad)
    if connection.execute(select(c.squad).where(*here)).first() is None:
        return False
    connection.execute(update(instruction_squads).where(*here, c.read.is_(None)).values(read=time))
    return True


def instructions_since(connection: Connection, start: datetime | None) -> list[Instruction]:
    """Instructions given since then and who has read them, oldest first."""
    c, s = instructions.c, instruction_squads.c
    query = select(instructions, s.squad, s.read).join(instruction_squads, s.instruction == c.id)
    if start is not None:
        query = query.where(c.at >= start)
    found: dict[str, Instruction] = {}
    for row in connection.execute(query.order_by(c.at, c.id, s.squad)):
        one = found.setdefault(row.id, Instruction(row.id, row.at, row.by, row.text, {}))
        one.reads[row.squad] = row.read
    return list(found.values())


def keep(connection: Connection, made: Handover) -> None:
    """Keep a page, unsigned."""
    page = msgspec.json.encode(made.page).decode()
    values = {"id": made.id, "made": made.page.made, "made_by": made.made_by, "page": page, "sha256": made.sha256}
    connection.execute(insert(handovers).values(values))


def sign(connection: Connection, handover: str, side: Side, signature: Signature) -> None:
    """Add a signature."""
    values = {"by": signature.by, "at": signature.at, "sha256": signature.sha256}
    connection.execute(insert(handover_signatures).values(handover=handover, side=side, **values))


def handover(connection: Connection, id_: str | None = None) -> Handover | None:
    """This page, or the newest one; None when there is none."""
    query = select(handovers).order_by(handovers.c.made.desc(), handovers.c.id.desc()).limit(1)
    if id_ is not None:
        query = query.where(handovers.c.id == id_)
    row = connection.execute(query).first()
    return None if row is None else _handover(connection, row)


def all_handovers(connection: Connection, start: datetime | None) -> list[Handover]:
    """Every page made since then, oldest first."""
    query = select(handovers).order_by(handovers.c.made, handovers.c.id)
    if start is not None:
        query = query.where(handovers.c.made >= start)
    return [_handover(connection, row) for row in connection.execute(query).all()]


def _handover(connection: Connection, row: Row[tuple[object, ...]]) -> Handover:
    c = handover_signatures.c
    rows = connection.execute(select(handover_signatures).where(c.handover == row.id))
    signed = {Side(one.side): Signature(one.by, one.at, one.sha256) for one in rows}
    page = msgspec.json.decode(row.page, type=Page)
    return Handover(row.id, page, row.sha256, row.made_by, signed)


def last_signed(connection: Connection) -> datetime | None:
    """When the last page that both leaders signed was made: the shift before this one ended then."""
    both = [one for one in all_handovers(connection, None) if len(one.signed) == len(Side)]
    return both[-1].page.made if both else None
