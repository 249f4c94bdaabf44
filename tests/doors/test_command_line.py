"""The command line: data on standard output, mistakes in words with status 2, no Qt where no screen is asked for."""

from __future__ import annotations

import csv
import json
import os
import re
import socket
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from command_center.bureau import read_bureau
from command_center.cases import opening
from command_center.doors.exporting import export_to
from command_center.store import city, events, intake, tracks
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
    """Settings whose store holds a case, an event, a report, a track and something in quarantine."""
    file = write_settings(tmp_path, free_port())
    store = Store(f"sqlite:///{tmp_path / 'cc.db'}")

    def fill(unit: Unit) -> None:
        events.raise_event(unit.connection, zone_event())
        events.raise_event(unit.connection, report_event())
        events.raise_event(unit.connection, zone_event("e2", "0418"))
        (behind,) = events.by_ids(unit.connection, ["e2"])
        opening.open_case(unit, [behind], read_bureau(), "Asia/Shanghai", "@SUM(A1)")
        city.put_report(unit.connection, "urban", report(), NOW)
        tracks.add(unit.connection, "dog", "dogs", columns([("0417", 1_795_390_805_120, 118.87, 28.94, 5.0)]))
        intake.quarantined(unit.connection, "dogs", NOW, "no such type", b'=1+1 {"type":"x"}\xff')
        unit.record("raised", "event", "e1", kind="dog-in-forbidden-zone")

    store.write_now(lambda c: run(c, fill, NOW, "system"))
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
    first, second, third = lines(door("export", "events", "--settings", str(kept)))
    wanted = "id kind priority state acknowledged withdrawn subject place grid lon lat first_seen raised last_seen"
    assert {*wanted.split(), "count", "source"} <= set(first)
    assert (first["subject"], first["state"], first["raised"]) == ("0417", "open", "2026-11-23T02:00:00Z")
    assert {second["kind"], third["kind"]} == {"street-vending", "dog-in-forbidden-zone"}


@pytest.mark.parametrize("what", ["events", "cases", "quarantine", "tracks", "audit"])
def test_that_everything_is_exported_in_every_form_alike(kept: Path, tmp_path: Path, what: str) -> None:
    out = {form: tmp_path / f"{what}.{form}" for form in ("jsonl", "csv", "xlsx")}
    for form, file in out.items():
        export_to(what, kept, form, None, file)
    found = [json.loads(line) for line in out["jsonl"].read_text().splitlines()]
    assert found
    with out["csv"].open(encoding="utf-8-sig", newline="") as table:
        read = list(csv.DictReader(table))
    assert [list(row) for row in read] == [list(row) for row in found]
    with zipfile.ZipFile(out["xlsx"]) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == len(found) + 1
    assert "<f>" not in sheet  # nothing in it is a formula


def test_that_a_workbook_is_written_from_the_command_line(kept: Path, tmp_path: Path) -> None:
    out = tmp_path / "cases.xlsx"
    assert lines(door("export", "cases", "--settings", str(kept), "--format", "xlsx", "--out", str(out))) == []
    assert zipfile.is_zipfile(out)


def test_that_text_a_spreadsheet_would_run_is_quoted(kept: Path, tmp_path: Path) -> None:
    done = door("export", "quarantine", "--settings", str(kept), "--format", "csv")
    (row,) = csv.DictReader(done.stdout.splitlines())
    assert row["raw"].startswith("'=1+1") and row["raw"].endswith("\\xff")
    export_to("cases", kept, "csv", None, tmp_path / "cases.csv")
    assert "'@SUM(A1)" in (tmp_path / "cases.csv").read_text("utf-8-sig")


def test_that_since_leaves_out_what_is_older(kept: Path) -> None:
    assert lines(door("export", "events", "--settings", str(kept), "--since", "2026-11-23T10:00:01+08:00")) == []
    assert len(lines(door("export", "events", "--settings", str(kept), "--since", "2026-11-23T10:00:00+08:00"))) == 3


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("dogs", "jsonl", None, None), "'dogs': expected one of events"),
        (("events", "pdf", None, None), "'pdf': expected one of jsonl"),
        (("events", "jsonl", "yesterday", None), "--since 'yesterday': expected RFC 3339"),
        (("events", "jsonl", "2026-11-23T10:00:00", None), "an offset is missing"),
        (("events", "xlsx", None, None), "needs --out"),
        (("events", "jsonl", None, Path("/nowhere/at/all.jsonl")), "no folder"),
    ],
)
def test_that_a_wrong_argument_of_export_is_refused_in_words(
    kept: Path, arguments: tuple[str, str, str | None, Path | None], word: str
) -> None:
    what, form, since, out = arguments
    with pytest.raises(ValueError, match=re.escape(word)):
        export_to(what, kept, form, since, out)


def test_that_a_wrong_argument_ends_with_status_2(kept: Path) -> None:
    refused(door("export", "events", "--since", "yesterday", "--settings", str(kept)), "--since 'yesterday'")


def test_that_export_makes_no_store_where_there_is_none(tmp_path: Path) -> None:
    refused(door("export", "events", "--settings", str(write_settings(tmp_path, 1))), "no store")
    assert not (tmp_path / "cc.db").exists()


def test_that_a_mistake_in_settings_or_places_ends_with_status_2(tmp_path: Path) -> None:
    settings = write_settings(tmp_path, 1)
    settings.write_text(settings.read_text().replace('kind = "squad"', 'kind = "squid"'))
    refused(door("headless", "--settings", str(settings), "--duration", "1"), "settings.toml", "kind")
    settings.write_text("[[feeds]\n")
    refused(door("export", "events", "--settings", str(settings)), "settings.toml", "line 1")
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


def test_that_doctor_names_the_key_that_is_wrong_in_a_settings_file(tmp_path: Path) -> None:
    settings = write_settings(tmp_path, 1, "dogs")
    settings.write_text(settings.read_text().replace('kind = "dog-tag"', 'kind = "cat-tag"'))
    done = door("doctor", "--settings", str(settings))
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("WRONG settings")]
    assert "settings.toml" in line and "feeds[0].kind" in line and "cat-tag" in line


def test_that_doctor_without_settings_looks_at_the_machine() -> None:
    done = door("doctor")
    assert done.returncode in (0, 1) and done.stderr == ""
    assert "ok    python" in done.stdout and "ok    the bureau's files" in done.stdout


def test_that_simulate_tells_its_port_and_ends_when_asked(tmp_path: Path) -> None:
    arguments = ("simulate", "--port", "0", "--tags", "10", "--rate", "5", "--log-dir", str(tmp_path))
    with subprocess.Popen(
        [sys.executable, "-c", NO_QT, *arguments], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as city:
        assert city.stdout is not None
        told = json.loads(city.stdout.readline())
        assert list(told) == ["listening"]
        with socket.create_connection(("127.0.0.1", told["listening"]), timeout=5):
            city.terminate()
        assert city.communicate(timeout=20)[0] == ""
    assert city.returncode == 0


def test_that_a_port_in_use_ends_with_status_2(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused(door("simulate", "--port", port, "--tags", "10", "--log-dir", str(tmp_path)), f"port {port}", "in use")


def test_that_nobody_unknown_sits_down(tmp_path: Path) -> None:
    done = door("--settings", str(write_settings(tmp_path, free_port())), "--as", "nobody", without_qt=False)
    refused(done, "nobody")
