from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from websockets import Subprotocol
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, NegotiationError

from command_center.clock import FixedClock, SystemClock
from command_center.feeds import wire
from command_center.model.outgoing import DispatchCancel, DispatchTask, Outgoing
from command_center.simulator.emission import Emission
from command_center.simulator.server import CHUNK_EVENTS, FeedServer, PortTaken
from tests.simulator.feedclient import station, unsubscribed

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ZERO, TELL = wire.FIRST_SEQUENCE, "city.squad.read.v1"
TASK = {
    "task": "T-1", "case": "C-1", "squad": "S-07", "category": "littering", "title": "t", "lon": 118.87, "lat": 28.94,
    "address": "a", "deadline": "2026-11-23T10:00:00Z", "instructions": "",
}  # fmt: skip
COMMANDS = [
    ("city.dispatch.task.v1", TASK, "city.dispatch.ack.v1", {"task": "T-1"}),
    ("city.dispatch.cancel.v1", {"task": "T-1", "reason": "r"}, "city.dispatch.ack.v1", {"task": "T-1"}),
    (
        "city.notice.v1",
        {"notice": "N-1", "to": {"kind": "owner", "id": "0417"}, "case": None, "text": "x", "photos": []},
        "city.notice.ack.v1",
        {"notice": "N-1"},
    ),
    (
        "city.urban.result.v1",
        {
            "report": "DU-1", "case": "C-1", "step": "closed", "outcome": "cleared", "text": "", "photos": [],
            "time": "2026-11-23T10:00:00Z",
        },
        "city.urban.ack.v1",
        {"report": "DU-1", "step": "closed"},
    ),
    (
        "city.verify.task.v1",
        {
            "task": "V-1", "case": "C-1", "purpose": "check", "lon": 118.87, "lat": 28.94,
            "deadline": "2026-11-23T10:00:00Z",
        },
        "city.dispatch.ack.v1",
        {"task": "V-1"},
    ),
    (
        "city.squad.instruction.v1",
        {"instruction": "I-1", "squads": ["S-07"], "text": "x"},
        "city.squad.instruction-ack.v1",
        {"instruction": "I-1"},
    ),
]  # fmt: skip


def said(*numbers: int, path: str = "/dogs") -> list[Emission]:
    return [Emission(path, TELL, {"n": n}, NOW) for n in numbers]


def numbers(events: list[dict[str, Any]]) -> list[int]:
    return [event["data"]["n"] for event in events]


class Served:
    """A server on a free port, and what it was commanded."""

    def __init__(self, folder: Path, **options: Any) -> None:
        self.taken: list[tuple[str, Outgoing]] = []
        self.server = FeedServer(folder, ("/dogs", "/squads"), SystemClock(), self._take, **options)
        self.port = 0

    async def _take(self, path: str, command: Outgoing) -> None:
        self.taken.append((path, command))
        if isinstance(command, DispatchCancel) and command.reason == "fail":
            raise RuntimeError("the city fell over")


Serve = Callable[..., Any]


@pytest.fixture
async def serve(tmp_path: Path) -> AsyncIterator[Serve]:
    async with AsyncExitStack() as stack:

        @asynccontextmanager
        async def served(**options: Any) -> AsyncIterator[Served]:
            one = Served(tmp_path, **options)
            try:
                one.port = await one.server.start(0)
                yield one
            finally:
                await one.server.close()

        async def enter(**options: Any) -> Served:
            return await stack.enter_async_context(served(**options))

        enter.within = served  # type: ignore[attr-defined]
        yield enter


async def test_a_client_gets_what_is_held_after_its_cursor_and_then_what_comes(serve: Serve) -> None:
    city = await serve()
    city.server.publish("/dogs", said(1, 2, 3))
    async with station(city.port, "/dogs", ZERO) as one:
        first = await one.take(1)
    async with station(city.port, "/dogs", first[0]["sequence"]) as one:
        rest = await one.take(2)
        city.server.publish("/dogs", said(4))
        rest += await one.take(1)

    assert numbers(first + rest) == [1, 2, 3, 4]
    event = rest[-1]
    assert event["specversion"] == "1.0" and event["type"] == TELL and event["time"] == "2026-11-23T09:00:00Z"
    assert event["source"].startswith("/simulator/") and event["source"].endswith("/dogs")


async def test_from_now_on_gives_nothing_older(serve: Serve) -> None:
    city = await serve(heartbeat_s=0.05)
    city.server.publish("/dogs", said(1))
    async with station(city.port, "/dogs", None) as one:
        assert (await one.next())["type"] == wire.HEARTBEAT
        city.server.publish("/dogs", said(2))
        events = [await one.next()]
        while events[-1]["type"] == wire.HEARTBEAT:
            events.append(await one.next())

    assert numbers(events[-1:]) == [2]


