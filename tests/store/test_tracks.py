"""Track blocks: what goes in comes out, to a centimetre, whatever is merged."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from command_center.clock import to_ms
from command_center.store import tracks
from command_center.store.database import Store
from tests.builders import NOW

fix = st.tuples(
    st.text(min_size=1, max_size=8),
    st.integers(946_684_800_000, 4_102_444_800_000),
    st.floats(-180, 180),
    st.floats(-90, 90),
    st.one_of(st.just(float("nan")), st.floats(0, 6000)),
)


def columns(fixes: list[tuple[str, int, float, float, float]]) -> tracks.Columns:
    names, times, lon, lat, accuracy = zip(*fixes, strict=True)
    return tracks.named(names, np.array(times), np.array(lon), np.array(lat), np.array(accuracy))


@given(st.lists(fix, min_size=1, max_size=50))
def test_that_a_block_gives_back_what_was_packed(fixes: list[tuple[str, int, float, float, float]]) -> None:
    given_, back = columns(fixes), tracks.unpack(tracks.pack(columns(fixes)))
    assert [back.names[row] for row in back.row] == [name for name, *_ in fixes]
    assert np.array_equal(back.time_ms, given_.time_ms)
    assert np.allclose(back.lon, given_.lon, atol=6e-8, rtol=0) and np.allclose(back.lat, given_.lat, atol=6e-8, rtol=0)
    assert np.allclose(back.accuracy, given_.accuracy, atol=0.051, rtol=0, equal_nan=True)


def test_that_merging_blocks_changes_no_track(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'test.db'}")
    try:
        for i in range(30):
            block = columns([(name, to_ms(NOW) + 1000 * i, 118 + i / 1000, 28.9, 5.0) for name in ("a", "b")])
            store.write_now(lambda c, block=block: tracks.add(c, "dog", "dogs", block))  # type: ignore[misc]
        later = NOW + timedelta(minutes=1)
        before = store.read_now(lambda c: tracks.track(c, "dog", "a", NOW, later))
        assert store.write_now(lambda c: tracks.merge(c, "dog", later)) == 30
        assert store.read_now(lambda c: tracks.track(c, "dog", "a", NOW, later)) == before
        assert len(before) == 30 and len(store.read_now(lambda c: tracks.blocks(c, "dog", NOW, later))) == 1
    finally:
        store.close()
