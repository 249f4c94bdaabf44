"""Which fixes are near which places: a reach of its own for each fix tells the same as sorting them out after."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from command_center.model.geo import LocalGrid
from command_center.model.places import Place, PlaceKind
from command_center.rules.zones import ZoneIndex

GRID = LocalGrid(118.87, 28.94)
NEAR_M = 100.0
SPOTS = st.tuples(st.floats(-400, 400), st.floats(-400, 400), st.floats(2, 5000))


def _place(name: str, x: float, y: float) -> Place:
    corners = np.array([(x, y), (x + 120, y), (x + 120, y + 90), (x, y + 90)])
    ring = shapely.Polygon(np.column_stack(GRID.to_degrees(*corners.T)))
    return Place(id=name, name=name, kind=PlaceKind.NO_DOG, geometry=ring, version="1")


INDEX = ZoneIndex([_place("a", -60, -45), _place("b", 90, 20)], GRID, NEAR_M)


@given(st.lists(SPOTS, min_size=1, max_size=20))
def test_that_a_reach_for_each_fix_finds_the_pairs_no_further_outside_than_it(spots: list[tuple[float, ...]]) -> None:
    x, y, within = np.array(spots).T
    lon, lat = GRID.to_degrees(x, y)
    which, place, depth = INDEX.near(lon, lat)
    # to a micrometre: what lies on the reach itself may be told either way
    sure = depth > -within[which] + 1e-6
    found = {(i, p): d for i, p, d in zip(*(c.tolist() for c in INDEX.near(lon, lat, within)), strict=True)}
    expected = {
        (i, p): d for i, p, d in zip(which[sure].tolist(), place[sure].tolist(), depth[sure].tolist(), strict=True)
    }
    assert expected.items() <= found.items()
    assert all(d >= -min(within[i], NEAR_M) - 1e-6 for (i, _), d in found.items())
