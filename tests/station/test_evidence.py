"""The evidence part of a case's page, with real parts: what is missing is named, answers given, a dossier written."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from command_center.evidence.verifying import verify
from command_center.queries.answers import Tab
from command_center.store import evidence, records
from tests.smallcity import CAMERA
from tests.station.conftest import Run, Seat
from tests.widgets.conftest import until
from widgets.case.evidence import EvidencePart, read_officers
from widgets.common.language import Language


def part(seat: Seat) -> EvidencePart:
    found = seat.station.evidence
    assert found is not None
    return found


def said(seat: Seat) -> str:
    return seat.station.detail.footer.message.text


def typed(text: str) -> None:
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


async def to_the_case(seat: Seat) -> str:
    """A camera sees a stall, a squad is sent, the case's page is open and its evidence kept."""
    seat.city.camera_sees()
    await seat.come_to(CAMERA)
    seat.station.seat.do("accept")
    await until(lambda: not seat.station.actor.busy and not seat.rows())
    seat.station.queue.tabs.choose(Tab.IN_PROGRESS)
    await until(lambda: bool(seat.on()) and part(seat).isVisible())
    await until(lambda: "pictures 1" in part(seat).body.text() or "照片 1" in part(seat).body.text())
    return seat.station.seat.rows()[0].id


async def grab(seat: Seat, name: str) -> None:
    """For eyes: where the pictures go is named by the environment."""
    folder = os.environ.get("EVIDENCE_PICTURES")
    if folder:
        for width, height in ((1366, 768), (1920, 1080)):
            seat.station.resize(width, height)
            bar = seat.station.detail._area.verticalScrollBar()
            await asyncio.sleep(0.3)
            bar.setValue(max(0, part(seat).y() - 40))
            await asyncio.sleep(0.3)
            seat.station.grab().save(str(Path(folder) / f"{name}-{width}.png"))


def test_that_what_is_missing_is_named_and_answers_lead_to_a_penalty_case(seated: Run, qapp: QApplication) -> None:
    async def body(seat: Seat) -> None:
        await seat.open()
        case = await to_the_case(seat)
        await grab(seat, "open-en")
        assert "3 points open" in part(seat).head.text()
        QTest.mouseClick(part(seat).penalty, Qt.MouseButton.LeftButton)
        assert said(seat).startswith("Not yet") and "持有执法证件" in said(seat)
        state = part(seat)._state
        assert state is not None
        points = [one.item for one in state.findings if one.item]
        for number, point in enumerate(points, 1):
            part(seat).body.linkActivated.emit(f"yes:{point}")
            left = f"{3 - number} points open" if number < 3 else "complete"
            await until(lambda left=left: left in part(seat).head.text() and not seat.station.actor.busy)  # type: ignore[misc]
        QTest.mouseClick(part(seat).penalty, Qt.MouseButton.LeftButton)
        typed("Lin Feng 001, Xu Min")
        assert "Two officers" in said(seat)
        QTest.mouseClick(part(seat).penalty, Qt.MouseButton.LeftButton)
        typed("Lin Feng 001, Xu Min 002")
        typed("Kiosk")
        typed("article 1")
        await until(lambda: "QZ-CF-" in part(seat).body.text())
        (opened,) = seat.center.store.read_now(lambda c: evidence.penalties(c, case))
        assert [one.certificate for one in opened.officers] == ["001", "002"] and opened.offender == "Kiosk"
        chinese = Language(qapp)
        chinese.use("zh_CN")
        try:
            await until(lambda: "证据" in part(seat).head.text())
            await grab(seat, "opened-zh")
        finally:
            chinese.use("en")

    seated(body)


def test_that_a_dossier_is_written_from_the_page_on_record(
    seated: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EvidencePart, "file", lambda _self, case: tmp_path / f"{case}.zip")

    async def body(seat: Seat) -> None:
        await seat.open()
        case = await to_the_case(seat)
        QTest.mouseClick(part(seat).dossier, Qt.MouseButton.LeftButton)
        typed("court")
        await until(lambda: said(seat).startswith("Written to"), 20)
        verdict = verify(tmp_path / f"{case}.zip")
        assert verdict.holds and verdict.manifest is not None and verdict.manifest.reason == "court"
        about = seat.center.store.read_now(lambda c: records.about(c, [("case", case)]))
        assert "export-dossier" in [entry.what for entry in about]  # a clip may be secured after it
        QTest.mouseClick(part(seat).dossier, Qt.MouseButton.LeftButton)
        typed("court")
        await until(lambda: "is there already" in said(seat), 20)
        assert part(seat).dossier.text() == "Dossier"

    seated(body)


def test_that_officers_are_read_as_people_type_them() -> None:
    found = read_officers("林峰 ZJ-001，徐敏 ZJ-002; Li Ming  003,")
    assert [(one.name, one.certificate) for one in found] == [
        ("林峰", "ZJ-001"),
        ("徐敏", "ZJ-002"),
        ("Li Ming", "003"),
    ]
    assert read_officers("nobody") == ()
