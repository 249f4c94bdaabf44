"""The panel behind F1: the handbook's page of the selected matter, its check list, and what went before."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from command_center.commands.requests import MarkPoint
from command_center.queries.handbook import HandbookView
from widgets.common import theme
from widgets.common.actor import Actor
from widgets.common.desk import Desk
from widgets.common.parts import KeyButton, Line, Message, Words
from widgets.common.refusals import words_for
from widgets.common.tasks import Refresher, Tasks
from widgets.common.theme import Size, px
from widgets.feeds.keys import STEPS
from widgets.handbook import words

translate = QCoreApplication.translate
Key = Qt.Key
ACTIONS = {Key.Key_Space: "mark", Key.Key_Return: "mark", Key.Key_Enter: "mark", Key.Key_Escape: "back"}


class HandbookPanel(QWidget):
    """Follows what is selected. Signal `left()`: Escape."""

    left = Signal()

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk = desk
        self._id, self.row = "", 0
        self.view: HandbookView | None = None
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title, self.advice = Words(Size.LARGE, bold=True, wrap=True), Words(Size.BODY, "ink", wrap=True)
        self.earlier, self.state = Words(Size.SMALL, "dim", wrap=True), Words(Size.SMALL, "dim", wrap=True)
        self.points, self.text, self.message = (
            _label(Qt.TextFormat.RichText),
            _label(Qt.TextFormat.MarkdownText),
            Message(),
        )
        self.buttons = {"mark": KeyButton("Space"), "back": KeyButton("Esc")}
        self._lay_out()
        self._actor = Actor(desk, tasks)
        self._actor.refused.connect(lambda refused: self.message.say(words_for(refused), True, 15))
        self._reading = Refresher(tasks, "handbook", self._load, self._take, 200)
        self.points.linkActivated.connect(lambda link: self.mark(link.removeprefix("point:")))
        for action, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, action=action: self.do(action))
        self._say()

    def _lay_out(self) -> None:
        inner, area = QWidget(), QScrollArea()
        inner.setObjectName("panel")
        column, whole, foot = QVBoxLayout(inner), QVBoxLayout(self), QGridLayout()
        column.setContentsMargins(px(16), px(10), px(16), px(10))
        column.setSpacing(px(8))
        for part in (self.title, self.advice, self.earlier, Line(), self.points, self.state, Line(), self.text):
            column.addWidget(part)
        column.addStretch(1)
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addWidget(Line())
        whole.addWidget(self.message)
        foot.setContentsMargins(px(16), px(8), px(16), px(8))
        for at, button in enumerate(self.buttons.values()):
            foot.addWidget(button, 0, at)
        whole.addLayout(foot)

    def open(self) -> None:
        """The keys are its own."""
        self._reading.ask()
        self.setFocus()

    def follow(self, id_: str) -> None:
        """Another matter, "" for none, or news of it."""
        if id_ != self._id:
            self._id, self.view, self.row = id_, None, 0
            self._say()
        if id_:
            self._reading.ask()

    async def _load(self) -> tuple[str, HandbookView | None]:
        id_ = self._id
        return id_, await self._desk.queries.handbook(id_) if id_ else None

    def _take(self, found: tuple[str, HandbookView | None]) -> None:
        if found[0] == self._id:
            self.view = found[1]
            self._say()

    def do(self, action: str) -> None:
        """Carry out a button's or a key's action by its id."""
        if action == "back":
            self.left.emit()
        elif self.view is not None:
            self.mark(self.view.page.points[self.row].id)

    def mark(self, point: str) -> None:
        """Mark a point, or take the mark back. It shows when the store has it."""
        view = self.view
        if view is None or view.case is None or view.over:
            return
        self.row = next((n for n, one in enumerate(view.page.points) if one.id == point), self.row)
        last = view.marks.get(point)
        done = last is None or not last.done
        self._actor.give(MarkPoint(view.case, point, done, view.page.revision), translate("Handbook", "Marked"))

    def _say(self) -> None:
        view, now = self.view, self._desk.clock.now()
        if view is None:
            self.title.say(translate("Handbook", "Handbook"))
            self.advice.say(translate("Handbook", "Select a row: its page stands here."))
        else:
            self.title.say(view.page.title)
            self.advice.say(words.advice(view))
        self.earlier.say(words.earlier(view, now) if view is not None else "")
        self.earlier.setVisible(bool(self.earlier.text()))
        for label, text in (
            (self.points, words.points(view, self.row, now) if view is not None else ""),
            (self.text, words.text(view) if view is not None else ""),
        ):
            label.setFont(theme.font())
            label.setText(text)
        self.state.say(words.state(view) if view is not None else "")
        self.buttons["mark"].setText(translate("Handbook", "Done, or not"))
        self.buttons["mark"].setEnabled(view is not None and view.case is not None and not view.over)
        self.buttons["back"].setText(translate("Handbook", "Back"))

    def event(self, event: QEvent) -> bool:
        """Claims its few keys before the window's table does: the queue must not act on them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in ACTIONS or event.key() in STEPS:
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The panel's own keys."""
        key = Key(event.key())
        if key in STEPS and self.view is not None:
            self.row = min(max(self.row + STEPS[key], 0), len(self.view.page.points) - 1)
            self._say()
        elif key in ACTIONS and not event.isAutoRepeat():
            self.do(ACTIONS[key])
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange) and hasattr(self, "_reading"):
            self._say()


def _label(form: Qt.TextFormat) -> QLabel:
    label = QLabel()
    label.setTextFormat(form)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return label
