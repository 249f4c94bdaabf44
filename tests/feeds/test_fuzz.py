"""Every field of every type, filled with everything a server might put there: applied or set aside whole, the
neighbours applied, the cursor moved, nothing twice. Through `decode`, and through the whole intake into a real store.

The fields come from the types themselves (`shapes`): a new one is fuzzed from its first day.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_center.bureau import read_bureau
from command_center.clock import FixedClock
from command_center.feeds import wire
from command_center.feeds.decode import decode
from command_center.feeds.items import Heard, Item, Unreadable
from command_center.feeds.large import decode_large
from command_center.live import Live
from command_center.model.settings import DogWalking
from command_center.notices import Notices
from command_center.pipeline.effects import Effects
from command_center.pipeline.intake import Intake
from command_center.rules.engine import Engine
from command_center.store import city, intake
from command_center.store.database import Store
from tests.builders import NOW
from tests.feeds import shapes

Write = Callable[[dict[str, Any], shapes.Path], bytes]
BAD_JSON = Path(__file__).resolve().parents[3] / "shared" / "data" / "json-bad-input"
DEEP = 10_000
NOT_JSON = {
    "NaN": b"NaN",
    "infinity": b"Infinity",
    "minus infinity": b"-Infinity",
    "a number too large": b"1e400",
    "a control character": b'"a\x01b"',
    "a raw NUL": b'"a\x00b"',
    "half an escaped pair": rb'"\ud800"',
    "half a pair": b'"\xed\xa0\x80"',
    "no UTF-8": b'"\xff\xfe"',
    "single quotes": b"'x'",
    "a plus": b"+1",
    "Python's True": b"True",
}
WRONG = NOT_JSON | {
    "nothing": b"",
    "null": b"null",
    "true": b"true",
    "zero": b"0",
    "minus one": b"-1",
    "a fraction": b"1.5",
    "a number as text": b'"1"',
    "empty text": b'""',
    "an empty list": b"[]",
    "an empty object": b"{}",
    "a list in a list": b"[[1]]",
    "an object": b'{"a": {"b": null}}',
    "two of it": b"[1, 2]",
    "many": json.dumps(["x"] * 300).encode(),
    "minus too large": b"-1e400",
    "400 digits": b"1" * 400,
    "minus 400 digits": b"-" + b"9" * 400,
    "2**31": b"2147483648",
    "2**63": b"9223372036854775808",
    "-2**63": b"-9223372036854775808",
    "the largest": b"1.7976931348623157e308",
    "the smallest": b"5e-324",
    "deep lists": b"[" * DEEP + b"]" * DEEP,
    "deep objects": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "1970": b'"1970-01-01T00:00:00Z"',
    "2100": b'"2100-01-01T00:00:00Z"',
    "the last moment": b'"9999-12-31T23:59:59.999999-14:00"',
    "the first moment": b'"0001-01-01T00:00:00+14:00"',
    "a leap second": b'"2016-12-31T23:59:60Z"',
    "no offset": b'"2026-11-23T10:00:00"',
    "no such day": b'"2026-02-30T10:00:00Z"',
    "1970 in ms": b"0",
    "9999 in ms": b"253402300799999",
    "seconds for ms": b"1795390805",
    "past 180": b"180.0000001",
    "past -180": b"-180.0000001",
    "a longitude as latitude": b"118.9",
    "a latitude as longitude": b"28.9",
    "201 letters": json.dumps("x" * 201).encode(),
    "very long": json.dumps("长" * 20_001, ensure_ascii=False).encode(),
    "an escaped NUL": rb'"a\u0000b"',
    "line breaks": rb'"\r\n\t\u2028"',
    "backwards": '"\u202e\ufeff\uffff"'.encode(),
    "a formula": b'"=1+1"',
    "an end of the statement": rb'"\'; DROP TABLE events; --"',
    "a whole pair": rb'"\ud83d\udc15"',
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One event with something wrong, or strange, in one place."""

    name: str
    type: str
    path: shapes.Path
    raw: bytes
    number: int

    @property
    def names_its_sequence(self) -> bool:
        return (self.type in wire.OBSERVED or self.type == wire.POSITIONS) and self.path != ("sequence",)


def faults(type_: str, paths: Sequence[shapes.Path], first: int = 2) -> Iterator[Fault]:
    """Each field with each wrong thing in it, absent, there twice; numbered from `first` in steps of two."""
    number = first
    for path in paths:
        for name, write in _WRITERS.items():
            if isinstance(path[-1], str) or write not in _TWICE:
                yield Fault(name, type_, path, write(shapes.event(type_, number), path), number)
                number += 2


def _writer(text: bytes) -> Write:
    return lambda made, path: shapes.put(made, path, text)


