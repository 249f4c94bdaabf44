"""All that was laid down as rules; one of them can be filled into the form again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from command_center.queries.rules import RuleEntry, RuleHistory
from widgets.common.lines import LinesView
from widgets.common.parts import KeyButton, Line, Words
from widgets.common.theme import Size, px
from widgets.rules.words import rules_words, version_row

translate = QCoreApplication.translate


class Versions(QWidget):
    """Signal `pressed(str)`: a button's action, `take` or `leave`."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.history = RuleHistory(())
        self.title, self.hint = Words(Size.LARGE, bold=True), Words(Size.SMALL, "dim", wrap=True)
        self.view, self.about = LinesView(), Words(wrap=True)
        self.take, self.back = KeyButton("Enter"), KeyButton("Esc")
        column, head, foot, last = QVBoxLayout(self), QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, px(10), 0, px(10))
        column.setSpacing(px(8))
        for box in (head, foot):
            box.setContentsMargins(px(16), 0, px(16), 0)
            box.setSpacing(px(8))
        head.addWidget(self.title)
        head.addWidget(self.hint)
        last.addWidget(self.take)
        last.addWidget(self.back)
        foot.addWidget(self.about)
        foot.addLayout(last)
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(self.view, 1)
        column.addWidget(Line())
        column.addLayout(foot)
        self.view.moved.connect(self._explain)
        self.view.doubleClicked.connect(lambda _: self.pressed.emit("take"))
        self.take.clicked.connect(lambda: self.pressed.emit("take"))
        self.back.clicked.connect(lambda: self.pressed.emit("leave"))
        self.retranslate()

    def show_history(self, history: RuleHistory) -> None:
        """Another state of the history; the row looked at stays."""
        self.history = history
        count = len(history.entries)
        self.view.show_lines([version_row(one, count - n) for n, one in enumerate(history.entries)])
        self._explain()

    @property
    def chosen(self) -> RuleEntry | None:
        """The version looked at."""
        return next((one for one in self.history.entries if str(one.number) == self.view.id), None)

    def _explain(self) -> None:
        entry = self.chosen
        self.take.setEnabled(entry is not None)
        self.about.say("" if entry is None else "\n".join(filter(None, (rules_words(entry.rules), entry.reason))))

    def retranslate(self) -> None:
        """Every word anew."""
        self.title.say(translate("Rules", "Versions of the rules"))
        self.hint.say(translate("Rules", "Going back is a new version too: fill it in, try it, switch it on."))
        self.view.setAccessibleName(translate("Rules", "Versions of the rules"))
        self.take.setText(translate("Rules", "Fill in"))
        self.back.setText(translate("Rules", "Back to the rules"))
        self.show_history(self.history)
