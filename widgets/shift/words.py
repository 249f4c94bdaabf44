"""The shift in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from command_center.model.shift import Handover, Instruction, LogKind, LogLine, Side
from command_center.queries.shift import ShiftView, SquadOnDuty
from widgets.common import times
from widgets.common.lines import TwoLines
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.words import joined, word

translate = QCoreApplication.translate
KINDS: Mapping[str, str] = {
    LogKind.NOTE: QT_TRANSLATE_NOOP("Words", "note"),
    LogKind.CALL: QT_TRANSLATE_NOOP("Words", "telephone call"),
    LogKind.INSTRUCTION: QT_TRANSLATE_NOOP("Words", "instruction"),
    LogKind.ROSTER: QT_TRANSLATE_NOOP("Words", "roster"),
    LogKind.HANDOVER: QT_TRANSLATE_NOOP("Words", "hand-over"),
}
SIDES: Mapping[str, str] = {
    Side.GOING: QT_TRANSLATE_NOOP("Words", "signed by the leader who goes"),
    Side.COMING: QT_TRANSLATE_NOOP("Words", "signed by the leader who comes"),
}
SEATS: Mapping[str, str] = {
    "intake": QT_TRANSLATE_NOOP("Words", "intake"),
    "dispatcher": QT_TRANSLATE_NOOP("Words", "dispatcher"),
    "checker": QT_TRANSLATE_NOOP("Words", "checker"),
    "shift-leader": QT_TRANSLATE_NOOP("Words", "shift leader"),
    "leader": QT_TRANSLATE_NOOP("Words", "leader"),
    "officer": QT_TRANSLATE_NOOP("Words", "officer"),
}


def of_log(line: LogLine, now: datetime) -> TwoLines:
    """A line of the duty log."""
    text = word(SIDES, line.text) if line.kind is LogKind.HANDOVER else line.text
    return TwoLines(str(line.id), text, times.clock(line.at, now), joined(word(KINDS, line.kind), line.by))


def of_instruction(one: Instruction, now: datetime, names: Mapping[str, str]) -> TwoLines:
    """An instruction: how many have read it, and who has not."""
    waiting = [names.get(squad, squad) for squad, read in one.reads.items() if read is None]
    read = translate("Shift", "read by {n} of {all}").format(n=len(one.reads) - len(waiting), all=len(one.reads))
    missing = translate("Shift", "not yet: {squads}").format(squads=", ".join(waiting[:4])) if waiting else ""
    return TwoLines(one.id, one.text, times.clock(one.at, now), joined(read, missing, one.by), faint=not waiting)


def of_squad(one: SquadOnDuty) -> TwoLines:
    """A squad and who is on duty there."""
    standing = translate("Shift", "on duty") if one.on_duty else translate("Shift", "off duty")
    nobody = translate("Shift", "the roster names nobody")
    return TwoLines(one.squad, one.name, standing, ", ".join(one.members) or nobody, faint=not one.on_duty)


def handed_over(made: Handover | None, now: datetime) -> str:
    """The newest page, in a sentence or two."""
    if made is None:
        return translate("Shift", "No page was handed over yet.")
    page = made.page
    counts = translate(
        "Shift", "Open {open}, shelved {shelved}, claimed {claimed}, at risk {risk}, feeds out {feeds}, notes {notes}"
    ).format(
        open=len(page.open), shelved=len(page.shelved), claimed=len(page.claimed), risk=len(page.at_risk),
        feeds=len(page.feeds_out), notes=len(page.notes),
    )  # fmt: skip
    said = translate("Shift", "Page of {time}").format(time=times.clock(page.made, now))
    signed = (
        joined(word(SIDES, side), made.signed[side].by) if side in made.signed else _missing(side) for side in Side
    )
    return "\n".join((joined(said, made.made_by), counts, *signed))


def _missing(side: Side) -> str:
    going, coming = translate("Shift", "the leader who goes"), translate("Shift", "the leader who comes")
    return translate("Shift", "not signed by {who}").format(who=going if side is Side.GOING else coming)


def seats(view: ShiftView) -> str:
    """Who sits where."""
    told = (f"{word(SEATS, post)} {name}" for post, name in view.seats)
    return joined(*told) or translate("Shift", "The roster names nobody for the seats now.")
