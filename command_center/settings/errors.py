"""A settings or places file with a mistake, said so that it can be mended."""

from __future__ import annotations

from pathlib import Path


class SettingsError(Exception):
    """A mistake in a file the bureau writes. `str()` is one message: the file, where in it, what was expected.

    `where` names the line, the key (`feeds[2].kind`) or the feature; "" when the mistake is of the whole file.
    The door answers with exit status 2.
    """

    def __init__(self, path: Path, where: str, expected: str) -> None:
        self.path, self.where, self.expected = path, where, expected
        super().__init__(": ".join(part for part in (str(path), where, expected) if part))


def read_text(path: Path, most_bytes: int = 64 * 1024 * 1024) -> str:
    """The file's text (UTF-8, a byte-order mark allowed). Raises SettingsError; also when it is too large."""
    try:
        if path.stat().st_size > most_bytes:
            raise SettingsError(path, "", f"expected at most {most_bytes // 1024 // 1024} MiB")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise SettingsError(path, f"line {line}", "expected UTF-8 text") from error
    except OSError as error:
        raise SettingsError(path, "", f"cannot be read: {error.strerror or error}") from error
    except ValueError as error:  # a path with a NUL in it
        raise SettingsError(path, "", f"cannot be read: {error}") from error
