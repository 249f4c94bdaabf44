"""The strip in the map's lower left corner: measuring, copying a position, saving the map to a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from widgets.common import times
from widgets.common.keys import Entry
from widgets.common.parts import KeyButton, Words
from widgets.common.theme import Size, px, tokens
from widgets.map.coordinates import both
from widgets.map.measure import Measure
from widgets.map.panel import MapPanel
from widgets.map.tool import Tool

translate = QCoreApplication.translate
MEASURE, COPY, SAVE = "D", "Ctrl+Shift+C", "Ctrl+P"
NARROW = 760
"""Width of the map, pixels of a 1080-line screen, below which the positions give way."""


class Strip(QFrame):
    """Signals: `save_asked(Path)`; `given_up()` the saving is to be stopped; `left()` the focus may go back."""

    save_asked = Signal(object)
    given_up = Signal()
    left = Signal()

    def __init__(self, map_: MapPanel) -> None:
        super().__init__(map_)
        self.setObjectName("strip")
        self._map = map_
        self._measure: Measure | None = None
        self._spot: tuple[float, float] | None = None
        self.measure, self.copy, self.save = KeyButton(MEASURE), KeyButton("Ctrl⇧C"), KeyButton(SAVE)
        self.stop = KeyButton("")
        self.words, self.file = Words(Size.SMALL, "dim"), Entry()
        self._lay_out()
        self.measure.clicked.connect(self.toggle_measure)
        self.copy.clicked.connect(self.copy_spot)
        self.save.clicked.connect(self.ask_file)
        self.stop.clicked.connect(self.given_up)
        self.file.taken.connect(self._take_file)
        self.file.left.connect(self._leave_file)
        map_.pointing.at.connect(self._pointed)
        map_.tool_taken.connect(self._tool_taken)
        map_.sized.connect(self.place)
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(6), px(6), px(6), px(6))
        column.setSpacing(px(6))
        column.addWidget(self.file)
        row = QHBoxLayout()
        row.setSpacing(px(6))
        for part in (self.measure, self.copy, self.save, self.stop, self.words):
            row.addWidget(part)
        self._row = row
        column.addLayout(row)
        self.file.hide()
        self.stop.hide()
        self.restyle()

    def add(self, button: KeyButton) -> None:
        """A button of somebody else's, before the words; who adds it words it."""
        self._row.insertWidget(self._row.count() - 1, button)
        self.place()

    def restyle(self) -> None:
        """Colours and sizes from the theme now in use."""
        t = tokens()
        wanted = f"QFrame#strip {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: {px(3)}px; }}"
        if self.styleSheet() != wanted:  # setting it is a change of palette, too
            self.setStyleSheet(wanted)
        for button in (self.measure, self.copy, self.save, self.stop):
            button.setFixedWidth(button.sizeHint().width())
        self.place()

    def retranslate(self) -> None:
        """Words in the language now shown."""
        self.measure.setText(translate("MapStrip", "Measure"))
        self.copy.setText(translate("MapStrip", "Copy position"))
        self.save.setText(translate("MapStrip", "Save map"))
        self.stop.setText(translate("MapStrip", "Stop"))
        self.file.setAccessibleName(translate("MapStrip", "File to save the map to, .png or .pdf"))
        self.restyle()

    def event(self, event: QEvent) -> bool:
        """A button has another size (another language, somebody else's button): the strip's size follows."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.place()
        return done

    def place(self) -> None:
        """Into the corner, above what lies along the lower edge."""
        self.words.setVisible(self._map.width() >= px(NARROW) and bool(self.words.text()))
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.adjustSize()
        self.move(px(12), self._map.height() - self.height() - px(12) - self._map.bottom_inset)
        self._map.keep_corner(self.x() + self.width(), self.height() + px(12))
        self.raise_()

    # measuring

    @property
    def measuring(self) -> bool:
        """True while the measure is in the hand."""
        return self._measure is not None

    def toggle_measure(self) -> None:
        """Take the measure into the hand, or lay it down."""
        if self._measure is not None:
            self._map.take_tool(None)
            return
        measure = Measure(self._map.projection, lambda: self._map.view.port, self._measured)
        self._map.take_tool(measure)
        self._measure = measure
        self._measured()

    def _measured(self) -> None:
        self._map.renew_tool()
        if self._measure is not None:
            self._say(self._measure.words())

    def _tool_taken(self, tool: Tool | None) -> None:
        if self._measure is not None and tool is not self._measure:
            self._measure = None
            self._say("")
            self._show_spot()

    # positions

    def _pointed(self, x: float, y: float) -> None:
        self._spot = self._map.projection.to_degrees(*self._map.view.port.to_metres(x, y))
        if self._measure is None:
            self._show_spot()

    def _show_spot(self) -> None:
        if self._spot is not None:
            self._say(both(*self._spot))

    def copy_spot(self) -> None:
        """The position last pointed at, in both systems, into the clipboard."""
        if self._spot is None:
            self._say(translate("MapStrip", "Point at the map first"))
            return
        QGuiApplication.clipboard().setText(both(*self._spot))
        self._say(translate("MapStrip", "Copied: {position}").format(position=both(*self._spot)))

    def _say(self, text: str) -> None:
        before = self.words.text()
        self.words.say(text)
        if text != before:
            self.place()

    # saving

    def ask_file(self) -> None:
        """Suggest a file in the person's pictures; Return saves."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation) or str(Path.home())
        now = times.local(self._map.clock.now())
        self.file.setText(str(Path(folder) / f"map-{now:%Y%m%d-%H%M%S}.png"))
        self.file.show()
        self.place()
        self.file.setFocus()
        self.file.setSelection(len(self.file.text()) - 4, 4)
        self._say(translate("MapStrip", "Return saves; the ending .pdf makes a PDF; Esc leaves"))

    def _take_file(self, text: str) -> None:
        self._leave_file()
        if text.strip():
            self.save_asked.emit(Path(text.strip()).expanduser())

    def _leave_file(self) -> None:
        self.file.hide()
        self._say("")
        self.place()
        self.left.emit()

    def saving(self, percent: int | None, said: str) -> None:
        """How far the saving is, None when it has ended, and what is to be said of it."""
        self.stop.setVisible(percent is not None)
        self.save.setVisible(percent is None)
        self._say(said)
        self.place()

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours."""
        super().changeEvent(event)
        if not hasattr(self, "words"):
            return
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() is QEvent.Type.PaletteChange:
            self.restyle()
