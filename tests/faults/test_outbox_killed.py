"""kill -9 after a task was marked as sent and before it left: the next process sends it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

from websockets import Subprotocol
from websockets.asyncio.server import ServerConnection, serve

from command_center.clock import SystemClock
from command_center.feeds import wire
from command_center.store import outbox
from command_center.store.database import Store
from tests.faults.processes import ROOT, WITHIN_S, main, until
from tests.smallcity import write_settings

DIES_AT_THE_DOOR = """
import asyncio, os, signal, sys
from pathlib import Path
from command_center.center import Center
from command_center.clock import SystemClock
from command_center.feeds.contract import Contract
from command_center.settings.toml import read_settings

send = Contract.send

async def dies(self, type_, data):
    if type_ == "city.dispatch.task.v1":
        os.kill(os.getpid(), signal.SIGKILL)
    return await send(self, type_, data)

Contract.send = dies

async def run():
    center = Center.open(read_settings(Path(sys.argv[1])), SystemClock())
    await center.start()
    await asyncio.sleep(30)

asyncio.run(run())
"""


async def test_that_a_task_claimed_by_a_process_that_was_killed_leaves_with_the_next(tmp_path: Path) -> None:
    got: list[str] = []

    async def handle(connection: ServerConnection) -> None:
        async for message in connection:
            told = json.loads(message)
            if told["type"] == "city.dispatch.task.v1":
                got.append(told["data"]["task"])
                ack = {"specversion": "1.0", "id": "a", "source": "/s", "type": "city.dispatch.ack.v1"}
                await connection.send(json.dumps(ack | {"data": {"task": told["data"]["task"]}}))

    async with serve(handle, "127.0.0.1", 0, subprotocols=[Subprotocol(wire.SUBPROTOCOL)]) as server:
        port = int(next(iter(server.sockets)).getsockname()[1])
        settings = write_settings(tmp_path, port, "squads")
        store = Store(f"sqlite:///{tmp_path / 'cc.db'}")
        now = SystemClock().now()
        store.write_now(
            lambda c: outbox.add(
                c,
                kind="squad",
                type_="city.dispatch.task.v1",
                key="task:T1",
                case=None,
                payload=b'{"task":"T1"}',
                created=now,
                leaves_at=now,
            )
        )
        try:
            command = (sys.executable, "-c", DIES_AT_THE_DOOR, str(settings))
            process = await asyncio.create_subprocess_exec(
                *command, cwd=ROOT, env=os.environ, stderr=asyncio.subprocess.DEVNULL
            )
            async with asyncio.timeout(WITHIN_S):
                assert await process.wait() == -signal.SIGKILL
            (left,) = store.read_now(lambda c: outbox.undelivered(c, SystemClock().now()))
            assert (left.attempts, got) == (1, [])
            async with main("headless", "--settings", settings) as running:
                await until(lambda: got == ["T1"])
                await running.line_where(lambda line: line["undelivered"] == 0)
                await running.ends_when_asked()
            assert got == ["T1"]
        finally:
            store.close()
