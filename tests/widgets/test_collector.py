"""Widgets in circles of Python objects are destroyed on the interface's thread, whichever thread allocates."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from widgets.common.collector import Collector

Make = Callable[[], None]


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    made = Collector()
    yield made
    made.stop()
    made.deleteLater()
    gc.disable()  # as the tests' own watch left it


class Circle(QObject):
    """Says on which thread it was let go."""

    def __init__(self, told: list[int]) -> None:
        super().__init__()
        self.me, self.told = self, told

    def __del__(self) -> None:
        self.told.append(threading.get_ident())


def allocate() -> None:
    """As much as makes Python collect everything many times over."""
    for _ in range(100):
        made = [[] for _ in range(5000)]  # type: ignore[var-annotated]
        made.clear()


def test_a_thread_that_allocates_does_not_collect_and_the_timer_does(collector: Collector) -> None:
    told: list[int] = []
    Circle(told)
    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert told == []
    for _ in range(5000):
        Circle(told)
    while collector.look() is not None:
        pass
    assert len(told) > 5000 // 2 and set(told) == {threading.get_ident()}


def test_what_is_old_is_collected_too_but_seldom(collector: Collector) -> None:
    seen = []
    for _ in range(400):
        made = [[] for _ in range(800)]  # type: ignore[var-annotated]
        seen.append(collector.look())
        del made
    assert 2 in seen and seen.count(2) <= 4 and seen.count(0) > seen.count(1) > 5


def test_it_is_given_back_to_python_at_the_end(qapp: QApplication) -> None:
    made = Collector()
    assert not gc.isenabled()
    made.stop()
    made.deleteLater()
    assert gc.isenabled()
    gc.disable()
