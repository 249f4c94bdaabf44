"""Who has a matter open: one operator at a time works on it, and the others see who."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

BEAT = timedelta(seconds=20)
"""A seat says so often that it is still at it."""
LAPSE = timedelta(seconds=60)
"""A claim nobody has confirmed for so long is over: the seat was left, or has died."""


class Claim(Struct, frozen=True):
    """`subject` is a flagged event's or a case's id; `beat` when the seat last said that it is still at it."""

    subject: str
    person: str
    person_name: str
    since: datetime
    beat: datetime

    @property
    def until(self) -> datetime:
        """When it lapses unless it is confirmed."""
        return self.beat + LAPSE
