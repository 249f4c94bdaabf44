"""The room, for every test here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.evidence.room import EvidenceRoom


@pytest.fixture
async def helpers() -> AsyncIterator[None]:
    """The loop's own helper threads end with the test."""
    yield
    await asyncio.get_running_loop().shutdown_default_executor()


@pytest.fixture
async def room(tmp_path: Path, helpers: None) -> AsyncIterator[EvidenceRoom]:
    made = EvidenceRoom(tmp_path)
    yield made
    made.close()
