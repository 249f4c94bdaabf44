"""The wall's window on one monitor: the head, and under it the scene."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from command_center.model.walls import Scene
from widgets.bigscreen.head import Head
from widgets.bigscreen.room import WallRoom
from widgets.bigscreen.scene import SceneView
from widgets.common.words import bureau_name
from widgets.map.panel import MapPanel

Dress = Callable[[MapPanel], Callable[[], None]]
HEAD = 60
"""Height of the head at 1080 lines; all grows with the window's height."""
FLAT = 1.6
"""A window less wide than so many times its height is read as if it were less high."""


class WallWindow(QWidget):
    """No chrome, no mouse. Signals: `sized()`; `left()` Escape was pressed, or the system closed it. Scenes once built
    are kept, so that they turn at once; `dress` is called with every map made, and what it returns when that goes."""

    sized = Signal()
    left = Signal()

    def __init__(self, room: WallRoom, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setWindowTitle(bureau_name())
        self._room, self._dress = room, dress
        self.head = Head(room)
        self.head.setParent(self)
        self.views: dict[str, SceneView] = {}
        self.view: SceneView | None = None
        self._undress: dict[SceneView, list[Callable[[], None]]] = {}
        self._ending = False
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.left)

    @property
    def unit(self) -> float:
        """Pixels in 1/1080 of the height."""
        return min(self.height(), self.width() / FLAT) / 1080

    def show_scene(self, scene: Scene) -> None:
        """Show this scene; at once, if it was built before."""
        if self.view is not None and self.view.scene == scene:
            return
        view = self.views.get(scene.id)
        if view is None or view.scene != scene:
            self.drop(scene.id)
            view = self.views[scene.id] = SceneView(self._room, scene, self)
            self._undress[view] = [self._dress(city.map) for city in view.maps()]
        before, self.view = self.view, view
        self.head.scene = scene
        self.arrange()
        view.show()
        if before is not None and before is not view:
            before.hide()

    def drop(self, id_: str) -> None:
        """Take a scene down that is shown no more."""
        view = self.views.pop(id_, None)
        if view is not None:
            view.hide()
            for undress in self._undress.pop(view):
                undress()
            view.deleteLater()
            if view is self.view:
                self.view = None

    def keep_only(self, ids: set[str]) -> None:
        """Take down all scenes but these and the one shown."""
        for id_ in [id_ for id_, view in self.views.items() if id_ not in ids and view is not self.view]:
            self.drop(id_)

    def arrange(self) -> None:
        """Everything in proportion to the height."""
        high = round(HEAD * self.unit)
        self.head.setGeometry(0, 0, self.width(), high)
        self.head.set_unit(self.unit)
        if self.view is not None:
            self.view.setGeometry(0, high, self.width(), self.height() - high)
            self.view.set_unit(self.unit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size: another type."""
        super().resizeEvent(event)
        self.sized.emit()
        self.arrange()

    def end(self) -> None:
        """Close without telling anybody."""
        self._ending = True
        for id_ in list(self.views):
            self.drop(id_)
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by the system: the wall ends."""
        super().closeEvent(event)
        if not self._ending:
            self.left.emit()
