"""The zones panel: what is laid down, drawn and changed on the map beside it, and how it was before."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from shapely.geometry.base import BaseGeometry

from command_center.commands.requests import Done, Refused, RemovePlace
from command_center.model.people import Role
from command_center.queries.places import PlaceHistory, PlaceLine
from widgets.common.actor import Actor
from widgets.common.desk import Desk
from widgets.common.refusals import words_for
from widgets.common.tasks import Refresher, Tasks
from widgets.map.panel import MapPanel
from widgets.zones.draft import Unfit, moment
from widgets.zones.editing import Editing
from widgets.zones.export_sheet import ExportSheet
from widgets.zones.import_sheet import ImportSheet
from widgets.zones.pages import Listed, Versions
from widgets.zones.rows import found, name_of, place_row, version_row
from widgets.zones.testing import Testing
from widgets.zones.words import KINDS

translate = QCoreApplication.translate
Key, Modifier = Qt.Key, Qt.KeyboardModifier
PLAIN, CONTROL = Modifier.NoModifier, Modifier.ControlModifier
LIST_KEYS = {
    (PLAIN, Key.Key_N): "new", (PLAIN, Key.Key_E): "edit", (PLAIN, Key.Key_G): "show", (PLAIN, Key.Key_O): "versions",
    (PLAIN, Key.Key_Delete): "end", (CONTROL, Key.Key_F): "filter", (PLAIN, Key.Key_Escape): "leave",
    (PLAIN, Key.Key_Up): "up", (PLAIN, Key.Key_Down): "down", (CONTROL, Key.Key_O): "import",
    (CONTROL, Key.Key_E): "export",
}  # fmt: skip
FORM_KEYS = {
    (CONTROL, Key.Key_M): "on-map", (CONTROL, Key.Key_D): "outline", (CONTROL, Key.Key_H): "hole",
    (CONTROL, Key.Key_L): "split", (CONTROL, Key.Key_Z): "undo", (CONTROL | Modifier.ShiftModifier, Key.Key_Z): "redo",
    (CONTROL, Key.Key_Y): "redo", (PLAIN, Key.Key_Delete): "delete", (CONTROL, Key.Key_R): "repair",
    (CONTROL, Key.Key_T): "try", (CONTROL, Key.Key_S): "save", (PLAIN, Key.Key_Escape): "leave",
}  # fmt: skip
TRIAL_KEYS = {(CONTROL, Key.Key_M): "map", (PLAIN, Key.Key_Escape): "leave"}
VERSION_KEYS = {(PLAIN, Key.Key_Up): "up", (PLAIN, Key.Key_Down): "down", (PLAIN, Key.Key_Escape): "leave"}
"""What the panel claims while it has the focus; every other key stays the seat's."""


MAY = (Role.LEADER, Role.SHIFT_LEADER)
ORDER = tuple(KINDS)


