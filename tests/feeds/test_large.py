"""Large messages read in steps: the same as read at once."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_center.feeds import large
from command_center.feeds.decode import decode
from command_center.feeds.items import Heard, Item, Unreadable
from command_center.feeds.large import decode_large
from command_center.model.observations import Fixes

N = 4000


def positions(**changed: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        "tag": [f"{n:05d}" for n in range(N)],
        "time_ms": [1_795_390_805_120 + n for n in range(N)],
        "lon": [118.8 + n / 1e5 for n in range(N)],
        "lat": [28.9] * N,
        "accuracy": [None if n % 3 else 5.0 for n in range(N)],
    }
    event = {
        "specversion": "1.0", "id": "1", "source": "/s", "type": "city.dogtag.positions.v1",
        "time": "2026-11-23T02:00:00Z", "sequence": f"{7:020d}", "data": data | changed.pop("data", {}),
    }  # fmt: skip
    return event | changed


async def read(message: bytes) -> list[Item]:
    return [item for items in [step async for step in decode_large(message)] for item in items]


def same(one: Item, other: Item) -> bool:
    if isinstance(one, Heard) and isinstance(other, Heard) and isinstance(one.what, Fixes):
        assert isinstance(other.what, Fixes)
        columns = ("time_ms", "lon", "lat", "accuracy", "battery")
        equal = all(np.array_equal(getattr(one.what, c), getattr(other.what, c), equal_nan=True) for c in columns)
        return equal and one.what.tag == other.what.tag and replace(one, what=other.what) == other
    if isinstance(one, Unreadable) and isinstance(other, Unreadable):
        return (one.raw, one.sequence) == (other.raw, other.sequence)
    return one == other


GOOD: dict[str, dict[str, Any]] = {
    "as it is": {},
    "with batteries": {"data": {"battery": [0.5] * N}},
    "batteries null": {"data": {"battery": None}},
}
BAD: dict[str, dict[str, Any]] = {
    "unequal": {"data": {"lon": [118.8] * (N - 1)}},
    "off the globe": {"data": {"lat": [280.9] * N}},
    "no tags": {"data": {"tag": None}},
    "times are words": {"data": {"time_ms": ["x"] * N}},
    "no sequence": {"sequence": None},
    "in 1970": {"time": "1970-01-01T00:00:00Z"},
    "another version": {"specversion": "0.3"},
    "another type": {"type": "city.unknown.v1"},
    "no id": {"id": ""},
}


@pytest.mark.parametrize("how", [*GOOD, *BAD])
async def test_that_a_large_set_of_fixes_says_the_same_read_in_steps(how: str) -> None:
    changed = (GOOD | BAD)[how]
    message = json.dumps(positions(**changed)).encode()
    assert len(message) > large.LARGE_BYTES
    (stepwise,), (at_once,) = await read(message), decode(message)
    assert same(stepwise, at_once)
    assert isinstance(stepwise, Unreadable) == (how in BAD)


async def test_that_an_array_with_large_and_small_and_bad_elements_says_the_same_read_in_steps() -> None:
    small = positions(
        data={"tag": ["1"], "time_ms": [1_795_390_805_120], "lon": [118.8], "lat": [28.9], "accuracy": [None]}
    )
    message = json.dumps([small, positions(), {"bad": 1}, positions(data={"lat": [91]}), *[small] * 1200]).encode()
    stepwise, at_once = await read(message), decode(message)
    assert len(stepwise) == 1204 and all(map(same, stepwise, at_once))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 200_000), st.binary(max_size=4))
async def test_that_a_large_message_broken_anywhere_is_kept_whole(at: int, instead: bytes) -> None:
    good = json.dumps(positions()).encode()
    broken = good[: at % len(good)] + instead + good[at % len(good) + 1 :]
    (stepwise,), (at_once,) = await read(broken), decode(broken)
    assert type(stepwise) is type(at_once)
    if isinstance(stepwise, Unreadable):
        assert stepwise.raw == broken
