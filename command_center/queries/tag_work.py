"""The work list of tags, as the shift reads it."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import Connection

from command_center.model.dogs import TagFault
from command_center.store import city, people, tag_work

SETTLED_FOR = timedelta(days=7)
"""So long what was settled stays to be looked at."""


class TagItem(Struct, frozen=True):
    """One item with the dog's name, and the name of who settled it ("" for nobody)."""

    fault: TagFault
    dog: str = ""
    by: str = ""


def read_tag_work(connection: Connection, now: datetime, *, settled: bool) -> tuple[TagItem, ...]:
    """What is open, newest first; with `settled` what was settled in the last days too, below it."""
    found = tag_work.faults(connection, since=now - SETTLED_FOR if settled else None)
    names = people.names(connection)
    dogs = {told.tag: told.dog.name for told in city.all_dogs(connection)} if found else {}
    return tuple(
        TagItem(fault, dogs.get(fault.tag, ""), names.get(fault.changed_by or "", fault.changed_by or ""))
        for fault in found
    )
