"""Files of places: what is well is laid down, what can be mended is and says so, the rest is refused with the spot."""

from __future__ import annotations

import contextlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon

from command_center.model.places import Place, PlaceKind
from command_center.places.findings import GivenUp, Reading, Unreadable, What
from command_center.places.reading import MOST_FEATURES, read
from command_center.places.writing import write
from command_center.settings.places import feature_of

EXAMPLES = Path("/work/shared/data/geofence-geojson/examples")
RING = [[118.86, 28.94], [118.87, 28.94], [118.87, 28.95], [118.86, 28.95], [118.86, 28.94]]
HOLE = [[118.862, 28.942], [118.862, 28.944], [118.864, 28.944], [118.864, 28.942], [118.862, 28.942]]
BOW = [[118.86, 28.94], [118.87, 28.95], [118.87, 28.94], [118.86, 28.95], [118.86, 28.94]]
MENDED = {What.CLOSED, What.DOUBLED, What.HEIGHTS, What.WINDING, What.GATHERED, What.ID_MADE, What.NAME_MADE,
          What.KIND_ASSUMED, What.NO_SHAPE}  # fmt: skip


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def told(folder: Path, *features: Any, **top: Any) -> Reading:
    file = folder / "west.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features, **top}), "utf-8")
    return read(file)


def feature(geometry: Any = None, **properties: Any) -> dict[str, Any]:
    named = {"id": "z", "name": "Zone", "kind": "no-dog", **properties}
    return {"type": "Feature", "properties": named, "geometry": polygon(RING) if geometry is None else geometry}


def found(reading: Reading) -> set[What]:
    return {one.what for one in reading.findings}


def test_that_a_polygon_with_a_hole_and_a_multipolygon_are_taken(tmp_path: Path) -> None:
    east = [[lon + 0.02, lat] for lon, lat in RING]
    many = {"type": "MultiPolygon", "coordinates": [[RING, HOLE], [east]]}
    reading = told(tmp_path, feature(polygon(RING, HOLE)), feature(many, id="y"))
    assert not reading.findings and not reading.proposals
    assert [len(shapely.get_parts(place.geometry)) for place in reading.places] == [1, 2]
    assert reading.places[0].geometry.area == pytest.approx(1e-4 - 4e-6)


@pytest.mark.parametrize(
    ("geometry", "what"),
    [
        (polygon(RING[:-1]), What.CLOSED),
        (polygon([RING[0], RING[0], *RING[1:]]), What.DOUBLED),
        (polygon([[*position, 61.5] for position in RING]), What.HEIGHTS),
        (polygon(RING[::-1]), What.WINDING),
        (polygon(RING, HOLE[::-1]), What.WINDING),
        ({"type": "GeometryCollection", "geometries": [polygon(RING)]}, What.GATHERED),
    ],
)
def test_that_what_tools_get_wrong_is_mended_and_said(tmp_path: Path, geometry: Any, what: What) -> None:
    reading = told(tmp_path, feature(geometry))
    assert found(reading) == {what} and len(reading.places) == 1
    shape = reading.places[0].geometry
    assert isinstance(shape, Polygon)
    assert shape.is_valid and shape.exterior.is_ccw and not any(ring.is_ccw for ring in shape.interiors)


def test_that_crossing_lines_wait_for_a_persons_word_with_the_spot_marked(tmp_path: Path) -> None:
    reading = told(tmp_path, feature(polygon(BOW)))
    assert reading.places == () and found(reading) == {What.CROSSING}
    (proposal,) = reading.proposals
    assert proposal.spot == pytest.approx((118.865, 28.945)) == reading.findings[0].spot
    assert proposal.place.geometry.is_valid and proposal.place.geometry.area == pytest.approx(5e-5)
    assert not proposal.drawn.is_valid


