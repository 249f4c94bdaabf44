"""A dog's papers: looked up by its tag, changed by commands that name what was looked at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from command_center.commands.requests import EndGrant, FreeHome, RefuseHome, SaveGrant
from command_center.model.dogs import Grant, GrantKind, Home, HomeFrom
from command_center.model.observations import LonLat
from command_center.notices import DogFactsChanged
from command_center.queries.dog_papers import DogPapers
from tests.widgets.conftest import Seated, until
from tests.widgets.room import ago
from tests.widgets.test_station import given, press
from widgets.common.times import CITY_ZONE
from widgets.dogpapers.panel import DogPapersPanel
from widgets.dogpapers.typed import Unclear, understood
from widgets.station import Station

Run = Callable[[Callable[[Seated], Awaitable[None]]], None]
Key = Qt.Key
PAPERS = DogPapers(
    "0417", "豆豆", HomeFrom.LEARNED, Home(LonLat(118.87, 28.94), HomeFrom.LEARNED, ago(seconds=86_400), 0.83, 5), 7,
    False, (Grant(id="g1", tag="0417", kind=GrantKind.GUIDE, since=ago(seconds=600), label="证 12", version=3),),
)  # fmt: skip


async def opened(place: Seated) -> tuple[Station, DogPapersPanel]:
    place.room.queries.papers = {"0417": PAPERS}
    station = await place.sit()
    panel = station.docks.open("papers")
    assert isinstance(panel, DogPapersPanel)
    panel.open()
    assert panel.field.isVisible()
    panel.field.setText("0417")
    press(station, Key.Key_Return)
    await until(lambda: panel.papers is not None)
    return station, panel


def test_it_shows_how_home_is_known_and_what_is_granted(seated: Run) -> None:
    async def body(place: Seated) -> None:
        _, panel = await opened(place)
        assert "5 nights (83 %" in panel.home.text()
        assert panel.list.rows_model.sheet.rows[0][0].startswith("guide dog, 证 12")

    seated(body)


def test_keys_give_commands_that_name_the_version_looked_at(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station, panel = await opened(place)
        for key, request in (
            (Key.Key_R, RefuseHome("0417", 7)),
            (Key.Key_F, FreeHome("0417", 7)),
            (Key.Key_E, EndGrant("g1", 3)),
        ):
            press(station, key)
            await until(lambda request=request: given(place)[-1:] == [request])  # type: ignore[misc]
        press(station, Key.Key_S)
        panel.field.setText("118.8712, 28.9460 娘家 2027-01-31")
        press(station, Key.Key_Return)
        end = datetime(2027, 2, 1, tzinfo=CITY_ZONE)
        wanted = SaveGrant("0417", GrantKind.SECOND_HOME, None, end, 118.8712, 28.946, "娘家")
        await until(lambda: given(place)[-1:] == [wanted])
        place.room.queries.papers = {}
        place.room.notices.tell([DogFactsChanged("0417")])
        await until(lambda: panel.papers is None)

    seated(body)


def test_what_cannot_be_understood_gives_no_command_and_stays_to_be_mended(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station, panel = await opened(place)
        press(station, Key.Key_S)
        panel.field.setText("at her mother's")
        press(station, Key.Key_Return)
        assert panel.message.text and panel.field.isVisible() and panel.field.text() == "at her mother's"
        press(station, Key.Key_Escape)
        assert given(place) == [] and panel.isVisible()

    seated(body)


@pytest.mark.parametrize("text", ["", "118.87", "218.8, 28.9", "118.8, 98.9", "x 118.8, 28.9"])
def test_a_place_is_two_numbers_within_the_world(text: str) -> None:
    with pytest.raises(Unclear):
        understood(text, CITY_ZONE, place=True)


@drawn(st.text(max_size=60), st.booleans())
def test_whatever_is_typed_is_understood_or_refused(text: str, place: bool) -> None:
    try:
        typed = understood(text, CITY_ZONE, place=place)
    except Unclear:
        return
    assert (typed.spot is not None) is place and typed.label == typed.label.strip()
