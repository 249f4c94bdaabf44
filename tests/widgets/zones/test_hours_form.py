"""Hours laid down in rows: what was there is kept letter by letter, what is filled in is taken, nothing wrong is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from command_center.model.hours import DAY, Span
from command_center.settings.checking import hours_mistake
from widgets.common import theme
from widgets.common.language import Language
from widgets.zones.hours_form import HoursForm
from widgets.zones.hours_row import ALL, OFF, TIMES, minutes

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def form(qapp: QApplication) -> Iterator[HoursForm]:
    theme.apply(qapp, theme.DARK)
    window, made = QScrollArea(), HoursForm()
    window.setWidget(made)
    window.setWidgetResizable(True)
    window.show()
    yield made
    window.close()
    window.deleteLater()


def faulty(form: HoursForm) -> bool:
    return bool(form.fault)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", 0),
        ("24/7", 1),
        ("Mo-Su 06:00-08:00,19:00-22:00", 1),
        ("Mo-Fr 8:30-17:30; PH off", 2),
        ("May 01-Sep 30: Mo-Su 06:00-20:00; Nov-Feb: Sa 10:00-12:00", 2),
        ("Jan,Mar Mo 08:00-09:00", 0),
        ('Mo-Fr 08:00-17:00 "by appointment"', 0),
    ],
)
def test_that_what_nobody_touches_stays_letter_by_letter(form: HoursForm, text: str, rows: int) -> None:
    form.text = text
    assert form.text == text and len(form.rows) == rows and not faulty(form)
    assert form.as_text == (bool(text) and not rows)
    form.change_mode()
    form.change_mode()
    assert form.text == text


def test_that_rows_make_the_text(form: HoursForm) -> None:
    said: list[str] = []
    form.changed.connect(lambda: said.append(form.text))
    QTest.mouseClick(form.add, LEFT)
    assert form.text == "Mo-Su 07:00-19:00"
    row = form.rows[0]
    for day in (5, 6):
        QTest.mouseClick(row.days[day], LEFT)
    row.spans[0].first.setText("6")
    QTest.mouseClick(row.add, LEFT)
    row.spans[1].first.setText("22:00")
    row.spans[1].last.setText("0130")
    assert form.text == "Mo-Fr 06:00-19:00,22:00-01:30"
    QTest.mouseClick(form.add, LEFT)
    QTest.mouseClick(form.rows[1].manner[ALL], LEFT)
    QTest.mouseClick(form.rows[1].in_season, LEFT)
    form.rows[1].season.first.setText("05-01")
    form.rows[1].season.last.setText("09-30")
    assert form.text == "Mo-Fr 06:00-19:00,22:00-01:30; May 01-Sep 30: Sa-Su 00:00-24:00"
    QTest.mouseClick(form.rows[1].manner[OFF], LEFT)
    assert form.text.endswith("Sa-Su off")
    QTest.mouseClick(form.rows[1].manner[TIMES], LEFT)
    assert form.text.endswith("Sa-Su 07:00-19:00")
    QTest.mouseClick(form.rows[1].remove, LEFT)
    QTest.mouseClick(form.rows[0].spans[1].remove, LEFT)
    assert form.text == "Mo-Fr 06:00-19:00" == said[-1] and not faulty(form)


def test_that_a_row_that_is_not_whole_says_why_and_is_never_taken(form: HoursForm) -> None:
    form.text = "Mo-Su 07:00-19:00"
    row = form.rows[0]
    for first, last in (("25", "26"), ("", "08:00"), ("08:00", "08:00"), ("8:7", "9:00")):
        row.spans[0].first.setText(first)
        row.spans[0].last.setText(last)
        assert faulty(form) and row.wrong.text() and hours_mistake(form.text)
    row.spans[0].first.setText("07:00")
    assert not faulty(form) and form.text == "Mo-Su 07:00-09:00"
    row.season.first.setText("02-30")
    assert faulty(form) and hours_mistake(form.text)
    row.season.first.clear()
    for toggle in row.days:
        toggle.setChecked(False)
    assert faulty(form) and hours_mistake(form.text)


def test_that_text_is_checked_and_goes_back_to_rows_when_they_can_say_it(form: HoursForm) -> None:
    form.text = "sunrise-sunset"
    assert form.as_text and not form.mode.isEnabled() and not faulty(form)
    form.plain.setText("whenever")
    assert faulty(form) and form.wrong.isVisible()
    form.plain.setText("Mo 08:00-09:00")
    assert not faulty(form)
    QTest.mouseClick(form.mode, LEFT)
    assert len(form.rows) == 1 and form.text == "Mo 08:00-09:00"


def test_that_the_week_is_painted_and_said(form: HoursForm, qapp: QApplication) -> None:
    language = Language(qapp)
    form.text = "Fr 22:00-06:00"
    assert form.week.days[4] == (Span(1320, DAY),) and form.week.days[5] == (Span(0, 360),)
    language.use("zh_CN")
    QApplication.processEvents()
    assert (form.says.text(), form.rows[0].days[0].text()) == ("周五 22:00–次日06:00", "一")
    language.use("en")


def test_that_space_presses_the_toggle_that_has_the_focus_and_no_key_of_the_seat(form: HoursForm) -> None:
    form.text = "Mo 07:00-19:00"
    seat: list[int] = []
    QShortcut(QKeySequence("Space"), form.window()).activated.connect(lambda: seat.append(1))
    form.window().activateWindow()
    form.rows[0].days[2].setFocus()
    QTest.keyClick(form.rows[0].days[2], Qt.Key.Key_Space)
    assert form.text == "Mo,We 07:00-19:00" and not seat


def test_how_times_are_written() -> None:
    assert [minutes(text) for text in ("6", "06:00", "0630", "24:00", "6：15")] == [360, 360, 390, 1440, 375]
    assert [minutes(text) for text in ("", "24:01", "6:60", "x", "-1")] == [None] * 5