@pytest.mark.parametrize(
    ("item", "what", "word"),
    [
        (feature(polygon([[28.9, 118.8], [28.9, 118.9], [29, 118.9], [28.9, 118.8]])), What.RANGE, "longitude comes"),
        (feature(polygon([[-179, 1], [179, 1], [179, 2], [-179, 2], [-179, 1]])), What.ANTIMERIDIAN, "antimeridian"),
        (feature(polygon([[1, 2], [3, 4], [1, 2]])), What.CORNERS, "three different corners"),
        (feature({"type": "Point", "coordinates": [1, 2]}), What.OTHER, "Polygon or MultiPolygon"),
        (feature(hours="whenever"), What.OTHER, "hours"),
        (feature(urgent="yes"), What.OTHER, "urgent"),
        (feature("round"), What.OTHER, "geometry"),
        (None, What.OTHER, "Feature"),
        ({"type": "Feature", "properties": 7, "geometry": polygon(RING)}, What.OTHER, "properties"),
    ],
)
def test_that_what_cannot_be_a_place_is_refused_alone(tmp_path: Path, item: Any, what: What, word: str) -> None:
    reading = told(tmp_path, item, feature(id="good"))
    assert [place.id for place in reading.places] == ["good"]
    (finding,) = [one for one in reading.findings if one.what not in MENDED]
    assert finding.what is what and word in finding.detail and finding.where == "features[0]"


def test_that_an_id_that_stands_twice_is_refused_the_second_time(tmp_path: Path) -> None:
    reading = told(tmp_path, feature(), feature(name="Other"))
    assert [place.name for place in reading.places] == ["Zone"] and found(reading) == {What.DUPLICATE}
    assert "features[0]" in reading.findings[0].detail


def test_that_what_a_plain_map_leaves_out_is_filled_in_and_said(tmp_path: Path) -> None:
    shape = {"type": "Feature", "properties": {}, "geometry": polygon(RING)}
    reading = told(tmp_path, shape, {**shape, "id": 7}, {**shape, "geometry": {"type": "Point", "coordinates": [1, 2]}})
    assert [(p.id, p.kind) for p in reading.places] == [
        ("west-1", PlaceKind.NO_DOG), ("7", PlaceKind.NO_DOG), ("west-3", PlaceKind.COMMUNITY)
    ]  # fmt: skip
    assert found(reading) == {What.ID_MADE, What.NAME_MADE, What.KIND_ASSUMED}


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.geojson", b"{", "not JSON"),
        ("a.geojson", b"\xff\xfe", "UTF-8"),
        ("a.geojson", b'{"type": "Topology"}', "Topology"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": [], "crs": {"name": "EPSG:3857"}}', "crs"),
        ("a.kml", b"<kml><Document>", "not KML"),
        ("a.kml", b"<gpx/>", "gpx"),
        ("a.kml", b'<!DOCTYPE k [<!ENTITY a "b">]><kml>&a;</kml>', "document type"),
        ("a.kml", b'<?xml version="1.0" encoding="nonsense"?><kml/>', "not KML"),
        ("a.kmz", b"PK nothing", "not a KMZ"),
    ],
)
def test_that_a_file_that_is_none_is_refused_as_a_whole(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Unreadable, match=why):
        read(tmp_path / name)


def test_that_huge_files_are_bounded(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=str(MOST_FEATURES)):
        told(tmp_path, *[None] * (MOST_FEATURES + 1))
    many = [[118.86 + 0.01 * shapely.Point(0, 0).buffer(1, 6000).exterior.coords[n][0], 28.9 + n * 0] for n in range(3)]
    circle = [[118.86 + 0.01 * x, 28.94 + 0.01 * y] for x, y in shapely.Point(0, 0).buffer(1, 6000).exterior.coords]
    assert len(many) == 3 and found(told(tmp_path, feature(polygon(circle)))) >= {What.TOO_MANY}
    bomb = tmp_path / "bomb.kmz"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", b" " * 40_000_000)
    with pytest.raises(Unreadable, match="unpacks"):
        read(bomb)


def test_that_reading_can_be_given_up_and_tells_how_far_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.geojson"
    write(file, [read_one(tmp_path, id=f"z{n}") for n in range(120)], "all")
    shares: list[float] = []
    read(file, progress=shares.append)
    assert shares[0] == 0 and shares[-1] == 1 and shares == sorted(shares) and len(shares) == 4
    with pytest.raises(GivenUp):
        read(file, stopped=lambda: True)


def test_that_a_writing_given_up_leaves_no_file_and_none_is_written_over(tmp_path: Path) -> None:
    place = read_one(tmp_path)
    with pytest.raises(GivenUp):
        write(tmp_path / "b.kml", [place], "all", stopped=lambda: True)
    assert not (tmp_path / "b.kml").exists()
    write(tmp_path / "b.kml", [place], "all")
    with pytest.raises(FileExistsError):
        write(tmp_path / "b.kml", [place], "all")


