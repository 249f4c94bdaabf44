"""The feeds panel: over the queue and the map, opened by F6 or a click on a feed, worked by keys alone or the mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from command_center.model.health import FeedHealth
from command_center.queries.troubles import SetAside
from widgets.bars.explaining import told
from widgets.common.desk import Desk
from widgets.common.tasks import Tasks
from widgets.feeds.arrangement import Arrangement
from widgets.feeds.book import Book
from widgets.feeds.columns import Sheet, aside_sheet, feeds_sheet, gaps_sheet, size_words, unsent_sheet
from widgets.feeds.hands import FeedHands
from widgets.feeds.keys import ACTIONS, LEFT_TO_WINDOW, STEPS, TURNS
from widgets.feeds.tabs import Part

translate = QCoreApplication.translate
SHOWN_S = 60
"""A record's text goes again after so long, as all personal data does."""


class FeedsPanel(Arrangement):
    """Signal `left()`: it has been closed. While it is open every key is its own, but F6, F11 and `?`."""

    left = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._feeds: Sequence[FeedHealth] = ()
        self._name, self._shown_left = "", 0
        self._entered: Callable[[str], None] = lambda _text: None
        self.book = Book(desk, tasks, self._show_list)
        self.hands = FeedHands(desk, tasks, self.say, self._show_text)
        self.feeds.moved.connect(self._chose)
        self.list.moved.connect(lambda _row: self._hide_text())
        self.list.near_end.connect(self.book.next_page)
        self.parts.turned.connect(self._turned)
        self.field.returnPressed.connect(self._enter)
        self.field.left.connect(self.close_field)
        self.pressed.connect(self.do)

    # --- showing ---------------------------------------------------------------------------------------------------

    def open(self, feed: str = "") -> None:
        """Show it, on this feed; the keys are its own from now on."""
        self._name = feed or self._name
        self.setVisible(True)
        self.raise_()
        self.close_field()
        self.set_feeds(self._feeds)
        self.refresh()

    def leave(self) -> None:
        """Back by one step: the text, then the panel."""
        if self.text.isVisible():
            self._hide_text()
            return
        self.hide()
        self.left.emit()

    def set_feeds(self, feeds: Sequence[FeedHealth]) -> None:
        """The newest health of each."""
        self._feeds = feeds
        if not self.isVisible() or not feeds:
            return
        names = [feed.name for feed in feeds]
        at = names.index(self._name) if self._name in names else 0
        self.show_feeds(feeds_sheet(feeds, self._desk.clock.now()), tuple(feed.state for feed in feeds))
        self.feeds.go(at)
        self._chose(at)

    def _chose(self, row: int) -> None:
        if not 0 <= row < len(self._feeds):
            return
        feed = self._feeds[row]
        self.meaning.say(told(feed))
        self.parts.set_counts(feed.unseen_gaps, feed.quarantined, feed.unsent)
        if feed.name != self._name or self.book.feed != feed.name:
            self._name = feed.name
            self._hide_text()
            self.book.look(feed.name, self.parts.part, "")
            self._show_list()

    def refresh(self) -> None:
        """Something changed, or a second has passed: what is looked at is read again."""
        if self.isVisible():
            self.book.ask()

    def tick(self) -> None:
        """A second has passed."""
        if self.text.isVisible():
            self._shown_left -= 1
            if self._shown_left <= 0:
                self._hide_text()
        if self.parts.part is not Part.ASIDE:
            self.refresh()

    def _turned(self) -> None:
        self._hide_text()
        self.book.look(self._name, self.parts.part, self.book.reason)
        self._show_list()

    def _sheet(self) -> Sheet:
        now, book = self._desk.clock.now(), self.book
        if self.parts.part is Part.GAPS:
            return gaps_sheet(book.gaps, now)
        return unsent_sheet(book.unsent, now) if self.parts.part is Part.UNSENT else aside_sheet(book.aside, now)

    def _show_list(self) -> None:
        sheet = self._sheet()
        self.list.show_sheet(sheet)
        note = "" if sheet.rows else translate("FeedsPanel", "Nothing here.")
        if self.parts.part is Part.ASIDE and self.book.reason:
            found = translate("FeedsPanel", "{n} with “{text}” in the reason; / changes it, empty shows all")
            note = found.format(n=self.book.total, text=self.book.reason)
        self.note.say(note)
        self.note.setVisible(bool(note))

    def chosen(self) -> list[SetAside]:
        """The selected records of those set aside."""
        if self.parts.part is not Part.ASIDE:
            return []
        return [self.book.aside[row] for row in self.list.chosen() if row < len(self.book.aside)]

    def _show_text(self, row: SetAside, text: str, size: int) -> None:
        head = translate("FeedsPanel", "No. {n}, {size}").format(n=row.id, size=size_words(size))
        if size > len(text.encode(errors="replace")) and size > 65536:
            more = translate("FeedsPanel", "the first 64 KiB; all of it by export")
            head = f"{head} ({more})"
        self.text.setPlainText(f"{head}\n\n{text}")
        self.text.show()
        self._shown_left = SHOWN_S

    def _hide_text(self) -> None:
        self.text.hide()
        self.text.clear()

    # --- doing -----------------------------------------------------------------------------------------------------

    def do(self, action: str) -> None:
        """Carry out a button's or a key's action by its id."""
        feed = next((one for one in self._feeds if one.name == self._name), None)
        if action == "back":
            self.leave()
        if feed is None:
            return
        if action == "acknowledge":
            self.parts.open(Part.GAPS)
            self.hands.acknowledge(feed.name, feed.unseen_gaps)
        elif action == "retry-all":
            self.hands.retry_all(feed.name)
        elif action in ("show", "retry", "export", "filter"):
            self.parts.open(Part.ASIDE)
            self._do_aside(action)

    def _do_aside(self, action: str) -> None:
        chosen = self.chosen()
        if action == "retry":
            self.hands.retry(chosen)
        elif action == "filter":
            self._ask(translate("FeedsPanel", "Only those with this in the reason:"), self.book.reason, self._filter)
        elif action == "export":
            sought = self.book.sought
            if len(chosen) > 1:
                sought = replace(sought, ids=tuple(row.id for row in chosen))
            prompt = translate("FeedsPanel", "Export {n} messages to this file (.jsonl or .csv); it may name people:")
            suggested = self.hands.suggested(self._name)
            self._ask(
                prompt.format(n=len(sought.ids) or self.book.total),
                suggested,
                lambda text: self.hands.export(sought, text),
            )
        elif self.book.aside and 0 <= self.list.row < len(self.book.aside):
            self.hands.reveal(self.book.aside[self.list.row])

    def _ask(self, prompt: str, text: str, entered: Callable[[str], None]) -> None:
        self._entered = entered
        self.open_field(prompt, text)

    def _enter(self) -> None:
        text = self.field.text().strip()
        self.close_field()
        self._entered(text)

    def _filter(self, text: str) -> None:
        self.book.look(self._name, Part.ASIDE, text)
        self._show_list()

    def event(self, event: QEvent) -> bool:
        """Claims keys before the window's table does: the queue below must not act on them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() not in LEFT_TO_WINDOW:
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The panel's own keys."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        if key in STEPS:
            self.list.go(self.list.row + STEPS[key], extend=shift)
        elif key in TURNS:
            self.parts.turn(TURNS[key])
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.feeds.go(min(key - Qt.Key.Key_1, len(self._feeds) - 1))
        elif key in ACTIONS and not event.isAutoRepeat():
            self.do("retry-all" if shift and key == Qt.Key.Key_R else ACTIONS[key])

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours: everything is said anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange) and hasattr(self, "hands"):
            self.set_feeds(self._feeds)
            self._show_list()
