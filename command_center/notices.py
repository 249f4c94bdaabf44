"""What changed, told to whoever listens: after the commit, never before.

A notice names the thing that changed, not its new content: who cares asks `queries`. The store tells them in
batches; `listen` returns the function that stops it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from msgspec import Struct

log = logging.getLogger(__name__)


class EventChanged(Struct, frozen=True, tag="event"):
    """A flagged event was raised, updated, reviewed or is over. `new` when it was just raised."""

    id: str
    new: bool = False


class CaseChanged(Struct, frozen=True, tag="case"):
    """A case was opened, moved, or got a task, feedback or picture."""

    id: str


class DogChanged(Struct, frozen=True, tag="dog"):
    """A registry entry changed."""

    id: str


class DogFactsChanged(Struct, frozen=True, tag="dog-facts"):
    """What is known of a dog beyond the registry changed: its home, what was granted to it."""

    id: str


class CameraLimitChanged(Struct, frozen=True, tag="camera-limit"):
    """A camera's threshold changed."""

    id: str


class TagWorkChanged(Struct, frozen=True, tag="tag-work"):
    """The work list of tags changed."""

    id: str = ""


class SquadChanged(Struct, frozen=True, tag="squad"):
    """A squad's standing changed (not its position)."""

    id: str


class CameraChanged(Struct, frozen=True, tag="camera"):
    """A camera was added, moved, or went on or off line."""

    id: str


class PlacesChanged(Struct, frozen=True, tag="places"):
    """The set of places changed."""

    id: str = ""


class RulesChanged(Struct, frozen=True, tag="rules"):
    """The rules were changed, or a change of them took effect."""

    id: str = ""


class ShiftChanged(Struct, frozen=True, tag="shift"):
    """The shift's `log`, `roster`, `instructions` or `handover` changed; `id` says which."""

    id: str


class WallChanged(Struct, frozen=True, tag="wall"):
    """The wall's `scenes`, `plans` or `monitors` changed; `id` says which."""

    id: str


class QuarantineChanged(Struct, frozen=True, tag="quarantine"):
    """A feed sent something that cannot be understood; `id` is the feed's name."""

    id: str


class GapSeen(Struct, frozen=True, tag="gap"):
    """A feed no longer holds events we have not had; `id` is the feed's name."""

    id: str


class FeedChanged(Struct, frozen=True, tag="feed"):
    """A feed's connection state changed; `id` is the feed's name. Not stored: each process has its own."""

    id: str


class StoreTrouble(Struct, frozen=True, tag="store-trouble"):
    """The store cannot be written (`id` is the reason) or can be again (`id` is empty). Not stored."""

    id: str


Notice = (
    EventChanged
    | CaseChanged
    | DogChanged
    | DogFactsChanged
    | CameraLimitChanged
    | TagWorkChanged
    | SquadChanged
    | CameraChanged
    | PlacesChanged
    | RulesChanged
    | ShiftChanged
    | WallChanged
    | QuarantineChanged
    | GapSeen
    | FeedChanged
    | StoreTrouble
)
Listener = Callable[[Sequence[Notice]], None]


class Notices:
    """The bus. Everything on it happens on the loop's thread."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every batch from now on; returns the function that stops it."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def tell(self, batch: Sequence[Notice]) -> None:
        """Tell everybody. A listener that fails is logged and stops nobody else."""
        if not batch:
            return
        for listener in tuple(self._listeners):
            try:
                listener(batch)
            except Exception:
                log.exception("a listener to notices failed")
