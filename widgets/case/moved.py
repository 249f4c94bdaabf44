"""What a move of a case is called in its history."""

from __future__ import annotations

from collections.abc import Mapping

from widgets.common.literal import QT_TRANSLATE_NOOP

MOVED: Mapping[str, str] = {
    "ask-verify": QT_TRANSLATE_NOOP("History", "asked a collector to verify"),
    "ask-check": QT_TRANSLATE_NOOP("History", "asked a collector to check"),
    "verify:true": QT_TRANSLATE_NOOP("History", "verified: it is so"),
    "verify:false": QT_TRANSLATE_NOOP("History", "verified: it is not so"),
    "check:passed": QT_TRANSLATE_NOOP("History", "checked in the field: done"),
    "check:rework": QT_TRANSLATE_NOOP("History", "checked in the field: not done"),
    "accept-case": QT_TRANSLATE_NOOP("History", "opened without verification"),
    "not-accept": QT_TRANSLATE_NOOP("History", "not accepted"),
    "hand-over": QT_TRANSLATE_NOOP("History", "handed over to a county"),
    "take-back": QT_TRANSLATE_NOOP("History", "taken back from outside"),
    "add-part": QT_TRANSLATE_NOOP("History", "gave a part to another squad"),
    "drop-part": QT_TRANSLATE_NOOP("History", "dropped a part"),
    "part-declined": QT_TRANSLATE_NOOP("History", "declined its part"),
    "ask-suspend": QT_TRANSLATE_NOOP("History", "asked for suspension"),
    "ask-extend": QT_TRANSLATE_NOOP("History", "asked for an extension"),
    "suspend-approved": QT_TRANSLATE_NOOP("History", "suspension approved"),
    "suspend-refused": QT_TRANSLATE_NOOP("History", "suspension refused"),
    "extend-approved": QT_TRANSLATE_NOOP("History", "extension approved"),
    "extend-refused": QT_TRANSLATE_NOOP("History", "extension refused"),
    "resume": QT_TRANSLATE_NOOP("History", "resumed"),
    "urge": QT_TRANSLATE_NOOP("History", "urged"),
    "instruct": QT_TRANSLATE_NOOP("History", "a leader's instruction"),
    "instruction-read": QT_TRANSLATE_NOOP("History", "read the instruction"),
    "void-case": QT_TRANSLATE_NOOP("History", "the case was void"),
    "evaluate": QT_TRANSLATE_NOOP("History", "evaluated"),
    "platform-withdrawn": QT_TRANSLATE_NOOP("History", "the platform withdrew the report"),
    "platform-urged": QT_TRANSLATE_NOOP("History", "urged by the platform"),
    "platform-supplemented": QT_TRANSLATE_NOOP("History", "the platform added to the report"),
}
