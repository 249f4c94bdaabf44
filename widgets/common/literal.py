"""Marks a literal for the translation tools, with a type (PySide6's own marker says `object`)."""

from __future__ import annotations


def _keep(_context: str, text: str) -> str:
    """The literal itself: it is translated when it is shown."""
    return text


QT_TRANSLATE_NOOP = _keep
