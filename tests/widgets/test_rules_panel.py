"""The rules' panel: what stands is shown, what is filled in is checked next to the field, switched on by a command,
and nothing changes before the store has."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from command_center.commands.requests import ChangeRules
from command_center.model.categories import Category, Priority
from command_center.model.people import Person, Role
from command_center.model.settings import DogWalking
from command_center.notices import RulesChanged
from command_center.queries.places import When
from command_center.queries.rules import RuleEntry
from command_center.queries.trial.asked import Tally, Trial, TrialResult, WouldBe
from tests.widgets.conftest import Body, Seated, until
from tests.widgets.room import NOW, ago
from widgets.rules import draft
from widgets.rules.panel import RulesPanel
from widgets.station import Station

Run = Callable[[Body], None]
LEADER = Person("chen-lei", "陈磊", frozenset({Role.LEADER}))
CONTROL = Qt.KeyboardModifier.ControlModifier


def press(station: Station, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or station, key, modifier)


async def opened(place: Seated, person: Person = LEADER) -> tuple[Station, RulesPanel]:
    place.room.desk = dataclasses.replace(place.room.desk, person=person)
    station = await place.sit()
    press(station, Qt.Key.Key_F10)
    panel = station.docks.content("rules")
    assert isinstance(panel, RulesPanel)
    await until(lambda: bool(panel.history.entries))
    return station, panel


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_that_a_leader_sees_the_rules_changes_them_and_switches_them_on_at_a_stated_time(
    seated: Run, language: str
) -> None:
    async def body(place: Seated) -> None:
        station, panel = await opened(place)
        place.language.use(language)
        form, given = panel.form, place.room.commands.given
        assert (form.remind.text(), form.radius.text()) == ("5", "60")
        assert "3f2a91c0" in form.standing.text()
        form.remind.setText("10")
        form.effective.setText("18:00")
        form.reason.setText("冬季")
        press(station, Qt.Key.Key_S, CONTROL)
        assert panel.form.message.text and given == [], "not tried yet: only when asked for twice"
        press(station, Qt.Key.Key_S, CONTROL)
        await until(lambda: bool(given))
        at = NOW.replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=1)
        assert given == [ChangeRules("Mo-Su 07:00-19:00", 10, 60, at, 1, "冬季")]
        assert "3f2a91c0" in form.standing.text(), "nothing changes before the store has"

    seated(body)


@pytest.mark.parametrize(
    ("field", "text", "part"),
    [("remind", "241", draft.Part.REMIND), ("remind", "-1", draft.Part.REMIND), ("radius", "9", draft.Part.RADIUS),
     ("radius", "viel", draft.Part.RADIUS), ("effective", "yesterday", draft.Part.EFFECTIVE)],
)  # fmt: skip
def test_that_what_cannot_be_taken_is_said_next_to_it_and_nothing_is_asked(
    seated: Run, field: str, text: str, part: draft.Part
) -> None:
    async def body(place: Seated) -> None:
        station, panel = await opened(place)
        getattr(panel.form, field).setText(text)
        press(station, Qt.Key.Key_S, CONTROL)
        assert panel.form.rows[part].wrong.isVisible() and panel.form.rows[part].wrong.text()
        assert place.room.commands.given == []

    seated(body)


def test_that_a_seat_without_the_role_sees_the_rules_and_cannot_switch_on(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station, panel = await opened(place, place.room.desk.person)
        assert not panel.form.buttons["save"].isEnabled()
        press(station, Qt.Key.Key_S, CONTROL)
        assert panel.form.message.text and place.room.commands.given == []

    seated(body)


def test_that_an_untouched_form_follows_the_store_and_a_touched_one_keeps_what_was_filled_in(seated: Run) -> None:
    async def body(place: Seated) -> None:
        _, panel = await opened(place)
        told = place.room.queries.rule_entries
        told.insert(0, entry(2, DogWalking(remind_first_min=8), When.NOW))
        told[1] = entry(1, DogWalking(), When.PAST)
        place.room.notices.tell([RulesChanged()])
        await until(lambda: panel.form.remind.text() == "8")
        panel.form.radius.setText("75")
        told.insert(0, entry(3, DogWalking(remind_first_min=9), When.NOW))
        told[1] = entry(2, DogWalking(remind_first_min=8), When.PAST)
        place.room.notices.tell([RulesChanged()])
        await until(lambda: panel.history.last == 3)
        assert (panel.form.radius.text(), panel.form.remind.text()) == ("75", "8")

    seated(body)


def test_that_an_earlier_version_is_filled_in_and_laid_down_as_a_new_one(seated: Run) -> None:
    async def body(place: Seated) -> None:
        told = place.room.queries.rule_entries
        told[:] = [entry(2, DogWalking(remind_first_min=8), When.NOW), entry(1, DogWalking(), When.PAST)]
        station, panel = await opened(place)
        await until(lambda: panel.form.remind.text() == "8")
        press(station, Qt.Key.Key_H, CONTROL)
        assert len(panel.versions.view.lines_model.lines) == 2
        press(station, Qt.Key.Key_Down)
        press(station, Qt.Key.Key_Return)
        assert panel.form.remind.text() == "5"
        press(station, Qt.Key.Key_S, CONTROL)
        press(station, Qt.Key.Key_S, CONTROL)
        await until(lambda: bool(place.room.commands.given))
        assert place.room.commands.given == [ChangeRules("Mo-Su 07:00-19:00", 5, 60, None, 2, "")]

    seated(body)


def test_that_what_is_to_come_is_said_and_escape_closes_one_thing_after_another(seated: Run) -> None:
    async def body(place: Seated) -> None:
        told = place.room.queries.rule_entries
        told.insert(0, entry(2, DogWalking(home_radius_m=90), When.TO_COME, NOW + timedelta(hours=10)))
        station, panel = await opened(place)
        assert "90" in panel.form.coming.text() and not panel.form.coming.isHidden()
        press(station, Qt.Key.Key_H, CONTROL)
        press(station, Qt.Key.Key_Escape)
        assert panel.pages.currentWidget() is panel.form
        press(station, Qt.Key.Key_Escape)
        assert not station.docks.is_open("rules")

    seated(body)


def test_that_a_trial_is_told_in_words_lies_on_the_map_until_escape_and_may_then_be_switched_on(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station, panel = await opened(place)
        trials, layer = place.room.trials, station.map.would_be
        panel.form.radius.setText("75")
        press(station, Qt.Key.Key_T, CONTROL)
        await until(lambda: "40" in panel.trial.says.text())
        assert trials.asked == [Trial(start=NOW - timedelta(days=1), end=NOW, rules=DogWalking(home_radius_m=75))]
        (noted,) = place.room.commands.noted
        assert (noted.start, noted.end) == (trials.asked[0].start, NOW) and "75" in noted.what
        trials.found = found()
        await until(lambda: panel.trial.found is not None)
        assert "41" in panel.trial.says.text() and "38" in panel.trial.says.text() and "0417" in panel.trial.says.text()
        assert layer.isVisible() and layer.count == 3
        press(station, Qt.Key.Key_Escape)
        assert not layer.isVisible() and panel.trial.isVisible()
        press(station, Qt.Key.Key_M, CONTROL)
        assert layer.isVisible()
        station.map.would_be.clear()  # as the seat's own Escape does
        press(station, Qt.Key.Key_Escape)
        assert panel.form.isVisible()
        press(station, Qt.Key.Key_S, CONTROL)
        await until(lambda: bool(place.room.commands.given))

    seated(body)


def test_that_a_trial_is_broken_off_by_escape_and_leaves_nothing(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station, panel = await opened(place)
        press(station, Qt.Key.Key_T, CONTROL)
        await until(lambda: bool(place.room.trials.asked))
        press(station, Qt.Key.Key_Escape)
        await until(lambda: place.room.trials.broken_off == 1)
        assert panel.form.isVisible() and not station.map.would_be.isVisible()

    seated(body)


def test_that_a_closed_panel_takes_its_trial_with_it(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station, panel = await opened(place)
        place.room.trials.found = found()
        press(station, Qt.Key.Key_T, CONTROL)
        await until(lambda: station.map.would_be.isVisible())
        press(station, Qt.Key.Key_F10)
        assert not station.docks.is_open("rules") and not station.map.would_be.isVisible()
        assert not panel.trying.running

    seated(body)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_that_a_trial_that_comes_to_nothing_says_why(seated: Run, language: str) -> None:
    async def body(place: Seated) -> None:
        station, panel = await opened(place)
        place.language.use(language)
        place.room.trials.wrong = "no such table"
        press(station, Qt.Key.Key_T, CONTROL)
        await until(lambda: "no such table" in panel.trial.message.text)
        assert panel.trial.progress.isHidden()

    seated(body)


def test_that_a_seat_that_may_not_try_is_told_so(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station, panel = await opened(place, place.room.desk.person)
        press(station, Qt.Key.Key_T, CONTROL)
        assert panel.trial.message.text and place.room.trials.asked == []

    seated(body)


def would_be(tag: str, n: int) -> WouldBe:
    return WouldBe(
        kind=Category.DOG_OUT_OF_HOURS, priority=Priority.MEDIUM, tag=tag, place="", place_name="",
        first_seen=ago(hours=n), last_seen=ago(hours=n - 1), lon=118.87, lat=28.94, sure=0.97,
    )  # fmt: skip


def found() -> TrialResult:
    """41 with the change, 38 of them of one dog; 36 as now, and one no longer."""
    return TrialResult(
        fixes=9000, first=ago(days=6), last=ago(hours=1), now=37, changed=41, both=36, n_more=5, n_fewer=1,
        more=(would_be("0417", 3),), fewer=(would_be("1873", 4),), same=(would_be("0417", 5),),
        by_dog=(Tally("0417", 33, 38, 5, 0), Tally("1873", 4, 3, 0, 1)), by_place=(Tally("", 37, 41, 5, 1),),
        by_hour=(Tally("18", 30, 30, 0, 0), Tally("07", 7, 11, 5, 1)),
    )  # fmt: skip


def entry(number: int, rules: DogWalking, when: When, since: object = None) -> RuleEntry:
    at = ago(days=10 - number) if since is None else since
    return RuleEntry(number, rules, f"{number}f2a91c0aa11", at, None, ago(days=10), "陈磊", "saved", when)  # type: ignore[arg-type]