_TWICE: list[Write] = [
    lambda made, path: shapes.put_twice(made, path, b"null", last=True),
    lambda made, path: shapes.put_twice(made, path, b"null", last=False),
    lambda made, path: shapes.put_twice(made, path, b"NaN", last=True),
]
_WRITERS: dict[str, Write] = {
    **{name: _writer(text) for name, text in WRONG.items()},
    **dict(zip(("right, then null", "null, then right", "right, then NaN"), _TWICE, strict=True)),
    "absent": shapes.without,
}


def by_type() -> list[tuple[str, list[shapes.Path]]]:
    found: dict[tuple[str, bool], list[shapes.Path]] = {}
    for type_, path in shapes.fields():
        found.setdefault((type_, path[0] == "data" and len(path) > 1), []).append(path)
    return [(type_, paths) for (type_, _), paths in found.items()]


def neighbour(number: int) -> bytes:
    made = shapes.event("city.squad.status.v1", number)
    made["data"] = made["data"] | {"squad": f"N-{number}", "name": "neighbour"}
    return json.dumps(made).encode()


CASES = [pytest.param(type_, paths, id=f"{type_}-{paths[0][0]}") for type_, paths in by_type()]


def test_that_every_type_of_the_contract_is_fuzzed_in_all_its_fields() -> None:
    """Else a type that is left out by mistake would be left out for good."""
    assert set(shapes.DATA) == {*wire.OBSERVED, *wire.ACKNOWLEDGED, wire.GAP, wire.POSITIONS}
    for type_ in shapes.DATA:
        (item,) = decode(json.dumps(shapes.event(type_, 5)))
        assert not isinstance(item, Unreadable), item
    found = shapes.fields()
    assert ("city.camera.detection.v1", ("data", "objects", 0, "box", 3)) in found
    assert ("city.dogtag.registered.v1", ("data", "home", "lat")) in found
    assert ("city.dogtag.positions.v1", ("data", "battery", 0)) in found and len(found) > 130


@pytest.mark.parametrize(("type_", "paths"), CASES)
def test_that_whatever_stands_in_a_field_its_event_is_one_item_that_names_its_sequence(
    type_: str, paths: list[shapes.Path]
) -> None:
    for fault in faults(type_, paths):
        (item,) = decode(fault.raw)
        if isinstance(item, Unreadable):
            assert item.reason and item.raw == fault.raw
        if fault.names_its_sequence:
            assert getattr(item, "sequence", None) == f"{fault.number:020d}", (fault.name, fault.path, item)
        if fault.name in NOT_JSON:
            assert isinstance(item, Unreadable), (fault.name, fault.path)


@pytest.mark.parametrize(("type_", "paths"), CASES)
def test_that_its_neighbours_in_the_message_are_heard(type_: str, paths: list[shapes.Path]) -> None:
    for fault in faults(type_, paths):
        before, item, after = decode(
            b"[" + neighbour(1) + b", " + fault.raw + b"," + neighbour(fault.number + 1) + b"]"
        )
        assert isinstance(before, Heard) and isinstance(after, Heard), (fault.name, fault.path)
        assert after.sequence == f"{fault.number + 1:020d}"
        assert not isinstance(item, Unreadable) or item.raw == fault.raw.strip()


