"""What a leader can ask of the rules."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct


class ChangeRules(Struct, frozen=True, tag="change-rules"):
    """Other dog rules, from `effective` on (None: now): `prohibited` opening_hours syntax, `remind_first_min` minutes
    (0: at once), `home_radius_m` metres. `expected` is the number of the last change that was looked at. Going back to
    earlier rules is a change too."""

    prohibited: Annotated[str, Meta(max_length=1000)]
    remind_first_min: Annotated[float, Meta(ge=0, le=1440)]
    home_radius_m: Annotated[float, Meta(ge=0, le=10_000)]
    effective: datetime | None = None
    expected: int = 0
    reason: Annotated[str, Meta(max_length=2000)] = ""


class NoteTrial(Struct, frozen=True, tag="note-trial"):
    """Put on record that other rules or places (`what`, in words) are tried over the tracks between two moments; a seat
    does so before it runs the trial. Leaves a record: where a dog was is where its owner was."""

    start: datetime
    end: datetime
    what: Annotated[str, Meta(max_length=1000)] = ""
