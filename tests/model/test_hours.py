"""Hours taken apart and put together: nothing is lost, and the library in use understands the same."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours

from command_center.model import hours
from command_center.model.hours import ALL_DAY, ALWAYS, DAY, LENGTHS, WEEK, Rule, Season, Span

SPANS = st.just(ALL_DAY) | st.builds(lambda a, n: Span(a, a + n), st.integers(0, DAY - 1), st.integers(1, DAY - 1))


@st.composite
def seasons(draw: st.DrawFn) -> Season:
    months = draw(st.tuples(st.integers(1, 12), st.integers(1, 12)))
    whole = draw(st.booleans())
    days = [0 if whole else draw(st.integers(1, LENGTHS[month - 1])) for month in months]
    return Season(months[0], days[0], months[1], days[1])


@st.composite
def rules(draw: st.DrawFn, plain: bool = False) -> Rule:
    days = draw(st.sets(st.integers(0, 6 if plain else 7), min_size=1))
    within = () if plain else tuple(draw(st.lists(seasons(), max_size=2)))
    if draw(st.booleans()):
        return Rule(tuple(sorted(days)), (), within, off=True)
    return Rule(tuple(sorted(days)), tuple(draw(st.lists(SPANS, min_size=1, max_size=3))), within)


@given(st.lists(rules(), min_size=1, max_size=3))
def test_that_what_is_written_is_read_back_the_same_and_the_library_takes_it(made: list[Rule]) -> None:
    text = hours.write(made)
    assert hours.parse(text) == tuple(made)
    OpeningHours(text)


@given(st.lists(rules(plain=True), min_size=1, max_size=3), st.integers(0, 60))
def test_that_the_week_painted_is_the_week_the_library_means(made: list[Rule], first: int) -> None:
    meant, painted = OpeningHours(hours.write(made)), hours.week(made)
    for minute in range(first, 7 * DAY, 61):
        when = datetime(2026, 11, 23) + timedelta(minutes=minute)  # noqa: DTZ001 - the city's own time, a Monday
        day, at = divmod(minute, DAY)
        assert meant.is_open(when) == any(span.start <= at < span.end for span in painted[day])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("24/7", "24/7"),
        ("06:00-08:00,19:00-22:00", "Mo-Su 06:00-08:00,19:00-22:00"),
        ("Mo-Fr 8:30-17:30; PH off", "Mo-Fr 08:30-17:30; PH off"),
        ("Fr-Mo 22:00-06:00", "Mo,Fr-Su 22:00-06:00"),
        ("Mo,We 22:00-00:00", "Mo,We 22:00-24:00"),
        ("Sa 22:00-26:00", "Sa 22:00-02:00"),
        ("May 01-Sep 30: Mo-Su 06:00-20:00", "May 01-Sep 30: Mo-Su 06:00-20:00"),
        ("Oct 10-31 Mo-Su 07:00-20:00", "Oct 10-Oct 31: Mo-Su 07:00-20:00"),
        ("Nov-Feb 08:00-09:00", "Nov-Feb: Mo-Su 08:00-09:00"),
        ("Sa-Su", "Sa-Su 00:00-24:00"),
        ("Dec 25 closed", "Dec 25: Mo-Su off"),
    ],
)
@given(minute=st.integers(0, 366 * DAY))
def test_that_put_together_again_it_means_what_it_meant(text: str, written: str, minute: int) -> None:
    found = hours.parse(text)
    assert found is not None and hours.write(found) == written
    when = datetime(2026, 1, 1) + timedelta(minutes=minute)  # noqa: DTZ001 - the city's own time
    assert OpeningHours(text).is_open(when) == OpeningHours(written).is_open(when)


@pytest.mark.parametrize(
    "text",
    ["", "week 1-10 Mo 08:00-09:00", "sunrise-sunset", "2027 Mo 08:00-09:00", "Mo 08:00-09:00 || Tu 08:00", "nonsense",
     'Mo 08:00-09:00 "by appointment"', "Mo 12:00-13:00 off", "Mo 08:00+", "Feb 30 off", "Mo 08:00-08:00", "Mo[1] off",
     "May-Sep 15: Mo 08:00-09:00", "PH-Mo off", "Mo, We 08:00-09:00", "Mo 25:00-26:00"],
)  # fmt: skip
def test_that_what_says_more_is_left_as_text(text: str) -> None:
    assert hours.parse(text) is None


@given(st.text(max_size=40))
def test_that_no_text_breaks_the_taking_apart(text: str) -> None:
    hours.parse(text)


def test_that_always_is_said_shortly() -> None:
    assert hours.parse("24/7; PH off") == (ALWAYS, Rule((7,), (), (), off=True))
    assert hours.week([ALWAYS]) == ((ALL_DAY,),) * len(WEEK)
