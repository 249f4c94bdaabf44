"""The panel behind N: the duty log, instructions and squads, and the page that is handed over."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from command_center.commands.requests import CallSquad, Done, InstructSquads, PrepareHandover, SignHandover, WriteLog
from command_center.model.people import Role
from command_center.model.shift import Side
from command_center.queries.shift import ShiftView
from widgets.bridge import Batch
from widgets.case.footer import ReasonField
from widgets.common import times
from widgets.common.actor import Actor
from widgets.common.desk import Desk
from widgets.common.lines import LinesView, TwoLines
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.parts import KeyButton, Line, Message, Words
from widgets.common.refusals import words_for
from widgets.common.tasks import Refresher, Tasks
from widgets.common.theme import Size, px
from widgets.feeds.keys import STEPS
from widgets.shift import words

translate = QCoreApplication.translate
BUTTONS = (
    ("log", "L", QT_TRANSLATE_NOOP("Shift", "Duty log")),
    ("instructions", "T", QT_TRANSLATE_NOOP("Shift", "Instructions")),
    ("squads", "Q", QT_TRANSLATE_NOOP("Shift", "Squads")),
    ("note", "N", QT_TRANSLATE_NOOP("Shift", "Write a note")),
    ("all", "I", QT_TRANSLATE_NOOP("Shift", "Instruct all on duty")),
    ("one", "U", QT_TRANSLATE_NOOP("Shift", "Instruct this squad")),
    ("call", "C", QT_TRANSLATE_NOOP("Shift", "Call this squad")),
    ("page", "H", QT_TRANSLATE_NOOP("Shift", "Make the hand-over page")),
    ("going", "G", QT_TRANSLATE_NOOP("Shift", "Sign: I go")),
    ("coming", "Y", QT_TRANSLATE_NOOP("Shift", "Sign: I come")),
    ("back", "Esc", QT_TRANSLATE_NOOP("Shift", "Back")),
)
ACTIONS = {Qt.Key.Key_Escape if cap == "Esc" else getattr(Qt.Key, f"Key_{cap}"): id_ for id_, cap, _ in BUTTONS}
VIEWS = ("log", "instructions", "squads")


class ShiftPanel(QWidget):
    """Signal `left()`: Escape. What is listed changes when the store has."""

    left = Signal()

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk, self._view, self._asked = desk, "log", ""
        self.shown: ShiftView | None = None
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title, self._hint = Words(Size.LARGE, bold=True), Words(Size.SMALL, "dim", wrap=True)
        self.list, self.message, self.field = LinesView(), Message(), ReasonField()
        self.page, self.prompt = Words(Size.BODY, "dim", wrap=True), Words(Size.BODY, "dim", wrap=True)
        self.buttons = {id_: KeyButton(cap) for id_, cap, _ in BUTTONS}
        self._lay_out()
        self._actor = Actor(desk, tasks)
        self._actor.refused.connect(lambda refused: self.message.say(words_for(refused), True, 15))
        self._actor.done.connect(self._done)
        self._reading = Refresher(tasks, "shift", desk.queries.shift, self._take, 200)
        self.list.moved.connect(self._enable)
        self.field.returnPressed.connect(self._enter)
        self.field.left.connect(self._close_field)
        self._say()

    def _lay_out(self) -> None:
        column, grid = QVBoxLayout(self), QGridLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for words_, top in ((self._title, 10), (self._hint, 0), (self.page, 8), (self.prompt, 8)):
            words_.setContentsMargins(px(16), px(top), px(16), px(8))
        above: tuple[QWidget, ...] = (self._title, self._hint, Line())
        below: tuple[QWidget, ...] = (Line(), self.page, self.message, self.prompt, self.field)
        for widget in above:
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        for widget in below:
            column.addWidget(widget)
        grid.setContentsMargins(px(16), px(8), px(16), px(8))
        grid.setSpacing(px(8))
        for at, (id_, button) in enumerate(self.buttons.items()):
            button.setCheckable(id_ in VIEWS)
            button.clicked.connect(lambda _on=False, id_=id_: self.do(id_))
            grid.addWidget(button, at // 2, at % 2)
        column.addLayout(grid)
        self.prompt.hide()
        self.field.hide()

    def open(self) -> None:
        """The keys are its own."""
        self._reading.ask()
        self.setFocus()

    def close_panel(self) -> None:
        """What was being typed is left."""
        self._close_field()

    def noticed(self, batch: Batch) -> None:
        """Something changed."""
        if batch.shift or batch.squads:
            self._reading.ask()

    def do(self, action: str) -> None:
        """Carry out a button's or a key's action by its id."""
        if not self.buttons[action].isEnabled():
            return
        if action == "back":
            self.left.emit()
        elif action in VIEWS:
            self._view = action
            self._say()
        elif action == "page":
            self._actor.give(PrepareHandover(), translate("Shift", "The page is made: look at it, then sign"))
        elif action in ("going", "coming"):
            self._sign(Side(action))
        else:
            self._ask(action)

    def _sign(self, side: Side) -> None:
        made = self.shown.handover if self.shown else None
        if made is not None:
            self._actor.give(SignHandover(made.id, side, made.sha256), translate("Shift", "Signed"))

    def _ask(self, action: str) -> None:
        self._asked = action
        asked = {
            "note": translate("Shift", "The note? Enter writes it into the log for good, Esc leaves it."),
            "all": translate("Shift", "To all squads on duty: what? Enter sends it, Esc leaves it."),
            "one": translate("Shift", "To {squad}: what? Enter sends it, Esc leaves it."),
            "call": translate("Shift", "Calling {squad}: about what? Enter shows the number and logs the call."),
        }
        self.prompt.say(asked[action].format(squad=self._squad_name()))
        self.field.clear()
        self.prompt.show()
        self.field.show()
        self.field.setFocus()

    def _squad_name(self) -> str:
        squads = self.shown.squads if self.shown else ()
        return next((one.name for one in squads if one.squad == self.list.id), "")

    def _enter(self) -> None:
        text, squad = self.field.text().strip(), self.list.id
        if not text and self._asked != "call":
            return
        self._close_field()
        if self._asked == "note":
            self._actor.give(WriteLog(text), translate("Shift", "Noted"))
        elif self._asked == "call":
            self._actor.give(CallSquad(squad, text), translate("Shift", "Logged"))
        else:
            to = (squad,) if self._asked == "one" else ()
            self._actor.give(InstructSquads(text, to), translate("Shift", "Sent; who has read it is shown here"))

    def _close_field(self) -> None:
        self.prompt.hide()
        self.field.hide()
        self.setFocus()

    def _done(self, said: str, done: Done) -> None:
        numbers = ", ".join(f"{name} {phone}" for name, phone in (done.revealed or {}).items())
        self.message.say(f"{said}: {numbers}" if numbers else said, False, 60 if numbers else 8)

    def _take(self, found: ShiftView) -> None:
        self.shown = found
        self._say()

    def _say(self) -> None:
        for id_, _, literal in BUTTONS:
            self.buttons[id_].setText(translate("Shift", literal))
            self.buttons[id_].setChecked(id_ == self._view)
        found = self.shown
        if found is not None:
            now = self._desk.clock.now()
            self._title.say(translate("Shift", "Shift since {time}").format(time=times.clock(found.since, now)))
            self._hint.say(words.seats(found))
            self.list.show_lines(self._lines(found))
            self.page.say(words.handed_over(found.handover, now))
        self._enable()

    def _lines(self, found: ShiftView) -> list[TwoLines]:
        now = self._desk.clock.now()
        if self._view == "log":
            return [words.of_log(line, now) for line in found.log]
        if self._view == "squads":
            return [words.of_squad(one) for one in found.squads]
        names = {one.squad: one.name for one in found.squads}
        return [words.of_instruction(one, now, names) for one in found.instructions]

    def _enable(self) -> None:
        made = self.shown.handover if self.shown else None
        squad = self._view == "squads" and bool(self._squad_name())
        self.buttons["one"].setEnabled(squad)
        self.buttons["call"].setEnabled(squad)
        leads = self._desk.person.may(Role.SHIFT_LEADER)
        self.buttons["page"].setEnabled(leads)
        for side in Side:
            self.buttons[side].setEnabled(leads and made is not None and side not in made.signed)

    def event(self, event: QEvent) -> bool:
        """Claims its few keys before the window's table does: the queue below must not act on them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in ACTIONS or event.key() in STEPS:
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The panel's own keys."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self.list.step(STEPS[key])
        elif key in ACTIONS and not event.isAutoRepeat():
            self.do(ACTIONS[key])
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_reading"):
            self._say()
