"""A Traccar server, as it is, through the real center into a real store: nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from command_center.center import Center
from command_center.clock import SystemClock, to_ms
from command_center.feeds import subscription
from command_center.feeds.traccar import history
from command_center.feeds.traccar.dialect import Traccar
from command_center.feeds.traccar.plan import sequence
from command_center.model.health import FeedState
from command_center.model.settings import FeedFormat, FeedKind, FeedSettings, Settings, StoreSettings
from command_center.store import intake, quarantine, tracks
from tests.feeds.fake_traccar import TOKEN, FakeTraccar, ago, fake_traccar, position

START = datetime.fromisoformat("2000-01-01T00:00:00Z")


@asynccontextmanager
async def running(folder: Path, server: FakeTraccar, *, viewer: bool = False) -> AsyncIterator[Center]:
    feed = FeedSettings(
        name="tags", kind=FeedKind.DOG_TAG, format=FeedFormat.TRACCAR, url=f"ws://127.0.0.1:{server.port}/api/socket",
        token_env="TRACCAR_TOKEN",
    )  # fmt: skip
    store = StoreSettings(f"sqlite:///{folder / 'test.db'}")
    center = Center.open(Settings(store=store, feeds=(feed,)), SystemClock(), viewer=viewer)
    try:
        await center.start()
        yield center
    finally:
        await center.close()


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACCAR_TOKEN", TOKEN)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The history is read often, and soon again when it fails."""
    quick = partial(Traccar, sweep_s=0.1, retry_s=0.05)
    monkeypatch.setitem(subscription._DIALECTS, FeedFormat.TRACCAR, quick)


@pytest.fixture(autouse=True)
async def no_worker_left() -> AsyncIterator[None]:
    yield
    await asyncio.get_running_loop().shutdown_default_executor()


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(15):
        while not holds():
            await asyncio.sleep(0.01)


def kept(center: Center) -> Counter[tuple[str, int]]:
    """How often each fix stands in the tracks."""

    def read(connection: Any) -> Counter[tuple[str, int]]:
        found: Counter[tuple[str, int]] = Counter()
        for _, columns in tracks.blocks(connection, "dog", START, ago(-90_000), "tags"):
            found.update((columns.names[r], int(t)) for r, t in zip(columns.row, columns.time_ms, strict=True))
        return found

    return center.store.read_now(read)


def has(center: Center, fixes: int) -> bool:
    return kept(center).total() >= fixes


def once(*told: dict[str, Any]) -> Counter[tuple[str, int]]:
    """Each of these, exactly once."""
    return Counter({(f"{p['deviceId']:04d}", to_ms(datetime.fromisoformat(p["fixTime"]))): 1 for p in told})


def cursor(center: Center) -> str:
    return center.store.read_now(lambda c: intake.cursor(c, "tags")) or ""


def set_aside(center: Center) -> list[str]:
    return [row[3] for row in center.store.read_now(lambda c: intake.all_quarantined(c, None))]


async def test_that_positions_during_breaks_and_a_restart_are_there_exactly_once(tmp_path: Path) -> None:
    async with fake_traccar() as server:
        told = [server.fix(1, ago(7200 - n)) for n in range(3)]
        async with running(tmp_path, server) as center:
            await server.connected()
            told.append(server.fix(1, ago(60)))
            await until(lambda: kept(center) == once(*told) and cursor(center) > sequence(ago(30)))
            port = server.port
            await server.stop()
            told += [server.fix(d, ago(50 - n)) for n in range(10) for d in (1, 2)]
            await server.start(port)
            await until(lambda: kept(center) == once(*told))
            await server.connected()
            await server.cut()
            told += [server.fix(d, ago(30 - n)) for n in range(10) for d in (1, 2, 3)]
            await until(lambda: kept(center) == once(*told))
        told += [server.fix(d, ago(15 - n)) for n in range(10) for d in (1, 2, 3)]
        async with running(tmp_path, server) as center:
            await until(lambda: kept(center) == once(*told))
            await until(lambda: center.feeds()[0].state is FeedState.LIVE)
        assert server.bearers == {f"Bearer {TOKEN}"}