class ZonesPanel(QWidget):
    """Signal `left()`: Escape in the list."""

    left = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, map_: MapPanel) -> None:
        super().__init__()
        self._desk, self._tasks = desk, tasks
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lines: tuple[PlaceLine, ...] = ()
        self.history = self._ending = PlaceHistory(())
        self._wanted = ""
        self.listed, self.versions, self.editing = Listed(), Versions(), Editing(desk, tasks, map_)
        self.importing, self.exporting = ImportSheet(desk, tasks), ExportSheet(desk, tasks)
        self.testing = Testing(desk, tasks, map_, self.editing)
        self._actor = Actor(desk, tasks)
        self._actor.refused.connect(self._refused)
        self._load = Refresher(tasks, "zones", desk.queries.place_lines, self._take)
        self._lay_out()
        for page in (self.listed, self.versions):
            page.pressed.connect(self.do)
        self.listed.filtered.connect(self._show)
        self.listed.escaped.connect(self._close_fields)
        self.listed.ending.connect(self._end)
        self.versions.moved.connect(self._look)
        self.editing.saved.connect(self._saved)
        self.editing.left.connect(self._to_list)
        self.editing.form.escaped.connect(self.setFocus)
        self.testing.began.connect(lambda: self._turn_to(self.testing.page))
        self.testing.left.connect(lambda: self._turn_to(self.editing.form))
        self.importing.left.connect(self._to_list)
        self.importing.laid_down.connect(lambda words: self._saved(words, ""))
        self.importing.looked.connect(self._look_at)
        self.exporting.left.connect(self._to_list)

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        other = (self.importing, self.exporting, self.testing.page)
        for page in (self.listed, self.editing.form, self.versions, *other):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)

    # what the docks and the source tell

    def open(self) -> None:
        """Opened by a person: the keys are its own, and it is read anew."""
        self.refresh()
        self.setFocus()

    def close_panel(self) -> None:
        """Closed: nothing of it stays on the map; what was being drawn is there when it is opened again."""
        self.importing.stop()
        self.exporting.stop()
        self.editing.stop()
        if self.testing.stop():
            self._turn_to(self.editing.form)

    def refresh(self) -> None:
        """Places may be others."""
        self._load.ask()

    @property
    def is_editing(self) -> bool:
        """Whether the form is in front."""
        return self.pages.currentWidget() is self.editing.form

    # the list

    def _take(self, lines: tuple[PlaceLine, ...]) -> None:
        self.lines = tuple(sorted(lines, key=lambda line: ORDER.index(line.place.kind)))
        self._show()

    def _show(self) -> None:
        text = self.listed.filter.text()
        shown = [line for line in self.lines if found(line, text)]
        self.listed.view.show_lines([place_row(line, self._desk.in_force) for line in shown])
        count = translate("Zones", "{n} of {all}").format(n=len(shown), all=len(self.lines))
        self.listed.note.say(count)
        if self._wanted and self.listed.view.go_to(self._wanted):
            self._wanted = ""

    @property
    def current(self) -> PlaceLine | None:
        """The line of the list that is chosen."""
        return next((line for line in self.lines if line.place.id == self.listed.view.id), None)

    def do(self, action: str) -> None:
        """An action of a button or a key."""
        line = self.current
        if action == "leave":
            self._leave()
        elif action in ("up", "down"):
            page = self.versions if self.pages.currentWidget() is self.versions else self.listed
            page.view.step(1 if action == "down" else -1)
        elif action == "map":
            self.testing.do(action)
        elif action == "filter":
            self.listed.filter.setFocus()
        elif action in ("new", "edit", "end") and not self._desk.person.may(*MAY):
            self._refused(Refused("not-allowed"))
        elif action == "import":
            self.pages.setCurrentWidget(self.importing)
            self.importing.begin()
        elif action == "export":
            shown = [line.id for line in self.listed.view.lines_model.lines]
            self.pages.setCurrentWidget(self.exporting)
            self.exporting.begin(shown, filtered=len(shown) < len(self.lines))
        elif action == "new":
            self._begin(None)
        elif line is not None and action in ("edit", "versions", "end"):
            self._tasks.start(self._fetch(line.place.id, action), "zones")
        elif line is not None and action == "show":
            self.editing.drawing.look_at(line.place.geometry)

    async def _fetch(self, id_: str, action: str) -> None:
        self.history = await self._desk.queries.place_history(id_)
        if action == "edit":
            self._begin(self.history)
        elif action == "end":
            self._ask_end()
        else:
            self._show_versions(id_)

    def _show_versions(self, id_: str) -> None:
        entries = self.history.entries
        rows = [version_row(entry, len(entries) - n) for n, entry in enumerate(entries)]
        self.pages.setCurrentWidget(self.versions)
        self.setFocus()
        self.versions.show_versions(entries[0].name if entries else id_, rows)
        self._look()

    def _begin(self, history: PlaceHistory | None) -> None:
        own = history.entries[0].id if history is not None and history.entries else ""
        self.pages.setCurrentWidget(self.editing.form)
        self.setFocus()
        self.editing.begin(history, [line.place.geometry for line in self.lines if line.place.id != own])

    def _look(self) -> None:
        chosen = self.versions.view.id
        entry = next((one for one in self.history.entries if str(one.number) == chosen), None)
        if self.pages.currentWidget() is self.versions and entry is not None and entry.place is not None:
            self.editing.drawing.look_at(entry.place.geometry)
        elif self.pages.currentWidget() is self.versions:
            self.editing.drawing.end()

    def _look_at(self, geometry: BaseGeometry | None) -> None:
        if geometry is not None:
            self.editing.drawing.look_at(geometry)
        elif self.pages.currentWidget() is self.importing:
            self.editing.drawing.end()

    # out of force

    def _ask_end(self) -> None:
        place = self.history.laid_down
        if place is not None:
            self._ending = self.history
            self.listed.ask_end(name_of(place))

    def _end(self) -> None:
        """What was asked about ends, whichever row is the current one by now."""
        place = self._ending.laid_down
        if place is None:
            return
        try:
            at = moment(self.listed.end_at.text(), self._desk.clock.now())
        except Unfit:
            words = translate("Zones", "Now, or a time to come: 18:00, 11-30 08:00 or 2026-11-30 08:00.")
            self.listed.end_rows[0].complain(words)
            return
        request = RemovePlace(place.id, self._ending.last, at, self.listed.end_reason.text().strip())
        name = name_of(place)

        def then(_done: Done) -> None:
            self._close_fields()
            text = translate("Zones", "{name}: taken out of force. This was recorded.")
            self.listed.message.say(text.format(name=name))
            self.refresh()

        self._actor.give(request, "", then)

    def _refused(self, refused: Refused) -> None:
        self.listed.message.say(words_for(refused), trouble=True)

    # coming and going

    def _saved(self, words: str, id_: str) -> None:
        self._wanted = id_
        self._to_list()
        self.listed.message.say(words)
        self.refresh()

    def _to_list(self) -> None:
        self._turn_to(self.listed)

    def _turn_to(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self.setFocus()

    def _close_fields(self) -> None:
        self.listed.end_box.hide()
        self.setFocus()

    def _leave(self) -> None:
        if self.is_editing:
            self.editing.leave()
        elif self.pages.currentWidget() is self.testing.page:
            self.testing.leave()
        elif self.pages.currentWidget() is self.versions:
            self.editing.stop()
            self._to_list()
        elif self.listed.end_box.isVisible():
            self._close_fields()
        else:
            self.editing.stop()
            self.left.emit()

    # Qt's events

    def _action(self, event: QKeyEvent) -> str | None:
        keys = FORM_KEYS if self.is_editing else LIST_KEYS
        if self.pages.currentWidget() is self.versions:
            keys = VERSION_KEYS
        if self.pages.currentWidget() is self.testing.page:
            keys = TRIAL_KEYS
        if self.pages.currentWidget() in (self.importing, self.exporting):
            return None  # they have keys of their own
        modifiers = event.modifiers() & ~Modifier.KeypadModifier
        return keys.get((modifiers, Key(event.key())))

    def event(self, event: QEvent) -> bool:
        """Claims its few keys before the window's table does."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._action(event) is not None:
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The panel's own keys; those in the form come from its fields, too."""
        action = self._action(event)
        if action is None or (event.isAutoRepeat() and action not in ("up", "down", "undo", "redo")):
            event.ignore()
        elif self.is_editing and action != "leave":
            self.editing.do(action)
        else:
            self.do(action)

    def rescaled(self) -> None:
        """The type has another size."""
        self.editing.form.restyle()

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours."""
        super().changeEvent(event)
        if not hasattr(self, "pages"):
            return
        if event.type() == QEvent.Type.LanguageChange:
            for page in (self.listed, self.versions, self.editing.form, self.testing.page):
                page.retranslate()
            self.editing.refresh()
            self._show()
        elif event.type() == QEvent.Type.PaletteChange:
            self.editing.form.restyle()
