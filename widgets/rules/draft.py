"""The rules as a person filled them in, and whether they can be taken. No widgets here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from command_center.model.settings import DogWalking
from widgets.zones import draft as zones

_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,2})?")


class Part(Enum):
    """What on the form something can be wrong with."""

    PROHIBITED = "prohibited"
    REMIND = "remind_first_min"
    RADIUS = "home_radius_m"
    EFFECTIVE = "effective"


LIMITS: Mapping[Part, tuple[float, float]] = {Part.REMIND: (0, 240), Part.RADIUS: (10, 1000)}
"""Least and most, in minutes and metres; the command holds the same."""


class Unfit(ValueError):
    """Something on the form cannot be taken: `part` of it."""

    def __init__(self, part: Part) -> None:
        super().__init__(part.value)
        self.part = part


@dataclass(frozen=True)
class Filled:
    """The form's fields, as they stand there."""

    prohibited: str
    remind: str
    radius: str


@dataclass(frozen=True)
class Numbers:
    """What can be changed of the rules: hours in opening_hours syntax, minutes, metres."""

    prohibited: str
    remind_first_min: float
    home_radius_m: float


def of(rules: DogWalking) -> Numbers:
    """What of these rules can be changed."""
    return Numbers(rules.prohibited, rules.remind_first_min, rules.home_radius_m)


def shown(numbers: Numbers) -> Filled:
    """As they stand in the fields."""
    return Filled(numbers.prohibited, f"{numbers.remind_first_min:g}", f"{numbers.home_radius_m:g}")


def read(filled: Filled) -> Numbers:
    """The fields' numbers. Raises Unfit for the first that cannot be taken: prohibited hours that are empty (that
    would be always, which is written 24/7), a number that is none, or one out of its limits."""
    if not filled.prohibited.strip():
        raise Unfit(Part.PROHIBITED)
    return Numbers(filled.prohibited, _number(Part.REMIND, filled.remind), _number(Part.RADIUS, filled.radius))


def _number(part: Part, text: str) -> float:
    text, (least, most) = text.strip().replace(",", "."), LIMITS[part]
    if _NUMBER.fullmatch(text) is None or not least <= float(text) <= most:
        raise Unfit(part)
    return float(text)


def moment(text: str, now: datetime) -> datetime | None:
    """When they are to hold from, UTC; None for now. As for a zone. Raises Unfit."""
    try:
        return zones.moment(text, now)
    except zones.Unfit as error:
        raise Unfit(Part.EFFECTIVE) from error
