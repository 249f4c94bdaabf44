"""What can be done with the selected rows now: pure, from the rows and the matter shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from command_center.model.cases import Step
from command_center.model.events import BikesReason, DetectionReason, EventState
from command_center.queries.answers import Matter
from widgets.queue.rows import Row

translate = QCoreApplication.translate


ONE_BY_ONE = ("accept", "remind", "merge", "split", "mediate", "clip")
"""What goes out to people, or says that rows are one matter, is not done to a whole group at once."""


@dataclass(frozen=True)
class Action:
    """A button: `id` is the key's in the table. `primary` is the one Enter (or V) does."""

    id: str
    label: str
    primary: bool = False
    enabled: bool = True


def available(rows: Sequence[Row], matter: Matter | None) -> list[Action]:
    """The actions for these rows (the current one first), most likely first; empty when nothing is selected."""
    if not rows:
        return []
    if rows[0].case is not None:
        found = _for_case(rows[0].case.case.step, rows[0], matter)
    else:
        found = _for_review(rows, matter)
    if rows[0].claim is not None and len(rows) == 1:
        words = translate("Actions", "Take over from {name}").format(name=rows[0].claim.person_name)
        found.insert(1 if found and found[0].primary else 0, Action("take-over", words))
    if clip_of(matter) is not None:
        found.append(Action("clip", translate("Actions", "Play the clip")))
    if rows[0].of_group:
        return [replace(one, enabled=one.enabled and one.id not in ONE_BY_ONE) for one in found]
    return found


def clip_of(matter: Matter | None) -> str | None:
    """The event with a clip, the leading one first; None when there is none."""
    behind = matter.events if matter is not None else ()
    return next((one.id for one in behind if isinstance(one.reason, DetectionReason) and one.reason.clip), None)


def _squad(matter: Matter | None, several: bool, words: str, single: str) -> Action:
    if several:
        return Action("accept", single, primary=True, enabled=False)
    if matter is None:
        return Action("accept", words.format(squad="…"), primary=True, enabled=False)
    if not matter.squads:
        return Action("accept", translate("Actions", "No squad on duty"), primary=True, enabled=False)
    return Action("accept", words.format(squad=matter.squads[0].name), primary=True)


def _for_review(rows: Sequence[Row], matter: Matter | None) -> list[Action]:
    reviews = [row.review for row in rows if row.review is not None]
    shelved = any(row.state is EventState.SHELVED for row in reviews)
    several = len(rows) > 1
    words = translate("Actions", "Accept and dispatch {squad}")
    found = [_squad(matter, several, words, translate("Actions", "Dispatch one at a time, or merge first"))]
    found += _remind(rows, matter)
    found.append(Action("dismiss", translate("Actions", "False alarm")))
    later = translate("Actions", "Bring back") if shelved else translate("Actions", "Later")
    found.append(Action("later", later))
    found.append(Action("merge", translate("Actions", "Merge duplicates")))
    if not several:
        found.append(Action("mediate", translate("Actions", "To mediation")))
    if any(row.state in (EventState.OPEN, EventState.CLEARED) for row in reviews):
        found.append(Action("acknowledge", translate("Actions", "Acknowledge")))
    if any(len(row.events) > 1 for row in reviews):
        found.append(Action("split", translate("Actions", "Take apart")))
    return found


def _for_case(step: Step, row: Row, matter: Matter | None) -> list[Action]:
    found: list[Action] = []
    if step is Step.OPENED:
        found.append(_squad(matter, False, translate("Actions", "Dispatch {squad}"), ""))
    if step is Step.REPORTED_BACK:
        found.append(Action("pass", translate("Actions", "Check passed"), primary=True))
        found.append(Action("rework", translate("Actions", "Rework")))
    if step in (Step.DISPATCHED, Step.HANDLING):
        found.append(Action("call-back", translate("Actions", "Call the squad back")))
    found.append(Action("call", translate("Actions", "Note a call")))
    return [*found, *_remind([row], matter)]


def _remind(rows: Sequence[Row], matter: Matter | None) -> list[Action]:
    if any(row.is_dog for row in rows):
        return [Action("remind", translate("Actions", "Remind the owner"))]
    if matter is not None and any(isinstance(one.reason, BikesReason) for one in matter.events):
        return [Action("remind", translate("Actions", "Tell the operator"))]
    return []


def why_not(action: str, rows: Sequence[Row]) -> str:
    """Why an action that isn't offered for these rows (at least one) cannot be done, in words."""
    case = rows[0].case
    if action == "take-over":
        return translate("Actions", "Nobody else has this open.")
    if action == "remind":
        return translate("Actions", "There is nobody to remind: this is about no dog, and no pile-up of bikes.")
    if action in ("pass", "rework"):
        return translate("Actions", "There is nothing to check: the squad has not reported back on this.")
    if action == "call-back":
        return translate("Actions", "No squad is under way on this, so none can be called back.")
    if action == "call":
        return translate("Actions", "A call is noted on a case: accept this first (Enter).")
    if action == "clip":
        return translate("Actions", "There is no clip: whoever flagged this sent none.")
    if action == "accept" and case is not None:
        return translate("Actions", "A squad has been sent on this already. W calls it back.")
    if case is not None:
        return translate("Actions", "This is a case already: that is possible only before it is accepted.")
    if action == "acknowledge":
        return translate("Actions", "This is acknowledged already.")
    if action == "split":
        return translate("Actions", "Nothing was merged into this.")
    return translate("Actions", "One at a time: select a single row.")
