"""The rules and their versions in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from command_center.model.settings import DogWalking
from command_center.queries.places import When
from command_center.queries.rules import RuleEntry, RuleHistory
from widgets.common import times
from widgets.common.hours import hours_words
from widgets.common.lines import TwoLines
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.words import joined

translate = QCoreApplication.translate
SHORT = 8
"""Letters of a version's name that are shown: as on a case's page."""
WHENS: Mapping[When, str] = {
    When.NOW: QT_TRANSLATE_NOOP("Rules", "in force"),
    When.TO_COME: QT_TRANSLATE_NOOP("Rules", "to come"),
    When.PAST: QT_TRANSLATE_NOOP("Rules", "past"),
    When.REPLACED: QT_TRANSLATE_NOOP("Rules", "replaced before its time"),
}
HOWS: Mapping[str, str] = {
    "file": QT_TRANSLATE_NOOP("Rules", "from the settings file"),
    "saved": QT_TRANSLATE_NOOP("Rules", "switched on here"),
    "program": QT_TRANSLATE_NOOP("Rules", "a new program"),
}


def moment(when: datetime) -> str:
    """A date and time of the city."""
    return f"{times.local(when):%Y-%m-%d %H:%M}"


def rules_words(rules: DogWalking) -> str:
    """What rules say, in one line."""
    if rules.remind_first_min:
        remind = translate("Rules", "owner reminded for {n} min").format(n=f"{rules.remind_first_min:g}")
    else:
        remind = translate("Rules", "alarm at once")
    home = translate("Rules", "home within {n} m").format(n=f"{rules.home_radius_m:g}")
    return joined(hours_words(rules.prohibited), remind, home)


def version_row(entry: RuleEntry, number: int) -> TwoLines:
    """A version of the rules, the `number`-th laid down."""
    how = translate("Rules", HOWS[entry.how]) if entry.how in HOWS else entry.how
    by = entry.by if entry.how == "saved" else ""
    since = translate("Rules", "from {when} on").format(when=moment(entry.since))
    version = translate("Rules", "version {n}").format(n=number)
    return TwoLines(
        str(entry.number),
        joined(f"{version} ({entry.version[:SHORT]})", since),
        translate("Rules", WHENS[entry.when]),
        joined(rules_words(entry.rules), how, by, entry.reason),
        faint=entry.when in (When.PAST, When.REPLACED),
    )


def standing_words(history: RuleHistory) -> str:
    """What is in force, since when and by whom."""
    entry = history.now
    if entry is None:
        return translate("Rules", "No rules have been laid down yet.")
    since = translate("Rules", "In force since {when}").format(when=moment(entry.since))
    how = entry.by if entry.how == "saved" else translate("Rules", HOWS.get(entry.how, entry.how))
    number = len(history.entries) - history.entries.index(entry)
    version = translate("Rules", "version {n}").format(n=number)
    return joined(f"{version} ({entry.version[:SHORT]})", since, how)


def coming_words(history: RuleHistory) -> str:
    """What is laid down for later; "" for nothing."""
    said = [
        translate("Rules", "From {when} on: {rules}").format(when=moment(one.since), rules=rules_words(one.rules))
        for one in history.to_come
    ]
    return "\n".join(said)
