"""`/`: finds rows, places, squads and tags that are on board, and goes there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from command_center.model.places import PlaceKind
from widgets.common.keys import Field
from widgets.common.theme import px, tokens
from widgets.common.words import joined

translate = QCoreApplication.translate
MOST = 9


@dataclass(frozen=True)
class Hit:
    """Something found: `kind` is row, place, squad, tag or camera; `text` is what the operator reads."""

    kind: str
    id: str
    text: str
    haystack: str
    lon: float | None = None
    lat: float | None = None


def find(text: str, things: Sequence[Hit]) -> list[Hit]:
    """The hits that have every word of `text`: rows that wait first, then what begins with it, then the rest."""
    wanted = text.lower().split()
    if not wanted:
        return []
    found = [thing for thing in things if all(part in thing.haystack for part in wanted)]
    found.sort(key=lambda thing: (thing.kind != "row", not thing.haystack.startswith(wanted[0])))
    return found[:MOST]


SKIPPED_PLACES = (PlaceKind.DOG_CONTROL_AREA,)


class SearchField(Field):
    """Signals for the keys that belong to the list below it: `moved(int)`, `left()`."""

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
    """A field over the map with its hits below. Signals: `chosen(Hit)`, `left()`."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, things: Callable[[], Sequence[Hit]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._things = things
        self._known: Sequence[Hit] = ()
        self._hits: list[Hit] = []
        self.field, self._list = SearchField(), QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(self.field)
        column.addWidget(self._list)
        self.field.textEdited.connect(self._typed)
        self.field.returnPressed.connect(self._take)
        self.field.moved.connect(self._move)
        self.field.left.connect(self._leave)
        self._list.itemClicked.connect(lambda _: self._take())
        self._word()
        self.fit()

    def open(self) -> None:
        """The field has the focus; what was typed before is selected."""
        self._known = self._things()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _typed(self, text: str) -> None:
        self._known = self._known or self._things()
        self._hits = find(text, self._known)
        self._list.clear()
        for hit in self._hits:
            self._list.addItem(QListWidgetItem(hit.text))
        if text.strip() and not self._hits:
            self._list.addItem(QListWidgetItem(translate("Search", "Nothing on board matches.")))
        self._list.setVisible(bool(text.strip()))
        self._list.setCurrentRow(0)
        self.fit()

    def fit(self) -> None:
        """As large as its words and hits are now."""
        t = tokens()
        self._list.setStyleSheet(
            f"QListWidget {{ background: {t.panel}; border: 1px solid {t.line}; }}"
            f"QListWidget::item {{ padding: {px(5)}px {px(8)}px; }}"
            f"QListWidget::item:selected {{ background: {t.action}; color: {t.on_action}; }}"
        )
        rows = self._list.count()
        self._list.setFixedHeight(rows * max(self._list.sizeHintForRow(0), px(28)) + px(4) if rows else 0)
        self.field.setFixedHeight(px(34))
        self.setFixedWidth(px(320))
        self.adjustSize()
        self.raise_()

    def _move(self, by: int) -> None:
        self._list.setCurrentRow(min(max(self._list.currentRow() + by, 0), self._list.count() - 1))

    def _take(self) -> None:
        at = self._list.currentRow()
        if 0 <= at < len(self._hits):
            hit = self._hits[at]
            self.field.clear()
            self._leave()
            self.chosen.emit(hit)

    def _leave(self) -> None:
        self._list.hide()
        self._known = ()
        self.adjustSize()
        if self.field.hasFocus():
            self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours."""
        super().changeEvent(event)
        if hasattr(self, "_list") and event.type() == QEvent.Type.LanguageChange:
            self._word()
        elif hasattr(self, "_hits") and event.type() == QEvent.Type.PaletteChange:
            self.fit()

    def _word(self) -> None:
        self.field.setPlaceholderText(joined(translate("Search", "Tag, place, case or squad…"), "/"))
