"""What a screen asks of a case's evidence: what there is, what is missing; and the dossier, written to a file."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from msgspec import Struct
from sqlalchemy import Connection

from command_center.bureau import Bureau
from command_center.clock import Clock
from command_center.evidence.completeness import Finding, findings, missing
from command_center.evidence.contents import Contents, gather
from command_center.evidence.form import Cancelled
from command_center.model.evidence import Item, PenaltyCase
from command_center.model.people import Person
from command_center.model.places import Place
from command_center.store import blobs, cases, evidence, records
from command_center.store.database import Store

__all__ = ["Cancelled", "EvidenceReader", "EvidenceSource", "EvidenceState", "NotOnRecord"]
ON_RECORD_FOR = timedelta(minutes=15)


class EvidenceState(Struct, frozen=True):
    """A case's evidence: everything kept or missing, the needs met or not, the penalty cases opened from it."""

    items: tuple[Item, ...]
    findings: tuple[Finding, ...]
    penalties: tuple[PenaltyCase, ...]

    @property
    def missing(self) -> list[Finding]:
        """The needs that are not met."""
        return missing(self.findings)


class NotOnRecord(Exception):
    """A dossier is written only by whom `ExportDossier` has put on record a moment before."""


class EvidenceSource(Protocol):
    """Who answers these questions."""

    async def state(self, case: str) -> EvidenceState | None:
        """What a case has and lacks; None for a case that is not there."""
        ...

    async def save_dossier(
        self, case: str, file: Path, person: Person, progress: Callable[[str], None], cancel: threading.Event
    ) -> str:
        """Write a case's dossier to a new file, its owner's alone; returns the fingerprint of the key that signed.

        `progress` is told, on the loop, what is being done; setting `cancel` breaks off and leaves nothing. Raises
        NotOnRecord, Cancelled, FileExistsError and OSError, and what `evidence` raises for a missing font or key.
        """
        ...


class EvidenceReader:
    """`EvidenceSource`, from the store."""

    def __init__(
        self, store: Store, clock: Clock, bureau: Bureau, places: Callable[[], Sequence[Place]], timezone: str
    ) -> None:
        self._store, self._clock, self._bureau, self._places = store, clock, bureau, places
        self._timezone = timezone

    async def state(self, case: str) -> EvidenceState | None:
        """What a case has and lacks; None for a case that is not there."""
        return await self._store.read(lambda c: self._state(c, case))

    def _state(self, connection: Connection, id_: str) -> EvidenceState | None:
        case = cases.get(connection, id_)
        if case is None:
            return None
        items, answers = evidence.of(connection, id_), evidence.answers(connection, id_)
        found = findings(self._bureau.evidence, case.category, items, answers)
        return EvidenceState(tuple(items), tuple(found), tuple(evidence.penalties(connection, id_)))

    async def save_dossier(
        self, case: str, file: Path, person: Person, progress: Callable[[str], None], cancel: threading.Event
    ) -> str:
        """Write a case's dossier to a new file; as in `EvidenceSource`."""
        loop = asyncio.get_running_loop()
        reason = await self._store.read(lambda c: self._reason(c, case, person))
        told: list[str] = [""]

        def say(what: str) -> None:
            if cancel.is_set():
                raise Cancelled
            if what != told[0]:
                told[0] = what
                loop.call_soon_threadsafe(progress, what)

        return await asyncio.to_thread(self._save, case, file, person, reason, say)

    def _reason(self, connection: Connection, case: str, person: Person) -> str:
        now = self._clock.now()
        for entry in reversed(records.about(connection, [("case", case)])):
            if entry.what == "export-dossier" and entry.person == person.id and now - entry.at < ON_RECORD_FOR:
                return entry.detail.get("reason", "")
        raise NotOnRecord(f"nobody has put on record that {person.id} takes out the dossier of {case}")

    def _save(self, case: str, file: Path, person: Person, reason: str, say: Callable[[str], None]) -> str:
        # Not before somebody wants one: the PDF's library and its fonts' take their time to load.
        from command_center.evidence import dossier, keys
        from command_center.evidence.pdf.fonts import chinese

        if file.exists():
            raise FileExistsError(f"{file} is there already")
        key = keys.signing_key(self._store.file)
        messages, words = self._bureau.messages, self._bureau.dossier
        layout = dossier.Layout(words, messages, chinese(), self._places(), self._timezone)
        with dossier.workshop(file) as folder:
            contents = self._store.read_now(lambda c: self._gather(c, case, folder, person, reason, say))
            dossier.write(contents, folder, layout, key, say)
            dossier.pack(folder, file, say)
        return keys.fingerprint(keys.public_hex(key))

    def _gather(
        self, connection: Connection, case: str, folder: Path, person: Person, reason: str, say: Callable[[str], None]
    ) -> Contents:
        large = blobs.folder_of(self._store.file)

        def bring(item: Item, path: str) -> str:
            say(path)
            target = folder / path
            target.parent.mkdir(mode=0o700, exist_ok=True)
            try:
                blobs.copy(connection, large, item.sha256 or "", target)
            except blobs.Lost as lost:
                target.unlink(missing_ok=True)
                return str(lost)
            return ""

        return gather(connection, case, self._bureau.evidence, person, reason, self._clock.now(), bring)
