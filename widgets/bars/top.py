"""The top bar: the room's name, shift, feeds, what waits by priority, the time, who sits here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget

from command_center.clock import Clock
from command_center.model.categories import Priority
from command_center.model.health import FeedHealth
from command_center.model.people import Person, Role
from widgets.bars.feeds import FeedStrip
from widgets.common import theme, times, words
from widgets.common.parts import KeyButton, Line, Words
from widgets.common.theme import Size, px, tokens
from widgets.common.words import joined, word

translate = QCoreApplication.translate
HEIGHT = 44
SEATS = (Role.SHIFT_LEADER, Role.DISPATCHER, Role.CHECKER, Role.INTAKE, Role.LEADER)
"""Of several roles of a person the first of these is named."""
COUNTED = (Priority.URGENT, Priority.HIGH, Priority.MEDIUM)


class Counts(QWidget):
    """How many wait, by priority: shape, word, number. None waiting is grey."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Mapping[Priority, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def set_counts(self, counts: Mapping[Priority, int]) -> None:
        """The newest numbers."""
        if dict(counts) != dict(self._counts):
            self._counts = dict(counts)
            self.updateGeometry()
            self.update()

    def texts(self) -> list[tuple[Priority, str]]:
        """What stands there."""
        return [(p, f"{word(words.PRIORITY, p)} {self._counts.get(p, 0)}") for p in COUNTED]

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        metrics = QFontMetrics(theme.font(Size.BODY, bold=True))
        return QSize(sum(metrics.horizontalAdvance(text) + px(38) for _, text in self.texts()), px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A chip each."""
        painter, t, x = QPainter(self), tokens(), 0.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(Size.BODY, bold=True))
        for priority, text in self.texts():
            some = self._counts.get(priority, 0) > 0
            wide = painter.fontMetrics().horizontalAdvance(text) + px(30)
            chip = QRectF(x, (self.height() - px(26)) / 2, wide, px(26))
            ink = theme.priority_ink(priority) if some else QColor(t.dim)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.mix(ink.name(), t.panel, 0.16) if some else QColor(t.panel))
            if some and priority is Priority.URGENT:
                painter.setPen(QPen(QColor(t.urgent), 1.5))
            painter.drawRoundedRect(chip.adjusted(1, 1, -1, -1), px(4), px(4))
            mark = QRectF(chip.left() + px(8), chip.center().y() - px(5), px(10), px(10))
            theme.paint_shape(painter, mark, priority, ink)
            painter.setPen(ink)
            painter.drawText(chip.adjusted(px(22), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
            x += wide + px(8)


class TopBar(QWidget):
    """Signals: `language_asked()`, `theme_asked()`, `panels_asked()`, `help_asked()`."""

    language_asked = Signal()
    theme_asked = Signal()
    panels_asked = Signal()
    help_asked = Signal()

    def __init__(self, clock: Clock, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._clock, self._person = clock, person
        self._name, self._shift = Words(Size.LARGE, bold=True), Words(Size.BODY, "dim")
        self.feeds, self.counts = FeedStrip(clock), Counts()
        self._time, self._who = Words(Size.LARGE, bold=True), Words(Size.BODY, "dim")
        self._language, self._theme, self._help = KeyButton(""), KeyButton(""), KeyButton("?")
        self._panels = KeyButton("F7")
        for button, signal in (
            (self._language, self.language_asked),
            (self._theme, self.theme_asked),
            (self._panels, self.panels_asked),
            (self._help, self.help_asked),
        ):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, signal=signal: signal.emit())
        self._lay_out()
        self._word()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(12), 0)
        row.setSpacing(px(12))
        row.addWidget(self._name)
        row.addWidget(self._shift)
        row.addStretch(1)
        buttons = (self._language, self._theme, self._panels, self._help)
        for part in (self.feeds, self.counts, self._time, self._who, *buttons):
            row.addWidget(part)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # what has no room is left out, see `fit`
        self._row = row
        self.setFixedHeight(px(HEIGHT))

    def set_feeds(self, feeds: Sequence[FeedHealth]) -> None:
        """How each feed is doing."""
        self.feeds.set_feeds(feeds)
        self.fit()

    def tick(self) -> None:
        """A second has passed."""
        now = self._clock.now()
        self._time.say(f"{times.local(now):%H:%M:%S}")
        self._shift.say(words.shift_word(times.shift_number(now)))
        self.fit()

    def fit(self) -> None:
        """Leave out what there is no room for, least needed first: rates of what is well, role, shift, names,
        the room's own, and at last all but the feeds' lights."""
        for level in range(8):
            self._show_at(level)
            if self._needed() <= self.width():
                return

    def _show_at(self, level: int) -> None:
        seats = [word(words.ROLE, role) for role in SEATS if role in self._person.roles]
        self.feeds.shorten(brief=level >= 1, terse=level >= 4, bare=max(0, level - 5))
        self._who.say(joined(self._person.name, "" if level >= 2 else next(iter(seats), "")))
        self._shift.setVisible(level < 3)
        self._row.setSpacing(px(12 if level < 3 else 8))
        self._name.setVisible(level < 5 or level == 7)

    def _needed(self) -> int:
        edges, parts = self._row.contentsMargins(), [self._row.itemAt(n) for n in range(self._row.count())]
        shown = [part.widget() for part in parts if part is not None]
        widths = [part.sizeHint().width() for part in shown if part is not None and not part.isHidden()]
        return sum(widths) + self._row.spacing() * len(widths) + edges.left() + edges.right()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What does not fit is left out, least needed first."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """New language, colours or scale."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange) and hasattr(self, "_row"):
            self.setFixedHeight(px(HEIGHT))
            self._word()

    def _word(self) -> None:
        self._name.say(words.bureau_name())
        # The other language's own name, so that whoever needs it can read it.
        english = words.bureau_name() == words.TITLE
        self._language.setText("中文" if english else "English")
        self._language.setToolTip(translate("TopBar", "Language"))
        self._theme.setText(
            translate("TopBar", "Light") if theme.current() is theme.Theme.DARK else translate("TopBar", "Dark")
        )
        self._theme.setToolTip(translate("TopBar", "Colours"))
        self._panels.setText(translate("TopBar", "Panels"))
        self._help.setText(translate("TopBar", "Keys"))
        self.feeds.fit()
        self.tick()
        self.counts.updateGeometry()
        self.counts.update()


class Banner(QWidget):
    """Trouble with the store or a feed, in plain words, across the window until it is over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._words = Words(Size.BODY, wrap=True)
        self._grave = False
        row = QHBoxLayout(self)
        row.setContentsMargins(px(40), px(6), px(16), px(6))
        row.addWidget(self._words)
        self.hide()

    def say(self, text: str, grave: bool) -> None:
        """Show `text`, or nothing at all when it is empty."""
        self._grave = grave
        self._words.say(text)
        self.setVisible(bool(text))
        self.update()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._words.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A tinted ground and a mark."""
        painter, t = QPainter(self), tokens()
        priority = Priority.URGENT if self._grave else Priority.MEDIUM
        colour = theme.priority_color(priority)
        painter.fillRect(self.rect(), theme.mix(colour.name(), t.panel, 0.16))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(t.line))
        theme.paint_shape(painter, QRectF(px(16), self.height() / 2 - px(6), px(12), px(12)), priority)


__all__ = ["Banner", "Counts", "Line", "TopBar"]
