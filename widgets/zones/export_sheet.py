"""The export sheet: places into a file a person takes away, all or those listed, as they hold now or will."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Collection, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from command_center.model.places import Place
from command_center.places.findings import GivenUp
from command_center.places.writing import write
from widgets.common import files, times
from widgets.common.desk import Desk
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.parts import KeyButton, Message, Words
from widgets.common.tasks import Tasks
from widgets.common.theme import Size, px
from widgets.zones.fields import FormField, Labelled
from widgets.zones.importing import with_changes
from widgets.zones.toggle import Toggle

translate = QCoreApplication.translate
FORMATS: Mapping[str, str] = {".geojson": "GeoJSON", ".kml": "KML", ".kmz": "KMZ"}
WHICH = (QT_TRANSLATE_NOOP("Export", "All"), QT_TRANSLATE_NOOP("Export", "Those listed"))
WHENS = (QT_TRANSLATE_NOOP("Export", "In force now"), QT_TRANSLATE_NOOP("Export", "With changes to come"))


class Choices(QWidget):
    """Several toggles of which one is chosen. Signal `changed()`."""

    changed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.toggles = [Toggle() for _ in range(number)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(2))
        for n, toggle in enumerate(self.toggles):
            row.addWidget(toggle)
            toggle.clicked.connect(lambda _=False, n=n: self.choose(n))
        row.addStretch(1)
        self.choose(0)

    @property
    def chosen(self) -> int:
        """The number of the one that is chosen."""
        return next(n for n, toggle in enumerate(self.toggles) if toggle.isChecked())

    def choose(self, number: int) -> None:
        """Choose one."""
        for n, toggle in enumerate(self.toggles):
            toggle.setChecked(n == number)
        self.changed.emit()


class ExportSheet(QWidget):
    """Signals: `left()`; `exported(str words)`."""

    left = Signal()
    exported = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._stop = desk, tasks, threading.Event()
        self._listed: frozenset[str] = frozenset()
        self._busy = False
        self.title, self.note, self.message = (
            Words(Size.LARGE, bold=True),
            Words(Size.SMALL, "dim", wrap=True),
            Message(),
        )
        self.which, self.when, self.format = Choices(2), Choices(2), Choices(3)
        self.file = FormField()
        self.rows = [Labelled(part) for part in (self.which, self.when, self.format, self.file)]
        self.save, self.halt, self.leave = KeyButton("Enter", primary=True), KeyButton(""), KeyButton("Esc")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self.save.clicked.connect(self.export)
        self.halt.clicked.connect(self._stop.set)
        self.leave.clicked.connect(self._leave)
        self.file.taken.connect(self.export)
        self.file.left.connect(self._leave)
        self.format.changed.connect(self._renamed)
        self.retranslate()
        self._show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(10), px(16), px(10))
        column.setSpacing(px(8))
        for part in (self.title, *self.rows, self.note, self.save, self.halt, self.leave, self.message):
            column.addWidget(part)
        column.addStretch(1)

    def begin(self, listed: Collection[str], filtered: bool) -> None:
        """Opened by a person; `listed` are the ids of the places the list shows, `filtered` when those are not all."""
        self._listed = frozenset(listed)
        self.which.choose(1 if filtered else 0)
        self.message.hide()
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home())
        now = times.local(self._desk.clock.now())
        self.file.setText(str(Path(folder) / f"places-{now:%Y%m%d-%H%M%S}{self._suffix}"))
        self.file.setFocus()

    def stop(self) -> None:
        """Closed: a writing under way is given up, and its file taken away."""
        self._stop.set()

    @property
    def _suffix(self) -> str:
        return list(FORMATS)[self.format.chosen]

    def _renamed(self) -> None:
        file = Path(self.file.text())
        if file.suffix.lower() in FORMATS:
            self.file.setText(str(file.with_suffix(self._suffix)))

    def export(self) -> None:
        """Write the file."""
        text = self.file.text().strip()
        if not text or self._busy:
            return
        file = Path(text).expanduser()
        if file.suffix.lower() not in FORMATS:
            self.rows[3].complain(translate("Export", "The name has to end in .geojson, .kml or .kmz."))
            return
        self.rows[3].complain("")
        self._tasks.start(self._write(file), "export")

    async def _places(self) -> list[Place]:
        lines = await self._desk.queries.place_lines()
        if self.when.chosen == 0:
            found = {line.place.id: line.place for line in lines if line.in_force}
        else:
            found = with_changes(lines, await self._desk.queries.places_to_come())
        return [place for place in found.values() if self.which.chosen == 0 or place.id in self._listed]

    async def _write(self, file: Path) -> None:
        loop, said, trouble = asyncio.get_running_loop(), "", True
        self._stop.clear()
        self._busy = True
        self._progress(0.0)

        def on(share: float) -> None:
            loop.call_soon_threadsafe(self._progress, share)

        try:
            places = await self._places()
            title = self.window().windowTitle()
            await asyncio.to_thread(write, file, places, title, on, self._stop.is_set)
            said, trouble = translate("Export", "{n} places saved: {file}").format(n=len(places), file=file), False
        except GivenUp:
            said, trouble = files.stopped(), False
        except OSError as error:
            said = files.not_saved(file, error)
        except asyncio.CancelledError:
            self._stop.set()
            raise
        finally:
            self._busy = False
            self._show()
        self.message.say(said, trouble=trouble, seconds=None)
        if not trouble:
            self.exported.emit(said)

    def _progress(self, share: float) -> None:
        if self._busy:
            self.message.say(translate("Export", "Saving: {n} %").format(n=round(share * 100)), seconds=None)
            self._show()

    def _show(self) -> None:
        self.save.setEnabled(not self._busy)
        self.halt.setVisible(self._busy)

    def _leave(self) -> None:
        self.stop()
        self.left.emit()

    def retranslate(self) -> None:
        """Every word anew."""
        self.title.say(translate("Export", "Export places"))
        names = (translate("Export", "Which"), translate("Export", "As they are"), translate("Export", "Format"),
                 translate("Export", "File"))  # fmt: skip
        for row, name in zip(self.rows, names, strict=True):
            row.name(name)
        for choices, words in ((self.which, WHICH), (self.when, WHENS)):
            for toggle, word in zip(choices.toggles, words, strict=True):
                toggle.setText(translate("Export", word))
        for toggle, word in zip(self.format.toggles, FORMATS.values(), strict=True):
            toggle.setText(word)
        self.note.say(translate("Export", "With changes to come: every place as it will be once all of them hold."))
        self.save.setText(translate("Export", "Save"))
        self.halt.setText(translate("Export", "Stop"))
        self.leave.setText(translate("Export", "Leave"))

    def event(self, event: QEvent) -> bool:
        """Claims Escape and Return before the window's table does."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return saves, Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.export()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """New language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "leave"):
            self.retranslate()
