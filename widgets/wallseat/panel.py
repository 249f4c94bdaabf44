"""The panel behind F8: drives the wall, and edits its scenes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import uuid4

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from command_center.commands.requests import Done, Refused, RemoveScene, Request, SaveScene, ShowOnWall
from command_center.model.places import PlaceKind
from command_center.model.walls import NAME_LENGTH, Scene
from command_center.queries.answers import Board
from command_center.queries.walls import Wall
from widgets.bigscreen.words import scene_name
from widgets.bridge import Batch
from widgets.common.actor import Actor
from widgets.common.desk import Desk
from widgets.common.parts import Line, Message, Words
from widgets.common.refusals import words_for
from widgets.common.tasks import Refresher, Tasks
from widgets.common.theme import Size, px
from widgets.wallseat.desk_part import DeskPart
from widgets.wallseat.draft import Draft
from widgets.wallseat.editor import KEYS as EDITOR_KEYS
from widgets.wallseat.editor import SceneEditor

translate = QCoreApplication.translate
KEYS = {
    Qt.Key.Key_Return: "show", Qt.Key.Key_Enter: "show", Qt.Key.Key_T: "turn", Qt.Key.Key_R: "mark",
    Qt.Key.Key_U: "rule", Qt.Key.Key_Plus: "slower", Qt.Key.Key_Equal: "slower", Qt.Key.Key_Minus: "faster",
    Qt.Key.Key_BracketRight: "longer", Qt.Key.Key_BracketLeft: "shorter", Qt.Key.Key_E: "edit", Qt.Key.Key_N: "new",
    Qt.Key.Key_Delete: "remove",
}  # fmt: skip
DIGITS = {Qt.Key(Qt.Key.Key_1 + n): n for n in range(9)}
ARROWS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}
OWN = {*KEYS, *DIGITS, *ARROWS, *EDITOR_KEYS, Qt.Key.Key_Tab, Qt.Key.Key_Escape}


class WallPanel(QWidget):
    """Signal `left()`: Escape. It is told of the queue (`set_board`) and of what changed (`noticed`)."""

    left = Signal()

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk = desk
        self.draft = Draft()
        self._alarms: Sequence[datetime] = ()
        self._expected = 0
        self.actor = Actor(desk, tasks)
        self._reading = Refresher(tasks, "wall", desk.queries.wall, self._take, 100)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title, self.message = Words(Size.LARGE, bold=True), Message()
        self.desk_part, self.editor = DeskPart(), SceneEditor()
        self._lay_out()
        self.desk_part.asked.connect(self.do)
        self.desk_part.scene_chosen.connect(self.choose)
        self.desk_part.monitor_chosen.connect(self._monitor)
        self.editor.saved.connect(self._save)
        self.editor.left.connect(self._leave_editor)
        self.actor.refused.connect(self._refused)
        self._reading.ask()
        self.renew()

    def _lay_out(self) -> None:
        self._title.setContentsMargins(px(16), px(10), px(16), px(10))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.desk_part)
        self._stack.addWidget(self.editor)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, share in ((self._title, 0), (Line(), 0), (self.message, 0), (area, 1)):
            column.addWidget(part, share)

    # --- what it is told -------------------------------------------------------------------------------------------

    def set_board(self, board: Board) -> None:
        """The queue: whether an urgent alarm brings its scene."""
        self._alarms = [row.urgent_from for row in board.review if row.urgent_from is not None]

    def noticed(self, batch: Batch) -> None:
        """Another seat, or the wall, has changed something."""
        if batch.wall:
            self._reading.ask()

    def _take(self, wall: Wall) -> None:
        self.draft.take(wall)
        self.renew()

    def open(self) -> None:
        """The keys are its own."""
        self.draft.touched = False
        self._reading.ask()
        self.setFocus()

    def tick(self) -> None:
        """Once a second: what turns has turned, what has gone silent is gone."""
        if self._desk.clock.now().second % 15 == 0:
            self._reading.ask()
        self.renew()

    def renew(self) -> None:
        """As it stands now, in the language now shown."""
        self._title.say(translate("WallSeat", "Wall"))
        self.desk_part.renew(self.draft, self._desk.clock.now(), self._alarms)

    # --- what is done ----------------------------------------------------------------------------------------------

    def choose(self, id_: str) -> None:
        """This scene is looked at."""
        self.draft.scene = id_
        self.setFocus()
        self.renew()

    def _monitor(self, id_: str) -> None:
        self.draft.choose_monitor(id_)
        self.setFocus()
        self.renew()

    def do(self, action: str) -> None:
        """What a key or its button does."""
        draft, kept = self.draft, self.draft.kept()
        if kept is None:
            return
        set_: dict[str, Callable[[], None]] = {
            "mark": draft.mark, "rule": draft.rule, "slower": lambda: draft.faster(1),
            "faster": lambda: draft.faster(-1), "longer": lambda: draft.longer(1), "shorter": lambda: draft.longer(-1),
        }  # fmt: skip
        if action in set_:
            set_[action]()
        elif not self.desk_part.buttons[action].isEnabled():
            self._impossible(action)
        elif action in ("show", "turn"):
            self._show(action == "turn")
        elif action == "edit":
            self._edit(kept.scene, scene_name(kept.scene), kept.number)
        elif action == "new":
            self._edit(replace(kept.scene, id=f"scene-{uuid4().hex[:12]}"), self._new_name(kept.scene), 0)
        else:
            self._give(RemoveScene(kept.scene.id, kept.number), translate("WallSeat", "The scene was taken away."))
        self.renew()

    def _show(self, turning: bool) -> None:
        assert self.draft.wall is not None
        here = tuple(card.monitor.id for card in self.draft.cards if card.monitor.id in self.draft.monitors)
        plan = self.draft.plan(turning)
        said = translate("WallSeat", "The scenes turn on the wall.")
        if not turning:
            said = translate("WallSeat", "“{name}” is on the wall.").format(
                name=scene_name(self.draft.wall.scene(plan.scene))
            )
        self._give(ShowOnWall(here, plan, self.draft.wall.last_plan), said)

    def _impossible(self, action: str) -> None:
        if action == "turn" and self.draft.monitors:
            self.message.say(translate("WallSeat", "Mark at least two scenes that turn (R)."), trouble=True)
        elif action in ("show", "turn"):
            self.message.say(translate("WallSeat", "Choose a monitor that is there."), trouble=True)
        else:
            self.message.say(translate("WallSeat", "This scene is as it was at first."), trouble=True)

    def _give(self, request: Request, said: str) -> None:
        def then(_done: Done) -> None:
            self.draft.touched = False
            self.message.say(said)
            self._reading.ask()

        self.actor.give(request, said, then)

    def _refused(self, refused: Refused) -> None:
        self.message.say(words_for(refused), trouble=True)
        self._reading.ask()

    # --- the editor ------------------------------------------------------------------------------------------------

    @property
    def editing(self) -> bool:
        """Whether a scene is being edited."""
        return self._stack.currentWidget() is self.editor

    def _new_name(self, scene: Scene) -> str:
        return translate("WallSeat", "{name} 2").format(name=scene_name(scene))[:NAME_LENGTH]

    def _edit(self, scene: Scene, name: str, number: int) -> None:
        self._expected = number
        found = {place.grid for place in self._desk.queries.places() if place.kind is PlaceKind.GRID}
        self.editor.edit(scene, name, sorted(grid for grid in found if grid is not None))
        self._stack.setCurrentWidget(self.editor)
        self.editor.setFocus()

    def _save(self, scene: Scene) -> None:
        def then(_done: Done) -> None:
            self.draft.scene = scene.id
            self._leave_editor()
            self.message.say(translate("WallSeat", "The scene was saved."))
            self._reading.ask()

        self.actor.give(SaveScene(scene, self._expected), "", then)

    def _leave_editor(self) -> None:
        self._stack.setCurrentWidget(self.desk_part)
        self.setFocus()

    # --- keys ------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Claims its keys before the window's table does."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            allowed = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
            allowed |= Qt.KeyboardModifier.ControlModifier if self.editing else Qt.KeyboardModifier.NoModifier
            if event.key() in OWN and not event.modifiers() & ~allowed:
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """In the editor its keys; else scenes by arrow or number, and the actions."""
        key = Qt.Key(event.key())
        if self.editing:
            if not self.editor.key(event):
                event.ignore()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(-1 if key == Qt.Key.Key_Up else 1)
        elif event.isAutoRepeat():
            event.ignore()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in DIGITS:
            self._nth(DIGITS[key])
        elif key in KEYS:
            self.do(KEYS[key])
        else:
            event.ignore()

    def _step(self, by: int) -> None:
        ids = [kept.scene.id for kept in self.draft.scenes]
        if self.draft.scene in ids:
            self.choose(ids[min(max(0, ids.index(self.draft.scene) + by), len(ids) - 1)])

    def _nth(self, n: int) -> None:
        if n < len(self.draft.scenes):
            self.choose(self.draft.scenes[n].scene.id)

    def changeEvent(self, event: QEvent) -> None:
        """New language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "editor"):
            self.renew()
            self.editor.renew()
