"""Evidence: what people confirm of it, the penalty case it leads to, the dossier that leaves the house."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from command_center.commands.requests import AnswerCheck, Done, ExportDossier, OpenPenaltyCase, Refused
from command_center.commands.work import HANDLERS, Handler, Work, handles
from command_center.evidence.completeness import findings, missing
from command_center.evidence.securing import secure
from command_center.model.cases import Case, Step
from command_center.model.evidence import Answer, PenaltyCase
from command_center.model.people import Role
from command_center.notices import CaseChanged
from command_center.store import evidence
from command_center.store.unit import Unit

NUMBER = "QZ-CF-{day}-"


@handles(AnswerCheck, Role.OFFICER, Role.CHECKER, Role.DISPATCHER)
def answer_check(work: Work, request: AnswerCheck) -> Done:
    """A person looked, and says what is so. Raises Refused for a point the bureau's list does not have."""
    case = work.case(request.case)
    words = work.room.bureau.evidence.points(case.category)
    if request.item not in words:
        raise Refused("unknown", f"{request.item}: the check list has {', '.join(words) or 'no points'}")
    said = Answer(request.item, request.holds, request.note, work.person.id, work.unit.now)
    evidence.answer(work.connection, case.id, said)
    holds = "yes" if request.holds else "no"
    point = words[request.item]
    work.unit.record("answer-check", "case", case.id, None, item=request.item, point=point, holds=holds,
                     note=request.note)  # fmt: skip
    work.unit.tell(CaseChanged(case.id))
    return Done(case=case.id)


def open_penalty_case(work: Work, request: OpenPenaltyCase) -> Done:
    """By a named officer, once nothing is missing. Raises Refused with what is."""
    case = work.case(request.case)
    if case.step is Step.VOID:
        raise Refused("wrong-step", f"{case.id} is void")
    names = {officer.name.strip() for officer in request.officers} - {""}
    certificates = {officer.certificate.strip() for officer in request.officers} - {""}
    if len(names) < len(request.officers) or len(certificates) < len(request.officers):
        raise Refused("evidence", "two officers are two people, each with a name and a certificate of his own")
    if not request.offender.strip() or not request.ground.strip():
        raise Refused("evidence", "against whom, and on what ground, must be said")
    checks = _checked(work, case)
    opened = PenaltyCase(
        id=evidence.next_penalty_number(work.connection, _prefix(work)),
        case=case.id,
        opened=work.unit.now,
        opened_by=work.person.id,
        officers=request.officers,
        offender=request.offender.strip(),
        ground=request.ground.strip(),
        checks=checks,
    )
    if not evidence.open_penalty(work.connection, opened):
        raise Refused("changed", f"{case.id} has a penalty case against {opened.offender} already")
    _on_record(work.unit, opened)
    return Done(case=case.id, penalty_case=opened.id)


def _on_record(unit: Unit, opened: PenaltyCase) -> None:
    officers = "; ".join(f"{one.name} {one.certificate}" for one in opened.officers)
    unit.record("open-penalty-case", "case", opened.case, None, penalty=opened.id, officers=officers,
                offender=opened.offender, ground=opened.ground, checks="; ".join(opened.checks))  # fmt: skip
    unit.tell(CaseChanged(opened.case))


def _checked(work: Work, case: Case) -> tuple[str, ...]:
    """What the check said, in the bureau's words. Raises Refused with what is missing."""
    secure(work.unit, case, all_now=True)
    items = evidence.of(work.connection, case.id)
    found = findings(work.room.bureau.evidence, case.category, items, evidence.answers(work.connection, case.id))
    lacking = missing(found)
    if lacking:
        raise Refused("evidence", "; ".join(one.said() for one in lacking))
    return tuple(one.said(work.room.bureau.dossier.needs) for one in found)


def _prefix(work: Work) -> str:
    return NUMBER.format(day=f"{work.unit.now.astimezone(ZoneInfo(work.room.timezone)):%Y%m%d}")


# An officer, and nobody else: not even the shift leader, who may everything a seat may.
HANDLERS[OpenPenaltyCase] = Handler(open_penalty_case, frozenset({Role.OFFICER}))


@handles(ExportDossier, Role.OFFICER)
def export_dossier(work: Work, request: ExportDossier) -> Done:
    """Put on record that a dossier, personal data and all, is made and for whom; what is not kept yet is, now."""
    case = work.case(request.case)
    if not request.reason.strip():
        raise Refused("evidence", "a dossier leaves the house: say for whom, and why")
    secure(work.unit, case, all_now=True)
    work.unit.record("export-dossier", "case", case.id, None, reason=request.reason.strip())
    work.unit.tell(CaseChanged(case.id))
    return Done(case=case.id)
