"""What holds for every test: no screen, no home directory, and nothing left behind.

A test that leaves a window, a running timer, a thread or an asyncio task fails, named; so does one that makes Qt or
Python warn (pyproject.toml). Leaks found one test later are the ones that cost an afternoon.
"""

from __future__ import annotations

import asyncio
import atexit
import gc
import inspect
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QWidget

GRACE_S = 2.0  # how long a thread or task may take to end once the test is over
_HOME_MARK = "TESTS_HOME"


def _no_screen_no_home() -> None:
    """Before Qt or platformdirs look: offscreen, and every user directory in one that goes away with the run."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name in [name for name in os.environ if name.startswith("COMMAND_CENTER_")]:
        del os.environ[name]
    if _HOME_MARK not in os.environ:
        os.environ[_HOME_MARK] = tempfile.mkdtemp(prefix="command-center-tests-")
        atexit.register(shutil.rmtree, os.environ[_HOME_MARK], ignore_errors=True)
    # A worker of several has directories of its own: what one keeps for the next start is not another's.
    home = os.path.join(os.environ[_HOME_MARK], os.environ.get("PYTEST_XDIST_WORKER", "all"))  # noqa: PTH118
    os.mkdir(home, 0o700)  # noqa: PTH102
    for kind in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR"):
        path = os.path.join(home, kind.lower())  # noqa: PTH118
        os.mkdir(path, 0o700)  # noqa: PTH102 # Qt warns of a runtime directory others can read
        os.environ[f"XDG_{kind}"] = path


_no_screen_no_home()
settings.register_profile("here", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Asynchronous tests are watched for tasks too; the others need no loop for it."""
    for item in items:
        if isinstance(item, pytest.Function) and inspect.iscoroutinefunction(item.obj):
            item.fixturenames.insert(0, "no_leaked_tasks")


@pytest.fixture
async def no_leaked_tasks() -> AsyncIterator[None]:
    """Fails when a task started in the test or its fixtures still runs after all of them are done."""
    before = asyncio.all_tasks()
    yield
    left = asyncio.all_tasks() - before - {asyncio.current_task()}
    if left:
        _, left = await asyncio.wait(left, timeout=GRACE_S)
    assert not left, f"tasks left running: {sorted(repr(task) for task in left)}"


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    """Fails when a thread started in the test is still there, daemon or not."""
    before = set(threading.enumerate())
    yield
    left = []
    for thread in set(threading.enumerate()) - before:
        if isinstance(thread, threading._DummyThread) or thread.name.startswith("pytest_timeout"):
            continue  # Qt's pool threads can't be joined from here; pytest-timeout's own ends with the test
        # Compiling ends by itself, and can't be broken off; once in a run, for as long as the machine needs.
        thread.join(50 if thread.name == "compiled points" else GRACE_S)
        if thread.is_alive():
            left.append(thread.name)
    assert not left, f"threads left running: {sorted(left)}"


@pytest.fixture(autouse=True)
def no_leaked_qt(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails when a window made in the test lives on, or a timer started in it still ticks."""
    if "PySide6.QtWidgets" not in sys.modules:
        yield
        return
    from PySide6.QtCore import QTimer

    mine = "qapp" in request.fixturenames
    if mine:
        gc.disable()  # nor may a thread's turn to collect take a window with it: widgets/common/collector.py
    started: list[QTimer] = []
    start = QTimer.start

    def remember(timer: QTimer, *arguments: Any) -> None:
        started.append(timer)
        start(timer, *arguments)

    monkeypatch.setattr(QTimer, "start", remember)
    before = {id(widget) for widget in _windows()}
    yield
    _let_deletions_happen()
    if mine:
        gc.collect()  # a window in a circle of Python objects is no leak, only late
        gc.enable()
        _let_deletions_happen()
    windows = [_described(widget) for widget in _windows() if id(widget) not in before]
    ticking = [_described_timer(timer) for timer in started if _is_ticking(timer)]
    started.clear()
    assert not windows, f"windows left open: {sorted(windows)}"
    assert not ticking, f"timers left ticking: {sorted(ticking)}"


def _windows() -> list[QWidget]:
    from PySide6.QtWidgets import QApplication

    return QApplication.topLevelWidgets() if QApplication.instance() else []


def _let_deletions_happen() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _described(widget: QWidget) -> str:
    return f"{type(widget).__module__}.{type(widget).__name__} {widget.objectName()!r}"


def _described_timer(timer: QTimer) -> str:
    return f"{timer.objectName() or type(timer.parent()).__name__} every {timer.interval()} ms"


def _is_ticking(timer: QTimer) -> bool:
    from shiboken6 import isValid

    return isValid(timer) and timer.isActive()
