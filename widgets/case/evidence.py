"""The evidence part of a case's page: what is there and missing, a person's answers, penalty case, dossier."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QStandardPaths
from PySide6.QtWidgets import QHBoxLayout

from command_center.commands import requests as ask
from command_center.model.evidence import Officer
from command_center.queries.evidence import Cancelled, EvidenceSource, EvidenceState
from widgets.case import evidence_words as words
from widgets.case.panel import DetailPanel, Section
from widgets.common import times
from widgets.common.actor import Actor
from widgets.common.desk import Desk
from widgets.common.parts import KeyButton
from widgets.common.tasks import Tasks

translate = QCoreApplication.translate
Question = Callable[[str, Callable[[str], None]], None]


class EvidencePart(Section):
    """Shown for cases, where the desk has evidence. `question` asks for a text in the panel's lower end."""

    def __init__(
        self, desk: Desk, source: EvidenceSource, actor: Actor, tasks: Tasks, detail: DetailPanel, question: Question
    ) -> None:
        super().__init__()
        self._desk, self._source, self._actor, self._tasks = desk, source, actor, tasks
        self._detail, self._question = detail, question
        self._state: EvidenceState | None = None
        self._case = ""
        self._cancel: threading.Event | None = None
        self.penalty, self.dossier = KeyButton(""), KeyButton("")
        row = QHBoxLayout()
        row.addWidget(self.penalty)
        row.addWidget(self.dossier)
        self.inner.addLayout(row)
        self.body.linkActivated.connect(self._answer)
        self.penalty.clicked.connect(self._ask_officers)
        self.dossier.clicked.connect(self._ask_reason)
        detail.shown.connect(self._look)
        self.hide()

    def _look(self) -> None:
        """Another matter, or news of it."""
        case = self._detail.matter.case if self._detail.matter is not None else None
        if case is None or case.id != self._case:
            self._state = None
            self.hide()
        self._case = case.id if case is not None else ""
        if case is not None:
            self._tasks.start(self._read(case.id), "evidence")

    async def _read(self, case: str) -> None:
        state = await self._source.state(case)
        if case == self._case:
            self._state = state
            self._say()

    def _say(self) -> None:
        state = self._state
        if state is None:
            return
        self.say(words.head(state), words.body(state, self._desk.clock.now()), self.note.text())
        self.penalty.setText(translate("Evidence", "Open a penalty case"))
        cancel, export = translate("Evidence", "Break off"), translate("Evidence", "Dossier")
        self.dossier.setText(export if self._cancel is None else cancel)

    def _tell(self, text: str, trouble: bool = False) -> None:
        self._detail.footer.message.say(text, trouble, 15)

    def changeEvent(self, event: QEvent) -> None:
        """New language or colours: everything is said anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange) and hasattr(self, "_cancel"):
            self._say()

    # --- a person's answers and the penalty case -------------------------------------------------------------------

    def _answer(self, link: str) -> None:
        said, _, item = link.partition(":")
        request = ask.AnswerCheck(self._case, item, said == "yes")
        self._actor.give(request, translate("Evidence", "Answered; this was recorded"))

    def _ask_officers(self) -> None:
        case, state = self._case, self._state
        if state is None:
            return
        lacking = words.needs(state)
        if lacking:
            text = translate("Evidence", "Not yet, this is open: {what}").format(what="; ".join(lacking))
            self._tell(text, True)
            return

        def officers(text: str) -> None:
            found = read_officers(text)
            if len(found) < 2:
                self._tell(translate("Evidence", "Two officers are needed, each with a certificate's number."), True)
                return

            def offender(who: str) -> None:
                def ground(rule: str) -> None:
                    self._open(ask.OpenPenaltyCase(case, found, who, rule))

                self._question(translate("Evidence", "Which rule was broken?"), ground)

            self._question(translate("Evidence", "Against whom?"), offender)

        prompt = translate("Evidence", "The officers, name and certificate each: Lin 001, Xu 002")
        self._question(prompt, officers)

    def _open(self, request: ask.OpenPenaltyCase) -> None:
        self._actor.give(request, translate("Evidence", "Penalty case opened"))

    # --- the dossier -----------------------------------------------------------------------------------------------

    def _ask_reason(self) -> None:
        if self._cancel is not None:
            self._cancel.set()
            return
        case = self._case

        def reason(text: str) -> None:
            def then(_done: ask.Done) -> None:
                self._tasks.start(self._save(case, self.file(case)), "dossier")

            said = translate("Evidence", "The dossier is being made; this was recorded")
            self._actor.give(ask.ExportDossier(case, text), said, then)

        self._question(translate("Evidence", "Dossier, unmasked: for whom, and why?"), reason)

    def file(self, case: str) -> Path:
        """Where a dossier goes: the person's documents, named for the case and the time."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        now = times.local(self._desk.clock.now())
        return Path(folder or Path.home()) / f"{case}-{now:%Y%m%d-%H%M%S}.zip"

    async def _save(self, case: str, file: Path) -> None:
        cancel = self._cancel = threading.Event()
        steps = 0

        def progress(_what: str) -> None:
            nonlocal steps
            steps += 1
            self._tell(translate("Evidence", "Making the dossier, step {n}").format(n=steps))

        self._say()
        try:
            key = await self._source.save_dossier(case, file, self._desk.person, progress, cancel)
        except asyncio.CancelledError:
            cancel.set()
            raise
        except Cancelled:
            self._tell(translate("Evidence", "Broken off. Nothing was written."))
        except Exception as error:
            text = translate("Evidence", "The dossier was not written: {why}")
            self._tell(text.format(why=getattr(error, "strerror", None) or str(error)), True)
        else:
            text = translate("Evidence", "Written to {file}, signed with key {key}")
            self._tell(text.format(file=file, key=f"{key[:8]} {key[8:16]} …"))
        finally:
            self._cancel = None
            self._say()


def read_officers(text: str) -> tuple[Officer, ...]:
    """Names and certificates out of what was typed: `林峰 ZJ-001,徐敏 ZJ-002`."""
    found = []
    for part in re.split(r"[,，;；、\n]", text):
        name, _, certificate = part.strip().rpartition(" ")
        if name.strip() and any(map(str.isdigit, certificate)):
            found.append(Officer(name.strip(), certificate))
    return tuple(found)


def evidence_part(
    desk: Desk, actor: Actor, tasks: Tasks, detail: DetailPanel, question: Question
) -> EvidencePart | None:
    """The part, in its place on the page; None where the desk has no evidence."""
    if desk.evidence is None:
        return None
    part = EvidencePart(desk, desk.evidence, actor, tasks, detail, question)
    detail.add_part(part)
    return part
