"""Hours in words, in both languages; and where they are said."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from command_center.model.categories import Category, Priority
from tests.widgets.room import LAT, LON, NOW, PARK, event_of, review
from widgets.case.why import why
from widgets.common.hours import hours_words
from widgets.common.language import Language
from widgets.map.layers import Layer
from widgets.map.places import Places
from widgets.map.pointer import place_at
from widgets.map.projection import Projection
from widgets.map.viewport import Viewport

SAID = [
    (None, "at all times", "全天"),
    ("24/7", "at all times", "全天"),
    ("06:00-08:00,19:00-22:00", "daily 06:00–08:00, 19:00–22:00", "每天 06:00–08:00、19:00–22:00"),
    ("Mo-Fr 08:30-17:30", "Mon–Fri 08:30–17:30", "周一至周五 08:30–17:30"),
    ("Sa-Su", "Sat, Sun all day", "周六、周日全天"),
    ("Mo-Su 22:00-06:00", "daily 22:00–06:00 next day", "每天 22:00–次日06:00"),
    ("May 01-Sep 30: Mo-Su 06:00-20:00", "May 1 to September 30 daily 06:00–20:00", "5月1日至9月30日 每天 06:00–20:00"),
    ("Mo-Su 07:00-19:00; PH off", "daily 07:00–19:00; except public holidays", "每天 07:00–19:00；法定节假日除外"),
    ("Mo-Fr,PH 07:00-19:00", "Mon–Fri, public holidays 07:00–19:00", "周一至周五、法定节假日 07:00–19:00"),
    ("Jun-Aug off", "except June to August", "6月至8月除外"),
    ("sunrise-sunset", "sunrise-sunset", "sunrise-sunset"),
]


@pytest.fixture
def language(qapp: QApplication) -> Iterator[Language]:
    made = Language(qapp)
    yield made
    made.use("en")


@pytest.mark.parametrize(("text", "english", "chinese"), SAID)
def test_that_hours_are_said_in_words(language: Language, text: str | None, english: str, chinese: str) -> None:
    language.use("en")
    assert hours_words(text) == english
    language.use("zh_CN")
    assert hours_words(text) == chinese


def test_that_a_sentence_about_an_event_says_hours_in_words(language: Language) -> None:
    language.use("en")
    row = review("E1", Category.DOG_IN_FORBIDDEN_ZONE, Priority.HIGH, 60, place="p", place_name="府山公园")
    assert "the ban holds daily 07:00–21:00" in why([event_of(row, Category.DOG_IN_FORBIDDEN_ZONE, "E1")], NOW)
    assert "(<b>daily 07:00–19:00</b>)" in why([event_of(row, Category.DOG_OUT_OF_HOURS, "E1")], NOW)


def test_that_the_pointer_on_a_zone_is_told_its_hours_in_words(language: Language) -> None:
    language.use("zh_CN")
    projection = Projection(LON, LAT)
    places = Places(projection)
    places.take([replace(PARK, hours="Mo-Su 22:00-06:00")], lambda _: False)
    x, y = projection.to_metres(np.array([118.872]), np.array([28.9462]))
    target = place_at(places, Viewport(float(x[0]), float(y[0]), 1.0, 400, 300), frozenset(Layer), 200, 150)
    assert target is not None and target.tip == "府山公园 · 每天 22:00–次日06:00 · 当前不在禁遛时段"
