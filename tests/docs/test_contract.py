"""docs/contract says what the program does: made from its types, of one mind with its decoder, true of what is sent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from command_center.clock import FixedClock
from command_center.feeds import wire
from command_center.feeds.decode import decode
from command_center.feeds.items import Heard, Unreadable
from command_center.model import outgoing as out
from command_center.model.categories import Category
from command_center.model.observations import Fixes, Outcome
from scripts import contract
from tests.docs.test_integrating import events as examples
from tests.feeds import shapes
from tests.simulator.feedclient import Event, station
from tests.simulator.test_simulate import TASK, city

NOW = datetime(2026, 11, 23, 2, 40, 6, 120_000, UTC)
VALIDATORS = {
    type_: Draft202012Validator(contract.schema(type_), format_checker=Draft202012Validator.FORMAT_CHECKER)
    for type_ in contract.models()
}
OUTGOING: tuple[out.Outgoing, ...] = (
    out.DispatchTask("T-1", "C-1", "S-1", Category.LITTERING, "t", 118.87, 28.94, "a", NOW, "i"),
    out.DispatchCancel("T-1", "r"),
    out.OutwardNotice("N-1", out.Addressee("owner", "0417"), None, "t"),
    out.ReportResult("DU-1", "C-1", "closed", Outcome.ADVISED, "t", NOW),
    out.VerifyTask("V-1", "C-1", "check", 118.87, 28.94, NOW),
    out.SquadInstruction("I-1", ("S-1", "S-2"), "t"),
)


def mistakes(event: Event) -> list[str]:
    return [error.message for error in VALIDATORS[event["type"]].iter_errors(event)]


def sent(data: out.Outgoing) -> str:
    """As the station puts it on the wire."""
    return wire.encode(wire.envelope(wire.SENT[type(data)], "/command-center/t", "id-1", NOW, data))


def test_the_files_are_what_the_types_make_of_them() -> None:
    there = {
        str(file.relative_to(contract.FOLDER)): file.read_text("utf-8") for file in contract.FOLDER.rglob("*.json")
    }
    assert there == contract.files(), "make contract"


@pytest.mark.parametrize("type_", list(contract.models()))
def test_each_is_a_schema_and_the_pages_examples_hold_to_it(type_: str) -> None:
    Draft202012Validator.check_schema(contract.schema(type_))
    own = [event for event in examples() if event["type"] == type_]

    assert own
    assert [mistakes(event) for event in own] == [[] for _ in own]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
EDGES = st.sampled_from([0, 1, -1, 180, 180.5, -181, 91, -90, 1e30, "", "x" * 200, "x" * 201, "x" * 20_001])
SEQUENCES = st.sampled_from(["2026-11-23T02:00:00Z", "2026-11-23T02:00:00+08:00", "00000000000000000009"])


def of_one_mind(type_: str, value: object, verdict: str) -> bool:
    """What README.md says a schema cannot say: not held against it."""
    between = ("one length", "cannot end at", "is not between")
    return any(words in verdict for words in between) or (isinstance(value, float) and value.is_integer())


@given(st.sampled_from(shapes.fields()), JSON | EDGES | SEQUENCES)
@example(("city.dogtag.positions.v1", ("data", "tag")), [])
@example(("city.camera.detection.v1", ("data", "confidence")), 1.5)
def test_schema_and_decoder_are_of_one_mind(field: tuple[str, shapes.Path], value: object) -> None:
    type_, path = field
    raw = shapes.put(shapes.event(type_, 1), path, json.dumps(value).encode())
    event = json.loads(raw)
    if event.get("type") != type_:
        return
    (item,) = decode(raw)
    why = item.reason if isinstance(item, Unreadable) else ""

    if not of_one_mind(type_, value, why):
        assert (mistakes(event) == []) is (why == ""), (why, mistakes(event))


@given(st.sampled_from([(type_, path) for type_, path in shapes.fields() if isinstance(path[-1], str)]))
def test_what_may_be_missing_may_be_missing_in_both(field: tuple[str, shapes.Path]) -> None:
    type_, path = field
    raw = shapes.without(shapes.event(type_, 1), path)
    event = json.loads(raw)
    if "type" not in event:
        return
    (item,) = decode(raw)

    assert (mistakes(event) == []) is not isinstance(item, Unreadable)


@pytest.mark.parametrize("data", OUTGOING, ids=lambda data: type(data).__name__)
def test_what_the_station_sends_holds_to_its_schema_and_is_read_by_the_sdk(data: out.Outgoing) -> None:
    event = json.loads(sent(data))
    read = JSONFormat().read(CloudEvent, sent(data))

    assert mistakes(event) == []
    assert (read.get_type(), read.get_id(), read.get_time()) == (wire.SENT[type(data)], "id-1", NOW)
    assert msgspec.convert(read.get_data(), type(data)) == data


async def passing(clock: FixedClock) -> None:
    """The city's time, in leaps, until cancelled."""
    while True:
        clock.advance(5)
        await asyncio.sleep(0.01)  # the city's own turns in between


