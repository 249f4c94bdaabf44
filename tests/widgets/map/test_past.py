"""A map that shows a moment of the past: nothing of the present is on it, and that comes back as it is by then."""

from __future__ import annotations

from datetime import timedelta

from pytestqt.qtbot import QtBot

from command_center.clock import FixedClock
from command_center.live import Live
from command_center.model.observations import SquadState
from tests.widgets.map.builders import LAT, LON, NOW, board, clock, dogs, matter, move, row, squad
from widgets.map.panel import MapPanel
from widgets.map.past import Past, squads_then


def tracked(panel: MapPanel) -> bool:
    return panel._overlay.matter is not None


def ids(panel: MapPanel) -> list[str]:
    return [mark.id for mark in panel._overlay.layout().marks]


def test_the_past_replaces_the_present_and_the_present_comes_back(qtbot: QtBot) -> None:
    live, time = Live(), clock()
    dogs(live, 3)
    panel = MapPanel(live, time)
    qtbot.addWidget(panel)
    panel.set_board(board(row("now")))
    panel.set_matter(matter())
    panel.set_stale({"dog-tag"})
    before = Live()
    move(before, "dogs", "then", LON, LAT)
    earlier = FixedClock(NOW - timedelta(hours=3))
    panel.show_past(Past(before, earlier, board(row("then"))))
    assert ids(panel) == ["then"] and not tracked(panel)
    assert panel.clock.now() == earlier.now() and panel._content.stale == frozenset()
    assert panel._content.dog_spot("then") is not None
    panel.set_board(board(row("newer")))
    panel.set_matter(matter())
    assert ids(panel) == ["then"] and not tracked(panel)
    panel.show_past(None)
    assert ids(panel) == ["newer"] and tracked(panel)
    assert panel._content.stale == {"dog-tag"} and panel.clock.now() == time.now()
    assert panel._content.dog_spot("then") is None


def test_squads_of_the_past_have_no_state_of_now() -> None:
    (then,) = squads_then([squad()])
    assert then.state is SquadState.FREE and then.tasks == 0 and then.on_duty
