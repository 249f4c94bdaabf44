"""The compiled loops, made once for all runs of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from widgets.map.points import cache, engines
from widgets.map.points.scene import Engine

if TYPE_CHECKING:
    from widgets.map.points.fast import Fast


@pytest.fixture(scope="session")
def compiled(pytestconfig: pytest.Config) -> Fast:
    """The compiled engine, from a folder that stays."""
    home = pytestconfig.rootpath / ".pytest_cache" / "compiled" / cache.stamp()
    home.mkdir(parents=True, exist_ok=True)
    cache.at(home)
    from widgets.map.points.fast import Fast

    made = Fast(engines.prepare())
    made.close()  # alone, without threads: a test leaves none
    return made


@pytest.fixture
def fast(compiled: Fast) -> Iterator[Fast]:
    """The map draws with the compiled engine."""
    before: Engine = engines.engine()
    engines.use(compiled)
    yield compiled
    engines.use(before)


@pytest.fixture
def own_cache(tmp_path: Path) -> Iterator[Path]:
    """A folder of this test's own."""
    before = cache.folder()
    cache.at(tmp_path)
    yield tmp_path
    cache.at(before)
