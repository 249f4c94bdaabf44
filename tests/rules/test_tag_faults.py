"""What may be wrong with a tag, from what it sent: hours are summed up, and told the same in any order."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from command_center.model.dogs import FaultKind, HomeFrom, TagDay, TagHour
from command_center.model.geo import LocalGrid, short_m
from command_center.rules import faults
from command_center.rules.faults import Heard
from command_center.rules.hourly import HOUR_MS, HourFixes, summarise
from command_center.rules.nights import home_of, nights

ZONE = ZoneInfo("Asia/Shanghai")
GRID = LocalGrid(118.87, 28.94)
HOUR = 494_000
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
Way = list[tuple[float, float, float]]
"""Seconds into the hour, metres east and north."""


def fixes(ways: dict[str, Way], accuracy: float = 5.0) -> HourFixes:
    names = list(ways)
    flat = [(row, *fix) for row, name in enumerate(names) for fix in ways[name]]
    row, seconds, x, y = (np.array(column, float) for column in zip(*flat, strict=True))
    lon, lat = GRID.to_degrees(x, y)
    times = (HOUR * HOUR_MS + seconds * 1000).astype(np.int64)
    return HourFixes(names, row.astype(np.uint32), times, lon, lat, np.full(len(row), accuracy))


def hour_of(way: Way) -> TagHour:
    return summarise(HOUR, fixes({"0001": way}))[0]


def day_of(*hours: TagHour) -> TagDay:
    lon, lat = [hour.lon for hour in hours], [hour.lat for hour in hours]
    return TagDay(
        "0001", len(hours), sum(h.n for h in hours), min(lon), max(lon), min(lat), max(lat),
        max(h.spread_m for h in hours), sum(h.fast_s for h in hours), sum(h.slow_s for h in hours),
        max(h.jumps for h in hours), max(h.flips for h in hours),
    )  # fmt: skip


def resting(rng: random.Random, x: float = 0, noise: float = 5) -> Way:
    return [(t, x + rng.gauss(0, noise), rng.gauss(0, noise)) for t in range(0, 3600, 60)]


def driving() -> Way:
    """Streets and lights: forty seconds at 10 m/s, twenty at rest."""
    found, x = [], 0.0
    for t in range(0, 3600, 10):
        x += 0 if t % 60 >= 40 else 100
        found.append((float(t), x, 0.0))
    return found


def cloned() -> Way:
    return [(float(t), 3000.0 if t % 20 else 0.0, 0.0) for t in range(0, 3600, 10)]


def walking() -> Way:
    return [(float(t), t * 1.2, 0.0) for t in range(0, 3600, 10)]


def found(way: Way, hours: int = 24) -> set[FaultKind]:
    day = day_of(*[hour_of(way)] * hours)
    return {kind for _, kind in {**faults.moving([day]), **(faults.still([day]) if hours > 24 else {})}}


def test_that_each_fault_is_told_from_a_dogs_day() -> None:
    rng = random.Random(1)
    assert found(driving()) == {FaultKind.RIDES}
    assert found(cloned()) == {FaultKind.TWO_PLACES}
    assert found(walking()) == set() and found(resting(rng)) == set()
    assert found(resting(rng), 48) == {FaultKind.NEVER_MOVES}


def test_that_a_dog_driven_to_the_vet_a_bad_receiver_and_a_few_strays_are_no_faults() -> None:
    rng = random.Random(2)
    vet = [fix for fix in driving() if fix[0] < 1500] + [(float(t), 10_000.0, 0.0) for t in range(1500, 3600, 10)]
    assert faults.moving([day_of(hour_of(vet), hour_of(walking()))]) == {}
    assert found(resting(rng, noise=25)) == set()
    strays = hour_of([(t, 900.0 if t in (600, 1800) else x, y) for t, x, y in resting(rng)])
    assert faults.moving([day_of(*[strays] * 4, *[hour_of(resting(rng))] * 20)]) == {}


def test_that_a_receiver_that_jumps_about_is_told_from_a_clone() -> None:
    rng = random.Random(3)
    wild = [(float(t), rng.uniform(-4000, 4000), rng.uniform(-4000, 4000)) for t in range(0, 3600, 30)]
    assert found(wild) == {FaultKind.JUMPS}


def test_that_one_hour_out_in_two_days_is_moving() -> None:
    rng = random.Random(4)
    hours = [hour_of(resting(rng))] * 47 + [hour_of(walking())]
    assert faults.still([day_of(*hours)]) == {}
    assert faults.still([day_of(*hours[:30])]) == {}  # nor does a tag that sent for 30 hours say so


@given(st.integers(0, 10_000))
def test_that_the_order_of_fixes_and_doubled_ones_change_nothing(seed: int) -> None:
    rng = random.Random(seed)
    ways = {"0001": resting(rng, noise=30), "0002": cloned(), "0003": driving()}
    one = fixes(ways)
    order = list(range(len(one.row))) + rng.choices(range(len(one.row)), k=20)
    rng.shuffle(order)
    two = HourFixes(one.names, *(getattr(one, n)[order] for n in ("row", "time_ms", "lon", "lat", "accuracy")))
    assert summarise(HOUR, one) == summarise(HOUR, two)


def test_that_fixes_of_another_hour_are_left_out() -> None:
    assert summarise(HOUR + 1, fixes({"0001": walking()})) == []


def heard(hours_ago: float | None, battery: float | None = None) -> Heard:
    newest = None if hours_ago is None else NOW - timedelta(hours=hours_ago)
    return Heard(newest, battery, NOW - timedelta(days=2))


def test_that_a_silent_tag_is_offline_while_others_are_heard_and_not_when_the_feed_is_silent() -> None:
    known = {"a": heard(0.1), "b": heard(11), "c": heard(13), "never": heard(None)}
    assert faults.silent(known, NOW) == {("c", FaultKind.OFFLINE): 13.0, ("never", FaultKind.OFFLINE): 48.0}
    assert faults.silent({tag: one for tag, one in known.items() if tag != "a"}, NOW) is None


def test_that_a_battery_around_the_limit_does_not_come_and_go() -> None:
    low, middle, well = {"a": heard(0, 0.1)}, {"a": heard(0, 0.2)}, {"a": heard(0, 0.3)}
    before = {"a": 0.1}
    assert faults.flat(low, {}) and not faults.flat(middle, {})
    assert faults.flat(middle, before) and not faults.flat(well, before)
    assert faults.flat({"a": heard(0)}, before)  # not told since: as it was


# --- home ------------------------------------------------------------------------------------------------------------


def night(day: int, x: float = 0.0, hours: int = 6, spread: float = 20.0) -> list[TagHour]:
    first = int((datetime(2026, 11, 1, 23, tzinfo=ZONE) + timedelta(days=day)).timestamp() // 3600)
    lon, lat = (float(v[0]) for v in GRID.to_degrees(np.array([x]), np.array([0.0])))
    return [TagHour(first + k, "0001", 10, lon, lat, spread, 0, 0, 0, 0) for k in range(hours)]


def test_that_three_nights_at_one_spot_make_a_home_and_two_do_not() -> None:
    two = [*night(0), *night(1, 10)]
    assert home_of(nights(two, ZONE, 60), ZONE, 60) is None
    home = home_of(nights([*two, *night(2, 20)], ZONE, 60), ZONE, 60)
    assert home is not None and (home.how, home.sure, home.nights) == (HomeFrom.LEARNED, 1.0, 3)
    assert home.since == datetime(2026, 11, 4, 5, tzinfo=ZONE)
    lon, lat = (float(v[0]) for v in GRID.to_degrees(np.array([10.0]), np.array([0.0])))
    assert short_m(home.at.lon, home.at.lat, lon, lat) < 1


def test_that_a_dog_here_and_there_has_no_home_and_one_away_for_a_week_end_has() -> None:
    apart = [hour for day in range(6) for hour in night(day, 500.0 * day)]
    assert home_of(nights(apart, ZONE, 60), ZONE, 60) is None
    away = [hour for day in range(7) for hour in night(day, 5000.0 if day in (2, 3) else 0.0)]
    home = home_of(nights(away, ZONE, 60), ZONE, 60)
    assert home is not None and (home.nights, home.sure) == (5, 0.71)


def test_that_short_or_restless_nights_and_days_tell_nothing() -> None:
    short = [hour for day in range(5) for hour in night(day, hours=2)]
    assert nights(short, ZONE, 60) == []
    restless = [hour for day in range(5) for hour in night(day, spread=200)]
    assert [one.spot for one in nights(restless, ZONE, 60)] == [None] * 5
    assert home_of(nights(restless, ZONE, 60), ZONE, 60) is None


def test_that_a_dog_that_moved_house_is_at_home_in_the_new_one() -> None:
    moved = [hour for day in range(20) for hour in night(day, 0.0 if day < 8 else 5000.0)]
    home = home_of(nights(moved, ZONE, 60), ZONE, 60)
    assert home is not None and home.nights == 12 and home.at.lon > 118.9


@given(st.integers(0, 10_000))
def test_that_the_order_of_nights_changes_nothing(seed: int) -> None:
    rng = random.Random(seed)
    hours = [hour for day in range(16) for hour in night(day, rng.choice([0, 0, 0, 40, 3000]), rng.randint(1, 6))]
    mixed = rng.sample(hours, len(hours))
    assert home_of(nights(mixed, ZONE, 60), ZONE, 60) == home_of(nights(hours, ZONE, 60), ZONE, 60)
