"""The one table of a case's steps and the moves between them."""

from __future__ import annotations

from enum import StrEnum

from command_center.model.cases import Step


class Move(StrEnum):
    """What takes a case from one step to another."""

    DISPATCH = "dispatch"
    REFER = "refer"
    START = "start"
    DECLINE = "decline"
    CALL_BACK = "call-back"
    REPORT_BACK = "report-back"
    PASS = "pass"  # noqa: S105
    REWORK = "rework"
    UNDO = "undo"


MOVES: dict[tuple[Step, Move], Step] = {
    (Step.OPENED, Move.DISPATCH): Step.DISPATCHED,
    (Step.OPENED, Move.REFER): Step.HANDLING,
    (Step.DISPATCHED, Move.START): Step.HANDLING,
    (Step.HANDLING, Move.START): Step.HANDLING,
    (Step.DISPATCHED, Move.DECLINE): Step.OPENED,
    (Step.HANDLING, Move.DECLINE): Step.OPENED,
    (Step.DISPATCHED, Move.CALL_BACK): Step.OPENED,
    (Step.HANDLING, Move.CALL_BACK): Step.OPENED,
    (Step.DISPATCHED, Move.REPORT_BACK): Step.REPORTED_BACK,
    (Step.HANDLING, Move.REPORT_BACK): Step.REPORTED_BACK,
    (Step.REPORTED_BACK, Move.PASS): Step.CLOSED,
    (Step.REPORTED_BACK, Move.REWORK): Step.DISPATCHED,
    (Step.DISPATCHED, Move.UNDO): Step.VOID,
}
"""A pair that does not stand here is not allowed."""


class NotAllowed(Exception):
    """A move that the table does not have. The text says what would be allowed."""

    def __init__(self, step: Step, move: Move) -> None:
        could = ", ".join(m for (s, m) in MOVES if s is step) or "nothing"
        super().__init__(f"{move} is not possible at step {step}; possible: {could}")
        self.step, self.move = step, move


def after(step: Step, move: Move) -> Step:
    """The step a move leads to. Raises NotAllowed."""
    try:
        return MOVES[step, move]
    except KeyError:
        raise NotAllowed(step, move) from None