async def test_that_a_back_fill_cut_off_in_the_middle_is_done_in_the_end(
    tmp_path: Path, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "A_SLICE", 7)
    async with fake_traccar() as server:
        told = [server.fix(d, ago(3000 - 5 * n)) for n in range(400) for d in (1, 2, 3)]
        for part in (100, 400, 900):
            async with running(tmp_path, server) as center:
                await until(partial(has, center, part))
                await server.cut()
        async with running(tmp_path, server) as center:
            await until(lambda: kept(center).total() >= len(told) and cursor(center) > sequence(ago(60)))
            assert kept(center) == once(*told)


async def test_that_late_fixes_the_socket_never_tells_are_found_in_the_history(tmp_path: Path, impatient: None) -> None:
    async with fake_traccar() as server, running(tmp_path, server) as center:
        await server.connected()
        told = [server.fix(1, ago(5)), server.fix(2, ago(-3600))]
        await until(lambda: kept(center) == once(*told))
        told += [server.fix(1, ago(300)), server.fix(2, ago(4))]  # late, and right after a clock that ran ahead
        await until(lambda: kept(center) == once(*told))


async def test_that_a_tag_back_after_hours_hands_in_what_it_kept(tmp_path: Path, impatient: None) -> None:
    async with fake_traccar() as server:
        told = [server.fix(1, ago(4 * 3600))]
        async with running(tmp_path, server) as center:
            await server.connected()
            await until(lambda: kept(center) == once(*told) and cursor(center) > sequence(ago(60)))
            told += [server.fix(1, ago(1)), *(server.fix(1, ago(3 * 3600 - n)) for n in range(5))]
            await until(lambda: kept(center) == once(*told))


async def test_that_a_server_that_cuts_answers_off_is_asked_for_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "FULL", 20)
    async with fake_traccar() as server:
        server.most = 25
        told = [server.fix(d, ago(1800 - n)) for n in range(90) for d in (1, 2)]
        async with running(tmp_path, server) as center:
            await until(lambda: kept(center) == once(*told))


async def test_that_an_answer_too_large_is_asked_for_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("command_center.feeds.traccar.server.MOST_BYTES", 5000)
    async with fake_traccar() as server:
        told = [server.fix(d, ago(1800 - 10 * n)) for n in range(30) for d in (1, 2)]
        async with running(tmp_path, server) as center:
            await until(lambda: kept(center) == once(*told))


@pytest.mark.parametrize("status", [400, 403])
async def test_that_a_history_refused_for_good_is_a_gap_and_live_goes_on(
    tmp_path: Path, impatient: None, status: int
) -> None:
    async with fake_traccar() as server:
        server.status = {"reports/route": status}
        server.fix(1, ago(600))
        async with running(tmp_path, server) as center:
            await server.connected()
            await until(lambda: center.store.read_now(intake.count_gaps) == {"tags": 1})
            told = server.fix(1, ago(1))
            await until(lambda: once(told) <= kept(center))
            asked = len(server.asked)
            await until(lambda: len(server.asked) > asked + 4)
            assert center.store.read_now(intake.count_gaps) == {"tags": 1}
            assert str(status) in center.feeds()[0].why and TOKEN not in center.feeds()[0].why


async def test_that_a_history_that_fails_is_told_tried_again_and_holds_the_cursor(
    tmp_path: Path, impatient: None
) -> None:
    async with fake_traccar() as server:
        server.status = {"reports/route": 503}
        told = [server.fix(1, ago(7)), server.fix(1, ago(6))]
        async with running(tmp_path, server) as center:
            await until(lambda: "503" in center.feeds()[0].why)
            told.append(server.fix(1, ago(5)))
            await until(lambda: once(told[-1]) <= kept(center))
            assert cursor(center) < sequence(ago(1800))
            server.status = {}
            await until(lambda: kept(center) == once(*told) and not center.feeds()[0].why)


async def test_that_a_device_added_later_is_asked_for_and_one_not_listed_stands_in_quarantine(tmp_path: Path) -> None:
    async with fake_traccar() as server, running(tmp_path, server) as center:
        await server.connected()
        server.add(77, uniqueId="7777")
        server.tell({"positions": [position(77, ago(2)), position(99, ago(2))]})
        await until(lambda: set_aside(center))
        assert "device 99" in set_aside(center)[0]
        assert [tag for tag, _ in kept(center)] == ["7777"]


