"""What is sent on a case's behalf: tasks, cancellations, reminders, referrals, results; all through the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from command_center.bureau import Messages
from command_center.model.asked import FieldTask
from command_center.model.cases import Case, Task
from command_center.model.events import BikesReason, FlaggedEvent, HoursReason, ZoneReason
from command_center.model.observations import TagRegistered
from command_center.model.outgoing import (
    Addressee,
    DispatchCancel,
    DispatchTask,
    OutwardNotice,
    ReportResult,
    SquadInstruction,
    VerifyTask,
)
from command_center.store import city, outbox, outward
from command_center.store.unit import Unit

TASK_TYPE = "city.dispatch.task.v1"
CANCEL_TYPE = "city.dispatch.cancel.v1"
NOTICE_TYPE = "city.notice.v1"
INSTRUCTION_TYPE = "city.squad.instruction.v1"
RESULT_TYPE = "city.urban.result.v1"
VERIFY_TYPE = "city.verify.task.v1"
TO_SQUADS, TO_PLATFORM = "squad", "urban"


def _post(
    unit: Unit, kind: str, type_: str, key: str, case: str | None, message: msgspec.Struct, leaves_at: datetime,
    *, feed: str | None = None, about: str = "",
) -> None:  # fmt: skip
    payload = msgspec.json.encode(message)
    outbox.add(
        unit.connection, kind=kind, type_=type_, key=key, case=case, payload=payload,
        created=unit.now, leaves_at=leaves_at, feed=feed, about=about,
    )  # fmt: skip


def send_task(unit: Unit, case: Case, task: Task, title: str, instructions: str) -> None:
    """Send a squad, once the task's time to leave has come."""
    message = DispatchTask(
        task.id,
        case.id,
        task.squad,
        case.category,
        title,
        case.lon,
        case.lat,
        case.address,
        task.deadline,
        instructions,
    )
    feed = city.feed_of_squad(unit.connection, task.squad)
    _post(unit, TO_SQUADS, TASK_TYPE, f"task:{task.id}", case.id, message, task.leaves_at, feed=feed)


def cancel_task(unit: Unit, task: Task, reason: str) -> None:
    """Call a squad back. A task that has not left is never sent; what may have left is followed."""
    if outbox.cancel_unsent(unit.connection, f"task:{task.id}", unit.now):
        return
    outbox.stop_sending(unit.connection, f"task:{task.id}", unit.now)
    message = DispatchCancel(task.id, reason)
    key, about = f"cancel:{task.id}", f"task:{task.id}"
    feed = city.feed_of_squad(unit.connection, task.squad)
    _post(unit, TO_SQUADS, CANCEL_TYPE, key, task.case, message, unit.now, feed=feed, about=about)


def send_verify(unit: Unit, case: Case, task: FieldTask) -> None:
    """Ask a collector to go and look. Acknowledged as any task is."""
    message = VerifyTask(task.id, case.id, task.purpose, case.lon, case.lat, task.deadline)
    _post(unit, TO_SQUADS, VERIFY_TYPE, f"task:{task.id}", case.id, message, unit.now)


def send_notice(
    unit: Unit, to: Addressee, text: str, *, key: str, event: str | None = None, case: str | None = None
) -> bool:
    """Send a notice under an id of its own (`key`); False when that one was sent before."""
    if not outward.add(unit.connection, outward.Outward(key, to.kind, to.id, event, case, text, unit.now)):
        return False
    _post(unit, TO_SQUADS, NOTICE_TYPE, f"notice:{key}", case, OutwardNotice(key, to, case, text), unit.now)
    return True


def send_instruction(unit: Unit, instruction: str, squads: Sequence[str], text: str) -> None:
    """Words to squads: one message for each feed that speaks to some of them. The server acknowledges by the number,
    so each message has its own; receipts bear it too."""
    by_feed: dict[str | None, list[str]] = {}
    for squad in squads:
        by_feed.setdefault(city.feed_of_squad(unit.connection, squad), []).append(squad)
    for n, (feed, some) in enumerate(sorted(by_feed.items(), key=lambda one: one[0] or ""), 1):
        number = instruction if len(by_feed) == 1 else f"{instruction}.{n}"
        message = SquadInstruction(number, tuple(some), text)
        _post(unit, TO_SQUADS, INSTRUCTION_TYPE, f"instruction:{number}", None, message, unit.now, feed=feed)


def send_result(unit: Unit, case: Case, report: str, text: str) -> None:
    """Tell the urban platform what became of its report."""
    message = ReportResult(report, case.id, case.step, case.outcome, text, unit.now)
    key, feed = f"result:{report}:{case.step}", city.feed_of_report(unit.connection, report)
    _post(unit, TO_PLATFORM, RESULT_TYPE, key, case.id, message, unit.now, feed=feed, about=f"report:{report}")


def pile_up_text(messages: Messages, reason: BikesReason, address: str) -> str:
    """A notice to an operator of shared bikes, in the bureau's words."""
    places = "" if reason.capacity is None else messages.pile_up_places.format(capacity=reason.capacity)
    return messages.pile_up.format(operator=reason.operator, address=address, count=reason.count, places=places)


def reminder_text(messages: Messages, event: FlaggedEvent, dog: TagRegistered | None) -> str:
    """A reminder to a dog's owner, in the bureau's words."""
    reason = event.reason
    place, rule = messages.reminder_nowhere, ""
    if isinstance(reason, ZoneReason):
        place, rule = reason.place_name, messages.reminder_zone
    elif isinstance(reason, HoursReason):
        rule = messages.reminder_hours.format(hours=reason.prohibited)
    name = dog.dog.name if dog else ""
    return messages.reminder.format(dog=name, tag=event.subject, place=place, rule=rule)
