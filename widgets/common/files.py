"""Why a file could not be written, in words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def stopped() -> str:
    """A person took it back."""
    return translate("Files", "Stopped. Nothing was saved.")


def not_saved(file: Path, error: OSError) -> str:
    """It is there already, or the system says why not."""
    if isinstance(error, FileExistsError):
        return translate("Files", "{file} is there already. Nothing was saved.").format(file=file)
    why = error.strerror or str(error)
    return translate("Files", "{file} cannot be written: {why}").format(file=file, why=why)
