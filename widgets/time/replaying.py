"""Joins time line, store and map: asks leave to look back, and shows one moment after another."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QObject, QTimer, Signal

from command_center.clock import from_ms, to_ms
from command_center.commands.requests import Refused, WatchPast
from command_center.queries.answers import Board
from command_center.queries.replay.replay import Replay
from widgets.common.desk import Desk
from widgets.common.tasks import Tasks
from widgets.map.panel import MapPanel
from widgets.map.past import Past
from widgets.time.reading import Reading
from widgets.time.spans import LENGTHS, own
from widgets.time.stage import Stage
from widgets.time.way import Way

translate = QCoreApplication.translate
FRAME_MS = 50
AGAIN_S = 60
"""How often the line is read again while the present is shown."""
DAY = list(LENGTHS)[2]


class Replaying(QObject):
    """Signals: `went_live(str)` the present is shown again, with the event a person wants to see ("" none);
    `closed()`; `refused(Refused)`. `past`: the map shows the past."""

    went_live = Signal(str)
    closed = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, map_: MapPanel) -> None:
        super().__init__(tasks)
        self._desk, self._tasks, self._map = desk, tasks, map_
        self.stage, self.way, self._reading = Stage(map_), Way(desk, tasks, map_), Reading(tasks)
        self.panel = self.stage.panel
        self.replay: Replay | None = None
        self._granted: Replay | None = None
        """The one that stands in the record: nothing of any other is shown."""
        self.past = self._asking = False
        self._length: timedelta | None = DAY
        self._board: Board | None = None
        self._read_at: datetime | None = None
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._frame)
        self._passed = QElapsedTimer()
        self._connect()

    def _connect(self) -> None:
        panel = self.panel
        self.stage.button.clicked.connect(self.toggle)
        self.stage.arrivals.chosen.connect(self.live)
        panel.moved.connect(self.go)
        panel.asked.connect(self._asked)
        panel.speed_asked.connect(self._set_speed)
        panel.length_asked.connect(self._set_length)
        panel.own_asked.connect(self._set_own)
        self._map.tag_chosen.connect(self._tag_clicked)
        self.way.changed.connect(self._way_changed)
        self.way.refused.connect(self.refused)
        self._reading.arrived.connect(self._arrived)

    # --- open and closed -------------------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Open the time line, or close it and show the present."""
        if self.stage.open:
            self.close()
            return
        self.stage.show(True)
        self._way_changed()
        self._set_length(self._length or DAY)
        self.panel.line.setFocus()

    def close(self) -> None:
        """The present, and no time line."""
        self.live()
        if self.stage.open:
            self.stage.show(False)
            self.replay = None
            self.panel.line.show_replay(None, False)
            self.closed.emit()

    def live(self, wanted: str = "") -> None:
        """The present again; `wanted` is the event a person wants to see there."""
        if self.replay is not None:
            self.replay.clock.play(False)
            self.replay.clock.go(self.replay.clock.end_ms)
        self._timer.stop()
        self._reading.stop()
        self._granted = None
        if self.past:
            self.past = False
            self.stage.frame.hide()
            self.stage.arrivals.begin(None)
            self.way.follow(None)
            self._map.show_past(None)
            self.went_live.emit(wanted)
        self._show()

    # --- which time ------------------------------------------------------------------------------------------------

    def _set_length(self, length: timedelta) -> None:
        now = self._desk.clock.now()
        self._length = length
        self._set_time(now - length, now)

    def _set_own(self, text: str) -> None:
        found = own(text, self._desk.clock.now())
        if found is None:
            self.panel.note.say(translate("TimeLine", "No such time: from – to, at most 31 days"), "high")
            return
        self.panel.leave_field()
        self._length = None
        self._set_time(*found)
        self.go(to_ms(found[0]))

    def _set_time(self, start: datetime, end: datetime) -> None:
        """Another time: what was read is let go; the moment stays if it lies in it, and leave is asked again."""
        before, self.replay = self.replay, Replay(self._desk.queries.archive, start, end)
        replay, self._read_at = self.replay, self._desk.clock.now()
        self.panel.note.say("")
        self.panel.show_length(self._length)
        self._tasks.start(self._read_line(replay), "time line")
        if before is not None:
            replay.clock.speed = before.clock.speed
        if before is not None and self.past:
            replay.clock.go(before.clock.at_ms)
            replay.clock.playing = before.clock.playing and replay.clock.at_ms < replay.clock.end_ms
            self._reading.stop()
            self._enter()
        self.panel.show_replay(replay, self.past)

    async def _read_line(self, replay: Replay) -> None:
        await replay.read_line(self.panel.line.buckets)
        if self.replay is replay:
            self.panel.line.update()

    def tick(self) -> None:
        """A second has passed: while the present is shown the line goes on with it."""
        if not self.stage.open or self.past or self._asking or self._length is None or self._read_at is None:
            return
        if (self._desk.clock.now() - self._read_at).total_seconds() >= AGAIN_S:
            self._set_length(self._length)

    # --- which moment ----------------------------------------------------------------------------------------------

    def go(self, at_ms: float) -> None:
        """To a moment. The first step into the past asks leave, and is recorded."""
        if self.replay is not None:
            self.replay.clock.go(at_ms)
            self._show()
            if self._granted is not self.replay:
                self._enter()

    def _enter(self) -> None:
        if not self._asking and self.replay is not None:
            self._asking = True
            self._tasks.start(self._ask(self.replay), "looking back")

    async def _ask(self, replay: Replay) -> None:
        """Looking back is a decision of a person, and stands in the record before anything is seen."""
        start, end = from_ms(replay.clock.start_ms), from_ms(replay.clock.end_ms)
        try:
            await self._desk.commands.do(self._desk.person, WatchPast(start, end))
        except Refused as refused:
            self.way.draw(False)
            self.live()
            self.refused.emit(refused)
            return
        finally:
            self._asking = False
        if self.replay is replay:
            self._granted = replay
            self._begin(replay)
        elif self.replay is not None:
            self._enter()  # another time was chosen meanwhile

    def _begin(self, replay: Replay) -> None:
        if not self.past:
            self.past = True
            self.stage.arrivals.begin(self._board)
        self.stage.frame.show()
        self.stage.place()
        self.way.follow(replay)
        self._show()
        self._tasks.start(self._read_history(replay), "events of the past")

    async def _read_history(self, replay: Replay) -> None:
        await replay.read_history()
        if self.replay is replay:
            self._show()

    def _show(self) -> None:
        """The moment of the playhead, on the map if it is the past that is looked at."""
        replay = self.replay
        if replay is None:
            return
        if self.past and replay is self._granted:
            board = replay.show()
            self._map.show_past(Past(replay.live, replay.clock, board))
            self.way.show()
            self.stage.frame.say(replay)
            self._reading.go_on(replay)
        self.panel.show_replay(replay, self.past)

    def _arrived(self) -> None:
        """More is read: the moment is shown anew if it was not whole before."""
        if self.replay is not None and self.past and not self.replay.whole:
            self._show()
        else:
            self.way.show()
            self.panel.line.update()

    # --- going on by itself ----------------------------------------------------------------------------------------

    def _asked(self, what: str) -> None:
        if what == "live":
            self.live()
        elif what == "close":
            self.close()
        elif what == "play":
            self.play()
        elif what == "way":
            self._draw_way(not self.way.drawn)
        elif what == "alone":
            self.way.isolate(not self.way.alone)
        elif self.replay is not None and what == "start":
            self.go(self.replay.clock.start_ms)
        elif self.replay is not None:
            self.replay.clock.faster(1 if what == "faster" else -1)
            self._show()

    def play(self) -> None:
        """Go on, or stand still."""
        if self.replay is None:
            return
        clock = self.replay.clock
        clock.play(not clock.playing)
        if clock.playing:
            self._passed.restart()
            self._timer.start()
            self.go(clock.at_ms)
        else:
            self._show()

    def _set_speed(self, speed: int) -> None:
        if self.replay is not None:
            self.replay.clock.speed = speed
            self._show()

    def _frame(self) -> None:
        """The next moment. While leave is asked, or positions are still to be read, time stands still."""
        seconds = self._passed.restart() / 1000
        replay = self.replay
        if replay is None or not replay.clock.playing:
            self._timer.stop()
        elif self.past and replay is self._granted and (replay.whole or not self._reading.busy):
            replay.clock.pass_by(seconds)
            self._show()

    # --- one dog, and the present meanwhile ------------------------------------------------------------------------

    def _draw_way(self, on: bool) -> None:
        self.way.draw(on)
        if on and not self.past and self.replay is not None:
            self.go(self.replay.clock.start_ms)  # into the past: there it is drawn

    def _tag_clicked(self, tag: str) -> None:
        """A dog was clicked: in the past its way is meant, in the present it may be."""
        if self.past:
            self.way.draw(True, tag)
        else:
            self.way.offer(tag)

    def _way_changed(self) -> None:
        self.panel.show_tag(self.way.tag, self.way.drawn, self.way.alone)
        if self.past:
            self._show()

    def set_board(self, board: Board) -> None:
        """The queue as it is now, whatever is looked at."""
        self._board = board
        if self.past:
            self.stage.arrivals.look(board)
