"""A penalty case is opened by an officer, once nothing is missing; what is missing is said in words."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from command_center.bureau import RESOURCES, BureauFileError, read_bureau
from command_center.commands.requests import AnswerCheck, ExportDossier, OpenPenaltyCase, Refused
from command_center.evidence.completeness import findings, missing
from command_center.model.categories import Category
from command_center.model.evidence import Answer, Item, Kind, Need, Officer, SourceClock, source_clock
from command_center.model.people import Person, Role
from command_center.store import evidence
from tests.builders import NOW, OPERATOR
from tests.evidence.room import OFFICERS, EvidenceRoom, picture

RULES = read_bureau().evidence
PARKING = Category.ILLEGAL_PARKING


def shot(at_s: float, size: tuple[int, int] = (1280, 720), clock: SourceClock | None = None, **more: object) -> Item:
    item = Item(
        kind=Kind.PICTURE, owner_kind="event", owner="e1", sha256=f"{at_s:064.1f}", taken=NOW + timedelta(seconds=at_s),
        width=size[0], height=size[1], clock=clock or SourceClock(20, 0.3, 0.5), kept=NOW,
    )  # fmt: skip
    return replace(item, **more)


def lacking(*items: Item, category: Category = PARKING) -> set[Need]:
    said = {name: Answer(name, True, "", "lin", NOW) for name in RULES.points(category)}
    return {one.need for one in missing(findings(RULES, category, items, said))}


MESSAGE = Item(kind=Kind.MESSAGE, owner_kind="event", owner="e1", sha256="m", kept=NOW)


def test_that_two_good_pictures_ten_seconds_apart_are_enough_for_parking() -> None:
    assert lacking(shot(0), shot(10), MESSAGE) == set()
    assert lacking(shot(0, (720, 1280)), shot(10, (4000, 3000)), MESSAGE) == set()


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((MESSAGE,), {Need.PICTURES, Need.SIZE, Need.APART, Need.CLOCK_UNKNOWN}),
        ((shot(0), MESSAGE), {Need.PICTURES, Need.SIZE, Need.APART}),
        ((shot(0), shot(9.9), MESSAGE), {Need.APART}),
        ((shot(0), shot(10, (1279, 720)), MESSAGE), {Need.SIZE, Need.APART}),
        ((shot(0), shot(0), shot(0), MESSAGE), {Need.PICTURES, Need.SIZE, Need.APART}),
        ((shot(0), shot(10)), {Need.MESSAGE}),
        ((shot(0), shot(10, taken=None), MESSAGE), {Need.APART}),
        ((shot(0), shot(10, sha256=None), MESSAGE), {Need.PICTURES, Need.SIZE, Need.APART}),
        ((shot(0), shot(10, owner_kind="feedback"), MESSAGE), {Need.PICTURES, Need.SIZE, Need.APART}),
        ((shot(0), shot(10, clock=SourceClock(20, -1.2, 0.5)), MESSAGE), {Need.CLOCK}),
        ((shot(0), shot(10, clock=SourceClock(20, 1.1, 2.0)), MESSAGE), {Need.CLOCK}),
        ((shot(0), replace(shot(10), clock=None, owner="e2"), MESSAGE), {Need.CLOCK_UNKNOWN}),
    ],
)
def test_that_what_is_missing_for_parking_is_named(items: tuple[Item, ...], expected: set[Need]) -> None:
    assert lacking(*items) == expected


@given(st.lists(st.floats(0, 200), max_size=12))
def test_that_pictures_apart_are_counted_as_well_as_can_be(times: list[float]) -> None:
    ordered = sorted(set(times))

    def most(index: int) -> int:
        if index == len(ordered):
            return 0
        following = next((i for i in range(index, len(ordered)) if _apart(ordered[i], ordered[index])), len(ordered))
        return max(most(index + 1), 1 + most(following))

    found = findings(RULES, PARKING, [shot(t, sha256=f"{i}") for i, t in enumerate(ordered)], {})
    counted = next(one.values["there"] for one in found if one.need is Need.APART)
    assert counted == most(0)


def _apart(late: float, early: float) -> bool:
    return timedelta(seconds=late) - timedelta(seconds=early) >= timedelta(seconds=10)


@given(st.lists(st.floats(-0.5, 3), min_size=20, max_size=64), st.lists(st.floats(-1e6, 1e6), max_size=1))
def test_that_one_wild_time_does_not_move_the_clock_that_is_measured(lags: list[float], wild: list[float]) -> None:
    clock = source_clock([*lags, *wild])
    assert clock is not None and -0.5 <= clock.fastest_s <= 3 and -0.5 <= clock.median_s <= 3


async def test_that_a_penalty_case_is_refused_with_what_is_missing_and_opened_when_nothing_is(
    room: EvidenceRoom,
) -> None:
    await room.car_stands(1)
    case = await room.case()
    with pytest.raises(Refused) as refused:
        await room.do(room.penalty(case))
    assert refused.value.code == "evidence"
    for words in ("pictures: 1 of 2", "10 s or more apart: 1 of 2", "not known yet", "人行道", "持有执法证件"):
        assert words in refused.value.detail
    await room.car_stands(6)
    await room.answers(case)
    done = await room.do(room.penalty(case))
    assert done.penalty_case == "QZ-CF-20261123-0001"
    (opened,) = room.store.read_now(lambda c: evidence.penalties(c, case))
    assert (opened.case, opened.opened_by, opened.officers) == (case, "lin", OFFICERS)
    assert len(opened.checks) == len(RULES.points(PARKING)) + 5
    assert "open-penalty-case" in [one.what for one in room.records(case)]
    with pytest.raises(Refused, match="already"):
        await room.do(room.penalty(case))


async def test_that_every_point_of_the_check_list_must_hold(room: EvidenceRoom) -> None:
    await room.car_stands()
    case = await room.case()
    for point, words in RULES.points(PARKING).items():
        await room.answers(case, but=[point])
        await room.do(AnswerCheck(case, point, False, "没有"))
        with pytest.raises(Refused) as refused:
            await room.do(room.penalty(case))
        assert refused.value.detail == f"confirmed by a person: {words}"
        await room.do(AnswerCheck(case, point, True))
    await room.do(room.penalty(case))


@pytest.mark.parametrize(
    "changes",
    [
        {"officers": (OFFICERS[0], OFFICERS[0])},
        {"officers": (OFFICERS[0], Officer("徐敏", " "))},
        {"officers": (OFFICERS[0], Officer("徐敏", OFFICERS[0].certificate))},
        {"offender": "  "},
        {"ground": ""},
    ],
)
async def test_that_two_officers_are_two_and_offender_and_ground_are_said(
    room: EvidenceRoom, changes: dict[str, object]
) -> None:
    await room.car_stands()
    case = await room.case()
    await room.answers(case)
    with pytest.raises(Refused) as refused:
        await room.do(replace(room.penalty(case), **changes))
    assert refused.value.code == "evidence"
    assert room.store.read_now(lambda c: evidence.penalties(c, case)) == []


async def test_that_only_an_officer_opens_one_and_not_even_the_shift_leader(room: EvidenceRoom) -> None:
    await room.car_stands()
    case = await room.case()
    await room.answers(case)
    leader = Person("zhou", "周凯", frozenset({Role.SHIFT_LEADER, Role.DISPATCHER}))
    for person in (leader, OPERATOR):
        with pytest.raises(Refused) as refused:
            await room.do(room.penalty(case), person)
        assert refused.value.code == "not-allowed"


async def test_that_a_point_nobody_laid_down_cannot_be_answered(room: EvidenceRoom) -> None:
    await room.hears(room.car(picture("red")))
    case = await room.case()
    with pytest.raises(Refused, match="pavement-visible"):
        await room.do(AnswerCheck(case, "whatever", True))


async def test_that_a_dossier_needs_a_reason_and_a_role_and_is_on_record(room: EvidenceRoom) -> None:
    await room.hears(room.car(picture("red")))
    case = await room.case()
    with pytest.raises(Refused, match="for whom"):
        await room.do(ExportDossier(case, " "))
    with pytest.raises(Refused, match="not-allowed"):
        await room.do(ExportDossier(case, "法院调取"), OPERATOR)
    await room.do(ExportDossier(case, "法院调取"))
    assert room.records(case)[-1].detail == {"reason": "法院调取"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[needs.default]", "[needs.defaults]", "needs.default"),
        ("[needs.illegal-parking]", "[needs.illegal-flying]", "no such category"),
        ('confirm = ["pavement-visible", "plate-readable"]', 'confirm = ["hat"]', "hat"),
        ("width = 1280", "width = -1", "width"),
        ("clock-s = 1.0", 'clock-s = "one"', "clock-s"),
        ("raw-days = 30", "raw-day = 30", "raw-day"),
        ('id = "party-heard"', 'id = "notice-left"', "one name"),
        ('of = ["event"]', 'of = ["dream"]', "of"),
    ],
)
def test_that_a_mistake_in_the_bureaus_file_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    for file in (RESOURCES / "city").iterdir():
        text = file.read_text("utf-8")
        (tmp_path / file.name).write_text(text.replace(old, new) if file.name == "evidence.toml" else text)
    with pytest.raises(BureauFileError, match=said) as refused:
        read_bureau(tmp_path)
    assert "evidence.toml" in str(refused.value)


def test_that_the_request_itself_wants_two_officers() -> None:
    import msgspec

    with pytest.raises(msgspec.ValidationError, match="officers"):
        msgspec.convert({"case": "c", "officers": [], "offender": "x", "ground": "y"}, OpenPenaltyCase)
