"""Vector tiles: drawn by the style, named in the screen's language; hostile ones are a hole, soon, in few bytes."""

from __future__ import annotations

import contextlib
import tracemalloc
from dataclasses import replace
from time import monotonic
from typing import Any

import mapbox_vector_tile
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from mapbox_vector_tile.Mapbox import vector_tile_pb2
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.widgets.map.tiles.rig import Drawn, city, paint, painted, settings
from widgets.map.palette import palette
from widgets.map.projection import Projection
from widgets.map.tiles.style import Shape, style
from widgets.map.tiles.tile_map import TileMap
from widgets.map.tiles.vector import FARTHEST, decode


def layer(name: str, *features: tuple[str, dict[str, Any]]) -> bytes:
    """One layer of 4096 units, from features in WKT (y upwards) and their properties."""
    made = [{"geometry": wkt, "properties": properties} for wkt, properties in features]
    return bytes(mapbox_vector_tile.encode([{"name": name, "features": made}], default_options={"extents": 4096}))


WATER = layer("water", ("POLYGON ((-80 -80, 4176 -80, 4176 4176, -80 4176, -80 -80))", {}))
ROAD = layer(
    "roads", ("LINESTRING (-80 2048, 4176 2048)", {"kind": "highway", "name": "三衢路", "name:en": "Sanqu Road"})
)


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}


def test_that_areas_have_the_palettes_colours_and_leave_no_seams(qtbot: QtBot) -> None:
    made = TileMap(settings(), Drawn(lambda _: WATER, vector=True, size=512), Projection())
    image = painted(qtbot, made, city(7.3, dx=31.7))
    made.close()

    assert colours(image) == {palette().water.name()}


def test_that_names_are_in_the_language_of_the_screen() -> None:
    tile = decode(ROAD, style())
    (name,) = [name for names in tile.names for name in names]

    assert (name.text, name.text_en) == ("三衢路", "Sanqu Road")


def test_that_names_are_written_along_the_road(qtbot: QtBot) -> None:
    made = TileMap(settings(), Drawn(lambda _: ROAD, vector=True, size=512), Projection())
    local = painted(qtbot, made, city(4.0, 1200, 1000))
    english = paint(made, city(4.0, 1200, 1000), english=True)
    made.close()

    assert local != english and palette().road_name.name() in colours(local) | colours(english)


def test_that_layers_nobody_knows_are_drawn_too() -> None:
    tile = decode(layer("bureau_drains", ("LINESTRING (0 0, 4096 4096)", {"name": "井"})), style())

    assert sum(map(len, tile.paths)) == 1 and sum(map(len, tile.names)) == 1


def test_that_a_layer_which_is_known_is_not_drawn_as_one_that_is_not() -> None:
    tile = decode(layer("roads", ("LINESTRING (0 0, 4096 4096)", {"kind": "of its own"})), style())

    assert not any(tile.paths)


def test_that_overzoomed_tiles_stay_sharp_and_right(qtbot: QtBot) -> None:
    """From zoom 0 to the closest look: a world of 330 million pixels."""
    made = TileMap(settings(), Drawn(lambda _: WATER, zooms=(9, 9), vector=True, size=512), Projection())
    image = painted(qtbot, made, city(0.12))
    made.close()

    assert colours(image) == {palette().water.name()}


def hostile(extent: int = 4096, features: int = 1, geometry: tuple[int, ...] = (), shape: int = 2) -> bytes:
    message: Any = vector_tile_pb2.tile()
    one = message.layers.add(name="x", version=2, extent=extent)
    for _ in range(features):
        one.features.add(type=shape, geometry=geometry)
    return bytes(message.SerializeToString())


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (hostile(extent=0), "units wide"),
        (hostile(extent=2**32 - 1), "units wide"),
        (hostile(geometry=(2**29 - 1 << 3 | 1,)), "geometry: command 1"),
        (hostile(geometry=(9, 0, 0, 2**29 - 1 << 3 | 2)), "geometry: command 2"),
        (hostile(features=70_000), "features"),
        (hostile(geometry=(9, 0, 0, 10, 2, 2) * 32_000), "lines"),
        (hostile(geometry=(9, 0, 0) * 700_000), "points"),
        (b"\x1a\x80\x80\x80\x0c" + b"\x12\x00" * (12 * 1024 * 1024), "more than 300000 features"),
        (b"\x1a\xff\xff\xff\xff\x0f" + b"\x12\x00" * 200_000, "cut short"),
        (b"\x0b" + b"\x1a\x00" * 200_000, "kind 3"),
        (b"\x1a\x02\x12", "not a vector tile"),
    ],
)  # fmt: skip
def test_that_hostile_tiles_are_refused_soon_and_in_little_memory(raw: bytes, said: str) -> None:
    begun = monotonic()
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match=said):
            decode(raw, style())
        assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024
    finally:
        tracemalloc.stop()
    assert monotonic() - begun < 10


def test_that_points_far_away_are_brought_nearer() -> None:
    far = 2**31 - 1
    tile = decode(hostile(extent=1, geometry=(9, 0, 0, 10 | 3 << 3, far, far, far - 1, far - 1, far, far)), style())
    (path,) = [path for paths in tile.paths for path in paths]
    box = path.boundingRect()

    assert max(abs(edge) for edge in (box.left(), box.top(), box.right(), box.bottom())) <= FARTHEST + 1


@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    geometry=st.lists(st.integers(0, 2**32 - 1) | st.sampled_from((9, 10, 15, 18, 26)), max_size=40),
    extent=st.sampled_from((1, 4096, 1 << 20)),
    shape=st.integers(0, 3),
    name=st.sampled_from(("roads", "transit", "boundary", "water", "x")),
)
def test_that_any_geometry_is_drawn_or_a_hole(
    qtbot: QtBot, geometry: list[int], extent: int, shape: int, name: str
) -> None:
    message: Any = vector_tile_pb2.tile()
    one = message.layers.add(name=name, version=2, extent=extent, keys=["kind", "name"])
    for value in ("rail", "名"):
        one.values.add(string_value=value)
    one.features.add(type=shape, geometry=geometry, tags=[0, 0, 1, 1])
    raw = bytes(message.SerializeToString())
    for view, zooms in ((city(4.0), (0, 18)), (city(0.12, 200, 200), (8, 8))):
        made = TileMap(settings(), Drawn(lambda _: raw, zooms=zooms, vector=True, size=512), Projection())
        begun = monotonic()
        painted(qtbot, made, view)
        made.close()
        assert monotonic() - begun < 5


@hypothesis_settings(max_examples=100, deadline=None)
@given(raw=st.binary(max_size=300) | st.binary(max_size=60).map(lambda more: ROAD[:30] + more + ROAD[30:]))
def test_that_any_bytes_are_a_tile_or_refused(raw: bytes) -> None:
    with contextlib.suppress(ValueError):
        decode(raw, style())


def test_that_every_rule_of_the_style_can_be_drawn() -> None:
    made = style()
    assert {rule.shape for rule in made.draws} <= {Shape.AREA, Shape.LINE} and "*" not in made.layers
    assert replace(made).layers == made.layers and "roads" in made.layers