async def heard(port: int, feed: str) -> list[Event]:
    """What a feed of the demo city says until it has said something of every type it speaks."""
    told: list[Event] = []
    async with station(port, f"/{feed}", wire.FIRST_SEQUENCE) as one:
        while SPOKEN[feed] - {event["type"] for event in told}:
            event = await one.next()
            if event["type"] == "city.squad.status.v1":
                await one.ask("city.dispatch.task.v1", TASK | {"squad": event["data"]["squad"]})
            told.append(event)
    return told


async def from_the_city(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[Event]:
    clock = FixedClock(NOW)
    async with city(tmp_path, capsys, clock) as port:
        time = asyncio.create_task(passing(clock))
        try:
            return [event for feed in contract.FEEDS for event in await heard(port, feed)]
        finally:
            time.cancel()


SPOKEN = {
    "dogs": {"city.dogtag.registered.v1", "city.dogtag.positions.v1"},
    "cameras": {
        "city.camera.status.v1", "city.camera.detection.v1", "city.drone.telemetry.v1", "city.bike.parking.v1",
    },
    "urban": {"city.urban.report.v1"},
    "squads": {"city.squad.status.v1", "city.squad.position.v1", "city.dispatch.ack.v1", "city.squad.feedback.v1"},
}  # fmt: skip


async def test_what_the_city_sends_holds_to_the_schemas_and_is_read_by_the_sdk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = await from_the_city(tmp_path, capsys)

    assert {event["type"]: mistakes(event) for event in told if mistakes(event)} == {}
    for event in told:
        read = JSONFormat().read(CloudEvent, json.dumps(event))
        assert (read.get_id(), read.get_data()) == (event["id"], event.get("data"))
        assert read.get_extension("sequence") == event.get("sequence")


def of_the_sdk() -> Iterator[Any]:
    for number, type_ in enumerate([*contract.HEARD, *wire.ACKNOWLEDGED, wire.GAP], 1):
        attributes: dict[str, Any] = {"type": type_, "source": "/sdk", "id": f"e-{number}", "time": NOW}
        if type_ in contract.HEARD:
            attributes["sequence"] = f"{number:020d}"
        yield pytest.param(CloudEvent(attributes, shapes.data_of(type_)), id=type_)


@pytest.mark.parametrize("event", list(of_the_sdk()))
def test_what_the_sdk_writes_we_read(event: CloudEvent) -> None:
    raw = JSONFormat().write(event)
    (item,) = decode(raw)

    assert mistakes(json.loads(raw)) == []
    assert not isinstance(item, Unreadable), item
    if isinstance(item, Heard):
        assert (item.source, item.id, item.time) == ("/sdk", event.get_id(), NOW)
        assert isinstance(item.what, Fixes) or msgspec.to_builtins(item.what)


def test_the_document_names_every_message_and_every_reference_leads_somewhere() -> None:
    document = contract.asyncapi()

    def references(part: Any) -> Iterator[str]:
        if isinstance(part, dict):
            for key, value in part.items():
                if key == "$ref":
                    yield value
                else:
                    yield from references(value)
        elif isinstance(part, list):
            for each in part:
                yield from references(each)

    for reference in references(document):
        if reference.startswith("#/"):
            found: Any = document
            for step in reference[2:].split("/"):
                found = found[step]
        else:
            assert (contract.FOLDER / reference).is_file(), reference
    assert {message["name"] for message in document["components"]["messages"].values()} == set(contract.models())
    received = {ref for op in document["operations"].values() for ref in references(op["messages"])}
    named = {ref for name, channel in document["channels"].items() for ref in (
        f"#/channels/{name}/messages/{message}" for message in channel["messages"])}  # fmt: skip
    assert received == named
