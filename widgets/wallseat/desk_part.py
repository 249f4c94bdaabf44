"""The panel's first leaf: monitors, scenes with the chosen one drawn, and what is done with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from command_center.model.walls import shown
from command_center.queries.walls import KeptScene, MonitorCard, Wall
from widgets.bigscreen.words import scene_name
from widgets.common import times
from widgets.common.parts import KeyButton, Line, Words
from widgets.common.theme import Size, px
from widgets.common.words import joined
from widgets.wallseat.draft import Draft
from widgets.wallseat.grid import SceneGrid
from widgets.wallseat.row import ChoiceRow

translate = QCoreApplication.translate
ACTIONS = (("show", "Enter"), ("turn", "T"), ("mark", "R"), ("slower", "+"), ("faster", "-"), ("longer", "]"),
           ("shorter", "["), ("rule", "U"), ("edit", "E"), ("new", "N"), ("remove", "Del"))  # fmt: skip


class DeskPart(QWidget):
    """Signals: `asked(str)` an action by its id; `scene_chosen(str)`; `monitor_chosen(str)`."""

    asked = Signal(str)
    scene_chosen = Signal(str)
    monitor_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.heads = [Words(Size.BODY, "dim") for _ in range(2)]
        self.none, self.rule = Words(Size.BODY, "ink", wrap=True), Words(Size.SMALL, "dim", wrap=True)
        self.preview = SceneGrid(False)
        self.monitors: dict[str, ChoiceRow] = {}
        self.scenes: dict[str, ChoiceRow] = {}
        self.buttons: dict[str, KeyButton] = {}
        self._monitors, self._scenes = QVBoxLayout(), QVBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(8), px(16), px(8))
        column.setSpacing(px(8))
        column.addWidget(self.heads[0])
        column.addWidget(self.none)
        for part in (self._monitors, self._scenes):
            part.setSpacing(px(2))
        column.addLayout(self._monitors)
        column.addWidget(Line())
        column.addWidget(self.heads[1])
        column.addLayout(self._scenes)
        table = QGridLayout()
        table.setSpacing(px(6))
        for n, (id_, cap) in enumerate(ACTIONS):
            button = self.buttons[id_] = KeyButton(cap, primary=id_ == "show")
            button.clicked.connect(lambda _=False, id_=id_: self.asked.emit(id_))
            if n == 0:
                table.addWidget(button, 0, 0, 1, 2)
            else:
                table.addWidget(button, (n + 1) // 2, (n + 1) % 2)
        column.addLayout(table)
        column.addWidget(self.rule)
        column.addWidget(self.preview)
        column.addStretch(1)

    def renew(self, draft: Draft, now: datetime, alarms: Sequence[datetime]) -> None:
        """As it stands now, in the language now shown."""
        self.heads[0].say(translate("WallSeat", "Monitors of the wall"))
        self.heads[1].say(translate("WallSeat", "Scenes"))
        self.none.say(translate("WallSeat", "No wall has been opened yet: start “main.py wall” on this machine."))
        self.none.setVisible(draft.wall is not None and not draft.cards)
        self._list_monitors(draft, now, alarms)
        self._list_scenes(draft)
        kept = draft.kept()
        self.preview.show_scene(kept.scene if kept is not None else None)
        self._word(draft)

    def _list_monitors(self, draft: Draft, now: datetime, alarms: Sequence[datetime]) -> None:
        wall = draft.wall
        _fill(
            self._monitors, self.monitors, [card.monitor.id for card in draft.cards], self.monitor_chosen, numbers=False
        )
        for card in draft.cards:
            row = self.monitors[card.monitor.id]
            row.setChecked(card.monitor.id in draft.monitors)
            row.setEnabled(card.there)
            assert wall is not None
            row.say(card.monitor.label, _doing(wall, card, now, alarms))

    def _list_scenes(self, draft: Draft) -> None:
        _fill(self._scenes, self.scenes, [kept.scene.id for kept in draft.scenes], self.scene_chosen, numbers=True)
        for kept in draft.scenes:
            row = self.scenes[kept.scene.id]
            row.setChecked(kept.scene.id == draft.scene)
            turns = translate("WallSeat", "turns") if kept.scene.id in draft.turn else ""
            urgent = translate("WallSeat", "comes with an urgent alarm") if kept.scene.id == draft.urgent else ""
            row.say(scene_name(kept.scene), joined(turns, urgent))

    def _word(self, draft: Draft) -> None:
        every = translate("WallSeat", "Each scene {n} s").format(n=draft.every_s)
        rule = translate("WallSeat", "no scene comes by itself")
        if draft.urgent:
            minutes = translate("WallSeat", "an urgent alarm brings its scene until it is answered, {n} min at most")
            rule = minutes.format(n=draft.urgent_s // 60)
        hint = translate("WallSeat", "What is set here holds with “Show” or “Turn”.")
        self.rule.say(f"{joined(every, rule)}\n{hint}")
        kept = draft.kept()
        turns, rules = draft.scene in draft.turn, bool(draft.scene) and draft.scene == draft.urgent
        words = {
            "show": translate("WallSeat", "Show it now"),
            "turn": translate("WallSeat", "Turn ({n} scenes)").format(n=len(draft.turn)),
            "mark": translate("WallSeat", "Turns no more") if turns else translate("WallSeat", "Turns, too"),
            "rule": translate("WallSeat", "No rule") if rules else translate("WallSeat", "On urgent"),
            "slower": translate("WallSeat", "Slower"), "faster": translate("WallSeat", "Faster"),
            "longer": translate("WallSeat", "Rule: longer"), "shorter": translate("WallSeat", "Rule: shorter"),
            "edit": translate("WallSeat", "Edit"), "new": translate("WallSeat", "New from it"),
            "remove": self._removing(kept),
        }  # fmt: skip
        for id_, text in words.items():
            self.buttons[id_].setText(text)
        self.buttons["show"].setEnabled(bool(draft.monitors))
        self.buttons["turn"].setEnabled(bool(draft.monitors) and len(draft.turn) > 1)
        self.buttons["remove"].setEnabled(kept is not None and (not kept.standard or kept.number > 0))

    def _removing(self, kept: KeptScene | None) -> str:
        standard = kept is not None and kept.standard
        return translate("WallSeat", "As at first") if standard else translate("WallSeat", "Take away")


def _fill(
    layout: QVBoxLayout, rows: dict[str, ChoiceRow], ids: Sequence[str], chosen: object, *, numbers: bool
) -> None:
    """One row for each of `ids`, in their order."""
    if list(rows) == list(ids):
        return
    for row in rows.values():
        layout.removeWidget(row)
        row.hide()
        row.deleteLater()
    rows.clear()
    for n, id_ in enumerate(ids):
        row = rows[id_] = ChoiceRow(str(n + 1) if numbers and n < 9 else "")
        row.clicked.connect(lambda _=False, id_=id_: chosen.emit(id_))  # type: ignore[attr-defined]
        layout.addWidget(row)


def _doing(wall: Wall, card: MonitorCard, now: datetime, alarms: Sequence[datetime]) -> str:
    """What a monitor shows at this moment, and why; or since when it is gone."""
    if not card.there:
        return translate("WallSeat", "not there since {time}").format(time=times.clock(card.seen, now))
    plan = card.plan
    if card.since is None:
        return scene_name(wall.scene(plan.scene))
    scene = shown(plan, card.since, now, alarms)
    name = scene_name(wall.scene(scene))
    if plan.urgent and scene == plan.urgent and scene not in (plan.scene, *plan.turn):
        return joined(name, translate("WallSeat", "an urgent alarm"))
    if plan.turn:
        return joined(name, translate("WallSeat", "turns every {n} s").format(n=plan.every_s))
    return name
