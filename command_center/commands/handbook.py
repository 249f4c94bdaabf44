"""The handbook's check list of a case: what was done is marked, and recorded."""

from __future__ import annotations

from command_center.commands.requests import Done, MarkPoint, Refused
from command_center.commands.work import Work, handles
from command_center.model.handbook import Mark
from command_center.model.people import Role
from command_center.notices import CaseChanged
from command_center.store import handbook


@handles(MarkPoint, Role.OFFICER, Role.CHECKER, Role.DISPATCHER)
def mark_point(work: Work, request: MarkPoint) -> Done:
    """Mark a point, or take the mark back. Raises Refused for a point the page does not have, or a case that is over;
    marking what is marked changes nothing."""
    case = work.case(request.case)
    if case.step.over:
        raise Refused("wrong-step", f"{case.id} is {case.step}: its check list stands as it is")
    page = work.room.bureau.handbook.page(case.category)
    if request.revision and request.revision != page.revision:
        raise Refused("changed", f"the page {page.title} was edited: read it again")
    point = next((one for one in page.points if one.id == request.point), None)
    if point is None:
        raise Refused("unknown", f"{request.point}: the page {page.title} has {', '.join(p.id for p in page.points)}")
    last = handbook.marks(work.connection, case.id).get(point.id)
    if request.done == (last is not None and last.done):
        return Done(case=case.id)
    said = Mark(point.id, point.words, request.done, page.revision, work.person.id, work.unit.now)
    handbook.mark(work.connection, case.id, said)
    what = "mark-point" if request.done else "unmark-point"
    work.unit.record(what, "case", case.id, None, item=point.id, point=point.words, revision=page.revision)
    work.unit.tell(CaseChanged(case.id))
    return Done(case=case.id, undo=MarkPoint(case.id, point.id, not request.done))
