"""The panel behind F10: the dog rules as they stand, tried over recorded tracks and switched on at a stated time."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from command_center.commands.requests import ChangeRules, Refused
from command_center.queries.rules import RuleHistory
from command_center.queries.trial.asked import Trial, TrialResult
from widgets.common.actor import Actor
from widgets.common.desk import Desk
from widgets.common.refusals import words_for
from widgets.common.tasks import Refresher, Tasks
from widgets.map.panel import MapPanel
from widgets.rules import draft
from widgets.rules.form import RulesForm
from widgets.rules.versions import Versions
from widgets.rules.words import coming_words, rules_words, standing_words
from widgets.trial.page import TrialPage
from widgets.trial.trying import MAY, Trying

translate = QCoreApplication.translate
Key, Modifier = Qt.Key, Qt.KeyboardModifier
PLAIN, CONTROL = Modifier.NoModifier, Modifier.ControlModifier
FORM_KEYS = {
    (CONTROL, Key.Key_R): "back", (CONTROL, Key.Key_H): "versions", (CONTROL, Key.Key_S): "save",
    (CONTROL, Key.Key_T): "try", (PLAIN, Key.Key_Escape): "leave",
}  # fmt: skip
TRIAL_KEYS = {(CONTROL, Key.Key_M): "map", (PLAIN, Key.Key_Escape): "leave"}
VERSION_KEYS = {
    (PLAIN, Key.Key_Up): "up", (PLAIN, Key.Key_Down): "down", (PLAIN, Key.Key_J): "down", (PLAIN, Key.Key_K): "up",
    (PLAIN, Key.Key_Return): "take", (PLAIN, Key.Key_Enter): "take", (PLAIN, Key.Key_Escape): "leave",
}  # fmt: skip
"""What the panel claims while it has the focus; every other key stays the seat's."""


