"""Under the cameras that cry wolf: what a higher threshold would have spared, and the buttons that set it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from command_center.commands.requests import SetCameraThreshold
from command_center.figures.trial import Trial
from widgets.common.parts import KeyButton, Words
from widgets.common.theme import Size, px
from widgets.common.words import joined

translate = QCoreApplication.translate
Give = Callable[[SetCameraThreshold, str], None]
SHOWN = 6


def meaning(one: Trial) -> str:
    """What the next step up would have meant, in a sentence."""
    now = translate("Load", "{camera}: threshold {least}").format(camera=one.camera, least=f"{one.least:.2f}")
    held = translate("Load", "{n} held back in 30 days").format(n=one.held) if one.held else ""
    text = translate(
        "Load",
        "At {step}, {spared} of {false} false alarms would not have come; {lost} of {true} true ones would be lost.",
    )
    told = text.format(step=f"{one.higher:.2f}", spared=one.spared, false=one.false, lost=one.lost, true=one.true)
    return f"{joined(now, held)}. {told}" if one.false else f"{joined(now, held)}."


class Thresholds(QWidget):
    """One sentence and two buttons a camera. Nothing changes by itself: `give` is what a press does."""

    def __init__(self, give: Give) -> None:
        super().__init__()
        self._give = give
        self.buttons: list[KeyButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(16), 0, px(16), px(10))
        self._column.setSpacing(px(6))
        self.shown: tuple[Sequence[Trial], bool] = ((), False)

    def show_trials(self, trials: Sequence[Trial], may: bool) -> None:
        """These cameras; without `may` the buttons only tell who may."""
        self.shown = tuple(trials), may
        self.buttons = []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in trials[:SHOWN]:
            words = Words(Size.SMALL, wrap=True)
            words.say(meaning(one))
            self._column.addWidget(words)
            self._column.addWidget(self._row(one, may))
        if trials and not may:
            note = Words(Size.SMALL, "dim", wrap=True)
            note.say(translate("Load", "A leader or the shift leader changes thresholds."))
            self._column.addWidget(note)
        self.setVisible(bool(trials))

    def _row(self, one: Trial, may: bool) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, px(4))
        row.setSpacing(px(8))
        steps = (
            (translate("Load", "Raise to {step}"), one.higher, one.higher > one.least),
            (translate("Load", "Lower to {step}"), one.lower, one.least > 0),
        )
        for text, step, possible in steps:
            button = KeyButton("")
            button.setText(text.format(step=f"{step:.2f}"))
            button.setEnabled(may and possible)
            button.clicked.connect(lambda _on=False, step=step: self._set(one, step))
            row.addWidget(button)
            self.buttons.append(button)
        return made

    def _set(self, one: Trial, step: float) -> None:
        said = translate("Load", "{camera}: threshold {least}").format(camera=one.camera, least=f"{step:.2f}")
        self._give(SetCameraThreshold(one.camera, step, one.number, meaning(one)), said)
