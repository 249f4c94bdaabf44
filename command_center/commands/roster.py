"""A roster's CSV, read to the last line or refused with every line that is wrong."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime, timedelta

from command_center.model.shift import Duty

HEAD = ["start", "end", "post", "name", "phone"]
LONGEST = timedelta(days=1)
MOST_LINES = 20_000
MOST_TOLD = 20


class BadRoster(ValueError):
    """What is wrong, a line of words for each line of the file."""


def read_roster(text: str, posts: Sequence[str]) -> tuple[Duty, ...]:
    """The duties of a file; `posts` are those there are. Raises BadRoster."""
    try:
        lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=None)))
    except csv.Error as error:
        raise BadRoster(f"line 1: no CSV: {error}") from error
    if not lines or [cell.strip().lower() for cell in lines[0]] != HEAD:
        raise BadRoster(f"line 1: expected {','.join(HEAD)}")
    if len(lines) > MOST_LINES:
        raise BadRoster(f"more than {MOST_LINES} lines")
    wrong: list[str] = []
    found: list[tuple[int, Duty]] = []
    for number, cells in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        try:
            found.append((number, _duty([cell.strip() for cell in cells], posts)))
        except ValueError as error:
            wrong.append(f"line {number}: {error}")
    wrong += _twice(found)
    if not found and not wrong:
        wrong.append("line 2: nobody is on duty")
    if wrong:
        more = [f"and {len(wrong) - MOST_TOLD} more"] if len(wrong) > MOST_TOLD else []
        raise BadRoster("\n".join(wrong[:MOST_TOLD] + more))
    return tuple(duty for _, duty in found)


def _duty(cells: list[str], posts: Sequence[str]) -> Duty:
    if len(cells) != len(HEAD):
        raise ValueError(f"{len(cells)} columns, expected {len(HEAD)}")
    start, end = (_moment(name, text) for name, text in zip(HEAD, cells[:2], strict=False))
    if not timedelta() < end - start <= LONGEST:
        raise ValueError("end: expected after start, within a day")
    post, name, phone = cells[2:]
    if post not in posts:
        raise ValueError(f"post: there is no seat or squad {post!r}")
    if not name or len(name) > 100:
        raise ValueError("name: expected 1 to 100 characters")
    if len(phone) > 40 or not all(c.isdigit() or c in "+- ()" for c in phone):
        raise ValueError(f"phone: {phone!r} is no number")
    return Duty(start, end, post, name, phone)


def _moment(name: str, text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{name}: {text!r}: expected RFC 3339, as in 2026-11-23T07:00:00+08:00") from None
    if moment.tzinfo is None:
        raise ValueError(f"{name}: {text!r}: an offset is missing, as in 2026-11-23T07:00:00+08:00")
    return moment


def _twice(found: Sequence[tuple[int, Duty]]) -> list[str]:
    """Lines that put one person on one post twice at a time. Several persons may share a post."""
    wrong, last = [], dict[tuple[str, str], tuple[int, Duty]]()
    for number, duty in sorted(found, key=lambda one: (one[1].start, one[0])):
        before = last.get((duty.post, duty.name))
        if before is not None and before[1].end > duty.start:
            wrong.append(f"line {number}: {duty.name} is on {duty.post} then by line {before[0]} already")
        last[duty.post, duty.name] = (number, duty)
    return wrong
