"""Who has the intake of a store: one process, held by an operating-system lock that kill -9 frees."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from command_center.store.errors import IntakeTaken


class IntakeLock:
    """The lock beside the database file."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".intake.lock")
        self._lock = FileLock(self._path, timeout=0, thread_local=False)

    def take(self) -> None:
        """Take it at once, or raise IntakeTaken."""
        try:
            self._lock.acquire()
        except Timeout as error:
            raise IntakeTaken(f"another process has the intake of this store ({self._path})") from error

    def release(self) -> None:
        """Let go."""
        self._lock.release()
