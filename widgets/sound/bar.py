"""The seat's sound: decides, plays, and says in a bar below the queue that Space silences it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from command_center.clock import Clock
from command_center.queries.answers import Board
from widgets.common import times
from widgets.common.parts import KeyButton, Words
from widgets.common.theme import Size, px
from widgets.sound.deciding import Hearing
from widgets.sound.player import Player

translate = QCoreApplication.translate


class SoundBar(QWidget):
    """In sight while something sounds, or is silenced. Signal `silenced()`."""

    silenced = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._clock = clock
        self.hearing, self.player = Hearing(), Player(self)
        self.words, self.button = Words(Size.SMALL, "dim"), KeyButton("Space")
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(lambda *_: self.silence())
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(6), px(12), px(6))
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self._word()

    def take(self, board: Board) -> None:
        """The newest queue."""
        self.hearing.take(board, self._clock.now())
        self.tick()

    def tick(self) -> None:
        """A second has passed."""
        tone = self.hearing.due(self._clock.now())
        if tone is not None:
            self.player.play(tone)
        self._word()

    def silence(self) -> bool:
        """Quiet; False when nothing sounded."""
        now = self._clock.now()
        if not self.hearing.calling(now) and not self.hearing.quiet(now):
            return False
        self.player.stop()
        self.hearing.silence(now)
        self._word()
        self.silenced.emit()
        return True

    def _word(self) -> None:
        now = self._clock.now()
        quiet, calling = self.hearing.quiet(now), self.hearing.calling(now)
        until = self.hearing.quiet_until
        if quiet and until is not None:
            text = translate("Sound", "Silent until {time}; urgent ones sound").format(time=times.clock(until))
        else:
            text = translate("Sound", "New alarms sound")
        self.words.say(text)
        self.button.setText(translate("Sound", "Silence"))
        self.button.updateGeometry()
        self.setVisible(quiet or calling)

    def changeEvent(self, event: QEvent) -> None:
        """New language: new words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "button"):
            self._word()
