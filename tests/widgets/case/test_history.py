"""What happened to a matter names squads as people do, also once they are no longer recommended."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from command_center.model.cases import Step, TaskState
from command_center.model.categories import Category
from command_center.queries.answers import HistoryEntry
from tests.widgets.room import NOW, case_matter, case_row
from widgets.case.history import line


@pytest.fixture(autouse=True)
def translated(qapp: QApplication) -> None:
    """Words are translated by the application."""


def test_a_squad_sent_before_has_its_name() -> None:
    row = case_row("AJ-1", Step.HANDLING, Category.STREET_VENDING, 30, task=TaskState.ON_SCENE)
    matter = replace(case_matter(row), squads=(), squad_names={"S-10-1": "府山一班"})
    sent = HistoryEntry(NOW, "dispatch-case", "王敏", {"squad": "S-10-1"})
    told = HistoryEntry(NOW, "task:on-scene", "system", {"squad": "S-10-1"})
    assert "府山一班" in line(sent, matter, NOW)[1]
    assert line(told, matter, NOW)[1].startswith("府山一班")
    assert "S-10-1" not in line(sent, matter, NOW)[1] + line(told, matter, NOW)[1]
