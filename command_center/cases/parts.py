"""Joint handling (大事协同办): one lead, and parts that other squads have, each with a state of its own."""

from __future__ import annotations

from collections.abc import Iterable

from command_center.model.cases import Task, TaskState

SETTLED = (TaskState.DONE, TaskState.CANCELLED)
OVER = (*SETTLED, TaskState.DECLINED)


def parts(tasks: Iterable[Task]) -> dict[str, Task]:
    """Each part's newest task, by the part's name; `tasks` oldest first."""
    return {task.part: task for task in tasks if task.part}


def pending(tasks: Iterable[Task]) -> list[str]:
    """The parts that are neither done nor dropped: while there are any, the lead cannot report back."""
    return [name for name, task in parts(tasks).items() if task.state not in SETTLED]


def lead(tasks: Iterable[Task]) -> Task | None:
    """The lead's newest task."""
    found = [task for task in tasks if not task.part]
    return found[-1] if found else None
