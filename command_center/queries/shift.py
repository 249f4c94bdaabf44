"""The shift as a seat shows it: the duty log, instructions and who has read them, squads and who is on duty there."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct, structs
from sqlalchemy import Connection

from command_center.figures.handover import begun
from command_center.model.shift import Handover, Instruction, LogLine
from command_center.store import city, people, shift

LINES = 200


class SquadOnDuty(Struct, frozen=True):
    """A squad and the persons the roster has there now. Their numbers are given by a call, which is logged."""

    squad: str
    name: str
    on_duty: bool
    members: tuple[str, ...]


class ShiftView(Struct, frozen=True):
    """All newest first. Persons stand by name; `since` when the shift began; `seats` who sits where, by role."""

    since: datetime
    log: tuple[LogLine, ...]
    instructions: tuple[Instruction, ...]
    squads: tuple[SquadOnDuty, ...]
    seats: tuple[tuple[str, str], ...]
    handover: Handover | None


def read_shift(connection: Connection, now: datetime) -> ShiftView:
    """The shift at `now`."""
    names, since = people.names(connection), begun(connection, now)
    duties = shift.duties(connection, now, now + timedelta(microseconds=1))
    squads = city.all_squads(connection)
    known = {row.squad for row in squads}
    lines = shift.log_since(connection, since, LINES)
    given = shift.instructions_since(connection, since)
    made = shift.handover(connection)
    return ShiftView(
        since=since,
        log=tuple(structs.replace(one, by=names.get(one.by, one.by)) for one in reversed(lines)),
        instructions=tuple(structs.replace(one, by=names.get(one.by, one.by)) for one in reversed(given)),
        squads=tuple(
            SquadOnDuty(s.squad, s.name or s.squad, s.on_duty, tuple(d.name for d in duties if d.post == s.squad))
            for s in squads
        ),
        seats=tuple((duty.post, duty.name) for duty in duties if duty.post not in known),
        handover=None if made is None else _named(made, names),
    )


def _named(made: Handover, names: dict[str, str]) -> Handover:
    signed = {side: structs.replace(one, by=names.get(one.by, one.by)) for side, one in made.signed.items()}
    return structs.replace(made, made_by=names.get(made.made_by, made.made_by), signed=signed)
