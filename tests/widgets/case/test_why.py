"""What the case's page says of how sure an alarm of positions is."""

from __future__ import annotations

from msgspec.structs import replace

from command_center.model.events import FlaggedEvent, Sureness, ZoneReason
from tests.rules.test_dogs import PARK, Room, through, walk
from widgets.case.why import why


def _event(sure: Sureness | None) -> FlaggedEvent:
    room = Room(PARK)
    room.see(walk(through(depth=20), accuracy=8.0))
    (event,) = room.standing
    assert isinstance(event.reason, ZoneReason)
    return replace(event, reason=replace(event.reason, sure=sure))


def _said(sure: Sureness | None) -> str:
    event = _event(sure)
    return why([event], event.last_seen)


def test_that_the_page_says_how_sure_by_how_many_fixes_and_how_far_over_the_line() -> None:
    said = _said(Sureness(0.973, fixes=7, lasting_s=61.0, depth_m=12.4, error_m=8.0, mean_error_m=5.1))
    assert "By 7 positions over 61 s it is <b>97</b> % certain: on average at least 12 m over the line" in said
    assert "may be off by 5 m" in said and "close to the line" not in said


def test_that_what_is_less_deep_than_it_may_be_off_is_said_to_be_close_to_the_line() -> None:
    said = _said(Sureness(0.8, fixes=4, lasting_s=31.0, depth_m=3.0, error_m=8.0, mean_error_m=6.0))
    assert "close to the line" in said


def test_that_nothing_is_ever_said_to_be_wholly_certain_and_an_older_event_says_nothing_of_it() -> None:
    assert "<b>99</b> % certain" in _said(Sureness(0.999, 12, 600.0, 60.0, 8.0, 4.6))
    assert "certain" not in _said(None)
