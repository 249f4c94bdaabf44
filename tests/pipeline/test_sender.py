"""The outbox on a real WebSocket server that acknowledges late, never, twice, or dies: each message until it is had."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from websockets import Subprotocol
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from command_center.bureau import read_bureau
from command_center.cases import messages
from command_center.feeds import wire
from command_center.feeds.contract import Contract
from command_center.feeds.line import Line
from command_center.feeds.meter import Meter
from command_center.feeds.subscription import Subscription
from command_center.live import Live
from command_center.model.cases import Case, Step, Task, TaskState
from command_center.model.categories import Category, Priority
from command_center.model.settings import DogWalking, FeedKind, FeedSettings
from command_center.notices import Notices
from command_center.pipeline.effects import Effects
from command_center.pipeline.intake import Intake
from command_center.pipeline.sender import Sender
from command_center.rules.engine import Engine
from command_center.store import cases, city, events, outbox
from command_center.store.database import Store
from command_center.store.unit import Unit, run
from tests.builders import squad, zone_event
from tests.smallcity import MovedClock

Answer = Callable[["Squads", ServerConnection, dict[str, Any]], Awaitable[None]]
ACK = "city.dispatch.ack.v1"


class Squads:
    """A squads' server. `got` is what it was told: (short type, task), in order; `answer` what it does about it."""

    def __init__(self, answer: Answer) -> None:
        self.got: list[tuple[str, str]] = []
        self.answer = answer
        self.port = 0
        self._server: Server | None = None

    async def open(self) -> None:
        protocol = [Subprotocol(wire.SUBPROTOCOL)]
        self._server = await serve(self._handle, "127.0.0.1", self.port, subprotocols=protocol)
        self.port = int(next(iter(self._server.sockets)).getsockname()[1])

    async def close(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()
            await server.wait_closed()

    async def _handle(self, connection: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            async for message in connection:
                told = json.loads(message)
                if told["type"] != wire.SUBSCRIBE:
                    self.got.append((told["type"].split(".")[2], told["data"].get("task", "")))
                    await self.answer(self, connection, told)


async def acknowledge(connection: ServerConnection, told: dict[str, Any]) -> None:
    ack = {"specversion": "1.0", "id": "a", "source": "/s", "type": ACK, "data": {"task": told["data"]["task"]}}
    await connection.send(json.dumps(ack))


async def at_once(_server: Squads, connection: ServerConnection, told: dict[str, Any]) -> None:
    await acknowledge(connection, told)


async def twice(_server: Squads, connection: ServerConnection, told: dict[str, Any]) -> None:
    await acknowledge(connection, told)
    await acknowledge(connection, told)


async def never(_server: Squads, _connection: ServerConnection, _told: dict[str, Any]) -> None:
    return


class House:
    """A store with a case, an intake, a sender and one or more squads' feeds, all real."""

    def __init__(self, folder: Path) -> None:
        self.clock = MovedClock()
        self.store = Store(f"sqlite:///{folder / 'test.db'}")
        self.live, self.notices = Live(), Notices()
        engine = Engine(DogWalking(), ())
        self.intake = Intake(self.store, engine, Effects(read_bureau()), self.live, self.notices, self.clock)
        self.feeds: list[Subscription] = []
        self.tasks: list[asyncio.Task[None]] = []
        self.write(self._furnish)

    def _furnish(self, unit: Unit) -> None:
        city.put_squad(unit.connection, squad("A"), unit.now, "squads-a")
        city.put_squad(unit.connection, squad("B"), unit.now, "squads-b")
        events.raise_event(unit.connection, zone_event())
        now = unit.now
        self.case = Case(
            id="QZ-1", step=Step.DISPATCHED, category=Category.LITTERING, priority=Priority.LOW, title_subject="x",
            place=None, grid=7, lon=118.87, lat=28.94, address="x", opened=now, deadline=now + timedelta(hours=1),
            events=("e1",),
        )  # fmt: skip
        cases.add(unit.connection, self.case)

    def write(self, do: Callable[[Unit], object]) -> None:
        self.store.write_now(lambda c: run(c, do, self.clock.now(), "system"))

    def feed(self, name: str, port: int) -> None:
        meter = Meter(name, "squad", self.clock, lambda _: None)
        settings = FeedSettings(name=name, kind=FeedKind.SQUAD, url=f"ws://127.0.0.1:{port}/x")
        line = Line(settings, "t", self.intake.deliver, meter, self.clock)
        self.feeds.append(Subscription(line, Contract(line, wire.FIRST_SEQUENCE)))

    def start(self) -> None:
        sender = Sender(self.store, self.feeds, self.clock)
        for work in (self.intake.run(), sender.run(), *(feed.run() for feed in self.feeds)):
            self.tasks.append(asyncio.create_task(work))

    async def stop(self) -> None:
        for task in self.tasks:
            task.cancel()
        for task in self.tasks:
            with suppress(asyncio.CancelledError):
                await task
        self.tasks, self.feeds = [], []

    def dispatch(self, id_: str, to: str = "A") -> Task:
        now = self.clock.now()
        task = Task(id_, "QZ-1", to, TaskState.WAITING, now, now + timedelta(hours=1), now)

        def do(unit: Unit) -> None:
            cases.add_task(unit.connection, task)
            messages.send_task(unit, self.case, task, "t", "i")

        self.write(do)
        return task

    def call_back(self, task: Task) -> None:
        self.write(lambda unit: messages.cancel_task(unit, task, "why"))

    def waiting(self) -> list[str]:
        now = self.clock.now()
        return [one.key for one in self.store.read_now(lambda c: outbox.undelivered(c, now))]

    def state(self, task: str) -> TaskState:
        found = self.store.read_now(lambda c: cases.task(c, task))
        assert found is not None
        return found.state


async def until(holds: Callable[[], bool], seconds: float = 8.0) -> None:
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.005)


@asynccontextmanager
async def housed(folder: Path, *servers: Squads) -> AsyncIterator[House]:
    house = House(folder)
    for server, name in zip(servers, ("squads-a", "squads-b"), strict=False):
        await server.open()
        house.feed(name, server.port)
    house.start()
    try:
        yield house
    finally:
        await house.stop()
        for server in servers:
            await server.close()
        house.store.close()


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("command_center.pipeline.sender.LOOK_EVERY_S", 0.02)
    monkeypatch.setattr("command_center.feeds.subscription.FIRST_DELAY_S", 0.02)


async def test_that_a_task_is_sent_until_it_is_acknowledged_and_then_no_more(tmp_path: Path) -> None:
    server = Squads(never)
    async with housed(tmp_path, server) as house:
        house.dispatch("T1")
        await until(lambda: server.got == [("task", "T1")])
        assert house.waiting() == ["task:T1"] and house.state("T1") is TaskState.SENT
        house.clock.advance(11)
        await until(lambda: len(server.got) == 2)
        server.answer = at_once
        house.clock.advance(21)
        await until(lambda: house.waiting() == [])
        assert house.state("T1") is TaskState.DELIVERED
        house.clock.advance(1000)
        house.dispatch("T2")
        await until(lambda: server.got[-1] == ("task", "T2") and house.waiting() == [])
        assert server.got.count(("task", "T1")) == 3


async def test_that_after_its_cancellation_a_task_is_never_sent_again(tmp_path: Path) -> None:
    server = Squads(never)
    async with housed(tmp_path, server) as house:
        task = house.dispatch("T1")
        await until(lambda: len(server.got) == 1)
        house.call_back(task)
        await until(lambda: len(server.got) == 2)
        for _ in range(3):
            count = len(server.got)
            house.clock.advance(400)
            await until(lambda count=count: len(server.got) > count)  # type: ignore[misc]
        await server.close()
        await server.open()
        count = len(server.got)
        await until(lambda: len(server.got) > count)
        assert server.got[0] == ("task", "T1") and set(server.got[1:]) == {("cancel", "T1")}
        assert house.waiting() == ["cancel:T1"]


async def test_that_a_late_acknowledgement_of_the_task_is_not_taken_for_the_cancellations(tmp_path: Path) -> None:
    server = Squads(never)
    async with housed(tmp_path, server) as house:
        task = house.dispatch("T1")
        await until(lambda: len(server.got) == 1)
        house.clock.advance(11)
        await until(lambda: len(server.got) == 2)
        house.call_back(task)

        async def late(server: Squads, connection: ServerConnection, told: dict[str, Any]) -> None:
            # Both answers to the task come only now; the cancellation itself is lost.
            if server.got.count(("cancel", "T1")) == 1:
                await twice(server, connection, told)
            else:
                await acknowledge(connection, told)

        server.answer = late
        await until(lambda: ("cancel", "T1") in server.got)
        house.dispatch("T2")
        await until(lambda: house.state("T2") is TaskState.DELIVERED)
        assert house.waiting() == ["cancel:T1"]
        house.clock.advance(11)
        await until(lambda: house.waiting() == [])
        assert server.got.count(("cancel", "T1")) == 2


async def first_copies(server: Squads, connection: ServerConnection, told: dict[str, Any]) -> None:
    if server.got.count(server.got[-1]) == 1:
        await acknowledge(connection, told)


async def test_that_a_server_answering_first_copies_only_does_not_leave_a_cancellation_undelivered(
    tmp_path: Path,
) -> None:
    server = Squads(never)
    async with housed(tmp_path, server) as house:
        task = house.dispatch("T1")
        await until(lambda: len(server.got) == 1)
        house.clock.advance(11)
        await until(lambda: len(server.got) == 2)
        house.clock.advance(21)
        server.answer = at_once  # to the third copy, the first it got
        await until(lambda: house.state("T1") is TaskState.DELIVERED)
        server.answer = first_copies
        house.call_back(task)
        for copies in range(1, 5):
            await until(lambda copies=copies: server.got.count(("cancel", "T1")) == copies)  # type: ignore[misc]
            assert house.waiting() == ["cancel:T1"]
            house.clock.advance(81)
        await until(lambda: house.waiting() == [])
        assert server.got.count(("cancel", "T1")) == 4


async def test_that_copies_of_a_cancellation_lost_with_their_connections_do_not_count_as_taken(tmp_path: Path) -> None:
    server = Squads(never)
    async with housed(tmp_path, server) as house:
        task = house.dispatch("T1")
        await until(lambda: len(server.got) == 1)
        server.answer = at_once
        house.clock.advance(11)
        await until(lambda: house.state("T1") is TaskState.DELIVERED)
        server.answer = at_once  # late, to the task's first copy, as the cancellation comes
        house.call_back(task)
        await until(lambda: ("cancel", "T1") in server.got)
        server.answer = never
        for copies in range(2, 5):
            await server.close()
            house.clock.advance(5)
            await server.open()
            await until(lambda copies=copies: server.got.count(("cancel", "T1")) == copies)  # type: ignore[misc]
        await server.close()
        house.clock.advance(400)
        await server.open()
        await until(lambda: server.got.count(("cancel", "T1")) == 5)
        assert house.waiting() == ["cancel:T1"]


async def test_that_acknowledging_twice_does_no_harm(tmp_path: Path) -> None:
    server = Squads(twice)
    async with housed(tmp_path, server) as house:
        task = house.dispatch("T1")
        await until(lambda: house.state("T1") is TaskState.DELIVERED)
        house.call_back(task)
        await until(lambda: house.waiting() == [])
        assert server.got == [("task", "T1"), ("cancel", "T1")]


async def test_that_a_task_never_sent_is_never_called_back_either(tmp_path: Path) -> None:
    server = Squads(at_once)
    async with housed(tmp_path, server) as house:
        await house.stop()
        house.call_back(house.dispatch("T1"))
        house.dispatch("T2")
        house.feed("squads-a", server.port)
        house.start()
        await until(lambda: house.waiting() == [])
        assert server.got == [("task", "T2")]


async def test_that_a_server_killed_before_it_answers_is_told_again_at_once(tmp_path: Path) -> None:
    async def die(server: Squads, connection: ServerConnection, _told: dict[str, Any]) -> None:
        server.answer = at_once
        connection.transport.abort()

    server = Squads(die)
    async with housed(tmp_path, server) as house:
        house.dispatch("T1")
        await until(lambda: house.waiting() == [])
        assert server.got == [("task", "T1")] * 2


async def test_that_what_was_claimed_by_a_process_that_died_is_sent_by_the_next(tmp_path: Path) -> None:
    server = Squads(at_once)
    async with housed(tmp_path, server) as house:
        await house.stop()
        house.dispatch("T1")
        house.write(lambda unit: outbox.claim(unit.connection, 1, unit.now))  # and dead before it left
        house.feed("squads-a", server.port)
        house.start()
        await until(lambda: house.waiting() == [])
        assert server.got == [("task", "T1")]


async def test_that_of_two_feeds_each_squads_own_gets_its_tasks(tmp_path: Path) -> None:
    one, other = Squads(at_once), Squads(at_once)
    async with housed(tmp_path, one, other) as house:
        house.dispatch("T1", "A")
        house.dispatch("T2", "B")
        await until(lambda: house.waiting() == [])
        assert (one.got, other.got) == ([("task", "T1")], [("task", "T2")])
        await other.close()
        house.dispatch("T3", "B")
        house.dispatch("T4", "A")
        await until(lambda: ("task", "T4") in one.got)
        assert house.waiting()[:1] == ["task:T3"]
        await other.open()
        await until(lambda: house.waiting() == [])
        assert other.got[-1] == ("task", "T3")


async def test_that_many_nobody_answers_do_not_hold_up_a_new_one(tmp_path: Path) -> None:
    async def picky(_server: Squads, connection: ServerConnection, told: dict[str, Any]) -> None:
        if told["data"].get("task") == "new":
            await acknowledge(connection, told)

    server = Squads(picky)
    async with housed(tmp_path, server) as house:

        def old(unit: Unit) -> None:
            for n in range(250):
                outbox.add(unit.connection, kind="squad", type_="city.notice.v1", key=f"notice:{n}", case=None,
                           payload=b'{"notice":"x"}', created=unit.now, leaves_at=unit.now)  # fmt: skip
            ids = range(1, 251)
            assert all(outbox.claim(unit.connection, n, unit.now - timedelta(hours=1)) for n in ids)

        await house.stop()
        house.write(old)
        house.dispatch("new")
        house.feed("squads-a", server.port)
        house.start()
        await until(lambda: house.state("new") is TaskState.DELIVERED)
        assert ("task", "new") in server.got[:3]


async def test_that_messages_about_one_thing_leave_in_order(tmp_path: Path) -> None:
    house = House(tmp_path)
    now = house.clock.now()
    try:

        def post(unit: Unit) -> None:
            for n, about in enumerate(("r1", "r1", "r2")):
                outbox.add(unit.connection, kind="urban", type_="city.urban.result.v1", key=f"k{n}", case=None,
                           payload=b"{}", created=now, leaves_at=now, about=about)  # fmt: skip

        house.write(post)
        house.write(lambda unit: outbox.claim(unit.connection, 1, now))
        long_ago = now - timedelta(days=1)

        def due() -> list[str]:
            return [p.key for p in house.store.read_now(lambda c: outbox.due(c, "urban", now, long_ago))]

        assert due() == ["k2"]  # the first is not answered yet: the second about the same waits
        house.write(lambda unit: outbox.acknowledge(unit.connection, "k0", now))
        assert due() == ["k1", "k2"]
    finally:
        house.store.close()
