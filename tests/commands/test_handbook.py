"""The handbook: read as the bureau edits it, marked on record, and advising by what went before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.bureau import RESOURCES, BureauFileError, read_bureau
from command_center.commands.requests import AcceptAndDispatch, MarkPoint, PassCheck, Refused
from command_center.handbook import Mistake, read_page
from command_center.model.categories import Category
from command_center.model.events import Condition
from command_center.model.observations import FeedbackState, Outcome
from command_center.queries.handbook import HandbookView
from command_center.store import records
from tests.builders import NOW, zone_event
from tests.commands.test_from_flagged_to_closed import Seat

GOOD = """+++
title = "犬"
categories = ["dog-nuisance"]
days = 30
[[escalation]]
from = 1
outcome = "advised"
words = "劝导"
[[escalation]]
from = 3
outcome = "penalty"
words = "立案"
+++
# 步骤
- [ ] {arrive} 到达现场
* [x] {look} 查看犬牌
## 依据
条文【】
"""


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    yield made
    made.store.close()


async def view(seat: Seat, id_: str) -> HandbookView:
    found = await seat.reader.handbook(id_)
    assert found is not None
    return found


def test_that_every_category_has_a_page_marked_as_ours_with_places_for_the_law() -> None:
    book = read_bureau().handbook
    for category in Category:
        page = book.page(category)
        assert len(page.points) >= 5 and "示例模板" in page.text and "由本局填写" in page.text
        assert page.rung(1).outcome != Outcome.PENALTY, "the first time is never a penalty"
    assert len(book.pages) == 10


def test_that_a_page_is_its_points_its_rungs_and_its_text() -> None:
    page = read_page("dog", GOOD)
    assert [point.id for point in page.points] == ["arrive", "look"]
    assert [page.rung(n).outcome for n in (1, 2, 3, 9)] == ["advised", "advised", "penalty", "penalty"]
    assert "到达现场" not in page.text and "条文【】" in page.text and "步骤" not in page.text
    assert read_page("dog", "\ufeff" + GOOD.replace("\n", "\r\n")) == page


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("+++\ntitle", "title", "head"),
        ('"dog-nuisance"', '"dogs"', "dogs"),
        ("from = 3", "from = 1", "escalation"),
        ("from = 1", "from = 2", "begin at 1"),
        ('"penalty"', '"prison"', "prison"),
        ("days = 30", "days = 0", "days"),
        ("{look}", "{arrive}", "two points"),
        ("{look} ", "", "line 3"),
        ("days = 30", "days = 30\nday = 2", "day"),
        ("- [ ] {arrive} 到达现场\n* [x] {look} 查看犬牌\n", "", "no points"),
    ],
)
def test_that_a_page_that_is_wrong_says_where(old: str, new: str, said: str) -> None:
    with pytest.raises(Mistake, match=said):
        read_page("dog", GOOD.replace(old, new, 1))


@given(st.text(max_size=300))
def test_that_any_text_is_a_page_or_a_mistake(text: str) -> None:
    for whole in (text, f"+++\n{text}\n+++\n{text}", GOOD + text):
        try:
            page = read_page("x", whole)
        except Mistake:
            continue
        assert page.points and page.rung(1).nth == 1


def test_that_a_category_without_a_page_or_with_two_is_named(tmp_path: Path) -> None:
    for path in (RESOURCES / "handbook").glob("*.md"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "dog-nuisance.md").unlink()
    (tmp_path / "more.md").write_text(GOOD.replace("dog-nuisance", "littering"), "utf-8")
    with pytest.raises(BureauFileError, match=r"no page has dog-nuisance.*several have littering"):
        read_bureau(handbook=tmp_path)


async def test_that_a_mark_is_kept_with_its_words_and_taken_back_on_record(seat: Seat) -> None:
    seat.flag(zone_event())
    before = await view(seat, "e1")
    assert before.case is None and before.nth == 1 and before.advice.outcome is Outcome.ADVISED
    case = await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))
    point = before.page.points[0]
    await seat.do(MarkPoint(case, point.id, revision=before.page.revision))
    again = await seat.do(MarkPoint(case, point.id))
    found = await view(seat, case)
    assert again == case and found.marks[point.id].words == point.words and found.marks[point.id].by == "王敏"
    await seat.do(MarkPoint(case, point.id, done=False))
    assert not (await view(seat, case)).marks[point.id].done
    kept = seat.store.read_now(lambda c: records.about(c, [("case", case)]))
    assert [one.what for one in kept if "mark" in one.what] == ["mark-point", "unmark-point"]


async def test_that_a_point_nobody_knows_an_old_page_and_a_case_that_is_over_are_refused(seat: Seat) -> None:
    seat.flag(zone_event())
    case = await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))
    codes = []
    for request in (MarkPoint(case, "dance"), MarkPoint(case, "arrive", revision="old"), MarkPoint("AJ-0", "arrive")):
        with pytest.raises(Refused) as caught:
            await seat.do(request)
        codes.append(caught.value.code)
    seat.squad_says(f"{case}-T1", FeedbackState.DONE, Outcome.ADVISED)
    await seat.do(PassCheck(case))
    with pytest.raises(Refused) as caught:
        await seat.do(MarkPoint(case, "arrive"))
    assert [*codes, caught.value.code] == ["unknown", "changed", "unknown", "wrong-step"]
    assert not (await view(seat, case)).marks


async def test_that_the_advice_climbs_with_the_same_dogs_cases_and_with_no_others(seat: Seat) -> None:
    async def close(number: int, tag: str, outcome: Outcome) -> str:
        id_ = f"x{number}"
        seat.flag(zone_event(id_, tag, condition=Condition.OVER, over_at=seat.clock.now()))
        case = await seat.do(AcceptAndDispatch((id_,), "S-07-1"))
        seat.squad_says(f"{case}-T1", FeedbackState.DONE, outcome)
        await seat.do(PassCheck(case))
        seat.clock.advance(3600)
        return case

    first = await close(1, "0417", Outcome.ADVISED)
    await close(2, "0417", Outcome.NONE)
    await close(3, "0999", Outcome.ADVISED)
    second = await close(4, "0417", Outcome.CLEARED)
    seat.flag(zone_event("now", "0417"))
    found = await view(seat, "now")
    assert (found.nth, found.advice.outcome) == (3, Outcome.PENALTY)
    assert [one.case for one in found.before if one.outcome is not Outcome.NONE] == [second, first]
    assert (await view(seat, second)).nth == 2, "of a case only what was before it counts"
    seat.clock.advance(timedelta(days=366).total_seconds())
    assert (await view(seat, "now")).nth == 1 and seat.clock.now() > NOW


async def test_that_there_is_no_page_of_what_there_is_not(seat: Seat) -> None:
    assert await seat.reader.handbook("no-such") is None
