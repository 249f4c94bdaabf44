"""Personal data as screens show it until somebody asks, on the record, for more."""

from __future__ import annotations

from command_center.model import plates


def plate(text: str | None) -> str | None:
    """浙H6K212 → 浙H·6***2: province, city, first and last character."""
    return plates.masked(text)


def name(text: str) -> str:
    """李明 → 李**: the surname (or first letter) alone."""
    return f"{text[0]}**" if text else ""


def phone(text: str) -> str:
    """13812342210 → 138****2210; anything shorter is hidden whole."""
    digits = text.strip()
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) >= 8 else ("*" * len(digits))


def address(text: str) -> str:
    """The first six characters: the district or road, not the door."""
    return f"{text[:6]}***" if text else ""
