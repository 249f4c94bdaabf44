"""Where things stand in the feeds panel: feeds above, the chosen one's lists below, its actions at the lower end."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from command_center.model.health import FeedState
from widgets.case.footer import ReasonField
from widgets.common import theme
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.parts import KeyButton, Line, Message, Words
from widgets.common.theme import Size, px, tokens
from widgets.feeds.columns import Sheet
from widgets.feeds.sheet import ROW_HEIGHT, Lights, SheetView
from widgets.feeds.tabs import Parts

translate = QCoreApplication.translate
BUTTONS = (
    ("acknowledge", "A", QT_TRANSLATE_NOOP("FeedsPanel", "Take note of gaps")),
    ("show", "Enter", QT_TRANSLATE_NOOP("FeedsPanel", "Show (on the record)")),
    ("retry", "R", QT_TRANSLATE_NOOP("FeedsPanel", "Try again")),
    ("retry-all", "Shift+R", QT_TRANSLATE_NOOP("FeedsPanel", "Try all again")),
    ("export", "E", QT_TRANSLATE_NOOP("FeedsPanel", "Export")),
    ("filter", "/", QT_TRANSLATE_NOOP("FeedsPanel", "Filter")),
    ("back", "Esc", QT_TRANSLATE_NOOP("FeedsPanel", "Back")),
)


class Arrangement(QWidget):
    """The panel's parts. Signal `pressed(str)`: a button, by its id."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.feeds, self.list = SheetView(), SheetView(several=True)
        self._lights = Lights(self.feeds)
        self.feeds.setItemDelegate(self._lights)
        self.parts, self.message, self.text = Parts(), Message(), QPlainTextEdit()
        self._title, self._hint = Words(Size.LARGE, bold=True), Words(Size.SMALL, "dim")
        self.meaning, self.note, self.prompt = (Words(Size.BODY, "dim", wrap=True) for _ in range(3))
        self.field = ReasonField()
        self.buttons: dict[str, KeyButton] = {}
        self.setLayout(self._column())
        for part in (self.text, self.prompt, self.field, self.note):
            part.hide()
        self._word()
        self.hide()

    def _column(self) -> QVBoxLayout:
        self.text.setReadOnly(True)
        self.text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for words in (self.meaning, self.note, self.prompt):
            words.setContentsMargins(px(16), px(6), px(16), px(6))
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(_row(self._title, (self._hint, 1)))
        column.addLayout(_row((self.feeds, 1)))
        upper: list[QWidget] = [self.meaning, Line(), self.parts, self.note]
        lower: list[QWidget] = [Line(), self.message, self.prompt, self.field]
        for widget in upper:
            column.addWidget(widget)
        column.addLayout(_row((self.list, 3), (self.text, 2)), 1)
        for widget in lower:
            column.addWidget(widget)
        self._actions = QGridLayout()
        self._actions.setContentsMargins(px(16), px(8), px(16), px(8))
        self._actions.setSpacing(px(8))
        for id_, cap, _ in BUTTONS:
            self._button(id_, cap)
        column.addLayout(self._actions)
        return column

    def _place_buttons(self) -> None:
        """In one row, or in several where that would cut their words."""
        edges, wide = self._actions.contentsMargins(), max(b.sizeHint().width() for b in self.buttons.values())
        room = self.width() - edges.left() - edges.right()
        columns = next((n for n in (len(BUTTONS), 4, 3) if n * (wide + px(8)) <= room + px(8)), 2)
        for number, button in enumerate(self.buttons.values()):
            self._actions.addWidget(button, number // columns, number % columns)
        for column in range(len(BUTTONS)):
            self._actions.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons as there is room."""
        super().resizeEvent(event)
        self._place_buttons()

    def _button(self, id_: str, cap: str) -> KeyButton:
        button = KeyButton(cap)
        button.clicked.connect(lambda: self.pressed.emit(id_))
        self.buttons[id_] = button
        return button

    def say(self, text: str, trouble: bool = False) -> None:
        """One message at the lower end, for a while."""
        self.message.say(text, trouble, 15)

    def show_feeds(self, sheet: Sheet, states: tuple[FeedState, ...]) -> None:
        """The upper table, as high as it needs to be."""
        self._lights.states = states
        self.feeds.show_sheet(sheet)
        rows = px(ROW_HEIGHT) * min(len(sheet.rows), 9)
        self.feeds.setFixedHeight(rows + self.feeds.horizontalHeader().sizeHint().height() + px(4))

    def open_field(self, prompt: str, text: str) -> None:
        """Ask for a text; the field has the keys then."""
        self.prompt.say(prompt)
        self.prompt.show()
        self.field.setText(text)
        self.field.show()
        self.field.setFocus()

    def close_field(self) -> None:
        """The keys are the panel's again."""
        self.prompt.hide()
        self.field.hide()
        self.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange) and hasattr(self, "buttons"):
            self._word()

    def _word(self) -> None:
        self._title.say(translate("FeedsPanel", "Feeds"))
        self._hint.say(translate("FeedsPanel", "1 – 9 feed · H L list · J K row · Shift+J K several · F6 closes"))
        for id_, _, literal in BUTTONS:
            self.buttons[id_].setText(translate("FeedsPanel", literal))
        self._place_buttons()
        self.text.setFont(theme.font(Size.BODY))
        wanted = f"QPlainTextEdit {{ background: {tokens().ground}; color: {tokens().ink}; border: 0; }}"
        if self.text.styleSheet() != wanted:
            self.text.setStyleSheet(wanted)


def _row(*widgets: QWidget | tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(px(16), px(8), px(16), px(8))
    row.setSpacing(px(8))
    for one in widgets:
        widget, share = one if isinstance(one, tuple) else (one, 0)
        row.addWidget(widget, share)
    return row
