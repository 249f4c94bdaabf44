"""What a person says of a dog reaches the rules that run, before the next fixes are judged."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from command_center.bureau import read_bureau
from command_center.clock import to_ms
from command_center.model.dogs import DogFacts, Grant, GrantKind
from command_center.model.observations import Fixes
from command_center.pipeline.effects import Effects
from command_center.store import events
from tests.builders import NOW
from tests.pipeline.test_intake import Line, heard


def walking(start_s: int, count: int = 30) -> Fixes:
    times = to_ms(NOW) - 600_000 + 1000 * np.arange(start_s, start_s + 10 * count, 10, dtype=np.int64)
    lon = 118.87 + np.arange(start_s, start_s + 10 * count, 10, dtype=np.float64) * 1e-5
    return Fixes(("0417",) * count, times, lon, np.full(count, 28.94), np.full(count, 5.0), np.full(count, np.nan))


async def test_that_a_grant_told_while_it_runs_ends_the_alarm_and_no_other_comes(tmp_path: Path) -> None:
    line = Line(tmp_path, Effects(read_bureau()))
    await line.take(heard(1, walking(0)), feed="dogs")
    assert [e.withdrawn for e in line.store.read_now(lambda c: events.since(c, None))] == [False]
    grant = Grant(id="g", tag="0417", kind=GrantKind.GUIDE, since=NOW.replace(year=2025))
    line.intake.know([DogFacts("0417", None, (grant,))])
    await line.take(heard(2, walking(300)), feed="dogs")
    (event,) = line.store.read_now(lambda c: events.since(c, None))
    assert event.withdrawn  # it had been granted before the walk began
    line.store.close()
