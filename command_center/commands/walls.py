"""What people do with the wall: make scenes, and say what its monitors show. And what the wall says of itself."""

from __future__ import annotations

from command_center.commands.requests import Done, Refused, RemoveScene, ReportMonitors, SaveScene, ShowOnWall
from command_center.commands.work import Work, handles
from command_center.model.people import Role
from command_center.model.walls import STANDARD, faults, plan_faults
from command_center.notices import WallChanged
from command_center.store import walls

SEATS = (Role.INTAKE, Role.DISPATCHER, Role.CHECKER, Role.LEADER)


@handles(SaveScene, Role.LEADER)
def save_scene(work: Work, request: SaveScene) -> Done:
    """A new scene or another version of one. Raises Refused `bad-scene`, `changed`."""
    scene = request.scene
    if wrong := faults(scene):
        raise Refused("bad-scene", ", ".join(wrong))
    _expect(work, scene.id, request.expected)
    walls.add_scene(work.connection, scene.id, scene, work.person.id, work.unit.now)
    work.unit.record("save-scene", "scene", scene.id, name=scene.name, tiles=len(scene.tiles))
    work.unit.tell(WallChanged("scenes"))
    return Done()


@handles(RemoveScene, Role.LEADER)
def remove_scene(work: Work, request: RemoveScene) -> Done:
    """A scene is taken away; a standard one is as it was at first. Raises Refused `unknown`, `changed`."""
    kept = {row.id: row for row in walls.scenes(work.connection)}
    found = kept.get(request.scene)
    if found is None or found.scene is None:
        raise Refused("unknown", request.scene)
    _expect(work, request.scene, request.expected)
    walls.add_scene(work.connection, request.scene, None, work.person.id, work.unit.now)
    work.unit.record("remove-scene", "scene", request.scene, name=found.scene.name)
    work.unit.tell(WallChanged("scenes"))
    return Done()


@handles(ShowOnWall, *SEATS)
def show_on_wall(work: Work, request: ShowOnWall) -> Done:
    """What monitors show from now on. Raises Refused `unknown` (a monitor or a scene), `bad-plan`, `changed`."""
    plan = request.plan
    if wrong := plan_faults(plan):
        raise Refused("bad-plan", ", ".join(wrong))
    known = {row.monitor.id for row in walls.monitors(work.connection)}
    rows = walls.scenes(work.connection)
    there = {scene.id for scene in STANDARD} | {row.id for row in rows if row.scene is not None}
    wanted = {plan.scene, *plan.turn, *([plan.urgent] if plan.urgent else [])}
    if missing := sorted({*request.monitors} - known) + sorted(wanted - there):
        raise Refused("unknown", ", ".join(missing))
    newest = walls.newest_plan(work.connection)
    if newest != request.expected:
        raise Refused("changed", f"the wall's last plan is number {newest}, not {request.expected}")
    monitors = tuple(dict.fromkeys(request.monitors))
    walls.add_plan(work.connection, monitors, plan, work.person.id, work.unit.now)
    for monitor in monitors:
        work.unit.record("show-on-wall", "monitor", monitor, scene=plan.scene, turn=",".join(plan.turn),
                         every_s=plan.every_s if plan.turn else None, urgent=plan.urgent)  # fmt: skip
    work.unit.tell(WallChanged("plans"))
    return Done()


@handles(ReportMonitors, *Role)
def report_monitors(work: Work, request: ReportMonitors) -> Done:
    """A wall says which monitors it has. Only what is new is told and on record: it says so all the time."""
    if walls.put_monitors(work.connection, request.there, request.gone, work.unit.now):
        there = "; ".join(f"{one.label} {one.width}x{one.height}" for one in request.there)
        work.unit.record("wall-monitors", "wall", "", there=there, gone=len(request.gone) or None)
        work.unit.tell(WallChanged("monitors"))
    return Done()


def _expect(work: Work, scene: str, expected: int) -> None:
    newest = walls.newest_scene(work.connection, scene)
    if newest != expected:
        raise Refused("changed", f"{scene}: its last change is number {newest}, not {expected}")
