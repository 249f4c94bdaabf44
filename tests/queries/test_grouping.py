"""A crowded queue in groups: nothing hidden, nothing urgent inside; when a flood begins and ends."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from command_center.figures.flood import flood
from command_center.model.categories import Category, Device, Priority
from command_center.queries.answers import ReviewRow
from command_center.queries.grouping import A_PAGE, AT_LEAST, By, Group, grouped
from tests.builders import NOW
from tests.widgets.room import review

KINDS = (Category.DOG_IN_FORBIDDEN_ZONE, Category.ILLEGAL_PARKING, Category.STREET_VENDING)


def rows(made: list[tuple[int, int, int, int, bool]]) -> list[ReviewRow]:
    """Rows of some rules at some places, cameras and grids, as the board sorts them."""
    found = [
        review(f"e{n}", KINDS[kind], list(Priority)[priority], n, place=f"zone-{place}" if place < 3 else None,
               device=Device.FIXED if place == 3 else None, subject=f"C-{grid}", grid=grid, over=over)
        for n, (kind, priority, place, grid, over) in enumerate(made)
    ]  # fmt: skip
    return sorted(found, key=lambda row: (row.over, row.priority.rank, row.age_from, row.id))


_row = st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 4), st.integers(1, 9), st.booleans())


@given(st.lists(_row, max_size=120), st.sets(st.integers(0, 119)))
def test_every_row_is_one_line_or_in_one_group_and_urgent_ones_and_those_in_hand_are_lines(
    made: list[tuple[int, int, int, int, bool]], hand: set[int]
) -> None:
    found, in_hand = rows(made), {f"e{n}" for n in hand}
    lines = grouped(found, in_hand)
    inside = [row for line in lines if isinstance(line, Group) for row in line.rows]
    alone = [line for line in lines if isinstance(line, ReviewRow)]
    assert sorted(row.id for row in (*inside, *alone)) == sorted(row.id for row in found)
    assert all(row.priority is not Priority.URGENT and row.id not in in_hand for row in inside)
    order = {row.id: n for n, row in enumerate(found)}
    firsts = [order[line.first.id if isinstance(line, Group) else line.id] for line in lines]
    assert firsts == sorted(firsts)
    for group in (line for line in lines if isinstance(line, Group)):
        assert len(group.rows) >= AT_LEAST
        assert {row.kinds[0] for row in group.rows} == {group.kind}
        assert len({row.over for row in group.rows}) == 1
    assert len({line.id for line in lines}) == len(lines)


def test_groups_are_of_a_place_first_and_wider_only_while_there_are_more_than_a_page() -> None:
    few = rows([(0, 1, 0, 1, False)] * 5 + [(1, 2, 4, 2, False)] * 5)
    assert [line.by if isinstance(line, Group) else None for line in grouped(few)] == [By.PLACE, *[None] * 5]
    many = rows([(0, 1, 0, 1, False)] * 5 + [(1, 2, 4, grid % 9 + 1, False) for grid in range(60)])
    assert [line.by for line in grouped(many) if isinstance(line, Group)] == [By.PLACE, *[By.GRID] * 9]
    scattered = rows([(1, 2, 4, n, False) for n in range(1, A_PAGE + 2)])
    (line,) = grouped(scattered)
    assert isinstance(line, Group)
    assert line.by is By.KIND


def test_a_flood_begins_with_the_eleventh_and_ends_below_five() -> None:
    times = [NOW + timedelta(seconds=10 * n) for n in range(11)]
    assert flood(times[:10], times[-1], 1) is None
    found = flood(times, times[-1], 1)
    assert found is not None
    assert (found.since, found.newest) == (times[10], 11)
    assert flood(times, times[-1], 2) is None
    # Five are left until the seventh is ten minutes old.
    assert flood(times, times[6] + timedelta(seconds=599), 1) is not None
    assert flood(times, times[6] + timedelta(seconds=600), 1) is None


@given(st.lists(st.integers(0, 7200), max_size=60), st.integers(0, 9000))
def test_a_flood_has_at_least_five_in_its_window(seconds: list[int], at: int) -> None:
    times = sorted(NOW + timedelta(seconds=one) for one in seconds if one <= at)
    found = flood(times, NOW + timedelta(seconds=at), 1)
    assert found is None or (found.newest >= 5 and found.since in times)
