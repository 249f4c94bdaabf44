"""The command line: data on standard output, mistakes in words with status 2, no Qt where no screen is asked for."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from command_center.pipeline.batch import Batch
from command_center.store import cases, city, events, intake, tracks
from command_center.store.database import Store
from command_center.store.unit import Unit, run
from tests.builders import NOW, report, report_event, zone_event
from tests.smallcity import free_port, write_settings
from tests.store.test_tracks import columns

ROOT = Path(__file__).resolve().parents[2]
NO_QT = """
import runpy, sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6", "pyqtgraph", "qasync", "widgets"):
            raise AssertionError(f"{name} was imported")
sys.meta_path.insert(0, Refuse())
sys.argv = ["main.py", *sys.argv[1:]]
runpy.run_path("main.py", run_name="__main__")
"""


def door(*arguments: str, without_qt: bool = True) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", NO_QT] if without_qt else [sys.executable, "main.py"]
    return subprocess.run(
        [*command, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60, env=os.environ, check=False
    )


def refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Settings whose store holds an event, a report, a case-less world, a track and something in quarantine."""
    file = write_settings(tmp_path, free_port())
    store = Store(f"sqlite:///{tmp_path / 'cc.db'}")

    def fill(unit: Unit) -> None:
        events.raise_event(unit.connection, zone_event())
        events.raise_event(unit.connection, report_event())
        city.put_report(unit.connection, "urban", report(), NOW)
        tracks.add(unit.connection, "dog", "dogs", columns([("0417", 1_795_390_805_120, 118.87, 28.94, 5.0)]))
        intake.quarantined(unit.connection, "dogs", NOW, "no such type", b'=1+1 {"type":"x"}\xff')
        unit.record("raised", "event", "e1", kind="dog-in-forbidden-zone")

    store.write_now(lambda c: run(c, fill, NOW, "system"))
    assert store.read_now(lambda c: cases.since(c, None)) == [] and not Batch()
    store.close()
    return file


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_that_headless_counts_every_second_and_ends_by_itself_with_a_feed_that_is_not_there(tmp_path: Path) -> None:
    found = lines(door("headless", "--settings", str(write_settings(tmp_path, free_port(), "dogs")), "--duration", "2"))
    assert len(found) == 2 and found[-1]["intake"] is True
    assert found[-1]["feeds"][0]["state"] == "down" and found[-1]["feeds"][0]["why"]


def test_that_events_are_exported_with_the_contracts_fields(kept: Path) -> None:
    first, second = lines(door("export", "events", "--settings", str(kept)))
    wanted = "id kind priority state acknowledged withdrawn subject place grid lon lat first_seen raised last_seen"
    assert {*wanted.split(), "count", "source"} <= set(first)
    assert (first["subject"], first["state"], first["raised"]) == ("0417", "open", "2026-11-23T02:00:00Z")
    assert second["kind"] == "street-vending"


@pytest.mark.parametrize("what", ["events", "cases", "quarantine", "tracks", "audit"])
@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_that_everything_is_exported_in_every_form(kept: Path, tmp_path: Path, what: str, form: str) -> None:
    out = tmp_path / f"out.{form}"
    done = door("export", what, "--settings", str(kept), "--format", form, "--out", str(out))
    assert done.returncode == 0, done.stderr
    if form == "xlsx":
        assert "xl/worksheets/sheet1.xml" in zipfile.ZipFile(out).namelist()
    elif what != "cases":
        assert out.read_text("utf-8-sig").strip()


def test_that_text_a_spreadsheet_would_run_is_quoted(kept: Path, tmp_path: Path) -> None:
    out = tmp_path / "q.csv"
    door("export", "quarantine", "--settings", str(kept), "--format", "csv", "--out", str(out))
    with out.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["raw"].startswith("'=1+1") and row["raw"].endswith("\\xff")


def test_that_since_leaves_out_what_is_older(kept: Path) -> None:
    assert lines(door("export", "events", "--settings", str(kept), "--since", "2026-11-23T10:00:01+08:00")) == []
    assert len(lines(door("export", "events", "--settings", str(kept), "--since", "2026-11-23T10:00:00+08:00"))) == 2


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("export", "dogs"), "expected one of events"),
        (("export", "events", "--format", "pdf"), "expected one of jsonl"),
        (("export", "events", "--since", "yesterday"), "RFC 3339"),
        (("export", "events", "--since", "2026-11-23T10:00:00"), "an offset is missing"),
        (("export", "events", "--format", "xlsx"), "--out"),
        (("export", "events", "--out", "/nowhere/at/all.jsonl"), "no folder"),
    ],
)
def test_that_a_wrong_argument_of_export_is_refused_in_words(kept: Path, arguments: tuple[str, ...], word: str) -> None:
    refused(door(*arguments, "--settings", str(kept)), word)


def test_that_export_makes_no_store_where_there_is_none(tmp_path: Path) -> None:
    refused(door("export", "events", "--settings", str(write_settings(tmp_path, 1))), "no store")
    assert not (tmp_path / "cc.db").exists()


def test_that_a_mistake_in_settings_or_places_ends_with_status_2(tmp_path: Path) -> None:
    settings = write_settings(tmp_path, 1)
    settings.write_text(settings.read_text().replace('kind = "squad"', 'kind = "squid"'))
    refused(door("headless", "--settings", str(settings), "--duration", "1"), "settings.toml", "kind")
    settings = write_settings(tmp_path, 1)
    places = tmp_path / "places.geojson"
    places.write_text(places.read_text().replace('"no-dog"', '"no-cat"'))
    refused(door("headless", "--settings", str(settings), "--duration", "1"), "places.geojson", "park-1", "kind")


def test_that_a_store_of_a_newer_program_ends_with_status_2(kept: Path, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'cc.db'}")
    store.write_now(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    store.close()
    refused(door("headless", "--settings", str(kept), "--duration", "1"), "newer version")


def test_that_doctor_names_what_is_wrong_and_how_to_mend_it(tmp_path: Path) -> None:
    settings = write_settings(tmp_path, free_port(), "dogs")
    done = door("doctor", "--settings", str(settings))
    assert done.returncode == 1
    assert "WRONG feed dogs" in done.stdout and "mend: start the feed's server" in done.stdout
    assert "ok    settings" in done.stdout and "ok    places" in done.stdout


def test_that_nobody_unknown_sits_down(tmp_path: Path) -> None:
    done = door("--settings", str(write_settings(tmp_path, free_port())), "--as", "nobody", without_qt=False)
    refused(done, "nobody")
