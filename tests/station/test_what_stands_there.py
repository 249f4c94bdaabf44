"""The seat with real parts: what it says when a feed goes away, and in which language."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from command_center.model.health import FeedState
from tests.smallcity import CAMERA, REPORT, TAG, WORDS
from tests.station.conftest import Run, Seat
from tests.widgets.conftest import until
from tests.widgets.test_station import words_on
from widgets.queue.rows import subtitle, title

OTHERS = {"中文", "王敏"}
"""Chinese that stands on an English screen rightly: the button that changes the language, and who sits here."""
KEYS = {"English", "Shift", "Enter", "Ctrl", "Space"}


def states(seat: Seat) -> set[FeedState]:
    """The lights in the top bar."""
    return {feed.state for feed, _, _ in seat.station.top.feeds.texts()}


def test_a_feed_that_goes_away_is_not_green_says_so_and_recovers(seated: Run) -> None:
    async def body(seat: Seat) -> None:
        station = await seat.open()
        await until(lambda: states(seat) == {FeedState.LIVE})
        assert not station.banner.isVisible()

        await seat.city.close()
        await until(lambda: states(seat) == {FeedState.DOWN})
        assert not station.banner.isVisible()  # a blink is not worth a banner
        seat.clock.advance(15)
        await until(station.banner.isVisible)
        assert "No data from" in station.banner.text and "reconnects by itself" in station.banner.text
        assert all("cut off" in text for _, _, text in station.top.feeds.texts())

        await seat.city.open()
        seat.city.report_comes()
        await seat.come_to(REPORT)
        await until(lambda: states(seat) == {FeedState.LIVE}, 10)
        await until(lambda: not station.banner.isVisible())

    seated(body)


def all_words(seat: Seat) -> str:
    """Everything that stands in the window (labels, buttons, bars, the queue's rows) but digests of versions."""
    found = [text for row in seat.rows().values() for text in (title(row), subtitle(row))]
    rich = [label.text() for label in seat.station.findChildren(QLabel) if label.isVisible()]
    return re.sub(r"<[^>]*>|&[a-z]+;|\b[0-9a-f]{8,12}\b", " ", "\n".join((words_on(seat.station), *found, *rich)))


def english(seat: Seat) -> set[str]:
    """English words on the screen that are neither the city's own nor names of keys."""
    return set(re.findall(r"[A-Za-z]{4,}", all_words(seat))) - WORDS - KEYS - {"Street", "Park"}


def chinese(seat: Seat) -> set[str]:
    return set(re.findall(r"[\u4e00-\u9fff]+", all_words(seat))) - OTHERS


def test_the_language_changed_while_it_runs_leaves_no_word_of_the_other(seated: Run) -> None:
    async def body(seat: Seat) -> None:
        station = await seat.open()
        seat.city.dog_walks_into_the_park()
        await seat.come_to(TAG)
        seat.city.report_comes()
        seat.city.camera_sees()
        await seat.come_to(TAG, REPORT, CAMERA)
        QTest.keyClick(station, Qt.Key.Key_Question)
        for subject in (TAG, CAMERA, REPORT):
            station.queue.reveal(seat.rows()[subject].id)
            await until(lambda subject=subject: seat.on() == subject)  # type: ignore[misc]
            assert chinese(seat) == set()
            station.top.language_asked.emit()
            await until(lambda: station.windowTitle() == "衢州市综合行政执法指挥中心")
            await until(lambda: english(seat) == set())
            station.top.language_asked.emit()
            await until(lambda: chinese(seat) == set())

    seated(body)
