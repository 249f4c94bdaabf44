"""What a person does about a feed: takes note of what it lost, has what was set aside looked at and tried again."""

from __future__ import annotations

import msgspec

from command_center.commands.requests import (
    AcknowledgeGaps,
    Done,
    ExportQuarantined,
    Refused,
    RetryQuarantined,
    RevealQuarantined,
)
from command_center.commands.work import Work, handles
from command_center.model.people import Role
from command_center.notices import GapSeen, QuarantineChanged
from command_center.store import losses, quarantine
from command_center.store.quarantine import SHOWN_BYTES, Sought


@handles(AcknowledgeGaps, Role.INTAKE)
def acknowledge_gaps(work: Work, request: AcknowledgeGaps) -> Done:
    """Take note of all a feed lost. Raises Refused when somebody has."""
    news = losses.acknowledge(work.connection, request.feed, work.person.id, work.unit.now)
    if not news:
        raise Refused("changed", f"no gap of {request.feed} is left to take note of")
    work.unit.record("acknowledge-gaps", "feed", request.feed, gaps=news)
    work.unit.tell(GapSeen(request.feed))
    return Done()


@handles(RetryQuarantined, Role.INTAKE)
def retry_quarantined(work: Work, request: RetryQuarantined) -> Done:
    """Ask for another try: the process that has the intake does it. Raises Refused when there is nothing to try."""
    if not request.ids and not request.feed:
        raise Refused("unknown", "neither records nor a feed")
    sought = Sought(feed=request.feed or None, ids=request.ids)
    asked = quarantine.ask_retry(work.connection, sought, work.unit.now)
    if not asked:
        raise Refused("changed", "nothing of this is set aside any more")
    for feed, count in asked.items():
        ids = ",".join(map(str, request.ids))
        work.unit.record("retry-quarantined", "feed", feed, count=count, ids=ids)
        work.unit.tell(QuarantineChanged(feed))
    return Done()


@handles(RevealQuarantined, Role.INTAKE)
def reveal_quarantined(work: Work, request: RevealQuarantined) -> Done:
    """The text of a message set aside, its first 64 KiB; that it was shown, and to whom, is recorded."""
    found = quarantine.shown(work.connection, request.id)
    if found is None:
        raise Refused("unknown", str(request.id))
    feed, size, raw = found
    work.unit.record("reveal-quarantined", "feed", feed, id=request.id)
    return Done(revealed={"raw": readable(raw, whole=size <= SHOWN_BYTES), "size": str(size)})


@handles(ExportQuarantined, Role.INTAKE)
def export_quarantined(work: Work, request: ExportQuarantined) -> Done:
    """For the record: what follows is `queries.save_quarantine`."""
    work.unit.record("export-quarantined", "feed", request.feed, reason=request.reason)
    return Done()


def readable(raw: bytes, *, whole: bool) -> str:
    """JSON laid out as it is (doubled keys and odd numbers stay what they are); bytes that are no text escaped."""
    if whole:
        try:
            laid_out = msgspec.json.format(raw, indent=2)
        except (msgspec.DecodeError, RecursionError, ValueError):
            laid_out = raw
        # Deep nesting would be mostly margins.
        raw = laid_out if len(laid_out) <= 4 * max(len(raw), 256) else raw
    return raw.decode(errors="backslashreplace").replace("\0", "\\x00")
