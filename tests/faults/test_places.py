"""Places changed while everything runs: the rules follow without a restart, every process sees it, and it lasts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from command_center.center import DEMO_OPERATOR, Center
from command_center.clock import SystemClock, to_ms
from command_center.commands.requests import RemovePlace, SavePlace
from command_center.feeds import wire
from command_center.model.events import Condition, FlaggedEvent
from command_center.notices import Notice, PlacesChanged
from command_center.settings.places import feature_of
from command_center.settings.toml import read_settings
from command_center.simulator.emission import DOGS
from tests.faults.processes import WITHIN_S, main, until
from tests.smallcity import LAT, LON, PARK, TAG, MovedClock, SmallCity, write_settings

EAST = LON + 0.01
"""Five hundred metres and more from the park."""


def meadow(**properties: Any) -> dict[str, Any]:
    ring = [[EAST + x, LAT + y] for x, y in ((-0.002, -0.002), (0.002, -0.002), (0.002, 0.002), (-0.002, 0.002))]
    told = {"id": "meadow", "name": "Meadow", "kind": "no-dog", "urgent": True, **properties}
    geometry = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    return {"type": "Feature", "properties": told, "geometry": geometry}


def walk(city: SmallCity, lon: float, n: int = 5) -> None:
    """Fixes five seconds apart, the last one now."""
    now = to_ms(city.clock.now())
    times = [now - 5000 * (n - 1 - k) for k in range(n)]
    city.tell(DOGS, wire.Positions([TAG] * n, times, [lon + 0.00002 * k for k in range(n)], [LAT] * n, [5.0] * n))


async def alarms(center: Center, place: str) -> list[FlaggedEvent]:
    found = []
    for row in (await center.queries.board()).review:
        matter = await center.queries.matter(row.id)
        found += [event for event in (matter.events if matter else ()) if event.place == place]
    return found


async def alarmed(center: Center, place: str, condition: Condition = Condition.ACTIVE) -> FlaggedEvent:
    """The one alarm of a place, once it is there and in this condition."""
    async with asyncio.timeout(WITHIN_S):
        while not (found := [one for one in await alarms(center, place) if one.condition is condition]):
            await asyncio.sleep(0.02)
    (event,) = found
    return event


class Told:
    """How often places were told to have changed, and what the queries answered just then."""

    def __init__(self, center: Center) -> None:
        self.seen: list[set[str]] = []
        self._center = center
        center.notices.listen(self._take)

    def _take(self, batch: Sequence[Notice]) -> None:
        if any(isinstance(notice, PlacesChanged) for notice in batch):
            self.seen.append({place.id for place in self._center.queries.places()})


@pytest.fixture
async def city(tmp_path: Path) -> AsyncIterator[SmallCity]:
    made = SmallCity(tmp_path, MovedClock())
    await made.open()
    made.furnish()
    yield made
    await made.close()


async def test_that_a_zone_drawn_while_all_runs_raises_an_alarm_and_its_end_ends_it(
    city: SmallCity, tmp_path: Path
) -> None:
    center = Center.open(read_settings(write_settings(tmp_path, city.port, "dogs")), city.clock)
    told = Told(center)
    await center.start()
    try:
        await center.commands.do(DEMO_OPERATOR, SavePlace(meadow()))
        await until(lambda: told.seen != [])
        assert "meadow" in told.seen[0], "who is told finds the new place"
        city.clock.advance(30)  # type: ignore[attr-defined]
        walk(city, EAST)
        event = await alarmed(center, "meadow")
        history = await center.queries.place_history("meadow")
        assert history.laid_down is not None and event.place_version == history.laid_down.version
        await center.commands.do(DEMO_OPERATOR, RemovePlace("meadow", history.last))
        city.clock.advance(1)  # type: ignore[attr-defined]
        walk(city, EAST, 1)
        over = await alarmed(center, "meadow", Condition.OVER)
        assert over.id == event.id and not over.withdrawn and over.place_version == event.place_version
    finally:
        await center.close()


async def test_that_a_change_for_later_takes_effect_by_itself_and_everybody_is_told(
    city: SmallCity, tmp_path: Path
) -> None:
    clock = city.clock
    assert isinstance(clock, MovedClock)
    center = Center.open(read_settings(write_settings(tmp_path, city.port, "dogs")), clock)
    viewer = Center.open(center.settings, clock)
    told, seen = Told(center), Told(viewer)
    await center.start()
    await viewer.start()
    try:
        assert not viewer.has_intake and {place.id for place in viewer.queries.places()} == {"grid-7", PARK}
        await viewer.commands.do(DEMO_OPERATOR, SavePlace(meadow(), clock.now() + timedelta(hours=1)))
        await until(lambda: told.seen != [] and seen.seen != [])
        assert "meadow" not in told.seen[-1] | seen.seen[-1]
        clock.advance(3700)
        await until(lambda: "meadow" in told.seen[-1] and "meadow" in seen.seen[-1])
        clock.advance(30)
        walk(city, EAST)
        await alarmed(viewer, "meadow")
    finally:
        await viewer.close()
        await center.close()


async def test_that_an_edit_survives_a_restart_and_the_file_is_not_read_over_it(
    city: SmallCity, tmp_path: Path
) -> None:
    settings = read_settings(write_settings(tmp_path, city.port, "dogs"))
    center = Center.open(settings, city.clock)
    (park,) = [place for place in center.queries.places() if place.id == PARK]
    last = (await center.queries.place_history(PARK)).last
    await center.commands.do(DEMO_OPERATOR, SavePlace(feature_of(replace(park, name="Renamed", grid=None)), None, last))
    await center.commands.do(DEMO_OPERATOR, SavePlace(meadow()))
    await center.close()
    again = Center.open(settings, city.clock)
    try:
        names = {place.id: (place.name, place.grid) for place in again.queries.places()}
        assert names == {"grid-7": ("Grid 7", 7), PARK: ("Renamed", 7), "meadow": ("Meadow", 7)}
    finally:
        await again.close()


async def test_that_a_second_process_draws_a_zone_and_the_first_judges_by_it(tmp_path: Path) -> None:
    city = SmallCity(tmp_path, SystemClock())
    await city.open()
    city.furnish()
    settings = write_settings(tmp_path, city.port, "dogs")
    async with main("headless", "--settings", settings) as first:
        assert (await first.line())["intake"] is True
        second = Center.open(read_settings(settings), SystemClock())
        await second.start()
        try:
            told = Told(second)
            await second.commands.do(DEMO_OPERATOR, SavePlace(meadow()))
            await until(lambda: told.seen != [] and "meadow" in told.seen[-1])
            now = to_ms(city.clock.now())
            ahead = [now + 4_000 * k for k in range(12)]
            lons = [EAST + 0.00002 * k for k in range(12)]
            city.tell(DOGS, wire.Positions([TAG] * 12, ahead, lons, [LAT] * 12, [5.0] * 12))
            await alarmed(second, "meadow")
        finally:
            await second.close()
            await city.close()
        await first.ends_when_asked()
