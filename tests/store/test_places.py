"""The table of places: what holds when, and the taking over of what older stores held."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import shapely
from alembic import command
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from command_center.model.places import Place, PlaceKind
from command_center.store import migrate, places
from command_center.store.database import Store
from command_center.store.places import Change, timeline
from tests.builders import NOW

HOUR = timedelta(hours=1)


def park(name: str = "Park", id_: str = "p") -> Place:
    return Place(id=id_, name=name, kind=PlaceKind.NO_DOG, geometry=shapely.box(118.8, 28.9, 118.9, 29), version=name)


def change(number: int, since: float, made: float = 0, *, end: bool = False) -> Change:
    place = None if end else park(str(number))
    return Change(number, "p", str(number), place, NOW + since * HOUR, NOW + made * HOUR, "demo", "saved")


def test_that_a_change_replaces_what_was_laid_down_for_later() -> None:
    first, friday, wednesday = change(1, 0), change(2, 48), change(3, 24)
    assert timeline([first, friday, wednesday]) == [first, wednesday]


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 50)), min_size=1, max_size=12))
def test_that_what_holds_at_any_time_is_the_last_made_of_what_is_due(spans: list[tuple[float, float]]) -> None:
    """As the table's docstring defines it; a change is made at or before the time from which it holds."""
    made = 0.0
    changes = []
    for n, (later, ahead) in enumerate(spans, 1):
        made += later
        changes.append(change(n, made + ahead, made))
    line = timeline(changes)
    for one in changes:
        for when in (one.since, one.since + timedelta(minutes=1)):
            due = [c for c in changes if c.since <= when]
            held = [c for c in line if c.since <= when]
            assert held[-1] is max(due, key=lambda c: c.id)


def test_that_standings_have_no_gap_and_no_overlap(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'test.db'}")
    try:

        def lay_down(c: object) -> None:
            places.add(c, park("a"), NOW, "demo", NOW, "file")  # type: ignore[arg-type]
            places.add(c, park("b"), NOW + HOUR, "demo", NOW, "saved")  # type: ignore[arg-type]
            places.add(c, park("b"), NOW + 2 * HOUR, "demo", NOW, "removed", end=True)  # type: ignore[arg-type]
            places.add(c, park("c"), NOW + 3 * HOUR, "demo", NOW, "saved")  # type: ignore[arg-type]

        store.write_now(lay_down)
        found = store.read_now(lambda c: places.standings(c, NOW))
        assert [(s.place.name, s.since, s.until) for s in found] == [
            ("a", None, NOW + HOUR), ("b", NOW + HOUR, NOW + 2 * HOUR), ("c", NOW + 3 * HOUR, None)
        ]  # fmt: skip
        later = store.read_now(lambda c: places.standings(c, NOW + 2.5 * HOUR))
        assert [s.place.name for s in later] == ["c"]
        assert store.read_now(lambda c: places.fell_due(c, NOW, NOW + HOUR))
        assert not store.read_now(lambda c: places.fell_due(c, NOW, NOW + HOUR / 2))
        assert [c.since for c in store.read_now(lambda c: places.to_come(c, NOW + HOUR))] == [
            NOW + 2 * HOUR, NOW + 3 * HOUR
        ]  # fmt: skip
    finally:
        store.close()


def test_that_what_an_older_store_knew_of_places_is_taken_over(tmp_path: Path) -> None:
    file = tmp_path / "test.db"
    engine = create_engine(f"sqlite:///{file}")
    feature = '{"type":"Feature","properties":{"id":"%s","name":"%s","kind":"no-dog"},"geometry":%s}'
    square = '{"type":"Polygon","coordinates":[[[118.8,28.9],[118.9,28.9],[118.9,29.0],[118.8,28.9]]]}'
    at = int(NOW.timestamp() * 1_000_000)
    with engine.begin() as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        for place, version, since, until in (
            ("p", "v1", at, at + 1),
            ("p", "v2", at + 1, None),
            ("q", "w", at, at + 5),
        ):
            connection.execute(
                text("INSERT INTO place_versions VALUES (:p, :v, 'no-dog', :v, 0, NULL, :f, :s, :u)"),
                {"p": place, "v": version, "f": feature % (place, version, square), "s": since, "u": until},
            )
    engine.dispose()
    store = Store(f"sqlite:///{file}")
    try:
        found = store.read_now(lambda c: places.standings(c, NOW + HOUR))
        assert [(s.place.id, s.place.version, s.place.name) for s in found] == [("p", "v2", "v2")]
        assert [c.place and c.place.version for c in store.read_now(lambda c: places.history(c, "p"))] == ["v2", "v1"]
        assert [c.place is None for c in store.read_now(lambda c: places.history(c, "q"))] == [True, False]
        assert store.read_now(places.imported) == {"p": "v2"}
    finally:
        store.close()


def test_that_a_number_is_never_given_twice(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'test.db'}")
    try:
        one = store.write_now(lambda c: places.add(c, park(), NOW, "demo", NOW, "saved"))
        two = store.write_now(lambda c: places.add(c, park(), NOW, "demo", NOW, "saved"))
        assert two > one and store.read_now(lambda c: places.newest(c, "p")) == two
        assert store.read_now(lambda c: places.newest(c, "other")) == 0
    finally:
        store.close()


@pytest.fixture(autouse=True)
def _fresh() -> None:
    places._place.cache_clear()
