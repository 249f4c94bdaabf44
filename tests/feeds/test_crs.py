"""GCJ-02 and BD-09: as published, there and back again under a millimetre, and every type converted on its way."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import geocoordinates_ffi as published
import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from command_center.clock import SystemClock
from command_center.feeds import crs, wire
from command_center.feeds.items import Heard, Unreadable
from command_center.feeds.line import Line
from command_center.feeds.meter import Meter
from command_center.feeds.subscription import Subscription, dialect
from command_center.model import datum
from command_center.model import observations as obs
from command_center.model import outgoing as out
from command_center.model.categories import Category, Device
from command_center.model.settings import Crs, FeedKind, FeedSettings
from tests.builders import NOW
from tests.feeds.test_subscription import Got, position

M = 1 / 111_000
"""A metre in degrees, near enough."""
QUZHOU = (118.87, 28.97)
CHINA = st.tuples(st.floats(73.4, 135.1), st.floats(3.4, 53.6))
GLOBE = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
THERE_AND_BACK = [
    (datum.wgs84_to_gcj02, datum.gcj02_to_wgs84),
    (datum.gcj02_to_bd09, datum.bd09_to_gcj02),
    (datum.wgs84_to_bd09, datum.bd09_to_wgs84),
]


def grid() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    lon, lat = np.meshgrid(np.linspace(73.5, 135.0, 40), np.linspace(3.5, 53.5, 40))
    return lon.ravel(), lat.ravel()


def columns(point: tuple[float, float]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.array([point[0]]), np.array([point[1]])


@pytest.mark.parametrize(
    ("ours", "published", "point", "within_m"),
    [
        (datum.wgs84_to_gcj02, published.wgs84_to_gcj02, published.Wgs84, 1e-4),
        (datum.gcj02_to_bd09, published.gcj02_to_bd09, published.Gcj02, 1e-4),
        # Their inverses say of themselves how far off they may be.
        (datum.gcj02_to_wgs84, published.gcj02_to_wgs84_refined, published.Gcj02, 0.5),
        (datum.bd09_to_gcj02, published.bd09_to_gcj02_refined, published.Bd09, 0.5),
        (datum.bd09_to_wgs84, published.bd09_to_wgs84_refined, published.Bd09, 1.0),
    ],
)
def test_that_we_agree_with_a_published_implementation(ours: Any, published: Any, point: Any, within_m: float) -> None:
    lon, lat = grid()
    x, y = ours(lon, lat)
    for i in range(len(lon)):
        theirs = published(point(lat=lat[i], lon=lon[i]))
        assert abs(theirs.lon - x[i]) < within_m * M and abs(theirs.lat - y[i]) < within_m * M


def test_that_a_known_shift_comes_out() -> None:
    x, y = datum.wgs84_to_gcj02(*columns(QUZHOU))
    east_m, north_m = (x[0] - QUZHOU[0]) * 111_320 * np.cos(np.radians(QUZHOU[1])), (y[0] - QUZHOU[1]) * 111_000
    assert 300 < np.hypot(east_m, north_m) < 700


@pytest.mark.parametrize(("there", "back"), THERE_AND_BACK)
@given(point=CHINA)
def test_that_there_and_back_is_under_a_millimetre(there: Any, back: Any, point: tuple[float, float]) -> None:
    for first, second in ((there, back), (back, there)):
        x, y = second(*first(*columns(point)))
        assert abs(x[0] - point[0]) < 1e-3 * M and abs(y[0] - point[1]) < 1e-3 * M


@pytest.mark.parametrize("way", [way for pair in THERE_AND_BACK for way in pair])
@given(point=GLOBE)
def test_that_a_point_of_the_globe_stays_one_and_abroad_it_stays_itself(way: Any, point: tuple[float, float]) -> None:
    x, y = way(*columns(point))
    assert -180 <= x[0] <= 180 and -90 <= y[0] <= 90
    if not (71 < point[0] < 139 and 0 < point[1] < 57):
        assert (x[0], y[0]) == point


def test_that_a_mixed_column_converts_each_for_itself_and_leaves_what_was_handed_in() -> None:
    lon, lat = np.array([118.87, -180.0, 180.0, np.nan, 2.35]), np.array([28.97, -90.0, 90.0, 28.9, 48.85])
    before = lon.copy()
    x, y = datum.gcj02_to_wgs84(lon, lat)
    assert np.array_equal(lon, before, equal_nan=True) and abs(x[0] - 118.87) > 100 * M
    assert np.array_equal(x[1:], lon[1:], equal_nan=True) and np.array_equal(y[1:], lat[1:], equal_nan=True)
    empty = np.array([], np.float64)
    assert len(datum.bd09_to_wgs84(empty, empty)[0]) == 0


WHEN = datetime(2026, 11, 23, 2, tzinfo=UTC)
PLACED: list[obs.Observation] = [
    obs.Detection("C", next(iter(Device)), next(iter(Category)), 0.9, *QUZHOU, WHEN),
    obs.CameraStatus("C", "c", next(iter(Device)), obs.CameraState.ONLINE, *QUZHOU),
    obs.DroneTelemetry("D", WHEN, *QUZHOU, 50, 0, 1),
    obs.BikeParking("O", "P", *QUZHOU, 3, WHEN),
    obs.Report("R", next(iter(Category)), obs.Channel.APP, "t", "a", *QUZHOU, WHEN),
    obs.SquadPosition("S", WHEN, *QUZHOU),
]  # fmt: skip


@pytest.mark.parametrize("what", PLACED, ids=lambda what: type(what).__name__)
@pytest.mark.parametrize(("system", "back"), [(Crs.GCJ02, datum.gcj02_to_wgs84), (Crs.BD09, datum.bd09_to_wgs84)])
def test_that_every_type_with_a_place_is_converted(what: Any, system: Crs, back: Any) -> None:
    x, y = back(*columns(QUZHOU))
    found: Any = crs.to_wgs84(what, system)
    assert (found.lon, found.lat) == (x[0], y[0]) and abs(found.lon - QUZHOU[0]) > 100 * M
    assert msgspec.structs.replace(found, lon=what.lon, lat=what.lat) == what
    assert crs.to_wgs84(what, Crs.WGS84) is what


def test_that_no_type_with_a_place_is_forgotten() -> None:
    named = {model for model in wire.OBSERVED.values() if "lon" in model.__struct_fields__}
    assert named == {type(what) for what in PLACED}


def test_that_a_tag_s_home_and_a_column_of_fixes_are_converted() -> None:
    x, y = datum.gcj02_to_wgs84(*columns(QUZHOU))
    tag = obs.TagRegistered("T", obs.TagState.ACTIVE, obs.Dog(), obs.Owner(), obs.LonLat(*QUZHOU))
    home = crs.to_wgs84(tag, Crs.GCJ02)
    assert isinstance(home, obs.TagRegistered) and home.home == obs.LonLat(x[0], y[0])
    homeless = obs.TagRegistered("T", obs.TagState.ACTIVE, obs.Dog(), obs.Owner())
    assert crs.to_wgs84(homeless, Crs.GCJ02) is homeless
    one = np.array([5.0])
    fixes = crs.to_wgs84(obs.Fixes(("T",), np.array([1]), *columns(QUZHOU), one, one), Crs.GCJ02)
    assert isinstance(fixes, obs.Fixes) and (fixes.lon[0], fixes.lat[0], fixes.accuracy[0]) == (x[0], y[0], 5.0)


async def test_that_a_line_delivers_wgs84_and_sets_aside_what_came_as_it_came() -> None:
    got, clock = Got(), SystemClock()
    feed = FeedSettings(name="squads", kind=FeedKind.SQUAD, url="ws://127.0.0.1:1/", crs=Crs.GCJ02)
    line = Line(feed, "t", got.deliver, Meter("squads", "squad", clock, lambda _: None), clock, {})
    bad = Unreadable("no", b'{"lon": 118.8}')
    await line.take([Heard("1", "/s", "1", NOW, obs.SquadPosition("S", WHEN, *QUZHOU)), bad])
    x, _ = datum.gcj02_to_wgs84(*columns(QUZHOU))
    assert got.items[0].what.lon == x[0] and got.items[1] == bad


async def test_that_what_is_tried_again_is_converted_too() -> None:
    clock = SystemClock()
    feed = FeedSettings(name="squads", kind=FeedKind.SQUAD, url="ws://127.0.0.1:1/", crs=Crs.BD09)
    line = Line(feed, "t", Got().deliver, Meter("squads", "squad", clock, lambda _: None), clock, {})
    one = Subscription(line, dialect(line, None))
    found: Any = (await one.again(wire.encode(position(1)).encode()))[0]
    x, y = datum.bd09_to_wgs84(np.array([118.8]), np.array([28.9]))
    assert (found.what.lon, found.what.lat) == (x[0], y[0])


@pytest.mark.parametrize("raw", [False, True])
def test_that_a_task_goes_out_in_the_feed_s_coordinates(raw: bool) -> None:
    task = out.VerifyTask("V", "C", "verify", *QUZHOU, WHEN)
    x, y = datum.wgs84_to_gcj02(*columns(QUZHOU))
    data = msgspec.Raw(msgspec.json.encode(task)) if raw else task
    sent = msgspec.json.decode(wire.encode(crs.from_wgs84(data, Crs.GCJ02)), type=out.VerifyTask)
    assert sent == msgspec.structs.replace(task, lon=x[0], lat=y[0])
    assert crs.from_wgs84(data, Crs.WGS84) is data
    words = out.SquadInstruction("I", ("S",), "go")
    assert crs.from_wgs84(words, Crs.GCJ02) is words
