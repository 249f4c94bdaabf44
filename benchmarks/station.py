"""What the station takes on the demo city at 1920×1080: processor and memory after five minutes, and their growth.

The station runs off screen (software raster, as without a GPU), the city in another process. Sampled every ten
seconds; the share is of one core over the last minute. Growth compares the last ten minutes with those after the
first ten. The floor is an idle PySide6 and pyqtgraph window in the same run.
`python -m benchmarks.station [--minutes 6]`; the hour: `--minutes 65`
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from benchmarks._rig import Window, city, settings

EVERY_S = 10.0
IDLE = """
from PySide6.QtWidgets import QApplication
import pyqtgraph, sys
app = QApplication([]); view = pyqtgraph.PlotWidget(); view.resize(1920, 1080); view.show(); app.exec()
"""


def _idle_mb() -> float:
    process = subprocess.Popen([sys.executable, "-c", IDLE], env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    try:
        time.sleep(5)
        return float(psutil.Process(process.pid).memory_info().rss) / 1e6
    finally:
        process.terminate()
        process.wait()


def _watch(window: Window, minutes: float) -> list[dict[str, float]]:
    samples: list[dict[str, float]] = []
    started = time.perf_counter()
    while (passed := time.perf_counter() - started) < minutes * 60:
        samples.append({"t": passed, "cpu_s": window.cpu_s(), "mb": window.memory_mb()})
        time.sleep(EVERY_S)
    return samples


def _share(samples: list[dict[str, float]], start: float, end: float) -> float:
    inside = [s for s in samples if start <= s["t"] <= end]
    return (inside[-1]["cpu_s"] - inside[0]["cpu_s"]) / (inside[-1]["t"] - inside[0]["t"])


def _median_mb(samples: list[dict[str, float]], start: float, end: float) -> float:
    return statistics.median(s["mb"] for s in samples if start <= s["t"] <= end)


def _result(samples: list[dict[str, float]], idle_mb: float) -> dict[str, Any]:
    end = samples[-1]["t"]
    at = min(300.0, end)
    found: dict[str, Any] = {
        "benchmark": "station",
        "minutes": round(end / 60, 1),
        "after_s": round(at),
        "core_share": round(_share(samples, at - 60, at), 3),
        "memory_mb": round(_median_mb(samples, at - 60, at), 1),
        "idle_window_mb": round(idle_mb, 1),
        "memory_over_idle": round(_median_mb(samples, at - 60, at) / idle_mb, 2),
    }
    if end > 1800:
        early, late = (600.0, 1200.0), (end - 600, end)
        found |= {
            "core_share_early": round(_share(samples, *early), 3),
            "core_share_late": round(_share(samples, *late), 3),
            "memory_mb_early": round(_median_mb(samples, *early), 1),
            "memory_mb_late": round(_median_mb(samples, *late), 1),
            "memory_every_5_min": [round(_median_mb(samples, t, t + 60), 1) for t in range(0, int(end) - 60, 300)],
        }
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=6)
    minutes = parser.parse_args().minutes
    idle_mb = _idle_mb()
    with tempfile.TemporaryDirectory() as name, city(Path(name)) as port:
        folder = Path(name)
        window = Window(folder, "--settings", str(settings(folder, port)))
        try:
            samples = _watch(window, minutes)
        finally:
            window.close()
    print(json.dumps(_result(samples, idle_mb)))


if __name__ == "__main__":
    main()
