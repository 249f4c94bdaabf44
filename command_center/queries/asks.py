"""The questions screens ask, as an interface: `queries.reader` answers them from the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from command_center.model.health import FeedHealth
from command_center.model.places import Place
from command_center.queries.answers import Board, CameraCard, DayFigures, Matter, SquadCard


class Queries(Protocol):
    """Read-only. The awaitable ones read the store in a worker; the others answer at once."""

    async def board(self) -> Board:
        """The whole queue, one snapshot."""
        ...

    async def matter(self, event_or_case: str) -> Matter | None:
        """All about the row led by this event id, or about this case id; None when there is no such thing."""
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

    def places(self) -> Sequence[Place]:
        """The places now in force."""
        ...

    def feeds(self) -> Sequence[FeedHealth]:
        """How each feed is doing, in the order of the settings."""
        ...
