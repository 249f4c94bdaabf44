"""The threshold of a camera: from which confidence on its detections are alarms."""

from __future__ import annotations

from command_center.commands.camera_requests import SetCameraThreshold
from command_center.commands.requests import Done, Refused
from command_center.commands.work import Work, handles
from command_center.model.camera_limits import CameraLimit
from command_center.model.people import Role
from command_center.notices import CameraLimitChanged
from command_center.store import camera_limits, city


@handles(SetCameraThreshold, Role.LEADER)
def set_threshold(work: Work, request: SetCameraThreshold) -> Done:
    """Another threshold, from now on; what was held back before stays so. Raises Refused `unknown`, `changed`."""
    if all(camera.camera != request.camera for camera in city.all_cameras(work.connection)):
        raise Refused("unknown", request.camera)
    before = camera_limits.last(work.connection, request.camera)
    number, least = (before.number, before.least) if before is not None else (0, 0.0)
    if number != request.expected:
        raise Refused("changed", f"{request.camera}: {least:.2f} now")
    limit = CameraLimit(request.camera, request.least, work.unit.now)
    camera_limits.add(work.connection, limit, work.person.id, request.reason)
    now = camera_limits.last(work.connection, request.camera)
    assert now is not None
    detail = {"least": request.least, "before": least, "reason": request.reason}
    work.unit.record("camera-threshold", "camera", request.camera, None, **detail)
    work.unit.tell(CameraLimitChanged(request.camera))
    return Done(undo=SetCameraThreshold(request.camera, least, now.number, request.reason))