def try_again(center: Center) -> None:
    center.store.write_now(lambda c: quarantine.ask_retry(c, quarantine.Sought(), SystemClock().now()))


async def test_that_what_was_set_aside_is_understood_once_its_device_is_there(tmp_path: Path) -> None:
    async with fake_traccar() as server, running(tmp_path, server) as center:
        await server.connected()
        lost, outdated = position(99, ago(2)), position(99, ago(9), outdated=True)
        server.tell({"positions": [lost, position(98, ago(2)), outdated]})
        await until(lambda: len(set_aside(center)) == 3)
        try_again(center)
        await until(lambda: center.store.read_now(quarantine.to_retry) == [])
        assert len(set_aside(center)) == 3 and kept(center) == once()
        server.add(99, uniqueId="0099")
        server.tell({"devices": [server.devices[99]]})
        server.tell({"positions": [position(1, ago(5))]})
        await until(lambda: has(center, 1))
        try_again(center)
        await until(lambda: has(center, 2))
        await until(lambda: center.store.read_now(quarantine.to_retry) == [])
        assert kept(center)["0099", to_ms(datetime.fromisoformat(lost["fixTime"]))] == 1
        (left,) = center.store.read_now(lambda c: quarantine.page(c, quarantine.Sought(), None, 9))
        assert "device 98" in left[3]


async def test_that_a_message_and_a_device_set_aside_are_read_again(tmp_path: Path) -> None:
    async with fake_traccar() as server, running(tmp_path, server) as center:
        await server.connected()
        await until(lambda: cursor(center))
        now, fix = SystemClock().now(), position(2, ago(7))
        device = server.devices[1] | {"id": 55, "uniqueId": "5555"}
        raws = (json.dumps({"positions": [fix, {"id": 1}]}), json.dumps(device), "[not json")
        for raw in raws:
            center.store.write_now(lambda c, raw=raw: intake.quarantined(c, "tags", now, "old", raw.encode()))  # type: ignore[misc]
        try_again(center)
        await until(lambda: kept(center) == once(fix))
        await until(lambda: center.store.read_now(quarantine.to_retry) == [])
        left = center.store.read_now(lambda c: quarantine.whole(c, quarantine.Sought(), 0))
        assert sorted(row[4] for row in left) == [b"[not json", b'{"id": 1}']
        server.tell({"positions": [position(55, ago(3))]})
        await until(lambda: "5555" in {tag for tag, _ in kept(center)})


async def test_that_positions_of_a_new_device_wait_while_the_server_cannot_say(tmp_path: Path, impatient: None) -> None:
    async with fake_traccar() as server, running(tmp_path, server) as center:
        await server.connected()
        await until(lambda: cursor(center))
        server.status = {"devices": 500}
        server.tell({"positions": [position(77, ago(86_400))]})
        await until(lambda: "500" in center.feeds()[0].why)
        server.add(77, uniqueId="7777")
        server.status = {}
        await until(lambda: not center.feeds()[0].why)
        server.tell("{}")
        await until(lambda: [tag for tag, _ in kept(center)] == ["7777"])


async def test_that_one_bad_element_stands_in_quarantine_alone_and_a_bad_device_once(tmp_path: Path) -> None:
    async with fake_traccar() as server:
        server.add(9, uniqueId=None)
        async with running(tmp_path, server) as center:
            await server.connected()
            server.tell({"devices": [server.devices[9] | {"status": "offline"}]})
            good = [position(1, ago(9)), position(2, ago(9))]
            server.tell({"positions": [good[0], position(1, ago(8), latitude=95), good[1]], "events": [{"id": 1}]})
            server.tell("[not json")
            await until(lambda: len(set_aside(center)) == 3)
            assert kept(center) == once(*good)
            assert sum("device 9" in why for why in set_aside(center)) == 1


