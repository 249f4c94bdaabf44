"""What a panel of the seat is, to whoever arranges it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from widgets.station import Station


class Area(Enum):
    """Where a panel stands when nobody has moved it. MIDDLE panels share the map's place, as tabs."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"
    BOTTOM = "bottom"


@dataclass(frozen=True)
class Panel:
    """One panel. `title` is a literal of the context "Panels"; `make` is called when it is opened for the first time,
    with the station whole. With a `key` (say, "F3"), that key opens and closes it, and `text` (a literal of the context
    "Keys") says so in the `?` overlay. A panel that `stays` is never closed: closing its window brings it home.

    The widget may have, and is then told: `open()` it was opened by a person; `tick()` a second has passed;
    `rescaled()` the type has another size; `close_panel()` it was closed; a signal `left()` closes it and gives the
    keys back to the queue.
    """

    id: str
    title: str
    make: Callable[[Station], QWidget]
    area: Area
    key: str = ""
    text: str = ""
    stays: bool = False

    @property
    def words(self) -> str:
        """Its title, in the language now shown."""
        return QCoreApplication.translate("Panels", self.title)
