"""A trial judges the stored tracks twice, by today's rules and places and with a change, and changes nothing."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.books import places as book_of_places
from command_center.clock import FixedClock
from command_center.model.categories import Category, Priority
from command_center.model.places import Place, PlaceKind
from command_center.model.settings import DogWalking
from command_center.queries.trial import running
from command_center.queries.trial.asked import Tally, Trial, TrialResult, WouldBe
from command_center.queries.trial.asking import TrialCancelled, TrialFailed, Trials
from command_center.queries.trial.tally import tallies
from command_center.settings.places import feature_of
from command_center.store import city, events, tracks
from command_center.store.database import Store
from command_center.store.unit import Unit, run
from tests.builders import registered
from tests.rules.test_dogs import EVENING, PARK, place, through, walk

OTHER = place("no-dog-other", PlaceKind.NO_DOG, 100, (1000, 0))
NOW = EVENING + timedelta(hours=1)
SPAN = {"start": EVENING - timedelta(minutes=30), "end": NOW}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """One dog strolls through the park, and then through where another zone might be, twice."""
    made = Store(f"sqlite:///{tmp_path / 'test.db'}")

    def furnish(unit: Unit) -> None:
        city.put_dog(unit.connection, registered(), NOW)
        book_of_places.save(unit, PARK, EVENING - timedelta(days=2))
        for begin, east in ((0, 0.0), (600, 1000.0), (2400, 1000.0)):
            steps = [(begin + t, x + east, y) for t, x, y in through()]
            fixes = walk(steps)
            columns = tracks.Columns(
                ["0417"], np.zeros(len(steps), np.uint32), fixes.time_ms, fixes.lon, fixes.lat, fixes.accuracy
            )
            tracks.add(unit.connection, "dog", "dogs", columns)

    made.write_now(lambda c: run(c, furnish, EVENING - timedelta(days=2), "system"))
    yield made
    made.close()


def tried(store: Store, shares: list[float] | None = None, **change: object) -> TrialResult:
    told = [] if shares is None else shares
    trial = Trial(**(SPAN | change))  # type: ignore[arg-type]
    return store.read_now(lambda c: running.run(c, trial, DogWalking(), NOW, told.append))


def test_that_a_zone_not_yet_laid_down_shows_what_it_would_have_raised(store: Store) -> None:
    shares: list[float] = []
    found = tried(store, shares, features=(feature_of(OTHER),))
    assert (found.now, found.changed, found.both, found.n_more, found.n_fewer) == (1, 3, 1, 2, 0)
    assert [(one.tag, one.place, one.kind) for one in found.more] == [
        ("0417", "no-dog-other", Category.DOG_IN_FORBIDDEN_ZONE)
    ] * 2
    assert found.fixes == 36
    assert shares == sorted(shares) and shares[-1] == 1.0
    assert store.read_now(lambda c: events.since(c, None)) == []


def test_that_a_zone_left_out_and_one_made_smaller_show_what_would_be_missing(store: Store) -> None:
    assert tried(store, without=(PARK.id,)).n_fewer == 1
    small = place(PARK.id, PlaceKind.NO_DOG, 20)
    assert tried(store, features=(feature_of(small),)).changed == 0


def test_that_longer_hours_raise_what_was_allowed_and_the_same_rules_change_nothing(store: Store) -> None:
    longer = tried(store, rules=DogWalking(prohibited="Mo-Su 00:00-24:00"))
    assert longer.n_more > 0 and {one.kind for one in longer.more} == {Category.DOG_OUT_OF_HOURS}
    same = tried(store, rules=DogWalking())
    assert (same.n_more, same.n_fewer, same.now) == (0, 0, same.changed)


def test_that_a_span_without_tracks_says_so(store: Store) -> None:
    found = tried(store, start=NOW + timedelta(days=1), end=NOW + timedelta(days=2), without=("x",))
    assert (found.fixes, found.first, found.now, found.changed) == (0, None, 0, 0)


def would_be(tag: str, begin: int, end: int) -> WouldBe:
    at = [EVENING + timedelta(minutes=m) for m in (begin, end)]
    return WouldBe(
        kind=Category.DOG_OUT_OF_HOURS, priority=Priority.MEDIUM, tag=tag, place="", place_name="",
        first_seen=at[0], last_seen=at[1], lon=118.87, lat=28.94, sure=None,
    )  # fmt: skip


alarms = st.lists(
    st.builds(
        lambda tag, at, long: would_be(tag, at, at + long),
        st.sampled_from("ab"),
        st.integers(0, 600),
        st.integers(0, 30),
    ),
    max_size=12,
)


@given(alarms, alarms)
def test_that_what_is_only_on_one_side_adds_up(some: Sequence[WouldBe], others: Sequence[WouldBe]) -> None:
    assert running._apart(some, some) == []
    more = running._apart(some, others)
    assert len(some) - len(more) <= len(others) and all(one in some for one in more)


def trials(store: Store) -> Trials:
    return Trials(f"sqlite:///{store.file}", DogWalking(), FixedClock(NOW))


async def test_that_a_child_process_answers_the_same_and_tells_how_far_it_is(store: Store) -> None:
    shares: list[float] = []
    trial = Trial(**SPAN, features=(feature_of(OTHER),))  # type: ignore[arg-type]
    found = await trials(store).run(trial, shares.append, threading.Event())
    assert found == tried(store, features=(feature_of(OTHER),))
    await asyncio.sleep(0)
    assert shares and all(0 < share <= 1 for share in shares)


async def test_that_it_is_broken_off_and_leaves_no_process(store: Store) -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(TrialCancelled):
        await trials(store).run(Trial(**SPAN), lambda _: None, cancel)  # type: ignore[arg-type]


async def test_that_what_cannot_be_tried_says_why(store: Store) -> None:
    for features, why in ((({"type": "Feature"},), "properties"), (({"type": "nothing"},), "Feature")):
        with pytest.raises(TrialFailed, match=why):
            await trials(store).run(Trial(**SPAN, features=features), lambda _: None, threading.Event())  # type: ignore[arg-type]


def test_that_the_places_tried_may_be_of_any_kind(store: Store) -> None:
    run_ = Place(id="run", name="run", kind=PlaceKind.DOG_RUN, geometry=PARK.geometry, version="")
    assert tried(store, features=(feature_of(run_),)).n_fewer == 1
    assert isinstance(SPAN["start"], datetime)


@given(alarms, alarms)
def test_that_what_is_counted_by_dog_adds_up_to_all(now: Sequence[WouldBe], changed: Sequence[WouldBe]) -> None:
    more, fewer = running._apart(changed, now), running._apart(now, changed)
    lines = tallies(now, changed, more, fewer, lambda one: one.tag)
    assert sum(line.now for line in lines) == len(now) and sum(line.changed for line in lines) == len(changed)
    assert all(line.changed - line.more == line.now - line.fewer for line in lines), "as now is as now"
    assert len({line.name for line in lines}) == len(lines)


def test_that_a_trial_is_counted_by_dog_place_and_hour_and_shows_what_stays(store: Store) -> None:
    found = tried(store, features=(feature_of(OTHER),))
    assert found.by_dog == (Tally("0417", 1, 3, 2, 0),)
    assert {line.name: line.more for line in found.by_place} == {PARK.name: 0, OTHER.name: 2}
    assert sum(line.changed for line in found.by_hour) == 3
    assert [one.place for one in found.same] == [PARK.id]
