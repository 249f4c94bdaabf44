"""What a server says becomes items; what makes no sense becomes a quarantined item, and the rest goes on."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.feeds import wire
from command_center.feeds.decode import decode
from command_center.feeds.items import Acknowledged, Beat, Heard, Unreadable
from command_center.model.observations import Fixes, SquadPosition

SEQ = "00000000000000000007"


def event(type_: str, data: object, /, **changes: object) -> dict[str, object]:
    base = {
        "specversion": "1.0",
        "id": "a",
        "source": "/s",
        "type": type_,
        "time": "2026-11-23T10:00:00+08:00",
        "sequence": SEQ,
        "data": data,
    }
    return {k: v for k, v in (base | changes).items() if v is not ...}


POSITIONS = {"tag": ["0417", "0418"], "time_ms": [1795390805120, 1795390806120], "lon": [118.8, 118.9],
             "lat": [28.9, 28.8], "accuracy": [5.0, None]}  # fmt: skip
POSITION = {"squad": "S-1", "time": "2026-11-23T10:00:00Z", "lon": 118.8, "lat": 28.9, "accuracy": None}


def test_that_positions_become_columns_with_unknown_accuracy_as_nan() -> None:
    (item,) = decode(json.dumps(event(wire.POSITIONS, POSITIONS)))
    assert isinstance(item, Heard) and isinstance(item.what, Fixes)
    assert item.what.tag == ("0417", "0418")
    assert item.what.accuracy[0] == 5.0 and math.isnan(item.what.accuracy[1])
    assert all(math.isnan(battery) for battery in item.what.battery)


def test_that_one_bad_element_of_an_array_is_quarantined_by_itself() -> None:
    good, bad = event("city.squad.position.v1", POSITION), event("city.squad.position.v1", POSITION | {"lat": 95})
    first, second, third = decode(json.dumps([good, bad, good | {"sequence": SEQ[:-1] + "9"}]))
    assert isinstance(first, Heard) and isinstance(first.what, SquadPosition)
    assert isinstance(second, Unreadable) and second.sequence == SEQ and "lat" in second.reason
    assert json.loads(second.raw)["data"]["lat"] == 95
    assert isinstance(third, Heard)


@pytest.mark.parametrize(
    "changes",
    [
        {"specversion": "0.3"},
        {"type": "city.nobody.knows.v9"},
        {"sequence": ...},
        {"sequence": "7"},
        {"time": ...},
        {"time": "2026-11-23T10:00:00"},
        {"data": ...},
        {"data": None},
        {"data": POSITIONS | {"lon": [118.8]}},
        {"data": {**POSITIONS, "tag": [], "time_ms": [], "lon": [], "lat": [], "accuracy": []}},
        {"data": POSITIONS | {"time_ms": [0, 1795390806120]}},
        {"time": "9999-12-31T23:59:59-14:00"},
        {"type": "city.squad.position.v1", "data": POSITION | {"time": "0001-01-01T00:00:00+14:00"}},
        {"type": wire.GAP, "data": {"from": "x", "to": "y"}},
    ],
)
def test_that_an_event_off_the_contract_is_unreadable_and_says_why(changes: dict[str, object]) -> None:
    (item,) = decode(json.dumps(event(wire.POSITIONS, POSITIONS, **changes)))
    assert isinstance(item, Unreadable) and item.reason


def test_that_heartbeats_say_nothing_and_gaps_and_acknowledgements_need_no_sequence() -> None:
    beat = event(wire.HEARTBEAT, ..., sequence=..., time=...)
    gap = event(wire.GAP, {"from": SEQ, "to": None}, sequence=...)
    ack = event("city.urban.ack.v1", {"report": "DU-1", "step": "closed"}, sequence=...)
    assert decode(json.dumps([beat, gap, ack])) == [Beat(None), wire.Gap(SEQ, None), Acknowledged("result:DU-1:closed")]


@given(st.one_of(st.text(), st.binary()))
def test_that_nothing_a_server_sends_raises(message: str | bytes) -> None:
    for item in decode(message):
        assert isinstance(item, Unreadable)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
def test_that_any_json_as_data_is_read_or_quarantined(data: object) -> None:
    for type_ in (wire.POSITIONS, wire.GAP, "city.camera.detection.v1", "city.squad.feedback.v1"):
        for item in decode(json.dumps(event(type_, data))):
            assert isinstance(item, Heard | Unreadable | wire.Gap)


def test_that_deep_nesting_is_quarantined_and_does_not_end_the_program() -> None:
    (item,) = decode('{"data":' + "[" * 200_000 + "]" * 200_000 + "}")
    assert isinstance(item, Unreadable)


def squad_at(number: int, **changes: object) -> str:
    return json.dumps(event("city.squad.position.v1", POSITION | changes, id=str(number), sequence=f"{number:020d}"))


def test_that_coordinates_swapped_are_unreadable_where_they_leave_the_globe_and_only_there() -> None:
    """Here (118.9 E) a swap always does. Where both are under 90 nobody can tell from the numbers."""
    (swapped,) = decode(squad_at(1, lon=28.9, lat=118.9))
    assert isinstance(swapped, Unreadable) and "lat" in swapped.reason and swapped.sequence == f"{1:020d}"
    (elsewhere,) = decode(squad_at(2, lon=41.0, lat=28.9))
    assert isinstance(elsewhere, Heard)


@pytest.mark.parametrize(
    ("message", "read", "aside"),
    [
        pytest.param("[{1}, {2:NaN}, {3}]", [1, 3], ["{2:NaN}"], id="NaN in one"),
        pytest.param("[{1}, {2}, {3:cut}", [1, 2], ["{3:cut}"], id="cut off in one"),
        pytest.param("[{1}, {2}", [1, 2], ["[{1}, {2}"], id="cut off after one that is whole"),
        pytest.param("[{1}, {2},]", [1, 2], ["[{1}, {2},]"], id="a comma too many"),
        pytest.param("[{1}][{2}]", [1], ["[{2}]"], id="two messages in one"),
        pytest.param("[{1}, {2], {3}]", [1], ["{2], {3}]"], id="the wrong bracket"),
        pytest.param("[{2:NaN}, {3:cut}", [], ["[{2:NaN}, {3:cut}"], id="nothing right"),
    ],
)
def test_that_what_is_whole_in_a_broken_array_is_read_and_the_rest_kept(
    message: str, read: list[int], aside: list[str]
) -> None:
    words = {f"{{{n}}}": squad_at(n) for n in (1, 2, 3)}
    words |= {"{2:NaN}": squad_at(2).replace("118.8", "NaN"), "{3:cut}": squad_at(3)[:-20]}
    words |= {"{2]": squad_at(2)[:-1] + "]"}

    def spelt(text: str) -> bytes:
        for word, full in words.items():
            text = text.replace(word, full)
        return text.encode()

    items = decode(spelt(message))
    assert [int(item.sequence) for item in items if isinstance(item, Heard)] == read
    assert [item.raw for item in items if isinstance(item, Unreadable)] == [spelt(text) for text in aside]


def test_that_a_sequence_is_read_from_what_is_not_json_but_only_from_the_event_s_own_keys() -> None:
    for raw, sequence in (
        (squad_at(7).replace("118.8", "NaN"), 7),
        (squad_at(7).replace('"data": {', '"data": {"sequence": "00000000000000000009", "x": NaN, '), 7),
        (squad_at(7).replace('"source": "/s"', '"source": "\\"sequence\\":\\"00000000000000000009", "x": NaN'), 7),
    ):
        (item,) = decode(raw)
        assert isinstance(item, Unreadable) and item.sequence == f"{sequence:020d}"
    (item,) = decode('{"data": {"sequence": "00000000000000000009", "x": NaN}}')
    assert isinstance(item, Unreadable) and item.sequence == ""


def test_that_a_sequence_is_twenty_digits_and_no_line_end() -> None:
    (item,) = decode(json.dumps(event("city.squad.position.v1", POSITION, sequence=SEQ + "\n")))
    assert isinstance(item, Unreadable) and item.sequence == ""
