"""The import sheet: a file of places looked through, what was found in words, and nothing laid down before a person
says so."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from command_center.commands.requests import Done, ImportPlaces, Refused
from command_center.model.places import Place, PlaceKind
from command_center.places.findings import GivenUp, Reading, Unreadable
from command_center.places.reading import read
from command_center.settings.places import feature_of
from widgets.common.actor import Actor
from widgets.common.desk import Desk
from widgets.common.refusals import words_for
from widgets.common.tasks import Tasks
from widgets.zones.draft import Unfit, moment
from widgets.zones.import_parts import ImportParts
from widgets.zones.import_words import entry_row, entry_words
from widgets.zones.importing import Entry, Fate, chosen, effect, entries, with_changes

translate = QCoreApplication.translate
Key, Modifier = Qt.Key, Qt.KeyboardModifier
KEYS = {
    (Modifier.NoModifier, Key.Key_O): "choose", (Modifier.NoModifier, Key.Key_A): "accept",
    (Modifier.ShiftModifier, Key.Key_A): "accept-all", (Modifier.ControlModifier, Key.Key_S): "lay-down",
    (Modifier.NoModifier, Key.Key_Escape): "leave", (Modifier.NoModifier, Key.Key_Return): "look",
    (Modifier.NoModifier, Key.Key_Enter): "look", (Modifier.NoModifier, Key.Key_Up): "up",
    (Modifier.NoModifier, Key.Key_Down): "down",
}  # fmt: skip


class ImportSheet(QWidget):
    """Signals: `left()`; `laid_down(str words)`; `looked(geometry)` a proposed repair, or None, is looked at."""

    left = Signal()
    laid_down = Signal(str)
    looked = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._stop = desk, tasks, threading.Event()
        self.parts, self.accepted = ImportParts(), set[str]()
        self.reading: Reading | None = None
        self.entries: tuple[Entry, ...] = ()
        self._busy, self._expected, self._there = False, 0, dict[str, Place]()
        self._actor = Actor(desk, tasks)
        self._actor.refused.connect(self._refused)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)
        self.parts.pressed.connect(self.do)
        self.parts.list.moved.connect(self._moved)
        self.parts.kind.currentIndexChanged.connect(lambda _: self._again())
        for field in (self.parts.file, self.parts.effective):
            field.left.connect(self.setFocus)
        self.parts.file.taken.connect(lambda: self.do("look"))
        self.parts.effective.taken.connect(self.setFocus)
        self.parts.file.textChanged.connect(lambda _: self._forget())
        self._show()

    def begin(self) -> None:
        """Opened by a person: for another file."""
        self.parts.file.clear()
        self.parts.effective.clear()
        self.parts.message.hide()
        self._forget()
        self.parts.file.setFocus()

    def stop(self) -> None:
        """Closed: a reading under way is given up, and nothing of it stays on the map."""
        self._stop.set()
        self.looked.emit(None)

    def do(self, action: str) -> None:
        """An action of a button or a key; one that cannot be done now does nothing."""
        if action in ("up", "down"):
            self.parts.list.step(1 if action == "down" else -1)
        elif action == "stop":
            self._stop.set()
        elif action == "leave":
            self.stop()
            self.left.emit()
        elif action in self.parts.buttons and not self.parts.buttons[action].isEnabled():
            return
        elif action == "choose":
            self._choose()
        elif action == "look":
            self._look()
        elif action in ("accept", "accept-all"):
            self._accept(all_=action == "accept-all")
        elif action == "lay-down":
            self._lay_down()

    # the file

    def _choose(self) -> None:
        dialog = QFileDialog(self, translate("Import", "Import places"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilter("GeoJSON, KML (*.geojson *.json *.kml *.kmz)")
        dialog.fileSelected.connect(self._take_file)
        dialog.open()

    def _take_file(self, file: str) -> None:
        self.parts.file.setText(file)
        self._look()

    def _again(self) -> None:
        if self.reading is not None:
            self._forget()
            self._look()

    def _forget(self) -> None:
        self.reading, self.entries = None, ()
        self.accepted.clear()
        self.looked.emit(None)
        self._show()

    def _look(self) -> None:
        text = self.parts.file.text().strip()
        if text and not self._busy:
            self._forget()
            self.parts.message.hide()
            self._tasks.start(self._read(Path(text).expanduser(), PlaceKind(self.parts.kind.currentData())), "import")

    async def _read(self, file: Path, kind: PlaceKind) -> None:
        loop, why = asyncio.get_running_loop(), ""
        self._stop.clear()
        self._busy = True
        self._progress(0.0)

        def on(share: float) -> None:
            loop.call_soon_threadsafe(self._progress, share)

        try:
            self._expected = await self._desk.queries.last_place_change()
            queries = self._desk.queries
            self._there = with_changes(await queries.place_lines(), await queries.places_to_come())
            self.reading = await asyncio.to_thread(read, file, kind, on, self._stop.is_set)
            self.entries = entries(self.reading)
        except Unreadable as error:
            why = translate("Import", "This file is none of places. Nothing was changed. {why}").format(why=error)
        except GivenUp:
            why = translate("Import", "Stopped. Nothing was changed.")
        except asyncio.CancelledError:
            self._stop.set()
            raise
        finally:
            self._busy = False
            self._show()
        if why:
            self.parts.message.say(why, trouble=not self._stop.is_set(), seconds=None)
        self.setFocus()

    def _progress(self, share: float) -> None:
        if self._busy:
            self.parts.sum.say(translate("Import", "Reading: {n} %").format(n=round(share * 100)))
            self._show_buttons()

    # what was found

    @property
    def current(self) -> Entry | None:
        """The feature chosen in the list."""
        return next((one for one in self.entries if one.where == self.parts.list.id), None)

    @property
    def places(self) -> tuple[Place, ...]:
        """What would be laid down now."""
        return chosen(self.reading, self.entries, self.accepted) if self.reading is not None else ()

    def _accept(self, all_: bool) -> None:
        waiting = {one.where for one in self.entries if one.proposal is not None}
        one = self.current
        if all_:
            self.accepted = set() if self.accepted == waiting else waiting
        elif one is not None and one.where in waiting:
            self.accepted ^= {one.where}
        self._show()

    def _moved(self) -> None:
        one = self.current
        self.parts.details.say("" if one is None else entry_words(one))
        self.looked.emit(one.proposal.place.geometry if one is not None and one.proposal is not None else None)
        self._show_buttons()

    def _show(self) -> None:
        reading, parts = self.reading, self.parts
        parts.list.show_lines([entry_row(one, one.where in self.accepted) for one in self.entries])
        parts.details.say(entry_words(self.current) if self.current is not None else "")
        if reading is None:
            parts.sum.say("")
            parts.effect.say("")
        else:
            self._sum(reading)
        self._show_buttons()

    def _sum(self, reading: Reading) -> None:
        mended, refused, waiting = (
            sum(one.fate is fate for one in self.entries) for fate in (Fate.MENDED, Fate.REFUSED, Fate.CROSSING)
        )
        text = translate("Import", "{good} good, {mended} mended, {refused} refused, {waiting} with a repair proposed")
        good = len(reading.places) - mended
        self.parts.sum.say(text.format(good=good, mended=mended, refused=refused, waiting=waiting))
        would = effect(self.places, self._there)
        text = translate(
            "Import", "Laid down: {new} new, {changed} another version of one there is, {same} as they are"
        )
        self.parts.effect.say(text.format(new=would.new, changed=would.changed, same=would.same))

    def _show_buttons(self) -> None:
        one, places = self.current, self.places
        usable = {
            "choose": not self._busy, "look": not self._busy, "stop": self._busy, "leave": True,
            "accept": one is not None and one.proposal is not None,
            "accept-all": any(each.proposal is not None for each in self.entries),
            "lay-down": bool(places) and not self._busy and not self._actor.busy,
        }  # fmt: skip
        buttons = self.parts.buttons
        for action, able in usable.items():
            buttons[action].setEnabled(able)
        buttons["stop"].setVisible(self._busy)
        taken = one is not None and one.where in self.accepted
        buttons["accept"].setText(
            translate("Import", "Not this repair") if taken else translate("Import", "Accept the repair")
        )
        text = translate("Import", "Lay down {n}").format(n=len(places)) if places else translate("Import", "Lay down")
        buttons["lay-down"].setText(text)

    # laying down

    def _lay_down(self) -> None:
        row = self.parts.rows["effective"]
        try:
            at = moment(self.parts.effective.text(), self._desk.clock.now())
        except Unfit:
            row.complain(translate("Import", "Now, or a time to come: 18:00, 11-30 08:00 or 2026-11-30 08:00."))
            return
        row.complain("")
        file = Path(self.parts.file.text().strip()).name
        features = tuple(feature_of(place) for place in self.places)

        def then(done: Done) -> None:
            text = translate("Import", "{n} places laid down from {file}. This was recorded.")
            self._forget()
            self.laid_down.emit(text.format(n=len(done.places), file=file))

        self._actor.give(ImportPlaces(features, self._expected, file, at), "", then)
        self._show_buttons()

    def _refused(self, refused: Refused) -> None:
        self.parts.message.say(words_for(refused), trouble=True, seconds=None)
        self._show_buttons()

    # Qt's events

    def _action(self, event: QKeyEvent) -> str | None:
        return KEYS.get((event.modifiers() & ~Modifier.KeypadModifier, Key(event.key())))

    def event(self, event: QEvent) -> bool:
        """Claims its few keys before the window's table does."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._action(event) is not None:
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The sheet's own keys."""
        action = self._action(event)
        if action is None or (event.isAutoRepeat() and action not in ("up", "down")):
            event.ignore()
        else:
            self.do(action)

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours."""
        super().changeEvent(event)
        if not hasattr(self, "_actor"):
            return
        if event.type() == QEvent.Type.LanguageChange:
            self.parts.retranslate()
            self._show()
        elif event.type() == QEvent.Type.PaletteChange:
            self.parts.restyle()
