"""What a leader lays down of the rules: now, or from a time on."""

from __future__ import annotations

from msgspec.structs import replace

from command_center.books import rules as book
from command_center.commands.places import effective_from
from command_center.commands.requests import ChangeRules, Done, NoteTrial, Refused
from command_center.commands.work import Work, handles
from command_center.model.people import Role
from command_center.rules.timeline import Timeline, version_of
from command_center.settings.checking import hours_mistake
from command_center.store import rules


@handles(ChangeRules, Role.LEADER)
def change_rules(work: Work, request: ChangeRules) -> Done:
    """Lay other rules down. Raises Refused `bad-rules` with what is wrong, `changed`, `too-late`; what is laid down
    already changes nothing."""
    why = hours_mistake(request.prohibited)
    if why is not None:
        raise Refused("bad-rules", f"prohibited: {request.prohibited!r:.80}: {why}")
    since = effective_from(work, request.effective)
    made = rules.changes(work.connection)
    if not made:
        raise Refused("bad-rules", "nobody has laid down rules yet: the process that takes the feeds does so first")
    if made[-1].id != request.expected:
        raise Refused("changed", f"the rules' last change is number {made[-1].id}, not {request.expected}")
    line = Timeline(rules.timeline(made))
    told = replace(
        line.newest.rules,
        prohibited=request.prohibited,
        remind_first_min=request.remind_first_min,
        home_radius_m=request.home_radius_m,
    )
    if line.at(since).version == version_of(told) and line.newest.version == version_of(told):
        return Done()
    book.save(work.unit, told, since, reason=request.reason)
    return Done()


@handles(NoteTrial, Role.LEADER)
def note_trial(work: Work, request: NoteTrial) -> Done:
    """Who tried what, over which time. Raises Refused when it is no time."""
    if request.start.tzinfo is None or request.end.tzinfo is None or request.start >= request.end:
        raise Refused("unknown", "no time to look at")
    begun, ended = request.start.isoformat(), request.end.isoformat()
    work.unit.record("trial", "city", "rules", None, what=request.what, **{"from": begun, "until": ended})
    return Done()
