"""The feeds panel on a running center: set aside, mended, tried again from the keyboard, and in the queue."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from command_center.feeds import wire
from command_center.model.health import FeedState
from command_center.store import intake, records
from tests.smallcity import REPORT
from tests.station.conftest import Run, Seat
from tests.widgets.conftest import until

TYPE = "city.urban.report.v1"


def press(seat: Seat, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or seat.station, key)


def state(seat: Seat) -> FeedState:
    return next(feed.state for feed in seat.center.feeds() if feed.name == "urban")


def on_record(seat: Seat) -> list[str]:
    return [one.what for one in seat.center.store.read_now(lambda c: records.about(c, [("feed", "urban")]))]


def test_what_was_set_aside_is_tried_again_after_a_fix_and_stands_in_the_queue_once(
    seated: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = wire.OBSERVED[TYPE]

    async def body(seat: Seat) -> None:
        station = await seat.open()
        panel = station.feeds_panel
        monkeypatch.delitem(wire.OBSERVED, TYPE)
        monkeypatch.setattr("tests.smallcity._type", lambda _told: TYPE)
        seat.city.report_comes()
        await until(lambda: next(f.quarantined for f in seat.center.feeds() if f.name == "urban") == 1)
        press(seat, Qt.Key.Key_F6, Qt.Key.Key_3)
        await until(lambda: len(panel.book.aside) == 1)
        assert f"no such type: '{TYPE}'" in panel.book.aside[0].reason
        press(seat, Qt.Key.Key_Return)
        await until(panel.text.isVisible)
        assert '"text": "Kiosk blocks the door"' in panel.text.toPlainText()
        press(seat, Qt.Key.Key_R)
        await until(lambda: bool(panel.book.aside) and panel.book.aside[0].retried == 1)

        monkeypatch.setitem(wire.OBSERVED, TYPE, model)
        press(seat, Qt.Key.Key_R)
        await until(lambda: panel.book.aside == () and station.tasks.idle)
        press(seat, Qt.Key.Key_Escape)
        await seat.come_to(REPORT)
        assert on_record(seat) == ["reveal-quarantined", *["retry-quarantined"] * 2, "quarantine-resolved"]

    seated(body)


def test_a_gap_is_not_green_until_somebody_takes_note_of_it(seated: Run) -> None:
    async def body(seat: Seat) -> None:
        station = await seat.open()
        seat.center.store.write_now(lambda c: intake.add_gap(c, "urban", "0" * 20, f"{5:020d}", seat.clock.now()))
        await until(lambda: state(seat) is FeedState.GAP)
        await until(lambda: "is lost" in station.banner.text)
        press(seat, Qt.Key.Key_F6, Qt.Key.Key_3, Qt.Key.Key_A)
        await until(lambda: state(seat) is FeedState.LIVE)
        await until(lambda: not station.banner.isVisible())
        assert on_record(seat) == ["acknowledge-gaps"]

    seated(body)
