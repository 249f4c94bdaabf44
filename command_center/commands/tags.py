"""The work list of tags: what was done about a fault."""

from __future__ import annotations

from command_center.commands.requests import Done, Refused, SettleTagFaults
from command_center.commands.work import Work, handles
from command_center.model.people import Role
from command_center.notices import TagWorkChanged
from command_center.store import tag_work


@handles(SettleTagFaults, Role.INTAKE, Role.DISPATCHER, Role.CHECKER)
def settle_tag_faults(work: Work, request: SettleTagFaults) -> Done:
    """All of them, or none. Raises Refused `unknown`, or `changed` when one is so already: another seat was first."""
    found = tag_work.faults_by_ids(work.connection, request.faults)
    if len(found) < len(set(request.faults)):
        raise Refused("unknown", ", ".join(map(str, request.faults)))
    for fault in found:
        was = fault.state
        done = was is not request.state and tag_work.settle(
            work.connection, fault, request.state, request.note, work.person.id, work.unit.now
        )
        if not done:
            raise Refused("changed", f"{fault.tag}: {fault.kind} is {was}")
        work.unit.record(f"fault-{request.state}", "dog", fault.tag, kind=fault.kind, fault=fault.id, note=request.note)
    work.unit.tell(TagWorkChanged())
    return Done()
