"""Cases, tasks and feedback in the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, insert, select, update

from command_center.model.cases import NEVER, OVER, Case, Feedback, Task, TaskState
from command_center.model.observations import FeedbackState, Outcome, SquadFeedback
from command_center.store import pictures
from command_center.store.schema import case_events, cases, events, feedback, tasks
from command_center.store.upsert import insert_new


def next_number(connection: Connection, prefix: str) -> str:
    """The next case number of a day: `prefix` and four digits, counting up."""
    query = select(func.max(cases.c.id)).where(cases.c.id.like(f"{prefix}%"))
    newest = connection.execute(query).scalar_one_or_none()
    return f"{prefix}{int(newest[len(prefix) :]) + 1 if newest else 1:04d}"


def add(connection: Connection, case: Case) -> None:
    """Open a case on its events."""
    values = msgspec.structs.asdict(case)
    values.pop("events")
    connection.execute(insert(cases).values(values))
    connection.execute(insert(case_events), [{"case": case.id, "event": event} for event in case.events])


def save(connection: Connection, case: Case) -> bool:
    """Store a case read at `case.version`; False when somebody was first. The version stored is one higher."""
    values = msgspec.structs.asdict(case) | {"version": case.version + 1}
    values.pop("events")
    statement = update(cases).where(cases.c.id == case.id, cases.c.version == case.version)
    return connection.execute(statement.values(values)).rowcount == 1


def _cases(connection: Connection, condition: Any) -> list[Case]:
    rows = connection.execute(select(cases).where(condition).order_by(cases.c.opened, cases.c.id)).all()
    behind: dict[str, list[str]] = {}
    query = select(case_events.c.case, case_events.c.event).join(cases, cases.c.id == case_events.c.case)
    for case, event in connection.execute(query.where(condition)):
        behind.setdefault(case, []).append(event)
    return [_case(row, behind.get(row.id, [])) for row in rows]


def _case(row: Row[Any], behind: Sequence[str]) -> Case:
    values = {str(name): value for name, value in row._mapping.items()}
    return msgspec.convert(values | {"events": tuple(behind)}, Case)


def get(connection: Connection, id_: str) -> Case | None:
    """One case."""
    found = _cases(connection, cases.c.id == id_)
    return found[0] if found else None


def by_ids(connection: Connection, ids: Sequence[str]) -> list[Case]:
    """The cases of these ids that exist, oldest first."""
    return _cases(connection, cases.c.id.in_(ids))


def running(connection: Connection) -> list[Case]:
    """Cases that are not over, oldest first."""
    return _cases(connection, cases.c.step.not_in(OVER))


def since(connection: Connection, start: datetime | None) -> list[Case]:
    """Every case opened since `start` (None: ever), oldest first."""
    return _cases(connection, cases.c.opened >= start if start is not None else cases.c.id.is_not(None))


def of_event(connection: Connection, event: str) -> list[Case]:
    """The cases an event is or was in, oldest first."""
    behind = select(case_events.c.case).where(case_events.c.event == event)
    return _cases(connection, cases.c.id.in_(behind))


def add_task(connection: Connection, task: Task) -> None:
    """Note a new task."""
    values = msgspec.structs.asdict(task) | {"version": 1}
    values.pop("feedback")
    connection.execute(insert(tasks).values(values))


def set_task_state(connection: Connection, task: str, state: TaskState) -> None:
    """A task got further, or was cancelled."""
    connection.execute(update(tasks).where(tasks.c.id == task).values(state=state, version=tasks.c.version + 1))


def task(connection: Connection, id_: str) -> Task | None:
    """One task, without its feedback."""
    row = connection.execute(select(tasks).where(tasks.c.id == id_)).one_or_none()
    return None if row is None else _task(row, ())


def _task(row: Row[Any], told: Sequence[Feedback]) -> Task:
    values = {name: row._mapping[name] for name in ("id", "case", "squad", "created", "deadline", "leaves_at", "part")}
    return Task(**values, state=TaskState(row.state), feedback=tuple(told))


def tasks_of(connection: Connection, case_ids: Sequence[str]) -> dict[str, list[Task]]:
    """Each case's tasks, oldest first, without feedback."""
    found: dict[str, list[Task]] = {}
    query = select(tasks).where(tasks.c.case.in_(case_ids)).order_by(tasks.c.created, tasks.c.id)
    for row in connection.execute(query):
        found.setdefault(row.case, []).append(_task(row, ()))
    return found


def tasks_with_feedback(connection: Connection, case: str) -> list[Task]:
    """A case's tasks with what the squads reported, oldest first."""
    return [
        msgspec.structs.replace(task, feedback=tuple(_feedback_of(connection, task.id)))
        for task in tasks_of(connection, [case]).get(case, [])
    ]


def _feedback_of(connection: Connection, task: str) -> list[Feedback]:
    query = select(feedback).where(feedback.c.task == task).order_by(feedback.c.time, feedback.c.id)
    return [
        Feedback(
            row.squad,
            FeedbackState(row.state),
            Outcome(row.outcome) if row.outcome else None,
            row.text,
            row.time,
            tuple(pictures.of(connection, "feedback", [str(row.id)])[0]),
        )
        for row in connection.execute(query)
    ]


def add_feedback(connection: Connection, told: SquadFeedback, received: datetime, *, applied: bool) -> str | None:
    """Keep what a squad reported; returns its id, None when it is kept already."""
    row = {
        "task": told.task,
        "squad": told.squad,
        "state": told.state,
        "outcome": told.outcome,
        "text": told.text,
        "time": told.time,
        "received": received,
        "applied": applied,
    }
    if not insert_new(connection, feedback, [row]):
        return None
    return str(connection.execute(select(func.max(feedback.c.id))).scalar_one())


def load(connection: Connection) -> dict[str, int]:
    """How many tasks each squad has that are neither done, declined nor cancelled."""
    over = (TaskState.DONE, TaskState.DECLINED, TaskState.CANCELLED)
    query = select(tasks.c.squad, func.count()).where(tasks.c.state.not_in(over)).group_by(tasks.c.squad)
    return {squad: count for squad, count in connection.execute(query)}


def count_of_subject(connection: Connection, subject: str, start: datetime) -> int:
    """How many cases since `start` have an event about one subject; void ones aside."""
    about = select(events.c.id).where(events.c.subject == subject)
    behind = select(case_events.c.case).where(case_events.c.event.in_(about))
    query = select(func.count()).where(cases.c.id.in_(behind), cases.c.opened >= start, cases.c.step.not_in(NEVER))
    return int(connection.execute(query).scalar_one())


def of_feedback(connection: Connection, feedback_id: str) -> str | None:
    """The case a squad's report belongs to."""
    query = select(tasks.c.case).join(feedback, feedback.c.task == tasks.c.id).where(feedback.c.id == int(feedback_id))
    found: str | None = connection.execute(query).scalar_one_or_none()
    return found
