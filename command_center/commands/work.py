"""What a command's handler is given, and how handlers are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from command_center.bureau import Bureau
from command_center.commands.requests import Done, Refused, Request
from command_center.model.cases import Case
from command_center.model.events import FlaggedEvent, ReportReason, Review
from command_center.model.people import Person, Role
from command_center.model.places import Place
from command_center.store import cases, city, events
from command_center.store.unit import Unit


class Room(msgspec.Struct, frozen=True):
    """What all commands share: the bureau's files, the city's timezone (IANA name), the places now in force."""

    bureau: Bureau
    timezone: str
    places: Callable[[], Sequence[Place]]


class Work(msgspec.Struct, frozen=True):
    """One command being carried out: its transaction, who asked, and the room."""

    unit: Unit
    person: Person
    room: Room

    @property
    def connection(self) -> Connection:
        """The transaction's connection."""
        return self.unit.connection

    def events(self, ids: Sequence[str]) -> list[FlaggedEvent]:
        """These events, worst first. Raises Refused when one is unknown."""
        found = events.by_ids(self.connection, list(dict.fromkeys(ids)))
        if len(found) < len(set(ids)):
            known = {event.id for event in found}
            raise Refused("unknown", ", ".join(id_ for id_ in ids if id_ not in known))
        return sorted(found, key=lambda event: (event.priority.rank, event.raised))

    def not_confirmed(self, ids: Sequence[str]) -> list[FlaggedEvent]:
        """These events, if none is in a case. Raises Refused."""
        found = self.events(ids)
        for event in found:
            if event.review is Review.CONFIRMED:
                raise Refused("wrong-step", f"{event.id} is in case {event.case}")
        return found

    def undecided(self, ids: Sequence[str]) -> list[FlaggedEvent]:
        """These events, if nobody has decided on them: another seat may have been first. Raises Refused."""
        found = self.not_confirmed(ids)
        for event in found:
            if event.review is Review.DISMISSED:
                raise Refused("changed", f"{event.id} was dismissed as {event.dismiss_reason}")
        return found

    def case(self, id_: str) -> Case:
        """This case. Raises Refused when it is unknown."""
        found = cases.get(self.connection, id_)
        if found is None:
            raise Refused("unknown", id_)
        return found

    def address(self, event: FlaggedEvent) -> str:
        """Where an event is, in words for a squad."""
        if isinstance(event.reason, ReportReason) and event.reason.address:
            return event.reason.address
        if event.place:
            for place in self.room.places():
                if place.id == event.place:
                    return place.name
        return self.room.bureau.messages.address(event.lon, event.lat, event.grid)

    def squad_exists(self, squad: str) -> None:
        """Raises Refused when there is no such squad, or it is off duty."""
        for row in city.all_squads(self.connection):
            if row.squad == squad:
                if not row.on_duty:
                    raise Refused("no-squad", f"{row.name or squad} is off duty")
                return
        raise Refused("no-squad", squad)


class Handler(msgspec.Struct, frozen=True):
    """How a request is carried out, and the roles that may ask."""

    carry_out: Callable[[Work, Any], Done]
    roles: frozenset[Role]


HANDLERS: dict[type[Request], Handler] = {}

Carry = Callable[[Work, Any], Done]


def handles(request: type[Request], *roles: Role) -> Callable[[Carry], Carry]:
    """Register a handler for one kind of request. The shift leader may do everything a seat may."""

    def register(carry_out: Carry) -> Carry:
        HANDLERS[request] = Handler(carry_out, frozenset({*roles, Role.SHIFT_LEADER}))
        return carry_out

    return register
