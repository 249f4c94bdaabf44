"""A thing on a tile lies where the map puts that position, whatever the zoom, the screen or the coordinates."""

from __future__ import annotations

from math import asinh, floor, pi, radians, tan

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from command_center.model.datum import Conversion, one, wgs84_to_bd09, wgs84_to_gcj02
from command_center.model.settings import Crs
from command_center.tiles.address import Tile
from command_center.tiles.source import Answer
from tests.tiles.archives import encoded
from tests.widgets.map.tiles.rig import LAT, LON, Drawn, city, painted, settings
from widgets.map.projection import Projection
from widgets.map.tiles.tile_map import TileMap

SPOTS = ((LON, LAT), (LON + 0.013, LAT - 0.007), (118.6, 29.1), (119.05, 28.75))
CONVERSIONS: dict[Crs, Conversion | None] = {Crs.WGS84: None, Crs.GCJ02: wgs84_to_gcj02, Crs.BD09: wgs84_to_bd09}


def world(lon: float, lat: float, z: int, size: int) -> tuple[float, float]:
    """In pixels of zoom `z`, by the textbook."""
    n = size * 2**z
    return (lon + 180) / 360 * n, (1 - asinh(tan(radians(lat))) / pi) / 2 * n


def marked(crs: Crs, spots: tuple[tuple[float, float], ...], size: int) -> Drawn:
    """Black tiles with white blots, 5 pixels wide, in the map's own coordinates."""
    convert = CONVERSIONS[crs]
    own = [one(convert, *spot) if convert is not None else spot for spot in spots]

    def draw(tile: Tile) -> Answer:
        pixels = np.zeros((size, size), np.uint8)
        down, across = np.mgrid[0:size, 0:size]
        for lon, lat in own:
            x, y = world(lon, lat, tile.z, size)
            far = np.hypot(across + 0.5 - (x - tile.x * size), down + 0.5 - (y - tile.y * size))
            pixels = np.maximum(pixels, np.clip((4 - far) * 128, 0, 255).astype(np.uint8))
        return encoded(Image.fromarray(pixels).convert("RGB"))

    return Drawn(draw, size=size)


def blot(image: QImage, x: float, y: float, reach: int) -> tuple[float, float]:
    """The middle of the light within `reach` device pixels of a spot."""
    ratio = image.devicePixelRatio()
    left, top = floor(x * ratio) - reach, floor(y * ratio) - reach
    light = np.array(
        [[image.pixelColor(left + i, top + j).green() for i in range(2 * reach)] for j in range(2 * reach)], float
    )
    assert light.sum() > 500, "there is no light"
    down, across = np.mgrid[0 : 2 * reach, 0 : 2 * reach]
    middle = (light * (across + 0.5)).sum() / light.sum(), (light * (down + 0.5)).sum() / light.sum()
    return (left + middle[0]) / ratio, (top + middle[1]) / ratio


@pytest.mark.parametrize("crs", Crs)
@pytest.mark.parametrize("mpp", [100.0, 33.0, 9.5, 2.4, 0.6])
def test_that_a_mark_on_a_tile_lies_under_its_position(qtbot: QtBot, crs: Crs, mpp: float) -> None:
    check(qtbot, crs, mpp)


@pytest.mark.parametrize(("ratio", "size"), [(1.25, 256), (2.0, 256), (1.0, 512), (1.5, 512)])
def test_that_it_does_so_on_sharper_screens_and_with_larger_tiles(qtbot: QtBot, ratio: float, size: int) -> None:
    check(qtbot, Crs.GCJ02, 4.0, ratio, size)


def check(qtbot: QtBot, crs: Crs, mpp: float, ratio: float = 1.0, size: int = 256) -> None:
    projection, view = Projection(), city(mpp, dx=37.3, dy=-11.9)
    seen = [spot for spot in SPOTS if inside(view.px_of(*projection.point(*spot)), view.width, view.height)]
    seen = seen[:1] if mpp > 50 else seen  # blots that run into each other
    assert seen
    made = TileMap(settings(crs=crs), marked(crs, tuple(seen), size), projection)
    image = painted(qtbot, made, view, ratio)
    made.close()
    for spot in seen:
        wanted = view.px_of(*projection.point(*spot))
        found = blot(image, *wanted, reach=12)
        assert np.hypot(found[0] - wanted[0], found[1] - wanted[1]) < 0.5 / ratio


def inside(at: tuple[float, float], width: float, height: float) -> bool:
    return 20 < at[0] < width - 20 and 20 < at[1] < height - 20


def test_that_the_shift_is_needed(qtbot: QtBot) -> None:
    projection, view = Projection(), city(9.5)
    made = TileMap(settings(crs=Crs.WGS84), marked(Crs.GCJ02, ((LON, LAT),), 256), projection)
    image = painted(qtbot, made, view)
    made.close()
    wanted = view.px_of(*projection.point(LON, LAT))

    with pytest.raises(AssertionError, match="no light"):
        blot(image, *wanted, reach=12)


@pytest.mark.parametrize("crs", Crs)
@pytest.mark.parametrize(("mpp", "ratio"), [(7.7, 1.0), (3.1, 1.5), (1.3, 2.0)])
def test_that_nothing_shows_between_two_tiles(qtbot: QtBot, crs: Crs, mpp: float, ratio: float) -> None:
    white = encoded(Image.new("RGB", (256, 256), (255, 255, 255)))
    made = TileMap(settings(crs=crs), Drawn(lambda _: white), Projection())
    image = painted(qtbot, made, city(mpp, dx=3.3), ratio)
    made.close()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)

    assert (pixels & 0xFFFFFF == 0xFFFFFF).all()
