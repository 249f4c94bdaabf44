"""What a simulated city gives its feed servers, and what it takes from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from msgspec import Struct

from command_center.model.outgoing import Outgoing

DOGS, CAMERAS, URBAN, SQUADS = "/dogs", "/cameras", "/urban", "/squads"
PATHS = (DOGS, CAMERAS, URBAN, SQUADS)
"""The demo's feeds, told apart by path."""


class Emission(Struct, frozen=True):
    """One event to publish: on which feed's `path`, under which CloudEvents `type`.

    `data` is a wire type of `feeds.wire` (positions) or a type of `model.observations` (all others), or plain
    JSON; it goes through `feeds.wire.envelope` as it is. `time` is the event's own time, aware, in UTC.
    """

    path: str
    type: str
    data: Struct | dict[str, Any]
    time: datetime


class TruthEntry(Struct, frozen=True):
    """Something the city really did, for judging what the station made of it.

    `kind` names the matter (a category code, or `walk`, `tag-fault`, `stray-fix`, `late-fixes` …), `subject` who
    (a tag, a camera, a report's number, a squad), `place` the place's id where one is concerned. `end` is
    None while it lasts: the same (`kind`, `subject`, `start`) comes again, with its end, when it is over.
    """

    kind: str
    subject: str
    place: str | None
    start: datetime
    end: datetime | None
    note: str = ""


class World(Protocol):
    """A city without a clock or I/O of its own: the same calls give the same emissions."""

    def snapshot(self) -> list[Emission]:
        """Everything a station has to know once, when a run's log is new: registry, cameras, squads, positions."""
        ...

    def step(self, now: datetime) -> list[Emission]:
        """Live until `now` (never earlier than before) and tell what came of it."""
        ...

    def take(self, command: Outgoing) -> list[Emission]:
        """React to what the station asks. The acknowledgement is the server's business, not the city's."""
        ...

    def new_truth(self) -> Sequence[TruthEntry]:
        """Truth entries recorded since the last call, oldest first."""
        ...
