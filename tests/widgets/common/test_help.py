"""The overlay of keys shows all of them, on the smallest window as on the largest."""

from __future__ import annotations

import pytest

from widgets.common.help import ABOVE, MOST, ROW, laid_out
from widgets.common.theme import px


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (1920, 1080), (3840, 2160), (400, 300)])
@pytest.mark.parametrize("keys", [1, 20, 46, 60])
def test_that_every_key_fits(size: tuple[int, int], keys: int) -> None:
    columns, row = laid_out(keys, *size)
    each = -(-keys // columns)
    assert 1 <= columns <= MOST and 0 < row <= px(ROW)
    assert row * each + px(ABOVE) <= size[1]


def test_that_a_seat_reads_them_in_full_rows() -> None:
    assert laid_out(46, 1366, 768) == (3, px(ROW)) and laid_out(46, 1920, 1080) == (2, px(ROW))
