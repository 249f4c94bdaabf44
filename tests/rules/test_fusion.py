"""Which sightings are one thing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from command_center.model.categories import Category, Device
from command_center.model.events import DetectionReason, FlaggedEvent, ReportReason
from command_center.rules.fusion import leads, related
from tests.builders import NOW, report_event, zone_event

DEGREE_M = 111_195.0


def camera_event(id_: str, camera: str, plate: str | None = None, *, minutes: float = 0, north: float = 0,
                 kind: Category = Category.ILLEGAL_PARKING, device: Device = Device.FIXED,
                 colour: str | None = None) -> FlaggedEvent:  # fmt: skip
    when = NOW + timedelta(minutes=minutes)
    reason = DetectionReason(device, camera, 0.9, plate, colour, (), None)
    return replace(
        zone_event(id_, camera), kind=kind, reason=reason, thing=plate or "", place=None, lat=28.94 + north / DEGREE_M,
        first_seen=when, last_seen=when, raised=when, queue_from=when, source="cameras",
    )  # fmt: skip


def said(id_: str, text: str, kind: Category = Category.ILLEGAL_PARKING) -> FlaggedEvent:
    event = report_event(id_, f"DU-{id_}")
    assert isinstance(event.reason, ReportReason)
    return replace(event, kind=kind, reason=replace(event.reason, text=text), first_seen=NOW, last_seen=NOW)


CAR, ANOTHER = "浙H6K212", "浙H6K213"


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (camera_event("a", "C-1", CAR), camera_event("b", "V-1", CAR, north=100), True),
        (camera_event("a", "C-1", CAR), camera_event("b", "V-1", "浙h·6k212", north=100), True),
        (camera_event("a", "C-1", CAR), camera_event("b", "V-1", CAR, north=200), False),
        (camera_event("a", "C-1", CAR), camera_event("b", "V-1", ANOTHER), False),
        (camera_event("a", "C-1", CAR, colour="blue"), camera_event("b", "V-1", CAR, colour="yellow"), False),
        (camera_event("a", "C-1", CAR), camera_event("b", "V-1", CAR, minutes=29), True),
        (camera_event("a", "C-1", CAR), camera_event("b", "V-1", CAR, minutes=31), False),
        (camera_event("a", "C-1", CAR), camera_event("b", "C-1", CAR), False),
        (camera_event("a", "C-1"), camera_event("b", "U-1", north=39, device=Device.DRONE), True),
        (camera_event("a", "C-1"), camera_event("b", "U-1", north=42), False),
        (camera_event("a", "C-1", CAR), said("b", "浙H6K212停在人行道"), True),
        (camera_event("a", "C-1", CAR), said("b", "浙H6K213停在人行道"), False),
        (camera_event("a", "C-1", kind=Category.STREET_VENDING), said("b", "摊", Category.SHOP_OVERFLOW), True),
        (camera_event("a", "C-1", kind=Category.STREET_VENDING), said("b", "臭", Category.WASTE_WATER), False),
        (replace(zone_event("a"), first_seen=NOW), said("b", "狗没牵绳", Category.DOG_NUISANCE), True),
        (zone_event("a", "0417"), zone_event("b", "0418"), False),
    ],
)
def test_that_place_time_kind_and_plate_decide(one: FlaggedEvent, other: FlaggedEvent, joined: bool) -> None:
    assert (related(one, other) is not None) is joined
    assert (related(other, one) is not None) is joined


@given(st.floats(-60, 60), st.floats(-300, 300), st.sampled_from([None, CAR, ANOTHER, "?", "\x00" * 500]))
def test_that_it_is_the_same_both_ways_round(minutes: float, north: float, plate: str | None) -> None:
    one, other = camera_event("a", "C-1", CAR), camera_event("b", "V-1", plate, minutes=minutes, north=north)
    there, back = related(one, other), related(other, one)
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert (there.metres, there.minutes, there.same_plate) == pytest.approx(
            (back.metres, back.minutes, back.same_plate)
        )


def test_that_a_tag_leads_then_what_was_seen_first() -> None:
    tag, early, late = zone_event("z"), camera_event("b", "C-1", minutes=-60), camera_event("a", "C-2")
    assert sorted([late, early, tag], key=leads) == [tag, early, late]
