"""What the bureau lays down in files it may edit (resources/city): deadlines, outward messages, evidence; and its
handbook (resources/handbook)."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import msgspec

from command_center.handbook import Handbook, Mistake, read_handbook
from command_center.model.categories import Category
from command_center.model.dossier_words import DossierWords
from command_center.model.evidence_rules import EvidenceRules
from command_center.worktime import Calendar, end, read_limit

T = TypeVar("T")

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


class Limited(StrEnum):
    """What has a limit: the tables of deadlines.toml."""

    DISPATCH = "dispatch"
    CHECK = "check"
    MEDIATION = "mediation"
    HANDLE = "handle"
    ANSWER = "answer"


Table = dict[str, str | float]


class Deadlines(msgspec.Struct, frozen=True):
    """How long each step may take: by category, with a `default`; in the units of `worktime`."""

    dispatch: Table
    check: Table
    mediation: Table
    handle: Table
    answer: Table
    calendar: Calendar

    def __post_init__(self) -> None:
        """Raises ValueError for a limit that is none, and for a category there is not."""
        for name in Limited:
            table: Table = getattr(self, name)
            if "default" not in table:
                raise ValueError(f"[{name}] has no default")
            for category, limit in table.items():
                if category != "default" and category not in [*Category]:
                    raise ValueError(f"[{name}] {category}: no category")
                end(datetime(2026, 1, 1, tzinfo=UTC), read_limit(limit), self.calendar)

    def end(self, step: Limited, start: datetime, category: Category) -> datetime:
        """When the limit of a step that begins at `start` ends."""
        table: Table = getattr(self, step)
        return end(start, read_limit(table.get(category, table["default"])), self.calendar)


class Messages(msgspec.Struct, frozen=True, rename="kebab"):
    """Texts for squads, owners and studios, with {fields} to fill in."""

    reminder: str
    reminder_zone: str
    reminder_hours: str
    reminder_nowhere: str
    pile_up: str
    pile_up_places: str
    mediation: str
    task_instructions: str
    rework: str
    address_in_grid: str
    address_nowhere: str
    result: str
    outcome: dict[str, str]
    category: dict[str, str]

    def title(self, category: Category) -> str:
        """A category as squads and studios read it."""
        return self.category.get(category, category)

    def address(self, lon: float, lat: float, grid: int | None) -> str:
        """A spot without a name, in words: the grid and the coordinates."""
        words = self.address_nowhere if grid is None else self.address_in_grid
        return words.format(grid=grid, lon=lon, lat=lat)


class Bureau(msgspec.Struct, frozen=True):
    """Everything the bureau lays down in its own files."""

    deadlines: Deadlines
    messages: Messages
    evidence: EvidenceRules
    dossier: DossierWords
    handbook: Handbook


class BureauFileError(Exception):
    """A file of the bureau's is wrong: which, and what was expected."""


def read_bureau(folder: Path = RESOURCES / "city", handbook: Path = RESOURCES / "handbook") -> Bureau:
    """Read the files. Raises BureauFileError."""
    try:
        pages = read_handbook(handbook)
    except Mistake as error:
        raise BureauFileError(str(error)) from error
    return Bureau(
        _read(folder / "deadlines.toml", Deadlines),
        _read(folder / "messages.toml", Messages),
        _read(folder / "evidence.toml", EvidenceRules),
        _read(folder / "dossier.toml", DossierWords),
        pages,
    )


def _read(path: Path, kind: type[T]) -> T:
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), kind)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise BureauFileError(f"{path}: {error}") from error
