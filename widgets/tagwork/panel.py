"""The panel behind F5: the work list of tags, worked by keys alone or the mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from command_center.commands.requests import SettleTagFaults
from command_center.model.dogs import FaultState
from command_center.queries.tag_work import TagItem
from widgets.case.footer import ReasonField
from widgets.common.actor import Actor
from widgets.common.desk import Desk
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.parts import KeyButton, Line, Message, Words
from widgets.common.refusals import words_for
from widgets.common.tasks import Refresher, Tasks
from widgets.common.theme import Size, px
from widgets.feeds.keys import STEPS
from widgets.feeds.sheet import SheetView
from widgets.tagwork import words

translate = QCoreApplication.translate
BUTTONS = (
    ("done", "D", QT_TRANSLATE_NOOP("TagWork", "Done")),
    ("ignored", "I", QT_TRANSLATE_NOOP("TagWork", "Ignore")),
    ("open", "O", QT_TRANSLATE_NOOP("TagWork", "Open again")),
    ("map", "Enter", QT_TRANSLATE_NOOP("TagWork", "On the map")),
    ("all", "A", QT_TRANSLATE_NOOP("TagWork", "Settled ones too")),
    ("back", "Esc", QT_TRANSLATE_NOOP("TagWork", "Back")),
)
ACTIONS = {
    Qt.Key.Key_D: "done", Qt.Key.Key_I: "ignored", Qt.Key.Key_O: "open", Qt.Key.Key_Return: "map",
    Qt.Key.Key_Enter: "map", Qt.Key.Key_A: "all", Qt.Key.Key_Escape: "back",
}  # fmt: skip
MOST = 500
"""So many at once, as the command takes."""


class TagWorkPanel(QWidget):
    """Signal `left()`: Escape. `look` shows a position (degrees) on the map, when a person asks for it."""

    left = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, look: Callable[[float, float], None]) -> None:
        super().__init__()
        self._desk, self._look = desk, look
        self._settled, self._asked = False, ""
        self.items: Sequence[TagItem] = ()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title, self._hint = Words(Size.LARGE, bold=True), Words(Size.SMALL, "dim", wrap=True)
        self.list, self.message, self.field = SheetView(several=True), Message(), ReasonField()
        self.meaning, self.prompt = Words(Size.BODY, "dim", wrap=True), Words(Size.BODY, "dim", wrap=True)
        self.buttons: dict[str, KeyButton] = {}
        self._lay_out()
        self._actor = Actor(desk, tasks)
        self._actor.refused.connect(lambda refused: self.message.say(words_for(refused), True, 15))
        self._actor.done.connect(lambda said, _done: self.message.say(said, False, 8))
        self._refresher = Refresher(tasks, "tag-work", self._load, self._take, 200)
        self.list.moved.connect(lambda _row: self._explain())
        self.field.returnPressed.connect(self._enter)
        self.field.left.connect(self._close_field)
        self._word()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for words_, top in ((self._title, 10), (self._hint, 0), (self.meaning, 8), (self.prompt, 8)):
            words_.setContentsMargins(px(16), px(top), px(16), px(8))
        grid = QGridLayout()
        grid.setContentsMargins(px(16), px(8), px(16), px(8))
        grid.setSpacing(px(8))
        for at, (id_, cap, _) in enumerate(BUTTONS):
            self.buttons[id_] = KeyButton(cap)
            self.buttons[id_].clicked.connect(lambda _on=False, id_=id_: self.do(id_))
            grid.addWidget(self.buttons[id_], at // 2, at % 2)
        above: tuple[QWidget, ...] = (self._title, self._hint, Line())
        for widget in above:
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        below: tuple[QWidget, ...] = (Line(), self.meaning, self.message, self.prompt, self.field)
        for widget in below:
            column.addWidget(widget)
        column.addLayout(grid)
        self.prompt.hide()
        self.field.hide()

    # --- showing ---------------------------------------------------------------------------------------------------

    def open(self) -> None:
        """The keys are its own."""
        self.refresh()
        self.setFocus()

    def close_panel(self) -> None:
        """What was being typed is left."""
        self._close_field()

    def refresh(self) -> None:
        """The list changed."""
        self._refresher.ask()

    async def _load(self) -> tuple[TagItem, ...]:
        return await self._desk.queries.tag_work(settled=self._settled)

    def _take(self, items: tuple[TagItem, ...]) -> None:
        self.items = items
        self._show()

    def _show(self) -> None:
        self.list.show_sheet(words.sheet(self.items, settled=self._settled))
        self._explain()

    def _explain(self) -> None:
        item = self.items[self.list.row] if 0 <= self.list.row < len(self.items) else None
        nothing = translate("TagWork", "Nothing to do: no tag shows a fault.")
        self.meaning.say(words.about(item, self._desk.clock.now()) if item is not None else nothing)

    def chosen(self) -> list[TagItem]:
        """The selected items."""
        return [self.items[row] for row in self.list.chosen() if row < len(self.items)]

    # --- doing -----------------------------------------------------------------------------------------------------

    def do(self, action: str) -> None:
        """Carry out a button's or a key's action by its id."""
        if action == "back":
            self.left.emit()
        elif action == "all":
            self._settled = not self._settled
            self._word()
            self.refresh()
        elif not self.chosen():
            self.message.say(translate("TagWork", "Nothing is selected."), True)
        elif action == "map":
            self._to_map(self.chosen()[0])
        elif action == "open":
            self._settle(FaultState.OPEN, "")
        else:
            self._ask(action)

    def _to_map(self, item: TagItem) -> None:
        table = self._desk.live.dogs
        row = table.row(item.fault.tag)
        if row is None or table.time_ms[row] < 0:
            self.message.say(translate("TagWork", "No position of this tag is known."), True)
            return
        self._look(float(table.lon[row]), float(table.lat[row]))

    def _ask(self, action: str) -> None:
        self._asked = action
        asked = {
            "done": translate("TagWork", "What was done? Enter saves, Esc leaves it."),
            "ignored": translate("TagWork", "Why can it be ignored? Enter saves, Esc leaves it."),
        }
        self.prompt.say(asked[action])
        self.field.clear()
        self.prompt.show()
        self.field.show()
        self.field.setFocus()

    def _enter(self) -> None:
        text = self.field.text().strip()
        self._close_field()
        self._settle(FaultState(self._asked), text)

    def _settle(self, state: FaultState, note: str) -> None:
        wanted = [item.fault.id for item in self.chosen() if item.fault.state is not state][:MOST]
        if not wanted:
            self.message.say(translate("TagWork", "That is so already."), True)
            return
        said = {
            FaultState.DONE: translate("TagWork", "{n} done; if it is still so in a day it comes back"),
            FaultState.IGNORED: translate("TagWork", "{n} ignored until it is gone and comes again"),
            FaultState.OPEN: translate("TagWork", "{n} open again"),
        }[state]
        self._actor.give(SettleTagFaults(tuple(wanted), state, note), said.format(n=len(wanted)))

    def _close_field(self) -> None:
        self.prompt.hide()
        self.field.hide()
        self.setFocus()

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
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.list.go(self.list.row + STEPS[key], extend=shift)
        elif key in ACTIONS and not event.isAutoRepeat():
            self.do(ACTIONS[key])
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange) and hasattr(self, "_actor"):
            self._word()
            self._show()

    def _word(self) -> None:
        self._title.say(translate("TagWork", "Tag work list"))
        hint = translate("TagWork", "For the day, no alarms. J K row · Shift+J K several · F5 closes")
        self._hint.say(hint)
        for id_, _, literal in BUTTONS:
            self.buttons[id_].setText(translate("TagWork", literal))
        if self._settled:
            self.buttons["all"].setText(translate("TagWork", "Only open ones"))
