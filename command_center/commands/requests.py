"""Everything a person can ask for: one frozen type each, imperative. `commands.desk` carries them out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta, Struct

from command_center.commands.camera_requests import SetCameraThreshold as SetCameraThreshold
from command_center.commands.case_requests import CaseRequest
from command_center.commands.claim_requests import Claim as Claim
from command_center.commands.claim_requests import Release as Release
from command_center.commands.claim_requests import TakeOver as TakeOver
from command_center.commands.handbook_requests import MarkPoint as MarkPoint
from command_center.commands.rule_requests import ChangeRules as ChangeRules
from command_center.commands.rule_requests import NoteTrial as NoteTrial
from command_center.commands.shift_requests import CallSquad as CallSquad
from command_center.commands.shift_requests import ImportRoster as ImportRoster
from command_center.commands.shift_requests import InstructSquads as InstructSquads
from command_center.commands.shift_requests import PrepareHandover as PrepareHandover
from command_center.commands.shift_requests import SignHandover as SignHandover
from command_center.commands.shift_requests import WriteLog as WriteLog
from command_center.commands.wall_requests import RemoveScene as RemoveScene
from command_center.commands.wall_requests import ReportMonitors as ReportMonitors
from command_center.commands.wall_requests import SaveScene as SaveScene
from command_center.commands.wall_requests import ShowOnWall as ShowOnWall
from command_center.model.dogs import FaultState, GrantKind
from command_center.model.events import DismissReason
from command_center.model.evidence import Officer
from command_center.model.observations import Lat, Lon

Ids = Annotated[tuple[str, ...], Meta(min_length=1, max_length=500)]
Words = Annotated[str, Meta(max_length=2000)]


class Acknowledge(Struct, frozen=True, tag="acknowledge"):
    """Seen: silences and marks, decides nothing."""

    events: Ids


class Dismiss(Struct, frozen=True, tag="dismiss"):
    """A false alarm, and why. It holds its episode until that is over."""

    events: Ids
    reason: DismissReason
    note: Words = ""


class Shelve(Struct, frozen=True, tag="shelve"):
    """Later: out of the queue until a time, then back, unacknowledged."""

    events: Ids
    until: datetime


class Reopen(Struct, frozen=True, tag="reopen"):
    """Back into the queue what was dismissed, shelved or acknowledged (also what undo does)."""

    events: Ids
    why: Words = "undo"


class Merge(Struct, frozen=True, tag="merge"):
    """The same matter: `events` become one row led by `into`."""

    into: str
    events: Ids


class Split(Struct, frozen=True, tag="split"):
    """Not the same matter after all: `events` stand alone again."""

    events: Ids


class AcceptAndDispatch(Struct, frozen=True, tag="accept-and-dispatch"):
    """Open a case on `events` and send `squad`. The task leaves after the undo time."""

    events: Ids
    squad: str
    instructions: Words = ""


class UndoDispatch(Struct, frozen=True, tag="undo-dispatch"):
    """Take a dispatch back before it has left: the case is void, its events are open again."""

    case: str


class DispatchCase(Struct, frozen=True, tag="dispatch-case"):
    """Send a squad on a case that has none (declined, or sent back)."""

    case: str
    squad: str
    instructions: Words = ""


class CancelDispatch(Struct, frozen=True, tag="cancel-dispatch"):
    """Call a squad back: the case waits to be dispatched again."""

    case: str
    reason: Words


class RemindOwner(Struct, frozen=True, tag="remind-owner"):
    """Ask who answers for it to put it right: a dog's owner, or the operator of bikes that pile up."""

    events: Ids
    text: Words = ""


class ReferToMediation(Struct, frozen=True, tag="refer-to-mediation"):
    """Open a case and pass it to the community studio of its grid (or the nearest one)."""

    events: Ids
    text: Words = ""


class NoteCall(Struct, frozen=True, tag="note-call"):
    """A telephone call was made about a case: for the record."""

    case: str
    text: Words


