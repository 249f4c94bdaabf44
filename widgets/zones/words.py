"""Words for what the editor does and does not do."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from command_center.model.places import PlaceKind
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.zones.checking import Wrong
from widgets.zones.editor import Mode, Said

KINDS: Mapping[PlaceKind, str] = {
    PlaceKind.NO_DOG: QT_TRANSLATE_NOOP("Zones", "No-dog zone"),
    PlaceKind.DOG_CONTROL_AREA: QT_TRANSLATE_NOOP("Zones", "Dog control area"),
    PlaceKind.DOG_RUN: QT_TRANSLATE_NOOP("Zones", "Dog run"),
    PlaceKind.GRID: QT_TRANSLATE_NOOP("Zones", "Grid"),
    PlaceKind.MODEL_STREET: QT_TRANSLATE_NOOP("Zones", "Model street"),
    PlaceKind.COMPOUND: QT_TRANSLATE_NOOP("Zones", "Compound"),
    PlaceKind.LOADING_BAY: QT_TRANSLATE_NOOP("Zones", "Loading bay"),
    PlaceKind.BREAKFAST_POINT: QT_TRANSLATE_NOOP("Zones", "Breakfast point"),
    PlaceKind.REPAIR_POINT: QT_TRANSLATE_NOOP("Zones", "Repair point"),
    PlaceKind.MARKET: QT_TRANSLATE_NOOP("Zones", "Market"),
    PlaceKind.SEASONAL_POINT: QT_TRANSLATE_NOOP("Zones", "Seasonal point"),
    PlaceKind.COMMUNITY: QT_TRANSLATE_NOOP("Zones", "Community"),
    PlaceKind.VET: QT_TRANSLATE_NOOP("Zones", "Veterinary clinic"),
    PlaceKind.SHELTER: QT_TRANSLATE_NOOP("Zones", "Shelter"),
    PlaceKind.STUDIO: QT_TRANSLATE_NOOP("Zones", "Mediation studio"),
}
HINTS: Mapping[Mode, str] = {
    Mode.CORNERS: QT_TRANSLATE_NOOP(
        "Zones", "Drag a corner, or a side for a new one; Delete removes the marked corner; with Shift nothing snaps"
    ),
    Mode.OUTLINE: QT_TRANSLATE_NOOP("Zones", "Click the corners; Enter or a double click closes the outline"),
    Mode.HOLE: QT_TRANSLATE_NOOP("Zones", "Click around what is to be cut out; Enter or a double click closes it"),
    Mode.SPLIT: QT_TRANSLATE_NOOP("Zones", "Click a line from outside to outside; Enter or a double click splits"),
}
FAULTS: Mapping[Wrong, str] = {
    Wrong.NOTHING_DRAWN: QT_TRANSLATE_NOOP("Zones", "Nothing is drawn yet."),
    Wrong.CROSSING: QT_TRANSLATE_NOOP(
        "Zones", "Its lines cross at the spot marked on the map. Move the corners there, or repair it."
    ),
    Wrong.TOO_SMALL: QT_TRANSLATE_NOOP("Zones", "It covers less than a square metre."),
}
REASONS: Mapping[Said, str] = {
    Said.TOO_FEW: QT_TRANSLATE_NOOP("Zones", "Too few corners: an area needs three, a line two."),
    Said.CUTS_NOTHING: QT_TRANSLATE_NOOP(
        "Zones", "Nothing was cut out: what is drawn takes nothing away, takes all, or crosses itself."
    ),
    Said.SPLITS_NOTHING: QT_TRANSLATE_NOOP(
        "Zones", "Nothing was split: the line must begin and end outside, without crossing itself."
    ),
    Said.NO_REPAIR: QT_TRANSLATE_NOOP("Zones", "There is no repair: its lines enclose no area. Move the corners."),
}


def said(literal: str) -> str:
    """One of the above, in the language now shown."""
    return QCoreApplication.translate("Zones", literal)


def kind_word(kind: PlaceKind) -> str:
    """What a kind of place is called."""
    return said(KINDS[kind])
