"""The wall's scenes and plans, one row a change, only ever added to; and its monitors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from command_center.model.walls import Monitor, Plan, Scene
from command_center.store.schema import wall_monitors, wall_plans, wall_scenes
from command_center.store.upsert import upsert


class SceneRow(msgspec.Struct, frozen=True):
    """A scene's last change: `scene` None where it was taken away."""

    number: int
    id: str
    scene: Scene | None


class PlanRow(msgspec.Struct, frozen=True):
    """A monitor's last plan, made at `since`."""

    number: int
    monitor: str
    plan: Plan
    since: datetime
    made_by: str


class MonitorRow(msgspec.Struct, frozen=True):
    """A monitor, and when a wall last said it is there."""

    monitor: Monitor
    seen: datetime
    present: bool


def scenes(connection: Connection) -> list[SceneRow]:
    """The last change of every scene, in the order they were first made."""
    c = wall_scenes.c
    ends = select(func.min(c.id).label("first"), func.max(c.id).label("last")).group_by(c.scene).subquery()
    query = select(c.id, c.scene, c.content).join(ends, ends.c.last == c.id).order_by(ends.c.first)
    return [SceneRow(id_, scene, _scene(content)) for id_, scene, content in connection.execute(query)]


def add_scene(connection: Connection, id_: str, scene: Scene | None, by: str, at: datetime) -> None:
    """Another version of a scene; None: it is taken away."""
    content = None if scene is None else msgspec.json.encode(scene).decode()
    row = {"scene": id_, "content": content, "made_at": at, "made_by": by}
    connection.execute(insert(wall_scenes).values(row))


def newest_scene(connection: Connection, id_: str) -> int:
    """The number of a scene's last change, 0 when there is none."""
    query = select(func.coalesce(func.max(wall_scenes.c.id), 0)).where(wall_scenes.c.scene == id_)
    return int(connection.execute(query).scalar_one())


def plans(connection: Connection) -> list[PlanRow]:
    """Every monitor's last plan."""
    c = wall_plans.c
    last = select(func.max(c.id)).group_by(c.monitor)
    query = select(c.id, c.monitor, c.content, c.made_at, c.made_by).where(c.id.in_(last)).order_by(c.id)
    return [
        PlanRow(id_, monitor, msgspec.json.decode(content, type=Plan), at, by)
        for id_, monitor, content, at, by in connection.execute(query)
    ]


def newest_plan(connection: Connection) -> int:
    """The number of the last plan of any monitor, 0 when there is none."""
    return int(connection.execute(select(func.coalesce(func.max(wall_plans.c.id), 0))).scalar_one())


def add_plan(connection: Connection, monitors: Sequence[str], plan: Plan, by: str, at: datetime) -> None:
    """A plan for each of `monitors`."""
    content = msgspec.json.encode(plan).decode()
    rows = [{"monitor": monitor, "content": content, "made_at": at, "made_by": by} for monitor in monitors]
    connection.execute(insert(wall_plans), rows)


def monitors(connection: Connection) -> list[MonitorRow]:
    """Every monitor ever seen."""
    query = select(wall_monitors).order_by(wall_monitors.c.monitor)
    return [
        MonitorRow(
            Monitor(id=row.monitor, label=row.label, width=row.width, height=row.height), row.seen, row.present
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def put_monitors(connection: Connection, there: Sequence[Monitor], gone: Sequence[str], at: datetime) -> bool:
    """Note the monitors that are there and those that have gone. Returns whether anything but the time is new."""
    before = {row.monitor.id: row for row in monitors(connection)}
    told = {one.id for one in there}
    left = [id_ for id_ in gone if id_ not in told and id_ in before and before[id_].present]
    rows = [
        {"monitor": one.id, "label": one.label, "width": one.width, "height": one.height, "seen": at, "present": True}
        for one in there
    ]
    upsert(connection, wall_monitors, rows)
    if left:
        c = wall_monitors.c
        connection.execute(update(wall_monitors).where(c.monitor.in_(left)).values(present=False, seen=at))
    same = all(one.id in before and before[one.id].present and before[one.id].monitor == one for one in there)
    return bool(left) or not same


def _scene(content: str | None) -> Scene | None:
    return None if content is None else msgspec.json.decode(content, type=Scene)
