"""What lies near a spot, held against looking at everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from widgets.map.pick import within
from widgets.map.points.index import CELL_M, Index
from widgets.map.points.scene import F64

if TYPE_CHECKING:
    from widgets.map.points.fast import Fast

here = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def moved(rng: np.random.Generator, x: F64, y: F64, far: float) -> None:
    """Some things go elsewhere, some nowhere, some come back."""
    some = rng.random(len(x)) < 0.3
    x[some] += rng.normal(0, far, int(some.sum()))
    y[some] += rng.normal(0, far, int(some.sum()))
    lost = rng.random(len(x)) < 0.1
    x[lost], y[lost] = np.nan, np.nan
    found = np.isnan(x) & (rng.random(len(x)) < 0.5)
    x[found], y[found] = rng.uniform(-far, far, (2, int(found.sum())))


@here
@given(
    seed=st.integers(0, 2**32 - 1), count=st.integers(0, 3000), far=st.sampled_from([1.0, 80.0, 3000.0, 2e6]),
    reach=st.floats(0.1, 9000.0),
)  # fmt: skip
def test_the_index_finds_what_looking_at_everything_finds_whatever_moves(
    compiled: Fast, seed: int, count: int, far: float, reach: float
) -> None:
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(-far, far, (2, count))
    index = Index()
    for _ in range(4):
        left, up = rng.uniform(-far, far, 2).tolist()
        assert compiled.near(index, x, y, left, up, reach).tolist() == within(x, y, left, up, reach).tolist()
        moved(rng, x, y, far)
        index.behind = True


def test_another_table_begins_anew_and_a_growing_one_goes_on(compiled: Fast) -> None:
    rng, index = np.random.default_rng(1), Index()
    for count in (10, 5000, 3, 0, 900):
        x, y = rng.uniform(-500, 500, (2, count))
        index.behind = True
        assert compiled.near(index, x, y, 0.0, 0.0, 200.0).tolist() == within(x, y, 0.0, 0.0, 200.0).tolist()


def test_the_nearest_of_a_crowd_in_one_spot_comes_first_however_many_there_are(compiled: Fast) -> None:
    x, y = np.random.default_rng(2).normal(0, 1, (2, 50_000))
    assert compiled.near(Index(), x, y, 0.0, 0.0, 10.0)[0] == np.argmin(x * x + y * y)


def test_only_what_left_its_cell_is_hung_elsewhere(compiled: Fast) -> None:
    x, y, index = np.full(1000, CELL_M / 2), np.full(1000, CELL_M / 2), Index()
    compiled.near(index, x, y, 0.0, 0.0, 1.0)
    x[:10] += CELL_M
    x[10:20] += CELL_M / 4

    assert compiled.loops.hang(x, y, CELL_M, index.first, index.cell, index.after, index.before) == 10
