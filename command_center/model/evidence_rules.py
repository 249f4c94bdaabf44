"""What the bureau lays down about evidence (`resources/city/evidence.toml`): what each category needs, a check list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from command_center.model.categories import Category

Whole = Annotated[int, Meta(ge=0, le=100_000)]
Seconds = Annotated[float, Meta(ge=0, le=86_400)]
Words = Annotated[str, Meta(min_length=1, max_length=500)]
Name = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]


class Needs(Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """What a category needs: `pictures` of at least `width`×`height` pixels, `apart_s` seconds between any two, from a
    clock within `clock_s` seconds (None: not asked), a feed's `message`, and what people must `confirm`."""

    pictures: Whole = 1
    apart_s: Seconds = 0
    width: Whole = 0
    height: Whole = 0
    clock_s: Seconds | None = None
    message: bool = False
    of: tuple[Literal["event", "feedback"], ...] = ("event", "feedback")
    confirm: tuple[Name, ...] = ()


class Point(Struct, frozen=True, forbid_unknown_fields=True):
    """A point of the check list; `only` for these categories, empty: for all."""

    id: Name
    words: Words
    only: tuple[Category, ...] = ()


class EvidenceRules(Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """The whole file. Raises ValueError (which msgspec makes a ValidationError) where it contradicts itself."""

    raw_days: Annotated[int, Meta(ge=1, le=36_500)]
    needs: dict[Name, Needs]
    confirm: dict[Name, Words] = field(default_factory=dict)
    check_list: tuple[Point, ...] = ()

    def __post_init__(self) -> None:
        if "default" not in self.needs:
            raise ValueError("[needs.default] is missing")
        for name, needs in self.needs.items():
            if name != "default" and name not in set(Category):
                raise ValueError(f"[needs.{name}]: there is no such category")
            if needs.pictures and not needs.of:
                raise ValueError(f"[needs.{name}]: `of` is empty, so no picture would ever count")
            for item in needs.confirm:
                if item not in self.confirm:
                    raise ValueError(f"[needs.{name}]: {item!r} has no words in [confirm]")
        ids = [*self.confirm, *(point.id for point in self.check_list)]
        if len(ids) != len(set(ids)):
            raise ValueError("two points of [confirm] and [[check-list]] have one name")

    def of(self, category: Category) -> Needs:
        """What a category needs."""
        return self.needs.get(category, self.needs["default"])

    def points(self, category: Category) -> Mapping[str, str]:
        """What people answer for this category before a penalty case, in order: names and words."""
        found = {name: self.confirm[name] for name in self.of(category).confirm}
        return found | {one.id: one.words for one in self.check_list if not one.only or category in one.only}
