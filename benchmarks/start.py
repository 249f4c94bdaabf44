"""From `python main.py` to the first live map frame: dogs of the demo city painted on the map, off screen.

The city runs already. Five starts, each on a new store and then once more on the one it left; the floor is a bare
`import PySide6.QtWidgets, pyqtgraph` with an application object in the same run. `python -m benchmarks.start`
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks._rig import Window, city, settings

ROUNDS = 5
BARE = "from PySide6.QtWidgets import QApplication; import pyqtgraph; QApplication([])"


def _floor() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", BARE], check=True, env={"QT_QPA_PLATFORM": "offscreen"})
    return time.perf_counter() - started


def _start(file: Path, folder: Path) -> float:
    window = Window(folder, "--settings", str(file))
    try:
        if not window.shown.wait(60) or window.first_frame_s is None:
            raise RuntimeError("no live frame within 60 s:\n" + "".join(window.said))
        return window.first_frame_s
    finally:
        window.close()


def main() -> None:
    """Measure and print."""
    first, again, floor = [], [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as name, city(Path(name)) as port:
            folder = Path(name)
            file = settings(folder, port)
            first.append(_start(file, folder))
            again.append(_start(file, folder))
            floor.append(_floor())
    result = {
        "benchmark": "start",
        "rounds": ROUNDS,
        "new_store_s": round(statistics.median(first), 2),
        "known_store_s": round(statistics.median(again), 2),
        "worst_s": round(max(first + again), 2),
        "floor_s": round(statistics.median(floor), 2),
        "known_over_floor": round(statistics.median(again) / statistics.median(floor), 1),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
