"""A burst: which squad for which matter, all at once. A proposal with its reasons; nobody is sent by it.

Solved as a transport problem by `scipy.optimize.linear_sum_assignment`: a squad stands in it as often as it may be
given work, each time dearer by the time a task costs, so that work is spread before it is heaped up.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import msgspec
import numpy as np
from scipy.optimize import linear_sum_assignment

from command_center.cases.advice import LOAD_MINUTES, Advice, Candidate, advise
from command_center.model.categories import Priority

WEIGHTS = {Priority.URGENT: 8.0, Priority.HIGH: 4.0, Priority.MEDIUM: 2.0, Priority.LOW: 1.0}
"""What a minute's wait weighs: an urgent matter's eight times that of a low one."""


class Work(msgspec.Struct, frozen=True):
    """A matter nobody has yet: position WGS-84 degrees, `grid` None when it lies in none."""

    id: str
    lon: float
    lat: float
    grid: int | None
    priority: Priority


class Proposal(msgspec.Struct, frozen=True):
    """A squad for a matter, why, and as which of the tasks proposed to that squad (from 1)."""

    work: str
    advice: Advice
    turn: int


def propose(works: Sequence[Work], squads: Sequence[Candidate]) -> list[Proposal]:
    """One squad on duty for each matter, least weighted minutes in all, in the order of the matters' ids.

    Empty when nobody is on duty. The order of what is handed in does not matter.
    """
    works = sorted(works, key=lambda work: work.id)
    tables = [{one.candidate.status.squad: one for one in advise(squads, w.lon, w.lat, w.grid)} for w in works]
    names = sorted(tables[0]) if tables else []
    if not names:
        return []
    turns = ceil(len(works) / len(names)) + 1
    weights = np.array([WEIGHTS[work.priority] for work in works])[:, None, None]
    costs = np.array([[table[name].cost for name in names] for table in tables])[:, :, None]
    waits = LOAD_MINUTES * np.arange(turns)[None, None, :]
    rows, columns = linear_sum_assignment((weights * (costs + waits)).reshape(len(works), -1))
    return [
        Proposal(works[row].id, tables[row][names[column // turns]], int(column % turns) + 1)
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    ]
