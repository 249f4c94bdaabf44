"""A room with evidence: an intake that takes real messages, a desk, and a car that stands on a pavement."""

from __future__ import annotations

import base64
import io
import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from PIL import Image

from command_center.bureau import read_bureau
from command_center.clock import FixedClock
from command_center.commands.desk import CommandDesk
from command_center.commands.requests import (
    AcceptAndDispatch,
    AnswerCheck,
    Done,
    ExportDossier,
    OpenPenaltyCase,
    Request,
)
from command_center.commands.work import Room
from command_center.feeds import wire
from command_center.feeds.decode import decode
from command_center.live import Live
from command_center.model import observations as obs
from command_center.model.categories import Category, Device
from command_center.model.evidence import Item, Kind, Officer
from command_center.model.people import Person, Role
from command_center.model.places import Place
from command_center.model.settings import DogWalking
from command_center.notices import Notices
from command_center.pipeline.effects import Effects
from command_center.pipeline.intake import Intake
from command_center.pipeline.securing import Securer
from command_center.queries.evidence import EvidenceReader
from command_center.queries.reader import Reader
from command_center.rules.engine import Engine
from command_center.store import city, events, evidence, people, records
from command_center.store.database import Store
from command_center.store.records import Record
from tests.builders import NOW, registered, squad

OFFICER = Person("lin", "林峰", frozenset({Role.OFFICER, Role.DISPATCHER, Role.CHECKER}))
OFFICERS = (Officer("林峰", "ZJ-0807-001"), Officer("徐敏", "ZJ-0807-002"))
LON, LAT, CAMERA, PLATE = 118.8712, 28.9415, "C-0219", "浙H6K212"


def picture(colour: str, size: tuple[int, int] = (1280, 720)) -> str:
    """A real picture as a data address."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG", quality=40)
    return "data:image/jpeg;base64," + base64.b64encode(file.getvalue()).decode()


def message(number: int, when: datetime, type_: str, data: object) -> bytes:
    """An element of the contract, in a form only its bytes have."""
    told = {"specversion": "1.0", "id": f"m{number}", "source": "/s", "type": type_, "sequence": f"{number:020d}"}
    told |= {"time": when.isoformat()}
    return msgspec.json.format(msgspec.json.encode(told | {"data": data}), indent=1)


def type_of(told: msgspec.Struct) -> str:
    return next(name for name, model in wire.OBSERVED.items() if type(told) is model)


class EvidenceRoom:
    """Everything but feeds and windows, on a clock that is moved."""

    def __init__(self, folder: Path, folders: Sequence[str] = ()) -> None:
        self.clock, self.bureau, self.notices = FixedClock(NOW), read_bureau(), Notices()
        self.store = Store(f"sqlite:///{folder / 'test.db'}")
        live = Live()
        engine = Engine(DogWalking(), ())
        self.intake = Intake(self.store, engine, Effects(self.bureau), live, self.notices, self.clock)
        self.desk = CommandDesk(self.store, self.clock, Room(self.bureau, "Asia/Shanghai", lambda: ()))
        self.reader = Reader(self.store, self.clock, live, lambda: (), lambda: (), "Asia/Shanghai", read_bureau())
        self.places: list[Place] = []
        self.evidence = EvidenceReader(self.store, self.clock, self.bureau, lambda: self.places, "Asia/Shanghai")
        self.securer = Securer(self.store, self.clock, self.notices, {}, folders, 30)
        self.numbers = 0
        self.store.write_now(lambda c: city.put_squad(c, squad(), NOW))
        self.store.write_now(lambda c: city.put_dog(c, registered(), NOW))
        self.store.write_now(lambda c: people.put(c, OFFICER))

    async def hears(self, *told: msgspec.Struct, lag_s: float = 0.3, feed: str = "cameras") -> list[bytes]:
        """Messages come; returns their bytes."""
        sent = []
        for one in told:
            self.numbers += 1
            sent.append(message(self.numbers, self.clock.now(), type_of(one), msgspec.to_builtins(one)))
            received = self.clock.now() + timedelta(seconds=lag_s)
            await self.intake.once([(feed, received, decode(sent[-1]))])
        return sent

    def car(self, snapshot: str | None = None, clip: str | None = None) -> obs.Detection:
        """The car, seen now."""
        return obs.Detection(
            CAMERA, Device.FIXED, Category.ILLEGAL_PARKING, 0.93, LON, LAT, self.clock.now(), PLATE,
            obs.PlateColour.BLUE, (obs.DetectedObject("car", 0.93, (0.2, 0.3, 0.4, 0.4)),), snapshot, clip,
        )  # fmt: skip

    async def car_stands(self, times: int = 6, every_s: float = 12, size: tuple[int, int] = (1280, 720)) -> list[bytes]:
        """The car is seen again and again, each time with another picture."""
        sent = []
        for number in range(times):
            sent += await self.hears(self.car(picture(f"#{40 * number:02x}8060", size)))
            self.clock.advance(every_s)
        return sent

    def flagged(self) -> list[str]:
        return [event.id for event in self.store.read_now(lambda c: events.since(c, None))]

    async def do(self, request: Request, person: Person = OFFICER) -> Done:
        return await self.desk.do(person, request)

    async def case(self) -> str:
        """A case on everything flagged, its evidence secured."""
        done = await self.do(AcceptAndDispatch(tuple(self.flagged()), "S-07-1"))
        assert done.case is not None
        await self.secured(done.case)
        return done.case

    async def secured(self, case: str) -> None:
        self.securer._cases[case] = None
        await self.securer.once()

    def items(self, case: str, kind: Kind | None = None) -> list[Item]:
        found = self.store.read_now(lambda c: evidence.of(c, case))
        return [one for one in found if kind is None or one.kind is kind]

    def records(self, case: str) -> list[Record]:
        return self.store.read_now(lambda c: records.about(c, [("case", case)]))

    async def answers(self, case: str, *, holds: bool = True, but: Sequence[str] = ()) -> None:
        """A person answers every point."""
        for item in self.bureau.evidence.points(Category.ILLEGAL_PARKING):
            if item not in but:
                await self.do(AnswerCheck(case, item, holds, "看过"))

    def penalty(self, case: str) -> OpenPenaltyCase:
        return OpenPenaltyCase(case, OFFICERS, "浙H6K212 所有人", "示例:待本局填写条款")

    async def dossier(self, case: str, file: Path) -> str:
        """Written, on record; returns the key's fingerprint."""
        await self.do(ExportDossier(case, "法院调取"))
        return await self.evidence.save_dossier(case, file, OFFICER, lambda _: None, threading.Event())

    def close(self) -> None:
        self.store.close()
