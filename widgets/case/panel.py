"""The detail panel: all about the selected row, top to bottom, its actions always in sight at the lower end."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from command_center.model.cases import Step
from command_center.model.places import Place
from command_center.queries.answers import Matter
from widgets.case import pages
from widgets.case.actions import available
from widgets.case.facts import Fact, facts
from widgets.case.footer import Footer
from widgets.case.parts import one_matter
from widgets.case.picture import Picture
from widgets.case.squads import SquadList
from widgets.case.thumbs import Thumbs
from widgets.case.why import caution, rules, why
from widgets.common import theme
from widgets.common.desk import Desk
from widgets.common.parts import Line, Words
from widgets.common.tasks import Tasks
from widgets.common.theme import Size, px
from widgets.common.words import grid_word, joined
from widgets.queue.rows import Row, full_title

translate = QCoreApplication.translate
REVEALED_FOR_S = 60


class Section(QWidget):
    """A titled part; hidden when it has nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.head = Words(Size.SMALL, "dim")
        self.body = QLabel()
        self.body.setWordWrap(True)
        self.body.setTextFormat(Qt.TextFormat.RichText)
        self.body.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.note = Words(Size.SMALL, "dim", wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(px(6))
        inner = QVBoxLayout()
        inner.setContentsMargins(px(16), px(12), px(16), px(12))
        inner.setSpacing(px(8))
        for part in (self.head, self.body, self.note):
            inner.addWidget(part)
        self.inner = inner
        self.column.addLayout(inner)
        self.column.addWidget(Line())

    def say(self, head: str, body: str, note: str = "") -> None:
        """New words; the section is hidden while `body` is empty."""
        self.head.say(head)
        if body != self.body.text():
            self.body.setText(body)
        self.note.say(note)
        self.note.setVisible(bool(note))
        self.setVisible(bool(body))
        if self.body.font() != theme.font():
            self.body.setFont(theme.font())


class DetailPanel(QWidget):
    """Signals: `reveal_asked(str)` the event whose personal data is asked for; `squad_chosen(int)` from 1;
    `shown()` another matter, none, or news of it."""

    reveal_asked = Signal(str)
    squad_chosen = Signal(int)
    shown = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, caps: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, self._tasks = desk, tasks
        self._rows: Sequence[Row] = ()
        self.matter: Matter | None = None
        self._places: Mapping[str, Place] = {}
        self._revealed: dict[str, str] = {}
        self._revealed_left = 0
        self._lines: list[Fact] = []
        self._stale: frozenset[str] = frozenset()
        self.footer = Footer(caps)
        self.picture, self.squads, self.thumbs = Picture(), SquadList(), Thumbs()
        self._headline = Words(Size.LARGE, "ink", bold=True, wrap=True)
        self._why, self._facts, self._squads = Section(), Section(), Section()
        self._feedback, self._history = Section(), Section()
        self._empty = Words(Size.BODY, "dim", wrap=True)
        self._lay_out()
        self._facts.body.linkActivated.connect(self.reveal_asked)
        self.squads.chosen.connect(self.squad_chosen)
        self.clear()

    def _lay_out(self) -> None:
        self._squads.column.insertWidget(1, self.squads)
        self._squads.body.hide()
        self._squads.note.hide()
        self._squads.inner.setContentsMargins(px(16), px(12), px(16), 0)
        self._feedback.inner.addWidget(self.thumbs)
        self._headline.setContentsMargins(px(16), px(12), px(16), 0)
        self._empty.setContentsMargins(px(24), px(32), px(24), 0)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        content = QWidget()
        content.setObjectName("panel")
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        parts = (self._empty, self.picture, self._headline, self._why, self._facts, self._squads)
        for part in (*parts, self._feedback, self._history):
            inner.addWidget(part)
        inner.addStretch(1)
        self._column = inner
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area = area
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(self.footer)

    def add_part(self, part: QWidget) -> None:
        """One more part, before the history."""
        self._column.insertWidget(self._column.indexOf(self._history), part)

    def set_places(self, places: Sequence[Place]) -> None:
        """The places, for the outline of the zone in the picture."""
        self._places = {place.id: place for place in places}

    def set_stale(self, kinds: Collection[str]) -> None:
        """Kinds of feed that are out: what they told is old."""
        if frozenset(kinds) != self._stale:
            self._stale = frozenset(kinds)
            self._say()

    def select(self, rows: Sequence[Row]) -> None:
        """Other rows were selected, the current one first; the matter follows with `show_matter`."""
        before = self._rows[0].id if self._rows else None
        self._rows = rows
        if not rows or rows[0].id != before:
            self.matter = None
            self._revealed = {}
            self.clear()
            self._area.verticalScrollBar().setValue(0)
        if rows:
            self._headline.show()
        self._show_actions()

    @property
    def row_id(self) -> str | None:
        """The row it is about."""
        return self._rows[0].id if self._rows else None

    def clear(self) -> None:
        """Nothing is known yet (or nothing selected)."""
        for part in (self.picture, self._headline, self._why, self._facts, self._squads, self._feedback, self._history):
            part.hide()
        empty = (
            translate("Case", "Reading…")
            if self._rows
            else translate("Case", "Nothing is selected. J and K go through the queue.")
        )
        self._empty.say(empty)
        self._empty.show()
        self._show_actions()
        self.shown.emit()

    def show_matter(self, matter: Matter) -> None:
        """All about the current row, or news of it."""
        self.matter = matter
        place = next((self._places[e.place] for e in matter.events if e.place and e.place in self._places), None)
        self._empty.hide()
        self.picture.show_matter(matter, place)
        if matter.pictures and not self.picture.has_image:
            self._tasks.start(self._read_snapshot(matter.pictures[0]), "picture")
        digests = [digest for task in matter.tasks for told in task.feedback for digest in told.pictures]
        for digest in self.thumbs.expect(digests):
            self._tasks.start(self._read_thumb(digest), "picture")
        self._say()
        self.shown.emit()

    async def _read_snapshot(self, digest: str) -> None:
        image = QImage.fromData(await self._desk.queries.picture(digest) or b"")
        if self.matter is not None and digest in self.matter.pictures and not image.isNull():
            self.picture.show_image(image)

    async def _read_thumb(self, digest: str) -> None:
        self.thumbs.show_image(digest, QImage.fromData(await self._desk.queries.picture(digest) or b""))

    def show_revealed(self, data: dict[str, str]) -> None:
        """What was asked for, for a minute."""
        self._revealed, self._revealed_left = data, REVEALED_FOR_S
        self._say()

    def tick(self) -> None:
        """A second has passed: what was revealed is masked again in time, and the case's clock goes on."""
        if self._revealed:
            self._revealed_left -= 1
            if self._revealed_left <= 0:
                self._revealed = {}
                self._say()
        matter = self.matter
        if matter is not None and self._rows and facts(matter, self._revealed, self._desk.clock.now()) != self._lines:
            self._say_facts(matter)

    def _say_facts(self, matter: Matter) -> None:
        self._lines = facts(matter, self._revealed, self._desk.clock.now())
        self._facts.say(translate("Case", "Facts"), pages.fact_table(self._lines, bool(self._revealed)))

    def _say(self) -> None:
        matter, now = self.matter, self._desk.clock.now()
        if matter is None or not self._rows:
            return
        self._headline.say(full_title(self._rows[0]))
        self._headline.show()
        note = "\n".join(filter(None, (caution(matter.events), rules(matter.events))))
        said = "<br>".join(filter(None, (why(matter.events, now), one_matter(matter, now))))
        self._why.say(translate("Case", "Why"), said, note)
        self._say_facts(matter)
        self._say_squads(matter)
        self._feedback.say(translate("Case", "On the scene"), pages.feedback_table(matter, now))
        self._history.say(translate("Case", "History"), pages.history_table(matter, now))
        self._show_actions()

    def _say_squads(self, matter: Matter) -> None:
        grid = grid_word(matter.events[0].grid) if matter.events else ""
        self._squads.head.say(joined(translate("Case", "Recommended squads"), grid))
        self._squads.note.hide()
        self.squads.show_squads(matter.squads, "squad" in self._stale)
        wanted = matter.case is None or matter.case.step is Step.OPENED
        self._squads.setVisible(wanted and bool(matter.squads))

    def _show_actions(self) -> None:
        self.footer.show_actions(available(self._rows, self.matter))

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours: everything is said anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange) and hasattr(self, "_area"):
            if self.matter is None:
                self.clear()
            self._say()
