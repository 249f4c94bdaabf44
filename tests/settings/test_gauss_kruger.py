"""EPSG:4549 to degrees and back, held against what is known of the ellipsoid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.settings.gauss_kruger import converted, to_degrees, to_metres


def test_that_on_the_central_meridian_the_northing_is_the_arc_of_the_meridian() -> None:
    # The arc from the equator to 30 and 45 degrees on GRS 80 (Deakin & Hunter, Geometric Geodesy, 2010).
    assert to_metres(120, 0) == pytest.approx((500_000, 0), abs=1e-6)
    assert to_metres(120, 30)[1] == pytest.approx(3_320_113.398, abs=0.002)
    assert to_metres(120, 45)[1] == pytest.approx(4_984_944.378, abs=0.002)


@given(st.floats(117, 123), st.floats(20, 55))
def test_that_there_and_back_is_under_a_millimetre(lon: float, lat: float) -> None:
    there = to_degrees(*to_metres(lon, lat))
    assert there == pytest.approx((lon, lat), abs=5e-9)


def test_that_east_of_the_meridian_a_degree_of_longitude_is_as_long_as_it_should_be() -> None:
    one, other = to_metres(118.87, 28.94), to_metres(118.88, 28.94)
    assert other[0] - one[0] == pytest.approx(975.2, abs=0.3)  # 111.32 km x cos 28.94 degrees x 0.01, flattened


@pytest.mark.parametrize("told", [None, "x", [1], [True, False], [[["a"]]], [1e308, 1e308], {}])
def test_that_what_is_no_position_stays_as_it_is(told: object) -> None:
    assert converted(told) == told
