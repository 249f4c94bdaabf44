"""The seat's panels in their places: docked, as tabs, or floating on another screen."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRect, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from widgets.docking import library, sizes
from widgets.docking.kept import Layout, Unusable
from widgets.docking.registry import Area, Panel
from widgets.docking.screens import brought_back

log = logging.getLogger(__name__)
MIDDLE = "map"
"""The panel that takes the room that is over."""


class Docks(QWidget):
    """Signals: `changed()` something was opened, closed, moved or floated; `left()` a panel gave the keys back;
    `floated(QWidget)` a window of its own was made."""

    changed = Signal()
    left = Signal()
    floated = Signal(object)

    def __init__(
        self, panels: Sequence[Panel], make: Callable[[Panel], QWidget], scale: float, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.panels = {panel.id: panel for panel in panels}
        self._make, self._scale = make, scale
        self._filled: dict[str, QWidget] = {}
        self._arranging = self._own = False
        self.screens: Callable[[], list[QRect]] = usable
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._manager = library.manager(self)
        column.addWidget(self._manager)
        self._docks: dict[str, Any] = {panel.id: library.dock(self._manager, panel) for panel in panels}
        self._place_all()
        self._first = self._manager.saveState()
        self._connect()
        self.retitle()

    def _connect(self) -> None:
        for id_, dock in self._docks.items():
            dock.closeRequested.connect(lambda id_=id_: self._close_asked(id_))
            dock.viewToggled.connect(lambda on, id_=id_: self._toggled(id_, on))
            dock.topLevelChanged.connect(lambda _on: self._moved())
        self._manager.floatingWidgetCreated.connect(self._floating_made)
        self._manager.dockAreaCreated.connect(lambda _area: self._dress())
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenRemoved.connect(self._screen_gone)

    # --- the arrangement to begin with -----------------------------------------------------------------------------

    def _place_all(self) -> None:
        """The map first: the others stand around it or lie behind it."""
        order = sorted(self.panels.values(), key=lambda panel: panel.id != MIDDLE)
        for panel in order:
            self._place(panel)
            if panel.stays:
                self._fill(panel.id)
            else:
                self._docks[panel.id].toggleView(False)
        self._docks[MIDDLE].setAsCurrentTab()
        self._dress()

    def _place(self, panel: Panel) -> None:
        dock, middle = self._docks[panel.id], self._docks[MIDDLE]
        if panel.id == MIDDLE or panel.stays:
            self._manager.addDockWidget(library.AREAS[panel.area], dock)
        elif panel.area is Area.MIDDLE:
            self._manager.addDockWidgetTabToArea(dock, middle.dockAreaWidget())
        elif panel.area is Area.BOTTOM:
            self._manager.addDockWidget(library.AREAS[panel.area], dock, middle.dockAreaWidget())
        else:
            beside = next(other for other in self.panels.values() if other.area is panel.area and other.stays)
            self._manager.addDockWidgetTabToArea(dock, self._docks[beside.id].dockAreaWidget())

    def reset(self) -> None:
        """Everything as it stood at first."""
        self._manager.restoreState(self._first)
        self._own = False
        self._settle()
        self.fit()

    def fit(self) -> None:
        """The window has another size: as long as nobody has changed anything, sides as wide as they should be."""
        if not self._own:
            sizes.first_sizes(self._manager.rootSplitter(), self.width(), self._docks[MIDDLE])

    # --- panels ----------------------------------------------------------------------------------------------------

    def widget(self, id_: str) -> QWidget | None:
        """A panel's content, None before it was opened for the first time."""
        return self._filled.get(id_)

    def content(self, id_: str) -> QWidget:
        """A panel's content, made now if need be."""
        return self._filled.get(id_) or self._fill(id_)

    def is_open(self, id_: str) -> bool:
        """Whether it is there, if perhaps behind another tab."""
        return not self._docks[id_].isClosed()

    def in_front(self, id_: str) -> bool:
        """Whether it can be seen."""
        return self.is_open(id_) and bool(self._docks[id_].isCurrentTab())

    def is_floating(self, id_: str) -> bool:
        """Whether it has left the station's window."""
        return bool(self._docks[id_].isInFloatingContainer())

    def open(self, id_: str) -> QWidget:
        """Show it in front, and give it the keys if it wants them."""
        widget, dock = self.content(id_), self._docks[id_]
        if dock.isClosed():
            dock.toggleView(True)
        dock.setAsCurrentTab()
        widget.show()
        if self.is_floating(id_):
            dock.window().activateWindow()
        _tell(widget, "open")
        return widget

    def close_panel(self, id_: str) -> None:
        """Close it, if it is one that closes."""
        if self.panels[id_].stays or not self.is_open(id_):
            return
        self._docks[id_].toggleView(False)
        self.left.emit()

    def toggle(self, id_: str) -> None:
        """Into sight, or closed when it is in sight already."""
        if self.in_front(id_) and not self.panels[id_].stays:
            self.close_panel(id_)
        else:
            self.open(id_)

    def set_floating(self, id_: str, on: bool) -> None:
        """Into a window of its own, or back to its place."""
        if on and not self.is_floating(id_):
            self.open(id_)
            self._docks[id_].setFloating()
            self._reach()
        elif not on and self.is_floating(id_):
            self._bring_home(id_)
        self._moved()

    def _fill(self, id_: str) -> QWidget:
        widget = self._filled[id_] = self._make(self.panels[id_])
        library.put(self._docks[id_], widget)
        if (left := getattr(widget, "left", None)) is not None and hasattr(left, "connect"):
            left.connect(lambda: self.close_panel(id_))
        return widget

    def _bring_home(self, id_: str) -> None:
        panel, dock = self.panels[id_], self._docks[id_]
        at_home = [
            other for other in self._docks if other != id_ and self.is_open(other) and not self.is_floating(other)
        ]
        if MIDDLE in at_home and not panel.stays:
            self._place(panel)
        elif panel.area is Area.MIDDLE and "queue" in at_home:
            self._manager.addDockWidget(library.AREAS[Area.RIGHT], dock, self._docks["queue"].dockAreaWidget())
        else:
            area = Area.LEFT if panel.area is Area.MIDDLE else panel.area
            self._manager.addDockWidget(library.AREAS[area], dock)
        if self.panels.keys() & at_home == {other for other in self.panels if self.panels[other].stays} - {id_}:
            QTimer.singleShot(0, self, self._as_at_first)  # once the library has laid it out and told of it

    def _as_at_first(self) -> None:
        self._own = False
        self.fit()

    def _close_asked(self, id_: str) -> None:
        if not self.panels[id_].stays:
            self.close_panel(id_)
        elif self.is_floating(id_):
            self.set_floating(id_, False)

    def _toggled(self, id_: str, on: bool) -> None:
        if on and id_ not in self._filled:
            self._fill(id_)
        if not on and id_ in self._filled:
            _tell(self._filled[id_], "close_panel")
        self.changed.emit()

    # --- the look --------------------------------------------------------------------------------------------------

    @property
    def arranging(self) -> bool:
        """Whether every panel shows its head, to be taken by it and moved."""
        return self._arranging

    def arrange(self, on: bool) -> None:
        """Show every panel's head, or only where several lie on one another."""
        self._arranging = on
        self._dress()

    def _dress(self) -> None:
        for area in self._manager.findChildren(QWidget):
            if area.metaObject().className() == "ads::CDockAreaWidget":
                area.setDockAreaFlag(library.HIDE_TITLE, not self._arranging)
        for splitter in self._splitters():
            if not splitter.property("heard"):
                splitter.setProperty("heard", True)
                splitter.splitterMoved.connect(lambda _at, _n: self._moved())
        sizes.dress(self._splitters(), self._docks[MIDDLE])

    def _splitters(self) -> list[QSplitter]:
        return [found for found in sizes.splitters(self._manager) if library.is_library(found)]

    def rescaled(self, scale: float) -> None:
        """The type has another size: sides in proportion."""
        if self._own:
            sizes.stretch(self._splitters(), self._docks[MIDDLE], scale / self._scale)
        self._scale = scale
        self.fit()
        for id_, widget in self._filled.items():
            if not self.panels[id_].stays:
                _tell(widget, "rescaled")

    def tick(self) -> None:
        """A second has passed."""
        for id_, widget in self._filled.items():
            if not self.panels[id_].stays and self.is_open(id_):
                _tell(widget, "tick")

    def retitle(self) -> None:
        """The titles in the language now shown."""
        for id_, dock in self._docks.items():
            dock.setWindowTitle(self.panels[id_].words)

    def changeEvent(self, event: QEvent) -> None:
        """New language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retitle()

    # --- kept and restored -----------------------------------------------------------------------------------------

    def layout_now(self) -> Layout:
        """As it stands, to be kept."""
        return Layout.of(self._manager.saveState(), self._scale, self._own)

    def restore(self, layout: Layout) -> None:
        """As it stood when `layout` was made. Raises Unusable, and then everything stands as at first."""
        try:
            if not self._manager.restoreState(layout.opened()):
                raise Unusable("the docking library refuses it")
        except Unusable:
            self.reset()
            raise
        self._own = layout.own
        self._settle()
        if self._own:
            sizes.stretch(self._splitters(), self._docks[MIDDLE], self._scale / layout.scale)
        self.fit()

    def _settle(self) -> None:
        """After a restoration: nothing that stays is closed, what is open is filled, all of it can be reached."""
        for id_, panel in self.panels.items():
            dock = self._docks[id_]
            if panel.stays and dock.isClosed():
                self._bring_home(id_)
                dock.toggleView(True)
            if not dock.isClosed():
                self.content(id_).show()
        for window in self._manager.floatingWidgets():  # the library leaves a window hidden that was empty at first
            open_ = [dock for dock in window.dockWidgets() if not dock.isClosed()]
            window.setVisible(bool(open_))
            window.setWindowTitle(" · ".join(dock.windowTitle() for dock in open_))
        self._dress()
        self._reach()
        self.changed.emit()

    # --- windows of their own --------------------------------------------------------------------------------------

    def windows(self) -> list[QWidget]:
        """Those that float."""
        return list(self._manager.floatingWidgets())

    def _floating_made(self, window: QWidget) -> None:
        self.floated.emit(window)
        self._moved()

    def _screen_gone(self, _screen: QScreen) -> None:
        self._reach()

    def _reach(self) -> None:
        """Every window where a person can take hold of it."""
        screens = self.screens()
        home = self.window().screen().availableGeometry()
        home = home if home in screens else screens[0]
        for window in self.windows():
            wanted = brought_back(window.geometry(), screens, home)
            if wanted != window.geometry():
                log.info("a panel's window was out of reach and is brought back")
                window.setGeometry(wanted)

    def _moved(self) -> None:
        if not self._manager.isRestoringState():
            self._own = True
            self.changed.emit()

    def close_windows(self) -> None:
        """The station closes, and with it what floats."""
        for window in self.windows():
            window.hide()


def usable() -> list[QRect]:
    """The usable part of every screen, desktop pixels."""
    return [screen.availableGeometry() for screen in QGuiApplication.screens()]


def _tell(widget: QWidget, what: str) -> None:
    if callable(told := getattr(widget, what, None)):
        told()
