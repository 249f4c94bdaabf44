"""Trials from the shell: what the store's tracks would have raised, and mistakes in plain words."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from command_center.doors.trying import trial
from command_center.settings.places import feature_of
from command_center.store.database import Store
from tests.queries.test_trial import OTHER, SPAN
from tests.queries.test_trial import store as store

FEED = '[[feeds]]\nname = "dogs"\nkind = "dog-tag"\nurl = "ws://127.0.0.1:1/dogs"\n'


@pytest.fixture
def settings(tmp_path: Path, store: Store) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(f'[store]\nurl = "sqlite:///{store.file}"\n{FEED}', "utf-8")
    return file


def tried(settings: Path, rules: str | None = None, zones: Path | None = None, **span: datetime | None) -> Any:
    when = SPAN | span
    return trial(settings, rules, zones, (), when["start"], when["end"], lambda _: None)


def test_that_rules_are_told_as_text_or_in_a_file_and_a_zone_in_a_file(settings: Path, tmp_path: Path) -> None:
    longer = json.dumps({"prohibited": "24/7"})
    (tmp_path / "rules.json").write_text(longer, "utf-8")
    (tmp_path / "zones.json").write_text(json.dumps({"features": [feature_of(OTHER)]}), "utf-8")
    told = tried(settings, longer)
    assert told["n_more"] > 0 and told == tried(settings, str(tmp_path / "rules.json"))
    assert {one["name"] for one in tried(settings, zones=tmp_path / "zones.json")["by_place"]} >= {OTHER.name}
    assert json.loads(json.dumps(told))["n_more"] == told["n_more"]


@pytest.mark.parametrize(
    ("rules", "why"),
    [("{", "--rules"), ('{"dwell": 3}', "some of"), ('{"prohibited": "sometimes"}', "prohibited"),
     ("no.json", "--rules"), ('{"home_radius_m": "far"}', "home_radius_m"), (None, "nothing to try")],
)  # fmt: skip
def test_that_a_mistake_is_said_in_plain_words(settings: Path, rules: str | None, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        tried(settings, rules)


def test_that_moments_without_an_offset_or_the_wrong_way_round_are_refused(settings: Path) -> None:
    first, last = SPAN["start"], SPAN["end"]
    for start, end in ((last, first), (first.replace(tzinfo=None), last)):
        with pytest.raises(ValueError, match="--from"):
            tried(settings, '{"home_radius_m": 80}', start=start, end=end)
