"""A trial's page: how far it is, and then what it found, in words, by dog, by zone and by hour."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from command_center.queries.trial.asked import TrialResult
from widgets.common import theme
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.parts import KeyButton, Line, Message, Words
from widgets.common.theme import Size, px
from widgets.trial.found import hour_words, place_words, summary, table
from widgets.zones.toggle import Toggle

translate = QCoreApplication.translate
CAPS: Mapping[str, str] = {"map": "Ctrl+M", "leave": "Esc"}
BUTTONS: Mapping[str, str] = {
    "map": QT_TRANSLATE_NOOP("Rules", "On the map"),
    "leave": QT_TRANSLATE_NOOP("Rules", "Back"),
}
DAYS = (1, 2, 7)
"""How many days a trial goes back; the first at first: of a whole city a day takes minutes."""
HEADS = (
    QT_TRANSLATE_NOOP("Rules", "By dog"),
    QT_TRANSLATE_NOOP("Rules", "By place"),
    QT_TRANSLATE_NOOP("Rules", "By hour of the day"),
)


class TrialPage(QWidget):
    """Signal `pressed(str)`: a button's action."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title, self.what, self.says = Words(Size.LARGE, bold=True), Words(Size.SMALL, "dim", wrap=True), Words()
        self.says.setWordWrap(True)
        self.progress, self.message = QProgressBar(), Message()
        self.heads, self.tables = [Words(Size.SMALL, "dim") for _ in HEADS], [QLabel() for _ in HEADS]
        self.buttons = {action: KeyButton(cap) for action, cap in CAPS.items()}
        self.span, self.days = Words(Size.SMALL, "dim"), [Toggle() for _ in DAYS]
        self.found: TrialResult | None = None
        self.running = False
        self._lay_out()
        for action, button in self.buttons.items():
            button.clicked.connect(lambda _=False, action=action: self.pressed.emit(action))
        for number, toggle in enumerate(self.days):
            toggle.setCheckable(True)
            toggle.clicked.connect(lambda _=False, number=number: self.choose(number))
        self._mark(0)
        self.begin("")
        self.retranslate()

    def _lay_out(self) -> None:
        inner, area, grid = QWidget(), QScrollArea(), QGridLayout()
        inner.setObjectName("panel")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        whole, column, foot = QVBoxLayout(self), QVBoxLayout(inner), QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for box in (column, foot):
            box.setContentsMargins(px(16), px(10), px(16), px(10))
            box.setSpacing(px(8))
        self._fill_in(column)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(px(6))
        grid.setSpacing(px(6))
        for number, button in enumerate(self.buttons.values()):
            grid.addWidget(button, 0, number)
        foot.addWidget(self.message)
        foot.addLayout(grid)
        for each in (area, Line()):
            whole.addWidget(each)
        whole.addLayout(foot)

    def _fill_in(self, column: QVBoxLayout) -> None:
        for part in (self.title, self.what, self.span):
            column.addWidget(part)
        days = QHBoxLayout()
        days.setSpacing(px(6))
        for toggle in self.days:
            days.addWidget(toggle)
        days.addStretch(1)
        column.addLayout(days)
        column.addWidget(self.progress)
        column.addWidget(self.says)
        for head, body in zip(self.heads, self.tables, strict=True):
            body.setTextFormat(Qt.TextFormat.RichText)
            column.addWidget(head)
            column.addWidget(body)
        column.addStretch(1)

    def _mark(self, number: int) -> None:
        for n, toggle in enumerate(self.days):
            toggle.setChecked(n == number)

    def choose(self, number: int) -> None:
        """It is to go back so many days, by their place in DAYS: tried anew. Presses `try`."""
        self._mark(number)
        self.pressed.emit("try")

    @property
    def days_back(self) -> int:
        """How many days a trial goes back."""
        return next(days for days, toggle in zip(DAYS, self.days, strict=True) if toggle.isChecked())

    def begin(self, what: str) -> None:
        """A trial of `what` (in words) is under way."""
        self.found, self.running = None, bool(what)
        self.what.say(what)
        self.message.hide()
        self.show_share(0.0)
        self._show()

    def show_share(self, share: float) -> None:
        """So much of it is done, 0…1."""
        self.progress.setValue(round(1000 * share))
        if self.running:
            self.says.say(translate("Rules", "Running over the recorded tracks: {n} %").format(n=int(100 * share)))

    def show_found(self, found: TrialResult) -> None:
        """What it found."""
        self.found, self.running = found, False
        self._show()

    def fail(self, words: str) -> None:
        """It came to nothing, and why."""
        self.running = False
        self.says.say("")
        self._show()
        self.message.say(words, trouble=True, seconds=None)

    @property
    def any(self) -> bool:
        """Whether there is an alarm to show."""
        return self.found is not None and bool(self.found.now or self.found.changed)

    def _show(self) -> None:
        found = self.found
        self.progress.setVisible(self.running)
        self.buttons["map"].setEnabled(self.any)
        for part in (*self.heads, *self.tables):
            part.setVisible(self.any)
        self._word_leave()
        if found is None:
            return
        self.says.say(summary(found))
        said = (
            table(found.by_dog, str),
            table(found.by_place, place_words),
            table(found.by_hour, hour_words, by_name=True),
        )
        for body, text in zip(self.tables, said, strict=True):
            body.setFont(theme.font())
            body.setText(text)

    def _word_leave(self) -> None:
        words = translate("Rules", "Stop") if self.running else translate("Rules", BUTTONS["leave"])
        self.buttons["leave"].setText(words)

    def retranslate(self) -> None:
        """Every word anew."""
        self.title.say(translate("Rules", "Trial over recorded tracks"))
        self.span.say(translate("Rules", "Try over the recorded tracks of"))
        for days, toggle in zip(DAYS, self.days, strict=True):
            toggle.setText(translate("Rules", "{n} d").format(n=days))
        for head, literal in zip(self.heads, HEADS, strict=True):
            head.say(translate("Rules", literal))
        self.buttons["map"].setText(translate("Rules", BUTTONS["map"]))
        self._show()
