"""The clip of an event, as a screen asks for it: something to play, never something to fetch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Lacking(StrEnum):
    """Why there is no clip to play."""

    NONE = "none"
    REFUSED = "refused"
    NOT_FETCHED = "not-fetched"
    TOO_LARGE = "too-large"
    NO_FILM = "no-film"


class NoClip(Exception):
    """There is none; `detail` in English words, without the address."""

    def __init__(self, why: Lacking, detail: str = "") -> None:
        super().__init__(detail or str(why))
        self.why, self.detail = why, detail


@dataclass(frozen=True)
class Clip:
    """`address` may be opened as it is: a file, or rtsp. `flagged_at_s` seconds into it, None when nobody said."""

    address: str
    flagged_at_s: float | None = None


class ClipSource(Protocol):
    """Who has the clips."""

    async def clip(self, event: str) -> Clip:
        """The clip of the event of this id. Raises NoClip."""
        ...
