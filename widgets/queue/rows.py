"""A queue's row, whatever it is (a matter to review or a case), and the words on it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from command_center.model.categories import Category, Priority
from command_center.model.claims import Claim
from command_center.model.events import EventState
from command_center.queries.answers import Board, CaseRow, ReviewRow, Tab
from command_center.queries.grouping import Group, crowded, grouped
from widgets.common import times, words
from widgets.common.words import grid_word, joined, word
from widgets.queue import groupwords

translate = QCoreApplication.translate
DOGS = (Category.DOG_IN_FORBIDDEN_ZONE, Category.DOG_OUT_OF_HOURS)


@dataclass(frozen=True)
class Row:
    """One row: exactly one of `review` and `case` is there; `claim` when another person has it open. With `group` it
    stands for all of these, `review` the worst of them; `opened`: they follow below, each of them `inside`.
    `of_group`: it is spoken of together with the others of its group."""

    id: str
    review: ReviewRow | None = None
    case: CaseRow | None = None
    claim: Claim | None = None
    group: Group | None = None
    opened: bool = False
    inside: bool = False
    of_group: bool = False

    @property
    def events(self) -> tuple[str, ...]:
        """The flagged events behind it."""
        if self.group is not None:
            return self.group.events
        if self.review is not None:
            return self.review.events
        return self.case.case.events if self.case is not None else ()

    def each(self) -> tuple[Row, ...]:
        """The rows it stands for, the worst first; itself when it is no group."""
        if self.group is None:
            return (self,)
        return tuple(Row(row.id, review=row, of_group=True) for row in self.group.rows)

    @property
    def first(self) -> Row:
        """The worst of the rows it stands for."""
        return self if self.review is None or self.group is None else Row(self.review.id, review=self.review)

    @property
    def priority(self) -> Priority:
        """How soon a person must look."""
        if self.review is not None:
            return self.review.priority
        assert self.case is not None
        return self.case.case.priority

    @property
    def kinds(self) -> tuple[Category, ...]:
        """What it is about, worst first."""
        if self.review is not None:
            return self.review.kinds
        assert self.case is not None
        return (self.case.case.category,)

    @property
    def position(self) -> tuple[float, float]:
        """Longitude and latitude, degrees."""
        if self.review is not None:
            return self.review.lon, self.review.lat
        assert self.case is not None
        return self.case.case.lon, self.case.case.lat

    @property
    def is_dog(self) -> bool:
        """True when a dog's owner could be reminded."""
        return any(kind in DOGS for kind in self.kinds)

    @property
    def is_pile_up(self) -> bool:
        """True when an operator of shared bikes could be told."""
        return Category.BIKE_PARKING in self.kinds

    @property
    def dog(self) -> str:
        """The tag it is about, "" when it is no dog matter."""
        if not self.is_dog:
            return ""
        return self.review.subject if self.review is not None else self.case.case.title_subject if self.case else ""

    @property
    def since(self) -> datetime:
        """Its age counts from here."""
        if self.review is not None:
            return self.review.age_from
        assert self.case is not None
        return self.case.case.opened


def rows_of(board: Board, tab: Tab) -> tuple[Row, ...]:
    """What a tab shows, in its order."""
    if tab is Tab.REVIEW:
        return tuple(_to_review(row, board) for row in board.review)
    if tab is Tab.SHELVED:
        return tuple(_to_review(row, board) for row in board.shelved)
    return tuple(Row(row.case.id, case=row, claim=board.claims.get(row.case.id)) for row in board.cases.get(tab, ()))


def count_of(board: Board, tab: Tab) -> int:
    """How many rows a tab has."""
    rows = board.review if tab is Tab.REVIEW else board.shelved if tab is Tab.SHELVED else board.cases.get(tab, ())
    return len(rows)


def lines_of(board: Board, tab: Tab, opened: Container[str], in_hand: Container[str]) -> list[Row]:
    """The same with what is many in groups, those `opened` with their rows below; what is `in_hand` is in none."""
    if tab is not Tab.REVIEW or not crowded(board):
        return list(rows_of(board, tab))
    lines: list[Row] = []
    for entry in grouped(board.review, in_hand):
        if not isinstance(entry, Group):
            lines.append(_to_review(entry, board))
            continue
        open_ = entry.id in opened
        lines.append(Row(entry.id, review=entry.first, group=entry, opened=open_))
        if open_:
            lines += [replace(_to_review(row, board), inside=True) for row in entry.rows]
    return lines


