"""The real station: what came in over the wire is found again, and seen again as it was."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from command_center.clock import to_ms
from command_center.store import records
from tests.smallcity import LAT, LON, REPORT, SQUAD, TAG
from tests.station.conftest import Run, Seat
from tests.widgets.conftest import until

Key = Qt.Key


def where(seat: Seat, kind: str, name: str) -> tuple[float, float] | None:
    """Where the map has it."""
    table = getattr(seat.station.map._content._live, kind)
    row = table.row(name)
    if row is None or np.isnan(table.lon[row]):
        return None
    return round(float(table.lon[row]), 5), round(float(table.lat[row]), 5)


def marks(seat: Seat) -> list[str]:
    return [mark.label for mark in seat.station.map._overlay.layout().marks if mark.kind.name == "EVENT"]


def test_a_walk_and_its_alarm_are_seen_again_as_they_were_and_that_is_on_record(seated: Run) -> None:
    async def body(seat: Seat) -> None:
        station = await seat.open()
        seat.city.dog_walks_into_the_park()
        await seat.come_to(TAG)
        then = to_ms(seat.clock.now())
        seat.clock.advance(1500)
        QTest.keyClick(station, Key.Key_F4)
        replaying = station.replaying
        await until(lambda: replaying.replay is not None and replaying.replay.histogram.most > 0)
        assert marks(seat) == [TAG]

        replaying.go(then - 60_000)
        await until(lambda: replaying.past and replaying.replay.whole)
        assert where(seat, "dogs", TAG) is None and marks(seat) == []
        replaying.go(then - 6000)
        await until(lambda: where(seat, "dogs", TAG) is not None)  # its ten minutes may be others
        replaying.go(then + 2000)
        assert where(seat, "dogs", TAG) == (pytest.approx(LON + 0.00008), LAT) and marks(seat) == [TAG]
        await until(lambda: where(seat, "squads", SQUAD) is not None)
        assert where(seat, "squads", SQUAD) == (pytest.approx(LON + 0.004), LAT)
        replaying.go(then + 900_000)
        await until(lambda: replaying.replay.whole)
        assert where(seat, "dogs", TAG) is None

        found = seat.center.store.read_now(lambda c: records.about(c, [("city", "")]))
        assert [one.person for one in found if one.what == "watch-past"] == [station.desk.person.id]
        QTest.keyClick(station, Key.Key_End)
        assert not replaying.past and where(seat, "dogs", TAG) is not None and marks(seat) == [TAG]
        await until(lambda: station.tasks.idle)

    seated(body)


def test_a_dismissed_report_is_found_again_and_shown_to_read(seated: Run) -> None:
    async def body(seat: Seat) -> None:
        station = await seat.open()
        seat.city.report_comes()
        await seat.come_to(REPORT)
        for key in (Key.Key_X, Key.Key_1):
            QTest.keyClick(station.queue.view, key)
        await until(lambda: not seat.rows())
        QTest.keyClick(station.queue.view, Key.Key_Slash)
        QTest.keyClicks(station.search.field, REPORT)
        QTest.keyClick(station.search.field, Key.Key_Return)
        await until(lambda: station.past.isVisible())
        matter = station.past.panel.matter
        assert matter is not None and matter.events[0].subject == REPORT
        QTest.keyClick(station, Key.Key_Escape)
        assert not station.past.isVisible()
        await until(lambda: station.tasks.idle)

    seated(body)


def test_a_plate_is_found_in_the_store_when_typed_whole_and_never_shown(seated: Run) -> None:
    async def body(seat: Seat) -> None:
        station = await seat.open()
        seat.city.camera_sees("浙H6K212")
        await until(lambda: len(seat.rows()) == 1)
        search = station.search
        for typed, kinds in (("6K21", []), ("H6K212", ["row"])):
            QTest.keyClick(station.queue.view, Key.Key_Slash)
            search.field.clear()
            QTest.keyClicks(search.field, typed)
            await until(lambda: search.finder.settled)
            assert [hit.entry.kind for hit in search.hits.hits] == kinds
            assert "6K212" not in str([(hit.entry.title, hit.entry.names, hit.matched) for hit in search.hits.hits])
        QTest.keyClick(search.field, Key.Key_Return)
        await until(lambda: station.tasks.idle)

    seated(body)
