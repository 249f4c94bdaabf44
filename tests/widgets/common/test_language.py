"""There is one language on the screen, however many objects ask for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from widgets.common.language import Language


@pytest.fixture(autouse=True)
def english_after(qapp: QApplication) -> Iterator[None]:
    yield
    Language(qapp).use("en")


def test_another_object_turns_the_same_language(qapp: QApplication) -> None:
    one, other = Language(qapp), Language(qapp)
    one.use("zh_CN")
    assert (one.name, other.name, other.other()) == ("zh_CN", "zh_CN", "en")
    assert QCoreApplication.translate("Panels", "Map") == "地图"
    other.use("en")
    assert (one.name, other.name) == ("en", "en")
    assert QCoreApplication.translate("Panels", "Map") == "Map"
