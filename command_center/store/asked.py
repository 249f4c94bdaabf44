"""What was asked of another person (suspension, extension) and of collectors in the field, and what they said."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from command_center.model.asked import DROPPED, WAITING, Approval, FieldTask
from command_center.store.schema import approvals, verify_tasks


def ask(connection: Connection, approval: Approval) -> int:
    """Keep a request; returns its number."""
    values = msgspec.structs.asdict(approval)
    values.pop("id")
    return int(connection.execute(insert(approvals).values(values).returning(approvals.c.id)).scalar_one())


def decide(connection: Connection, id_: int, state: str, by: str, at: datetime, answer: str) -> bool:
    """Decide on a request that waits; False when it does not."""
    which = (approvals.c.id == id_) & (approvals.c.state == WAITING)
    values = {"state": state, "decided_by": by, "decided_at": at, "answer": answer}
    return connection.execute(update(approvals).where(which).values(values)).rowcount == 1


def approval(connection: Connection, id_: int) -> Approval | None:
    """One request."""
    row = connection.execute(select(approvals).where(approvals.c.id == id_)).one_or_none()
    return None if row is None else _approval(row)


def _approval(row: Row[Any]) -> Approval:
    return msgspec.convert({str(name): value for name, value in row._mapping.items()}, Approval)


def of_case(connection: Connection, case: str) -> list[Approval]:
    """What was asked for of a case, oldest first."""
    query = select(approvals).where(approvals.c.case == case).order_by(approvals.c.id)
    return [_approval(row) for row in connection.execute(query)]


def waiting(connection: Connection) -> list[Approval]:
    """What waits for a decision, oldest first."""
    query = select(approvals).where(approvals.c.state == WAITING).order_by(approvals.c.id)
    return [_approval(row) for row in connection.execute(query)]


def add_field_task(connection: Connection, task: FieldTask) -> None:
    """Keep a collector's task."""
    connection.execute(insert(verify_tasks).values(msgspec.structs.asdict(task)))


def answer_field_task(connection: Connection, id_: str, state: str, by: str, text: str, at: datetime) -> bool:
    """A collector answered; False when the task is answered or unknown."""
    which = (verify_tasks.c.id == id_) & (verify_tasks.c.state == WAITING)
    values = {"state": state, "by": by, "text": text, "answered_at": at}
    return connection.execute(update(verify_tasks).where(which).values(values)).rowcount == 1


def drop_field_tasks(connection: Connection, case: str) -> None:
    """The case went on without them: what a collector says of it now is only on record."""
    which = (verify_tasks.c.case == case) & (verify_tasks.c.state == WAITING)
    connection.execute(update(verify_tasks).where(which).values(state=DROPPED))


def field_task(connection: Connection, id_: str) -> FieldTask | None:
    """One collector's task."""
    row = connection.execute(select(verify_tasks).where(verify_tasks.c.id == id_)).one_or_none()
    return None if row is None else _field_task(row)


def _field_task(row: Row[Any]) -> FieldTask:
    return msgspec.convert({str(name): value for name, value in row._mapping.items()}, FieldTask)


def field_tasks_of(connection: Connection, case: str) -> list[FieldTask]:
    """A case's tasks for collectors, oldest first."""
    query = select(verify_tasks).where(verify_tasks.c.case == case).order_by(verify_tasks.c.asked_at, verify_tasks.c.id)
    return [_field_task(row) for row in connection.execute(query)]


def field_queue(connection: Connection, purpose: str) -> list[FieldTask]:
    """The tasks that collectors have yet to answer, of one purpose (verify or check), the earliest limit first."""
    which = (verify_tasks.c.state == WAITING) & (verify_tasks.c.purpose == purpose)
    query = select(verify_tasks).where(which).order_by(verify_tasks.c.deadline, verify_tasks.c.id)
    return [_field_task(row) for row in connection.execute(query)]
