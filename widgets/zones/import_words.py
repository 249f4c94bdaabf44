"""What was found in a file of places, in words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from command_center.places.findings import What
from widgets.common.lines import TwoLines
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.map.coordinates import pair
from widgets.zones.importing import MENDED, Entry, Fate

translate = QCoreApplication.translate
WHATS: Mapping[What, str] = {
    What.CLOSED: QT_TRANSLATE_NOOP("Import", "outline closed"),
    What.DOUBLED: QT_TRANSLATE_NOOP("Import", "corners that stood twice taken out"),
    What.HEIGHTS: QT_TRANSLATE_NOOP("Import", "heights dropped"),
    What.WINDING: QT_TRANSLATE_NOOP("Import", "direction of the outline turned"),
    What.GATHERED: QT_TRANSLATE_NOOP("Import", "collection made one shape"),
    What.ID_MADE: QT_TRANSLATE_NOOP("Import", "number given"),
    What.NAME_MADE: QT_TRANSLATE_NOOP("Import", "its number is its name"),
    What.KIND_ASSUMED: QT_TRANSLATE_NOOP("Import", "kind as chosen here"),
    What.NO_SHAPE: QT_TRANSLATE_NOOP("Import", "it has no shape: left out"),
    What.CROSSING: QT_TRANSLATE_NOOP("Import", "its lines cross"),
    What.RANGE: QT_TRANSLATE_NOOP("Import", "positions that are none in degrees"),
    What.ANTIMERIDIAN: QT_TRANSLATE_NOOP("Import", "it crosses the 180th meridian"),
    What.CORNERS: QT_TRANSLATE_NOOP("Import", "too few corners"),
    What.TOO_MANY: QT_TRANSLATE_NOOP("Import", "too many corners"),
    What.DUPLICATE: QT_TRANSLATE_NOOP("Import", "its number stands in the file twice"),
    What.OTHER: QT_TRANSLATE_NOOP("Import", "not understood"),
}
FATES: Mapping[Fate, str] = {
    Fate.CROSSING: QT_TRANSLATE_NOOP("Import", "repair proposed"),
    Fate.REFUSED: QT_TRANSLATE_NOOP("Import", "refused"),
    Fate.MENDED: QT_TRANSLATE_NOOP("Import", "mended"),
}


def entry_row(entry: Entry, accepted: bool) -> TwoLines:
    """A feature of the list."""
    right = translate("Import", "repair accepted") if accepted else translate("Import", FATES[entry.fate])
    first = entry.name or entry.where
    return TwoLines(entry.where, first, right, entry_words(entry), entry.fate is Fate.REFUSED)


def entry_words(entry: Entry) -> str:
    """All there is to say of it: what, where in the file, where on the map, the exact words."""
    whats = [what for what in entry.whats if entry.fate is Fate.MENDED or what not in MENDED]
    parts = [translate("Import", ", ").join(translate("Import", WHATS[what]) for what in whats)]
    if entry.spot is not None:
        parts.append(translate("Import", "at {position}").format(position=pair(*entry.spot)))
    if entry.detail and not (entry.fate is Fate.CROSSING and entry.spot is not None):
        parts.append(entry.detail)
    if entry.name:
        parts.append(entry.where)
    return " · ".join(parts)
