"""docs/cases.md says what the table says."""

from __future__ import annotations

from command_center.cases.steps import MOVES, TABLE, TERMS, Move
from command_center.model.cases import OVER, Step
from scripts import steps


def test_that_the_page_is_what_the_table_makes_of_it() -> None:
    assert steps.FILE.read_text("utf-8") == steps.page(), "run: python -m scripts.steps"


def test_that_each_pair_stands_in_the_table_once_and_every_word_has_a_term() -> None:
    assert len(MOVES) == len(TABLE)
    assert set(TERMS) == {*Step, *Move}
    assert {row.move for row in TABLE} == set(Move)


def test_that_every_state_can_be_reached_and_only_what_is_over_is_an_end() -> None:
    reached = {Step.COLLECTED, Step.OPENED}
    while more := {row.to for row in TABLE if row.step in reached} - reached:
        reached |= more
    assert reached == set(Step)
    ends = {step for step in Step if not any(row.step is step for row in TABLE)}
    assert ends == {*OVER} - {Step.CLOSED}
