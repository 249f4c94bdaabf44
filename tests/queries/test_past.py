"""Matters that are over are found in the store, plates without unmasking anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from command_center.model.cases import Case, Step
from command_center.model.categories import Category, Device, Priority
from command_center.model.events import Condition, DetectionReason, FlaggedEvent, Review
from command_center.queries.search.past import PastHit, Word, plate_typed, read_past
from command_center.store import cases, events
from command_center.store.database import Store
from tests.builders import NOW, report_event, zone_event

NAMES = {"no-dog-fushan": "府山公园"}


def parked(id_: str, plate: str) -> FlaggedEvent:
    reason = DetectionReason(Device.VEHICLE, "V-03", 0.9, plate, "blue", (), None)
    return zone_event(id_, "V-03", kind=Category.ILLEGAL_PARKING, thing=plate, reason=reason, place=None)


def closed(number: str, event: str, **changes: object) -> Case:
    fields: dict[str, object] = {
        "id": number, "step": Step.CLOSED, "category": Category.STREET_VENDING, "priority": Priority.MEDIUM,
        "title_subject": "DU-20261101-0007", "place": None, "grid": 7, "lon": 118.87, "lat": 28.94,
        "address": "荷花中路 5 号", "opened": NOW - timedelta(days=3), "deadline": NOW,
        "closed": NOW - timedelta(days=2), "events": (event,), "squad": "S-07-1",
    }  # fmt: skip
    return Case(**(fields | changes))  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(f"sqlite:///{tmp_path / 'test.db'}")
    over = {"condition": Condition.OVER, "over_at": NOW, "review": Review.DISMISSED}
    for event in (
        zone_event("e1", "0417", **over),
        report_event("e2", "DU-20261101-0007"),
        parked("e3", "浙H6K212"),
        parked("e4", "浙H6K213"),
        zone_event("e5", "0417", **(over | {"raised": NOW - timedelta(days=9)})),
    ):
        made.write_now(lambda c, event=event: events.raise_event(c, event))  # type: ignore[misc]
    made.write_now(lambda c: cases.add(c, closed("QZ-20261120-0003", "e2")))
    made.write_now(lambda c: cases.add(c, closed("QZ-20261121-0001", "e4", step=Step.HANDLING, closed=None)))
    yield made
    made.close()


def find(store: Store, *words: str, **meant: Sequence[str]) -> list[PastHit]:
    wanted = [Word(word, tuple(meant.get("places", ())), tuple(meant.get("squads", ()))) for word in words]
    return list(store.read_now(lambda c: read_past(c, wanted, NAMES)))


def ids(found: list[PastHit]) -> list[str]:
    return [one.id for one in found]


def test_events_of_a_tag_are_found_newest_first(store: Store) -> None:
    assert ids(find(store, "0417")) == ["e1", "e5"]
    assert find(store, "0417")[0].place_name == "府山公园"


def test_a_closed_case_is_found_by_number_address_squad_and_report(store: Store) -> None:
    for word in ("QZ-20261120-0003", "0003", "荷花", "DU-20261101"):
        assert "QZ-20261120-0003" in ids(find(store, word)), word
    assert "QZ-20261120-0003" in ids(find(store, "fs1b", squads=["S-07-1"]))


def test_a_case_that_still_runs_is_left_to_the_queue(store: Store) -> None:
    assert "QZ-20261121-0001" not in ids(find(store, "QZ-2026"))


def test_places_a_word_may_mean_are_looked_for(store: Store) -> None:
    assert ids(find(store, "fsgy", places=["no-dog-fushan"])) == ["e1", "e5"]
    assert ids(find(store, "fsgy")) == []


@pytest.mark.parametrize("typed", ["浙H6K212", "浙H·6K212", "浙h6k212", "H6K212", "6K212"])
def test_a_plate_typed_whole_finds_its_events_and_stays_masked(store: Store, typed: str) -> None:
    (found,) = find(store, typed)
    assert found.id == "e3" and found.by_plate and found.plate == "浙H·6***2"


@pytest.mark.parametrize("typed", ["6K21", "K212", "浙H", "浙H6K21", "2", "212", "%", "_____", "浙H6K21_"])
def test_part_of_a_plate_finds_nothing_so_that_nobody_can_feel_his_way_to_it(store: Store, typed: str) -> None:
    assert not [one for one in find(store, typed) if one.plate]


def test_signs_of_the_query_language_mean_themselves(store: Store) -> None:
    assert find(store, "%") == [] and find(store, "0_17") == []


def test_only_whole_numbers_are_taken_for_plates() -> None:
    assert plate_typed("浙H·D12345") == "浙HD12345" and plate_typed("府山公园") == "" and plate_typed("ABCDE") == ""
