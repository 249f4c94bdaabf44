"""The lists of the chosen feed, read when they are looked at, and read again when something changed."""

from __future__ import annotations

from collections.abc import Callable

from command_center.queries.troubles import Delivery, Gap, SetAside, Sought
from widgets.common.desk import Desk
from widgets.common.tasks import Refresher, Tasks
from widgets.feeds.tabs import Part

Found = tuple[str, Part, tuple[Gap, ...] | tuple[SetAside, ...] | tuple[Delivery, ...], int, bool]


class Book:
    """`gaps`, `aside` and `unsent` are of `feed`; of those set aside as many pages as were asked for. `changed` is
    called when they are other ones."""

    def __init__(self, desk: Desk, tasks: Tasks, changed: Callable[[], None]) -> None:
        self._desk, self._tasks, self._changed = desk, tasks, changed
        self.feed, self.part, self.reason = "", Part.ASIDE, ""
        self.gaps: tuple[Gap, ...] = ()
        self.aside: tuple[SetAside, ...] = ()
        self.unsent: tuple[Delivery, ...] = ()
        self.total, self.more, self._reading = 0, False, False
        self._refresher = Refresher(tasks, "feed", self._load, self._take, 200)

    def look(self, feed: str, part: Part, reason: str) -> None:
        """Another feed, list or filter; what was shown of another one is forgotten at once."""
        if (feed, reason) != (self.feed, self.reason):
            self.gaps, self.aside, self.unsent, self.total, self.more = (), (), (), 0, False
        self.feed, self.part, self.reason = feed, part, reason
        self.ask()

    def ask(self) -> None:
        """Read again what is looked at."""
        if self.feed:
            self._refresher.ask()

    @property
    def sought(self) -> Sought:
        """What the list of those set aside shows."""
        return Sought(feed=self.feed, reason=self.reason)

    def next_page(self) -> None:
        """Read on, older ones."""
        if self.more and not self._reading and self.part is Part.ASIDE:
            self._reading = True
            self._tasks.start(self._older(self.sought, self.aside[-1].id), "page")

    async def _older(self, sought: Sought, before: int) -> None:
        try:
            page = await self._desk.queries.quarantine(sought, before)
        finally:
            self._reading = False
        if sought == self.sought and self.aside and self.aside[-1].id == before:
            self.aside += page.rows
            self.more = page.more
            self._changed()

    async def _load(self) -> Found:
        feed, part, queries = self.feed, self.part, self._desk.queries
        if part is Part.GAPS:
            return feed, part, await queries.gaps(feed), 0, False
        if part is Part.UNSENT:
            return feed, part, await queries.undelivered(feed), 0, False
        page = await queries.quarantine(self.sought)
        return feed, part, page.rows, page.total, page.more

    def _take(self, found: Found) -> None:
        feed, part, rows, total, more = found
        if feed != self.feed:
            return
        if part is Part.GAPS:
            self.gaps = rows  # type: ignore[assignment]
        elif part is Part.UNSENT:
            self.unsent = rows  # type: ignore[assignment]
        else:
            self._take_first(rows, total, more)  # type: ignore[arg-type]
        self._changed()

    def _take_first(self, rows: tuple[SetAside, ...], total: int, more: bool) -> None:
        """The newest page again; older ones that were read stay below it."""
        older = tuple(row for row in self.aside if rows and row.id < rows[-1].id) if more else ()
        self.aside, self.total = rows + older, total
        if not older:
            self.more = more