async def test_nothing_is_lost_or_doubled_where_backlog_meets_live(serve: Serve) -> None:
    city = await serve()
    count = 4 * CHUNK_EVENTS
    city.server.publish("/dogs", said(*range(count)))

    async def publish_on() -> None:
        for n in range(count, count + 300):
            city.server.publish("/dogs", said(n))
            await asyncio.sleep(0)

    async with station(city.port, "/dogs", ZERO) as one, station(city.port, "/dogs", ZERO) as other:
        publishing = asyncio.create_task(publish_on())
        mine, others = await asyncio.gather(one.take(count + 300), other.take(count + 300))
        await publishing

    assert numbers(mine) == numbers(others) == list(range(count + 300))
    assert mine == others
    assert [e["sequence"] for e in mine] == sorted({e["sequence"] for e in mine})


async def test_feeds_are_told_apart_by_path(serve: Serve) -> None:
    city = await serve()
    city.server.publish_all(said(1) + said(2, path="/squads") + said(3))
    async with station(city.port, "/dogs", ZERO) as dogs, station(city.port, "/squads", ZERO) as squads:
        assert numbers(await dogs.take(2)) == [1, 3]
        assert numbers(await squads.take(1)) == [2]


async def test_the_backlog_comes_in_bounded_messages(serve: Serve) -> None:
    city = await serve()
    big = [Emission("/dogs", TELL, {"n": n, "x": "x" * 1_000_000}, NOW) for n in range(6)]
    city.server.publish("/dogs", big)
    city.server.publish("/dogs", said(*range(6, 1200)))
    sizes: list[tuple[int, int]] = []
    async with station(city.port, "/dogs", ZERO) as one:
        while sum(count for count, _ in sizes) < 1200:
            message = await one.connection.recv()
            assert isinstance(message, str)
            sizes.append((message.count('"specversion"'), len(message)))

    assert len(sizes) >= 4
    assert max(count for count, _ in sizes) == CHUNK_EVENTS
    assert max(size for _, size in sizes) <= 4 << 20


async def test_a_gap_is_told_when_what_was_asked_for_is_no_longer_held(serve: Serve) -> None:
    city = await serve()
    city.server.publish("/dogs", said(1, 2))
    city.server.logs["/dogs"].clear()
    city.server.publish("/dogs", said(3))
    async with station(city.port, "/dogs", ZERO) as one:
        gap, event = await one.take(2)

    assert gap["type"] == wire.GAP and "sequence" not in gap
    assert gap["data"] == {"from": ZERO, "to": event["sequence"]}
    assert numbers([event]) == [3]


async def test_a_reset_is_told_when_the_cursor_lies_beyond_the_newest(serve: Serve) -> None:
    city = await serve()
    city.server.publish("/dogs", said(1))
    async with station(city.port, "/dogs", "9" * 20) as one:
        gap, event = await one.take(2)

    assert gap["data"] == {"from": "9" * 20, "to": None}
    assert numbers([event]) == [1]


async def test_a_client_that_fell_behind_what_is_held_is_told_in_mid_stream(serve: Serve) -> None:
    city = await serve()
    log = city.server.logs["/dogs"]
    async with station(city.port, "/dogs", ZERO) as one:
        # All before the loop gets to send: the client's reader finds its place gone.
        city.server.publish("/dogs", said(1))
        (had,) = await one.take(1)
        city.server.publish("/dogs", said(2))
        log.clear()
        city.server.publish("/dogs", said(3))
        gap, event = await one.take(2)

    assert gap["data"] == {"from": had["sequence"], "to": event["sequence"]}
    assert numbers([event]) == [3]


async def test_a_silent_feed_beats(serve: Serve) -> None:
    city = await serve(heartbeat_s=0.02)
    async with station(city.port, "/dogs", None) as one:
        beats = await one.take(3)

    assert {beat["type"] for beat in beats} == {wire.HEARTBEAT}
    assert all("sequence" not in beat and "data" not in beat for beat in beats)


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("not json", "malformed"),
        ('{"specversion":"1.0","id":' + "[" * 100_000, "expected"),
        ('{"specversion":"1.0","id":"1","source":"/t","type":"city.notice.v1","data":{}}', "must be city.feed"),
        ('{"specversion":"1.0","id":"1","source":"/t","type":"city.feed.subscribe.v1","data":{"after":7}}', "after"),
        ('{"specversion":"1.0","id":"1","source":"/t","type":"city.feed.subscribe.v1"}', "must be"),
    ],
)  # fmt: skip
async def test_a_first_message_that_asks_for_nothing_closes_the_connection_with_the_reason(
    serve: Serve, message: str, reason: str
) -> None:
    city = await serve()
    async with unsubscribed(city.port, "/dogs") as one:
        await one.connection.send(message)
        with pytest.raises(ConnectionClosed) as closed:
            await one.next()

    assert closed.value.rcvd is not None and closed.value.rcvd.code == 1008
    assert reason in closed.value.rcvd.reason.lower()


@pytest.mark.parametrize(("type_", "data", "ack", "answer"), COMMANDS)
async def test_a_command_is_acknowledged_every_time_and_handed_on_once_also_after_a_restart(
    serve: Serve, type_: str, data: dict[str, Any], ack: str, answer: dict[str, str]
) -> None:
    async def give(city: Served, times: int) -> None:
        async with station(city.port, "/squads", None) as one:
            for _ in range(times):
                await one.ask(type_, data)
            for event in await one.take(times):
                assert (event["type"], event["data"]) == (ack, answer)
                assert "sequence" not in event

    async with serve.within() as city:  # type: ignore[attr-defined]
        await give(city, 2)
        assert [wire.SENT[type(command)] for _, command in city.taken] == [type_]
    async with serve.within() as city:  # type: ignore[attr-defined]
        await give(city, 1)
        assert city.taken == []