class RulesPanel(QWidget):
    """Signal `left()`: Escape, with nothing of the panel left to close."""

    left = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, map_: MapPanel) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.history = RuleHistory(())
        self._base: draft.Filled | None = None
        self._tried: draft.Numbers | None = None
        self._under_way: draft.Numbers | None = None
        self._asked = False
        self.form, self.versions, self.trial = RulesForm(), Versions(), TrialPage()
        self.pages, self.trying = QStackedWidget(), Trying(desk, tasks, map_)
        self._actor = Actor(desk, tasks)
        self._actor.refused.connect(self._refused)
        self._load = Refresher(tasks, "rules", desk.queries.rule_history, self._take)
        for page in (self.form, self.versions, self.trial):
            self.pages.addWidget(page)
            page.pressed.connect(self.do)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self.form.escaped.connect(self.setFocus)
        self.form.changed.connect(self._filled)
        self.trying.progressed.connect(self.trial.show_share)
        self.trying.found.connect(self._found)
        self.trying.failed.connect(self.trial.fail)

    # what the docks and the source tell

    def open(self) -> None:
        """Opened by a person: the keys are its own, and it is read anew."""
        self.refresh()
        self.setFocus()

    def close_panel(self) -> None:
        """Closed: nothing of it runs, or stays on the map."""
        self.trying.stop()
        self.trying.clear()
        if self.pages.currentWidget() is self.trial:
            self._to_form()

    def refresh(self) -> None:
        """The rules may be others."""
        self._load.ask()

    def _take(self, history: RuleHistory) -> None:
        """What a person is filling in stays; an untouched form follows what is in force."""
        untouched = self._base is None or self.form.filled() == self._base
        self.history = history
        now = history.now
        if now is not None:
            base = draft.shown(draft.of(now.rules))
            if untouched and base != self._base:
                self._base = base
                self.form.fill(base)
            self._base = base
        self.versions.show_history(history)
        self._say()

    def _say(self) -> None:
        self.form.standing.say(standing_words(self.history))
        coming = coming_words(self.history)
        self.form.coming.say(coming)
        self.form.coming.setVisible(bool(coming))
        self._filled()

    @property
    def touched(self) -> bool:
        """Whether the form says otherwise than what is in force."""
        return self._base is not None and self.form.filled() != self._base

    def _filled(self) -> None:
        self._asked = False
        may = self._desk.person.may(*MAY)
        self.form.buttons["save"].setEnabled(may and bool(self.history.entries))
        self.form.buttons["back"].setEnabled(self.touched)

    # actions

    def do(self, action: str) -> None:
        """An action of a button or a key."""
        if action == "leave":
            self._leave()
        elif action in ("up", "down"):
            self.versions.view.step(1 if action == "down" else -1)
        elif action == "take":
            self._fill_in()
        elif action == "versions":
            self.pages.setCurrentWidget(self.versions)
            self.setFocus()
        elif action == "back" and self._base is not None:
            self.form.fill(self._base)
        elif action == "save":
            self._save()
        elif action == "try":
            self._try()
        elif action == "map" and self.trial.found is not None:
            self.trying.show(self.trial.found)

    def _fill_in(self) -> None:
        entry = self.versions.chosen
        if entry is not None:
            self._to_form()
            self.form.fill(draft.shown(draft.of(entry.rules)))

    def read(self) -> draft.Numbers | None:
        """What the form says; None, and said next to it, when it cannot be taken."""
        for row in self.form.rows.values():
            row.complain("")
        try:
            return draft.read(self.form.filled())
        except draft.Unfit as error:
            self.form.complain(error.part)
            return None

    # trying

    def _try(self) -> None:
        numbers, now = self.read(), self.history.now
        if numbers is None or now is None:
            return
        rules = replace(
            now.rules,
            prohibited=numbers.prohibited,
            remind_first_min=numbers.remind_first_min,
            home_radius_m=numbers.home_radius_m,
        )
        self._under_way = numbers
        self.pages.setCurrentWidget(self.trial)
        self.setFocus()
        self.trial.begin(rules_words(rules))
        end = self._desk.clock.now()
        self.trying.start(
            Trial(start=end - timedelta(days=self.trial.days_back), end=end, rules=rules), rules_words(rules)
        )

    def _found(self, result: TrialResult) -> None:
        self._tried = self._under_way
        self.trial.show_found(result)
        if self.pages.currentWidget() is self.trial:
            self.trying.show(result)

    # switching on

    def _untried(self, numbers: draft.Numbers) -> bool:
        """True when this has not been tried, and was not asked for twice."""
        if numbers == self._tried or self._asked:
            return False
        self._asked = True
        words = translate("Rules", "Not tried yet. Ctrl+T tries it; Ctrl+S once more switches it on untried.")
        self.form.message.say(words, trouble=True, seconds=None)
        return True

    def _save(self) -> None:
        if not self._desk.person.may(*MAY):
            self._refused(Refused("not-allowed"))
            return
        numbers = self.read()
        if numbers is None:
            return
        try:
            at = draft.moment(self.form.effective.text(), self._desk.clock.now())
        except draft.Unfit as error:
            self.form.complain(error.part)
            return
        if self._untried(numbers):
            return
        reason = self.form.reason.text().strip()
        request = ChangeRules(
            numbers.prohibited, numbers.remind_first_min, numbers.home_radius_m, at, self.history.last, reason
        )
        self._actor.give(request, "", lambda _done: self._done(self.form.effective.text().strip()))

    def _done(self, when: str) -> None:
        if when:
            said = translate("Rules", "Laid down: they hold from {when} on. This was recorded.").format(when=when)
        else:
            said = translate("Rules", "Switched on. This was recorded.")
        self.form.message.say(said)
        self.form.effective.clear()
        self.form.reason.clear()
        self.refresh()

    def _refused(self, refused: Refused) -> None:
        if refused.code == "too-late":
            self.form.complain(draft.Part.EFFECTIVE)
        elif refused.code == "bad-rules":
            self.form.complain(draft.Part.PROHIBITED)
        else:
            self.form.message.say(words_for(refused), trouble=True, seconds=None)
            self.refresh()

    def _to_form(self) -> None:
        self.pages.setCurrentWidget(self.form)
        self.setFocus()

    def _leave(self) -> None:
        if self.trying.shown:
            self.trying.clear()
        elif self.pages.currentWidget() is not self.form:
            self.trying.stop()
            self._to_form()
        else:
            self.left.emit()

    # Qt's events

    def _action(self, event: QKeyEvent) -> str | None:
        page = self.pages.currentWidget()
        keys = VERSION_KEYS if page is self.versions else TRIAL_KEYS if page is self.trial else FORM_KEYS
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
        if action is None or (event.isAutoRepeat() and action not in ("up", "down")):
            event.ignore()
        else:
            self.do(action)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "pages"):
            self.form.retranslate()
            self.versions.retranslate()
            self.trial.retranslate()
            self._say()
