"""What is many becomes few on a screen: rows of one rule at one place are one line that says how many it holds.

Pure: from the rows, in their order, and what the reader has in hand. Nothing is left out: every row is either a line
of its own or in exactly one group. Urgent ones never are in a group.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from enum import StrEnum

import msgspec

from command_center.model.categories import Category, Priority
from command_center.model.events import EventState
from command_center.queries.answers import Board, ReviewRow

AT_LEAST = 3
"""Two rows are no crowd."""
A_PAGE = 30
"""As many lines as are gone through in a minute: only beyond that the wider groups are made."""
MANY = 60
"""So many rows are grouped when no flood lasts any more, too: what it left behind is still to be worked through."""


class By(StrEnum):
    """What the rows of a group have in common besides the rule, the narrowest first."""

    PLACE = "place"
    CAMERA = "camera"
    GRID = "grid"
    KIND = "kind"


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of one rule, in their order; at least three."""

    id: str
    by: By
    kind: Category
    rows: tuple[ReviewRow, ...]

    @property
    def first(self) -> ReviewRow:
        """The worst, then the oldest."""
        return self.rows[0]

    @property
    def events(self) -> tuple[str, ...]:
        """Every event behind it."""
        return tuple(id_ for row in self.rows for id_ in row.events)

    @property
    def unseen(self) -> int:
        """How many nobody has acknowledged."""
        return sum(row.state is not EventState.ACKNOWLEDGED for row in self.rows)


Entry = ReviewRow | Group
_Key = tuple[By, str, bool]
_Ways = tuple[Callable[[ReviewRow], _Key | None], ...]


def crowded(board: Board) -> bool:
    """The rows to review are shown in groups."""
    return board.flood is not None or len(board.review) > MANY


def grouped(rows: Sequence[ReviewRow], in_hand: Container[str] = ()) -> list[Entry]:
    """The lines, in the order of their first rows. Rows whose id is `in_hand` stay as they are."""
    free = [row for row in rows if row.priority is not Priority.URGENT and row.id not in in_hand]
    home: dict[str, _Key] = {}
    for narrowest in range(len(_WAYS)):
        home = _homes(free, len(rows), _WAYS[narrowest:])
        if len(rows) - len(home) + len(set(home.values())) <= A_PAGE:
            break
    return list(_lines(rows, home))


def _homes(rows: Sequence[ReviewRow], of: int, ways: Sequence[_Ways]) -> dict[str, _Key]:
    """The group of each row that is in one: what the first way leaves alone goes the next, while there are too many."""
    home: dict[str, _Key] = {}
    free = rows
    for way in ways:
        crowds: dict[_Key, list[ReviewRow]] = {}
        for row in free:
            key = next(filter(None, (one(row) for one in way)), None)
            if key is not None:
                crowds.setdefault(key, []).append(row)
        home |= {row.id: key for key, crowd in crowds.items() if len(crowd) >= AT_LEAST for row in crowd}
        free = [row for row in free if row.id not in home]
        if of - len(home) + len(set(home.values())) <= A_PAGE:
            break
    return home


def _lines(rows: Iterable[ReviewRow], home: dict[str, _Key]) -> Iterable[Entry]:
    """Each group where its first row stands."""
    crowds: dict[_Key, list[ReviewRow]] = {}
    order: list[ReviewRow | _Key] = []
    for row in rows:
        key = home.get(row.id)
        if key is None:
            order.append(row)
        elif key in crowds:
            crowds[key].append(row)
        else:
            crowds[key] = [row]
            order.append(key)
    for one in order:
        if isinstance(one, ReviewRow):
            yield one
        else:
            by, name, over = one
            crowd = tuple(crowds[one])
            yield Group(id=f"group:{by}:{name}:{int(over)}", by=by, kind=crowd[0].kinds[0], rows=crowd)


def _key(by: By, row: ReviewRow, name: str) -> _Key:
    return by, f"{row.kinds[0]}:{name}", row.over


def _place(row: ReviewRow) -> _Key | None:
    return None if row.place is None else _key(By.PLACE, row, row.place)


def _camera(row: ReviewRow) -> _Key | None:
    return None if row.device is None else _key(By.CAMERA, row, row.subject)


def _grid(row: ReviewRow) -> _Key | None:
    return None if row.grid is None else _key(By.GRID, row, str(row.grid))


def _kind(row: ReviewRow) -> _Key | None:
    return _key(By.KIND, row, "")


_WAYS: tuple[_Ways, ...] = ((_place, _camera), (_grid,), (_kind,))
