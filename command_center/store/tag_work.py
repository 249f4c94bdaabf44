"""What tags did, by the hour, and the work list of what may be wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec.structs import asdict
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from command_center.model.dogs import FaultKind, FaultState, TagDay, TagFault, TagHour
from command_center.model.observations import TagState
from command_center.store.schema import dogs, tag_faults, tag_hours

SLICE = 500


def put_hours(connection: Connection, hour: int, rows: Sequence[TagHour]) -> None:
    """What every tag did in an hour (since 1970 UTC), in the place of what was known of it."""
    connection.execute(delete(tag_hours).where(tag_hours.c.hour == hour))
    for start in range(0, len(rows), SLICE):
        connection.execute(insert(tag_hours), [asdict(row) for row in rows[start : start + SLICE]])


def known_hours(connection: Connection, first: int) -> set[int]:
    """The hours from `first` on of which anything is known."""
    return set(connection.execute(select(tag_hours.c.hour).where(tag_hours.c.hour >= first).distinct()).scalars())


def hours_of_homeless(connection: Connection, hours: Iterable[int]) -> list[TagHour]:
    """What tags did in these hours, those left out whose home the registry tells; by tag and hour."""
    names, c = TagHour.__struct_fields__, tag_hours.c
    told = select(dogs.c.tag).where(dogs.c.home_lon.is_not(None))
    query = select(tag_hours).where(c.hour.in_(list(hours)), c.tag.not_in(told)).order_by(c.tag, c.hour)
    return [TagHour(**{name: getattr(row, name) for name in names}) for row in connection.execute(query)]


def last_hours(connection: Connection) -> dict[str, int]:
    """The last hour in which each tag sent."""
    query = select(tag_hours.c.tag, func.max(tag_hours.c.hour)).group_by(tag_hours.c.tag)
    return {tag: int(hour) for tag, hour in connection.execute(query)}


def active_since(connection: Connection) -> dict[str, datetime | None]:
    """Every registered tag: since when its entry says that it is active, None when it says something else."""
    query = select(dogs.c.tag, dogs.c.state, dogs.c.updated)
    return {tag: at if state == TagState.ACTIVE else None for tag, state, at in connection.execute(query)}


def batteries_low(connection: Connection) -> dict[str, float]:
    """Tags whose battery was low when it was last looked at, and how low."""
    c = tag_faults.c
    query = select(c.tag, c.figure).where(c.current, c.gone.is_(None), c.kind == FaultKind.BATTERY)
    return {tag: figure for tag, figure in connection.execute(query)}


def days(connection: Connection, first: int, last: int) -> list[TagDay]:
    """Each tag's hours from `first` to `last`, both in it, as one."""
    c = tag_hours.c
    query = (
        select(
            c.tag, func.count().label("hours"), func.sum(c.n).label("n"), func.min(c.lon).label("west"),
            func.max(c.lon).label("east"), func.min(c.lat).label("south"), func.max(c.lat).label("north"),
            func.max(c.spread_m).label("spread_m"), func.sum(c.fast_s).label("fast_s"),
            func.sum(c.slow_s).label("slow_s"), func.max(c.jumps).label("jumps"), func.max(c.flips).label("flips"),
        )
        .where(c.hour >= first, c.hour <= last)
        .group_by(c.tag)
    )  # fmt: skip
    names = TagDay.__struct_fields__
    return [TagDay(**{name: getattr(row, name) for name in names}) for row in connection.execute(query)]


def forget_hours(connection: Connection, before: int, nights: Iterable[int]) -> None:
    """Let go of hours before `before`, but for those of `nights` (hours of the day, UTC)."""
    c = tag_hours.c
    connection.execute(delete(tag_hours).where(c.hour < before, (c.hour % 24).not_in(list(nights))))


def forget_nights(connection: Connection, before: int) -> None:
    """Let go of everything before an hour."""
    connection.execute(delete(tag_hours).where(tag_hours.c.hour < before))


def faults(connection: Connection, *, since: datetime | None = None) -> list[TagFault]:
    """The work list: what is open, and (with `since`) what was settled or gone since then; open first, newest first."""
    c = tag_faults.c
    query = select(tag_faults).order_by(c.state != FaultState.OPEN, c.found.desc(), c.id.desc())
    if since is None:
        query = query.where(c.state == FaultState.OPEN)
    else:
        query = query.where((c.state == FaultState.OPEN) | (c.changed_at >= since) | (c.last >= since))
    return [_fault(row) for row in connection.execute(query)]


def faults_by_ids(connection: Connection, ids: Sequence[int]) -> list[TagFault]:
    """These items of the list, those that exist."""
    return [_fault(row) for row in connection.execute(select(tag_faults).where(tag_faults.c.id.in_(ids)))]


def everything(connection: Connection, since: datetime | None) -> list[TagFault]:
    """Every item found since a moment (None: ever), oldest first."""
    query = select(tag_faults).order_by(tag_faults.c.found, tag_faults.c.id)
    if since is not None:
        query = query.where(tag_faults.c.found >= since)
    return [_fault(row) for row in connection.execute(query)]


def _fault(row: Row[Any]) -> TagFault:
    names = [name for name in TagFault.__struct_fields__ if name not in ("kind", "state")]
    values = {name: getattr(row, name) for name in names}
    return TagFault(**values, kind=FaultKind(row.kind), state=FaultState(row.state))


def note_found(
    connection: Connection, now_wrong: Mapping[tuple[str, FaultKind], float], kinds: Iterable[FaultKind], at: datetime
) -> bool:
    """What is wrong with tags at a moment, with its figure, of these `kinds`; what is not told is gone. An item that
    was done and is found again 24 hours later, or that was gone and is back, makes a new one; an ignored one does when
    it had been gone. Returns whether the list changed but for times and figures."""
    looked, changed = set(kinds), False
    current = {(fault.tag, fault.kind): fault for fault in _current(connection) if fault.kind in looked}
    for key, figure in now_wrong.items():
        item = current.get(key)
        if item is not None and not _is_news(item, at):
            values = {"last": max(item.last, at), "figure": figure}
            connection.execute(update(tag_faults).where(tag_faults.c.id == item.id).values(values))
            continue
        if item is not None:
            connection.execute(update(tag_faults).where(tag_faults.c.id == item.id).values(current=False))
        row = {
            "tag": key[0], "kind": key[1], "state": FaultState.OPEN, "found": at, "last": at, "figure": figure,
            "note": "", "version": 1, "current": True,
        }  # fmt: skip
        connection.execute(insert(tag_faults).values(row))
        changed = True
    for key, item in current.items():
        if key not in now_wrong and item.gone is None:
            connection.execute(update(tag_faults).where(tag_faults.c.id == item.id).values(gone=at))
            changed = True
    return changed


def _is_news(item: TagFault, at: datetime) -> bool:
    if item.gone is not None:
        return True
    done = item.state is FaultState.DONE and item.changed_at is not None
    return done and item.changed_at is not None and (at - item.changed_at).total_seconds() >= 86_400


def _current(connection: Connection) -> list[TagFault]:
    return [_fault(row) for row in connection.execute(select(tag_faults).where(tag_faults.c.current))]


def settle(connection: Connection, item: TagFault, state: FaultState, note: str, by: str, at: datetime) -> bool:
    """Store what a person did about it, if nobody was first; returns False when the version has moved on."""
    c = tag_faults.c
    statement = update(tag_faults).where(c.id == item.id, c.version == item.version)
    values = {"state": state, "note": note, "changed_by": by, "changed_at": at, "version": item.version + 1}
    return connection.execute(statement.values(values)).rowcount == 1
