"""The feed contract's envelope (CloudEvents 1.0 in JSON) and what each type carries.

Used by the station's decoder and by the demo city's servers alike, so that neither can drift from the other.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from command_center.model import observations as obs
from command_center.model import outgoing as out

SUBPROTOCOL = "cloudevents.json"
FIRST_SEQUENCE = "0" * 20
MAX_MESSAGE_BYTES = 16 * 1024 * 1024
HEARTBEAT_EVERY_S = 10.0
SILENCE_IS_DEAD_S = 30.0

SUBSCRIBE = "city.feed.subscribe.v1"
HEARTBEAT = "city.feed.heartbeat.v1"
GAP = "city.feed.gap.v1"
POSITIONS = "city.dogtag.positions.v1"

Sequence = Annotated[str, Meta(pattern=r"^[0-9]{20}$", max_length=20)]
Milliseconds = Annotated[int, Meta(ge=946_684_800_000, le=4_102_444_800_000)]
"""2000-01-01 to 2100-01-01: what lies outside is a broken clock, not a time."""
SOME = Meta(min_length=1)


class Envelope(Struct, frozen=True):
    """One CloudEvent. `data` stays raw until the type is known."""

    specversion: str
    id: Annotated[str, Meta(min_length=1, max_length=500)]
    source: Annotated[str, Meta(min_length=1, max_length=500)]
    type: Annotated[str, Meta(min_length=1, max_length=200)]
    time: Annotated[datetime, Meta(tz=True)] | None = None
    sequence: Sequence | None = None
    data: Raw | UnsetType = UNSET


class Subscribe(Struct, frozen=True):
    """The client's first message: everything after a cursor; None is from now on."""

    after: Sequence | None


class Gap(Struct, frozen=True, rename={"after": "from", "until": "to"}):
    """Events between (both exclusive) are no longer held; `until` None: the sequence was reset."""

    after: Sequence
    until: Sequence | None


class Positions(Struct, frozen=True):
    """Fixes of dog tags as columns of equal length, at least 1."""

    tag: Annotated[list[obs.Name], SOME]
    time_ms: Annotated[list[Milliseconds], SOME]
    lon: Annotated[list[obs.Lon], SOME]
    lat: Annotated[list[obs.Lat], SOME]
    accuracy: Annotated[list[obs.Accuracy | None], SOME]
    battery: Annotated[list[obs.Fraction | None], SOME] | None = None


class TaskAck(Struct, frozen=True):
    """The squads' server has taken a task or its cancellation."""

    task: str


class NoticeAck(Struct, frozen=True):
    """The server has taken a notice."""

    notice: str


class InstructionAck(Struct, frozen=True):
    """The server has taken an instruction."""

    instruction: str


class ResultAck(Struct, frozen=True):
    """The urban platform has taken a result."""

    report: str
    step: str


Acknowledgement = TaskAck | NoticeAck | InstructionAck | ResultAck

OBSERVED: dict[str, type[Struct]] = {
    "city.dogtag.registered.v1": obs.TagRegistered,
    "city.camera.detection.v1": obs.Detection,
    "city.camera.status.v1": obs.CameraStatus,
    "city.drone.telemetry.v1": obs.DroneTelemetry,
    "city.bike.parking.v1": obs.BikeParking,
    "city.urban.report.v1": obs.Report,
    "city.urban.update.v1": obs.ReportUpdate,
    "city.squad.position.v1": obs.SquadPosition,
    "city.squad.status.v1": obs.SquadStatus,
    "city.squad.feedback.v1": obs.SquadFeedback,
    "city.verify.result.v1": obs.VerifyResult,
    "city.notice.reply.v1": obs.NoticeReply,
    "city.squad.read.v1": obs.InstructionRead,
}
"""Types in the sequence, and the model type each decodes into (`POSITIONS` apart: its columns become arrays)."""

ACKNOWLEDGED: dict[str, type[Struct]] = {
    "city.dispatch.ack.v1": TaskAck,
    "city.notice.ack.v1": NoticeAck,
    "city.squad.instruction-ack.v1": InstructionAck,
    "city.urban.ack.v1": ResultAck,
}
"""Types outside the sequence that answer what we sent."""

SENT: dict[type[Struct], str] = {
    out.DispatchTask: "city.dispatch.task.v1",
    out.DispatchCancel: "city.dispatch.cancel.v1",
    out.OutwardNotice: "city.notice.v1",
    out.ReportResult: "city.urban.result.v1",
    out.VerifyTask: "city.verify.task.v1",
    out.SquadInstruction: "city.squad.instruction.v1",
}
"""What the station sends, and under which type."""


def envelope(
    type_: str, source: str, id_: str, time: datetime, data: Any = UNSET, sequence: str | None = None
) -> dict[str, Any]:
    """A CloudEvent ready for `msgspec.json.encode`; `data` is a model type or plain JSON, absent when UNSET.

    None fields of the envelope are left out, as CloudEvents wants it.
    """
    event: dict[str, Any] = {
        "specversion": "1.0",
        "id": id_,
        "source": source,
        "type": type_,
        "time": time,
        "datacontenttype": "application/json",
    }
    if sequence is not None:
        event["sequence"] = sequence
    if data is not UNSET:
        event["data"] = data
    return event


def encode(message: Any) -> str:
    """A WebSocket text message from one envelope or a list of them."""
    return msgspec.json.encode(message).decode()
