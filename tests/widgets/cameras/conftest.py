"""A Qt loop for players and servers, and proof that every player has ended."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication

from tests.widgets.conftest import until
from widgets.cameras import player
from widgets.common import theme


@pytest.fixture
def run(qapp: QApplication) -> Callable[[Callable[[], Awaitable[None]]], None]:
    """Runs a test's body on a Qt loop; afterwards no player may be left."""
    QSettings().clear()
    qapp.setQuitOnLastWindowClosed(False)
    theme.apply(qapp, theme.DARK)

    def go(body: Callable[[], Awaitable[None]]) -> None:
        async def whole() -> None:
            await body()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            await until(lambda: player.ending() == 0, 10)

        loop = qasync.QEventLoop(qapp, already_running=False)
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(whole())
        finally:
            loop.close()
            asyncio.set_event_loop(None)

    return go
