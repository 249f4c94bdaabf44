"""What can be done at the feeds panel: gaps taken note of, records shown, tried again, taken out into a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths

from command_center.commands import requests as ask
from command_center.queries.troubles import SetAside, Sought
from widgets.common import files, times
from widgets.common.actor import Actor
from widgets.common.desk import Desk
from widgets.common.refusals import words_for
from widgets.common.tasks import Tasks

translate = QCoreApplication.translate
Say = Callable[[str, bool], None]


class FeedHands(QObject):
    """Gives the commands and says what came of them; `show_text` is handed a record's text and size in bytes."""

    def __init__(self, desk: Desk, tasks: Tasks, say: Say, show_text: Callable[[SetAside, str, int], None]) -> None:
        super().__init__(tasks)
        self._desk, self._tasks, self._say, self._show_text = desk, tasks, say, show_text
        self._actor = Actor(desk, tasks)
        self._actor.refused.connect(lambda refused: say(words_for(refused), True))
        self._actor.done.connect(lambda said, _done: say(said, False))

    def acknowledge(self, feed: str, unseen: int) -> None:
        """Take note of all that a feed lost."""
        if not unseen:
            self._say(translate("FeedsPanel", "Nothing was lost that nobody has taken note of."), True)
            return
        said = translate("FeedsPanel", "Taken note of {n} gaps; this was recorded").format(n=unseen)
        self._actor.give(ask.AcknowledgeGaps(feed), said)

    def retry(self, rows: Sequence[SetAside]) -> None:
        """Have these tried again."""
        if not rows:
            self._say(translate("FeedsPanel", "Nothing is selected."), True)
            return
        said = translate("FeedsPanel", "{n} are tried again; what is understood now leaves the list").format(
            n=len(rows)
        )
        self._actor.give(ask.RetryQuarantined(tuple(row.id for row in rows[:500])), said)

    def retry_all(self, feed: str) -> None:
        """Have all of a feed tried again."""
        said = translate("FeedsPanel", "All of this feed are tried again; what is understood now leaves the list")
        self._actor.give(ask.RetryQuarantined(feed=feed), said)

    def reveal(self, row: SetAside) -> None:
        """Show the text of a record."""

        def then(done: ask.Done) -> None:
            found = done.revealed or {}
            self._show_text(row, found.get("raw", ""), int(found.get("size", "0")))

        self._actor.give(ask.RevealQuarantined(row.id), translate("FeedsPanel", "Shown; this was recorded"), then)

    def suggested(self, feed: str) -> str:
        """A file to export to: in the person's documents, named for the feed and the time."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        now = times.local(self._desk.clock.now())
        safe = "".join(letter if letter.isalnum() else "-" for letter in feed)
        return str(Path(folder or Path.home()) / f"quarantine-{safe}-{now:%Y%m%d-%H%M%S}.jsonl")

    def export(self, sought: Sought, file: str) -> None:
        """Write what is sought, put on record first; how far it is is said as it goes."""
        path = Path(file).expanduser()

        def then(_done: ask.Done) -> None:
            self._tasks.start(self._save(sought, path), "export")

        said = translate("FeedsPanel", "Exporting; this was recorded")
        self._actor.give(ask.ExportQuarantined(sought.feed or "", sought.reason), said, then)

    async def _save(self, sought: Sought, path: Path) -> None:
        def progress(count: int) -> None:
            self._say(translate("FeedsPanel", "Exporting: {n} written").format(n=count), False)

        try:
            count = await self._desk.queries.save_quarantine(sought, path, progress)
        except OSError as error:
            self._say(files.not_saved(path, error), True)
        else:
            self._say(translate("FeedsPanel", "{n} written to {file}").format(n=count, file=path), False)