class House:
    """Intake, rules and store as the center puts them together, begun anew on the same file as often as wanted."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(f"sqlite:///{folder / 'fuzz.db'}")
        self._bureau = read_bureau()
        self.begin()

    def begin(self) -> None:
        engine, live = Engine(DogWalking(), ()), Live()
        self.intake = Intake(self.store, engine, Effects(self._bureau), live, Notices(), FixedClock(NOW))

    async def take(self, items: Sequence[Item]) -> None:
        await self.intake.once([("feed", NOW, items)])

    def set_aside(self) -> list[tuple[str, bytes]]:
        return [(row[3], row[4]) for row in self.store.read_now(lambda c: intake.all_quarantined(c, None))]

    def cursor(self) -> int:
        return int(self.store.read_now(lambda c: intake.cursor(c, "feed")) or -1)

    def squads(self) -> set[str]:
        return {row.squad for row in self.store.read_now(city.all_squads)}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    made.store.close()


@pytest.mark.parametrize(("type_", "paths"), CASES)
async def test_that_it_is_stored_or_set_aside_whole_and_once(
    type_: str, paths: list[shapes.Path], house: House
) -> None:
    found = list(faults(type_, paths))
    message = b"[" + b",".join(fault.raw + b"," + neighbour(fault.number + 1) for fault in found) + b"]"
    items = decode(message)
    bad = [item for item in items if isinstance(item, Unreadable)]
    stepwise = [item async for step in decode_large(message) for item in step if isinstance(item, Unreadable)]
    assert [(item.raw, item.sequence) for item in stepwise] == [(item.raw, item.sequence) for item in bad]

    for _ in range(2):  # the second time as a server does that begins again, to a station that began again
        await house.take(items)
        aside = house.set_aside()
        assert {raw for _, raw in aside} == {item.raw for item in bad} and len(aside) == len({i.raw for i in bad})
        # These would be our own reading of it, not what came: a field that lets through what cannot be kept.
        assert [reason for reason, _ in aside if reason.startswith(("cannot be stored", "the rules failed"))] == []
        assert house.squads() >= {f"N-{fault.number + 1}" for fault in found}
        assert house.cursor() == found[-1].number + 1
        house.begin()


# --- anything at all, anywhere ----------------------------------------------------------------------------------------

FIELDS = shapes.fields()
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
HARD = settings(derandomize=True, max_examples=300, deadline=None)


@HARD
@given(st.sampled_from(FIELDS), ANY)
def test_that_any_json_in_any_field_is_one_item_and_harms_no_neighbour(
    field: tuple[str, shapes.Path], value: object
) -> None:
    raw = shapes.put(shapes.event(field[0], 5), field[1], json.dumps(value).encode())
    before, item, after = decode(b"[" + neighbour(1) + b"," + raw + b"," + neighbour(9) + b"]")
    assert isinstance(before, Heard) and isinstance(after, Heard)
    assert not isinstance(item, Unreadable) or (item.raw == raw and item.reason)


@HARD
@given(st.sampled_from(FIELDS), st.data())
def test_that_a_message_broken_anywhere_loses_nothing_of_what_stands_before(
    field: tuple[str, shapes.Path], data: st.DataObject
) -> None:
    parts = [neighbour(1), json.dumps(shapes.event(field[0], 5)).encode(), neighbour(9)]
    message = b"[" + b",".join(parts) + b"]"
    at = data.draw(st.integers(len(parts[0]) + 2, len(message)), label="from")
    upto = data.draw(st.integers(at, min(len(message), at + 40)), label="to")
    instead = data.draw(st.binary(max_size=6) | st.sampled_from([b'"', b"[", b"}", b"]", b"\\", b"NaN"]), label="with")
    broken = message[:at] + instead + message[upto:]
    items = decode(broken)
    assert isinstance(items[0], Heard) and items[0].id == "1"
    bad = [item for item in items if isinstance(item, Unreadable)]
    assert all(item.raw in broken for item in bad)
    try:
        json.loads(broken)
    except ValueError:
        assert bad, "what is not JSON leaves a trace"


HEAP = [b'"', b"[", b"]", b"{", b"}", b",", b"\\", b'"sequence":', b"x", b" "]


@HARD
@given(st.lists(st.sampled_from(HEAP), max_size=60))
def test_that_a_heap_of_brackets_and_quotes_is_set_aside_whole(heap: list[bytes]) -> None:
    raw = b"[" + b"".join(heap)
    aside = [item.raw for item in decode(raw) if isinstance(item, Unreadable)]
    try:
        assert len(aside) == len(json.loads(raw))  # JSON after all: each element by itself
    except ValueError:
        assert aside == [raw]


HEAPS = {
    "open": b"[" * 400_000,
    "quotes": b'["' + b'\\"' * 400_000,
    "small": b"[" + b"{}," * 200_000,
    "objects": b'{"a":' * 90_000,
    "sequences": b'{"sequence":"' * 90_000,
}


@pytest.mark.parametrize("raw", HEAPS.values(), ids=HEAPS)
def test_that_a_large_heap_is_set_aside_whole_in_a_time_in_proportion(raw: bytes) -> None:
    began = perf_counter()
    (item,) = decode(raw)
    assert isinstance(item, Unreadable) and item.raw == raw
    assert perf_counter() - began < 5


# --- the collection of bad JSON that parsers are tried on -------------------------------------------------------------

OWN = {
    "n_comma": b"[1,,2]", "n_cut": b'[{"a":', "n_trailing": b'{"a":1}#', "n_utf8": b'{"a":"\xff"}', "n_nothing": b"",
    "n_lone": b'{"a":"\\ud800"}', "n_deep": b"[" * 100_000, "n_bom": b"\xef\xbb\xbf", "i_huge": b"[1e9999]",
    "i_bom": b"\xef\xbb\xbf{}", "y_empty": b"[]", "y_one": b'["x"]',
}  # fmt: skip


def collected() -> dict[str, bytes]:
    """The whole collection where it lies beside the project; a few of the kind where it does not."""
    return {file.name: file.read_bytes() for file in sorted(BAD_JSON.rglob("*.json"))} or OWN


async def test_that_the_collection_of_bad_json_goes_through_and_what_is_not_json_is_kept_to_the_byte(
    house: House,
) -> None:
    found = collected()
    not_json = {raw for name, raw in found.items() if name.startswith("n_")}
    assert not_json and len(found) >= len(OWN)
    good = decode(neighbour(7))
    for _ in range(2):
        for name, raw in found.items():
            stepwise = [item async for step in decode_large(raw) for item in step]
            assert stepwise == decode(raw), name
            await house.take([*stepwise, *good])
        aside = [raw for _, raw in house.set_aside()]
        assert not_json <= set(aside) and len(aside) == len(set(aside))
        assert house.squads() == {"N-7"} and house.cursor() == 7
        house.begin()
