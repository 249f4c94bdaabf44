"""The effects of a batch, in one transaction with the cursors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import numpy as np
from msgspec.structs import replace

from command_center.bureau import Bureau
from command_center.cases import answers, field, messages
from command_center.clock import to_ms
from command_center.model import observations as obs
from command_center.model.camera_limits import HELD
from command_center.model.events import DetectionReason, FlaggedEvent, HoursReason, ZoneReason
from command_center.model.outgoing import Addressee
from command_center.notices import (
    CameraChanged,
    DogChanged,
    EventChanged,
    GapSeen,
    QuarantineChanged,
    ShiftChanged,
    SquadChanged,
)
from command_center.pipeline.again import straight_to_queue
from command_center.pipeline.batch import Batch, Seen
from command_center.pipeline.joining import join, weighed
from command_center.pipeline.links import keep_message, link_pictures
from command_center.rules.engine import Ended, Kept, Outcome, Raised
from command_center.rules.stays import event_of
from command_center.store import camera_limits, city, events, intake, quarantine, raw, shift, suppressed, tracks
from command_center.store.unit import Unit

STILL_NEWS = timedelta(minutes=10)
"""An alarm raised longer ago than this was read from a backlog: its owner is not reminded by itself."""


class Effects:
    """Writes batches. Holds nothing but what the bureau lays down."""

    def __init__(self, bureau: Bureau) -> None:
        self._bureau = bureau

    def apply(self, unit: Unit, batch: Batch) -> None:
        """Everything of `batch`, or nothing: whatever is raised here rolls back all of it."""
        self._tracks(unit, batch)
        for seen in batch.seen:
            self._seen(unit, seen)
        intake.note_had(unit.connection, batch.ids(), unit.now)
        intake.note_ranges(unit.connection, batch.ranges, unit.now)
        for feed, received, bad in batch.unreadable:
            if intake.quarantined(unit.connection, feed, received, bad.reason, bad.raw):
                unit.tell(QuarantineChanged(feed))
        for feed, gap in batch.gaps:
            intake.add_gap(unit.connection, feed, gap.after, gap.until, unit.now)
            unit.record("gap", "feed", feed, after=gap.after, until=gap.until)
            unit.tell(GapSeen(feed))
        for key in batch.acknowledged:
            answers.take_acknowledgement(unit, key)
        for id_ in batch.resolved:
            feed_of = quarantine.resolve(unit.connection, id_, unit.now)
            if feed_of is not None:
                unit.record("quarantine-resolved", "feed", feed_of, id=id_)
                unit.tell(QuarantineChanged(feed_of))
        for feed, sequence in batch.cursors.items():
            intake.set_cursor(unit.connection, feed, sequence, unit.now)

    def _seen(self, unit: Unit, seen: Seen) -> None:
        ids = list(dict.fromkeys(self._outcome(unit, outcome) for outcome in seen.outcomes))
        handler = _HANDLERS.get(type(seen.what))
        if handler is not None:
            handler(self, unit, seen, ids)

    def _outcome(self, unit: Unit, outcome: Outcome) -> str:
        if isinstance(outcome, Kept):
            # Its pictures belong to the event that a person, or a longer stay, may make of it.
            suppressed.put(unit.connection, outcome.stay)
            unit.tell(EventChanged(event_of(outcome.stay).id))
            return event_of(outcome.stay).id
        event = weighed(unit, outcome.event)
        if isinstance(outcome, Raised):
            id_ = events.raise_event(unit.connection, event)
            unit.record("raised", "event", id_, at=event.raised, kind=event.kind, count=event.count)
            unit.tell(EventChanged(id_, new=True))
            self._remind(unit, event)
            straight_to_queue(unit, event)
            join(unit, replace(event, id=id_))
            return id_
        events.update_condition(unit.connection, event)
        _release(unit, event)
        if isinstance(outcome, Ended):
            unit.record("withdrawn" if event.withdrawn else "ended", "event", event.id, at=event.over_at)
            straight_to_queue(unit, event)
            if event.withdrawn or isinstance(event.reason, ZoneReason | HoursReason):
                join(unit, event)  # that it is over changes nothing else of what it is one with
        elif not isinstance(event.reason, ZoneReason | HoursReason):  # a dog's alarm changes with each fix
            join(unit, event)
        unit.tell(EventChanged(event.id))
        return event.id

    def _remind(self, unit: Unit, event: FlaggedEvent) -> None:
        """The first answer to an ordinary dog alarm is a reminder to the owner."""
        if not isinstance(event.reason, ZoneReason | HoursReason) or event.queue_from <= event.raised:
            return
        if event.over_at is not None or unit.now - event.raised > STILL_NEWS:
            return  # read from a backlog: there is nobody to call home any more
        dog = city.dog(unit.connection, event.subject)
        if dog is None:
            return
        text = messages.reminder_text(self._bureau.messages, event, dog)
        if messages.send_notice(unit, Addressee("owner", event.subject), text, key=f"{event.id}-1", event=event.id):
            unit.record("reminder", "event", event.id, tag=event.subject, automatic="yes")

    def _tracks(self, unit: Unit, batch: Batch) -> None:
        by_kind: dict[tuple[str, str], list[tracks.Columns]] = {}
        for seen in batch.seen:
            columns = _columns(seen.what)
            if columns is not None:
                by_kind.setdefault((columns[0], seen.feed), []).append(columns[1])
        for (kind, feed), parts in by_kind.items():
            tracks.add(unit.connection, kind, feed, parts[0] if len(parts) == 1 else tracks.join(parts))

    def dog(self, unit: Unit, seen: Seen, _ids: list[str]) -> None:
        """A registry entry."""
        assert isinstance(seen.what, obs.TagRegistered)
        city.put_dog(unit.connection, seen.what, seen.received)
        unit.tell(DogChanged(seen.what.tag))

    def camera(self, unit: Unit, seen: Seen, _ids: list[str]) -> None:
        """A camera's standing; only a change that is one is told."""
        assert isinstance(seen.what, obs.CameraStatus)
        if city.put_camera(unit.connection, seen.what, seen.received):
            unit.tell(CameraChanged(seen.what.camera))

    def squad(self, unit: Unit, seen: Seen, _ids: list[str]) -> None:
        """A squad's standing."""
        assert isinstance(seen.what, obs.SquadStatus)
        if city.put_squad(unit.connection, seen.what, seen.received, seen.feed):
            unit.tell(SquadChanged(seen.what.squad))

    def squad_position(self, unit: Unit, seen: Seen, _ids: list[str]) -> None:
        """Where a squad is."""
        assert isinstance(seen.what, obs.SquadPosition)
        city.put_squad_position(unit.connection, seen.what)

    def bikes(self, unit: Unit, seen: Seen, ids: list[str]) -> None:
        """A count of bikes."""
        assert isinstance(seen.what, obs.BikeParking)
        keep_message(unit, "event", ids, seen)
        city.put_bikes(unit.connection, seen.what)

    def detection(self, unit: Unit, seen: Seen, ids: list[str]) -> None:
        """A detection's snapshot belongs to the events it raised or counted for."""
        assert isinstance(seen.what, obs.Detection)
        raw.note_clock(unit.connection, seen.feed, seen.what.camera, seen.what.time, seen.received)
        keep_message(unit, "event", ids, seen)
        if seen.what.snapshot:
            for id_ in ids:
                link_pictures(unit, "event", id_, (seen.what.snapshot,), seen.feed, seen.what.time)

    def report(self, unit: Unit, seen: Seen, ids: list[str]) -> None:
        """A report and its photos."""
        assert isinstance(seen.what, obs.Report)
        city.put_report(unit.connection, seen.feed, seen.what, seen.received)
        keep_message(unit, "event", ids, seen)
        for id_ in ids:
            link_pictures(unit, "event", id_, seen.what.photos, seen.feed, seen.what.reported)

    def report_update(self, unit: Unit, seen: Seen, ids: list[str]) -> None:
        """What became of a report; one for a number we do not know is recorded."""
        assert isinstance(seen.what, obs.ReportUpdate)
        told = seen.what
        known = city.update_report(unit.connection, told, seen.received)
        about = ids or events.ids_of_subject(unit.connection, told.report)
        if not known:
            unit.record("update-unknown-report", "feed", seen.feed, report=told.report, state=told.state)
        keep_message(unit, "event", about, seen)
        for id_ in about:
            unit.record("report-updated", "event", id_, state=told.state, text=told.text)
            answers.take_update(unit, id_, told)
            unit.tell(EventChanged(id_))
            link_pictures(unit, "event", id_, told.photos, seen.feed, seen.told)

    def feedback(self, unit: Unit, seen: Seen, _ids: list[str]) -> None:
        """A squad reports on a task."""
        assert isinstance(seen.what, obs.SquadFeedback)
        kept = answers.take_feedback(unit, seen.what, self._bureau)
        if kept is not None:
            keep_message(unit, "feedback", [kept], seen)
            link_pictures(unit, "feedback", kept, seen.what.photos, seen.feed, seen.what.time)

    def reply(self, unit: Unit, seen: Seen, _ids: list[str]) -> None:
        """An answer to a notice."""
        assert isinstance(seen.what, obs.NoticeReply)
        answers.take_reply(unit, seen.what, self._bureau)

    def verdict(self, unit: Unit, seen: Seen, _ids: list[str]) -> None:
        """A collector verified, or checked."""
        assert isinstance(seen.what, obs.VerifyResult)
        field.take_verdict(unit, seen.what, self._bureau)

    def read_receipt(self, unit: Unit, seen: Seen, _ids: list[str]) -> None:
        """A squad has read an instruction; one we did not send it is recorded whole."""
        assert isinstance(seen.what, obs.InstructionRead)
        number = seen.what.instruction.partition(".")[0]  # a part for one feed of several
        if shift.note_read(unit.connection, number, seen.what.squad, seen.what.time):
            unit.tell(ShiftChanged("instructions"))
        elif not answers.take_read(unit, number, seen.what):
            unit.record("InstructionRead", "feed", seen.feed, told=seen.what)


