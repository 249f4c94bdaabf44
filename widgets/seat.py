"""What a key or a button at the seat does to the selected rows: asks, chooses, gives the command, moves on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QObject, Signal

from command_center.commands import requests as ask
from command_center.model.cases import Step
from command_center.model.events import DismissReason, EventState
from command_center.model.geo import distance_m
from widgets.bars.feedwords import OUT
from widgets.case.actions import ONE_BY_ONE, available, clip_of, why_not
from widgets.case.panel import DetailPanel
from widgets.common import times, words
from widgets.common.actor import Actor
from widgets.common.desk import Desk
from widgets.common.refusals import words_for
from widgets.common.words import joined, word
from widgets.queue.panel import QueuePanel
from widgets.queue.rows import Row, subtitle, title

translate = QCoreApplication.translate
DUPLICATE_M = 80.0
"""Rows this near one another are offered as duplicates."""
SHELVE_MIN = (15, 60)


class Seat(QObject):
    """The operator's hands. It changes nothing by itself: rows leave when the store says so.

    Signal `clip_asked(str, str)`: the clip of this event is to be played, under this title."""

    clip_asked = Signal(str, str)

    def __init__(self, desk: Desk, actor: Actor, queue: QueuePanel, detail: DetailPanel) -> None:
        super().__init__(actor)
        self._desk, self._actor, self._queue, self._detail = desk, actor, queue, detail
        self._pick: Callable[[int], None] | None = None
        self._enter: Callable[[str], None] | None = None
        self._undo_shown = False
        self.refused_here: Callable[[], bool] = lambda: False
        """True, and says so, while something else is shown in the place of the queue's row: no key acts on what isn't
        seen."""
        self._left: dict[ask.Request, str] = {}
        """The row that each thing that can be undone took away."""
        footer = detail.footer
        footer.action.connect(self.do)
        footer.picked.connect(self.number)
        footer.entered.connect(self._entered)
        footer.left.connect(self.leave)
        detail.squad_chosen.connect(self._send_number)
        detail.reveal_asked.connect(self._reveal)
        actor.refused.connect(self._refused)
        actor.done.connect(self._done)
        for view in queue.views.values():
            view.lost.connect(self._lost)

    # --- the selection ---------------------------------------------------------------------------------------------

    def rows(self) -> list[Row]:
        """The selected rows, the current one first; a group's line stands for all of its rows."""
        current, chosen = self._queue.view.current(), self._queue.view.selected()
        if current is None:
            return []
        found = [*current.each(), *(one for row in chosen if row.id != current.id for one in row.each())]
        return list({row.id: row for row in found}.values())

    def _on_group(self) -> bool:
        current = self._queue.view.current()
        return current is not None and current.group is not None

    def toggle_group(self) -> None:
        """G: what a group's line stands for follows below it, or no longer."""
        if not self._queue.toggle_group():
            self._say(translate("Seat", "This is no group of alarms."), trouble=True)

    def do(self, action: str) -> None:
        """Carry out an action by its id, if it is among those possible now; else say that it isn't."""
        if self.refused_here():
            return
        rows = self.rows()
        if self._on_group() and action in ONE_BY_ONE:
            self._say(translate("Seat", "This is a group: G opens it, then go through its rows."), trouble=True)
            return
        offered = {found.id: found for found in available(rows, self._detail.matter)}
        if action not in offered or not offered[action].enabled:
            self._say_impossible(action, bool(rows))
            return
        self.leave()
        handlers: dict[str, Callable[[list[Row]], None]] = {
            "accept": self._accept,
            "remind": self._remind,
            "dismiss": self._dismiss,
            "later": self._later,
            "merge": self._merge,
            "mediate": self._mediate,
            "acknowledge": self._acknowledge,
            "split": self._split,
            "call": self._call,
            "pass": self._pass_check,
            "rework": self._rework,
            "call-back": self._call_back,
            "clip": self._play_clip,
            "take-over": self._take_over,
        }
        handlers[action](rows)

    def _play_clip(self, rows: list[Row]) -> None:
        event = clip_of(self._detail.matter)
        if event is not None:
            self.clip_asked.emit(event, title(rows[0]))

    def _say_impossible(self, action: str, any_row: bool) -> None:
        if not any_row:
            self._say(translate("Seat", "Nothing is selected."), trouble=True)
        elif action == "accept" and len(self.rows()) > 1:
            self._say(translate("Seat", "One squad for one matter: merge them first (M), or select one."), trouble=True)
        elif action == "accept" and self._detail.matter is None:
            self._say(translate("Seat", "Still reading. Press again in a moment."), trouble=True)
        else:
            self._say(why_not(action, self.rows()), trouble=True)

    def _give(self, request: ask.Request, said: str, rows: Sequence[Row], leaves: bool = True) -> None:
        """Give a command; once it is done the selection goes on to the next row, if these rows leave the list."""
        gone = {row.id for row in rows} if leaves else set()

        def then(done: ask.Done) -> None:
            if gone:
                self._queue.view.pass_over(gone)
            if gone and done.undo is not None:
                self._left[done.undo] = rows[0].id

        self._actor.give(request, said, then)

    def silence(self) -> None:
        """Space: the alarms' sound."""
        if not self._queue.sound.silence():
            self._say(translate("Seat", "Nothing sounds now."))

    # --- reviewing -------------------------------------------------------------------------------------------------

    def _accept(self, rows: list[Row]) -> None:
        self._send(rows[0], 0)

    def _send_number(self, number: int) -> None:
        rows = self.rows()
        if len(rows) > 1:
            self._say_impossible("accept", True)
        elif rows:
            self._send(rows[0], number - 1)

    def _send(self, row: Row, nth: int) -> None:
        """Send the nth recommended squad (0 the best) on this row."""
        matter = self._detail.matter
        if matter is None or nth >= len(matter.squads):
            text = translate("Seat", "There is no squad number {n} here.").format(n=nth + 1)
            self._say(text, trouble=True)
            return
        squad = matter.squads[nth]
        said = self._sent(translate("Seat", "Dispatched {squad}").format(squad=squad.name))
        if row.review is not None:
            self._give(ask.AcceptAndDispatch(row.events, squad.squad), said, [row])
        elif row.case is not None and row.case.case.step is Step.OPENED:
            self._give(ask.DispatchCase(row.id, squad.squad), said, [row])
        else:
            self._say_impossible("number", True)

    def _remind(self, rows: list[Row]) -> None:
        dogs = [row for row in rows if row.is_dog]
        piles = [row for row in rows if row.is_pile_up]
        said = translate("Seat", "Owner reminded") if dogs else translate("Seat", "Operator told")
        self._give(ask.RemindOwner(_events(dogs or piles)), self._sent(said), dogs or piles, leaves=False)

    def _sent(self, said: str) -> str:
        """`said`, and that it waits while the feed that carries it is out: nothing is claimed that is not so."""
        carriers = [feed for feed in self._desk.queries.feeds() if feed.kind == "squad"]
        if any(feed.state not in OUT for feed in carriers):
            return said
        return joined(said, translate("Seat", "it waits: the squads' feed is out, and is sent when that is back"))

    def _dismiss(self, rows: list[Row]) -> None:
        reasons = list(DismissReason)

        def pick(number: int) -> None:
            reason = reasons[number - 1]
            said = joined(translate("Seat", "False alarm"), word(words.DISMISS, reason))
            self._give(ask.Dismiss(_events(rows), reason), said, rows)

        prompt = joined(translate("Seat", "False alarm: why?"), _how_many(rows))
        self._choose(prompt, [word(words.DISMISS, reason) for reason in reasons], pick)

    def _later(self, rows: list[Row]) -> None:
        if any(row.review is not None and row.review.state is EventState.SHELVED for row in rows):
            request = ask.Reopen(_events(rows), "brought back")
            self._give(request, translate("Seat", "Back in the queue"), rows)
            return
        now = self._desk.clock.now()
        ends = [*(now + timedelta(minutes=m) for m in SHELVE_MIN), times.shift_end(now)]

        def pick(number: int) -> None:
            until = ends[number - 1]
            said = translate("Seat", "Later, at {time}").format(time=times.short_clock(until))
            self._give(ask.Shelve(_events(rows), until), said, rows)

        shift = translate("Seat", "End of shift {time}").format(time=times.short_clock(ends[2]))
        self._choose(
            joined(translate("Seat", "Later: until when?"), _how_many(rows)),
            [translate("Seat", "15 minutes"), translate("Seat", "1 hour"), shift],
            pick,
        )

    def _merge(self, rows: list[Row]) -> None:
        if len(rows) > 1:
            self._merge_into(rows[0], rows[1:])
            return
        near = self._near(rows[0])
        if not near:
            text = translate("Seat", "Nothing else within {m} m. Select several with Shift+J, then M.")
            self._say(text.format(m=round(DUPLICATE_M)), trouble=True)
            return
        choices = [joined(title(row), subtitle(row)) for row in near]

        def pick(number: int) -> None:
            self._merge_into(rows[0], [near[number - 1]])

        self._choose(translate("Seat", "Which one is the same matter?"), choices, pick)

    def _near(self, row: Row) -> list[Row]:
        """Other rows to review close by, nearest first, at most six."""
        lon, lat = row.position
        found = [
            (distance_m(lon, lat, *other.position), other)
            for other in self._queue.view.rows_model.rows
            if other.id != row.id and other.review is not None
        ]
        return [other for away, other in sorted(found, key=lambda pair: pair[0]) if away <= DUPLICATE_M][:6]

    def _merge_into(self, into: Row, others: Sequence[Row]) -> None:
        said = translate("Seat", "Merged {n} rows").format(n=len(others) + 1)
        self._give(ask.Merge(into.id, _events(others)), said, others, leaves=False)

    def _split(self, rows: list[Row]) -> None:
        others = tuple(id_ for row in rows for id_ in row.events if id_ != row.id)
        self._give(ask.Split(others), translate("Seat", "Taken apart"), rows, leaves=False)

    def _mediate(self, rows: list[Row]) -> None:
        self._give(ask.ReferToMediation(rows[0].events), translate("Seat", "Passed to mediation"), rows[:1])

    def _acknowledge(self, rows: list[Row]) -> None:
        unseen = [r for r in rows if r.review is not None and r.review.state is not EventState.ACKNOWLEDGED] or rows
        self._give(ask.Acknowledge(_events(unseen)), translate("Seat", "Acknowledged"), rows, leaves=False)
        self._queue.view.step(1)

    # --- cases -----------------------------------------------------------------------------------------------------

    def _call(self, rows: list[Row]) -> None:
        def enter(text: str) -> None:
            self._give(ask.NoteCall(rows[0].id, text), translate("Seat", "Call noted"), rows, leaves=False)

        self._ask(translate("Seat", "Whom did you call, and what was said?"), enter)

    def _pass_check(self, rows: list[Row]) -> None:
        self._give(ask.PassCheck(rows[0].id), translate("Seat", "Check passed, case closed"), rows[:1])

    def _rework(self, rows: list[Row]) -> None:
        def enter(text: str) -> None:
            self._give(ask.SendBack(rows[0].id, text), translate("Seat", "Sent back for rework"), rows[:1])

        self._ask(translate("Seat", "Rework: what is not in order?"), enter)

    def _take_over(self, rows: list[Row]) -> None:
        claim = rows[0].claim
        assert claim is not None  # else it is not offered
        said = translate("Seat", "Taken over from {name}").format(name=claim.person_name)

        def enter(text: str) -> None:
            self._give(ask.TakeOver(claim.subject, text), said, rows, leaves=False)

        self._ask(translate("Seat", "Take over from {name}: why?").format(name=claim.person_name), enter)

    def _call_back(self, rows: list[Row]) -> None:
        def enter(text: str) -> None:
            self._give(ask.CancelDispatch(rows[0].id, text), translate("Seat", "Squad called back"), rows[:1])

        self._ask(translate("Seat", "Call the squad back: why?"), enter)

    def _reveal(self, event: str) -> None:
        def then(done: ask.Done) -> None:
            self._detail.show_revealed(done.revealed or {})

        self._actor.give(ask.Reveal(event), translate("Seat", "Shown; this was recorded"), then)

    # --- choices, texts, undo --------------------------------------------------------------------------------------

    def _choose(self, prompt: str, choices: Sequence[str], pick: Callable[[int], None]) -> None:
        self._detail.footer.message.say("")
        self._pick = lambda number: pick(number) if 1 <= number <= len(choices) else None
        self._detail.footer.choose(prompt, choices)

    def _ask(self, prompt: str, enter: Callable[[str], None]) -> None:
        self._enter = enter
        self._detail.footer.ask(prompt)

    def question(self, prompt: str, enter: Callable[[str], None]) -> None:
        """Ask for a text in the detail panel's lower end; `enter` is given it."""
        self._ask(prompt, enter)

    def number(self, number: int) -> None:
        """A number key: the open choice's, else the squad's."""
        if self.refused_here():
            return
        pick = self._pick
        if pick is None:
            self._send_number(number)
            return
        self.leave()
        pick(number)

    def _entered(self, text: str) -> None:
        enter = self._enter
        self.leave()
        if enter is not None:
            enter(text)

    def leave(self) -> None:
        """Close a choice or a text field; the keys belong to the queue again."""
        self._pick = self._enter = None
        self._detail.footer.back_to_actions()
        self._queue.view.setFocus()

    def undo(self) -> None:
        """Ctrl+Z."""
        newest = self._actor.undoable()
        if newest is None:
            self._say(translate("Seat", "Nothing can be undone now."), trouble=True)
        elif not self._actor.undo(translate("Seat", "Undone: {what}").format(what=newest.said)):
            self._say(translate("Seat", "Still busy. Press again in a moment."), trouble=True)
        else:
            # A wrong squad is taken back to send another one: the number must then meet the row it was meant for.
            self._queue.return_to(self._left.pop(newest.request, ""))

    def _say(self, text: str, trouble: bool = False) -> None:
        self._undo_shown = False
        self._detail.footer.message.say(text, trouble)

    def warn(self, text: str) -> None:
        """Something happened to what is selected."""
        self._say(text, trouble=True)

    def _lost(self) -> None:
        """Nobody's place is lost without a word."""
        self._say(
            translate("Seat", "The row you were on has left this list: settled elsewhere, or over. This is the next.")
        )

    def _refused(self, refused: ask.Refused) -> None:
        self._undo_shown = False
        self._detail.footer.message.say(words_for(refused), trouble=True, seconds=15)

    def _done(self, said: str, done: ask.Done) -> None:
        self._say(said)
        if done.undo is not None:
            self._undo_shown = True
            self.tick()

    def tick(self) -> None:
        """A second has passed: the time left to undo counts down."""
        if not self._undo_shown:
            return
        newest = self._actor.undoable()
        if newest is None:
            self._undo_shown = False
            return
        text = joined(newest.said, translate("Seat", "Ctrl+Z takes it back"))
        if newest.until is not None:
            left = int((newest.until - self._desk.clock.now()).total_seconds()) + 1
            text = joined(newest.said, translate("Seat", "leaves in {n} s, Ctrl+Z takes it back").format(n=left))
        if newest.until is not None or self._detail.footer.message.text != text:
            self._detail.footer.message.say(text, seconds=6)
        if newest.until is None:
            self._undo_shown = False


def _how_many(rows: Sequence[Row]) -> str:
    """More than one is said: the key meets all of them."""
    return translate("Seat", "{n} rows").format(n=len(rows)) if len(rows) > 1 else ""


def _events(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(id_ for row in rows for id_ in row.events)
