"""Why something was flagged, in full sentences: which rule, which fixes, how far inside, how sure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from PySide6.QtCore import QCoreApplication

from command_center.model.dogs import HomeFrom
from command_center.model.events import (
    BikesReason,
    Condition,
    DetectionReason,
    FixEvidence,
    FlaggedEvent,
    HoursReason,
    ReportReason,
    Sureness,
    ZoneReason,
)
from command_center.model.suppressed import Finding, Judged
from widgets.common import times, words
from widgets.common.hours import hours_words
from widgets.common.words import word

translate = QCoreApplication.translate


def why(events: Sequence[FlaggedEvent], now: datetime) -> str:
    """One paragraph an event, as rich text; data in it is escaped."""
    return "<br>".join(_sentence(event, now) for event in events)


def caution(events: Sequence[FlaggedEvent]) -> str:
    """What the evidence cannot show, said once."""
    if any(isinstance(event.reason, ZoneReason | HoursReason) for event in events):
        return translate("Why", "A position is a lead, not a proof: leash, handler and dog are confirmed on the scene.")
    if any(isinstance(event.reason, DetectionReason) for event in events):
        return translate("Why", "A machine saw this: look at the picture before deciding.")
    return ""


def rules(events: Sequence[FlaggedEvent]) -> str:
    """The rules and the versions they had: `no-dog 3f2a · place 91c0`."""
    found = []
    for event in events:
        text = event.rule_version
        if event.place_version:
            text += " · " + translate("Why", "place version {v}").format(v=event.place_version[:8])
        found.append(text)
    return " / ".join(dict.fromkeys(found))


def _sentence(event: FlaggedEvent, now: datetime) -> str:
    match event.reason:
        case ZoneReason() as reason:
            return _zone(event, reason, now) + _ended(event, now)
        case HoursReason() as reason:
            return _hours(event, reason, now) + _ended(event, now)
        case DetectionReason() as reason:
            return _detection(event, reason, now) + _ended(event, now)
        case ReportReason() as reason:
            return _report(event, reason, now) + _ended(event, now)
        case BikesReason() as reason:
            return _bikes(event, reason, now) + _ended(event, now)


def _zone(event: FlaggedEvent, reason: ZoneReason, now: datetime) -> str:
    text = translate("Why", "Since {start} the position shows inside {place}: {n} fixes in a row, {depth} m inside")
    said = text.format(
        start=times.clock(event.first_seen, now),
        place=f"<b>{escape(reason.place_name)}</b>",
        n=len(reason.fixes),
        depth=f"<b>{_depths(reason.fixes)}</b>",
    ) + _accuracy(reason.fixes)
    if reason.urgent:
        said += translate("Why", "; the place is marked urgent")
    if reason.hours:
        said += translate("Why", "; the ban holds {hours}").format(hours=escape(hours_words(reason.hours)))
    return said + _together(reason.together) + translate("Why", ".") + _sure(reason.sure)


def _hours(event: FlaggedEvent, reason: HoursReason, now: datetime) -> str:
    text = translate("Why", "Since {start} the dog is out in prohibited hours ({hours}): {n} fixes")
    said = text.format(
        start=times.clock(event.first_seen, now),
        hours=f"<b>{escape(hours_words(reason.prohibited))}</b>",
        n=len(reason.fixes),
    )
    if reason.home_known and _depths(reason.fixes):
        said += translate("Why", ", {depth} m from home").format(depth=_depths(reason.fixes))
        if reason.home_from is HomeFrom.LEARNED:
            said += translate("Why", " (home learned from nights)")
        elif reason.home_from is HomeFrom.SET:
            said += translate("Why", " (home set by a person)")
    elif not reason.home_known:
        said += translate("Why", ", home not on record")
    return said + _accuracy(reason.fixes) + _together(reason.together) + translate("Why", ".") + _sure(reason.sure)


def _together(tags: Sequence[str]) -> str:
    """Who else of the same owner's dogs was with it."""
    if not tags:
        return ""
    return translate("Why", "; together with {tags}, of the same owner").format(tags=escape(", ".join(tags)))


