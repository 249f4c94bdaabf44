"""Answers what screens ask, from the store, the live tables and the feeds' meters."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection

from command_center.bureau import Bureau
from command_center.clock import Clock
from command_center.figures.day import day
from command_center.live import Live
from command_center.model.health import FeedHealth
from command_center.model.places import Place
from command_center.queries.answers import Board, CameraCard, CompanyScore, DayFigures, Matter, SquadCard
from command_center.queries.board import read_board
from command_center.queries.dog_papers import DogPapers, read_papers
from command_center.queries.files import Format, new_private, write
from command_center.queries.handbook import HandbookView, read_handbook_view
from command_center.queries.load import AlarmLoad, read_load
from command_center.queries.matter import read_matter
from command_center.queries.places import PlaceEntry, PlaceHistory, PlaceLine, read_history, read_lines, read_to_come
from command_center.queries.replay.archive import StoredArchive
from command_center.queries.rules import RuleHistory, read_rules
from command_center.queries.search.past import PastHit, Word, read_past
from command_center.queries.shift import ShiftView, read_shift
from command_center.queries.suppressed import SuppressedLine, read_suppressed
from command_center.queries.tag_work import TagItem, read_tag_work
from command_center.queries.troubles import Delivery, Gap, QuarantinePage, Sought, deliveries, gaps, page, rows
from command_center.queries.walls import Wall, WallFigures, read_figures, read_wall
from command_center.store import cases, city, outbox, pictures
from command_center.store import places as place_rows
from command_center.store.database import Store


class Reader:
    """The one implementation of `queries.asks.Queries`."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        live: Live,
        places: Callable[[], Sequence[Place]],
        feeds: Callable[[], Sequence[FeedHealth]],
        timezone: str,
        bureau: Bureau,
    ) -> None:
        self._store = store
        self._clock = clock
        self._live = live
        self._places = places
        self._feeds = feeds
        self._timezone = timezone
        self._bureau = bureau
        self.archive = StoredArchive(store, places)
        """The city as it was."""

    async def board(self) -> Board:
        """The whole queue, one snapshot."""
        now, names = self._clock.now(), {place.id: place.name for place in self._places()}
        return await self._store.read(lambda connection: read_board(connection, now, names))

    async def matter(self, event_or_case: str) -> Matter | None:
        """All about the row led by this event id, or about this case id; None when there is no such thing."""
        now, places = self._clock.now(), {place.id: place for place in self._places()}
        return await self._store.read(lambda c: read_matter(c, event_or_case, now, places, self._live))

    async def handbook(self, event_or_case: str) -> HandbookView | None:
        """What the handbook says of an event or a case; None when there is no such thing."""
        now = self._clock.now()
        return await self._store.read(lambda c: read_handbook_view(c, self._bureau, event_or_case, now))

    async def shift(self) -> ShiftView:
        """The shift: its log, instructions, squads, the page handed over."""
        now = self._clock.now()
        return await self._store.read(lambda connection: read_shift(connection, now))

    async def picture(self, sha256: str) -> bytes | None:
        """A stored picture's bytes (JPEG, PNG or WebP)."""
        return await self._store.read(lambda connection: pictures.get(connection, sha256))

    async def squads(self) -> tuple[SquadCard, ...]:
        """Every squad, by grid."""
        return await self._store.read(_squads)

    async def cameras(self) -> tuple[CameraCard, ...]:
        """Every camera."""
        return await self._store.read(_cameras)

    async def figures(self) -> DayFigures:
        """The day in figures."""
        now = self._clock.now()
        found = await self._store.read(lambda connection: day(connection, now, self._timezone))
        return DayFigures(
            opened_today=found.opened_today,
            opened_yesterday_by_now=found.opened_yesterday_by_now,
            in_progress=found.in_progress,
            overdue=found.overdue,
            closed_on_time=found.closed_on_time,
            solved_all_time=found.solved_all_time,
            false_alarms_7_days=found.false_alarms_7_days,
            hourly=found.quarters,
            companies=tuple(CompanyScore(c.name, c.closed, c.on_time) for c in found.companies),
            quarantined=found.quarantined,
        )

    async def past(self, words: Sequence[Word]) -> tuple[PastHit, ...]:
        """Matters that have every word, newest first: cases that are over, and events whether over or not."""
        names = {place.id: place.name for place in self._places()}
        return await self._store.read(lambda c: read_past(c, words, names))

    async def gaps(self, feed: str) -> tuple[Gap, ...]:
        """What a feed lost, newest first."""
        return await self._store.read(lambda c: gaps(c, feed))

    async def undelivered(self, feed: str) -> tuple[Delivery, ...]:
        """What a feed is to carry and nobody has acknowledged, oldest first."""
        now = self._clock.now()
        kind = next((one.kind for one in self._feeds() if one.name == feed), "")
        return deliveries(await self._store.read(lambda c: outbox.undelivered(c, now, kind=kind, feed=feed)))

    async def quarantine(self, sought: Sought, before: int | None = None) -> QuarantinePage:
        """A page of what was set aside, newest first, before the id `before`; without the text."""
        return await self._store.read(lambda c: page(c, sought, before))

    async def save_quarantine(self, sought: Sought, file: Path, progress: Callable[[int], None]) -> int:
        """Write what is sought to a new file, readable by its owner alone. Raises OSError."""
        loop = asyncio.get_running_loop()
        form = Format.CSV if file.suffix.lower() == ".csv" else Format.JSONL

        def told(count: int) -> None:
            loop.call_soon_threadsafe(progress, count)

        def save() -> int:
            with new_private(file, form) as out:
                return write(rows(self._store.read_now, sought, told), form, out)

        return await asyncio.to_thread(save)

    async def suppressed(self) -> tuple[SuppressedLine, ...]:
        """What was seen in the last 24 hours and is no violation, newest first."""
        now = self._clock.now()
        return await self._store.read(lambda c: read_suppressed(c, now))

    def places(self) -> Sequence[Place]:
        """The places now in force."""
        return self._places()

    async def place_history(self, place: str) -> PlaceHistory:
        """Every version of a place, by whom and from when."""
        now = self._clock.now()
        return await self._store.read(lambda c: read_history(c, place, now))

    async def place_lines(self) -> tuple[PlaceLine, ...]:
        """Every place in force or to come."""
        now = self._clock.now()
        return await self._store.read(lambda c: read_lines(c, now))

    async def places_to_come(self) -> tuple[PlaceEntry, ...]:
        """Changes of places laid down for later, the next one first."""
        now = self._clock.now()
        return await self._store.read(lambda c: read_to_come(c, now))

    async def last_place_change(self) -> int:
        """The number of the last change of any place."""
        return await self._store.read(place_rows.newest)

    async def rule_history(self) -> RuleHistory:
        """Every change of the dog rules, by whom and from when."""
        now = self._clock.now()
        return await self._store.read(lambda c: read_rules(c, now))

    async def dog_papers(self, tag: str) -> DogPapers | None:
        """What is known of a dog beyond the registry; None when no such tag is registered."""
        now = self._clock.now()
        return await self._store.read(lambda c: read_papers(c, tag, now))

    async def tag_work(self, *, settled: bool) -> tuple[TagItem, ...]:
        """The work list of tags; with `settled` what was settled in the last days too."""
        now = self._clock.now()
        return await self._store.read(lambda c: read_tag_work(c, now, settled=settled))

    async def wall(self) -> Wall:
        """The wall's scenes, its monitors and what each is to show."""
        now = self._clock.now()
        return await self._store.read(lambda c: read_wall(c, now))

    async def wall_figures(self) -> WallFigures:
        """What the wall's figures and rankings show."""
        now = self._clock.now()
        return await self._store.read(lambda c: read_figures(c, now, self._timezone))

    async def alarm_load(self, span: timedelta) -> AlarmLoad:
        """The room's own alarm load over the last `span`, and what dismissals tell of rules, places and cameras."""
        now = self._clock.now()
        return await self._store.read(lambda c: read_load(c, now, span))

    def feeds(self) -> Sequence[FeedHealth]:
        """How each feed is doing, in the order of the settings."""
        return self._feeds()


def _squads(connection: Connection) -> tuple[SquadCard, ...]:
    load = cases.load(connection)
    return tuple(
        SquadCard(
            squad=row.squad,
            name=row.name,
            company=row.company,
            grid=row.grid,
            on_duty=row.on_duty,
            members=row.members,
            state=row.state,
            tasks=load.get(row.squad, 0),
        )
        for row in city.all_squads(connection)
    )


def _cameras(connection: Connection) -> tuple[CameraCard, ...]:
    return tuple(
        CameraCard(
            camera=row.camera,
            name=row.name,
            device=row.device,
            state=row.state,
            lon=row.lon,
            lat=row.lat,
            heading=row.heading,
            stream=row.stream,
        )
        for row in city.all_cameras(connection)
    )
