"""The loops that are compiled. Importing this compiles them: only a process made for it does (compile.py); windows
load what it kept (loops.py).

Colours are 0xFFRRGGBB. A sprite is two tables: what stays of the pixel under it (`keep`, 0…256) and what is added
(`add`), so that an anti-aliased edge and a filled middle cost the same. Rows of a sprite are `wide` pixels apart, a
multiple of eight: eight pixels are one vector.

No loop may make an array, assign one to another as a whole, or raise: that would need numba where they run.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba
import numpy as np

from widgets.map.points.scene import BAND, BAND_BITS, F32, F64, I32, I64, U8, U32
from widgets.map.points.vectors import blend8, copy8, tint8

P = ParamSpec("P")
R = TypeVar("R")
NOWHERE = -32768
"""Row of a cell that is not in sight."""
TENFOLD = 10.0
NONE = -1
FARTHEST = 1e9
"""Map metres from the origin beyond which nothing is looked up."""
ACROSS, UP = 73_856_093, 19_349_663
"""Make a cell's number from its column and row."""


def _compiled(signature: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    return cast(
        "Callable[[Callable[P, R]], Callable[P, R]]",
        numba.njit(signature, nogil=True, cache=True, no_cpython_wrapper=True, no_cfunc_wrapper=True),
    )


@_compiled("i8(f8[::1],f8[::1],f8[::1],f8[::1],f8[::1],f8[::1],f8,f8,f8[::1],f8[::1],f8,f8)")
def follow(
    lon: F64, lat: F64, seen_lon: F64, seen_lat: F64, x: F64, y: F64, lon_0: float, scale: float, norths: F64,
    slopes: F64, first: float, step: float,
) -> int:  # fmt: skip
    """Project the rows that changed since they were seen, and note them as seen. Returns how many.

    North comes from a table of the projection (`norths`, and `slopes` by one step) every `step` degrees from `first`,
    by cubic pieces: ten times faster than logarithm and tangent, and less than a micrometre away in a city.
    """
    changed = 0
    last = len(norths) - 2
    for i in range(len(lon)):
        a, b = lon[i], lat[i]
        if (a == seen_lon[i] or (a != a and seen_lon[i] != seen_lon[i])) and (
            b == seen_lat[i] or (b != b and seen_lat[i] != seen_lat[i])
        ):
            continue
        seen_lon[i], seen_lat[i] = a, b
        changed += 1
        x[i] = (a - lon_0) * scale
        t = (b - first) / step
        if np.isnan(t):
            y[i] = np.nan
            continue
        t = min(max(t, 0.0), last + 1.0)
        j = min(int(t), last)
        u = t - j
        v = 1.0 - u
        y[i] = (
            v * v * ((1.0 + 2.0 * u) * norths[j] + u * slopes[j])
            + u * u * ((1.0 + 2.0 * v) * norths[j + 1] - v * slopes[j + 1])
        )  # fmt: skip
    return changed


@_compiled("i8(f8[::1],f8[::1],u1[::1],u1,f8,f8,f8,i8[::1],i8,i4[::1])")
def place(
    x: F64, y: F64, kind: U8, lowest: int, scale: float, left: float, top: float, clip: I64, reach: int, cells: I32
) -> int:
    """Pixel corners nearest to the points: row and column, 16 bits each. Row NOWHERE for those out of sight.

    `left`, `top`: pixels of the map's origin; `clip` left, top, right, bottom in pixels; kinds below `lowest` are
    left out. Returns how many are in sight.
    """
    x0, y0, x1, y1 = clip[0] - reach, clip[1] - reach, clip[2] + reach, clip[3] + reach
    seen = 0
    for i in range(len(x)):
        px = x[i] * scale + left + 0.5
        py = top - y[i] * scale + 0.5
        ok = (px > x0) & (px < x1) & (py > y0) & (py < y1) & (kind[i] >= lowest)  # NaN compares false
        column = np.int32(np.floor(px)) if ok else np.int32(0)
        row = np.int32(np.floor(py)) if ok else np.int32(NOWHERE)
        cells[i] = np.int32((row << 16) | (column & 0xFFFF))
        seen += ok
    return seen


@_compiled("void(i4[::1],u1[::1],i8[::1],i8,i8[::1],i8[::1],i4[::1])")
def sort(cells: I32, kind: U8, half: I64, top: int, starts: I64, at: I64, out: I32) -> None:
    """Order the cells by band of BAND rows from `top`, in a band by kind, in a kind by row of the table.

    A sprite that reaches into two bands stands in both. `starts`: where each band's kind begins in `out`, one more
    at the end; `at` is as long, for counting. `out` has room for two entries a cell.
    """
    kinds = len(half)
    bands = (len(starts) - 1) // kinds
    for j in range(len(at)):
        at[j] = 0
    for i in range(len(cells)):
        row = (cells[i] >> 16) - top
        if row + top != NOWHERE:
            k = kind[i]
            low, high = max(0, (row - half[k]) >> BAND_BITS), min(bands - 1, (row + half[k] - 1) >> BAND_BITS)
            for b in range(low, high + 1):
                at[b * kinds + k + 1] += 1
    for j in range(1, len(at)):
        at[j] += at[j - 1]
    for j in range(len(at)):
        starts[j] = at[j]
    for i in range(len(cells)):
        row = (cells[i] >> 16) - top
        if row + top != NOWHERE:
            k = kind[i]
            low, high = max(0, (row - half[k]) >> BAND_BITS), min(bands - 1, (row + half[k] - 1) >> BAND_BITS)
            for b in range(low, high + 1):
                j = b * kinds + k
                out[at[j]] = cells[i]
                at[j] += 1


@_compiled("void(u4[::1],i8,i8[::1],u4[::1],i8,i8,i8,i8)")
def lay_ground(
    frame: U32, stride: int, clip: I64, ground: U32, ground_stride: int, shift: int, first: int, end: int
) -> None:
    """Copy rows `first`…`end` of the ground: pixel (row, column) lies at row × ground_stride + column + shift."""
    wide = clip[2] - clip[0]
    whole = wide - wide % 8
    for row in range(first, end):
        to = np.uintp(row * stride + clip[0])
        of = np.uintp(row * ground_stride + clip[0] + shift)
        for i in range(0, whole, 8):
            copy8(frame, to + np.uintp(i), ground, of + np.uintp(i))
        for i in range(whole, wide):
            frame[to + np.uintp(i)] = ground[of + np.uintp(i)]


@_compiled("void(u4[::1],i8,i8[::1],i4[:,::1],i8,i8,u4,i8,i8)")
def lay_haze(
    frame: U32, stride: int, clip: I64, haze: I32, left: int, top: int, ink: int, first: int, end: int
) -> None:
    """Blend `ink` over rows `first`…`end`, as opaque as `haze` says (0…65536 in the middles of 8 × 8 pixel cells).

    `left`, `top`: the pixel of the middle of the first cell. Between middles the opacity runs straight.
    """
    high, wide = haze.shape
    for row in range(first, end):
        j = (row - top) >> 3
        if j < 0 or j >= high - 1:
            continue
        v = row - top - (j << 3)
        line = np.uintp(row * stride)
        for i in range(max(0, (clip[0] - left) >> 3), min(wide - 1, ((clip[2] - left - 1) >> 3) + 1)):
            a = np.int32((haze[j, i] * (8 - v) + haze[j + 1, i] * v) >> 3)
            b = np.int32((haze[j, i + 1] * (8 - v) + haze[j + 1, i + 1] * v) >> 3)
            if a | b:
                at = left + (i << 3)
                step = np.int32((b - a) >> 3 if b >= a else -((a - b) >> 3))  # never runs below 0
                if at >= clip[0] and at + 8 <= clip[2]:
                    tint8(frame, line + np.uintp(at), a, step, np.uint32(ink))
                    continue
                for n in range(max(0, clip[0] - at), min(8, clip[2] - at)):
                    share = (a + n * step) >> 8
                    pixel = frame[line + np.uintp(at + n)]
                    red_blue = ((pixel & 0xFF00FF) * (256 - share) + (ink & 0xFF00FF) * share) >> 8
                    green = ((pixel >> 8) & 0xFF) * (256 - share) + ((ink >> 8) & 0xFF) * share
                    frame[line + np.uintp(at + n)] = np.uint32((red_blue & 0xFF00FF) | (green & 0xFF00) | 0xFF000000)


@_compiled("void(u4[::1],i8,i8[::1],i8[::1],i4[::1],u4[::1],u4[::1],i8[::1],i8[::1],i8,i8)")
def lay_sprites(
    frame: U32, stride: int, clip: I64, starts: I64, cells: I32, keep: U32, add: U32, half: I64,
    begins: I64, b: int, top: int,
) -> None:  # fmt: skip
    """Blend the sprites of band `b`, which begins at row `top`. Kind k's tables begin at `begins[k]`."""
    bottom = min(clip[3], top + BAND)
    kinds = len(half)
    for k in range(kinds):
        r = half[k]
        wide = (2 * r + 7) & ~7
        for j in range(starts[b * kinds + k], starts[b * kinds + k + 1]):
            y = (cells[j] >> 16) - r
            x = np.int64(np.int16(cells[j] & 0xFFFF)) - r
            if y >= top and y + 2 * r <= bottom and x >= clip[0] and x + wide <= clip[2]:
                at, of = np.uintp(y * stride + x), np.uintp(begins[k])
                for _ in range(2 * r):
                    for i in range(0, wide, 8):
                        blend8(frame, at + np.uintp(i), keep, add, of + np.uintp(i))
                    at += np.uintp(stride)
                    of += np.uintp(wide)
            else:
                for v in range(max(0, top - y), min(2 * r, bottom - y)):
                    for u in range(max(0, clip[0] - x), min(2 * r, clip[2] - x)):
                        i, n = (y + v) * stride + x + u, begins[k] + v * wide + u
                        pixel, stays = frame[i], keep[n]
                        red_blue = (((pixel & 0xFF00FF) * stays) >> 8) & 0xFF00FF
                        green = (((pixel >> 8) & 0xFF) * stays) & 0xFF00
                        frame[i] = np.uint32((add[n] + red_blue + green) | 0xFF000000)


@_compiled("i8(f8[::1],f8[::1],f8,f8,f8,f4[:,::1])")
def accumulate(x: F64, y: F64, left: float, top: float, size: float, grid: F32) -> int:
    """Count the points in each cell of `size` map metres; `left`, `top` is the grid's upper left corner. Adds to
    `grid`; returns how many lay on it."""
    high, wide = grid.shape
    scale = 1.0 / size
    seen = 0
    for n in range(len(x)):
        i, j = (x[n] - left) * scale, (top - y[n]) * scale
        if 0.0 <= i < wide and 0.0 <= j < high:  # NaN compares false
            grid[int(j), int(i)] += np.float32(1.0)
            seen += 1
    return seen


@_compiled("void(f4[:,::1],f4[:,::1])")
def soften(grid: F32, spare: F32) -> None:
    """Spread every cell over its neighbours by 1 4 6 4 1, both ways. The two outermost rows and columns stay."""
    high, wide = grid.shape
    for j in range(high):
        for i in range(wide):
            spare[j, i] = grid[j, i]
        for i in range(2, wide - 2):
            spare[j, i] = (
                grid[j, i - 2] + grid[j, i + 2] + np.float32(4) * (grid[j, i - 1] + grid[j, i + 1])
                + np.float32(6) * grid[j, i]
            ) * np.float32(1 / 16)  # fmt: skip
    for j in range(high):
        for i in range(wide):
            grid[j, i] = spare[j, i]
    for j in range(2, high - 2):
        for i in range(wide):
            grid[j, i] = (
                spare[j - 2, i] + spare[j + 2, i] + np.float32(4) * (spare[j - 1, i] + spare[j + 1, i])
                + np.float32(6) * spare[j, i]
            ) * np.float32(1 / 16)  # fmt: skip


@_compiled("void(f4[:,::1],f8,f8,i4[:,::1])")
def tone(grid: F32, full: float, most: float, haze: I32) -> None:
    """Opacity by the logarithm of the count: 0 for nothing, `most` (0…1) from `full` points a cell on. A tenth of
    `full` is 0.29 of `most`."""
    by = TENFOLD / full
    share = most * 65536.0 / np.log1p(TENFOLD)
    for j in range(grid.shape[0]):
        for i in range(grid.shape[1]):
            v = grid[j, i]
            haze[j, i] = np.int32(min(np.log1p(v * by) * share, most * 65536.0))


@_compiled("i8(f8[::1],f8[::1],f8,i4[::1],i4[::1],i4[::1],i4[::1])")
def hang(x: F64, y: F64, size: float, first: I32, cell: I32, after: I32, before: I32) -> int:
    """Hang every row that has left its cell of `size` metres into the one it is in (see `index`). Returns how many."""
    mask = len(first) - 1
    scale = 1.0 / size
    moved = 0
    for row in range(len(x)):
        now = np.int64(NONE)
        if abs(x[row]) < FARTHEST and abs(y[row]) < FARTHEST:  # NaN compares false
            i, j = np.int64(np.floor(x[row] * scale)), np.int64(np.floor(y[row] * scale))
            now = (i * ACROSS ^ j * UP) & mask
        was = cell[row]
        if now == was:
            continue
        moved += 1
        if was != NONE:
            left, right = before[row], after[row]
            if left == NONE:
                first[was] = right
            else:
                after[left] = right
            if right != NONE:
                before[right] = left
        cell[row] = now
        if now != NONE:
            head = first[now]
            after[row], before[row] = head, NONE
            if head != NONE:
                before[head] = row
            first[now] = row
    return moved


@_compiled("i8(f8[::1],f8[::1],f8,i4[::1],i4[::1],f8,f8,f8,i8[::1])")
def look_up(
    x: F64, y: F64, size: float, first: I32, after: I32, at_x: float, at_y: float, reach: float, rows: I64
) -> int:
    """Rows at most `reach` metres away, from the chains of the cells around; returns how many there are, of which
    `rows` takes the first ones it has room for."""
    mask = len(first) - 1
    scale = 1.0 / size
    limit = reach * reach
    found = 0
    for i in range(np.int64(np.floor((at_x - reach) * scale)), np.int64(np.floor((at_x + reach) * scale)) + 1):
        for j in range(np.int64(np.floor((at_y - reach) * scale)), np.int64(np.floor((at_y + reach) * scale)) + 1):
            row = np.int64(first[(i * ACROSS ^ j * UP) & mask])
            while row != NONE:
                inside = np.int64(np.floor(x[row] * scale)) == i and np.int64(np.floor(y[row] * scale)) == j
                dx, dy = x[row] - at_x, y[row] - at_y
                if inside and dx * dx + dy * dy <= limit:  # another cell of the same number has its own turn
                    if found < len(rows):
                        rows[found] = row
                    found += 1
                row = np.int64(after[row])
    return found


@_compiled(
    "void(u4[::1],i8,i8[::1],u4[::1],i8,i8,i4[:,::1],i8,i8,u4,i8[::1],i4[::1],u4[::1],u4[::1],i8[::1],i8[::1],i8,i8)"
)
def lay(
    frame: U32, stride: int, clip: I64, ground: U32, ground_stride: int, shift: int, haze: I32, left: int, top: int,
    ink: int, starts: I64, cells: I32, keep: U32, add: U32, half: I64, begins: I64, first: int, end: int,
) -> None:  # fmt: skip
    """Bands `first`…`end` of a frame: ground (an empty one: what is there stays), haze (likewise), sprites.

    Band by band, so that what the ground brought into the processor's cache is still there for the sprites.
    """
    for b in range(first, end):
        upper = clip[1] + b * BAND
        lower = min(clip[3], upper + BAND)
        if len(ground):
            lay_ground(frame, stride, clip, ground, ground_stride, shift, upper, lower)
        if haze.shape[0]:
            lay_haze(frame, stride, clip, haze, left, top, ink, upper, lower)
        lay_sprites(frame, stride, clip, starts, cells, keep, add, half, begins, b, upper)