def _sure(sure: Sureness | None) -> str:
    """How sure it is, as it can be read out to an owner; "" for events of before it was reckoned."""
    if sure is None:
        return ""
    text = translate(
        "Why",
        " By {n} positions over {seconds} s it is {share} % certain: on average at least {depth} m over the line, where"
        " together they may be off by {error} m",
    )
    said = text.format(
        n=sure.fixes,
        seconds=round(sure.lasting_s),
        share=f"<b>{min(99, round(100 * sure.probability))}</b>",
        depth=round(sure.depth_m),
        error=round(sure.mean_error_m),
    )
    if sure.margin_m < 0:
        said += translate("Why", "; that is close to the line")
    return said + translate("Why", ".")


def _detection(event: FlaggedEvent, reason: DetectionReason, now: datetime) -> str:
    text = translate("Why", "At {start} {device} {name} saw: {what}, confidence {share}")
    said = text.format(
        start=times.clock(event.first_seen, now),
        device=word(words.DEVICE, reason.device),
        name=f"<b>{escape(reason.camera_name)}</b>",
        what=word(words.CATEGORY, event.kind),
        share=f"<b>{reason.confidence:.2f}</b>",
    )
    if event.count > 1:
        said += translate("Why", "; seen {n} times, last at {end}").format(
            n=event.count, end=times.clock(event.last_seen, now)
        )
    if reason.objects:
        labels = ", ".join(f"{escape(word(words.OBJECT, seen.label))} {seen.score:.2f}" for seen in reason.objects[:4])
        said += translate("Why", "; in the picture: {labels}").format(labels=labels)
    return said + translate("Why", ".") + _judged(reason.judged)


def _judged(judged: Judged | None) -> str:
    """Why the place it stands at does not excuse it, in words to read out."""
    if judged is None:
        return ""
    place, hours = f"<b>{escape(judged.place_name)}</b>", escape(hours_words(judged.hours)) if judged.hours else ""
    said = ""
    match judged.finding:
        case Finding.OVERSTAY:
            text = translate("Why", "It has stood in {place} for at least {n} minutes; {most} are allowed.")
            said = text.format(place=place, n=int(judged.stayed_min or 0), most=round(judged.max_stay_min or 0))
        case Finding.OUTSIDE_HOURS:
            text = translate("Why", "It is at {place} outside its hours ({hours}): misuse.")
            said = text.format(place=place, hours=hours)
        case Finding.UNCERTAIN:
            text = translate(
                "Why", "Uncertain whether it is inside {place}: {m} m from the edge, exact to {a} m. Look."
            )
            said = text.format(place=place, m=f"{abs(judged.depth_m):.1f}", a=f"{judged.accuracy_m:.1f}")
    return " " + said


def _report(event: FlaggedEvent, reason: ReportReason, now: datetime) -> str:
    said = translate("Why", "{start}, {channel}: “{text}”").format(
        start=times.clock(event.first_seen, now),
        channel=word(words.CHANNEL, reason.channel),
        text=f"<b>{escape(reason.text)}</b>",
    )
    if reason.urged:
        said += translate("Why", " Urged {n} times.").format(n=reason.urged)
    return said


def _bikes(event: FlaggedEvent, reason: BikesReason, now: datetime) -> str:
    said = translate("Why", "Since {start} up to {n} bikes of {operator} stand here").format(
        start=times.clock(event.first_seen, now), n=f"<b>{reason.count}</b>", operator=escape(reason.operator)
    )
    if reason.capacity is not None:
        said += translate("Why", "; there is room for {n}").format(n=reason.capacity)
    return said + translate("Why", ".")


def _ended(event: FlaggedEvent, now: datetime) -> str:
    if event.withdrawn:
        return " " + translate("Why", "Withdrawn: later fixes did not confirm it.")
    if event.condition is Condition.OVER:
        end = times.clock(event.over_at or event.last_seen, now)
        return " " + translate("Why", "Over since {end}.").format(end=end)
    return ""


def _depths(fixes: Sequence[FixEvidence]) -> str:
    """`11–26`, or one number; "" when none is known."""
    known = [fix.depth_m for fix in fixes if fix.depth_m is not None]
    if not known:
        return ""
    low, high = round(min(known)), round(max(known))
    return f"{low}" if low == high else f"{low}–{high}"


def _accuracy(fixes: Sequence[FixEvidence]) -> str:
    known = [fix.accuracy_m for fix in fixes if fix.accuracy_m is not None]
    if not known:
        return translate("Why", ", accuracy unknown")
    return translate("Why", ", accuracy {m} m").format(m=round(max(known)))
