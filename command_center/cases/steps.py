"""The one table of a case's states and the moves between them; `scripts.steps` renders it into docs/cases.md."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from command_center.model.cases import Step


class Move(StrEnum):
    """What takes a case from one step to another, or is done to it at a step."""

    VERIFY = "verify"
    VERIFIED = "verified"
    ACCEPT = "accept"
    NOT_ACCEPT = "not-accept"
    DISPATCH = "dispatch"
    REFER = "refer"
    HAND_OVER = "hand-over"
    GIVE_BACK = "give-back"
    START = "start"
    DECLINE = "decline"
    CALL_BACK = "call-back"
    ADD_PART = "add-part"
    LEAD_DONE = "lead-done"
    REPORT_BACK = "report-back"
    CHECK = "check"
    PASS = "pass"  # noqa: S105
    REWORK = "rework"
    EVALUATE = "evaluate"
    SUSPEND = "suspend"
    RESUME = "resume"
    EXTEND = "extend"
    URGE = "urge"
    INSTRUCT = "instruct"
    VOID = "void"
    UNDO = "undo"


class Clock(StrEnum):
    """What a move does to the clock of the case."""

    STARTS = "starts"
    RUNS = "runs on"
    LATER = "has a later limit"
    PAUSES = "pauses"
    RESUMES = "runs on with the time that was left"
    STANDS = "stands still"
    STOPS = "stops"


class Row(Struct, frozen=True):
    """One allowed move: from `step` to `to`; `who` makes it; `needs` beside the step; `reason` when one must be
    given."""

    step: Step
    move: Move
    to: Step
    who: str
    clock: Clock
    needs: str = ""
    reason: bool = False


_C, _O, _D, _H = Step.COLLECTED, Step.OPENED, Step.DISPATCHED, Step.HANDLING
_R, _CLOSED, _S = Step.REPORTED_BACK, Step.CLOSED, Step.SUSPENDED
_DISPATCHER, _CHECKER, _LEADER, _SQUAD = "dispatcher", "checker", "shift leader", "the squad"
_OUTSIDE = "the studio or county, or a dispatcher for it"
_APPROVED = "asked for by one person, approved by another, a shift leader or leader"
_UNDER_WAY = (_C, _O, _D, _H, _R)

TABLE: tuple[Row, ...] = (
    Row(_C, Move.VERIFY, _C, "intake, dispatcher", Clock.RUNS, "no verification under way"),
    Row(_C, Move.VERIFIED, _O, "a collector", Clock.STARTS, "found true by somebody who does not handle it"),
    Row(_C, Move.ACCEPT, _O, "intake, dispatcher", Clock.STARTS, reason=True),
    Row(_C, Move.NOT_ACCEPT, Step.NOT_ACCEPTED, "intake, dispatcher", Clock.STOPS, "a reply to the source", True),
    Row(_O, Move.NOT_ACCEPT, Step.NOT_ACCEPTED, "intake, dispatcher", Clock.STOPS, "a reply to the source", True),
    Row(_O, Move.DISPATCH, _D, _DISPATCHER, Clock.STARTS, "a squad on duty"),
    Row(_O, Move.REFER, _H, "intake, dispatcher", Clock.STARTS, "a community studio"),
    Row(_O, Move.HAND_OVER, _H, _DISPATCHER, Clock.STARTS, "a county", True),
    Row(_H, Move.GIVE_BACK, _O, _OUTSIDE, Clock.STARTS, "no squad has it", True),
    Row(_D, Move.START, _H, _SQUAD, Clock.RUNS),
    Row(_H, Move.START, _H, _SQUAD, Clock.RUNS),
    Row(_D, Move.DECLINE, _O, _SQUAD, Clock.STARTS),
    Row(_H, Move.DECLINE, _O, _SQUAD, Clock.STARTS),
    Row(_D, Move.CALL_BACK, _O, _DISPATCHER, Clock.STARTS, "a task under way", True),
    Row(_H, Move.CALL_BACK, _O, _DISPATCHER, Clock.STARTS, "a task under way", True),
    Row(_D, Move.ADD_PART, _D, _DISPATCHER, Clock.RUNS, "another squad on duty"),
    Row(_H, Move.ADD_PART, _H, _DISPATCHER, Clock.RUNS, "another squad on duty"),
    Row(_D, Move.LEAD_DONE, _H, _SQUAD, Clock.RUNS, "the lead is done, a part is not"),
    Row(_H, Move.LEAD_DONE, _H, _SQUAD, Clock.RUNS, "the lead is done, a part is not"),
    Row(_D, Move.REPORT_BACK, _R, _SQUAD, Clock.STARTS, "every part is done or dropped"),
    Row(_H, Move.REPORT_BACK, _R, "the squad, studio or county", Clock.STARTS, "every part is done or dropped"),
    Row(_R, Move.CHECK, _R, _CHECKER, Clock.RUNS, "no check under way"),
    Row(_R, Move.PASS, _CLOSED, _CHECKER, Clock.STOPS, "a note, when the collector said rework"),
    Row(_R, Move.REWORK, _D, _CHECKER, Clock.STARTS, "the squad that handled it", True),
    Row(_CLOSED, Move.EVALUATE, Step.EVALUATED, _LEADER, Clock.STOPS, "a grade from 1 to 5"),
    Row(_O, Move.SUSPEND, _S, _LEADER, Clock.PAUSES, _APPROVED, True),
    Row(_S, Move.RESUME, _O, "dispatcher, shift leader", Clock.RESUMES, reason=True),
    *(Row(s, Move.EXTEND, s, _LEADER, Clock.LATER, _APPROVED, True) for s in (_O, _D, _H)),
    *(Row(s, Move.URGE, s, "any seat", Clock.RUNS, reason=True) for s in _UNDER_WAY),
    *(Row(s, Move.INSTRUCT, s, "shift leader, leader", Clock.RUNS, reason=True) for s in _UNDER_WAY),
    Row(_S, Move.URGE, _S, "any seat", Clock.STANDS, reason=True),
    Row(_S, Move.INSTRUCT, _S, "shift leader, leader", Clock.STANDS, reason=True),
    *(Row(s, Move.VOID, Step.VOID, _LEADER, Clock.STOPS, "no task under way", True) for s in (_C, _O, _S)),
    Row(_D, Move.UNDO, Step.VOID, _DISPATCHER, Clock.STOPS, "the task has not left"),
)
"""A pair of step and move that does not stand here is not allowed."""

ROWS = {(row.step, row.move): row for row in TABLE}
MOVES: dict[tuple[Step, Move], Step] = {pair: row.to for pair, row in ROWS.items()}

TERMS: dict[Step | Move, str] = {
    Step.COLLECTED: "信息收集",
    Step.OPENED: "案卷建立",
    Step.DISPATCHED: "任务派遣",
    Step.HANDLING: "任务处理",
    Step.REPORTED_BACK: "处理反馈",
    Step.CLOSED: "核查结案",
    Step.EVALUATED: "综合评价",
    Step.SUSPENDED: "挂账",
    Step.NOT_ACCEPTED: "不予受理",
    Step.VOID: "作废",
    Move.VERIFY: "核实",
    Move.VERIFIED: "核实属实",
    Move.ACCEPT: "受理",
    Move.NOT_ACCEPT: "不予受理",
    Move.DISPATCH: "派遣",
    Move.REFER: "转调解",
    Move.HAND_OVER: "移交县(市、区)",
    Move.GIVE_BACK: "退回",
    Move.START: "处理",
    Move.DECLINE: "退单",
    Move.CALL_BACK: "召回",
    Move.ADD_PART: "大事协同办",
    Move.LEAD_DONE: "主办完成",
    Move.REPORT_BACK: "反馈",
    Move.CHECK: "核查",
    Move.PASS: "核查通过",
    Move.REWORK: "返工",
    Move.EVALUATE: "评价",
    Move.SUSPEND: "挂账",
    Move.RESUME: "恢复办理",
    Move.EXTEND: "延期",
    Move.URGE: "催办/督办",
    Move.INSTRUCT: "批示",
    Move.VOID: "作废",
    Move.UNDO: "撤销派遣",
}
"""The bureau's words for the glossary's and the page's sake."""


class NotAllowed(Exception):
    """A move that the table does not have. The text says what would be allowed."""

    def __init__(self, step: Step, move: Move) -> None:
        could = ", ".join(row.move for row in possible(step)) or "nothing"
        super().__init__(f"{move} is not possible at step {step}; possible: {could}")
        self.step, self.move = step, move


def possible(step: Step) -> list[Row]:
    """The moves that the table has at a step."""
    return [row for row in TABLE if row.step is step]


def after(step: Step, move: Move) -> Step:
    """The step a move leads to. Raises NotAllowed."""
    try:
        return MOVES[step, move]
    except KeyError:
        raise NotAllowed(step, move) from None
