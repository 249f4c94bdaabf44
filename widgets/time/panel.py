"""The time line with its buttons, along the map's lower edge."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from command_center.queries.replay.playhead import SPEEDS
from command_center.queries.replay.replay import Replay
from widgets.common import times
from widgets.common.keys import Entry
from widgets.common.parts import KeyButton, Words
from widgets.common.theme import Size, px, tokens
from widgets.time.choice import Choice
from widgets.time.line import TimeLine
from widgets.time.spans import LENGTHS

translate = QCoreApplication.translate
WIDE = 800
"""Width, pixels of a 1080-line screen, below which the moment stands in the banner only."""


class OpenButton(KeyButton):
    """Opens the time line, for whoever has room for it."""

    def __init__(self) -> None:
        super().__init__("F4")
        self.retranslate()

    def retranslate(self) -> None:
        """As wide as its word."""
        self.setText(translate("TimeLine", "Time line"))
        self.setFixedWidth(self.sizeHint().width())

    def changeEvent(self, event: QEvent) -> None:
        """New language or type."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self.retranslate()


class TimePanel(QFrame):
    """Signals: `length_asked(timedelta)`, `own_asked(str)`, `speed_asked(int)`, `asked(str)`: play, live, close, way,
    alone and the line's keys; `moved(float)`."""

    length_asked = Signal(object)
    own_asked = Signal(str)
    speed_asked = Signal(int)
    asked = Signal(str)
    moved = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.line, self.field = TimeLine(), Entry()
        self.play, self.live, self.close_ = KeyButton("Space"), KeyButton("End", primary=True), KeyButton("F4")
        self.speeds = {speed: Choice(f"{speed}×") for speed in SPEEDS}
        self.lengths = {length: Choice() for length in LENGTHS}
        self.own, self.way, self.alone = Choice(), Choice(), Choice()
        self.when, self.note = Words(Size.BODY, "ink", bold=True), Words(Size.SMALL, "dim")
        self._tag = ""
        self._lay_out()
        self._connect()
        self.retranslate()
        self.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), px(8), px(10), px(6))
        column.setSpacing(px(6))
        upper = (self.play, *self.speeds.values(), self.when, None, self.live, self.close_)
        lower = (*self.lengths.values(), self.own, self.field, self.way, self.alone, self.note, None)
        for parts in (upper, lower):
            row = QHBoxLayout()
            row.setSpacing(px(5))
            for part in parts:
                row.addStretch(1) if part is None else row.addWidget(part)
            column.addLayout(row)
        column.addWidget(self.line)
        self.field.hide()

    def _connect(self) -> None:
        self.line.moved.connect(self.moved)
        self.line.asked.connect(self.asked)
        for name, button in (("play", self.play), ("live", self.live), ("close", self.close_)):
            button.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
        self.way.clicked.connect(lambda: self.asked.emit("way"))
        self.alone.clicked.connect(lambda: self.asked.emit("alone"))
        for speed, choice in self.speeds.items():
            choice.clicked.connect(lambda _=False, speed=speed: self.speed_asked.emit(speed))
        for length, choice in self.lengths.items():
            choice.clicked.connect(lambda _=False, length=length: self.length_asked.emit(length))
        self.own.clicked.connect(self._ask_own)
        self.field.taken.connect(self.own_asked)
        self.field.left.connect(self.leave_field)

    def _ask_own(self) -> None:
        self.field.show()
        self.field.setFocus()
        self.field.selectAll()

    def leave_field(self) -> None:
        """One's own time is entered, or not wanted after all."""
        self.field.hide()
        self.line.setFocus()

    # --- what it shows ---------------------------------------------------------------------------------------------

    def show_replay(self, replay: Replay, past: bool) -> None:
        """The moment, how it goes on, and whether it is the present."""
        clock = replay.clock
        self.line.show_replay(replay, past)
        here = times.local(clock.now())
        self.when.setVisible(not past or self.width() >= px(WIDE))
        self.when.say(f"{here:%Y-%m-%d %H:%M:%S}" if past else translate("TimeLine", "Live"), "ink" if past else "good")
        for speed, choice in self.speeds.items():
            choice.setChecked(speed == clock.speed)
        playing = translate("TimeLine", "Pause") if clock.playing else translate("TimeLine", "Play")
        if self.play.text() != playing:
            self.play.setText(playing)
        self.live.setEnabled(past)

    def show_length(self, length: timedelta | None) -> None:
        """Which time it is: None one's own."""
        for some, choice in self.lengths.items():
            choice.setChecked(some == length)
        self.own.setChecked(length is None)

    def show_tag(self, tag: str, way: bool, alone: bool) -> None:
        """The dog whose way can be drawn ("" none), whether it is, and whether it alone is shown."""
        self._tag = tag
        self.way.setVisible(bool(tag))
        self.alone.setVisible(bool(tag) and way)
        self.way.setText(translate("TimeLine", "Way of tag {tag} (on record)").format(tag=tag))
        self.way.setChecked(way)
        self.alone.setChecked(alone)

    # --- looks -----------------------------------------------------------------------------------------------------

    def fit(self) -> None:
        """Sizes and colours of the theme now in use."""
        t = tokens()
        wanted = f"QFrame#timeline {{ background: {t.panel}; border-top: 1px solid {t.line}; }}"
        if self.styleSheet() != wanted:  # setting it is a change of palette, too
            self.setStyleSheet(wanted)
        self.line.fit()
        for button in (self.play, self.live, self.close_):
            button.setFixedWidth(button.sizeHint().width())
        self.field.setFixedWidth(px(230))

    def retranslate(self) -> None:
        """Words in the language now shown."""
        self.play.setText(translate("TimeLine", "Pause"))
        self.live.setText(translate("TimeLine", "Back to live"))
        self.close_.setText(translate("TimeLine", "Close"))
        for length, word in LENGTHS.items():
            self.lengths[length].setText(translate("TimeLine", word))
        self.own.setText(translate("TimeLine", "Own…"))
        self.alone.setText(translate("TimeLine", "This dog only"))
        self.field.setPlaceholderText(translate("TimeLine", "18:00-20:00, or 11-22 18:00 – 11-23 02:00"))
        self.line.setAccessibleName(translate("TimeLine", "Time line"))
        self.show_tag(self._tag, self.way.isChecked(), self.alone.isChecked())
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours."""
        super().changeEvent(event)
        if not hasattr(self, "note"):
            return
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() is QEvent.Type.PaletteChange:
            self.fit()
