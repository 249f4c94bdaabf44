"""A run's folder is one process's at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


class RunInUse(ValueError):
    """Another process serves from this folder, or it cannot be used at all."""


@contextmanager
def kept_by_one(folder: Path) -> Iterator[None]:
    """Make `folder` and keep others out while the context lasts; kill -9 lets them in too. Raises RunInUse."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "in-use.lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise RunInUse(f"another process serves from {folder}; give --log-dir another folder") from error
    except OSError as error:
        raise RunInUse(f"{folder}: {error.strerror or error}") from error
    try:
        yield
    finally:
        lock.release()
