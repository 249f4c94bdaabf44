"""The record is a chain: what is altered, removed, moved or put in afterwards is found and named."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from command_center.doors.doctor_record import record
from command_center.model.canonical import GENESIS, canonical
from command_center.store import records
from command_center.store.database import Store
from command_center.store.unit import Unit, run
from tests.builders import NOW


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'test.db'}"


def enter(unit: Unit, first: int, count: int) -> None:
    for number in range(first, first + count):
        unit.record("raised", "event", f"e{number}", kind="街面", count=number)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(url(tmp_path))
    for first in (0, 4, 9):
        opened.write_now(lambda c, first=first: run(c, lambda unit: enter(unit, first, 5), NOW, "demo"))  # type: ignore[misc]
    yield opened
    opened.close()


def tampered(file: Path, *statements: str) -> None:
    """What somebody with the file and a database program can do."""
    with sqlite3.connect(file) as connection:
        for act in ("update", "delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS records_no_{act}")
        for statement in statements:
            connection.execute(statement)
    connection.close()


def named(store: Store) -> list[int | None]:
    return [fault.id for fault in store.read_now(lambda c: list(records.faults(c)))]


def test_that_an_untouched_record_holds(store: Store, tmp_path: Path) -> None:
    assert named(store) == []
    assert record(url(tmp_path)).ok
    assert store.read_now(records.head)[0] == 15


def test_that_an_empty_record_holds(tmp_path: Path) -> None:
    opened = Store(url(tmp_path))
    try:
        assert opened.read_now(records.head) == (0, GENESIS)
        assert named(opened) == []
    finally:
        opened.close()


@pytest.mark.parametrize(
    "what",
    [
        "UPDATE records SET person = 'somebody' WHERE id = 7",
        "UPDATE records SET at = at + 1 WHERE id = 7",
        "UPDATE records SET detail = '{}' WHERE id = 7",
        "UPDATE records SET detail = 'no json' WHERE id = 7",
        "UPDATE records SET link = NULL WHERE id = 7",
        "UPDATE records SET subject = 'e99' WHERE id = 7",
    ],
)
def test_that_an_altered_entry_is_named(store: Store, tmp_path: Path, what: str) -> None:
    tampered(tmp_path / "test.db", what)
    assert named(store)[0] == 7
    assert not record(url(tmp_path)).ok


def test_that_removed_entries_are_seen_wherever_they_stood(store: Store, tmp_path: Path) -> None:
    tampered(tmp_path / "test.db", "DELETE FROM records WHERE id = 7")
    assert named(store) == [8, None]


def test_that_entries_cut_off_at_the_end_are_counted(store: Store, tmp_path: Path) -> None:
    tampered(tmp_path / "test.db", "DELETE FROM records WHERE id > 12")
    found = store.read_now(lambda c: list(records.faults(c)))
    assert [fault.said for fault in found] == ["3 entries are missing: 15 were written, 12 are there"]


def test_that_an_entry_put_in_is_seen(store: Store, tmp_path: Path) -> None:
    tampered(tmp_path / "test.db", "INSERT INTO records SELECT 99, at, person, what, subject_kind, subject, detail, "
             "link FROM records WHERE id = 15")  # fmt: skip
    assert named(store) == [99, None]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(1, 16)))
def test_that_any_other_order_is_found(store: Store, tmp_path: Path, order: list[int]) -> None:
    moves = [f"UPDATE records SET id = {-new} WHERE id = {old}" for old, new in enumerate(order, start=1)]
    tampered(tmp_path / "test.db", *moves, "UPDATE records SET id = -id")
    assert bool(named(store)) == (order != sorted(order))
    back = [f"UPDATE records SET id = {-old} WHERE id = {new}" for old, new in enumerate(order, start=1)]
    tampered(tmp_path / "test.db", *back, "UPDATE records SET id = -id")


def test_that_the_database_itself_refuses_to_change_an_entry(store: Store) -> None:
    for statement in ("UPDATE records SET what = 'x'", "DELETE FROM records"):
        with pytest.raises(IntegrityError, match="only ever added to"):
            store.write_now(lambda c, statement=statement: c.execute(text(statement)))  # type: ignore[misc]
    assert named(store) == []


def test_that_a_transaction_rolled_back_leaves_the_chain_whole(store: Store) -> None:
    def fails(unit: Unit) -> None:
        enter(unit, 50, 3)
        unit.finish()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.write_now(lambda c: run(c, fails, NOW, "demo"))
    assert named(store) == []


def test_that_a_record_of_before_is_chained_when_the_store_is_brought_up_to_date(tmp_path: Path) -> None:
    from command_center.store.migrations.versions.rev_0007 import _chain

    opened = Store(url(tmp_path))
    opened.write_now(lambda c: run(c, lambda unit: enter(unit, 0, 20), NOW, "demo"))
    before = opened.read_now(records.head)
    tampered(tmp_path / "test.db", "UPDATE records SET link = NULL", "DELETE FROM record_chain")
    opened.write_now(_chain)
    try:
        assert opened.read_now(records.head) == before
        assert named(opened) == []
    finally:
        opened.close()


def _writes_for_ever(address: str, ready: str) -> None:
    opened = Store(address)
    number = 0
    while True:
        opened.write_now(lambda c, n=number: run(c, lambda unit: enter(unit, n, 3), NOW, str(os.getpid())))  # type: ignore[misc]
        number += 3
        if number == 30:
            Path(f"{ready}.{os.getpid()}").touch()


def test_that_several_processes_write_one_chain_and_kill_9_leaves_it_whole(tmp_path: Path) -> None:
    Store(url(tmp_path)).close()
    ready = str(tmp_path / "ready")
    spawned = multiprocessing.get_context("spawn")
    writers = [spawned.Process(target=_writes_for_ever, args=(url(tmp_path), ready)) for _ in range(2)]
    for writer in writers:
        writer.start()
    while len(list(tmp_path.glob("ready.*"))) < len(writers):
        assert all(writer.is_alive() for writer in writers)
        writers[0].join(0.02)
    for writer in writers:
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join()
    opened = Store(url(tmp_path))
    try:
        assert named(opened) == []
        assert opened.read_now(records.head)[0] >= 60
    finally:
        opened.close()


def test_that_the_canonical_form_is_one_form() -> None:
    assert canonical({"b": 1, "a": "衢州"}) == '{"a":"衢州","b":1}'.encode()
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))
