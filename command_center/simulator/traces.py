"""Recorded GPS traces, read from files nobody promised to be in order.

GPX 1.0 and 1.1 (tracks, or routes where there are none), GeoLife and OziExplorer .plt, CSV with a header. What is no
point is skipped and told; a file that is no trace is told and skipped. Nothing here raises on what a file holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from command_center.simulator.trace import Complaints, NotATrace, Recording
from command_center.simulator.trace_csv import read_csv
from command_center.simulator.trace_gpx import read_gpx
from command_center.simulator.trace_plt import read_plt

READERS: dict[str, Callable[[Path, Complaints], Iterable[Recording]]] = {
    ".gpx": read_gpx,
    ".plt": read_plt,
    ".csv": read_csv,
}


def read_paths(paths: Iterable[Path], tell: Callable[[str], None]) -> list[Recording]:
    """All recordings in files and (recursively) directories, in the order of their names; `tell` hears of bad ones.

    A directory's other files are no business of ours; a file named by itself must be a trace.
    Raises ValueError, in words, when a path is missing.
    """
    recordings: list[Recording] = []
    for path in paths:
        if not path.exists():
            raise ValueError(f"{path}: there is no such file or directory")
        files = sorted(f for f in path.rglob("*") if f.suffix.lower() in READERS) if path.is_dir() else [path]
        for file in files:
            if not file.is_dir():
                recordings += _read(file, tell)
    return recordings


def _read(file: Path, tell: Callable[[str], None]) -> Sequence[Recording]:
    complaints = Complaints(file, tell)
    try:
        reader = READERS.get(file.suffix.lower())
        if reader is None:
            raise NotATrace(f"not a kind of file that is read here ({', '.join(READERS)})")
        found = [recording for recording in reader(file, complaints) if any(t.points for t in recording.tracks)]
        complaints.close()
        if not found:
            raise NotATrace("no points in it")
    except NotATrace as error:
        tell(f"{file}: {error}; skipped")
    except OSError as error:
        tell(f"{file}: {error.strerror or error}; skipped")
    else:
        return found
    return []
