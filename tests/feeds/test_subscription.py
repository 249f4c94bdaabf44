"""One subscription against a real server on loopback: it asks after its cursor, comes back, and says how it is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Any

import pytest
from websockets import Subprotocol
from websockets.asyncio.server import ServerConnection, serve

from command_center.clock import SystemClock
from command_center.feeds import wire
from command_center.feeds.contract import Contract
from command_center.feeds.items import Heard, Item, Reached, Unreadable
from command_center.feeds.line import Line
from command_center.feeds.meter import Meter
from command_center.feeds.subscription import Subscription
from command_center.model.health import FeedState
from command_center.model.settings import FeedKind, FeedSettings

Script = Callable[[ServerConnection, dict[str, Any]], Any]


def position(number: int) -> dict[str, Any]:
    return {
        "specversion": "1.0", "id": str(number), "source": "/s", "type": "city.squad.position.v1",
        "time": "2026-11-23T02:00:00Z", "sequence": f"{number:020d}",
        "data": {"squad": "S-1", "time": "2026-11-23T02:00:00Z", "lon": 118.8, "lat": 28.9, "accuracy": 5},
    }  # fmt: skip


class Got:
    """What was delivered, and a way to wait for it."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self._more = asyncio.Condition()

    async def deliver(self, feed: str, items: Sequence[Item], received: datetime) -> None:
        async with self._more:
            self.items.extend(items)
            self._more.notify_all()

    async def count(self, wanted: int) -> list[Item]:
        """So many items, without the cursor's: how many of those there are depends on how they arrive."""
        async with asyncio.timeout(10), self._more:
            await self._more.wait_for(lambda: len(self.told) >= wanted)
        return self.told

    @property
    def told(self) -> list[Item]:
        return [item for item in self.items if not isinstance(item, Reached)]

    @property
    def sequences(self) -> list[int]:
        return [int(item.sequence) for item in self.items if isinstance(item, Heard | Unreadable)]


@asynccontextmanager
async def subscribed(
    script: Script, after: str | None = wire.FIRST_SEQUENCE, silence_s: float = 30, **settings: Any
) -> AsyncIterator[tuple[Got, Subscription, list[dict[str, Any]]]]:
    asked: list[dict[str, Any]] = []

    async def handle(connection: ServerConnection) -> None:
        asked.append(json.loads(await connection.recv()) | {"headers": dict(connection.request.headers.raw_items())})
        await script(connection, asked[-1])

    async with serve(handle, "127.0.0.1", 0, subprotocols=[Subprotocol(wire.SUBPROTOCOL)]) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        url = f"ws://127.0.0.1:{port}/dogs"
        got, clock = Got(), SystemClock()
        meter = Meter("dogs", "dog-tag", clock, lambda _: None)
        feed = FeedSettings(name="dogs", kind=FeedKind.DOG_TAG, url=url, **settings)
        line = Line(feed, "t", got.deliver, meter, clock, {"TOKEN": "s3cret"})
        one = Subscription(line, Contract(line, after, silence_s))
        task = asyncio.create_task(one.run())
        try:
            yield got, one, asked
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def test_that_it_asks_after_the_stored_cursor_with_its_token_and_drops_what_it_had() -> None:
    async def script(connection: ServerConnection, _: dict[str, Any]) -> None:
        await connection.send(json.dumps([position(n) for n in (5, 6, 7, 7, 8)]))
        await connection.wait_closed()

    async with subscribed(script, after=f"{6:020d}", token_env="TOKEN") as (got, _one, asked):
        await got.count(2)
        assert got.sequences == [7, 8]
        assert asked[0]["type"] == wire.SUBSCRIBE and asked[0]["data"] == {"after": f"{6:020d}"}
        assert asked[0]["headers"]["Authorization"] == "Bearer s3cret"


async def test_that_after_a_break_it_asks_again_from_where_it_was() -> None:
    async def script(connection: ServerConnection, subscribe: dict[str, Any]) -> None:
        first = int(subscribe["data"]["after"]) + 1
        await connection.send(json.dumps(position(first)))
        await connection.send(json.dumps(position(first + 1)))
        await connection.close()

    async with subscribed(script) as (got, one, _asked):
        await got.count(4)
        assert got.sequences[:4] == [1, 2, 3, 4]
        assert one.meter.reconnects >= 1


async def test_that_a_viewer_asks_for_now_each_time_and_keeps_no_cursor() -> None:
    async def script(connection: ServerConnection, _: dict[str, Any]) -> None:
        await connection.send(json.dumps(position(9)))
        await connection.close()

    async with subscribed(script, after=None) as (got, _one, asked):
        await got.count(2)
        assert got.sequences[:2] == [9, 9]
        assert [ask["data"] for ask in asked[:2]] == [{"after": None}, {"after": None}]


async def test_that_silence_on_an_open_connection_is_stale_and_ends_it() -> None:
    async def script(connection: ServerConnection, subscribe: dict[str, Any]) -> None:
        if subscribe["data"]["after"] == wire.FIRST_SEQUENCE:
            await connection.send(json.dumps(position(1)))
            await connection.wait_closed()
            assert one_box[0].meter.health().state is FeedState.STALE
        await connection.send(json.dumps(position(2)))
        await connection.wait_closed()

    one_box: list[Subscription] = []
    async with subscribed(script, silence_s=0.2) as (got, one, _asked):
        one_box.append(one)
        await got.count(2)
        assert got.sequences == [1, 2]


async def test_that_a_missing_token_is_refused_in_words_and_nothing_is_sent() -> None:
    async def script(_c: ServerConnection, _s: dict[str, Any]) -> None:
        raise AssertionError("must not connect")

    async with subscribed(script, token_env="NOT_SET") as (_got, one, asked):
        async with asyncio.timeout(5):
            while one.meter.health().state is not FeedState.REFUSED:
                await asyncio.sleep(0)
        assert "NOT_SET" in one.meter.health().why and asked == []