class PassCheck(Struct, frozen=True, tag="pass-check"):
    """The check passed: the case is closed with the reported outcome, and its source is told."""

    case: str
    note: Words = ""


class SendBack(Struct, frozen=True, tag="send-back"):
    """The check failed: rework (返工) by the same squad."""

    case: str
    why: Words


class Reveal(Struct, frozen=True, tag="reveal"):
    """Show the personal data behind an event (owner, phone, plate, reporter). Leaves a record."""

    event: str


class WatchPast(Struct, frozen=True, tag="watch-past"):
    """Look at where everything was between two moments, a dog's way among them (`tag`, "" for the city as a whole).
    Leaves a record: where a dog was is where its owner was."""

    start: datetime
    end: datetime
    tag: Annotated[str, Meta(max_length=200)] = ""


class AcknowledgeGaps(Struct, frozen=True, tag="acknowledge-gaps"):
    """What a feed lost is taken note of: it is well again. Leaves a record."""

    feed: str


class RetryQuarantined(Struct, frozen=True, tag="retry-quarantined"):
    """Have messages that were set aside tried again: these, or (with no ids) all of a feed."""

    ids: Annotated[tuple[int, ...], Meta(max_length=500)] = ()
    feed: str = ""


class RevealQuarantined(Struct, frozen=True, tag="reveal-quarantined"):
    """Show the text of a message set aside: it may name people. Leaves a record."""

    id: int


class ExportQuarantined(Struct, frozen=True, tag="export-quarantined"):
    """Put on record that messages set aside are taken out into a file, and which."""

    feed: str
    reason: Words = ""


class SavePlace(Struct, frozen=True, tag="save-place"):
    """A new place, or another version of one, as a GeoJSON feature (WGS-84 degrees, the contract's properties); from
    `effective` on (None: now). `expected` is the number of the place's last change that was looked at, 0 for a new
    place. It replaces whatever was laid down for a later time. `also` are new places laid down with it, all or none:
    pieces that were split off it. `reason` goes on record."""

    feature: dict[str, Any]
    effective: datetime | None = None
    expected: int = 0
    also: Annotated[tuple[dict[str, Any], ...], Meta(max_length=100)] = ()
    reason: Words = ""


class RemovePlace(Struct, frozen=True, tag="remove-place"):
    """A place ends at `effective` (None: now). It is kept, with all its versions."""

    place: str
    expected: int
    effective: datetime | None = None
    reason: Words = ""


class ImportPlaces(Struct, frozen=True, tag="import-places"):
    """Many places at once, from a file named `source`; those it does not name stay. `expected` is the number of the
    last change of any place that was looked at."""

    features: Annotated[tuple[dict[str, Any], ...], Meta(min_length=1, max_length=20_000)]
    expected: int
    source: Words = ""
    effective: datetime | None = None


class AnswerCheck(Struct, frozen=True, tag="answer-check"):
    """A point of the evidence check or the check list holds, or does not: said by a person who looked."""

    case: str
    item: Annotated[str, Meta(max_length=60)]
    holds: bool
    note: Words = ""


class OpenPenaltyCase(Struct, frozen=True, tag="open-penalty-case"):
    """Open a penalty case (行政处罚案件) from a case, by an officer, once the evidence check and the check list hold.
    `officers` at least two; `offender` against whom, `ground` which rule was broken."""

    case: str
    officers: Annotated[tuple[Officer, ...], Meta(min_length=2, max_length=10)]
    offender: Words
    ground: Words


class ExportDossier(Struct, frozen=True, tag="export-dossier"):
    """Put on record that a case's dossier is taken out, unmasked, and why. Who holds the record may then write it."""

    case: str
    reason: Words


class SetHome(Struct, frozen=True, tag="set-home"):
    """Where a dog lives, in the place of what was learned, when the registry does not tell. Degrees. `expected` is the
    number of the last word on its home that was looked at, 0 for none."""

    tag: str
    lon: Lon
    lat: Lat
    expected: int = 0
    reason: Words = ""