async def test_that_a_viewer_reads_no_history_and_is_live(tmp_path: Path) -> None:
    async with fake_traccar() as server:
        server.fix(1, ago(86_400))
        async with running(tmp_path, server), running(tmp_path, server, viewer=True) as viewer:
            await until(lambda: viewer.live.dogs.row("0001") is not None)
            await until(lambda: viewer.feeds()[0].state is FeedState.LIVE)
        server.asked.clear()
        async with running(tmp_path, server, viewer=True) as viewer:
            await until(lambda: viewer.feeds()[0].state is FeedState.LIVE)
        assert not [path for path in server.asked if "route" in path]


@pytest.mark.parametrize("cookies", [True, False])
async def test_that_a_wrong_token_is_refused_and_a_token_stands_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, cookies: bool
) -> None:
    caplog.set_level(logging.DEBUG)
    async with fake_traccar() as server:
        server.cookies = cookies
        async with running(tmp_path, server) as center:
            await server.connected()
            server.tell({"positions": [{"token": TOKEN}]})
            await until(lambda: set_aside(center))
            raw = center.store.read_now(lambda c: intake.all_quarantined(c, None))[0][4]
            assert TOKEN.encode() not in raw
        monkeypatch.setenv("TRACCAR_TOKEN", "another-s3cret")
        async with running(tmp_path, server) as center:
            await until(lambda: center.feeds()[0].state is FeedState.REFUSED)
            assert "401" in center.feeds()[0].why and "s3cret" not in center.feeds()[0].why
    mine = [r.getMessage() for r in caplog.records if not r.name.startswith("websockets")]  # the fake's own
    assert not [text for text in mine if "s3cret" in text]


async def test_that_a_first_connection_reads_a_day_and_a_long_absence_is_a_gap(tmp_path: Path) -> None:
    async with fake_traccar() as server:
        old, new = server.fix(1, ago(40 * 3600)), server.fix(1, ago(20 * 3600))
        async with running(tmp_path, server) as center:
            await until(lambda: cursor(center) > sequence(ago(60)))
            assert kept(center) == once(new) and once(old) - kept(center)
            center.store.write_now(lambda c: intake.set_cursor(c, "tags", sequence(ago(60 * 86_400)), ago(0)))
        async with running(tmp_path, server) as center:
            await until(lambda: center.store.read_now(intake.count_gaps) == {"tags": 1})
            await until(lambda: cursor(center) > sequence(ago(60)))
            assert kept(center) == once(old, new)


async def test_that_a_quiet_server_is_live_by_its_keep_alives_and_stale_without(tmp_path: Path) -> None:
    async with fake_traccar() as server, running(tmp_path, server) as center:
        await until(lambda: center.feeds()[0].state is FeedState.LIVE)
        meter = center._subscriptions[0].meter
        assert meter.silence_s == 75
        last = meter.health().last_message
        server.tell("{}")
        await until(lambda: meter.health().last_message != last)
        now = SystemClock().now()
        meter._last = now - timedelta(seconds=74)
        assert meter.health().state is FeedState.LIVE
        meter._last = now - timedelta(seconds=76)
        assert meter.health().state is FeedState.STALE


REAL = Path(os.environ.get("COMMAND_CENTER_DATA", Path(__file__).parents[3] / "shared" / "data")) / "traccar"


@pytest.mark.skipif(not REAL.is_dir(), reason="the recorded messages are not there")
async def test_that_the_recorded_messages_go_through(tmp_path: Path) -> None:
    records = [
        json.loads(line) for file in sorted(REAL.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()
    ]
    forwarded = [record for record in records if "device" in record]
    async with fake_traccar() as server, running(tmp_path, server) as center:
        await server.connected()
        for record in records:
            if "devices" in record:
                server.tell(record)
        for record in forwarded:
            server.tell({"devices": [record["device"]], "positions": [p for p in [record.get("position")] if p]})
        await until(lambda: ("q54", 1536920312000) in kept(center))
        assert set_aside(center) == []
        fictional = json.loads((REAL / "ha_fixture_positions_FICTIONAL.json").read_text("utf-8"))
        server.tell({"positions": fictional})
        await until(lambda: set_aside(center))
        assert "1970" in set_aside(center)[0]
