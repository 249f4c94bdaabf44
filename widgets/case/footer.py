"""The lower end of the detail panel: actions, the choice after one of them, and what came of it. No dialogs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from widgets.case.actions import Action
from widgets.common.keys import Field
from widgets.common.parts import KeyButton, Line, Message, Words
from widgets.common.theme import Size, px


class ReasonField(Field):
    """A text field for a reason. Signal `left()`: Escape was pressed."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves it; everything else is text."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Footer(QWidget):
    """Signals: `action(str)` a button's id; `picked(int)` a choice from 1; `entered(str)` a text; `left()` Escape."""

    action = Signal(str)
    picked = Signal(int)
    entered = Signal(str)
    left = Signal()

    def __init__(self, caps: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caps = caps
        self._actions: list[Action] = []
        self._choices: tuple[str, Sequence[str]] | None = None
        self.message = Message()
        self._pages = QStackedWidget()
        self._grid_page, self._choice_page, self._field_page = QWidget(), QWidget(), QWidget()
        for page in (self._grid_page, self._choice_page, self._field_page):
            self._pages.addWidget(page)
            grid = QGridLayout(page)
            grid.setContentsMargins(px(12), px(12), px(12), px(12))
            grid.setSpacing(px(8))
        self._prompt, self._field = Words(Size.BODY, "dim", wrap=True), ReasonField()
        self._build_field()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Line())
        column.addWidget(self.message)
        column.addWidget(self._pages)

    def _build_field(self) -> None:
        layout = self._field_page.layout()
        assert isinstance(layout, QGridLayout)
        self._save, self._back = KeyButton("Enter", primary=True), KeyButton("Esc")
        layout.addWidget(self._prompt, 0, 0, 1, 2)
        layout.addWidget(self._field, 1, 0, 1, 2)
        layout.addWidget(self._save, 2, 0)
        layout.addWidget(self._back, 2, 1)
        self._field.returnPressed.connect(self._enter)
        self._field.left.connect(self.left)
        self._save.clicked.connect(self._enter)
        self._back.clicked.connect(self.left)
        self._word()

    def _enter(self) -> None:
        text = self._field.text().strip()
        if text:
            self.entered.emit(text)

    def show_actions(self, actions: list[Action]) -> None:
        """The buttons; rebuilt only when they changed. A choice under way stays open."""
        if actions != self._actions:
            self._actions = actions
            self._fill()
        if self._pages.currentWidget() is self._grid_page:
            self._fit(self._grid_page)

    def _fill(self) -> None:
        grid = _emptied(self._grid_page)
        at = 0
        for action in self._actions:
            button = KeyButton(self._caps.get(action.id, ""), primary=action.primary)
            button.setText(action.label)
            button.setEnabled(action.enabled)
            button.clicked.connect(lambda _=False, id_=action.id: self.action.emit(id_))
            if action.primary:
                grid.addWidget(button, at // 2, 0, 1, 2)
                at += 2
            else:
                grid.addWidget(button, at // 2, at % 2)
                at += 1

    def choose(self, prompt: str, choices: Sequence[str]) -> None:
        """Offer `choices` under the number keys."""
        grid = _emptied(self._choice_page)
        words = Words(Size.BODY, "dim", wrap=True)
        words.say(prompt)
        grid.addWidget(words, 0, 0, 1, 2)
        for number, text in enumerate(choices, 1):
            button = KeyButton(str(number))
            button.setText(text)
            button.clicked.connect(lambda _=False, number=number: self.picked.emit(number))
            grid.addWidget(button, 1 + (number - 1) // 2, (number - 1) % 2)
        back = KeyButton("Esc")
        back.setText(QCoreApplication.translate("Case", "Back"))
        back.clicked.connect(self.left)
        grid.addWidget(back, 2 + (len(choices) - 1) // 2, 0, 1, 2)
        self._fit(self._choice_page)

    def ask(self, prompt: str) -> None:
        """Ask for a text (a reason); the field has the focus then, and the input method."""
        self._prompt.say(prompt)
        self._field.clear()
        self._fit(self._field_page)
        self._field.setFocus()

    def back_to_actions(self) -> None:
        """Close a choice or a field."""
        self._fit(self._grid_page)

    @property
    def asking(self) -> bool:
        """True while a choice or a field is open."""
        return self._pages.currentWidget() is not self._grid_page

    @property
    def buttons(self) -> list[KeyButton]:
        """The buttons in sight."""
        page = self._pages.currentWidget()
        return page.findChildren(KeyButton) if page is not None else []

    def _fit(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        layout = page.layout()
        assert layout is not None
        for child in page.findChildren(QWidget):
            child.show()  # Qt shows new children later by itself, but their height is needed now
        layout.activate()
        self._pages.setFixedHeight(layout.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """New language: the fixed words anew; the actions come again with the next refresh."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_save"):
            self._word()

    def _word(self) -> None:
        self._save.setText(QCoreApplication.translate("Case", "Save"))
        self._back.setText(QCoreApplication.translate("Case", "Back"))


def _emptied(page: QWidget) -> QGridLayout:
    layout = page.layout()
    assert isinstance(layout, QGridLayout)
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()  # a layout shows what was put into it a moment later: without a parent, as a window
            widget.setParent(None)
            widget.deleteLater()
    return layout
