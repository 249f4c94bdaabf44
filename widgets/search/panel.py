"""The field over the map with what it finds below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from command_center.clock import Clock
from command_center.model.geo import distance_m
from command_center.queries.search.index import Hit
from widgets.common import times
from widgets.common.keys import Field
from widgets.common.theme import px, tokens
from widgets.common.words import joined
from widgets.map.panel import MapPanel
from widgets.search.finder import Finder
from widgets.search.lines import HEIGHT, HitDelegate, Hits
from widgets.search.pin import Pin

translate = QCoreApplication.translate
Middle = Callable[[], tuple[float, float]]


class SearchField(Field):
    """Signals for the keys that belong to the list below it: `moved(int)`, `left()`. Composition of an input method
    is its own: while characters are being composed, Enter and the arrows go to the input method."""

    moved = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go through the hits, Escape leaves."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it closes the list."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


class Search(QWidget):
    """Signals: `chosen(Hit)`, `left()`. `middle` tells the map's middle, degrees: distances are from there."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, finder: Finder, clock: Clock, middle: Middle, map_: MapPanel) -> None:
        super().__init__(map_)
        self.pin = Pin(map_.view, map_.projection)
        self.finder, self._clock, self._middle = finder, clock, middle
        self._moved = self._wanted = False
        self.field, self.list, self._nothing = SearchField(), QListView(), QLabel()
        self.hits = Hits(self)
        self.list.setModel(self.hits)
        self.list.setItemDelegate(HitDelegate(self.aside, self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        for part in (self.field, self.list, self._nothing):
            column.addWidget(part)
        self.list.hide()
        self._nothing.hide()
        self.field.textEdited.connect(self._typed)
        self.field.returnPressed.connect(self._enter)
        self.field.moved.connect(self._move)
        self.field.left.connect(self._leave)
        self.list.clicked.connect(lambda _: self._take())
        finder.changed.connect(self._again)
        self._word()
        self.fit()

    def open(self) -> None:
        """The field has the focus; what was typed before is selected, and found anew."""
        self.finder.prepare()
        self.pin.show_entry(None)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        if self.field.text().strip():
            self._typed(self.field.text())

    # --- finding ---------------------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        self._moved = self._wanted = False
        self._show(text)

    def _again(self) -> None:
        """There is more to find by now; what a person has gone to with the arrows stays where it is."""
        if self.field.hasFocus() and not self._moved:
            self._show(self.field.text())
        if self._wanted and self.finder.settled:
            self._take()

    def _show(self, text: str) -> None:
        self.hits.show_hits(self.finder.find(text))
        self.list.setCurrentIndex(self.hits.index(0))
        looking = not self.finder.settled
        words = translate("Search", "Looking…") if looking else translate("Search", "Nothing of that name is known.")
        self._nothing.setText(words)
        self._nothing.setVisible(bool(text.strip()) and not self.hits.hits)
        self.list.setVisible(bool(self.hits.hits))
        self.fit()

    def aside(self, hit: Hit) -> str:
        """How old it is, or how far from the map's middle."""
        entry = hit.entry
        if entry.at is not None:
            return times.minutes(self._clock.now() - entry.at)
        if entry.lon is None or entry.lat is None:
            return translate("Search", "no position")
        metres = distance_m(*self._middle(), entry.lon, entry.lat)
        return f"{metres / 1000:.1f} km" if metres >= 1000 else f"{round(metres, -1):.0f} m"

    def _move(self, by: int) -> None:
        at = self.list.currentIndex().row() + by
        if 0 <= at < len(self.hits.hits):
            self._moved = True
            self.list.setCurrentIndex(self.hits.index(at))

    def _enter(self) -> None:
        """The hit that is marked; when there is none yet, the first one to come."""
        if self.hits.hits or self.finder.settled:
            self._take()
        else:
            self._wanted = True

    def _take(self) -> None:
        self._wanted = False
        at = self.list.currentIndex().row()
        if 0 <= at < len(self.hits.hits):
            hit = self.hits.hits[at]
            self.field.clear()
            self._leave()
            self.pin.show_entry(hit.entry)
            self.chosen.emit(hit)

    def _leave(self) -> None:
        self._wanted = False
        self.list.hide()
        self._nothing.hide()
        self.adjustSize()
        if self.field.hasFocus():
            self.left.emit()

    # --- looks -----------------------------------------------------------------------------------------------------

    def fit(self) -> None:
        """As large as its words and hits are now."""
        t = tokens()
        edge = f"background: {t.panel}; border: 1px solid {t.line};"
        self.list.setStyleSheet(f"QListView {{ {edge} }}")
        self._nothing.setStyleSheet(f"{edge} color: {t.dim}; padding: {px(8)}px;")
        self.list.setFixedHeight(len(self.hits.hits) * px(HEIGHT) + 2)
        self.field.setFixedHeight(px(34))
        self.setFixedWidth(px(400))
        self.adjustSize()
        self.raise_()

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours."""
        super().changeEvent(event)
        if hasattr(self, "hits") and event.type() == QEvent.Type.LanguageChange:
            self._word()
        elif hasattr(self, "hits") and event.type() == QEvent.Type.PaletteChange:
            self.fit()

    def _word(self) -> None:
        self.field.setPlaceholderText(joined(translate("Search", "Tag, plate, place, case, squad, street…"), "/"))
