"""A feed server that publishes numbers as fast as it can, to be killed: `python publisher.py FOLDER`.

Prints its port. Numbers go on where its log ends, so that whoever reads can tell a loss from a repetition.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import msgspec

from command_center.clock import SystemClock
from command_center.model.outgoing import Outgoing
from command_center.simulator.emission import Emission
from command_center.simulator.server import FeedServer


async def main(folder: Path) -> None:
    async def ignore(_path: str, _command: Outgoing) -> None: ...

    clock = SystemClock()
    server = FeedServer(folder, ("/dogs",), clock, ignore)
    port = await server.start(0)
    log = server.logs["/dogs"]
    last = log.read(log.newest - 1, 1, 1)
    number = 0 if last is None else msgspec.json.decode(last.bodies[0])["data"]["n"]
    print(port, flush=True)  # noqa: T201 - for the test that started us
    while True:
        batch = [Emission("/dogs", "city.squad.read.v1", {"n": number + k}, clock.now()) for k in range(1, 8)]
        server.publish("/dogs", batch)
        number += len(batch)
        await asyncio.sleep(0.001)


asyncio.run(main(Path(sys.argv[1])))
