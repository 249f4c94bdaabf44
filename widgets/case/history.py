"""What happened to a matter, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from command_center.queries.answers import HistoryEntry, Matter
from widgets.case.moved import MOVED
from widgets.common import times, words
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.words import joined, word

WORDS: Mapping[str, str] = {
    "raised": QT_TRANSLATE_NOOP("History", "confirmed by the rule, alarm raised"),
    "again": QT_TRANSLATE_NOOP("History", "happened again within a day: did not wait for the reminder"),
    "ended": QT_TRANSLATE_NOOP("History", "over by itself"),
    "withdrawn": QT_TRANSLATE_NOOP("History", "withdrawn after late fixes"),
    "queued": QT_TRANSLATE_NOOP("History", "put into the queue"),
    "reminder": QT_TRANSLATE_NOOP("History", "reminded the owner"),
    "operator-told": QT_TRANSLATE_NOOP("History", "told the operator of the bikes"),
    "reply": QT_TRANSLATE_NOOP("History", "answer received"),
    "acknowledge": QT_TRANSLATE_NOOP("History", "acknowledged"),
    "dismiss": QT_TRANSLATE_NOOP("History", "false alarm"),
    "shelve": QT_TRANSLATE_NOOP("History", "put off"),
    "reopen": QT_TRANSLATE_NOOP("History", "brought back"),
    "merge": QT_TRANSLATE_NOOP("History", "merged duplicates"),
    "joined": QT_TRANSLATE_NOOP("History", "joined with another sighting of the same thing"),
    "parted": QT_TRANSLATE_NOOP("History", "stands alone: another sighting fits better"),
    "raise-suppressed": QT_TRANSLATE_NOOP("History", "raised after all, though the place excuses it"),
    "split": QT_TRANSLATE_NOOP("History", "taken apart again"),
    "take-over": QT_TRANSLATE_NOOP("History", "took this over"),
    "open-case": QT_TRANSLATE_NOOP("History", "opened the case"),
    "accept-and-dispatch": QT_TRANSLATE_NOOP("History", "accepted, squad dispatched"),
    "dispatch-case": QT_TRANSLATE_NOOP("History", "dispatched"),
    "cancel-dispatch": QT_TRANSLATE_NOOP("History", "called the squad back"),
    "undo-dispatch": QT_TRANSLATE_NOOP("History", "took the dispatch back"),
    "unanswered": QT_TRANSLATE_NOOP("History", "the squad did not answer: called back"),
    "nobody-answers": QT_TRANSLATE_NOOP("History", "no squad answers: send one by hand"),
    "pass-check": QT_TRANSLATE_NOOP("History", "check passed, closed"),
    "send-back": QT_TRANSLATE_NOOP("History", "sent back for rework"),
    "note-call": QT_TRANSLATE_NOOP("History", "noted a telephone call"),
    "refer-to-mediation": QT_TRANSLATE_NOOP("History", "passed to mediation"),
    "reveal": QT_TRANSLATE_NOOP("History", "looked at personal data"),
    "picture-missing": QT_TRANSLATE_NOOP("History", "a picture could not be fetched"),
    "urged": QT_TRANSLATE_NOOP("History", "urged by the reporter"),
    "secured": QT_TRANSLATE_NOOP("History", "evidence secured"),
    "answer-check": QT_TRANSLATE_NOOP("History", "answered a point of the check list"),
    "mark-point": QT_TRANSLATE_NOOP("History", "marked a point of the handbook"),
    "unmark-point": QT_TRANSLATE_NOOP("History", "took a mark of the handbook back"),
    "open-penalty-case": QT_TRANSLATE_NOOP("History", "opened a penalty case"),
    "export-dossier": QT_TRANSLATE_NOOP("History", "took out the dossier"),
    "report-updated": QT_TRANSLATE_NOOP("History", "report updated"),
    **MOVED,
}
REPORT: Mapping[str, str] = {
    "withdrawn": QT_TRANSLATE_NOOP("History", "withdrawn by the reporter"),
    "urged": QT_TRANSLATE_NOOP("History", "urged"),
    "supplemented": QT_TRANSLATE_NOOP("History", "added to"),
}
QUIET = frozenset({"kind", "count", "tag", "task", "events", "into", "subject", "automatic", "squad", "to", "case",
                   "items", "gaps", "item", "checks", "ground", "other", "lead", "from",
                   "revision", "place", "metres", "minutes", "same_plate", "approval", "instruction"})  # fmt: skip
"""Details that say nothing more beside the words, or are said in another way."""


def line(entry: HistoryEntry, matter: Matter, now: datetime) -> tuple[str, str]:
    """When, and what in words: who did it first, then the details."""
    squads = {squad.squad: squad.name for squad in matter.squads} | dict(matter.squad_names)
    squad = entry.detail.get("squad", "")
    what = _what(entry)
    if entry.what.startswith("task:"):
        what = joined(squads.get(squad, squad), what)
        squad = ""
    who = "" if entry.who in ("", "system") else entry.who
    if entry.what == "reminder" and entry.detail.get("automatic"):
        what, who = QCoreApplication.translate("History", "reminded the owner by itself"), ""
    said = f"{who} {what}".strip()
    details = [_detail(key, value) for key, value in entry.detail.items() if key not in QUIET]
    return times.clock(entry.at, now), joined(said, squads.get(squad, squad), *details)


def _what(entry: HistoryEntry) -> str:
    code = entry.what
    if code.startswith("task:"):
        return word(words.TASK, code.removeprefix("task:"))
    literal = WORDS.get(code)
    return code if literal is None else QCoreApplication.translate("History", literal)


def _detail(key: str, value: str) -> str:
    if key == "reason":
        return word(words.DISMISS, value)
    if key == "outcome":
        return word(words.OUTCOME, value)
    if key == "state":
        literal = REPORT.get(value)
        return value if literal is None else QCoreApplication.translate("History", literal)
    if key == "holds":
        holds = QCoreApplication.translate("History", "holds")
        return holds if value == "yes" else QCoreApplication.translate("History", "does not hold")
    if key == "until":
        try:
            until = times.short_clock(datetime.fromisoformat(value))
        except ValueError:
            return value
        return QCoreApplication.translate("History", "until {time}").format(time=until)
    if key == "why" and value == "undo":
        return QCoreApplication.translate("History", "undo")
    return value
