"""Operator commands from the shell: listed with schema and roles, carried out, refused, or not understood."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from command_center.commands.desk import HANDLERS
from command_center.doors.giving import listed, read
from command_center.store import events, people, records
from command_center.store.database import Store
from command_center.store.unit import run
from tests.builders import LEADER, NOW, OPERATOR
from tests.doors.test_command_line import door, kept, refused

__all__ = ["kept"]  # the fixture


@pytest.fixture
def room(kept: Path, tmp_path: Path) -> Path:
    """Settings whose store knows an operator and a leader."""
    store = Store(f"sqlite:///{tmp_path / 'cc.db'}")

    def fill(unit: Any) -> None:
        people.put(unit.connection, OPERATOR)
        people.put(unit.connection, LEADER)

    store.write_now(lambda c: run(c, fill, NOW, "system"))
    store.close()
    return kept


def given(room: Path, command: str, data: object, person: str = "demo") -> tuple[int, dict[str, Any]]:
    done = door("do", command, "--settings", str(room), "--as", person, "--data", json.dumps(data))
    assert "Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout)


def test_that_every_command_is_listed_with_who_may_and_a_schema_that_holds_together() -> None:
    found = listed()
    assert len(found) == len(HANDLERS) and all(one["does"] and one["who"] for one in found)
    for one in found:
        schema, text = one["schema"], json.dumps(one["schema"])
        assert schema["type"] == "object" and "type" not in schema["required"]
        for part in {piece.split('"')[0] for piece in text.split("#/$defs/")[1:]}:
            assert part in schema["$defs"], (one["command"], part)
    done = door("commands")
    assert done.returncode == 0 and json.loads(done.stdout) == json.loads(json.dumps(found))


def test_that_a_command_is_carried_out_on_record_and_tells_how_to_take_it_back(room: Path, tmp_path: Path) -> None:
    status, done = given(room, "dismiss", {"events": ["e1"], "reason": "test"})
    assert status == 0 and done["done"] is True
    store = Store(f"sqlite:///{tmp_path / 'cc.db'}")
    try:
        (event,) = store.read_now(lambda c: events.by_ids(c, ["e1"]))
        last = store.read_now(lambda c: list(records.since(c, None)))[-1]
    finally:
        store.close()
    assert (event.review, last.person, last.what) == ("dismissed", "demo", "dismiss")
    undo = dict(done["undo"])
    assert given(room, undo.pop("type"), undo)[0] == 0


def test_that_a_refusal_is_a_result_with_status_1(room: Path) -> None:
    data = {"events": ["e1"], "reason": "test"}
    status, done = given(room, "dismiss", data, "leader")
    assert (status, done["done"], done["refused"]) == (1, False, "not-allowed")
    assert given(room, "dismiss", data | {"events": ["e9"]})[1]["refused"] == "unknown"


def test_that_what_is_not_understood_is_said_with_status_2(room: Path) -> None:
    common = ("--settings", str(room), "--as", "demo", "--data")
    refused(door("do", "dismis", *common, "{}"), "dismis", "dismiss")
    refused(door("do", "dismiss", *common, '{"events":["e1"],"reason":"because"}'), "because", "reason")
    refused(door("do", "dismiss", "--settings", str(room), "--as", "nobody", "--data",
                 '{"events":["e1"],"reason":"test"}'), "nobody")  # fmt: skip


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ("", "--data"), ("[]", "object"), ("{", "--data"), ('{"events":[]}', "length"), ('{"events":"e1"}', "array"),
        ('{"events":["e1"],"evens":[]}', "evens"), ('{"type":"dismiss","events":["e1"]}', "type"),
    ],
)  # fmt: skip
def test_that_wrong_data_names_what_is_wrong(data: str, word: str) -> None:
    with pytest.raises(ValueError, match=word):
        read("acknowledge", data)
