"""Places brought from a file and taken away in one, at a running center."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from command_center.model.places import PlaceKind
from command_center.places.reading import read
from tests.smallcity import LAT, LON, PARK
from tests.station.conftest import Run, Seat
from tests.station.test_zones import opened
from tests.widgets.conftest import until
from widgets.zones.import_sheet import ImportSheet
from widgets.zones.importing import Fate
from widgets.zones.panel import ZonesPanel

EXAMPLES = Path("/work/shared/data/geofence-geojson/examples")
Key, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def ring(*spots: tuple[float, float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[[LON + x / 1000, LAT + y / 1000] for x, y in spots]]}


SQUARE = ring((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
OPEN_ENDED = ring((2, 0), (3, 0), (3, 1), (2, 1))
BOW = ring((4, 0), (5, 1), (5, 0), (4, 1), (4, 0))


def feature(shape: object, **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": shape}


def file_of(folder: Path, *features: dict[str, Any]) -> Path:
    file = folder / "west.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return file


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


async def looked_through(panel: ZonesPanel, file: Path) -> ImportSheet:
    """The sheet by its key, the file read."""
    sheet = panel.importing
    if panel.pages.currentWidget() is not sheet:
        press(Key.Key_O, CONTROL)
    sheet.parts.file.setText(str(file))
    sheet.parts.file.setFocus()
    press(Key.Key_Return)
    await until(lambda: sheet.reading is not None or bool(sheet.parts.message.text))
    return sheet


def test_that_a_file_is_looked_through_and_laid_down_only_when_a_person_says_so(seated: Run, tmp_path: Path) -> None:
    shape = ring((2, 2), (3, 2), (3, 3), (2, 3), (2, 2))
    east = feature(shape, id=PARK, name="East", kind="no-dog", hours="Sa 08:00-09:00")
    file = file_of(
        tmp_path, feature(SQUARE, id="a", name="A", kind="dog-run"), feature(OPEN_ENDED), east,
        feature(BOW, id="bow", name="Bow", kind="no-dog"), feature(None, id="n"),
        feature(SQUARE, id="h", hours="whenever"),
    )  # fmt: skip

    async def body(seat: Seat) -> None:
        await seat.open()
        panel = await opened(seat)
        before = {place.id: place.version for place in seat.center.queries.places()}
        sheet = await looked_through(panel, file)
        assert [one.fate for one in sheet.entries] == [Fate.CROSSING, Fate.REFUSED, Fate.REFUSED, Fate.MENDED]
        assert "2 good, 1 mended, 2 refused, 1 with" in sheet.parts.sum.text()
        assert "2 new, 1 another version" in sheet.parts.effect.text()
        assert (
            sheet.current is not None
            and sheet.current.spot is not None
            and "its lines cross" in sheet.parts.details.text()
        )
        assert {place.id: place.version for place in seat.center.queries.places()} == before
        press(Key.Key_A)
        assert sheet.accepted == {"features[3]"} and "3 new" in sheet.parts.effect.text()
        press(Key.Key_S, CONTROL)
        await until(lambda: len(panel.lines) == 5 and panel.pages.currentWidget() is panel.listed)
        there = {place.id: place for place in seat.center.queries.places()}
        assert there["west-2"].kind is PlaceKind.NO_DOG and there["bow"].geometry.is_valid
        assert there[PARK].name == "East" and there[PARK].hours == "Sa 08:00-09:00" and "h" not in there
        history = await seat.center.queries.place_history("a")
        assert [entry.how for entry in history.entries] == ["imported"]
        sheet = await looked_through(panel, file)
        assert "0 new, 0 another version of one there is, 3 as they are" in sheet.parts.effect.text()

    seated(body)


def test_that_a_repair_can_be_left_and_a_time_to_come_is_kept(seated: Run, tmp_path: Path) -> None:
    file = file_of(tmp_path, feature(SQUARE, id="a"), feature(BOW, id="bow"))

    async def body(seat: Seat) -> None:
        await seat.open()
        panel = await opened(seat)
        sheet = await looked_through(panel, file)
        press(Key.Key_A)
        press(Key.Key_A)
        assert not sheet.accepted
        sheet.parts.effective.setText("yesterday")
        press(Key.Key_S, CONTROL)
        assert sheet.parts.rows["effective"].wrong.text() and len(seat.center.queries.places()) == 2
        sheet.parts.effective.setText("2099-01-01 08:00")
        press(Key.Key_S, CONTROL)
        await until(lambda: len(panel.lines) == 3)
        (coming,) = await seat.center.queries.places_to_come()
        assert coming.id == "a" and "a" not in {place.id for place in seat.center.queries.places()}
        press(Key.Key_E, CONTROL)
        for number, count in ((0, 2), (1, 3)):
            out = tmp_path / f"out{number}.kml"
            panel.exporting.when.choose(number)
            panel.exporting.file.setText(str(out))
            panel.exporting.file.setFocus()
            press(Key.Key_Return)
            await until(lambda: out.exists() and str(out) in panel.exporting.message.text)  # noqa: B023 - awaited here
            assert len(read(out).places) == count

    seated(body)


def test_that_what_is_listed_is_saved_and_no_file_is_written_over(seated: Run, tmp_path: Path) -> None:
    async def body(seat: Seat) -> None:
        await seat.open()
        panel = await opened(seat)
        panel.listed.filter.setText(next(line.place.name for line in panel.lines if line.place.id == PARK))
        press(Key.Key_E, CONTROL)
        sheet = panel.exporting
        assert sheet.which.chosen == 1
        out = tmp_path / "mine.geojson"
        sheet.file.setText(str(out))
        press(Key.Key_Return)
        await until(lambda: "mine.geojson" in sheet.message.text and out.exists())
        assert [place.id for place in read(out).places] == [PARK]
        first = out.read_bytes()
        press(Key.Key_Return)
        await until(lambda: "already" in sheet.message.text)
        assert out.read_bytes() == first
        sheet.file.setText(str(tmp_path / "mine.doc"))
        press(Key.Key_Return)
        assert sheet.rows[3].wrong.text() and not (tmp_path / "mine.doc").exists()
        press(Key.Key_Escape)
        assert panel.pages.currentWidget() is panel.listed

    seated(body)


def test_that_a_file_that_is_none_says_so_and_a_stopped_reading_changes_nothing(seated: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.kml"
    broken.write_text("<kml><Document>", "utf-8")
    many = file_of(tmp_path, *(feature(SQUARE, id=f"z{n}") for n in range(5000)))

    async def body(seat: Seat) -> None:
        await seat.open()
        panel = await opened(seat)
        sheet = await looked_through(panel, broken)
        assert "not KML" in sheet.parts.message.text and not sheet.parts.buttons["lay-down"].isEnabled()
        sheet.parts.file.setText(str(many))
        sheet.do("look")
        await until(lambda: sheet.parts.buttons["stop"].isVisible())
        sheet.do("stop")
        await until(lambda: "Stopped" in sheet.parts.message.text)
        assert sheet.reading is None and len(seat.center.queries.places()) == 2

    seated(body)


FILES = sorted(EXAMPLES.rglob("*.geojson"))


@pytest.mark.skipif(not FILES, reason="the shared data are not here")
def test_that_every_known_example_is_taken_mended_or_refused_in_words(seated: Run) -> None:
    async def body(seat: Seat) -> None:
        await seat.open()
        panel = await opened(seat)
        for file in FILES:
            sheet = await looked_through(panel, file)
            await until(lambda: seat.station.tasks.idle)
            if sheet.reading is None:
                assert sheet.parts.message.text and file.parent.name != "valid"
                continue
            for row in sheet.parts.list.lines_model.lines:
                assert row.second and row.right
            if file.parent.name == "valid" and "empty" not in file.stem and "null_geometry" not in file.stem:
                assert sheet.places
            if sheet.places:
                sheet.do("accept-all")
                count = len(sheet.places)
                assert sheet.parts.buttons["lay-down"].text() == f"Lay down {count}"

    seated(body)
