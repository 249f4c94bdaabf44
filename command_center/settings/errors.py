"""A mistake in a settings or places file."""

from __future__ import annotations

from pathlib import Path


class SettingsError(Exception):
    """Which file, where in it (line or key), and what was expected there. The door answers with status 2."""

    def __init__(self, path: Path, where: str, expected: str) -> None:
        super().__init__(f"{path}: {where}: {expected}" if where else f"{path}: {expected}")
        self.path, self.where, self.expected = path, where, expected


def read_text(path: Path) -> str:
    """The file's text (UTF-8, a byte-order mark allowed). Raises SettingsError."""
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise SettingsError(path, "", f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(path, f"byte {error.start}", "expected UTF-8 text") from error
