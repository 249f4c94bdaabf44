"""The handbook's pages as the bureau edits them: Markdown under a TOML head (resources/handbook).

A file begins with `+++`, TOML, `+++`: `title`, `categories`, `days`, and `[[escalation]]` with `from` (the time it
holds from), `outcome` and `words`. Its points are Markdown's task items, each with an id of its own in braces:
`- [ ] {arrive} …`. Everything else is shown as it stands.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from command_center.model.categories import Category
from command_center.model.handbook import Page, Point, Rung
from command_center.model.observations import Outcome

LARGEST = 256 * 1024
"""Bytes of a page: what is longer is no page of a pocket book."""
_HEAD = re.compile(r"\+\+\+\s*\n(.*?)\n\+\+\+[^\n]*\n?(.*)", re.DOTALL)
_TASK = re.compile(r"[-*] \[[ xX]?\](.*)")
_POINT = re.compile(r" \{([a-z][a-z0-9-]{0,39})\} (\S.{0,299})")


class Mistake(ValueError):
    """A page cannot be used: what is wrong, and where."""


class _Rung(msgspec.Struct, frozen=True, rename={"nth": "from"}, forbid_unknown_fields=True):
    nth: Annotated[int, Meta(ge=1, le=99)]
    outcome: Outcome
    words: Annotated[str, Meta(min_length=1, max_length=300)]


class _Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: Annotated[str, Meta(min_length=1, max_length=100)]
    categories: Annotated[tuple[Category, ...], Meta(min_length=1)]
    days: Annotated[int, Meta(ge=1, le=3660)]
    escalation: Annotated[tuple[_Rung, ...], Meta(min_length=1, max_length=20)]


def read_page(id_: str, text: str) -> Page:
    """One page. Raises Mistake."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    found = _HEAD.fullmatch(text)
    if found is None:
        raise Mistake("it must begin with a head between two lines of +++")
    try:
        head = msgspec.convert(tomllib.loads(found[1]), _Head)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise Mistake(f"head: {error}") from error
    steps = [rung.nth for rung in head.escalation]
    if steps[0] != 1 or steps != sorted(set(steps)):
        raise Mistake("head: escalation must begin at 1 and go up")
    points, rest = _points(found[2].split("\n"))
    return Page(
        id=id_, title=head.title, categories=head.categories, days=head.days,
        rungs=tuple(Rung(rung.nth, rung.outcome, rung.words) for rung in head.escalation),
        points=points, text="\n".join(rest).strip() + "\n", revision=sha256(text.encode()).hexdigest()[:12],
    )  # fmt: skip


def _points(lines: Iterable[str]) -> tuple[tuple[Point, ...], list[str]]:
    points, rest, seen = [], [], set()
    for number, line in enumerate(lines, 1):
        task = _TASK.fullmatch(line.rstrip())
        if task is None:
            rest.append(line)
            continue
        found = _POINT.fullmatch(task[1])
        if found is None:
            raise Mistake(f"text, line {number}: a point is written - [ ] {{its-name}} its words")
        if found[1] in seen:
            raise Mistake(f"text, line {number}: there are two points {{{found[1]}}}")
        seen.add(found[1])
        points.append(Point(found[1], found[2].strip()))
    if not points:
        raise Mistake("it has no points: lines like - [ ] {arrive} what to do")
    return tuple(points), _without_empty(rest)


def _without_empty(lines: list[str]) -> list[str]:
    """Without headings under which nothing stands now that the points are out."""
    kept: list[str] = []
    for line in reversed(lines):
        after = next((one for one in reversed(kept) if one.strip()), "#")
        if not (line.startswith("#") and after.startswith("#")):
            kept.append(line)
    return kept[::-1]


class Handbook(msgspec.Struct, frozen=True):
    """All pages: one for each category."""

    pages: tuple[Page, ...]

    def page(self, category: Category) -> Page:
        """The page of a category: there is one."""
        return next(page for page in self.pages if category in page.categories)


def read_handbook(folder: Path) -> Handbook:
    """Every page (`*.md`) of a folder. Raises Mistake, which names the file."""
    pages = []
    try:
        for path in sorted(folder.glob("*.md")):
            if path.stat().st_size > LARGEST:
                raise Mistake(f"{path}: more than {LARGEST} bytes")
            try:
                pages.append(read_page(path.stem, path.read_text("utf-8")))
            except (Mistake, UnicodeDecodeError) as error:
                raise Mistake(f"{path}: {error}") from error
    except OSError as error:
        raise Mistake(f"{folder}: {error.strerror}") from error
    told = Counter(category for page in pages for category in page.categories)
    lacking = [str(category) for category in Category if told[category] == 0]
    double = [str(category) for category, times in told.items() if times > 1]
    if lacking or double:
        raise Mistake(f"{folder}: no page has {', '.join(lacking) or '-'}; several have {', '.join(double) or '-'}")
    return Handbook(tuple(pages))
