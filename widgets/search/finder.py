"""Finds: keeps the indexes (made in a worker), asks the store about what is over, and puts the answers together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from command_center.model.places import Place
from command_center.queries.answers import CameraCard, SquadCard
from command_center.queries.search.coordinates import parse
from command_center.queries.search.index import Entry, Hit, Index, Tier, merged
from command_center.queries.search.past import PastHit, Word
from command_center.queries.search.streets import Named, entries, read_names
from command_center.queries.search.tags import TagIndex
from widgets.common.desk import Desk
from widgets.common.tasks import Tasks
from widgets.queue.rows import Row
from widgets.search import sources

log = logging.getLogger(__name__)
MOST = 9
"""So many hits are shown."""
PAST_AFTER_MS = 120
"""The store is asked once nothing was typed for so long."""
MEANT = 40
"""So many places or squads a word may mean when the store is asked; more is no place any more."""


class Finder(QObject):
    """`changed()`: the same text would be answered otherwise now. Costs nothing until `prepare` is called."""

    changed = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, rows: Callable[[], Sequence[Row]], basemap: Path) -> None:
        super().__init__(tasks)
        self._desk, self._tasks, self._rows, self._basemap = desk, tasks, rows, basemap
        self._squads: Sequence[SquadCard] = ()
        self._cameras: Sequence[CameraCard] = ()
        self._named: list[Named] | None = None
        self._places: Sequence[Place] | None = None
        self._fixed, self._board = Index(()), Index(())
        self._tags = TagIndex(())
        self._preparing = 0
        self._text = ""
        self._past: tuple[str, tuple[PastHit, ...]] = ("", ())
        self._pause = QTimer(self, singleShot=True, interval=PAST_AFTER_MS)
        self._pause.timeout.connect(self._ask_past)
        self._asking = ""

    def set_squads(self, squads: Sequence[SquadCard]) -> None:
        """The squads there are."""
        self._squads = squads

    def set_cameras(self, cameras: Sequence[CameraCard]) -> None:
        """The cameras there are."""
        self._cameras = cameras

    @property
    def settled(self) -> bool:
        """False while an index is being made or the store was asked: the answer may still change."""
        return not self._preparing and not self._pause.isActive() and not self._asking

    # --- the indexes -----------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        """The field is opened: what is on board now is gathered here and indexed in a worker."""
        self._past, self._text = ("", ()), ""
        cards = chain(sources.of_squads(self._squads, self._desk.live.squads), sources.of_cameras(self._cameras))
        board = [*sources.of_rows(self._rows()), *cards]
        self._preparing += 1
        self._tasks.start(self._make(board), "search index")

    async def _make(self, board: list[Entry]) -> None:
        try:
            self._board = await asyncio.to_thread(Index, board)
            names = self._desk.live.dogs.ids
            if len(names) != self._tags.n:
                self._tags = await asyncio.to_thread(TagIndex, names, self._tags)
            places = self._desk.queries.places()
            if places is not self._places:
                self._fixed = await asyncio.to_thread(self._make_fixed, places)
                self._places = places
        finally:
            self._preparing -= 1
        self.changed.emit()

    def _make_fixed(self, places: Sequence[Place]) -> Index:
        if self._named is None:
            try:
                self._named = read_names(self._basemap)
            except (OSError, ValueError) as error:
                log.warning("no street can be found: %s", error)
                self._named = []
        known = [place.name for place in places]
        return Index([*sources.of_places(places), *entries(self._named, known)])

    # --- the answer ------------------------------------------------------------------------------------------------

    def find(self, text: str) -> list[Hit]:
        """The best hits for what is typed, from memory; the store is asked when it is another text than before."""
        if text.strip() != self._text:
            self._text = text.strip()
            self._asking = ""
            self._pause.stop()
            if len(self._text) > 1:
                self._pause.start()
        if not self._text:
            return []
        spot = parse(self._text)
        placed = [Hit(sources.of_position(spot), Tier.EXACT, spot.crs)] if spot is not None else []
        return merged([placed, *self._in_memory(), self._over()], MOST)

    def _in_memory(self) -> list[list[Hit]]:
        return [self._board.find(self._text, MOST), self._fixed.find(self._text, MOST), self._by_tag()]

    def _by_tag(self) -> list[Hit]:
        if " " in self._text:
            return []
        live = self._desk.live.dogs
        found = self._tags.find(self._text, MOST)
        return [Hit(sources.of_tag(live.ids[row], live), tier, live.ids[row]) for row, tier in found]

    def _over(self) -> list[Hit]:
        """What the store answered to this text; what is in the queue is not over, it leads to its row."""
        asked, found = self._past
        if asked != self._text or not found:
            return []
        waiting = {id_: row for row in self._rows() for id_ in (row.id, *row.events)}
        made = []
        for one in found:
            if (row := waiting.get(one.id)) is None:
                entry = sources.of_past(one)
            else:
                (entry,) = sources.of_rows([row])
            whole = self._text.lower() in (one.id.lower(), one.subject.lower()) or one.by_plate
            matched = (one.plate or "") if one.by_plate else one.id if one.case else one.subject
            made.append(Hit(entry, Tier.EXACT if whole else Tier.PART, matched))
        return made

    def _ask_past(self) -> None:
        self._asking = self._text
        self._tasks.start(self._read_past(self._text), "search of what is over")

    async def _read_past(self, text: str) -> None:
        words = [self._meant(word) for word in text.split()]
        try:
            found = await self._desk.queries.past(words)
        finally:
            if self._asking == text:
                self._asking = ""
        if text == self._text:
            self._past = text, found
            self.changed.emit()

    def _meant(self, word: str) -> Word:
        places = [hit.entry.id for hit in self._fixed.find(word, MEANT) if hit.entry.kind == "place"]
        squads = [hit.entry.id for hit in self._board.find(word, MEANT) if hit.entry.kind == "squad"]
        return Word(word, tuple(places), tuple(squads))
