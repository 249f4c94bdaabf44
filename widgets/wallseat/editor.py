"""The editor of a scene: its name, its grid, its tiles; by keys or by dragging."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from command_center.model.walls import NAME_LENGTH, Scene, faults
from widgets.bigscreen.words import show_word, tile_word
from widgets.common.keys import Entry
from widgets.common.parts import KeyButton, Words
from widgets.common.theme import Size, px
from widgets.wallseat import editing
from widgets.wallseat.grid import SceneGrid

translate = QCoreApplication.translate
UNDO_DEPTH = 100


class SceneEditor(QWidget):
    """Signals: `saved(Scene)`, `left()`. It changes nothing but its own copy until it is saved."""

    saved = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.scene: Scene | None = None
        self.grids: Sequence[int] = ()
        self.selected = 0
        self._before: list[Scene] = []
        self.name, self.grid = Entry(), SceneGrid(True)
        self.said, self.wrong = Words(Size.BODY), Words(Size.SMALL, "ink", wrap=True)
        self.hint = Words(Size.SMALL, "dim", wrap=True)
        self.name.setMaxLength(NAME_LENGTH)
        self.buttons: dict[str, KeyButton] = {}
        self._lay_out()
        self.name.taken.connect(lambda _: self.setFocus())
        self.name.left.connect(self.setFocus)
        self.grid.changed.connect(self._take)
        self.grid.chosen.connect(self.choose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(8), px(16), px(8))
        column.setSpacing(px(8))
        for part in (self.name, self.grid, self.said, self.wrong):
            column.addWidget(part)
        table = QGridLayout()
        table.setSpacing(px(6))
        keys = (("add", "A"), ("kind", "K"), ("show", "O"), ("remove", "Del"), ("wider", "+"), ("narrower", "-"),
                ("more-rows", "."), ("fewer-rows", ","))  # fmt: skip
        for n, (id_, cap) in enumerate(keys):
            button = self.buttons[id_] = KeyButton(cap)
            button.clicked.connect(lambda _=False, id_=id_: self.do(id_))
            table.addWidget(button, n // 2, n % 2)
        column.addLayout(table)
        column.addWidget(self.hint)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for id_, cap in (("save", "Enter"), ("undo", "Ctrl+Z"), ("leave", "Esc")):
            button = self.buttons[id_] = KeyButton(cap, primary=id_ == "save")
            button.clicked.connect(lambda _=False, id_=id_: self.do(id_))
            row.addWidget(button)
        column.addLayout(row)
        column.addStretch(1)

    def edit(self, scene: Scene, name: str, grids: Sequence[int]) -> None:
        """Begin with a scene; `grids` are the numbers a map may look at."""
        self.scene, self.grids, self.selected, self._before = scene, grids, 0, []
        self.name.setText(name)
        self.renew()

    def choose(self, n: int) -> None:
        """Tile `n` is in hand."""
        self.selected = n
        self.setFocus()
        self.renew()

    def do(self, id_: str) -> None:
        """What a key or its button does."""
        if self.scene is None:
            return
        scene, n, any_ = self.scene, self.selected, bool(self.scene.tiles)
        changes: dict[str, Callable[[], Scene]] = {
            "add": lambda: editing.added(scene),
            "kind": lambda: editing.of_next_kind(scene, n) if any_ else scene,
            "show": lambda: editing.showing_next(scene, n, self.grids) if any_ else scene,
            "remove": lambda: editing.removed(scene, n) if any_ else scene,
            "wider": lambda: editing.regridded(scene, 0, 1),
            "narrower": lambda: editing.regridded(scene, 0, -1),
            "more-rows": lambda: editing.regridded(scene, 1, 0),
            "fewer-rows": lambda: editing.regridded(scene, -1, 0),
        }
        if id_ == "save":
            self.save()
        elif id_ == "leave":
            self.left.emit()
        elif id_ == "undo":
            self._undo()
        else:
            self._take(changes[id_]())
            if id_ == "add":
                self.choose(len(self.scene.tiles) - 1)
        self.setFocus()

    def _take(self, scene: Scene) -> None:
        if self.scene is not None and scene != self.scene:
            self._before = [*self._before[1 - UNDO_DEPTH :], self.scene]
            self.scene = scene
            self.selected = min(self.selected, max(0, len(scene.tiles) - 1))
            self.renew()

    def _undo(self) -> None:
        if self._before:
            self.scene = self._before.pop()
            self.selected = min(self.selected, max(0, len(self.scene.tiles) - 1))
            self.renew()

    def save(self) -> None:
        """Tell what was made, if it can be shown."""
        if self.scene is None:
            return
        made = replace(self.scene, name=self.name.text().strip())
        if wrong := faults(made):
            self.wrong.say(_words(wrong[0]))
            return
        self.saved.emit(made)

    # --- keys ------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Tab is a key like the others here."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Here, before what scrolls takes the arrows."""
        if not self.key(event):
            event.ignore()

    def key(self, event: QKeyEvent) -> bool:
        """Whether this key is the editor's; then it has been done. Arrows may be held down."""
        way = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
        pressed = Qt.Key(event.key())
        if pressed in way and self.scene is not None and self.scene.tiles:
            sizing = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            change = editing.sized if sizing else editing.moved
            self._take(change(self.scene, self.selected, *way[pressed]))
            return True
        if event.isAutoRepeat():
            return pressed in KEYS
        if pressed == Qt.Key.Key_Tab and self.scene is not None and self.scene.tiles:
            self.choose((self.selected + 1) % len(self.scene.tiles))
            return True
        if pressed not in KEYS:
            return False
        self.do(KEYS[pressed])
        return True

    # --- words -----------------------------------------------------------------------------------------------------

    def renew(self) -> None:
        """As it stands now, in the language now shown."""
        words = {
            "add": translate("WallSeat", "Add a tile"), "kind": translate("WallSeat", "Other kind"),
            "show": translate("WallSeat", "Shows…"), "remove": translate("WallSeat", "Remove tile"),
            "wider": translate("WallSeat", "More columns"), "narrower": translate("WallSeat", "Fewer columns"),
            "more-rows": translate("WallSeat", "More rows"), "fewer-rows": translate("WallSeat", "Fewer rows"),
            "save": translate("WallSeat", "Save"), "undo": translate("WallSeat", "Undo"),
            "leave": translate("WallSeat", "Leave"),
        }  # fmt: skip
        for id_, text in words.items():
            self.buttons[id_].setText(text)
        self.name.setPlaceholderText(translate("WallSeat", "Name of the scene"))
        self.name.setAccessibleName(translate("WallSeat", "Name of the scene"))
        self.hint.say(translate("WallSeat", "Arrows move a tile, Shift and arrows size it, Tab takes the next one."))
        scene = self.scene
        self.grid.show_scene(scene, self.selected)
        if scene is None:
            return
        wrong = [code for code in faults(scene) if code != "name"]
        self.wrong.say(_words(wrong[0]) if wrong else "")
        self.wrong.setVisible(bool(wrong))
        tile = scene.tiles[self.selected] if scene.tiles else None
        said = f"{scene.columns} × {scene.rows}"
        if tile is not None:
            said += f" · {tile_word(tile.kind)} {show_word(tile)} {tile.columns} × {tile.rows}"
        self.said.say(said)


