"""What can be asked about the wall."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from command_center.model.walls import Monitor, Plan, Scene

MonitorIds = Annotated[tuple[str, ...], Meta(min_length=1, max_length=500)]


class SaveScene(Struct, frozen=True, tag="save-scene"):
    """A scene of the wall, new or another version of one. `expected` is the number of its last change, 0 for none."""

    scene: Scene
    expected: int = 0


class RemoveScene(Struct, frozen=True, tag="remove-scene"):
    """A scene is taken away; one of the program's own is again as it was at first."""

    scene: str
    expected: int


class ShowOnWall(Struct, frozen=True, tag="show-on-wall"):
    """What these monitors show from now on. `expected` is the number of the last plan of any monitor."""

    monitors: MonitorIds
    plan: Plan
    expected: int


class ReportMonitors(Struct, frozen=True, tag="report-monitors"):
    """A wall says which monitors it is on, and the ids of those that have gone."""

    there: Annotated[tuple[Monitor, ...], Meta(max_length=64)]
    gone: Annotated[tuple[str, ...], Meta(max_length=64)] = ()
