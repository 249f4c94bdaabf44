"""Why a command was not carried out, in plain words: what happened, what it means, what to do."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from command_center.commands.requests import Refused
from widgets.common.literal import QT_TRANSLATE_NOOP

WORDS: Mapping[str, str] = {
    "not-allowed": QT_TRANSLATE_NOOP(
        "Refusals", "Your seat may not do this. Nothing was changed. Ask the shift leader, or a seat with the role."
    ),
    "unknown": QT_TRANSLATE_NOOP(
        "Refusals", "What this needs is not on record. Nothing was changed. Check the entry or choose another action."
    ),
    "changed": QT_TRANSLATE_NOOP(
        "Refusals", "Another seat was first. Your action was not carried out. Look at the newest state, then decide."
    ),
    "needs": QT_TRANSLATE_NOOP(
        "Refusals", "Something is missing for this move. Nothing was changed. See its history for what it waits for."
    ),
    "wrong-step": QT_TRANSLATE_NOOP(
        "Refusals", "This is not possible at this step. Nothing was changed. The buttons show what can be done now."
    ),
    "too-late": QT_TRANSLATE_NOOP(
        "Refusals", "Too late: the task has left, or the time is past. Call the squad back instead if it is wrong."
    ),
    "no-squad": QT_TRANSLATE_NOOP(
        "Refusals", "This squad cannot go: off duty or unknown. Nothing was sent. Choose another one by its number."
    ),
    "no-studio": QT_TRANSLATE_NOOP(
        "Refusals", "No mediation studio is on the list of places. Nothing was passed on. Dispatch a squad instead."
    ),
    "bad-place": QT_TRANSLATE_NOOP(
        "Refusals",
        "This place cannot be laid down as it is. Nothing was changed. Mend what is marked, then save again.",
    ),
    "bad-rules": QT_TRANSLATE_NOOP(
        "Refusals", "These rules cannot be laid down. Nothing was changed. Mend what is marked, then switch on again."
    ),
    "bad-scene": QT_TRANSLATE_NOOP(
        "Refusals", "This scene cannot be shown as it is. Nothing was changed. Mend what is marked, then save again."
    ),
    "bad-plan": QT_TRANSLATE_NOOP(
        "Refusals", "The wall cannot show this. Nothing was changed. Check the seconds and the scenes, then try again."
    ),
    "evidence": QT_TRANSLATE_NOOP(
        "Refusals", "Something is missing for this. Nothing was changed. The evidence part of the case names what."
    ),
    "told": QT_TRANSLATE_NOOP(
        "Refusals", "The registry tells this dog's home. Nothing was changed. Have it put right in the registry."
    ),
    "bad-grant": QT_TRANSLATE_NOOP(
        "Refusals", "This cannot be granted as it is. Nothing was changed. Check the times and the place, then save."
    ),
    "bad-roster": QT_TRANSLATE_NOOP(
        "Refusals", "This roster cannot be laid down. Nothing was changed. Mend the lines that are named, then import."
    ),
    "claimed": QT_TRANSLATE_NOOP(
        "Refusals", "{detail} has this open. Nothing was changed. Take it over with a reason (O), or go on to the next."
    ),
    "store": QT_TRANSLATE_NOOP(
        "Refusals", "The store cannot be written now. Your action was not saved. Write it down and try again shortly."
    ),
}


def words_for(refused: Refused) -> str:
    """What to tell the operator about `refused`."""
    literal = WORDS.get(refused.code)
    if literal is not None:
        return QCoreApplication.translate("Refusals", literal).replace("{detail}", refused.detail)
    text = QCoreApplication.translate("Refusals", "Not carried out ({code}). Nothing was changed.")
    return text.format(code=refused.code)
