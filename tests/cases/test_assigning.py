"""Squads proposed for many matters at once."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from command_center.cases.advice import LOAD_MINUTES, Candidate
from command_center.cases.assigning import WEIGHTS, Work, propose
from command_center.model.categories import Priority
from command_center.model.observations import SquadState, SquadStatus

LON, LAT = 118.87, 28.94


def squad(name: str, east: float = 0.0, *, grid: int = 1, on_duty: bool = True, load: int = 0) -> Candidate:
    status = SquadStatus(name, name, "1", grid, on_duty, 2, SquadState.FREE)
    return Candidate(status, LON + east, LAT, load)


def work(name: str, east: float = 0.0, *, grid: int | None = None, priority: Priority = Priority.MEDIUM) -> Work:
    return Work(name, LON + east, LAT, grid, priority)


def test_a_squad_nearest_to_two_matters_goes_where_the_other_would_be_late() -> None:
    found = propose([work("a", 0.009), work("b", -0.02)], [squad("near"), squad("far", 0.02)])
    assert {one.work: one.advice.candidate.status.squad for one in found} == {"a": "far", "b": "near"}


def test_fifty_matters_and_thirty_six_squads_leave_no_matter_and_no_squad_out() -> None:
    works = [work(f"w{n:02}", n % 10 * 0.004) for n in range(50)]
    found = propose(works, [squad(f"s{n:02}", n % 9 * 0.004) for n in range(36)])
    assert [one.work for one in found] == [one.id for one in works]
    names = [one.advice.candidate.status.squad for one in found]
    assert len(set(names)) == 36
    assert max(names.count(name) for name in names) == 2


def test_of_two_matters_for_one_squad_the_urgent_one_is_its_first() -> None:
    found = propose([work("a", priority=Priority.LOW), work("b", priority=Priority.URGENT)], [squad("only")])
    assert {one.work: one.turn for one in found} == {"a": 2, "b": 1}


def test_work_in_a_grid_stays_with_its_squad_and_a_loaded_squad_is_spared() -> None:
    found = propose([work("a", grid=2)], [squad("other", grid=1), squad("own", grid=2)])
    assert found[0].advice.candidate.status.squad == "own"
    found = propose([work("a", grid=2)], [squad("other", grid=1), squad("own", grid=2, load=3)])
    assert found[0].advice.candidate.status.squad == "other"


def test_nobody_on_duty_or_nothing_to_do_is_no_proposal() -> None:
    assert propose([work("a")], [squad("off", on_duty=False)]) == []
    assert propose([], [squad("s")]) == []


@given(
    st.lists(st.tuples(st.integers(-5, 5), st.sampled_from(Priority)), min_size=1, max_size=3),
    st.lists(st.integers(-5, 5), min_size=3, max_size=4),
)
def test_no_way_of_giving_each_squad_one_matter_is_better(places: list[tuple[int, Priority]], at: list[int]) -> None:
    works = [work(f"w{n}", east * 0.01, priority=priority) for n, (east, priority) in enumerate(places)]
    squads = [squad(f"s{n}", east * 0.01) for n, east in enumerate(at)]
    alone = {(w.id, s.status.squad): propose([w], [s])[0].advice.cost for w in works for s in squads}
    weight = {w.id: WEIGHTS[w.priority] for w in works}
    found = propose(works, squads)
    total = sum(weight[f.work] * (f.advice.cost + LOAD_MINUTES * (f.turn - 1)) for f in found)
    for chosen in permutations(squads, len(works)):
        pairs = zip(works, chosen, strict=True)
        assert total <= sum(weight[w.id] * alone[w.id, s.status.squad] for w, s in pairs) + 1e-6
    assert propose(works[::-1], squads[::-1]) == found
