"""What lies under everything that moves: the basemap and the places, painted as one picture."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from widgets.map.layers import Layer
from widgets.map.palette import Palette
from widgets.map.places import Places
from widgets.map.projection import Projection, Rect
from widgets.map.still import Basemap, Still


class Under:
    """The basemap in use and the places on it; rectangles in map metres."""

    def __init__(self, projection: Projection, basemap: Basemap) -> None:
        self.basemap, self.places = basemap, Places(projection)

    @property
    def area(self) -> Rect | None:
        """What the whole city means: all grids, or the whole basemap when there are none."""
        return self.places.rect() or self.basemap.rect

    @property
    def covered(self) -> bool:
        """Whether the basemap shows any of the city, as far as either says where it is."""
        area, shown = self.area, self.basemap.rect
        return area is None or shown is None or shown.touches(area)

    @property
    def painted(self) -> Rect | None:
        """Where there is anything to paint."""
        return self.basemap.rect or self.area

    @property
    def city(self) -> Rect | None:
        """As far as a person may move the map; None: no end."""
        area, city = self.area, self.painted
        return city.joined(area) if city is not None and area is not None else None

    def still(self, shown: frozenset[Layer], colours: Palette) -> Still:
        """As it is now, for a thread to paint."""
        # Translators: which of a place's two names the map writes: name_en, or name for the Chinese one.
        english = QCoreApplication.translate("Map", "name_en") == "name_en"
        return Still(self.basemap, self.places.snapshot(), shown, colours, english)
