"""Places and their versions in words, two lines each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from command_center.model.places import Place
from command_center.queries.places import PlaceEntry, PlaceLine, When
from widgets.common import times
from widgets.common.hours import hours_words
from widgets.common.lines import TwoLines
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.zones.words import kind_word, said

translate = QCoreApplication.translate
WHENS: Mapping[When, str] = {
    When.NOW: QT_TRANSLATE_NOOP("Zones", "in force"),
    When.TO_COME: QT_TRANSLATE_NOOP("Zones", "to come"),
    When.PAST: QT_TRANSLATE_NOOP("Zones", "past"),
    When.REPLACED: QT_TRANSLATE_NOOP("Zones", "replaced before its time"),
}
HOWS: Mapping[str, str] = {
    "file": QT_TRANSLATE_NOOP("Zones", "from the places file"),
    "saved": QT_TRANSLATE_NOOP("Zones", "saved here"),
    "imported": QT_TRANSLATE_NOOP("Zones", "imported"),
    "removed": QT_TRANSLATE_NOOP("Zones", "taken out of force"),
}


def name_of(place: Place) -> str:
    """Its name in the language now shown."""
    # Translators: see the map's: which of a place's two names is written.
    english = translate("Map", "name_en") == "name_en"
    return place.name_en if english and place.name_en else place.name


def moment(when: datetime) -> str:
    """A date and time of the city."""
    return f"{times.local(when):%Y-%m-%d %H:%M}"


def place_row(line: PlaceLine, holds: Callable[[Place], bool]) -> TwoLines:
    """A place of the list; `holds` says whether its hours hold now."""
    place = line.place
    if not line.in_force:
        state = translate("Zones", "from {when} on").format(when=moment(line.since))
    elif holds(place):
        state = translate("Zones", "in force now, since {when}").format(when=moment(line.since))
    else:
        state = translate("Zones", "outside its hours now")
    if line.coming is not None:
        state += " · " + translate("Zones", "changes {when}").format(when=moment(line.coming))
    hours = hours_words(place.hours)
    version = translate("Zones", "version {n}").format(n=line.version)
    kind = kind_word(place.kind)
    return TwoLines(place.id, name_of(place), f"{kind} · {version}", f"{hours} · {state}", not line.in_force)


def found(line: PlaceLine, text: str) -> bool:
    """Whether a place of the list answers to what was typed."""
    place = line.place
    heap = " ".join((place.id, place.name, place.name_en or "", kind_word(place.kind))).casefold()
    return all(word in heap for word in text.casefold().split())


def version_row(entry: PlaceEntry, number: int) -> TwoLines:
    """A version of a place, the `number`-th laid down."""
    version = translate("Zones", "version {n}").format(n=number)
    how = said(HOWS[entry.how]) if entry.how in HOWS else entry.how
    by = entry.by if entry.how != "file" else ""
    since = translate("Zones", "from {when} on").format(when=moment(entry.since))
    second = " · ".join(bit for bit in (how, by, since, entry.reason) if bit)
    faint = entry.when in (When.PAST, When.REPLACED)
    return TwoLines(str(entry.number), f"{version} · {entry.name}", said(WHENS[entry.when]), second, faint)
