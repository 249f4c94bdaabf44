"""The shift: duty log, roster, instructions to squads, calls, and the page that is handed over."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from command_center.cases import messages
from command_center.commands.requests import (
    CallSquad,
    Done,
    ImportRoster,
    InstructSquads,
    PrepareHandover,
    Refused,
    SignHandover,
    WriteLog,
)
from command_center.commands.roster import BadRoster, read_roster
from command_center.commands.work import Work, handles
from command_center.figures.handover import begun, digest, read_page
from command_center.model.people import Role
from command_center.model.shift import Handover, Instruction, LogKind, Side, Signature
from command_center.notices import ShiftChanged
from command_center.store import city, shift

SEATS = (Role.INTAKE, Role.DISPATCHER, Role.CHECKER)
POSTS = (*SEATS, Role.SHIFT_LEADER, Role.LEADER, Role.OFFICER)
OLDEST_SHIFT = timedelta(days=7)


def _log(work: Work, kind: LogKind, text: str, about: str = "") -> None:
    shift.write(work.connection, work.unit.now, work.person.id, kind, text, about)
    work.unit.record(f"log-{kind}", "city", about or "shift", None, text=text)
    work.unit.tell(ShiftChanged("log"))


@handles(WriteLog, *SEATS, Role.LEADER)
def write_log(work: Work, request: WriteLog) -> Done:
    """A note, with its time and its author."""
    if not request.text.strip():
        raise Refused("unknown", "a note without words")
    _log(work, LogKind.NOTE, request.text.strip())
    return Done()


@handles(ImportRoster, Role.LEADER)
def import_roster(work: Work, request: ImportRoster) -> Done:
    """All lines or none. Raises Refused with every line that is wrong."""
    squads = [row.squad for row in city.all_squads(work.connection)]
    try:
        duties = read_roster(request.csv, [*map(str, POSTS), *squads])
    except BadRoster as error:
        raise Refused("bad-roster", str(error)) from error
    replaced = shift.plan(work.connection, duties, work.person.id, work.unit.now)
    first, last = min(duty.start for duty in duties), max(duty.end for duty in duties)
    text = f"{first.isoformat()} … {last.isoformat()}: {len(duties)} (-{replaced})"
    _log(work, LogKind.ROSTER, text)
    work.unit.tell(ShiftChanged("roster"))
    return Done()


@handles(InstructSquads, Role.DISPATCHER, Role.LEADER)
def instruct_squads(work: Work, request: InstructSquads) -> Done:
    """Through the outbox; who has read it is told by receipts. Raises Refused for a squad that is not there."""
    known = {row.squad: row for row in city.all_squads(work.connection)}
    strange = [squad for squad in request.squads if squad not in known]
    if strange:
        raise Refused("no-squad", ", ".join(strange))
    squads = sorted(set(request.squads)) or sorted(squad for squad, row in known.items() if row.on_duty)
    if not squads:
        raise Refused("no-squad", "no squad is on duty")
    number = f"I{work.unit.now:%Y%m%d}-{uuid4().hex[:8]}"
    said = Instruction(number, work.unit.now, work.person.id, request.text, dict.fromkeys(squads))
    shift.instruct(work.connection, said)
    messages.send_instruction(work.unit, number, squads, request.text)
    _log(work, LogKind.INSTRUCTION, request.text, number)
    work.unit.tell(ShiftChanged("instructions"))
    return Done(made=number)


@handles(CallSquad, *SEATS, Role.LEADER)
def call_squad(work: Work, request: CallSquad) -> Done:
    """The number of whoever is on duty there by the roster; the call stands in the log."""
    squad = next((row for row in city.all_squads(work.connection) if row.squad == request.squad), None)
    if squad is None:
        raise Refused("no-squad", request.squad)
    now = work.unit.now
    there = [one for one in shift.duties(work.connection, now, now + timedelta(microseconds=1)) if one.phone]
    found = {one.name: one.phone for one in there if one.post == request.squad}
    if not found:
        raise Refused("unknown", f"the roster has no number for {squad.name or request.squad} now")
    _log(work, LogKind.CALL, " ".join(part for part in (squad.name or squad.squad, request.text) if part), squad.squad)
    return Done(revealed=found)


@handles(PrepareHandover)
def prepare_handover(work: Work, request: PrepareHandover) -> Done:
    """Make the page. It never changes: what comes after it is for another page."""
    now = work.unit.now
    since = request.since or begun(work.connection, now)
    if since.tzinfo is None or not now - OLDEST_SHIFT <= since < now:
        raise Refused("unknown", "since: expected a time with an offset, before now, within seven days")
    page = read_page(work.connection, since, now)
    made = Handover(f"H{now:%Y%m%d}-{uuid4().hex[:8]}", page, digest(page), work.person.id, {})
    shift.keep(work.connection, made)
    work.unit.record("prepare-handover", "city", made.id, None, sha256=made.sha256)
    work.unit.tell(ShiftChanged("handover"))
    return Done(made=made.id)


@handles(SignHandover)
def sign_handover(work: Work, request: SignHandover) -> Done:
    """Two persons, each once; what was signed is what was looked at. Raises Refused."""
    page = shift.handover(work.connection, request.handover)
    if page is None:
        raise Refused("unknown", request.handover)
    if request.sha256 != page.sha256:
        raise Refused("changed", f"{page.id} is another page")
    before = page.signed.get(request.side)
    if before is not None:
        raise Refused("changed", f"{page.id} was signed by {before.by} already")
    other = page.signed.get(Side.COMING if request.side is Side.GOING else Side.GOING)
    if other is not None and other.by == work.person.id:
        raise Refused("not-allowed", "the same person cannot hand over and take over")
    shift.sign(work.connection, page.id, request.side, Signature(work.person.id, work.unit.now, page.sha256))
    _log(work, LogKind.HANDOVER, str(request.side), page.id)
    work.unit.record("sign-handover", "city", page.id, None, side=request.side, sha256=page.sha256)
    work.unit.tell(ShiftChanged("handover"))
    return Done(made=page.id)
