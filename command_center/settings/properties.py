"""A feature's `properties`, asked for one by one."""

from __future__ import annotations

from difflib import get_close_matches
from math import isfinite

from command_center.model.places import PlaceKind
from command_center.settings.checking import hours_mistake
from command_center.settings.geojson import Mistake

KNOWN = ("id", "name", "kind", "hours", "max_stay_min", "bays", "merchants", "urgent", "grid", "squad", "name_en")
LONGEST = 500


class Properties:
    """Properties the contract names; others are the file's own affair, unless they look like a slip of the pen.

    A value of null is as good as none. Every question raises Mistake when the answer is not of the right kind.
    """

    def __init__(self, told: object) -> None:
        if not isinstance(told, dict):
            raise Mistake(f"properties: expected an object with id, name and kind, found {told!r:.60}")
        self._told = {key: value for key, value in told.items() if value is not None}
        for key in self._told.keys() - KNOWN:
            near = get_close_matches(key.lower(), [known for known in KNOWN if known not in told], 1, 0.8)
            if near:
                raise Mistake(f"properties.{key}: did you mean {near[0]!r}?")

    def text(self, key: str) -> str | None:
        """A text, None when there is none."""
        found = self._told.get(key)
        if found is None:
            return None
        if not isinstance(found, str) or not found.strip() or len(found) > LONGEST:
            raise Mistake(f"properties.{key}: expected a text of 1 to {LONGEST} characters, found {found!r:.60}")
        try:
            found.encode()
        except UnicodeEncodeError as error:
            raise Mistake(f"properties.{key}: expected a text, found half a character in {found!r:.60}") from error
        return found

    def id(self) -> str:
        """The place's id; it must have one."""
        found = self.text("id")
        if found is None:
            raise Mistake("properties.id: expected a text; it is missing")
        return found

    def kind(self) -> PlaceKind:
        """The place's kind; it must have one."""
        found = self._told.get("kind")
        try:
            return PlaceKind(str(found))
        except ValueError:
            near = get_close_matches(str(found), [kind.value for kind in PlaceKind], 1, 0.6)
            meant = f"; did you mean {near[0]!r}?" if near else ""
            expected = ", ".join(PlaceKind)
            raise Mistake(f"properties.kind: expected one of {expected}, found {found!r:.60}{meant}") from None

    def hours(self) -> str | None:
        """An opening_hours expression."""
        found = self.text("hours")
        why = None if found is None else hours_mistake(found)
        if why is not None:
            usual = 'expected opening_hours syntax such as "Mo-Fr 07:00-18:00"'
            raise Mistake(f"properties.hours: {usual}, found {found!r:.60} ({why})")
        return found

    def minutes(self, key: str) -> float | None:
        """A positive number of minutes."""
        found = self._told.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float) or not isfinite(found) or found <= 0:
            raise Mistake(f"properties.{key}: expected a positive number of minutes, found {found!r:.60}")
        return float(found)

    def whole(self, key: str, least: int) -> int | None:
        """A whole number of at least `least`."""
        found = self._told.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int) or not least <= found <= 1_000_000:
            raise Mistake(f"properties.{key}: expected a whole number from {least}, found {found!r:.60}")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when there is none."""
        found = self._told.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            raise Mistake(f"properties.{key}: expected a list of texts, found {found!r:.60}")
        return tuple(found)

    def yes_or_no(self, key: str) -> bool:
        """True or false; false when it is absent."""
        found = self._told.get(key, False)
        if not isinstance(found, bool):
            raise Mistake(f"properties.{key}: expected true or false, found {found!r:.60}")
        return found

    def grid_of(self, kind: PlaceKind) -> int | None:
        """The number of the grid it lies in; a grid must carry its own."""
        found = self.whole("grid", 0)
        if kind is PlaceKind.GRID and found is None:
            raise Mistake("properties.grid: expected the grid's own number; it is missing")
        return found
