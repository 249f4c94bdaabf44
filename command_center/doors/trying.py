"""What other rules or places would have raised, from the shell: over the store's own tracks, changing nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from command_center.clock import SystemClock
from command_center.model.settings import DogWalking
from command_center.queries.trial.asked import Trial
from command_center.queries.trial.running import run
from command_center.settings.checking import hours_mistake
from command_center.settings.toml import read_settings
from command_center.store.database import Store
from command_center.store.engine import database_file

USUAL_SPAN = timedelta(days=1)


def _rules(data: str | None, first: DogWalking) -> DogWalking | None:
    """`first` with what the JSON object, or the file that holds one, says otherwise. Raises ValueError."""
    if data is None:
        return None
    try:
        given = json.loads(data if data.lstrip().startswith("{") else Path(data).read_text("utf-8"))
        if not isinstance(given, dict) or not given.keys() <= set(DogWalking.__struct_fields__):
            raise ValueError(f"a JSON object with some of: {', '.join(DogWalking.__struct_fields__)}")
        told = msgspec.convert(msgspec.to_builtins(first) | given, DogWalking)
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise ValueError(f"--rules: {error}") from error
    why = hours_mistake(told.prohibited)
    if why is not None:
        raise ValueError(f"--rules: prohibited: {why}")
    return replace(told, timezone=first.timezone)


def _features(file: Path | None) -> tuple[dict[str, Any], ...]:
    if file is None:
        return ()
    try:
        told = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError(f"--zones: {file}: {error}") from error
    if not isinstance(told, dict) or not isinstance(told.get("features"), list):
        raise ValueError(f"--zones: {file}: expected a GeoJSON FeatureCollection")
    return tuple(told["features"])


def trial(
    settings_file: Path,
    rules: str | None,
    zones: Path | None,
    without: tuple[str, ...],
    start: datetime | None,
    end: datetime | None,
    progress: Callable[[float], None],
) -> dict[str, Any]:
    """Carry a trial out in this process. Raises ValueError and the errors of settings and store, in plain words."""
    settings = read_settings(settings_file)
    if not database_file(settings.store.url).exists():
        raise ValueError("there is no store yet: run the station or headless on it first")
    if rules is None and zones is None and not without:
        raise ValueError("nothing to try: name --rules, --zones or --without")
    now = SystemClock().now()
    last = end or now
    first = start or last - USUAL_SPAN
    if any(one is not None and one.tzinfo is None for one in (start, end)) or not first < last:
        raise ValueError("--from and --to: two moments with an offset, the first before the second")
    dogs = settings.rules.dog_walking
    asked = Trial(start=first, end=last, rules=_rules(rules, dogs), features=_features(zones), without=without)
    store = Store(settings.store.url)
    try:
        found = store.read_now(lambda c: run(c, asked, dogs, now, progress))
    finally:
        store.close()
    told: dict[str, Any] = msgspec.to_builtins(found)
    return told


def on_stderr(share: float) -> None:
    """How far it is, for a person at a shell."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{share:4.0%}")
        sys.stderr.flush()