def _to_review(row: ReviewRow, board: Board) -> Row:
    """A claim on any of a row's events is one on the row: another may lead it by now."""
    found = (board.claims[id_] for id_ in (row.id, *row.events) if id_ in board.claims) if board.claims else iter(())
    return Row(row.id, review=row, claim=next(found, None))


def title(row: Row) -> str:
    """What it is, and where: `Dog out in prohibited hours · Fushan Park`. Of several kinds the worst leads."""
    if row.group is not None:
        return groupwords.title(row.group)
    more = f" +{len(row.kinds) - 1}" if len(row.kinds) > 1 else ""
    return joined(word(words.CATEGORY, row.kinds[0]) + more, _about(row))


def full_title(row: Row) -> str:
    """The same with every kind spelt out, where there is room."""
    return joined(" + ".join(word(words.CATEGORY, kind) for kind in row.kinds), _about(row))


def _about(row: Row) -> str | None:
    if row.review is not None:
        return row.review.plate or row.review.place_name
    assert row.case is not None
    return row.case.place_name or row.case.case.title_subject


def subtitle(row: Row) -> str:
    """Who has it open; who or what was seen, where, in which grid; for a case, whose it is and how far they are."""
    if row.group is not None:
        return groupwords.subtitle(row.group)
    opened = ""
    if row.claim is not None:
        opened = translate("Queue", "{name} has it open").format(name=row.claim.person_name)
    return joined(opened, _what(row))


def _what(row: Row) -> str:
    if row.review is not None:
        return _seen(row.review)
    assert row.case is not None
    case, task = row.case.case, row.case.task
    state = word(words.TASK, task.state) if task is not None else word(words.STEP, case.step)
    if row.case.undelivered:
        state = translate("Queue", "not delivered yet")
    if case.step.value == "reported-back":
        state = joined(word(words.STEP, case.step), word(words.OUTCOME, case.outcome) if case.outcome else "")
    return joined(row.case.squad_name or translate("Queue", "no squad"), state, grid_word(case.grid))


def _seen(row: ReviewRow) -> str:
    if row.kinds[0] in (*DOGS, Category.TAG_OFFLINE):
        return joined(translate("Queue", "Tag {tag}").format(tag=row.subject), _where(row), grid_word(row.grid))
    if row.device is not None:
        seen = joined(f"{word(words.DEVICE, row.device)} {row.subject}", row.address or row.place_name)
        return joined(seen, grid_word(row.grid))
    return joined(row.subject, row.address or _where(row), grid_word(row.grid))


def _where(row: ReviewRow) -> str:
    return "" if row.plate is None and row.place_name else (row.place_name or "")


def bits(row: Row, now: datetime) -> tuple[str, bool]:
    """The reasons in short (`4 fixes · ×2`) or the time left, and whether that is past."""
    if row.case is not None:
        left = row.case.case.deadline - now
        if left.total_seconds() < 0:
            return translate("Queue", "late by {span}").format(span=times.span(-left)), True
        return translate("Queue", "{span} left").format(span=times.span(left)), False
    assert row.review is not None
    if row.group is not None:
        return groupwords.unseen(row.group), False
    return joined(*_reasons(row.review)), False


def _reasons(row: ReviewRow) -> list[str]:
    found = []
    if row.shelved_until is not None and row.state is EventState.SHELVED:
        found.append(translate("Queue", "until {time}").format(time=times.short_clock(row.shelved_until)))
        found.append(row.shelved_by)
    if row.over:
        found.append(translate("Queue", "over"))
    elif row.state is EventState.ACKNOWLEDGED:
        found.append(translate("Queue", "seen"))
    if row.sources > 1:
        found.append(translate("Queue", "{n} sources").format(n=row.sources))
    if row.times and row.times_since is not None:
        since = times.short_clock(row.times_since)
        found.append(translate("Queue", "{n} times since {time}").format(n=row.times, time=since))
    if row.count > 1:
        found.append(f"×{row.count}")
    if row.fixes:
        found.append(translate("Queue", "{n} fixes").format(n=row.fixes))
    if row.confidence is not None:
        found.append(translate("Queue", "sure {share}").format(share=f"{row.confidence:.2f}"))
    return found


def haystack(row: Row) -> str:
    """Everything `/` may find the row by, in small letters."""
    seen = row.review.subject if row.review is not None else ""
    case = joined(row.case.case.id, row.case.case.title_subject) if row.case is not None else ""
    return joined(row.id, title(row), subtitle(row), seen, case).lower()
