"""Matters that are over, by what a person remembers of them: bounded, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, false, or_, select

from command_center.model.cases import OVER
from command_center.model.categories import Category, Priority
from command_center.store.schema import cases, events

LOOKED_AT = 20_000
"""So many of the newest are looked through; older ones are found by their whole number only."""


class Wanted(NamedTuple):
    """One word of what is sought: the text itself, and the places and squads it may mean. A `plate` is a whole one
    (浙H6K212), or one without its province or its city: then only its last characters must be the same."""

    text: str
    places: Sequence[str] = ()
    squads: Sequence[str] = ()
    plate: str = ""


class Found(NamedTuple):
    """A case or an event. `thing` is the plate, where one was read; `end` when it was closed or over."""

    case: bool
    id: str
    category: Category
    priority: Priority
    subject: str
    thing: str
    place: str | None
    grid: int | None
    address: str
    lon: float
    lat: float
    at: datetime
    end: datetime | None


def past_cases(connection: Connection, words: Sequence[Wanted], limit: int) -> list[Found]:
    """Cases that are closed or void and have every word in number, subject, place, address or squad."""
    over = cases.c.step.in_(OVER)
    newest = select(cases).where(over).order_by(cases.c.opened.desc()).limit(LOOKED_AT).subquery()
    query: Select[Any] = select(newest).where(and_(*(_in_case(newest.c, word) for word in words)))
    rows = list(connection.execute(query.order_by(newest.c.opened.desc()).limit(limit)))
    if len(words) == 1:
        old = select(cases).where(over, cases.c.id == words[0].text.upper())
        rows = [*(row for row in connection.execute(old) if all(row.id != had.id for had in rows)), *rows]
    return [
        Found(True, row.id, Category(row.category), Priority(row.priority), row.title_subject, "", row.place, row.grid,
              row.address, row.lon, row.lat, row.opened, row.closed)
        for row in rows
    ]  # fmt: skip


def past_events(connection: Connection, words: Sequence[Wanted], limit: int) -> list[Found]:
    """Events, over or not, that have every word in id, subject or place, or are about the plate."""
    light = select(*(events.c[name] for name in _LIGHT))
    newest = light.order_by(events.c.raised.desc()).limit(LOOKED_AT).subquery()
    query: Select[Any] = select(newest).where(and_(*(_in_event(newest.c, word) for word in words)))
    rows = list(connection.execute(query.order_by(newest.c.raised.desc()).limit(limit)))
    if len(words) == 1:
        old = light.where(events.c.subject == words[0].text).order_by(events.c.raised.desc()).limit(limit)
        had = {row.id for row in rows}
        rows += [row for row in connection.execute(old) if row.id not in had]
    return [
        Found(False, row.id, Category(row.kind), Priority(row.priority), row.subject, row.thing, row.place, row.grid,
              "", row.lon, row.lat, row.raised, row.over_at)
        for row in rows[:limit]
    ]  # fmt: skip


_LIGHT = ("id", "kind", "priority", "subject", "thing", "place", "grid", "lon", "lat", "raised", "over_at")


def _in_case(c: Any, word: Wanted) -> ColumnElement[bool]:
    texts = (column.icontains(word.text, autoescape=True) for column in (c.id, c.title_subject, c.address))
    return or_(*texts, _one_of(c.place, word.places), _one_of(c.squad, word.squads))


def _in_event(c: Any, word: Wanted) -> ColumnElement[bool]:
    texts = (column.icontains(word.text, autoescape=True) for column in (c.id, c.subject))
    return or_(*texts, _one_of(c.place, word.places), _about(c.thing, word.plate))


def _one_of(column: Any, ids: Sequence[str]) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.in_(ids) if ids else false()
    return found


def _about(thing: Any, plate: str) -> ColumnElement[bool]:
    """The whole plate, or all of it but the characters for province and city: a part of a number finds nothing, so
    that nobody can feel his way to a plate that is masked."""
    if not plate:
        return false()
    if not plate[0].isascii():
        whole: ColumnElement[bool] = thing == plate
        return whole
    return or_(*(thing.like(missing + plate) for missing in ("_", "__")))
