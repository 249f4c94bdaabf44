"""A Frigate server, as it is, through the real center into a real store: nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_center.center import Center
from command_center.clock import SystemClock
from command_center.feeds.frigate.dialect import Frigate
from command_center.feeds.frigate.history import base
from command_center.feeds.frigate.join import Join
from command_center.feeds.frigate.messages import Review, Tracked, understand
from command_center.feeds.items import Heard, Unreadable
from command_center.feeds.line import Line
from command_center.feeds.meter import Meter
from command_center.model.categories import Category, Priority
from command_center.model.events import FlaggedEvent
from command_center.model.health import FeedState
from command_center.model.observations import CameraState, Detection
from command_center.model.settings import (
    CameraPlace,
    FeedFormat,
    FeedKind,
    FeedSettings,
    Settings,
    Severity,
    SightingRule,
    StoreSettings,
)
from command_center.store import city, events, intake, quarantine
from tests.feeds.fake_frigate import TOKEN, FakeFrigate, fake_frigate, review, tracked

REAL = Path(os.environ.get("COMMAND_CENTER_DATA", Path(__file__).parents[3] / "shared" / "data")) / "frigate"
GATE = CameraPlace(camera="gate", id="C-0219", name="新桥街口", lon=118.8701, lat=28.9391, heading=90.0)
PARKED = SightingRule(category=Category.ILLEGAL_PARKING, labels=("car",), zones=("kerb",))


def feed(port: int = 1, *rules: SightingRule) -> FeedSettings:
    return FeedSettings(
        name="frigate", kind=FeedKind.CAMERA, format=FeedFormat.FRIGATE, url=f"http://127.0.0.1:{port}/ws",
        token_env="FRIGATE_TOKEN", cameras=(GATE,), sightings=rules or (PARKED,),
    )  # fmt: skip


@asynccontextmanager
async def running(folder: Path, server: FakeFrigate, *rules: SightingRule) -> AsyncIterator[Center]:
    store = StoreSettings(f"sqlite:///{folder / 'test.db'}")
    center = Center.open(Settings(store=store, feeds=(feed(server.port, *rules),)), SystemClock())
    try:
        await center.start()
        yield center
    finally:
        await center.close()


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(15):
        while not holds():
            await asyncio.sleep(0.01)


def flagged(center: Center) -> list[FlaggedEvent]:
    return center.store.read_now(lambda c: events.since(c, None))


def cursor(center: Center) -> float:
    return int(center.store.read_now(lambda c: intake.cursor(c, "frigate")) or 0) / 1e6


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRIGATE_TOKEN", TOKEN)


@pytest.fixture(autouse=True)
async def no_worker_left() -> AsyncIterator[None]:
    yield
    await asyncio.get_running_loop().shutdown_default_executor()


async def test_that_a_car_told_as_object_and_review_is_one_event_with_its_plate(tmp_path: Path) -> None:
    async with fake_frigate() as server, running(tmp_path, server) as center:
        await server.connected()
        now = SystemClock().now().timestamp()
        await server.see(object=tracked("o1", now))
        await server.see(review=review("r1", now, ["o1"]))
        await server.see(object=tracked("o1", now, top_score=0.9))
        await server.see(review=review("r1", now, ["o1"], end_time=now + 3))
        await until(lambda: flagged(center) and cursor(center) >= now)
        (event,) = flagged(center)
        assert (event.kind, event.subject, event.thing, event.count) == ("illegal-parking", "C-0219", "浙H6K212", 1)
        camera = center.store.read_now(city.all_cameras)[0]
        assert (camera.camera, camera.name, camera.state) == ("C-0219", "新桥街口", CameraState.ONLINE)


async def test_that_reviews_of_a_break_and_of_a_restart_are_there_exactly_once(tmp_path: Path) -> None:
    async with fake_frigate() as server:
        now = SystemClock().now().timestamp()
        for n in range(3):
            plate = [f"浙H0000{n}", 0.9]
            await server.see(tell=False, object=tracked(f"o{n}", now + n, recognized_license_plate=plate))
        await server.see(tell=False, review=review("r0", now, ["o0"]))
        async with running(tmp_path, server) as center:
            await until(lambda: len(flagged(center)) == 1)
            port = server.port
            await server.stop()
            server.sockets.clear()
            await server.see(tell=False, review=review("r1", now + 1, ["o1"]))
            await server.start(port)
            await until(lambda: len(flagged(center)) == 2)
        await server.see(tell=False, review=review("r2", now + 2, ["o2"]))
        async with running(tmp_path, server) as center:
            await until(lambda: len(flagged(center)) == 3)
            assert [event.count for event in flagged(center)] == [1, 1, 1]
            assert sorted(event.thing for event in flagged(center)) == ["浙H00000", "浙H00001", "浙H00002"]


async def test_that_a_rise_to_alert_is_what_raises_unless_a_rule_asks_for_less(tmp_path: Path) -> None:
    async with fake_frigate() as server, running(tmp_path, server) as center:
        await server.connected()
        now = SystemClock().now().timestamp()
        await server.see(object=tracked("o1", now))
        await server.see(review=review("r1", now, ["o1"], severity="detection"))
        await until(lambda: cursor(center) > now - 0.001)  # the cursor is whole microseconds, rounded down
        assert flagged(center) == []
        await server.see(review=review("r1", now, ["o1"]))
        await until(lambda: flagged(center))
        assert flagged(center)[0].priority is Priority.MEDIUM


async def test_that_a_rise_makes_what_was_told_before_more_urgent(tmp_path: Path) -> None:
    early = SightingRule(category=Category.ILLEGAL_PARKING, severity=Severity.DETECTION)
    async with fake_frigate() as server, running(tmp_path, server, early) as center:
        await server.connected()
        now = SystemClock().now().timestamp()
        await server.see(object=tracked("o1", now))
        await server.see(review=review("r1", now, ["o1"], severity="detection"))
        await until(lambda: flagged(center))
        assert flagged(center)[0].priority is Priority.LOW
        await server.see(review=review("r1", now, ["o1"]))
        await until(lambda: flagged(center)[0].priority is Priority.MEDIUM)
        assert len(flagged(center)) == 1


async def test_that_a_history_refused_for_good_is_a_gap_and_live_goes_on(tmp_path: Path) -> None:
    async with fake_frigate() as server:
        server.status = {"review": 404}
        async with running(tmp_path, server) as center:
            await server.connected()
            await until(lambda: center.store.read_now(intake.count_gaps) == {"frigate": 1})
            assert "404" in center.feeds()[0].why and TOKEN not in center.feeds()[0].why
            now = SystemClock().now().timestamp()
            await server.see(object=tracked("o1", now))
            await server.see(review=review("r1", now, ["o1"]))
            await until(lambda: flagged(center))


async def test_that_a_history_that_fails_is_told_and_tried_again(tmp_path: Path) -> None:
    async with fake_frigate() as server:
        server.status = {"review": 503}
        now = SystemClock().now().timestamp()
        await server.see(tell=False, object=tracked("o1", now))
        await server.see(tell=False, review=review("r1", now, ["o1"]))
        async with running(tmp_path, server) as center:
            await until(lambda: "503" in center.feeds()[0].why)
            server.status = {}
            await until(lambda: flagged(center) and not center.feeds()[0].why)


async def test_that_a_wrong_token_is_refused_and_stands_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("FRIGATE_TOKEN", "another-s3cret")
    async with fake_frigate() as server, running(tmp_path, server) as center:
        await until(lambda: center.feeds()[0].state is FeedState.REFUSED)
        assert "s3cret" not in center.feeds()[0].why and "s3cret" not in caplog.text


async def test_that_what_makes_no_sense_and_a_strange_camera_stand_in_quarantine_once(tmp_path: Path) -> None:
    async with fake_frigate() as server:
        server.cameras = ["gate", "garden"]
        async with running(tmp_path, server) as center:
            await server.connected()
            now = SystemClock().now().timestamp()
            await server.send("reviews", {"type": "new", "after": {"id": "r1"}})
            for n in range(3):
                await server.see(review=review(f"r{n}", now, [], camera="garden"))
            await server.send("garden/motion", "ON")
            await until(lambda: len(center.store.read_now(lambda c: intake.all_quarantined(c, None))) == 2)
            reasons = " ".join(row[3] for row in center.store.read_now(lambda c: intake.all_quarantined(c, None)))
            assert "'garden' has no entry" in reasons and "reviews, not as Frigate has it" in reasons


async def test_that_what_was_set_aside_is_read_again_with_what_the_server_has(tmp_path: Path) -> None:
    async with fake_frigate() as server:
        server.cameras = ["gate", "garden"]
        now = SystemClock().now().timestamp()
        # Seen long before what a first connection reads: only a new try can tell of it.
        await server.see(tell=False, object=tracked("o1", now - 90_000))
        async with running(tmp_path, server) as center:
            await server.connected()
            await until(lambda: cursor(center) > now - 0.001)  # the cursor is whole microseconds, rounded down
            told = {"topic": "reviews", "payload": json.dumps({"after": review("r1", now - 90_000, ["o1"])})}
            raws = [json.dumps(told), json.dumps(review("r2", now - 90_000, [])), '{"camera": "gate"}', "[1]"]
            received = SystemClock().now()
            for raw in raws:
                center.store.write_now(
                    lambda c, raw=raw: intake.quarantined(c, "frigate", received, "old", raw.encode())  # type: ignore[misc]
                )
            ask = quarantine.Sought()
            center.store.write_now(lambda c: quarantine.ask_retry(c, ask, received))
            await until(lambda: center.store.read_now(quarantine.to_retry) == [])
            left = [row[3] for row in center.store.read_now(lambda c: quarantine.whole(c, ask, 0))]
            assert len(left) == 2 and "'garden' has no entry" in left[0] and "not a Frigate message" in left[1]
            assert {event.thing for event in flagged(center)} == {"浙H6K212", ""}


async def test_that_a_review_whose_objects_cannot_be_asked_for_stays_set_aside(tmp_path: Path) -> None:
    async with fake_frigate() as server, running(tmp_path, server) as center:
        await server.connected()
        now = SystemClock().now()
        await until(lambda: cursor(center) >= now.timestamp() - 1)
        raw = json.dumps(review("r1", now.timestamp() - 90_000, ["o1"])).encode()
        center.store.write_now(lambda c: intake.quarantined(c, "frigate", now, "old", raw))
        server.status = {"event_ids": 500}
        center.store.write_now(lambda c: quarantine.ask_retry(c, quarantine.Sought(), now))
        await until(lambda: center.store.read_now(quarantine.to_retry) == [])
        (left,) = center.store.read_now(lambda c: quarantine.whole(c, quarantine.Sought(), 0))
        assert "cannot be asked now" in left[3] and flagged(center) == []


def seen(join: Join, told: Any) -> list[Detection]:
    now = SystemClock().now()
    found = join.review(told, now) if isinstance(told, Review) else join.tracked(told, now)
    return [item.what for item in found if isinstance(item, Heard) and isinstance(item.what, Detection)]


def message(topic: str, after: dict[str, Any]) -> Any:
    return understand(json.dumps({"topic": topic, "payload": json.dumps({"type": "update", "after": after})}))


def test_that_box_snapshot_and_clip_are_of_the_object_and_on_the_server() -> None:
    join = Join(feed(), "https://frigate.example:8971")
    join.sizes = {"gate": (1280.0, 720.0)}
    assert seen(join, message("events", tracked("o1", 1795390000.5))) == []
    (told,) = seen(join, message("reviews", review("r1", 1795390001.0, ["o1"], end_time=1795390009.0)))
    assert told.objects[0].box == (0.1, 0.1, 0.4, 0.4) and told.confidence == 0.82
    assert told.snapshot == "https://frigate.example:8971/api/events/o1/snapshot.jpg"
    assert told.clip == "https://frigate.example:8971/api/events/o1/clip.mp4"


def test_that_an_object_of_another_label_or_zone_is_not_meant() -> None:
    join = Join(feed(), "http://x")
    seen(join, message("events", tracked("o1", 1795390000.5, label="person")))
    seen(join, message("events", tracked("o2", 1795390000.5, entered_zones=[], current_zones=[])))
    assert seen(join, message("reviews", review("r1", 1795390001.0, ["o1", "o2"]))) == []
    assert len(seen(join, message("events", tracked("o2", 1795390000.5)))) == 1


def test_that_a_detection_that_rises_is_surer() -> None:
    join = Join(feed(1, SightingRule(category=Category.OTHER, severity=Severity.DETECTION)), "http://x")
    seen(join, message("events", tracked("o1", 1795390000.5)))
    (low,) = seen(join, message("reviews", review("r1", 1795390001.0, ["o1"], severity="detection")))
    (high,) = seen(join, message("reviews", review("r1", 1795390001.0, ["o1"])))
    assert (low.confidence, high.confidence) == (0.41, 0.82)


@pytest.mark.parametrize("url", ["ws://h:5000/ws", "http://h:5000", "http://h:5000/", "http://h:5000/ws/"])
def test_that_the_address_may_be_named_in_any_way(url: str) -> None:
    assert base(url) == "http://h:5000"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(["reviews", "events", "stats", "gate/status/detect"]), st.data(), ANYTHING)
@settings(max_examples=200, deadline=None)
def test_that_any_json_in_any_field_never_raises(topic: str, data: st.DataObject, anything: Any) -> None:
    whole = tracked("o1", 1795390000.5) if topic == "events" else review("r1", 1795390000.5, ["o1"])
    after = whole | {data.draw(st.sampled_from(sorted(whole))): anything}
    join = Join(feed(), "http://x")
    join.sizes = {"gate": (1280.0, 720.0)}
    for payload in (json.dumps({"after": after}), json.dumps({"after": anything}), {"after": after}, anything):
        told = understand(json.dumps({"topic": topic, "payload": payload}))
        assert told is None or isinstance(told, Unreadable | Review | Tracked | tuple)
        if isinstance(told, Review | Tracked):
            seen(join, told)
    assert isinstance(understand(json.dumps(anything).encode()), Unreadable | None)


@pytest.mark.skipif(not REAL.is_dir(), reason="the recorded messages are not there")
def test_that_the_recorded_messages_are_understood() -> None:
    lines = (REAL / "events_issue_payloads.jsonl").read_text("utf-8").splitlines()
    lines.append((REAL / "events_docs_example.json").read_text("utf-8"))
    for line in lines:
        told = understand(json.dumps({"topic": "events", "payload": line}))
        assert isinstance(told, Tracked), told
    records = json.loads((REAL / "events_front_door.json").read_text("utf-8"))
    assert all(isinstance(message("events", record), Tracked) for record in records)


async def test_that_a_quiet_server_that_answers_pings_is_live(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = asyncio.Event()
    async with fake_frigate() as server:
        clock = SystemClock()
        meter = Meter("frigate", "camera", clock, lambda _: None)
        line = Line(feed(server.port), "t", _nowhere, meter, clock, {"FRIGATE_TOKEN": TOKEN})
        before = Meter.heard

        def hear(self: Meter, newest: object, count: int) -> None:
            before(self, None, count)
            heard.set()

        task = asyncio.create_task(Frigate(line, None, quiet_s=0.3).talk())
        await server.connected()
        await until(lambda: meter.health().last_message)
        monkeypatch.setattr(Meter, "heard", hear)
        async with asyncio.timeout(5):
            await heard.wait()
        assert meter.health().state is FeedState.LIVE
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _nowhere(feed: str, items: object, received: object) -> None:
    """A viewer's house: nothing is kept."""
