"""Degrees and metres, and what part of the city is on the screen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.model.geo import distance_m
from widgets.map.projection import Projection, Rect
from widgets.map.viewport import COARSEST, FINEST, Viewport

lons, lats = st.floats(117.9, 119.9), st.floats(28.0, 30.0)
views = st.builds(
    Viewport,
    st.floats(-2e4, 2e4),
    st.floats(-2e4, 2e4),
    st.floats(FINEST, COARSEST),
    st.floats(100, 4000),
    st.floats(100, 3000),
)


@given(lons, lats)
def test_degrees_come_back_from_metres(lon: float, lat: float) -> None:
    projection = Projection()

    assert projection.to_degrees(*projection.point(lon, lat)) == pytest.approx((lon, lat), abs=1e-9)


@given(st.floats(118.77, 118.97), st.floats(28.85, 29.03))
def test_a_map_metre_is_a_metre_around_the_city(lon: float, lat: float) -> None:
    x, y = Projection().point(lon, lat)

    assert float(np.hypot(x, y)) == pytest.approx(distance_m(118.87, 28.94, lon, lat), rel=0.004, abs=0.01)


def test_positions_that_are_not_numbers_stay_so() -> None:
    x, y = Projection().to_metres(np.array([np.nan, 118.87]), np.array([28.9, np.nan]))

    assert np.isnan(x[0]) and np.isnan(y[1])


@given(views, st.floats(0, 4000), st.floats(0, 3000), st.floats(0.05, 20))
def test_what_lies_under_the_pointer_stays_there_when_zooming(
    view: Viewport, px: float, py: float, factor: float
) -> None:
    before = view.to_metres(px, py)
    after = view.zoomed(factor, px, py)

    assert after.px_of(*before) == pytest.approx((px, py), abs=1e-3)
    assert FINEST <= after.mpp <= COARSEST


@given(views, st.floats(-500, 500), st.floats(-500, 500))
def test_dragging_moves_the_picture_with_the_pointer(view: Viewport, dx: float, dy: float) -> None:
    spot = view.to_metres(100, 100)

    assert view.moved(dx, dy).px_of(*spot) == pytest.approx((100 + dx, 100 + dy), abs=1e-3)


@given(views)
def test_a_fitted_area_is_all_in_sight(view: Viewport) -> None:
    area = Rect(-500, -300, 1500, 900)
    seen = view.fitted(area).rect()

    assert seen.left <= area.left and seen.right >= area.right
    assert seen.bottom <= area.bottom and seen.top >= area.top


def test_the_map_can_not_be_lost_outside_the_city() -> None:
    lost = Viewport(x=1e6, y=-1e6)

    kept = lost.kept_in(Rect(-10, -10, 10, 10))

    assert (kept.x, kept.y) == (10, -10)
