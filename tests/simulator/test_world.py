"""The demo city alive: the same day for the same seed, calm, and answering to what it is asked."""

from base64 import b64decode
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import msgspec
import numpy as np
import pytest
from PIL import Image

from command_center.feeds import wire
from command_center.model.categories import Category
from command_center.model.outgoing import Addressee, DispatchCancel, DispatchTask, OutwardNotice
from command_center.simulator.emission import PATHS
from command_center.simulator.truth import encode_line
from command_center.simulator.world import World
from command_center.simulator.world import live as live_emissions

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00 in Quzhou
EVENING = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def live(world: World, start: datetime, seconds: float, every: float = 0.25) -> list[Any]:
    return list(live_emissions(world, start, seconds, every))


def _small(seed: int = 5, start: datetime = MORNING) -> World:
    return World(seed, start, tags=60, rate=6.0)


def _run(world: World, start: datetime, seconds: float, until: Callable[[Any], bool]) -> list[Any]:
    out: list[Any] = []
    for k in range(1, round(seconds) + 1):
        fresh = world.step(start + timedelta(seconds=k))
        out += fresh
        if any(until(e) for e in fresh):
            return out
    pytest.fail("it never came")


def _task(
    world: World, squad: int = 0, name: str = "T-1", category: Category = Category.STREET_VENDING
) -> DispatchTask:
    chosen = world._squads.all[squad]
    x, y = chosen.track.at(MORNING.timestamp())
    lon, lat = world._stage.city.lonlat(x + 300, y + 100)
    return DispatchTask(name, "A-1", chosen.id, category, "占道经营", lon, lat, "上街 1 号", MORNING, "请劝导")


def _feedback(emissions: list[Any], task: str = "T-1") -> list[str]:
    return [e.data.state for e in emissions if e.type == "city.squad.feedback.v1" and e.data.task == task]


def test_the_same_seed_gives_the_same_minute() -> None:
    first, second = World(7, MORNING), World(7, MORNING)
    assert msgspec.json.encode(first.snapshot()) == msgspec.json.encode(second.snapshot())
    assert msgspec.json.encode(live(first, MORNING, 60)) == msgspec.json.encode(live(second, MORNING, 60))
    other = World(8, MORNING)
    assert msgspec.json.encode(live(other, MORNING, 5)) != msgspec.json.encode(live(World(7, MORNING), MORNING, 5))


def test_everything_told_can_be_read_by_the_wire() -> None:
    world = World(7, MORNING)
    types: dict[str, Any] = {**wire.OBSERVED, wire.POSITIONS: wire.Positions}
    seen: Counter[str] = Counter()
    for e in [*world.snapshot(), *live(world, MORNING, 150, 1.0)]:
        msgspec.json.decode(msgspec.json.encode(e.data), type=types[e.type])
        assert e.path in PATHS
        assert e.time.tzinfo is not None
        seen[e.type] += 1
    assert seen["city.dogtag.registered.v1"] >= 3000
    assert seen["city.squad.status.v1"] >= 36
    assert seen["city.camera.status.v1"] > 60


def test_all_tags_report_at_the_rate_asked_for() -> None:
    world = World(7, MORNING)
    fixes = [e.data for e in live(world, MORNING, 48) if e.type == wire.POSITIONS]
    count = sum(len(p.tag) for p in fixes)
    assert count == pytest.approx(312 * 48, rel=0.03)
    assert len({tag for p in fixes for tag in p.tag}) > 2950
    assert max(len(p.tag) for p in fixes) < 200  # staggered, not all at once


def test_the_first_minutes_show_one_of_each_kind() -> None:
    world = World(7, MORNING)
    out = live(world, MORNING, 150, 0.5)
    detections = [e.data for e in out if e.type == "city.camera.detection.v1"]
    assert {d.kind for d in detections} >= {Category.WASTE_WATER, Category.ILLEGAL_PARKING}
    assert any(d.plate and d.plate.startswith("浙H") for d in detections)
    assert any(e.type == "city.urban.report.v1" for e in out)
    assert any(e.data.count > e.data.capacity for e in out if e.type == "city.bike.parking.v1")
    truth = {(t.kind, t.place) for t in world.truth}
    assert ("dog-out-of-hours", None) in truth
    assert {place for kind, place in truth if kind == "dog-in-forbidden-zone"} >= {"no-dog-park-01", "no-dog-school-01"}


def test_two_working_hours_are_calm() -> None:
    world = World(11, MORNING, rate=30.0)
    out = live(world, MORNING, 7200, 4.0)
    tags = {t.subject for t in world.truth if t.kind == "dog-out-of-hours"}
    zones = {(t.subject, t.place) for t in world.truth if t.kind == "dog-in-forbidden-zone"}
    assert 5 <= len(tags) <= 26
    assert 4 <= len(zones) <= 16
    assert 7 <= sum(e.type == "city.urban.report.v1" for e in out) <= 32
    assert 20 <= sum(e.type == "city.camera.detection.v1" for e in out) <= 110


def test_many_dogs_walk_in_the_evening() -> None:
    world = World(7, EVENING)
    world.step(EVENING + timedelta(seconds=1))
    assert len(world._dogs.outings) > 150
    assert not [t for t in world.truth if t.kind == "dog-out-of-hours"]


