"""Asking a table read from a file for what must stand in it, key by key."""

from __future__ import annotations

from collections.abc import Callable, Collection
from difflib import get_close_matches
from enum import StrEnum
from math import isfinite
from typing import Any, NoReturn, TypeVar

from opening_hours import OpeningHours

E = TypeVar("E", bound=StrEnum)
Refuse = Callable[[str, str], NoReturn]
"""Raises for a key (its whole path) and what was expected."""

_WORDS = {str: "a text in quotes", dict: "a table", list: "a list", bool: "true or false"}


def shown(value: object) -> str:
    """A value as the message quotes it: short, on one line."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def hours_mistake(expression: str) -> str | None:
    """What is wrong with an opening_hours expression, None when nothing is."""
    try:
        OpeningHours(expression)
    except Exception as error:  # its ParserError does not stand in the package's types
        return str(error).strip().splitlines()[-1].strip(" =")
    return None


class Table:
    """One table of a file, and the path of keys that leads to it."""

    def __init__(self, content: dict[str, Any], key: str, refuse: Refuse) -> None:
        self._content, self._key, self.refuse = content, key, refuse

    def path(self, key: str) -> str:
        """The whole path of one of its keys."""
        return f"{self._key}.{key}" if self._key else key

    def only(self, known: Collection[str]) -> None:
        """Refuse a key that is none of `known`: a slip of the pen would else be a setting silently not made."""
        for key in self._content:
            if key not in known:
                near = get_close_matches(key, known, 1, 0.5)
                meant = f"; did you mean {near[0]!r}?" if near else f"; known here: {', '.join(sorted(known))}"
                self.refuse(self.path(key), f"there is no such setting{meant}")

    def table(self, key: str) -> Table:
        """The table under `key`; an empty one when there is none."""
        return Table(self._typed(key, dict, {}), self.path(key), self.refuse)

    def tables(self, key: str) -> list[Table]:
        """The list of tables under `key`, their paths numbered from 0; an empty one when there is none."""
        found = self._typed(key, list, [])
        for i, item in enumerate(found):
            if not isinstance(item, dict):
                self.refuse(f"{self.path(key)}[{i}]", f"expected a table ([[{self.path(key)}]]), found {shown(item)}")
        return [Table(item, f"{self.path(key)}[{i}]", self.refuse) for i, item in enumerate(found)]

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty."""
        found: str = self._typed(key, str, default)
        if not found.strip():
            self.refuse(self.path(key), "expected a text that is not empty")
        return found

    def optional(self, key: str) -> str | None:
        """A text that is not empty, or None when the key is absent."""
        return self.text(key) if key in self._content else None

    def has(self, key: str) -> bool:
        """Whether the key stands there."""
        return key in self._content

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts that are not empty; an empty one when the key is absent."""
        found = self._typed(key, list, [])
        for i, item in enumerate(found):
            if not isinstance(item, str) or not item.strip():
                self.refuse(f"{self.path(key)}[{i}]", f"expected a text that is not empty, found {shown(item)}")
        return tuple(found)

    def degrees(self, key: str, most: float) -> float:
        """A coordinate from -`most` to `most` degrees, which must be there."""
        if key not in self._content:
            self.refuse(self.path(key), "expected degrees; it is missing")
        return self.number(key, 0, -most, most, "degrees")

    def number(self, key: str, default: float, least: float, most: float, unit: str) -> float:
        """A finite number from `least` to `most`."""
        found = self._content.get(key, default)
        right = isinstance(found, int | float) and not isinstance(found, bool) and isfinite(found)
        if not right or not least <= found <= most:
            self.refuse(self.path(key), f"expected a number of {unit}, {least:g} to {most:g}, found {shown(found)}")
        return float(found)

    def choice(self, key: str, words: type[E], default: E | None = None) -> E:
        """One of the words of an enumeration."""
        found = self._typed(key, str, default)
        try:
            return words(found)
        except ValueError:
            self.refuse(self.path(key), f"expected one of {', '.join(words)}, found {shown(found)}")

    def _typed(self, key: str, kind: type, default: Any) -> Any:
        found = self._content.get(key, default)
        if found is None:
            self.refuse(self.path(key), f"expected {_WORDS[kind]}; it is missing")
        if not isinstance(found, kind):
            self.refuse(self.path(key), f"expected {_WORDS[kind]}, found {shown(found)}")
        return found