async def test_a_task_and_its_cancellation_are_two_commands(serve: Serve) -> None:
    city = await serve()
    async with station(city.port, "/squads", None) as one:
        await one.ask("city.dispatch.task.v1", TASK)
        await one.ask("city.dispatch.cancel.v1", {"task": "T-1", "reason": "r"})
        await one.take(2)

    assert [type(command) for _, command in city.taken] == [DispatchTask, DispatchCancel]


async def test_a_bad_command_is_logged_and_left_unanswered_and_the_connection_stays(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    city = await serve()
    bad = [
        "nonsense",
        '{"data":' + "[" * 100_000,
        '{"specversion":"1.0","id":"1","source":"/t","type":"city.unknown.v1","data":{}}',
    ]
    with caplog.at_level(logging.WARNING, "command_center.simulator.server"):
        async with station(city.port, "/squads", None) as one:
            for message in bad:
                await one.connection.send(message)
            await one.ask("city.dispatch.task.v1", {"task": "T-2"})
            await one.ask("city.dispatch.task.v1", TASK)
            answer = await one.next()

    assert answer["data"] == {"task": "T-1"}
    assert len(city.taken) == 1
    assert len(caplog.records) == 4


async def test_a_city_that_fails_on_a_command_keeps_serving(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    city = await serve()
    async with station(city.port, "/squads", None) as one:
        await one.ask("city.dispatch.cancel.v1", {"task": "T-9", "reason": "fail"})
        assert (await one.next())["data"] == {"task": "T-9"}
        city.server.publish("/squads", said(1, path="/squads"))
        assert numbers(await one.take(1)) == [1]

    assert "the city failed on it" in caplog.text


async def test_a_client_that_reads_nothing_holds_up_nobody(serve: Serve) -> None:
    city = await serve()
    async with station(city.port, "/dogs", ZERO), station(city.port, "/dogs", ZERO) as quick:
        for start in range(0, 3000, 100):
            events = [Emission("/dogs", TELL, {"n": n, "x": "x" * 3000}, NOW) for n in range(start, start + 100)]
            city.server.publish("/dogs", events)
        assert numbers(await quick.take(3000)) == list(range(3000))


async def test_a_feed_with_a_token_is_closed_to_who_has_none(serve: Serve) -> None:
    city = await serve(token="open sesame")
    for wrong in (None, "close sesame", "芝麻"):
        with pytest.raises(InvalidStatus) as refused:
            async with unsubscribed(city.port, "/dogs", wrong if wrong is None else wrong.encode().decode("latin-1")):
                pass
        assert refused.value.response.status_code == 401
    async with unsubscribed(city.port, "/dogs", "open sesame") as one:
        await one.ask(wire.SUBSCRIBE, {"after": ZERO})
        city.server.publish("/dogs", said(1))
        assert numbers(await one.take(1)) == [1]


async def test_an_unknown_path_is_not_found(serve: Serve) -> None:
    city = await serve()
    with pytest.raises(InvalidStatus) as refused:
        async with unsubscribed(city.port, "/cats"):
            pass
    assert refused.value.response.status_code == 404


@pytest.mark.parametrize("options", [{"subprotocols": None}, {"origin": "https://elsewhere.example"}])
async def test_a_client_without_the_subprotocol_or_from_a_foreign_page_is_refused(
    serve: Serve, options: dict[str, Any]
) -> None:
    city = await serve()
    asked: dict[str, Any] = {"subprotocols": [Subprotocol(wire.SUBPROTOCOL)], "proxy": None} | options
    with pytest.raises((InvalidStatus, NegotiationError)):
        async with connect(f"ws://127.0.0.1:{city.port}/dogs", **asked):
            pass


async def test_a_port_in_use_is_told_in_words(serve: Serve, tmp_path: Path) -> None:
    city = await serve()
    other = Served(tmp_path / "other")
    with pytest.raises(PortTaken, match=f"port {city.port}"):
        await other.server.start(city.port)
    await other.server.close()


async def test_the_run_keeps_its_name_over_a_restart_and_a_clock_stepped_back(serve: Serve, tmp_path: Path) -> None:
    clock, events = FixedClock(NOW), []

    async def ignore(_path: str, _command: Outgoing) -> None: ...

    for n in range(2):
        server = FeedServer(tmp_path / "run", ("/dogs",), clock, ignore)
        port = await server.start(0)
        server.publish("/dogs", said(n))
        async with station(port, "/dogs", ZERO) as one:
            events = await one.take(n + 1)
        await server.close()
        clock.advance(-3600)

    assert events[0]["source"] == events[1]["source"]
    assert events[0]["sequence"] < events[1]["sequence"]
    assert events[0]["id"] != events[1]["id"]
    assert NOW - timedelta(hours=2) == clock.now()
