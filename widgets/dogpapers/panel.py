"""The panel of a dog's papers: asked for by its tag, changed by a leader or shift leader, each change on record."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from command_center.commands.requests import EndGrant, FreeHome, RefuseHome, Request, SaveGrant
from command_center.model.dogs import Grant, GrantKind
from command_center.queries.dog_papers import DogPapers
from widgets.case.facts import grant_words, home_words
from widgets.case.footer import ReasonField
from widgets.common import times
from widgets.common.actor import Actor
from widgets.common.desk import Desk
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.parts import KeyButton, Line, Message, Words
from widgets.common.refusals import words_for
from widgets.common.tasks import Refresher, Tasks
from widgets.common.theme import Size, px
from widgets.common.words import joined
from widgets.dogpapers.typed import Unclear, understood
from widgets.feeds.columns import Sheet
from widgets.feeds.keys import STEPS
from widgets.feeds.sheet import SheetView

translate = QCoreApplication.translate
BUTTONS = (
    ("tag", "T", QT_TRANSLATE_NOOP("DogPapers", "Another tag")),
    ("guide", "G", QT_TRANSLATE_NOOP("DogPapers", "Guide dog")),
    ("working", "W", QT_TRANSLATE_NOOP("DogPapers", "Working dog")),
    ("second-home", "S", QT_TRANSLATE_NOOP("DogPapers", "Second home")),
    ("end", "E", QT_TRANSLATE_NOOP("DogPapers", "End it now")),
    ("refuse", "R", QT_TRANSLATE_NOOP("DogPapers", "Home is wrong")),
    ("free", "F", QT_TRANSLATE_NOOP("DogPapers", "Learn home again")),
    ("back", "Esc", QT_TRANSLATE_NOOP("DogPapers", "Back")),
)
ACTIONS = {Qt.Key.Key_T: "tag", Qt.Key.Key_G: "guide", Qt.Key.Key_W: "working", Qt.Key.Key_S: "second-home",
           Qt.Key.Key_E: "end", Qt.Key.Key_R: "refuse", Qt.Key.Key_F: "free", Qt.Key.Key_Escape: "back"}  # fmt: skip


class DogPapersPanel(QWidget):
    """Signal `left()`: Escape."""

    left = Signal()

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk, self._tag, self._asked = desk, "", "tag"
        self.papers: DogPapers | None = None
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title, self.home = Words(Size.LARGE, bold=True), Words(Size.BODY, "dim", wrap=True)
        self.prompt, self.field = Words(Size.BODY, "dim", wrap=True), ReasonField()
        self.list, self.message = SheetView(), Message()
        self.buttons: dict[str, KeyButton] = {}
        self._lay_out()
        self._actor = Actor(desk, tasks)
        self._actor.refused.connect(lambda refused: self.message.say(words_for(refused), True, 15))
        self._actor.done.connect(self._done)
        self._refresher = Refresher(tasks, "dog-papers", self._load, self._take, 200)
        self.field.returnPressed.connect(self._enter)
        self.field.left.connect(self._close_field)
        self._word()

    def _lay_out(self) -> None:
        for part, top in ((self._title, 10), (self.home, 0), (self.prompt, 8)):
            part.setContentsMargins(px(16), px(top), px(16), px(8))
        grid = QGridLayout()
        grid.setContentsMargins(px(16), px(8), px(16), px(8))
        grid.setSpacing(px(8))
        for at, (id_, cap, _) in enumerate(BUTTONS):
            self.buttons[id_] = KeyButton(cap)
            self.buttons[id_].clicked.connect(lambda _on=False, id_=id_: self.do(id_))
            grid.addWidget(self.buttons[id_], at // 2, at % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        parts: tuple[QWidget, ...] = (self._title, self.home, Line(), self.list, Line(), self.message, self.prompt)
        for part_ in (*parts, self.field):
            column.addWidget(part_, 1 if part_ is self.list else 0)
        column.addLayout(grid)
        self.prompt.hide()
        self.field.hide()

    # --- showing ---------------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Asks for a tag where none is looked at."""
        self.setFocus()
        self.refresh()
        if not self._tag:
            self.do("tag")

    def close_panel(self) -> None:
        """What was being typed is left."""
        self._close_field()

    def refresh(self) -> None:
        """It changed, or may have."""
        if self._tag:
            self._refresher.ask()

    async def _load(self) -> tuple[str, DogPapers | None]:
        tag = self._tag
        return tag, await self._desk.queries.dog_papers(tag)

    def _take(self, found: tuple[str, DogPapers | None]) -> None:
        tag, papers = found
        if tag != self._tag:
            return
        self.papers = papers
        if papers is None:
            self.message.say(translate("DogPapers", "No tag {tag} is registered.").format(tag=tag), True)
        self._show()

    def _show(self) -> None:
        papers, now = self.papers, self._desk.clock.now()
        heads = (translate("DogPapers", "Granted"),)
        rows = tuple((grant_words(grant, now),) for grant in papers.grants) if papers is not None else ()
        self.list.show_sheet(Sheet(heads, rows))
        if papers is None:
            self.home.say(translate("DogPapers", "Home, second homes and working dogs, by tag."))
            return
        home = translate("DogPapers", "Home: {how}").format(how=home_words(papers, now))
        self.home.say(joined(papers.tag, papers.dog) + "\n" + home)

    # --- doing -----------------------------------------------------------------------------------------------------

    def do(self, action: str) -> None:
        """Carry out a button's or a key's action by its id."""
        if action == "back":
            self.left.emit()
        elif action == "tag":
            self._ask(action, translate("DogPapers", "Tag? Enter looks it up, Esc leaves it."))
        elif self.papers is None:
            self.message.say(translate("DogPapers", "Look up a tag first."), True)
        elif action == "end":
            self._end(self.papers)
        elif action == "refuse":
            self._give(RefuseHome(self.papers.tag, self.papers.home_number), "refuse")
        elif action == "free":
            self._give(FreeHome(self.papers.tag, self.papers.home_number), "free")
        elif action == "second-home":
            text = translate("DogPapers", "Longitude, latitude, words and, if it ends, the last day: {example}")
            self._ask(action, text.format(example="118.8712, 28.9460 … 2027-01-31"))
        else:
            text = translate("DogPapers", "Papers in words and, if it ends, the last day: {example}")
            self._ask(action, text.format(example="… 2027-01-31"))

    def _ask(self, action: str, prompt: str) -> None:
        self._asked = action
        self.prompt.say(prompt)
        self.field.clear()
        self.prompt.show()
        self.field.show()
        self.field.setFocus()

    def _enter(self) -> None:
        text, papers = self.field.text().strip(), self.papers
        if self._asked == "tag":
            self._close_field()
            if text:
                self._tag, self.papers = text, None
                self._show()
                self.refresh()
            return
        if papers is None:
            return
        kind = GrantKind(self._asked)
        try:
            typed = understood(text, times.CITY_ZONE, place=kind is GrantKind.SECOND_HOME)
        except Unclear:
            self.message.say(translate("DogPapers", "This is not a place or a day. Write it as in the example."), True)
            return
        self._close_field()
        lon, lat = typed.spot or (None, None)
        self._give(SaveGrant(papers.tag, kind, None, typed.until, lon, lat, typed.label), "grant")

    def _end(self, papers: DogPapers) -> None:
        grant: Grant | None = papers.grants[self.list.row] if 0 <= self.list.row < len(papers.grants) else None
        if grant is None:
            self.message.say(translate("DogPapers", "Nothing is granted to this dog."), True)
        else:
            self._give(EndGrant(grant.id, grant.version), "end")

    def _give(self, request: Request, what: str) -> None:
        said: dict[str, Callable[[], str]] = {
            "refuse": lambda: translate("DogPapers", "The home is none; none is learned until F"),
            "free": lambda: translate("DogPapers", "The home is learned again from nights"),
            "grant": lambda: translate("DogPapers", "Granted; this was recorded"),
            "end": lambda: translate("DogPapers", "Ended; this was recorded"),
        }
        self._actor.give(request, said[what]())

    def _done(self, said: str, _done: object) -> None:
        self.message.say(said, False, 8)

    def _close_field(self) -> None:
        self.prompt.hide()
        self.field.hide()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Claims its few keys before the window's table does: the queue below must not act on them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in ACTIONS or event.key() in STEPS:
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The panel's own keys."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self.list.go(self.list.row + STEPS[key])
        elif key in ACTIONS and not event.isAutoRepeat():
            self.do(ACTIONS[key])
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange) and hasattr(self, "_actor"):
            self._word()

    def _word(self) -> None:
        self._title.say(translate("DogPapers", "A dog's papers"))
        for id_, _, literal in BUTTONS:
            self.buttons[id_].setText(translate("DogPapers", literal))
        self._show()
