"""Every scene, and every kind of tile at its least, on every size of screen and at every scale factor: nothing
overlaps, nothing is cut, nothing is smaller than 1/40 of the screen's height. In both languages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("factor", "width", "height"),
    [
        ("1", 1366, 768),
        ("1", 7680, 2160),
        ("1.25", 1920, 1080),
        ("1.5", 1366, 768),
        ("2", 3840, 2160),
        ("3", 3840, 2160),
        ("1", 1080, 1920),
    ],
)
def test_nothing_overlaps_is_cut_or_too_small(factor: str, width: int, height: int, tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": factor,
                   "XDG_CONFIG_HOME": str(tmp_path)}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tests.widgets.wall_layout", str(width), str(height)],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    looked = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(looked) == 24, done.stderr
    assert [(one["scene"], one["language"], one["wrong"]) for one in looked if one["wrong"]] == []
