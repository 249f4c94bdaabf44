"""What a person fills in becomes what a command takes, or the part that cannot is named."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon, box

from command_center.model.places import Place, PlaceKind
from command_center.settings.places import place_of as read_place
from tests.widgets.zones.test_editor import EDITS, SQUARE, carry
from widgets.map.projection import Projection
from widgets.zones.degrees import in_degrees, on_map
from widgets.zones.draft import Part, Told, Unfit, feature, listed, moment, pieces_of, place_of
from widgets.zones.editor import Editor

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)  # noon in the city
AREA = box(118.86, 28.94, 118.87, 28.95)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", None), ("now", None), ("现在", None),
        ("18:00", datetime(2026, 11, 23, 10, 0, tzinfo=UTC)),
        ("11-30 08:00", datetime(2026, 11, 30, 0, 0, tzinfo=UTC)),
        ("1-2 08:00", datetime(2027, 1, 2, 0, 0, tzinfo=UTC)),
        ("2026-12-01 00:30", datetime(2026, 11, 30, 16, 30, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_that_a_time_is_the_citys_and_lies_ahead(text: str, wanted: datetime | None) -> None:
    assert moment(text, NOW) == wanted


@pytest.mark.parametrize("text", ["11:59", "2026-11-22 08:00", "soon", "25:00", "2026-02-30 08:00", "99-99 10:00"])
def test_that_a_time_past_or_none_is_not_taken(text: str) -> None:
    with pytest.raises(Unfit) as caught:
        moment(text, NOW)
    assert caught.value.part is Part.EFFECTIVE


def unfit(told: Told, geometry: object = AREA) -> Part:
    with pytest.raises(Unfit) as caught:
        place_of(told, None, geometry)  # type: ignore[arg-type]
    return caught.value.part


def test_that_what_is_missing_is_named() -> None:
    assert unfit(Told(PlaceKind.NO_DOG, "  ")) is Part.NAME
    assert unfit(Told(PlaceKind.GRID, "Grid", grid="seven")) is Part.GRID
    assert unfit(Told(PlaceKind.NO_DOG, "Park"), Point(118.86, 28.94)) is Part.SHAPE


def test_that_an_edit_keeps_what_the_form_does_not_speak_of() -> None:
    base = Place(id="bay-1", name="Bay", kind=PlaceKind.LOADING_BAY, geometry=AREA, version="v", bays=4, grid=7)
    made = place_of(Told(PlaceKind.LOADING_BAY, "Bay 1", "Bay one", "Mo 08:00-09:00"), base, AREA)
    assert (made.id, made.bays, made.grid, made.name_en) == ("bay-1", 4, 7, "Bay one")
    (piece,) = pieces_of(made, [AREA], "{} {}".format)
    assert piece.id != "bay-1" and piece.name == "Bay 1 2" and piece.bays == 4
    assert read_place(feature(made)).hours == "Mo 08:00-09:00"


def bay(**more: object) -> Place:
    return Place(id="b", name="Bay", kind=PlaceKind.LOADING_BAY, geometry=AREA, version="v", **more)  # type: ignore[arg-type]


def test_that_a_bay_gets_its_stay_its_bays_and_its_merchants() -> None:
    told = Told(PlaceKind.LOADING_BAY, "Bay", stay="30", bays=" 4 ", merchants="米粉店, 水果店、 水果店；五金店,")
    made = read_place(feature(place_of(told, None, AREA)))
    assert (made.max_stay_min, made.bays, made.merchants) == (30, 4, ("米粉店", "水果店", "五金店"))
    assert place_of(Told(PlaceKind.LOADING_BAY, "Bay", stay="", bays="", merchants=""), made, AREA).max_stay_min is None
    assert place_of(Told(PlaceKind.LOADING_BAY, "Bay", stay="", bays="", merchants=""), made, AREA).merchants == ()


def test_that_what_was_not_changed_stays_to_the_letter() -> None:
    base = bay(max_stay_min=37.5, merchants=("Fruit, Ltd", "Nails"))
    made = place_of(Told(PlaceKind.LOADING_BAY, "Bay", stay="37.5", merchants=listed(base.merchants)), base, AREA)
    assert (made.max_stay_min, made.merchants) == (37.5, base.merchants)


@pytest.mark.parametrize("text", ["0", "-3", "half an hour", "1441.5", "1e3", "١x", "nan"])
def test_that_a_stay_that_is_none_is_named(text: str) -> None:
    assert unfit(Told(PlaceKind.LOADING_BAY, "Bay", stay=text)) is Part.STAY
    assert unfit(Told(PlaceKind.LOADING_BAY, "Bay", bays=text)) is Part.BAYS


def test_that_a_grid_is_given_to_a_squad_and_a_zone_never() -> None:
    assert place_of(Told(PlaceKind.GRID, "Grid", grid="7", squad="S-07-1"), None, AREA).squad == "S-07-1"
    assert place_of(Told(PlaceKind.NO_DOG, "Park", squad="S-07-1", stay="30"), None, AREA).squad is None


@settings(max_examples=60, deadline=None)
@given(st.lists(EDITS, max_size=15))
def test_that_whatever_can_be_saved_is_valid_and_is_read_back(edits: list[tuple[str, object]]) -> None:
    projection, editor = Projection(), Editor(((SQUARE,),))
    for edit in edits:
        carry(editor, edit)
    for shape in (editor.shape, *editor.state.aside):
        whole = in_degrees(shape, projection) if editor.fault is None else None
        if whole is not None:
            assert whole.is_valid and not whole.is_empty
            place = place_of(Told(PlaceKind.NO_DOG, "Zone"), None, whole)
            assert read_place(feature(place)).geometry.equals(whole)


def test_that_degrees_come_back_to_the_centimetre() -> None:
    hole = Polygon(AREA.exterior.coords, [box(118.862, 28.942, 118.864, 28.944).exterior.coords])
    found = in_degrees(on_map(hole, Projection()), Projection())
    assert found is not None and found.equals(hole)
