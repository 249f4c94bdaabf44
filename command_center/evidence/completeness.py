"""Whether a case has the evidence its category needs: each need, whether it is met, and what there is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from msgspec import Struct

from command_center.model.categories import Category
from command_center.model.evidence import Answer, Item, Kind, Need
from command_center.model.evidence_rules import EvidenceRules, Needs

SAID: Mapping[Need, str] = {
    Need.PICTURES: "pictures: {there} of {needed}",
    Need.SIZE: "pictures of {width}×{height} or more: {there} of {needed}",
    Need.APART: "of these, {seconds:g} s or more apart: {there} of {needed}",
    Need.CLOCK: "the source's clock within {seconds:g} s: measured {measured:+.1f} s",
    Need.CLOCK_UNKNOWN: "the source's clock within {seconds:g} s: not known yet, too few messages",
    Need.MESSAGE: "the feed's message, word for word",
    Need.PERSON: "confirmed by a person: {words}",
}


class Finding(Struct, frozen=True):
    """A need, and whether it is met. `item` is the point a person answers; `values` fill in the words."""

    need: Need
    holds: bool
    values: Mapping[str, float | str]
    item: str = ""
    answered: Answer | None = None

    def said(self, words: Mapping[Need, str] = SAID) -> str:
        """In words."""
        return words[self.need].format(**self.values)


def findings(
    rules: EvidenceRules, category: Category, items: Sequence[Item], answers: Mapping[str, Answer]
) -> list[Finding]:
    """What the category needs before a penalty case is opened, in the file's order, met or not."""
    return [*_kept(rules.of(category), items), *_answered(rules.points(category), answers)]


def missing(found: Iterable[Finding]) -> list[Finding]:
    """What is not met."""
    return [one for one in found if not one.holds]


def _kept(needs: Needs, items: Sequence[Item]) -> list[Finding]:
    # The same picture twice is one picture.
    pictures = {i.sha256: i for i in items if i.kind is Kind.PICTURE and i.sha256 and i.owner_kind in needs.of}
    counted = list(pictures.values())
    found = [_count(Need.PICTURES, len(counted), needs)] if needs.pictures else []
    if needs.width or needs.height:
        counted = [one for one in counted if _large(one, needs)]
        found.append(_count(Need.SIZE, len(counted), needs, width=needs.width, height=needs.height))
    if needs.apart_s and needs.pictures > 1:
        there = _most_apart(counted, needs.apart_s)
        found.append(_count(Need.APART, there, needs, seconds=needs.apart_s))
    if needs.clock_s is not None:
        found.append(_clock(counted, items, needs.clock_s))
    if needs.message:
        there = any(one.kind is Kind.MESSAGE and one.sha256 for one in items)
        found.append(Finding(Need.MESSAGE, there, {}))
    return found


def _count(need: Need, there: int, needs: Needs, **values: float) -> Finding:
    return Finding(need, there >= needs.pictures, {"there": there, "needed": needs.pictures, **values})


def _large(picture: Item, needs: Needs) -> bool:
    short, long = sorted((picture.width or 0, picture.height or 0))
    return short >= min(needs.width, needs.height) and long >= max(needs.width, needs.height)


def _most_apart(pictures: Sequence[Item], seconds: float) -> int:
    """How many of them can be chosen with no two closer than this: the earliest each time."""
    count, last = 0, None
    for taken in sorted(one.taken for one in pictures if one.taken is not None):
        if last is None or taken - last >= timedelta(seconds=seconds):
            count, last = count + 1, taken
    return count


def _clock(pictures: Sequence[Item], items: Sequence[Item], within_s: float) -> Finding:
    """A clock that was not known yet when a picture was kept may be measured by what its source told after."""
    owners = {one.owner for one in pictures}
    known = {one.owner for one in items if one.clock is not None}
    measured = [one.clock.fastest_s for one in items if one.clock is not None and one.owner in owners]
    if not owners or not owners <= known:
        return Finding(Need.CLOCK_UNKNOWN, False, {"seconds": within_s})
    worst = max(measured, key=abs)
    # A lag is receipt minus source: a clock that is ahead has a negative one.
    return Finding(Need.CLOCK, abs(worst) <= within_s, {"seconds": within_s, "measured": -worst})


def _answered(points: Mapping[str, str], answers: Mapping[str, Answer]) -> list[Finding]:
    found = []
    for item, words in points.items():
        said = answers.get(item)
        found.append(Finding(Need.PERSON, said is not None and said.holds, {"words": words}, item, said))
    return found
