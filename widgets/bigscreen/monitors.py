"""The monitors there are, known again by connector, serial number and model, and which of them the wall is on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from command_center.model.walls import Monitor

ALL = "all"


@dataclass(frozen=True)
class Place:
    """A monitor and where it lies on the desktop (logical pixels)."""

    monitor: Monitor
    geometry: QRect
    primary: bool
    name: str


def identity(name: str, serial: str, model: str) -> str:
    """By which a monitor is known again when it comes back."""
    return "|".join(part.strip() for part in (name, serial, model))


class Monitors(QObject):
    """Signals: `changed()` monitors came, went or were set otherwise; `going(str)` one is going, by its id: at once."""

    changed = Signal()
    going = Signal(str)

    def there(self) -> Sequence[Place]:
        """Those there now."""
        raise NotImplementedError


class RealMonitors(Monitors):
    """What the system says."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.changed)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._added)
        application.screenRemoved.connect(self._removed)
        application.primaryScreenChanged.connect(self._change)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._change)

    def _change(self, *_: object) -> None:
        self._soon.start()

    def _added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._change)
        self._soon.start()

    def _removed(self, screen: QScreen) -> None:
        self.going.emit(_place(screen).monitor.id)
        self._soon.start()

    def there(self) -> Sequence[Place]:
        """Those there now."""
        return [_place(screen) for screen in QGuiApplication.screens()]


def _place(screen: QScreen) -> Place:
    size, ratio = screen.size(), screen.devicePixelRatio()
    called = " ".join(part for part in (screen.manufacturer(), screen.model()) if part)
    label = f"{called} ({screen.name()})" if called else screen.name()
    monitor = Monitor(
        id=identity(screen.name(), screen.serialNumber(), screen.model()), label=label or "1",
        width=round(size.width() * ratio), height=round(size.height() * ratio),
    )  # fmt: skip
    return Place(monitor, screen.geometry(), screen is QGuiApplication.primaryScreen(), screen.name())


def chosen(places: Sequence[Place], wanted: str, alone: bool) -> list[Place]:
    """Those the wall is on: `all`; those named, by connector (`DP-1,DP-2`); or, with "", all but the first one, where
    somebody sits, unless the wall is `alone` on a machine with one monitor."""
    if wanted == ALL:
        return list(places)
    if wanted:
        names = {name.strip() for name in wanted.split(",")}
        return [place for place in places if place.name in names or place.monitor.id in names]
    return [place for place in places if alone or not place.primary]
