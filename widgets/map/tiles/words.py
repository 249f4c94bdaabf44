"""What is wrong with a basemap, in the language of the screen: what, what it means, what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from command_center.tiles.trouble import Fault, Trouble

translate = QCoreApplication.translate
PASSING = frozenset({Fault.OFFLINE, Fault.REFUSED, Fault.BUSY, Fault.NOT_TILES})
"""Of a server in use: what is kept is shown meanwhile. With the others the map cannot be shown at all."""


def what(trouble: Trouble) -> str:
    """What is wrong."""
    words = {
        Fault.MISSING: translate("Basemap", "There is no such file."),
        Fault.FORBIDDEN: translate("Basemap", "The file may not be read."),
        Fault.EMPTY: translate("Basemap", "The file is empty: it was not copied to the end."),
        Fault.NOT_ONE: translate("Basemap", "The file is no map archive of this kind."),
        Fault.OLD: translate("Basemap", "The archive is of an old version of PMTiles ({detail}); 3 is read."),
        Fault.NEW: translate("Basemap", "The archive is of a version of PMTiles not known here ({detail}); 3 is read."),
        Fault.BROKEN: translate("Basemap", "The archive is damaged."),
        Fault.CODING: translate("Basemap", "Its tiles are {detail}; PNG, JPEG, WebP and MVT are read."),
        Fault.COMPRESSION: translate("Basemap", "It is compressed with {detail}; gzip is read."),
        Fault.NO_KEY: translate("Basemap", "Its key is missing: the environment has no {detail}."),
        Fault.ELSEWHERE: translate("Basemap", "The map shows another part of the world: nothing of the city is on it."),
        Fault.OFFLINE: translate("Basemap", "The map's server does not answer."),
        Fault.REFUSED: translate("Basemap", "The map's server refuses ({detail})."),
        Fault.BUSY: translate("Basemap", "The map's server asks for patience ({detail})."),
        Fault.NOT_TILES: translate("Basemap", "What the map's server sends is no map."),
    }
    return words[trouble.fault].format(detail=trouble.detail)


def meaning(trouble: Trouble) -> str:
    """What that means for who looks at the map."""
    if trouble.fault is Fault.ELSEWHERE:
        return translate("Basemap", "The ground stays empty. All else on the map is right.")
    if trouble.fault in PASSING:
        return translate("Basemap", "Tiles seen before are shown, the rest stays empty. All else on the map is right.")
    return translate("Basemap", "The sketch is shown instead. All else on the map is right.")


def mend(trouble: Trouble) -> str:
    """What to do."""
    if trouble.fault in (Fault.OFFLINE, Fault.BUSY):
        return translate("Basemap", "It is asked again by itself; or choose another map under Layers.")
    if trouble.fault in (Fault.REFUSED, Fault.NOT_TILES):
        return translate("Basemap", "Have key and address in settings.toml checked, or choose another map.")
    if trouble.fault is Fault.ELSEWHERE:
        return translate("Basemap", "Choose another map under Layers, or have the one in settings.toml replaced.")
    if trouble.fault is Fault.NO_KEY:
        return translate("Basemap", "Have the key set in the environment and start anew.")
    return translate("Basemap", "Have the file named in settings.toml replaced, then choose the map again.")
