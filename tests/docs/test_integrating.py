"""docs/integrating.md holds what it says: its examples decode, its files are read, its server serves."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import Struct

from command_center.clock import SystemClock
from command_center.feeds import wire
from command_center.feeds.contract import Contract
from command_center.feeds.decode import decode
from command_center.feeds.items import Heard, Item, Unreadable
from command_center.feeds.line import Line
from command_center.feeds.meter import Meter
from command_center.feeds.subscription import Subscription
from command_center.model.places import PlaceKind
from command_center.model.settings import FeedKind, FeedSettings
from command_center.settings.places import read_places
from command_center.settings.toml import read_settings

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "integrating.md").read_text("utf-8")
TO_SERVER: dict[str, type[Struct]] = {name: model for model, name in wire.SENT.items()} | {
    wire.SUBSCRIBE: wire.Subscribe
}
FROM_SERVER: dict[str, type[Struct]] = {
    **wire.OBSERVED,
    **wire.ACKNOWLEDGED,
    wire.POSITIONS: wire.Positions,
    wire.GAP: wire.Gap,
}


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def events() -> Iterator[dict[str, Any]]:
    for block in blocks("json"):
        told = json.loads(block)
        yield from told if isinstance(told, list) else [told]


def unknown_keys(given: Any, understood: Any, path: str = "data") -> list[str]:
    """The keys of an example that the program does not know: it would ignore them without a word."""
    if isinstance(given, Mapping) and isinstance(understood, Mapping):
        wrong = [f"{path}.{key}" for key in given if key not in understood]
        both = given.keys() & understood.keys()
        return wrong + [w for key in sorted(both) for w in unknown_keys(given[key], understood[key], f"{path}.{key}")]
    if isinstance(given, list) and isinstance(understood, Sequence):
        return [w for one, other in zip(given, understood, strict=True) for w in unknown_keys(one, other, path)]
    return []


@pytest.mark.parametrize("block", blocks("json"))
def test_an_example_decodes(block: str) -> None:
    told = json.loads(block)
    from_server = [event for event in (told if isinstance(told, list) else [told]) if event["type"] not in TO_SERVER]
    items = decode(json.dumps(from_server))

    assert [item for item in items if isinstance(item, Unreadable)] == []
    assert len(items) == len(from_server)


@pytest.mark.parametrize("event", list(events()), ids=lambda event: event["type"])
def test_an_example_has_only_fields_the_program_knows(event: dict[str, Any]) -> None:
    if event["type"] == wire.HEARTBEAT:
        return
    model = (FROM_SERVER | TO_SERVER)[event["type"]]
    understood = msgspec.to_builtins(msgspec.convert(event["data"], model))

    assert unknown_keys(event["data"], understood) == []


def test_every_type_of_the_contract_has_an_example() -> None:
    assert {event["type"] for event in events()} == {*FROM_SERVER, *TO_SERVER, wire.HEARTBEAT}


def test_what_the_station_sends_shows_every_field() -> None:
    for event in events():
        if event["type"] in TO_SERVER:
            model = TO_SERVER[event["type"]]
            assert set(event["data"]) == {field.encode_name for field in msgspec.structs.fields(model)}


def test_the_settings_are_read(tmp_path: Path) -> None:
    block, frigate, traccar = blocks("toml")
    file = tmp_path / "settings.toml"
    file.write_text(f"{block}\n{frigate}\n{traccar}", "utf-8")

    settings = read_settings(file)

    assert [feed.name for feed in settings.feeds] == ["dogs", "gate", "tags"]
    assert settings.feeds[1].cameras[0].id == "C-0219"
    assert settings.places.file == str(tmp_path / "places.geojson")


def test_the_places_are_read_and_every_kind_is_named(tmp_path: Path) -> None:
    (block,) = blocks("geojson")
    file = tmp_path / "places.geojson"
    file.write_text(block, "utf-8")

    places = read_places(file)

    assert [place.grid for place in places] == [7, 7, 7]
    assert [kind for kind in PlaceKind if f"`{kind}`" not in PAGE] == []


class Got:
    """The fixes that came."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.more = asyncio.Event()

    async def deliver(self, feed: str, items: Sequence[Item], received: datetime) -> None:
        self.heard += [item for item in items if isinstance(item, Heard)]
        self.more.set()

    async def count(self, wanted: int) -> None:
        async with asyncio.timeout(20):
            while len(self.heard) < wanted:
                self.more.clear()
                await self.more.wait()


async def subscribed(port: int, after: str, wanted: int) -> list[Heard]:
    """What the station's own subscription hears after a cursor."""
    got, clock = Got(), SystemClock()
    settings = FeedSettings(name="dogs", kind=FeedKind.DOG_TAG, url=f"ws://127.0.0.1:{port}/dogs")
    meter = Meter("dogs", "dog-tag", clock, lambda _: None)
    line = Line(settings, "t", got.deliver, meter, clock)
    task = asyncio.create_task(Subscription(line, Contract(line, after)).run())
    try:
        await got.count(wanted)
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    return got.heard


async def test_the_server_of_the_page_is_read_by_a_real_subscription(tmp_path: Path) -> None:
    (block,) = blocks("python")
    (tmp_path / "dogs.py").write_text(block, "utf-8")
    server = await asyncio.create_subprocess_exec(
        sys.executable, "dogs.py", "0", cwd=tmp_path, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert server.stdout is not None
        port = int(await asyncio.wait_for(server.stdout.readline(), 20))
        first = await subscribed(port, wire.FIRST_SEQUENCE, 2)
        again = await subscribed(port, first[0].sequence, 1)
    finally:
        server.kill()
        await server.wait()

    assert first[0].sequence < first[1].sequence == again[0].sequence