def read_one(folder: Path, geometry: Any = None, **properties: Any) -> Place:
    (place,) = told(folder, feature(geometry, **properties)).places
    return place


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1,
                max_size=20).filter(lambda word: word == word.strip())  # fmt: skip


@given(
    suffix=st.sampled_from([".geojson", ".kml", ".kmz"]), name=WORDS, squad=st.none() | WORDS,
    merchants=st.lists(WORDS, max_size=3), urgent=st.booleans(), bays=st.none() | st.integers(1, 20),
    stay=st.none() | st.floats(0.5, 600), hours=st.sampled_from([None, "Mo-Su 07:00-19:00", "Mar-Oct Sa 06:00-10:00"]),
    hole=st.booleans(),
)  # fmt: skip
def test_that_what_is_written_is_read_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, name: str, squad: str | None, merchants: list[str],
    urgent: bool, bays: int | None, stay: float | None, hours: str | None, hole: bool,
) -> None:  # fmt: skip
    shape = shapely.Polygon(RING, [HOLE] if hole else [])
    place = Place(
        id="z", name=name, kind=PlaceKind.LOADING_BAY, geometry=shape, version="", hours=hours, max_stay_min=stay,
        bays=bays, merchants=tuple(merchants), urgent=urgent, grid=7, squad=squad,
    )  # fmt: skip
    file = tmp_path_factory.mktemp("written") / f"a{suffix}"
    write(file, [place], "A & B <all>")
    reading = read(file)
    assert not reading.findings
    assert [feature_of(one) for one in reading.places] == [feature_of(place)]


def test_that_a_kml_as_other_programs_write_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "other.kml"
    pairs = " ".join(f"{lon},{lat},0" for lon, lat in RING)
    file.write_text(
        f"""<?xml version="1.0"?><kml xmlns="http://earth.google.com/kml/2.1"><Document><Folder><name>West</name>
        <Placemark id="k7"><name> 西区公园 </name><description>text</description><MultiGeometry>
        <Polygon><outerBoundaryIs><LinearRing><coordinates>
        {pairs}
        </coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark>
        <Placemark><name>Stall</name><Point><coordinates>118.86,28.94</coordinates></Point></Placemark>
        <Placemark><name>Broken</name><Polygon/></Placemark>
        </Folder></Document></kml>""",
        "utf-8",
    )
    reading = read(file, PlaceKind.DOG_RUN)
    assert [(p.id, p.name, p.kind) for p in reading.places] == [
        ("k7", "西区公园", PlaceKind.DOG_RUN), ("other-2", "Stall", PlaceKind.DOG_RUN)
    ]  # fmt: skip
    assert [one.where for one in reading.findings if one.what is What.OTHER] == ["Placemark 3"]


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_that_no_bytes_crash_the_reading(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    for suffix in (".geojson", ".kml", ".kmz"):
        (folder / f"a{suffix}").write_bytes(content)
        with contextlib.suppress(Unreadable):
            read(folder / f"a{suffix}")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["Polygon", "Point", "Feature", "z"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "coordinates", "geometries", "geometry", "properties", "id"]), inner)
    ),
    max_leaves=25,
)


@given(JSON)
def test_that_no_geometry_crashes_the_reading(tmp_path_factory: pytest.TempPathFactory, shape: Any) -> None:
    folder = tmp_path_factory.mktemp("json")
    with contextlib.suppress(Unreadable):
        told(folder, feature(shape), shape)


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the shared data are not here")
@pytest.mark.parametrize("file", sorted(EXAMPLES.rglob("*.geojson")), ids=lambda file: file.stem)
def test_that_every_known_example_is_read_mended_or_refused(file: Path) -> None:
    try:
        reading = read(file)
    except Unreadable as error:
        assert str(error) and file.parent.name != "valid"
        return
    refused = [one for one in reading.findings if one.what not in MENDED]
    if file.parent.name == "valid":
        empty = ("no_shape", "null_geometry", "empty_features", "empty_geometries")
        assert reading.places or any(word in file.stem for word in empty)
        assert not refused or "empty_geometries" in file.stem
    if file.parent.name.startswith("invalid"):
        harmless = ("bbox", "id_type", "no_properties")
        assert reading.findings or any(word in file.stem for word in harmless)
    for one in refused:
        assert one.detail
    if "self_intersection" in file.stem:
        assert reading.proposals[0].spot is not None and reading.proposals[0].place.geometry.is_valid
