"""A squad that does not answer: its task is called back and offered to the next, best first, and then to a person."""

from __future__ import annotations

from msgspec import Struct

from command_center.bureau import Bureau, Limited
from command_center.cases import messages, opening, steps
from command_center.cases.advice import Candidate, advise
from command_center.model.cases import Case, Step, Task, TaskState
from command_center.store import cases, city
from command_center.store.unit import Unit

MOST_OFFERED = 3
"""After so many squads that did not answer a person decides: a fourth would be guessing."""
WHY = "no answer"


class Offered(Struct, frozen=True):
    """What came of a task nobody answered: the squad it went to next, None for nobody."""

    case: str
    task: str
    squad: str | None


def offer_on(unit: Unit, bureau: Bureau) -> list[Offered]:
    """Every task that reached its squad's side and was not answered within the bureau's time (`answer` in
    deadlines.toml) goes to the next squad. Done twice it does nothing more: the task is no longer unanswered."""
    found = []
    for case in cases.running(unit.connection):
        if case.step is not Step.DISPATCHED:
            continue
        task = opening.open_task(unit, case)
        if task is None or task.state is not TaskState.DELIVERED:
            continue
        if bureau.deadlines.end(Limited.ANSWER, task.leaves_at, case.category) <= unit.now:
            found.append(_offer(unit, bureau, case, task))
    return found


def _offer(unit: Unit, bureau: Bureau, case: Case, task: Task) -> Offered:
    messages.cancel_task(unit, task, WHY)
    cases.set_task_state(unit.connection, task.id, TaskState.CANCELLED)
    deadline = bureau.deadlines.end(Limited.DISPATCH, unit.now, case.category)
    case = opening.move(unit, case, steps.Move.CALL_BACK, squad=None, deadline=deadline)
    unit.record("unanswered", "case", case.id, squad=task.squad, task=task.id)
    tried = {one.squad for one in cases.tasks_of(unit.connection, [case.id])[case.id]}
    squad = None if len(tried) >= MOST_OFFERED else _next(unit, case, tried)
    if squad is None:
        unit.record("nobody-answers", "case", case.id, tried=", ".join(sorted(tried)))
    else:
        opening.dispatch(unit, case, squad, bureau, "")
    return Offered(case.id, task.id, squad)


def _next(unit: Unit, case: Case, tried: set[str]) -> str | None:
    """The best squad on duty that was not asked yet; None when there is none."""
    load = cases.load(unit.connection)
    candidates = [
        Candidate(row, row.lon, row.lat, load.get(row.squad, 0))
        for row in city.all_squads(unit.connection)
        if row.squad not in tried
    ]
    best = advise(candidates, case.lon, case.lat, case.grid)
    return best[0].candidate.status.squad if best else None