async def test_that_a_feed_that_is_not_there_is_down_and_says_so() -> None:
    clock = SystemClock()
    meter = Meter("dogs", "dog-tag", clock, lambda _: None)
    feed = FeedSettings(name="dogs", kind=FeedKind.DOG_TAG, url="ws://127.0.0.1:1/dogs")
    line = Line(feed, "t", Got().deliver, meter, clock)
    task = asyncio.create_task(Subscription(line, Contract(line, None)).run())
    async with asyncio.timeout(5):
        while meter.health().state is not FeedState.DOWN:
            await asyncio.sleep(0)
    assert meter.health().why
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_that_a_reset_sequence_is_told_and_what_follows_is_taken() -> None:
    async def script(connection: ServerConnection, subscribe: dict[str, Any]) -> None:
        gap = {"specversion": "1.0", "id": "g", "source": "/s", "type": wire.GAP, "time": "2026-11-23T02:00:00Z"}
        await connection.send(json.dumps(gap | {"data": {"from": subscribe["data"]["after"], "to": None}}))
        await connection.send(json.dumps(position(3)))
        await connection.wait_closed()

    async with subscribed(script, after="9" * 20) as (got, _one, _asked):
        items = await got.count(2)
        assert items[0] == wire.Gap("9" * 20, None)
        assert got.sequences == [3]


async def test_that_a_server_that_only_repeats_is_told_of_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("command_center.feeds.contract.TOO_MANY_REPEATED", 3)

    async def script(connection: ServerConnection, _: dict[str, Any]) -> None:
        for number in (1, 2, 3):
            await connection.send(json.dumps(position(number)))
        await connection.wait_closed()

    async with subscribed(script, after="9" * 20) as (got, one, _asked):
        async with asyncio.timeout(5):
            while "at or below" not in one.meter.health().why:
                await asyncio.sleep(0)
        assert got.items == []


async def test_that_a_message_over_the_limit_sent_for_ever_is_refused_in_words_and_asked_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing in the contract passes over it: what can be done is to say so, and to be there once it is mended."""
    monkeypatch.setattr("command_center.feeds.subscription.FIRST_DELAY_S", 0.01)
    monkeypatch.setattr("command_center.feeds.subscription.LONGEST_DELAY_S", 0.01)
    monkeypatch.setattr("command_center.feeds.wire.MAX_MESSAGE_BYTES", 10_000)
    mended = asyncio.Event()

    async def script(connection: ServerConnection, subscribe: dict[str, Any]) -> None:
        if subscribe["data"]["after"] == wire.FIRST_SEQUENCE:
            await connection.send(json.dumps(position(1)))
        await connection.send(json.dumps(position(2) | {"more": "x" * (0 if mended.is_set() else 20_000)}))
        await connection.wait_closed()

    async with subscribed(script) as (got, one, asked):
        async with asyncio.timeout(10):
            while one.meter.health().state is not FeedState.REFUSED:
                await asyncio.sleep(0)
        why = one.meter.health().why
        assert f"after sequence {1:020d}" in why and "smaller parts" in why and len(asked) >= 3
        mended.set()
        async with asyncio.timeout(10):
            while one.meter.health().received < 2:
                await asyncio.sleep(0)
        assert one.meter.health().state is not FeedState.REFUSED
        assert {ask["data"]["after"] for ask in asked[1:]} == {f"{1:020d}"}
        kept = [item.reason for item in got.items if isinstance(item, Unreadable)]
        assert len(set(kept)) == 1 and f"after sequence {1:020d}" in kept[0]
        assert [item.sequence for item in got.items if isinstance(item, Heard)] == [f"{1:020d}", f"{2:020d}"]


async def test_that_a_gap_is_told_of_once_however_often_the_server_is_asked() -> None:
    async def script(connection: ServerConnection, subscribe: dict[str, Any]) -> None:
        after = subscribe["data"]["after"]
        if after < f"{9:020d}":
            gap = {"specversion": "1.0", "id": "g", "source": "/s", "type": wire.GAP, "time": "2026-11-23T02:00:00Z"}
            await connection.send(json.dumps(gap | {"data": {"from": after, "to": f"{10:020d}"}}))
            await connection.close()  # before anything that would move the cursor
        else:
            await connection.send(json.dumps(position(10)))
            await connection.wait_closed()

    async with subscribed(script) as (got, _one, asked):
        await got.count(2)
        assert got.items[:2] == [wire.Gap(wire.FIRST_SEQUENCE, f"{10:020d}"), Reached(f"{9:020d}")]
        assert got.sequences == [10] and asked[1]["data"]["after"] == f"{9:020d}"


async def test_that_what_could_not_be_handed_on_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("command_center.feeds.subscription.FIRST_DELAY_S", 0.01)
    deliver, failures = Got.deliver, [OSError("no room")]

    async def fails_once(got: Got, feed: str, items: Sequence[Item], received: datetime) -> None:
        if failures:
            raise failures.pop()
        await deliver(got, feed, items, received)

    monkeypatch.setattr(Got, "deliver", fails_once)

    async def script(connection: ServerConnection, subscribe: dict[str, Any]) -> None:
        await connection.send(json.dumps(position(int(subscribe["data"]["after"]) + 1)))
        await connection.wait_closed()

    async with subscribed(script) as (got, _one, asked):
        await got.count(1)
        assert got.sequences == [1]
        assert [ask["data"]["after"] for ask in asked] == [wire.FIRST_SEQUENCE] * 2
