"""places.geojson: every place read and checked, or the file refused with the feature and what was expected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from command_center.model.places import PlaceKind
from command_center.settings import gauss_kruger
from command_center.settings.errors import SettingsError
from command_center.settings.places import read_places

SQUARE = [[[118.86, 28.94], [118.87, 28.94], [118.87, 28.95], [118.86, 28.95], [118.86, 28.94]]]
TRAPS = Path("/work/shared/data")


def feature(id_: str = "z", kind: str = "no-dog", geometry: Any = None, **properties: Any) -> dict[str, Any]:
    shape = {"type": "Polygon", "coordinates": SQUARE} if geometry is None else geometry
    return {"type": "Feature", "properties": {"id": id_, "name": id_, "kind": kind, **properties}, "geometry": shape}


def written(folder: Path, *features: Any, **top: Any) -> Path:
    file = folder / "places.geojson"
    lines = ",\n".join(json.dumps(item) for item in features)
    members = "".join(f"{json.dumps(k)}: {json.dumps(v)}, " for k, v in top.items())
    file.write_text(f'{{"type": "FeatureCollection", {members}"features": [\n{lines}\n]}}', "utf-8")
    return file


def refused(folder: Path, *features: Any, **top: Any) -> str:
    with pytest.raises(SettingsError) as caught:
        read_places(written(folder, *features, **top))
    return str(caught.value).replace(str(folder), "")


def polygon(*ring: tuple[float, ...]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[list(position) for position in ring]]}


def test_that_a_place_is_read_with_all_its_properties(tmp_path: Path) -> None:
    told = feature(
        "bay-1", "loading-bay", hours="Mo-Sa 06:00-21:30", max_stay_min=30, bays=2, merchants=["甲", "乙"], squad="S-1"
    )
    (place,) = read_places(written(tmp_path, told))
    assert (place.id, place.kind, place.hours, place.max_stay_min) == (
        "bay-1",
        PlaceKind.LOADING_BAY,
        "Mo-Sa 06:00-21:30",
        30,
    )
    assert (place.bays, place.merchants, place.squad, place.urgent) == (2, ("甲", "乙"), "S-1", False)


def test_that_a_place_without_a_grid_gets_the_one_it_lies_in(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [118.865, 28.945]}
    file = written(
        tmp_path, feature("v", "vet", point), feature("g", "grid", grid=7), feature("w", "vet", point, grid=3)
    )
    assert [place.grid for place in read_places(file)] == [7, 7, 3]


def test_that_the_version_changes_with_the_content_only(tmp_path: Path) -> None:
    told = feature()
    turned = {key: told[key] for key in reversed(told)}
    first, same = read_places(written(tmp_path, told))[0], read_places(written(tmp_path, turned))[0]
    other = read_places(written(tmp_path, feature(hours="Mo 07:00-08:00")))[0]
    assert first.version == same.version != other.version


def test_that_heights_are_dropped_and_null_is_none(tmp_path: Path) -> None:
    shape = polygon(*[(lon, lat, 61.5, 9) for lon, lat in SQUARE[0]])
    (place,) = read_places(written(tmp_path, feature(geometry=shape, hours=None)))
    assert not place.geometry.has_z and place.hours is None


def test_that_either_winding_is_taken(tmp_path: Path) -> None:
    assert read_places(written(tmp_path, feature(geometry=polygon(*reversed([tuple(p) for p in SQUARE[0]])))))


BOW = polygon((118.86, 28.94), (118.87, 28.95), (118.87, 28.94), (118.86, 28.95), (118.86, 28.94))
OPEN = polygon((118.86, 28.94), (118.87, 28.94), (118.87, 28.95), (118.86, 28.95))


@pytest.mark.parametrize(
    ("told", "message"),
    [
        (feature(geometry=BOW), "Self-intersection[118.865"),
        (feature(geometry=OPEN), "expected a closed ring: it begins at 118.860000 28.940000 and ends at 118.86"),
        (feature(geometry=polygon((1, 2), (3, 4), (1, 2))), "at least three different corners, found 2"),
        (feature(geometry=polygon((1, 1), (2, 2), (3, 3), (1, 1))), "Self-intersection[2 2]"),
        (feature(geometry=polygon((28.9, 118.8), (1, 2), (3, 4), (28.9, 118.8))), "(longitude comes first)"),
        (feature(geometry=polygon((200, 28), (1, 2), (3, 4), (200, 28))), "expected WGS-84 degrees"),
        (feature(geometry={"type": "Polygon", "coordinates": []}), "expected a polygon with a ring"),
        (feature(geometry={"type": "Polygon"}), "expected a list of rings, found None"),
        (feature(geometry={"type": "Polygon", "coordinates": [[["a", "b"]]]}), "expected a number in a position"),
        (feature(geometry={"type": "Polygon", "coordinates": [[[1, True]]]}), "expected a number in a position"),
        (feature(geometry={"type": "Point", "coordinates": [1, 2]}), "of type Polygon or MultiPolygon, found 'Point'"),
        (feature(geometry={"type": "MultiPolygon", "coordinates": []}), "expected coordinates, found none"),
        (feature(geometry={"type": ["Polygon"], "coordinates": []}), "expected a geometry of type"),
        (feature(geometry="here"), "expected a geometry"),
        (feature(kind="nodog"), "properties.kind: expected one of grid, no-dog"),
        (feature(kind="nodog"), "did you mean 'no-dog'?"),
        (feature(hours="Mo-Fr 7 to 19"), "properties.hours: expected opening_hours syntax"),
        (feature(Hours="Mo-Fr 07:00-19:00"), "properties.Hours: did you mean 'hours'?"),
        (feature(urgent="yes"), "properties.urgent: expected true or false, found 'yes'"),
        (feature(grid="7"), "properties.grid: expected a whole number"),
        (feature(bays=0), "properties.bays: expected a whole number from 1"),
        (feature(max_stay_min=-1), "properties.max_stay_min: expected a positive number of minutes"),
        (feature(merchants=[1]), "properties.merchants: expected a list of texts"),
        (feature(kind="grid"), "properties.grid: expected the grid's own number"),
        (feature(id_=""), "properties.id: expected a text"),
        (feature(id_="\ud800"), "half a character"),
        ({"type": "Feature", "properties": None, "geometry": None}, "properties: expected an object"),
        (None, 'expected an object of type "Feature", found None'),
    ],
)
def test_that_a_mistake_is_named_with_line_feature_and_what_was_expected(
    tmp_path: Path, told: Any, message: str
) -> None:
    text = refused(tmp_path, feature("first"), told)
    assert text.startswith("/places.geojson: line 3, features[1]") and message in text


def test_that_two_places_of_one_id_are_refused(tmp_path: Path) -> None:
    assert "line 3, features[1] (id 'a'): expected an id of its own: features[0] has 'a' too" in refused(
        tmp_path, feature("a"), feature("a")
    )


def test_that_projected_coordinates_are_refused_and_degrees_of_cgcs2000_taken(tmp_path: Path) -> None:
    def crs(name: str) -> dict[str, Any]:
        return {"type": "name", "properties": {"name": name}}

    assert "crs: only WGS-84" in refused(tmp_path, feature(), crs=crs("urn:ogc:def:crs:EPSG::3857"))
    metres = [[list(gauss_kruger.to_metres(lon, lat)) for lon, lat in ring] for ring in SQUARE]
    shape = {"type": "Polygon", "coordinates": metres}
    told = written(tmp_path, feature(geometry=shape), crs=crs("urn:ogc:def:crs:EPSG::4549"))
    (place,) = read_places(told)
    assert place.geometry.equals_exact(shapely.geometry.shape({"type": "Polygon", "coordinates": SQUARE}), 1e-9)
    assert read_places(written(tmp_path, feature(), crs=crs("urn:ogc:def:crs:EPSG::4490")))
    assert read_places(written(tmp_path, feature(), crs=crs("urn:ogc:def:crs:OGC:1.3:CRS84")))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"type": "FeatureCollection"', "line 1, column 29: not JSON"),
        ('{"type": "FeatureCollection", "features": [NaN]}', "NaN is no number"),
        ('{"type": "FeatureCollection", "features": [1e400]}', "the number 1e400 is too large"),
        ('{"type": "FeatureCollection", "features": [' + "9" * 5000 + "]}", "is too large"),
        ('{"type": "FeatureCollection", "features": [], "features": []}', "the key 'features' stands twice"),
        ("[" * 100_000, "nested too deeply"),
        ("", "not JSON"),
        ('{"type": "Feature"}', "found 'Feature'"),
        ('{"type": "FeatureCollection", "features": {}}', "features: expected a list"),
    ],
)
def test_that_a_file_that_is_no_places_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "places.geojson"
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as caught:
        read_places(file)
    assert message in str(caught.value)


GEOMETRY = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=5),
    max_leaves=12,
)


@given(kind=st.sampled_from(list(PlaceKind)), type_=st.sampled_from(["Point", "Polygon", "LineString"]), inner=GEOMETRY)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_that_no_coordinates_crash_the_reading(tmp_path: Path, kind: str, type_: str, inner: Any) -> None:
    try:
        read_places(written(tmp_path, feature(kind=kind, geometry={"type": type_, "coordinates": inner}, grid=1)))
    except SettingsError as error:
        assert "features[0]" in str(error)


@pytest.mark.skipif(not TRAPS.exists(), reason="the shared data are not here")
def test_that_no_known_trap_crashes_the_reading(tmp_path: Path) -> None:
    files = sorted(TRAPS.joinpath("geofence-geojson").rglob("*.geojson"))
    files += sorted(TRAPS.joinpath("json-bad-input").rglob("*.json"))
    loaded = 0
    for file in files:
        for path in (file, *_as_places(tmp_path, file)):
            try:
                loaded += len(read_places(path)) > 0
            except SettingsError as error:
                assert str(path) in str(error)
    assert loaded >= 10


def _as_places(folder: Path, file: Path) -> list[Path]:
    """The same geometries with the properties a place needs, so that the reading gets as far as the geometry."""
    try:
        told = json.loads(file.read_bytes())
        shapes = [f["geometry"] for f in told["features"]] if "features" in told else [told.get("geometry", told)]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return []
    features = [feature(f"p{i}", "vet", shape if shape is not None else "none") for i, shape in enumerate(shapes)]
    return [written(folder, *features)]
