"""Runs a look at windows once for every scale factor, all at the same time: Qt reads the factor once a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
Found = list[dict[str, Any]]


class Looks:
    """Children of the module `name`, one a factor, each with its sizes (device pixels) as arguments."""

    def __init__(self, name: str, sizes: Mapping[str, Sequence[str]], folder: Path) -> None:
        self._children = {factor: _start(name, factor, given, folder) for factor, given in sizes.items()}

    def found(self, factor: str) -> Found:
        """What the child of this factor said, one object a line."""
        child = self._children[factor]
        said, trouble = child.communicate(timeout=180)
        assert child.returncode == 0, trouble
        return [json.loads(line) for line in said.splitlines()]

    def end(self) -> None:
        """Leave none behind."""
        for child in self._children.values():
            if child.poll() is None:
                child.kill()
            child.communicate()


def _start(name: str, factor: str, sizes: Sequence[str], folder: Path) -> subprocess.Popen[str]:
    own = folder / factor
    own.mkdir()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": factor, "XDG_CONFIG_HOME": str(own)}
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", name, *sizes]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True)


def looks(name: str, sizes: Mapping[str, Sequence[str]], folder: Path) -> Iterator[Looks]:
    """A fixture's body."""
    made = Looks(name, sizes, folder)
    yield made
    made.end()
