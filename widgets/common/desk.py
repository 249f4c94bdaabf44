"""What a window is handed to work with: the questions it may ask and the commands it may give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from command_center.clock import Clock
from command_center.commands.requests import Done, Request
from command_center.live import Live
from command_center.model.people import Person
from command_center.model.places import Place
from command_center.notices import Notices
from command_center.queries.asks import Queries
from command_center.queries.clips import ClipSource
from command_center.queries.evidence import EvidenceSource
from command_center.queries.trial.asking import TrialSource


class Commands(Protocol):
    """Carries out what a person asks for."""

    async def do(self, person: Person, request: Request) -> Done:
        """Carry `request` out for `person`, or raise `Refused` and change nothing."""
        ...


@dataclass(frozen=True)
class Desk:
    """A seat at the command center. `in_force` says whether a place's rule holds at this moment,
    `video_folders` where files lie that may be played,
    `clips` who has the clips of events, `evidence` who has that of cases,
    `trials` who tries rules and places out; None for a window that shows none."""

    queries: Queries
    commands: Commands
    notices: Notices
    live: Live
    clock: Clock
    person: Person
    in_force: Callable[[Place], bool]
    video_folders: tuple[str, ...] = ()
    clips: ClipSource | None = None
    evidence: EvidenceSource | None = None
    trials: TrialSource | None = None
