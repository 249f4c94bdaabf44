"""The questions screens ask, as an interface: `queries.reader` answers them from the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from command_center.model.health import FeedHealth
from command_center.model.places import Place
from command_center.queries.answers import Board, CameraCard, DayFigures, Matter, SquadCard
from command_center.queries.dog_papers import DogPapers
from command_center.queries.handbook import HandbookView
from command_center.queries.load import AlarmLoad
from command_center.queries.places import PlaceEntry, PlaceHistory, PlaceLine
from command_center.queries.replay.archive import Archive
from command_center.queries.rules import RuleHistory
from command_center.queries.search.past import PastHit, Word
from command_center.queries.shift import ShiftView
from command_center.queries.suppressed import SuppressedLine
from command_center.queries.tag_work import TagItem
from command_center.queries.troubles import Delivery, Gap, QuarantinePage, Sought
from command_center.queries.walls import Wall, WallFigures


class Queries(Protocol):
    """Read-only. The awaitable ones read the store in a worker; the others answer at once."""

    async def board(self) -> Board:
        """The whole queue, one snapshot."""
        ...

    async def matter(self, event_or_case: str) -> Matter | None:
        """All about the row led by this event id, or about this case id; None when there is no such thing."""
        ...

    async def handbook(self, event_or_case: str) -> HandbookView | None:
        """What the handbook says of an event or a case; None when there is no such thing."""
        ...

    async def shift(self) -> ShiftView:
        """The shift: its log, instructions, squads, the page handed over."""
        ...

    async def picture(self, sha256: str) -> bytes | None:
        """A stored picture's bytes (JPEG, PNG or WebP)."""
        ...

    async def squads(self) -> tuple[SquadCard, ...]:
        """Every squad, by grid."""
        ...

    async def cameras(self) -> tuple[CameraCard, ...]:
        """Every camera."""
        ...

    async def figures(self) -> DayFigures:
        """The day in figures."""
        ...

    @property
    def archive(self) -> Archive:
        """The city as it was. Looking at it is asked for with `commands.requests.WatchPast`, and recorded."""
        ...

    async def past(self, words: Sequence[Word]) -> tuple[PastHit, ...]:
        """Matters that have every word, newest first: cases that are over, and events whether over or not."""
        ...

    async def gaps(self, feed: str) -> tuple[Gap, ...]:
        """What a feed lost, newest first."""
        ...

    async def undelivered(self, feed: str) -> tuple[Delivery, ...]:
        """What a feed is to carry and nobody has acknowledged, oldest first."""
        ...

    async def quarantine(self, sought: Sought, before: int | None = None) -> QuarantinePage:
        """A page of what was set aside, newest first, before the id `before` (None: the newest); without the text."""
        ...

    async def save_quarantine(self, sought: Sought, file: Path, progress: Callable[[int], None]) -> int:
        """Write what is sought to a new file, `.csv` or JSON lines by its name; returns how many. `progress` is told
        now and then, on the loop. Raises OSError, FileExistsError among them. `ExportQuarantined` puts it on record."""
        ...

    async def suppressed(self) -> tuple[SuppressedLine, ...]:
        """What was seen in the last 24 hours and is no violation, newest first."""
        ...

    def places(self) -> Sequence[Place]:
        """The places now in force."""
        ...

    async def place_history(self, place: str) -> PlaceHistory:
        """Every version of a place, by whom and from when."""
        ...

    async def place_lines(self) -> tuple[PlaceLine, ...]:
        """Every place in force or to come, with its newest version."""
        ...

    async def places_to_come(self) -> tuple[PlaceEntry, ...]:
        """Changes of places laid down for later, the next one first."""
        ...

    async def last_place_change(self) -> int:
        """The number of the last change of any place: what `ImportPlaces` is to expect."""
        ...

    async def rule_history(self) -> RuleHistory:
        """Every change of the dog rules, by whom and from when."""
        ...

    async def dog_papers(self, tag: str) -> DogPapers | None:
        """What is known of a dog beyond the registry; None when no such tag is registered."""
        ...

    async def tag_work(self, *, settled: bool) -> tuple[TagItem, ...]:
        """The work list of tags; with `settled` what was settled in the last days too."""
        ...

    async def wall(self) -> Wall:
        """The wall's scenes, its monitors and what each is to show."""
        ...

    async def wall_figures(self) -> WallFigures:
        """What the wall's figures and rankings show."""
        ...

    async def alarm_load(self, span: timedelta) -> AlarmLoad:
        """The room's own alarm load over the last `span`, and what dismissals tell of rules, places and cameras."""
        ...

    def feeds(self) -> Sequence[FeedHealth]:
        """How each feed is doing, in the order of the settings."""
        ...