def test_noise_is_that_of_the_accuracy_reported() -> None:
    world = World(3, MORNING)
    rows = np.arange(26, 2900)
    x, y = world._dogs.x[rows], world._dogs.y[rows]
    off, accuracy = [], []
    for _ in range(30):
        seen = world._dogs._gps.read(rows, x, y, np.zeros(len(rows), bool))
        off.append(np.hypot(seen.x - x, seen.y - y))
        accuracy.append(seen.accuracy)
    inside = np.concatenate(off) <= np.concatenate(accuracy)
    assert inside.mean() == pytest.approx(0.68, abs=0.06)
    assert np.concatenate(off).max() > 38  # a stray fix now and then


def test_a_dispatched_squad_drives_there_and_reports_with_a_picture() -> None:
    world = _small()
    task = _task(world)
    world.take(task)
    out = _run(world, MORNING, 1800, lambda e: "feedback" in e.type and e.data.state == "done")
    assert _feedback(out) == ["accepted", "en-route", "on-scene", "done"]
    done = next(e.data for e in out if "feedback" in e.type and e.data.state == "done")
    assert done.outcome is not None
    assert done.text
    image = Image.open(BytesIO(b64decode(done.photos[0].split(",")[1])))
    assert image.size == (1280, 720)
    places = [e for e in out if e.type == "city.squad.position.v1" and e.data.squad == task.squad]
    assert abs(places[-1].data.lon - task.lon) < 0.0005  # it really is there
    assert abs(places[-1].data.lat - task.lat) < 0.0005


def test_the_same_task_twice_is_done_once() -> None:
    world = _small()
    task = _task(world)
    world.take(task)
    world.take(task)
    out = _run(world, MORNING, 1800, lambda e: "feedback" in e.type and e.data.state == "done")
    world.take(task)
    out += live(world, MORNING + timedelta(seconds=1800), 600, 5.0)
    assert Counter(_feedback(out))["done"] == 1


@pytest.mark.parametrize("moment", ["accepted", "en-route", "on-scene"])
def test_a_cancelled_task_is_dropped_wherever_it_stands(moment: str) -> None:
    world = _small()
    world.take(_task(world))
    _run(world, MORNING, 1800, lambda e: "feedback" in e.type and e.data.state == moment)
    world.take(DispatchCancel("T-1", "重复"))
    later = live(world, MORNING + timedelta(seconds=1800), 900, 5.0)
    assert not _feedback(later)
    assert world._squads.all[0].state == "free"


def test_tasks_wait_for_their_squad_in_turn() -> None:
    world = _small()
    for name in ("T-1", "T-2"):
        world.take(_task(world, name=name))
    out = _run(world, MORNING, 3600, lambda e: "feedback" in e.type and e.data.state == "done" and e.data.task == "T-2")
    dones = [e.data.task for e in out if "feedback" in e.type and e.data.state == "done"]
    assert dones == ["T-1", "T-2"]


def test_a_task_for_a_squad_that_does_not_exist_is_declined() -> None:
    world = _small()
    world.take(msgspec.structs.replace(_task(world), squad="S-99-1"))
    out = _run(world, MORNING, 60, lambda e: "feedback" in e.type)
    assert _feedback(out) == ["declined"]


def test_a_reminded_owner_answers_and_takes_the_dog_out_of_the_zone() -> None:
    for seed in range(6):
        world = World(seed, MORNING, rate=60.0)
        live(world, MORNING, 60, 1.0)
        world.take(OutwardNotice("N-1", Addressee("owner", "1873"), None, "请带犬只离开"))
        out = live(world, MORNING + timedelta(seconds=60), 280, 1.0)
        states = [e.data.state for e in out if e.type == "city.notice.reply.v1"]
        if states:
            assert states == ["read", "going-home"]
            left = [t for t in world.truth if t.subject == "1873" and t.kind == "dog-in-forbidden-zone" and t.end]
            assert left
            return
    pytest.fail("no owner of six ever listened")


def test_an_operator_told_clears_its_pile_up() -> None:
    world = _small()
    live(world, MORNING, 120, 1.0)
    rack = next(r for r in world._bikes.racks if r.growing)
    world.take(OutwardNotice("N-2", Addressee("bike-operator", rack.operator), None, "请清运"))
    out = live(world, MORNING + timedelta(seconds=120), 1000, 2.0)
    assert [e.data.state for e in out if e.type == "city.notice.reply.v1"] == ["accepted", "done"]
    assert rack.count <= rack.capacity


def test_truth_is_told_once_and_can_be_written() -> None:
    world = World(7, MORNING, rate=60.0)
    live(world, MORNING, 30, 1.0)
    first = world.new_truth()
    assert first
    assert not world.new_truth()
    assert all(msgspec.json.decode(encode_line(entry))["kind"] for entry in first)


def test_a_long_pause_does_not_bring_a_flood_of_fixes() -> None:
    world = World(7, MORNING)
    out: list[Any] = list(world.step(MORNING + timedelta(hours=1)))
    assert sum(len(e.data.tag) for e in out if e.type == wire.POSITIONS) < 3000 * 14


def test_a_report_has_a_number_of_its_day_and_none_comes_twice() -> None:
    world = _small()
    out = live(world, MORNING, 2 * 3600, 30.0)
    numbers = [e.data.report for e in out if e.type == "city.urban.report.v1"]
    assert len(numbers) > 10
    assert len(set(numbers)) == len(numbers)
    assert all(n.startswith("DU-20261123-") for n in numbers)
