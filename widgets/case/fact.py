"""One line of the facts beside a matter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """One line; `reveal` is the event to ask about, when what it shows is masked."""

    label: str
    value: str
    reveal: str | None = None
