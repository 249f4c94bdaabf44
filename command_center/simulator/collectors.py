"""Collectors of the demo city: they verify and check what the station asks; squads read what a leader says."""

from __future__ import annotations

from functools import partial

from command_center.model.observations import InstructionRead, VerifyResult, VerifyVerdict
from command_center.model.outgoing import SquadInstruction, VerifyTask
from command_center.simulator.emission import SQUADS
from command_center.simulator.stage import Stage

FALSE, REWORK = 0.15, 0.1
COLLECTORS = 12


class Collectors:
    """Answer after some minutes. A command that comes again changes nothing."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._known: set[str] = set()

    def take(self, command: VerifyTask | SquadInstruction) -> None:
        """Have it answered."""
        stage = self._stage
        name = command.task if isinstance(command, VerifyTask) else f"instruction:{command.instruction}"
        if name in self._known:
            return
        self._known.add(name)
        if isinstance(command, VerifyTask):
            stage.after(stage.uniform(60, 240), partial(self._look, command))
            return
        for squad in command.squads:
            stage.after(stage.uniform(5, 60), partial(self._read, command.instruction, squad))

    def _look(self, task: VerifyTask) -> None:
        stage = self._stage
        if task.purpose == "verify":
            bad = stage.chance(FALSE)
            verdict, text = (VerifyVerdict.FALSE, "现场未见。") if bad else (VerifyVerdict.TRUE, "情况属实。")
        else:
            bad = stage.chance(REWORK)
            verdict, text = (VerifyVerdict.REWORK, "尚未处理到位。") if bad else (VerifyVerdict.PASSED, "已处理到位。")
        by = f"C-{1 + int(stage.uniform(0, COLLECTORS)):02d}"
        stage.emit(SQUADS, VerifyResult(task.task, by, verdict, stage.moment(), text))

    def _read(self, instruction: str, squad: str) -> None:
        self._stage.emit(SQUADS, InstructionRead(instruction, squad, self._stage.moment()))
