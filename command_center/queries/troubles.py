"""What is not well at a feed: what it lost, what was set aside, what it has not taken yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import Connection

from command_center.queries.files import Row, quarantined
from command_center.store import losses, quarantine
from command_center.store.outbox import Undelivered
from command_center.store.quarantine import Sought

__all__ = ["Delivery", "Gap", "QuarantinePage", "SetAside", "Sought", "deliveries", "gaps", "page", "rows"]
T = TypeVar("T")
PAGE = 200


class Delivery(Struct, frozen=True):
    """A message nobody has acknowledged. `what`: task | cancel | notice | result …; `about` the task, notice or
    report; `since` its time had come; sent `attempts` times, last at `tried`."""

    what: str
    about: str
    case: str | None
    since: datetime
    attempts: int
    tried: datetime | None


class Gap(Struct, frozen=True):
    """Events a feed no longer holds: after one sequence, up to another (both exclusive; None: it began anew), noticed
    at `seen`; taken note of by a person, or not yet."""

    id: int
    after: str
    until: str | None
    seen: datetime
    acknowledged: datetime | None
    by: str | None


class SetAside(Struct, frozen=True):
    """A message set aside, without its text, `size` bytes long. `retry_at` while it waits to be tried again."""

    id: int
    feed: str
    received: datetime
    reason: str
    size: int
    retried: int
    retry_at: datetime | None
    resolved_at: datetime | None


class QuarantinePage(Struct, frozen=True):
    """A page, newest first; `total` is how many there are in all."""

    rows: tuple[SetAside, ...]
    total: int
    more: bool


def deliveries(found: Iterable[Undelivered]) -> tuple[Delivery, ...]:
    """As screens show them."""
    made = []
    for one in found:
        what, _, about = one.key.partition(":")
        made.append(Delivery(what, about, one.case, one.since, one.attempts, one.tried))
    return tuple(made)


def gaps(connection: Connection, feed: str) -> tuple[Gap, ...]:
    """What a feed lost, newest first."""
    return tuple(Gap(*row) for row in losses.of(connection, feed))


def page(connection: Connection, sought: Sought, before: int | None) -> QuarantinePage:
    """The next `PAGE` of what is sought."""
    found = quarantine.page(connection, sought, before, PAGE + 1)
    total = quarantine.count(connection, sought)
    return QuarantinePage(tuple(SetAside(*row) for row in found[:PAGE]), total, len(found) > PAGE)


def rows(
    read: Callable[[Callable[[Connection], list[quarantine.Whole]]], list[quarantine.Whole]],
    sought: Sought,
    progress: Callable[[int], None],
) -> Iterator[Row]:
    """Whole records for a file, oldest first, read a few at a time."""
    count = 0
    found = read(lambda c: quarantine.whole(c, sought, 0))
    while found:
        yield from map(quarantined, found)
        count += len(found)
        progress(count)
        found = read(partial(quarantine.whole, sought=sought, after=found[-1][0]))