def _release(unit: Unit, event: FlaggedEvent) -> None:
    """What its camera's threshold held back reaches the queue once the camera is sure."""
    shown = isinstance(event.reason, DetectionReason) and event.queue_from != HELD
    if shown and camera_limits.release(unit.connection, event.id, event.queue_from):
        unit.record("sure-enough", "event", event.id, at=event.queue_from)
        unit.tell(EventChanged(event.id, new=True))


def _columns(what: object) -> tuple[str, tracks.Columns] | None:
    if isinstance(what, obs.Fixes):
        return "dog", tracks.named(what.tag, what.time_ms, what.lon, what.lat, what.accuracy)
    if isinstance(what, obs.SquadPosition):
        return "squad", _one(what.squad, what.time, what.lon, what.lat, what.accuracy)
    if isinstance(what, obs.DroneTelemetry):
        return "drone", _one(what.drone, what.time, what.lon, what.lat, None)
    return None


def _one(name: str, time: datetime, lon: float, lat: float, accuracy: float | None) -> tracks.Columns:
    unsure = np.nan if accuracy is None else accuracy
    return tracks.named((name,), np.array([to_ms(time)]), np.array([lon]), np.array([lat]), np.array([unsure]))


_HANDLERS: dict[type, Callable[[Effects, Unit, Seen, list[str]], None]] = {
    obs.TagRegistered: Effects.dog,
    obs.CameraStatus: Effects.camera,
    obs.SquadStatus: Effects.squad,
    obs.SquadPosition: Effects.squad_position,
    obs.BikeParking: Effects.bikes,
    obs.Detection: Effects.detection,
    obs.Report: Effects.report,
    obs.ReportUpdate: Effects.report_update,
    obs.SquadFeedback: Effects.feedback,
    obs.NoticeReply: Effects.reply,
    obs.VerifyResult: Effects.verdict,
    obs.InstructionRead: Effects.read_receipt,
}
