"""A threshold laid down while the intake runs: the less sure is stored, in no queue until it is sure."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_center.bureau import read_bureau
from command_center.commands.requests import Refused, SetCameraThreshold
from command_center.model.camera_limits import HELD, CameraLimit
from command_center.model.categories import Device
from command_center.model.observations import CameraState, CameraStatus
from command_center.pipeline.effects import Effects
from command_center.queries.load import read_hours
from command_center.store import camera_limits, city, events, records
from tests.builders import LEADER, NOW, OPERATOR
from tests.commands.test_from_flagged_to_closed import Seat
from tests.pipeline.test_intake import Line, heard
from tests.rules.test_camera_limits import MINUTE, seen


async def test_what_is_held_back_is_stored_and_a_surer_sighting_brings_it_to_the_queue(tmp_path: Path) -> None:
    line = Line(tmp_path, Effects(read_bureau()))
    line.intake.know([CameraLimit("C-1", 0.7, NOW - 60 * MINUTE, 1)])
    await line.take(heard(1, seen(0.6, -9)), feed="cameras")
    (event,) = line.store.read_now(lambda c: events.since(c, None))
    assert event.queue_from == HELD
    assert line.store.read_now(lambda c: events.to_review(c, NOW)) == []
    await line.take(heard(2, seen(0.9, -8)), feed="cameras")
    ((event, _),) = line.store.read_now(lambda c: events.to_review(c, NOW))
    assert event.queue_from == NOW - 8 * MINUTE
    (hour,) = [one for one in line.store.read_now(lambda c: read_hours(c, NOW - 60 * MINUTE, NOW)) if one.count]
    assert hour.count == 1
    line.store.close()


async def test_a_leader_sets_it_once_it_is_on_record_and_undo_lowers_it_again(tmp_path: Path) -> None:
    seat = Seat(tmp_path)
    status = CameraStatus("C-1", "Crossing 9", Device.FIXED, CameraState.ONLINE, 118.87, 28.94, 0.0)
    seat.write(lambda unit: city.put_camera(unit.connection, status, NOW))
    with pytest.raises(Refused, match="not-allowed"):
        await seat.desk.do(OPERATOR, SetCameraThreshold("C-1", 0.7))
    with pytest.raises(Refused, match="unknown"):
        await seat.desk.do(LEADER, SetCameraThreshold("C-2", 0.7))
    done = await seat.desk.do(LEADER, SetCameraThreshold("C-1", 0.7, 0, "nine in ten"))
    with pytest.raises(Refused, match="changed"):
        await seat.desk.do(LEADER, SetCameraThreshold("C-1", 0.8))
    assert done.undo is not None
    await seat.desk.do(LEADER, done.undo)
    found = seat.store.read_now(camera_limits.all_limits)
    assert [(limit.camera, limit.least) for limit in found] == [("C-1", 0.7), ("C-1", 0.0)]
    told = seat.store.read_now(lambda c: records.about(c, [("camera", "C-1")]))
    assert [one.what for one in told] == ["camera-threshold"] * 2
    seat.store.close()
