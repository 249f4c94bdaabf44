"""Traccar's messages, field by field: what each comes to, and that no value of any field ever raises."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_center.feeds.items import Heard, Unreadable
from command_center.feeds.traccar.had import Had
from command_center.feeds.traccar.messages import Device, Message, devices, heard, positions, understand
from command_center.feeds.traccar.plan import OVERLAP, OVERLAP_UNKNOWN, Ask, begin, sequence, windows
from command_center.feeds.traccar.server import base
from command_center.feeds.wire import FIRST_SEQUENCE
from command_center.model.observations import Fixes
from tests.feeds.fake_traccar import device, position

FIXED = datetime(2026, 11, 23, 2, 40, 5, 120_000, UTC)


def read(**more: Any) -> list[Heard | Unreadable | None]:
    message = understand(json.dumps({"positions": [position(7, FIXED, **more)]}).encode())
    assert isinstance(message, Message)
    told, bad = positions(message.positions or ())
    return [*bad, *(heard(one.position, "0417", "/traccar/h") for one in told)]


def fix(**more: Any) -> Fixes:
    (item,) = read(**more)
    assert isinstance(item, Heard) and isinstance(item.what, Fixes) and item.sequence == ""
    return item.what


@pytest.mark.parametrize("written", ["2026-11-23T02:40:05.120Z", "2026-11-23T02:40:05.120+0000",
                                     "2026-11-23T02:40:05.120+00:00", "2026-11-23T10:40:05.120+08:00"])  # fmt: skip
def test_that_times_are_read_however_they_are_written(written: str) -> None:
    assert fix(fixTime=written).time_ms[0] == 1795401605120


def test_that_the_fix_has_its_own_time_and_the_event_the_servers() -> None:
    later = "2026-11-23T03:00:00.000+00:00"
    (item,) = read(deviceTime=later, serverTime=later)
    assert isinstance(item, Heard) and isinstance(item.what, Fixes)
    assert item.what.time_ms[0] == 1795401605120 and item.time == datetime(2026, 11, 23, 3, tzinfo=UTC)


@pytest.mark.parametrize(("told", "known"), [(5.5, 5.5), (2800, 2800.0), (0, None), (None, None), (-1, None)])
def test_that_accuracy_zero_is_unknown_and_a_huge_one_is_kept(told: float | None, known: float | None) -> None:
    metres = fix(accuracy=told).accuracy[0]
    assert math.isnan(metres) if known is None else metres == known


@pytest.mark.parametrize(
    ("attributes", "fraction"),
    [
        ({"batteryLevel": 83}, 0.83),
        ({"battery": 3.9}, None),
        ({"batteryLevel": "full"}, None),
        ({"batteryLevel": 255}, None),
        (None, None),
        ([], None),
    ],
)
def test_that_the_battery_is_a_fraction_or_unknown(attributes: Any, fraction: float | None) -> None:
    battery = fix(attributes=attributes).battery[0]
    assert math.isnan(battery) if fraction is None else battery == fraction


def test_that_without_a_fix_only_a_place_that_says_how_rough_it_is_counts() -> None:
    assert read(valid=False, accuracy=0) == [None]
    assert fix(valid=False, accuracy=900).accuracy[0] == 900
    assert read(outdated=True) == [None]


def test_that_the_same_fix_under_another_number_has_the_same_id() -> None:
    (one,), (two,), (other,) = read(id=1), read(id=2, accuracy=0), read(id=1, latitude=28.9400002)
    assert isinstance(one, Heard) and isinstance(two, Heard) and isinstance(other, Heard)
    assert one.id == two.id != other.id


def test_that_a_fix_of_tomorrow_passes_and_one_of_1970_2100_or_off_the_globe_does_not() -> None:
    assert fix(fixTime="2026-11-24T02:40:05Z")
    for more in ({"fixTime": "1970-01-01T00:00:00Z"}, {"fixTime": "2100-01-01T00:00:00Z"}, {"fixTime": None},
                 {"latitude": 118.87, "longitude": 28.94}, {"longitude": 181}, {"deviceId": "7"}):  # fmt: skip
        (bad,) = read(**more)
        assert isinstance(bad, Unreadable) and json.loads(bad.raw)["protocol"] == "gt06"


def test_that_a_keep_alive_says_nothing() -> None:
    assert understand(b"{}") == Message()


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(sorted(position(1, FIXED))), st.sampled_from(sorted(device(1))), ANYTHING)
@settings(max_examples=300, deadline=None)
def test_that_any_json_in_any_field_never_raises(field: str, of_device: str, anything: Any) -> None:
    good = position(1, FIXED)
    elements = [good | {field: anything}, good, anything]
    message = understand(json.dumps({"positions": elements, "devices": [device(1) | {of_device: anything}]}).encode())
    assert isinstance(message, Message | Unreadable)
    if isinstance(message, Message):
        told, bad = positions(message.positions or ())
        assert len(told) + len(bad) == 3
        assert isinstance(heard(told[-1].position, "0417", "/t"), Heard)
        for one in told:
            assert isinstance(heard(one.position, "0417", "/t"), Heard | None)
        known, strange = devices(message.devices or ())
        assert len(known) + len(strange) == 1
    for name in ("positions", "devices", "events"):
        assert isinstance(understand(json.dumps({name: anything}).encode()), Message | Unreadable)
    assert isinstance(understand(json.dumps(anything).encode()), Message | Unreadable)


@given(st.binary())
def test_that_no_bytes_raise(raw: bytes) -> None:
    assert isinstance(understand(raw), Message | Unreadable)


def test_that_deep_nesting_is_set_aside() -> None:
    assert isinstance(understand(b'{"positions":' + b"[" * 200_000 + b"]" * 200_000 + b"}"), Unreadable)


@pytest.mark.parametrize("url", ["ws://h:8082/api/socket", "http://h:8082", "http://h:8082/", "http://h:8082/api"])
def test_that_the_address_may_be_named_in_any_way(url: str) -> None:
    assert base(url) == "http://h:8082"
    assert base("wss://h/gps/api/socket/") == "https://h/gps"


NOW = FIXED


def asked(of: list[Device], since: datetime, had: Had | None = None) -> list[Ask]:
    return [ask for window in windows(of, since, NOW, (had or Had()).mark) for ask in window.asks]


def test_that_each_device_is_asked_for_from_before_the_cursor_to_beyond_now_without_holes() -> None:
    since = NOW - timedelta(hours=5, minutes=13)
    of = [Device(n, str(n), NOW, 1) for n in range(250)]
    for id_ in (0, 249):
        asks = [ask for ask in asked(of, since) if id_ in ask.ids]
        assert asks[0].start == since - OVERLAP_UNKNOWN and asks[-1].end > NOW + timedelta(hours=24)
        assert all(one.end == two.start for one, two in pairwise(asks))
    assert max(len(ask.ids) for ask in asked(of, since)) <= 100


def test_that_a_device_not_heard_of_since_is_left_out_and_one_had_lately_is_asked_for_less() -> None:
    had = Had()
    (item,) = read()
    assert isinstance(item, Heard)
    had.note([item])
    had.swept()
    known, silent, never = (
        Device(1, "0417", NOW, 3),
        Device(2, "2", NOW - timedelta(days=1), 4),
        Device(3, "3", None, 0),
    )
    (ask,) = asked([known, silent, never], NOW, had)
    assert ask.ids == (1,) and ask.start == NOW - OVERLAP


def test_that_a_fix_is_known_again_until_the_history_was_read_often() -> None:
    had = Had()
    (item,) = read()
    assert item is not None
    had.note([item])
    for _ in range(3):
        assert had.fresh([item]) == []
        had.swept()
    had.swept()
    assert had.fresh([item]) == [item]


def test_that_the_cursor_is_a_time_in_microseconds() -> None:
    assert sequence(FIXED) == "00001795401605120000"
    assert begin(sequence(FIXED), NOW + timedelta(1)) == FIXED
    assert begin(FIRST_SEQUENCE, NOW) == NOW - timedelta(hours=24)
    assert begin("9" * 20, NOW) == NOW
