"""What the map shows at the moment, gathered from the live tables and the last answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite

import numpy as np

from command_center.clock import Clock, to_ms
from command_center.live import Live
from command_center.model.categories import Device
from command_center.queries.answers import Board, CameraCard, SquadCard
from widgets.common.theme import px
from widgets.map.dots import STALE_MS, Dots, disc, groups, states
from widgets.map.layers import Layer
from widgets.map.marks import Mark, MarkKind, of_board, of_cameras, of_squads, positions
from widgets.map.palette import Palette
from widgets.map.past import Past, cameras_then, squads_then
from widgets.map.places import Places
from widgets.map.points.columns import Columns
from widgets.map.points.engines import engine
from widgets.map.points.layer import Swarm, rgb
from widgets.map.projection import Floats, Projection

DOGS, CAMERAS, SQUADS = "dog-tag", "camera", "squad"
"""Kinds of feed, as the settings name them."""
_LAYER_OF = {
    MarkKind.SQUAD: Layer.SQUADS,
    MarkKind.VEHICLE: Layer.VEHICLES,
    MarkKind.DRONE: Layer.VEHICLES,
    MarkKind.CAMERA: Layer.CAMERAS,
}


class Content:
    """Keeps the answers; works out marks and dots from them when asked."""

    def __init__(self, live: Live, clock: Clock, projection: Projection, private: bool) -> None:
        self._live, self._clock, self._projection = live, clock, projection
        self._present = live, clock
        self._past: Past | None = None
        self._columns = Columns(projection)
        self._swarms = 0
        self._board: Board | None = None
        self._of_board: tuple[Mark, ...] = ()
        self._squads: tuple[SquadCard, ...] = ()
        self._cameras: tuple[CameraCard, ...] = ()
        self._stale: frozenset[str] = frozenset()
        self.private = private

    @property
    def squads(self) -> Sequence[SquadCard]:
        """The squads' standing."""
        return self._squads

    @property
    def stale(self) -> frozenset[str]:
        """Kinds of feed that have stopped; of the past none has."""
        return self._stale if self._past is None else frozenset()

    @stale.setter
    def stale(self, kinds: frozenset[str]) -> None:
        self._stale = kinds

    def take_past(self, past: Past | None) -> bool:
        """Show a moment of the past, or (None) the present again. True when the matters are others than before."""
        before = self._shown_board()
        self._live, self._clock = (past.live, past.clock) if past is not None else self._present
        self._past = past
        if changed := self._shown_board() is not before:
            self.reword()
        return changed

    @property
    def in_the_past(self) -> bool:
        """Whether what is shown is not the present."""
        return self._past is not None

    def _shown_board(self) -> Board | None:
        return self._past.board if self._past is not None else self._board

    def take_board(self, board: Board | None) -> None:
        """Another snapshot of the queue."""
        self._board = board
        if self._past is None:
            self.reword()

    def reword(self) -> None:
        """The matters, language or privacy changed."""
        board = self._shown_board()
        self._of_board = tuple(of_board(board, self._projection, self.private)) if board is not None else ()

    def take_squads(self, cards: Sequence[SquadCard]) -> None:
        """Squads' standing."""
        self._squads = tuple(cards)

    def take_cameras(self, cards: Sequence[CameraCard]) -> None:
        """Cameras, vehicles and drones."""
        self._cameras = tuple(cards)

    def movers_key(self) -> tuple[int, ...]:
        """Changes when something with a mark has moved."""
        live = self._live
        return live.squads.revision, live.drones.revision, live.cameras.revision

    def dogs_key(self) -> tuple[object, ...]:
        """Changes when a dog has moved, or has become too old to be drawn bright."""
        dogs = self._live.dogs
        old = (
            len(dogs)
            if DOGS in self.stale
            else int(np.count_nonzero(dogs.time_ms < to_ms(self._clock.now()) - STALE_MS))
        )
        return dogs.revision, len(dogs), old

    def marks(self, shown: frozenset[Layer], *, public: bool = False) -> list[Mark]:
        """All marks of the layers `shown`, in drawing order: cameras lowest, urgent events last. `public`: named as
        on a wall, whatever this map's own privacy is."""
        live, projection = self._live, self._projection
        made: list[Mark] = []
        if shown & {Layer.CAMERAS, Layer.VEHICLES}:
            stale = CAMERAS in self.stale
            made += of_cameras(
                self._cameras if self._past is None else cameras_then(self._cameras),
                live.cameras,
                live.drones,
                projection,
                stale,
            )
        if Layer.SQUADS in shown:
            cards = self._squads if self._past is None else squads_then(self._squads)
            made += of_squads(cards, live.squads, projection, SQUADS in self.stale)
        made = [mark for mark in made if _LAYER_OF[mark.kind] in shown]
        matters: Sequence[Mark] = self._of_board
        if public and not self.private:
            board = self._shown_board()
            matters = of_board(board, projection, True) if board is not None else ()
        return [*sorted(made, key=lambda mark: -mark.kind.value), *matters]

    def squad_spots(self) -> Mapping[str, tuple[float, float]]:
        """Where squads are, map metres."""
        return positions(self._live.squads, self._projection)

    def dog_spots(self) -> tuple[Floats, Floats]:
        """Where dogs are, map metres, by row of the live table."""
        self._columns.follow(engine(), self._live.dogs.lon, self._live.dogs.lat)
        return self._columns.x, self._columns.y

    def swarm(self) -> Swarm:
        """The dogs as they are now. What is handed out is brought up to date in place by the next call."""
        x, y = self.dog_spots()
        dogs = self._live.dogs
        self._swarms += 1
        state = states(dogs.time_ms, dogs.flag, to_ms(self._clock.now()), DOGS in self.stale)
        return Swarm(x, y, state, dogs.heading, dogs.ids, self._columns.index, self._swarms)

    def dog_spot(self, tag: str) -> tuple[float, float] | None:
        """Where one dog is, map metres; None when it was never seen."""
        row = self._live.dogs.row(tag)
        if row is None:
            return None
        x, y = self._projection.point(float(self._live.dogs.lon[row]), float(self._live.dogs.lat[row]))
        return (x, y) if isfinite(x) and isfinite(y) else None

    def tag(self, row: int) -> str:
        """The tag in a row of the live table."""
        return self._live.dogs.ids[row]

    def dots(self, mpp: float, ratio: float, colours: Palette) -> list[Dots]:
        """The dogs as dots for a page: old ones dim, flagged ones bright and larger; larger when looked at closely."""
        x, y = self.dog_spots()
        dogs = self._live.dogs
        size = px(2 if mpp > 14 else 3 if mpp > 4 else 4 if mpp > 1.5 else 6)
        if self.private:
            size += 1
        now = to_ms(self._clock.now())
        inks = (colours.dog_old, colours.dog, colours.dog_flagged)
        made = []
        for which, ink, more in zip(
            groups(dogs.time_ms, dogs.flag, now, DOGS in self.stale), inks, (0, 0, 2), strict=True
        ):
            if which.any():
                made.append(Dots(x[which], y[which], rgb(ink), disc(max(1, round((size + more) * ratio)))))
        return made

    def counts(self, places: Places) -> dict[Layer, int]:
        """How many each layer has."""
        moving = sum(1 for card in self._cameras if card.device is not Device.FIXED)
        unlisted = sum(1 for name in self._live.drones.ids if all(card.camera != name for card in self._cameras))
        return {
            **{layer: places.count(layer) for layer in Layer},
            Layer.CAMERAS: sum(1 for card in self._cameras if card.device is Device.FIXED),
            Layer.VEHICLES: moving + unlisted,
            Layer.SQUADS: sum(1 for card in self._squads if card.on_duty),
            Layer.DOGS: self._live.dogs.known,
        }
