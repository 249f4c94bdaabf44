"""A moment of the past, for a map to show instead of the present; and the cards of things as they may be shown then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from command_center.clock import Clock
from command_center.live import Live
from command_center.model.observations import CameraState, SquadState
from command_center.queries.answers import Board, CameraCard, SquadCard


class Past(NamedTuple):
    """Tables, time and queue of a moment. The same three objects may be handed in again, holding another moment."""

    live: Live
    clock: Clock
    board: Board


def squads_then(cards: Sequence[SquadCard]) -> tuple[SquadCard, ...]:
    """Whoever was somewhere is drawn; nobody knows any more who was free, and nobody is shown as busy now."""
    return tuple(replace(card, on_duty=True, state=SquadState.FREE, tasks=0) for card in cards)


def cameras_then(cards: Sequence[CameraCard]) -> tuple[CameraCard, ...]:
    """None is shown as out of order now."""
    return tuple(replace(card, state=CameraState.ONLINE) for card in cards)
