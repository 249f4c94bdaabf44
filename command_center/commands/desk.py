"""Where commands are carried out: may this person, then one transaction, then a record of it."""

from __future__ import annotations

import logging

from sqlalchemy.exc import DatabaseError

from command_center.cases.opening import Changed
from command_center.cases.steps import NotAllowed
from command_center.clock import Clock
from command_center.commands import (
    cameras,
    claims,
    dispatching,
    dogs,
    evidence,
    feeds,
    handbook,
    moving,
    personal,
    places,
    review,
    rules,
    shift,
    suppressed,
    tags,
    verifying,
    walls,
)
from command_center.commands.requests import Done, Refused, Request
from command_center.commands.work import HANDLERS, Room, Work
from command_center.model.people import Person
from command_center.store.database import Store
from command_center.store.unit import Unit, transact

log = logging.getLogger(__name__)
__all__ = [
    "HANDLERS",
    "CommandDesk",
    "cameras",
    "claims",
    "dispatching",
    "dogs",
    "evidence",
    "feeds",
    "handbook",
    "moving",
    "personal",
    "places",
    "review",
    "rules",
    "shift",
    "suppressed",
    "tags",
    "verifying",
    "walls",
]


class CommandDesk:
    """Carries out what people ask for. The only way an operator changes anything."""

    def __init__(self, store: Store, clock: Clock, room: Room) -> None:
        self._store = store
        self._clock = clock
        self._room = room

    async def do(self, person: Person, request: Request) -> Done:
        """Carry out `request` for `person`, durably: when this returns it is on the disk.

        Raises Refused, and then nothing was changed.
        """
        handler = HANDLERS[type(request)]
        if not person.may(*handler.roles):
            raise Refused("not-allowed", f"{person.name} has none of: {', '.join(sorted(handler.roles))}")

        def carry_out(unit: Unit) -> Done:
            work = Work(unit, person, self._room)
            claims.guard(work, request)
            return handler.carry_out(work, request)

        try:
            return await transact(self._store, carry_out, now=self._clock.now(), person=person.id, durable=True)
        except NotAllowed as error:
            raise Refused("wrong-step", str(error)) from error
        except Changed as error:
            raise Refused("changed", str(error)) from error
        except DatabaseError as error:
            log.exception("a command could not be stored")
            raise Refused("store", str(error.orig)) from error
