"""An area being drawn: its corners, what is under way, and every step back. Nothing here knows Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from widgets.zones import rings
from widgets.zones.checking import Fault, fault_of, repaired
from widgets.zones.rings import Corner, Ring, Shape, Spot

STEPS = 200
"""So many steps can be taken back."""


class Mode(Enum):
    """What the next click does: take hold of a corner, or set one of an outline, a hole, a line that splits."""

    CORNERS = "corners"
    OUTLINE = "outline"
    HOLE = "hole"
    SPLIT = "split"


class Said(Enum):
    """Why something was not done."""

    TOO_FEW = "too-few"
    CUTS_NOTHING = "cuts-nothing"
    SPLITS_NOTHING = "splits-nothing"
    NO_REPAIR = "no-repair"


@dataclass(frozen=True)
class State:
    """All there is to an area being drawn. `line` is set so far in any mode but CORNERS; `aside` are pieces split
    off, to become places of their own."""

    shape: Shape = ()
    line: Ring = ()
    mode: Mode = Mode.CORNERS
    aside: tuple[Shape, ...] = ()
    chosen: Corner | None = None


class Editor:
    """Takes a person's steps. `changed` is called after each; steps return why they were not taken, None when they
    were. A corner that is dragged is one step, however far."""

    def __init__(self, shape: Shape = (), changed: Callable[[], None] = lambda: None) -> None:
        self._first = self._state = State(shape, mode=Mode.CORNERS if shape else Mode.OUTLINE)
        self._back: list[State] = []
        self._ahead: list[State] = []
        self._held: State | None = None
        self._changed = changed
        self._fault = fault_of(shape)

    # what there is

    @property
    def state(self) -> State:
        """As it stands now."""
        return self._state

    @property
    def shape(self) -> Shape:
        """The area's rings."""
        return self._state.shape

    @property
    def fault(self) -> Fault | None:
        """What keeps it from being saved."""
        return self._fault

    @property
    def touched(self) -> bool:
        """Whether it is another area than at first."""
        return (self.shape, self._state.aside) != (self._first.shape, self._first.aside)

    @property
    def can_undo(self) -> bool:
        """Whether a step can be taken back."""
        return bool(self._back)

    @property
    def can_redo(self) -> bool:
        """Whether a step can be taken again."""
        return bool(self._ahead)

    # steps

    def turn(self, mode: Mode) -> None:
        """The next clicks do something else; a line begun is let go."""
        wanted = replace(self._state, mode=mode, line=(), chosen=None)
        if wanted != self._state:
            self._step(wanted)

    def add(self, at: Spot) -> None:
        """Set the next corner of an outline, a hole, a line."""
        if self._state.mode is not Mode.CORNERS and at not in self._state.line[-1:]:
            self._step(replace(self._state, line=(*self._state.line, at)))

    def shorten(self) -> None:
        """Take the last corner of what is being set away."""
        if self._state.line:
            self._step(replace(self._state, line=self._state.line[:-1]))

    def finish(self) -> Said | None:
        """The outline, hole or line is whole."""
        mode, line = self._state.mode, self._state.line
        if mode is Mode.CORNERS:
            return None
        if len(line) < (2 if mode is Mode.SPLIT else rings.CORNERS):
            return Said.TOO_FEW
        if mode is Mode.OUTLINE:
            return self._settle((*self.shape, (line,)))
        if mode is Mode.HOLE:
            left = rings.with_hole(self.shape, line)
            return Said.CUTS_NOTHING if left is None else self._settle(left)
        pieces = rings.cut_apart(self.shape, line)
        return self._settle(pieces[0], pieces[1:]) if pieces else Said.SPLITS_NOTHING

    def choose(self, corner: Corner | None) -> None:
        """Mark a corner; no step of its own."""
        self._state = replace(self._state, chosen=corner)
        self._changed()

    def insert(self, side: Corner, at: Spot) -> None:
        """A new corner on a side, taken hold of."""
        self._held = self._state
        shape, corner = rings.inserted(self.shape, side, at)
        self._put(replace(self._state, shape=shape, chosen=corner))

    def grab(self, corner: Corner) -> None:
        """Take hold of a corner."""
        self._held = self._state
        self.choose(corner)

    def drag(self, to: Spot) -> None:
        """The corner held goes there."""
        if self._held is not None and self._state.chosen is not None:
            self._put(replace(self._state, shape=rings.moved(self.shape, self._state.chosen, to)))

    def drop(self) -> None:
        """Let go of it: one step, if it moved."""
        before, self._held = self._held, None
        if before is not None and before.shape != self.shape:
            self._remember(before)
            self._changed()

    def delete(self) -> bool:
        """Without the marked corner; False when none is."""
        corner = self._state.chosen
        if corner is None:
            return False
        self._step(replace(self._state, shape=rings.removed(self.shape, corner), chosen=None))
        return True

    def repair(self) -> Said | None:
        """The areas enclosed, without crossings."""
        made = repaired(self.shape)
        return Said.NO_REPAIR if made is None else self._settle(made)

    def undo(self) -> bool:
        """Take the last step back; False when there is none."""
        return self._turn_over(self._back, self._ahead)

    def redo(self) -> bool:
        """Take again what was taken back; False when there is nothing."""
        return self._turn_over(self._ahead, self._back)

    def _turn_over(self, source: list[State], target: list[State]) -> bool:
        self.drop()
        if not source:
            return False
        target.append(self._state)
        self._put(source.pop())
        return True

    def _settle(self, shape: Shape, aside: tuple[Shape, ...] = ()) -> Said | None:
        self._step(State(shape, aside=(*self._state.aside, *aside)))
        return None

    def _step(self, state: State) -> None:
        self.drop()
        self._remember(self._state)
        self._put(state)

    def _remember(self, before: State) -> None:
        self._back = [*self._back[1 - STEPS :], before]
        self._ahead.clear()

    def _put(self, state: State) -> None:
        if state.shape != self._state.shape:
            self._fault = fault_of(state.shape)
        self._state = state
        self._changed()