KEYS = {
    Qt.Key.Key_A: "add", Qt.Key.Key_K: "kind", Qt.Key.Key_O: "show", Qt.Key.Key_Delete: "remove",
    Qt.Key.Key_Plus: "wider", Qt.Key.Key_Equal: "wider", Qt.Key.Key_Minus: "narrower", Qt.Key.Key_Period: "more-rows",
    Qt.Key.Key_Comma: "fewer-rows", Qt.Key.Key_Return: "save", Qt.Key.Key_Enter: "save", Qt.Key.Key_Z: "undo",
    Qt.Key.Key_Escape: "leave",
}  # fmt: skip


def _words(code: str) -> str:
    """What is wrong, and what to do."""
    kind, _, number = code.partition(":")
    n = int(number) + 1 if number else 0
    said = {
        "name": translate("WallSeat", "The scene needs a name of at most {most} characters."),
        "empty": translate("WallSeat", "There is no tile yet: add one."),
        "overlap": translate("WallSeat", "Tile {n} lies over another: move it or make it smaller."),
        "small": translate("WallSeat", "Tile {n} is too small to be read across the room: make it larger."),
    }
    text = said.get(kind, translate("WallSeat", "Tile {n} cannot be shown like this."))
    return text.format(n=n, most=NAME_LENGTH)
