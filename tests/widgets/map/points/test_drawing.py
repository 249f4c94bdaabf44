"""What the compiled loops draw and reckon, held against plain NumPy and against themselves in one piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from widgets.map.points.columns import Columns
from widgets.map.points.density import Density
from widgets.map.points.plain import Plain
from widgets.map.points.scene import U32, Frame, Points, Raster
from widgets.map.points.sprites import discs
from widgets.map.projection import Projection
from widgets.map.viewport import Viewport

if TYPE_CHECKING:
    from widgets.map.points.fast import Fast

GROUND, INK, FLAG = 0xFF102030, 0xFF8090A0, 0xFFFFFFFF
WIDE, HIGH = 333, 211
here = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def drawn(
    engine: Fast | Plain, points: Points, clips: list[tuple[int, int, int, int]], ground: bool = True
) -> U32:  # fmt: skip
    pixels = np.full((HIGH, WIDE), 7, np.uint32)
    raster = Raster(np.full((HIGH + 20, WIDE + 30), GROUND, np.uint32), 11, 9) if ground else None
    for clip in clips:
        sprites = discs(((INK, 8.0, None), (FLAG, 11.0, GROUND)))
        engine.compose(Frame(pixels.reshape(-1), WIDE, clip), raster, None, points, sprites)
    return pixels


def scattered(seed: int, count: int) -> Points:
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(-20, WIDE + 20, count), -rng.uniform(-20, HIGH + 20, count)
    x[::17] = np.nan
    return Points(x, y, rng.integers(0, 2, count).astype(np.uint8), 1.0, 0.0, 0.0)


@here
@given(seed=st.integers(0, 10_000), count=st.integers(0, 400), x=st.integers(1, WIDE - 1), y=st.integers(1, HIGH - 1))
def test_a_frame_drawn_in_parts_is_the_frame_drawn_at_once(
    compiled: Fast, seed: int, count: int, x: int, y: int
) -> None:
    points = scattered(seed, count)
    whole = drawn(compiled, points, [(0, 0, WIDE, HIGH)])
    parts = drawn(compiled, points, [(0, 0, x, y), (x, 0, WIDE, y), (0, y, x, HIGH), (x, y, WIDE, HIGH)])

    assert np.array_equal(whole, parts)


def test_nothing_is_written_outside_what_is_to_be_painted(compiled: Fast) -> None:
    pixels = drawn(compiled, scattered(1, 3000), [(40, 30, 90, 77)])
    inside = pixels[30:77, 40:90].copy()
    pixels[30:77, 40:90] = 7

    assert (pixels == 7).all()
    assert (inside != 7).all()


@pytest.mark.parametrize("ground", [True, False])
def test_both_engines_draw_a_dot_in_the_same_place(compiled: Fast, ground: bool) -> None:
    at = Points(np.array([100.0]), np.array([-60.0]), np.zeros(1, np.uint8), 1.0, 0.0, 0.0)
    fast, plain = (drawn(engine, at, [(0, 0, WIDE, HIGH)], ground) for engine in (compiled, Plain()))

    assert fast[60, 100] == plain[60, 100] == INK
    for picture in (fast, plain):
        rows, columns = np.nonzero(picture != (GROUND if ground else 7))
        assert (rows.min(), rows.max(), columns.min(), columns.max()) == (56, 63, 96, 103)


def test_what_is_flagged_lies_over_what_is_not(compiled: Fast) -> None:
    at = Points(np.full(3, 50.0), np.full(3, -50.0), np.array([0, 1, 0], np.uint8), 1.0, 0.0, 0.0)
    for engine in (compiled, Plain()):
        assert drawn(engine, at, [(0, 0, WIDE, HIGH)])[50, 50] == FLAG


@here
@given(
    lon=st.lists(st.one_of(st.floats(117.0, 121.0), st.just(np.nan)), max_size=50), lat=st.floats(-89.0, 89.0)
)  # fmt: skip
def test_both_engines_know_the_same_place_of_every_position(compiled: Fast, lon: list[float], lat: float) -> None:
    projection = Projection()
    fast, plain, lons = Columns(projection), Columns(projection), np.array(lon, float)
    lats = np.where(np.isnan(lons), np.nan, np.linspace(lat, lat + 0.5, len(lons)).clip(-89, 89))

    assert fast.follow(compiled, lons, lats) == plain.follow(Plain(), lons, lats)
    assert fast.follow(compiled, lons, lats) == 0
    assert np.allclose(fast.x, plain.x, atol=1e-6, equal_nan=True)
    near = np.abs(lats) < 60
    assert np.allclose(fast.y[near], plain.y[near], atol=1e-5, equal_nan=True)


def test_both_engines_count_the_same(compiled: Fast) -> None:
    x, y = np.random.default_rng(5).normal(0, 100, (2, 5000))
    x[::9] = np.nan
    fast, plain = (engine.count(x, y, -150.0, 120.0, 8.0, (30, 37)) for engine in (compiled, Plain()))

    assert np.array_equal(fast, plain)


def test_density_is_deepest_where_most_are_and_nothing_where_none_is(compiled: Fast) -> None:
    rng = np.random.default_rng(6)
    x = np.concatenate((rng.normal(-300, 60, 20_000), rng.normal(300, 60, 2_000)))
    y = rng.normal(0, 60, len(x))
    view = Viewport(0.0, 0.0, 2.0, 800.0, 400.0)

    haze = Density().haze(compiled, x, y, 1, view, 1.0, INK)

    assert haze is not None
    cells = haze.cells
    many, few, none = (int(cells[(200 - haze.top) // 8, (at - haze.left) // 8]) for at in (250, 550, 20))
    assert many > few > none == 0


def test_density_lies_still_on_the_ground_and_is_what_counting_anew_would_make_it(compiled: Fast) -> None:
    x, y = np.random.default_rng(8).normal(0, 300, (2, 50_000))
    kept, view = Density(), Viewport(0.0, 0.0, 2.0, 800.0, 400.0)
    for step in range(80):
        view = view.moved(9.0, 3.0 if step < 40 else -5.0)
        haze, anew = kept.haze(compiled, x, y, 1, view, 1.0, INK), Density()
        anew._size, anew.full, anew._others = kept._size, kept.full, kept._others
        other = anew.haze(compiled, x, y, 1, view, 1.0, INK)
        assert haze is not None and other is not None
        rows, columns = (haze.top - other.top) // 8, (haze.left - other.left) // 8
        ours = haze.cells[15 - rows : 60 - rows, 15 - columns : 110 - columns]
        assert np.abs(ours - other.cells[15:60, 15:110]).max() <= 0.05 * 65536