class RefuseHome(Struct, frozen=True, tag="refuse-home"):
    """The home that was learned of a dog is none, and none is to be learned."""

    tag: str
    expected: int = 0
    reason: Words = ""


class FreeHome(Struct, frozen=True, tag="free-home"):
    """What a person said of a dog's home is taken back: it may be learned again."""

    tag: str
    expected: int = 0
    reason: Words = ""


class SaveGrant(Struct, frozen=True, tag="save-grant"):
    """A guide or working dog, which never alarms, or a second home (`lon`, `lat`), from `since` (None: now) until
    before `until` (None: no end). `grant` "" is a new one, else another version of it; `expected` the version that was
    looked at."""

    tag: str
    kind: GrantKind
    since: datetime | None = None
    until: datetime | None = None
    lon: Lon | None = None
    lat: Lat | None = None
    label: Words = ""
    grant: str = ""
    expected: int = 0


class EndGrant(Struct, frozen=True, tag="end-grant"):
    """A grant ends now."""

    grant: str
    expected: int
    reason: Words = ""


class RaiseSuppressed(Struct, frozen=True, tag="raise-suppressed"):
    """What a place excused (the id of a stay) is to be an alarm after all."""

    stay: str
    note: Words = ""


class SettleTagFaults(Struct, frozen=True, tag="settle-tag-faults"):
    """What was done about faults of tags: `done`, `ignored` (until it is gone and comes again), or `open` again."""

    faults: Annotated[tuple[int, ...], Meta(min_length=1, max_length=500)]
    state: FaultState
    note: Words = ""


Request = (
    Acknowledge
    | Dismiss
    | Shelve
    | Reopen
    | Merge
    | Split
    | AcceptAndDispatch
    | UndoDispatch
    | DispatchCase
    | CancelDispatch
    | RemindOwner
    | ReferToMediation
    | NoteCall
    | PassCheck
    | SendBack
    | Reveal
    | WatchPast
    | AcknowledgeGaps
    | RetryQuarantined
    | RevealQuarantined
    | ExportQuarantined
    | SavePlace
    | RemovePlace
    | ImportPlaces
    | SaveScene
    | RemoveScene
    | ShowOnWall
    | ReportMonitors
    | AnswerCheck
    | OpenPenaltyCase
    | ExportDossier
    | SetHome
    | RefuseHome
    | FreeHome
    | SaveGrant
    | EndGrant
    | SettleTagFaults
    | RaiseSuppressed
    | MarkPoint
    | SetCameraThreshold
    | ChangeRules
    | WriteLog
    | ImportRoster
    | InstructSquads
    | CallSquad
    | PrepareHandover
    | SignHandover
    | CaseRequest
    | NoteTrial
    | Claim
    | Release
    | TakeOver
)


class Done(Struct, frozen=True, kw_only=True):
    """What came of a command. `case`/`task` when one was made; `undo_until` while an undo is possible;
    `undo` the command that takes it back; `revealed` the data asked for; `places` the ids of those changed;
    `penalty_case` the one that was opened,
    `grant` the id of what was granted, `made` of what else was made (an instruction, a page handed over),
    `approval` the number of what another person decides on."""

    case: str | None = None
    task: str | None = None
    undo_until: datetime | None = None
    undo: Request | None = None
    revealed: dict[str, str] | None = None
    places: tuple[str, ...] = ()
    penalty_case: str | None = None
    grant: str | None = None
    made: str | None = None
    approval: int | None = None


class Refused(Exception):
    """A command that was not carried out, and changed nothing. `code` is for the screen's words:

    `not-allowed` (role), `unknown` (no such thing), `changed` (somebody else was first), `wrong-step`,
    `too-late`, `no-squad`, `no-studio`, `bad-place`, `bad-scene`, `evidence` (what is missing),
    `bad-plan`, `bad-rules`, `bad-roster`, `bad-grant` (what it tells of is none),
    `claimed` (who has it open), `needs` (what is missing for a move), `told` (the registry says so),
    `store` (cannot be written now).
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
