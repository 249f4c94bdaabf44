"""Words for codes: one table a kind of code, each word a literal so that the translation tools find it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from command_center.model.cases import Step, TaskState
from command_center.model.categories import Category, Device, Priority
from command_center.model.dogs import FaultKind, FaultState, GrantKind
from command_center.model.events import DismissReason
from command_center.model.health import FeedState
from command_center.model.observations import Channel, Outcome, SquadState
from command_center.model.people import Role
from command_center.queries.answers import Tab
from widgets.common.literal import QT_TRANSLATE_NOOP

PRIORITY: Mapping[str, str] = {
    Priority.URGENT: QT_TRANSLATE_NOOP("Words", "Urgent"),
    Priority.HIGH: QT_TRANSLATE_NOOP("Words", "High"),
    Priority.MEDIUM: QT_TRANSLATE_NOOP("Words", "Medium"),
    Priority.LOW: QT_TRANSLATE_NOOP("Words", "Low"),
}
CATEGORY: Mapping[str, str] = {
    Category.STREET_VENDING: QT_TRANSLATE_NOOP("Words", "Street vending"),
    Category.ILLEGAL_PARKING: QT_TRANSLATE_NOOP("Words", "Parked on the pavement"),
    Category.ILLEGAL_SIGNS: QT_TRANSLATE_NOOP("Words", "Illegal sign"),
    Category.COOKING_FUMES: QT_TRANSLATE_NOOP("Words", "Cooking fumes"),
    Category.WASTE_WATER: QT_TRANSLATE_NOOP("Words", "Waste water on the road"),
    Category.DOG_NUISANCE: QT_TRANSLATE_NOOP("Words", "Dog nuisance"),
    Category.BILLS_AND_GRAFFITI: QT_TRANSLATE_NOOP("Words", "Bills and graffiti"),
    Category.VEHICLE_SPILLS: QT_TRANSLATE_NOOP("Words", "Spills from a vehicle"),
    Category.LITTERING: QT_TRANSLATE_NOOP("Words", "Littering"),
    Category.NONMOTOR_PARKING: QT_TRANSLATE_NOOP("Words", "Bicycles in the way"),
    Category.SHOP_OVERFLOW: QT_TRANSLATE_NOOP("Words", "Shop goods on the pavement"),
    Category.BIKE_PARKING: QT_TRANSLATE_NOOP("Words", "Shared bikes piled up"),
    Category.EXPOSED_REFUSE: QT_TRANSLATE_NOOP("Words", "Exposed refuse"),
    Category.FACILITY_DAMAGE: QT_TRANSLATE_NOOP("Words", "Damaged facility"),
    Category.DISPUTE: QT_TRANSLATE_NOOP("Words", "Dispute"),
    Category.OTHER: QT_TRANSLATE_NOOP("Words", "Other matter"),
    Category.DOG_IN_FORBIDDEN_ZONE: QT_TRANSLATE_NOOP("Words", "Dog in a no-dog zone"),
    Category.DOG_OUT_OF_HOURS: QT_TRANSLATE_NOOP("Words", "Dog out in prohibited hours"),
    Category.TAG_OFFLINE: QT_TRANSLATE_NOOP("Words", "Dog tag offline"),
}
TAB: Mapping[str, str] = {
    Tab.REVIEW: QT_TRANSLATE_NOOP("Words", "To review"),
    Tab.TO_DISPATCH: QT_TRANSLATE_NOOP("Words", "To dispatch"),
    Tab.IN_PROGRESS: QT_TRANSLATE_NOOP("Words", "In progress"),
    Tab.TO_CHECK: QT_TRANSLATE_NOOP("Words", "To check"),
    Tab.OVERDUE: QT_TRANSLATE_NOOP("Words", "Overdue"),
    Tab.SHELVED: QT_TRANSLATE_NOOP("Words", "Later"),
}
STEP: Mapping[str, str] = {
    Step.COLLECTED: QT_TRANSLATE_NOOP("Words", "being verified"),
    Step.OPENED: QT_TRANSLATE_NOOP("Words", "to dispatch"),
    Step.DISPATCHED: QT_TRANSLATE_NOOP("Words", "dispatched"),
    Step.HANDLING: QT_TRANSLATE_NOOP("Words", "being handled"),
    Step.REPORTED_BACK: QT_TRANSLATE_NOOP("Words", "to check"),
    Step.CLOSED: QT_TRANSLATE_NOOP("Words", "closed"),
    Step.EVALUATED: QT_TRANSLATE_NOOP("Words", "evaluated"),
    Step.SUSPENDED: QT_TRANSLATE_NOOP("Words", "suspended"),
    Step.NOT_ACCEPTED: QT_TRANSLATE_NOOP("Words", "not accepted"),
    Step.VOID: QT_TRANSLATE_NOOP("Words", "taken back"),
}
TASK: Mapping[str, str] = {
    TaskState.WAITING: QT_TRANSLATE_NOOP("Words", "about to leave"),
    TaskState.SENT: QT_TRANSLATE_NOOP("Words", "sent, not confirmed"),
    TaskState.DELIVERED: QT_TRANSLATE_NOOP("Words", "delivered"),
    TaskState.ACCEPTED: QT_TRANSLATE_NOOP("Words", "accepted"),
    TaskState.DECLINED: QT_TRANSLATE_NOOP("Words", "declined"),
    TaskState.EN_ROUTE: QT_TRANSLATE_NOOP("Words", "on the way"),
    TaskState.ON_SCENE: QT_TRANSLATE_NOOP("Words", "on the scene"),
    TaskState.DONE: QT_TRANSLATE_NOOP("Words", "done"),
    TaskState.CANCELLED: QT_TRANSLATE_NOOP("Words", "called back"),
}
OUTCOME: Mapping[str, str] = {
    Outcome.ADVISED: QT_TRANSLATE_NOOP("Words", "advised"),
    Outcome.CLEARED: QT_TRANSLATE_NOOP("Words", "cleared"),
    Outcome.PENALTY: QT_TRANSLATE_NOOP("Words", "for a penalty case"),
    Outcome.NONE: QT_TRANSLATE_NOOP("Words", "nothing to handle"),
}
DISMISS: Mapping[str, str] = {
    DismissReason.POSITION_DRIFT: QT_TRANSLATE_NOOP("Words", "Position drift"),
    DismissReason.NOT_A_VIOLATION: QT_TRANSLATE_NOOP("Words", "Not a violation"),
    DismissReason.PERMITTED: QT_TRANSLATE_NOOP("Words", "Permitted or registered"),
    DismissReason.WRONG_DETECTION: QT_TRANSLATE_NOOP("Words", "Wrong detection"),
    DismissReason.ALREADY_HANDLED: QT_TRANSLATE_NOOP("Words", "Already handled"),
    DismissReason.TEST: QT_TRANSLATE_NOOP("Words", "Test or drill"),
}
FEED_KIND: Mapping[str, str] = {
    "dog-tag": QT_TRANSLATE_NOOP("Words", "Dogs"),
    "camera": QT_TRANSLATE_NOOP("Words", "Cameras"),
    "urban": QT_TRANSLATE_NOOP("Words", "Reports"),
    "squad": QT_TRANSLATE_NOOP("Words", "Squads"),
}
FEED_STATE: Mapping[str, str] = {
    FeedState.CONNECTING: QT_TRANSLATE_NOOP("Words", "connecting"),
    FeedState.CATCHING_UP: QT_TRANSLATE_NOOP("Words", "catching up"),
    FeedState.LAGGING: QT_TRANSLATE_NOOP("Words", "lagging"),
    FeedState.GAP: QT_TRANSLATE_NOOP("Words", "gap"),
    FeedState.LIVE: QT_TRANSLATE_NOOP("Words", "live"),
    FeedState.STALE: QT_TRANSLATE_NOOP("Words", "stale"),
    FeedState.REFUSED: QT_TRANSLATE_NOOP("Words", "refused"),
    FeedState.DOWN: QT_TRANSLATE_NOOP("Words", "cut off"),
}
MESSAGE: Mapping[str, str] = {
    "task": QT_TRANSLATE_NOOP("Words", "Task"),
    "cancel": QT_TRANSLATE_NOOP("Words", "Calling back"),
    "notice": QT_TRANSLATE_NOOP("Words", "Notice"),
    "result": QT_TRANSLATE_NOOP("Words", "Result"),
    "verify": QT_TRANSLATE_NOOP("Words", "Check"),
    "instruction": QT_TRANSLATE_NOOP("Words", "Instruction"),
}
CHANNEL: Mapping[str, str] = {
    Channel.COLLECTOR: QT_TRANSLATE_NOOP("Words", "Collector"),
    Channel.HOTLINE_12345: QT_TRANSLATE_NOOP("Words", "Hotline 12345"),
    Channel.HOTLINE_12319: QT_TRANSLATE_NOOP("Words", "Hotline 12319"),
    Channel.WECHAT: QT_TRANSLATE_NOOP("Words", "WeChat"),
    Channel.APP: QT_TRANSLATE_NOOP("Words", "City app"),
    Channel.PATROL: QT_TRANSLATE_NOOP("Words", "Patrol"),
    Channel.TRANSFER: QT_TRANSLATE_NOOP("Words", "Transferred"),
}
DEVICE: Mapping[str, str] = {
    Device.FIXED: QT_TRANSLATE_NOOP("Words", "Camera"),
    Device.VEHICLE: QT_TRANSLATE_NOOP("Words", "Capture vehicle"),
    Device.DRONE: QT_TRANSLATE_NOOP("Words", "Drone"),
}
SQUAD: Mapping[str, str] = {
    SquadState.FREE: QT_TRANSLATE_NOOP("Words", "free"),
    SquadState.BUSY: QT_TRANSLATE_NOOP("Words", "busy"),
    SquadState.OFF: QT_TRANSLATE_NOOP("Words", "off duty"),
}
ROLE: Mapping[str, str] = {
    Role.INTAKE: QT_TRANSLATE_NOOP("Words", "Intake"),
    Role.DISPATCHER: QT_TRANSLATE_NOOP("Words", "Dispatcher"),
    Role.CHECKER: QT_TRANSLATE_NOOP("Words", "Checker"),
    Role.SHIFT_LEADER: QT_TRANSLATE_NOOP("Words", "Shift leader"),
    Role.LEADER: QT_TRANSLATE_NOOP("Words", "Leader"),
    Role.SYSTEM: QT_TRANSLATE_NOOP("Words", "System"),
}
GRANT: Mapping[str, str] = {
    GrantKind.GUIDE: QT_TRANSLATE_NOOP("Words", "guide dog"),
    GrantKind.WORKING: QT_TRANSLATE_NOOP("Words", "working dog"),
    GrantKind.SECOND_HOME: QT_TRANSLATE_NOOP("Words", "second home"),
}
FAULT: Mapping[str, str] = {
    FaultKind.OFFLINE: QT_TRANSLATE_NOOP("Words", "Tag offline"),
    FaultKind.BATTERY: QT_TRANSLATE_NOOP("Words", "Battery low"),
    FaultKind.NEVER_MOVES: QT_TRANSLATE_NOOP("Words", "Never moves"),
    FaultKind.RIDES: QT_TRANSLATE_NOOP("Words", "Rides on a vehicle"),
    FaultKind.JUMPS: QT_TRANSLATE_NOOP("Words", "Jumps"),
    FaultKind.TWO_PLACES: QT_TRANSLATE_NOOP("Words", "In two places at once (cloned?)"),
}
FAULT_STATE: Mapping[str, str] = {
    FaultState.OPEN: QT_TRANSLATE_NOOP("Words", "open"),
    FaultState.DONE: QT_TRANSLATE_NOOP("Words", "done"),
    FaultState.IGNORED: QT_TRANSLATE_NOOP("Words", "ignored"),
}
SHIFT = (
    QT_TRANSLATE_NOOP("Words", "Early shift"),
    QT_TRANSLATE_NOOP("Words", "Late shift"),
    QT_TRANSLATE_NOOP("Words", "Night shift"),
)
COLOUR: Mapping[str, str] = {
    "blue": QT_TRANSLATE_NOOP("Words", "blue plate"),
    "green": QT_TRANSLATE_NOOP("Words", "green plate"),
    "yellow": QT_TRANSLATE_NOOP("Words", "yellow plate"),
    "white": QT_TRANSLATE_NOOP("Words", "white plate"),
    "black": QT_TRANSLATE_NOOP("Words", "black plate"),
}
OBJECT: Mapping[str, str] = {
    "person": QT_TRANSLATE_NOOP("Words", "person"),
    "vehicle": QT_TRANSLATE_NOOP("Words", "vehicle"),
    "car": QT_TRANSLATE_NOOP("Words", "car"),
    "truck": QT_TRANSLATE_NOOP("Words", "lorry"),
    "bus": QT_TRANSLATE_NOOP("Words", "bus"),
    "motorcycle": QT_TRANSLATE_NOOP("Words", "motorcycle"),
    "bicycle": QT_TRANSLATE_NOOP("Words", "bicycle"),
    "dog": QT_TRANSLATE_NOOP("Words", "dog"),
    "plate": QT_TRANSLATE_NOOP("Words", "plate"),
    "license_plate": QT_TRANSLATE_NOOP("Words", "plate"),
    "stall": QT_TRANSLATE_NOOP("Words", "stall"),
    "goods": QT_TRANSLATE_NOOP("Words", "goods"),
    "refuse": QT_TRANSLATE_NOOP("Words", "refuse"),
    "water": QT_TRANSLATE_NOOP("Words", "water"),
    "fumes": QT_TRANSLATE_NOOP("Words", "fumes"),
    "sign": QT_TRANSLATE_NOOP("Words", "sign"),
    "bill": QT_TRANSLATE_NOOP("Words", "bill"),
    "spill": QT_TRANSLATE_NOOP("Words", "spill"),
    "manhole": QT_TRANSLATE_NOOP("Words", "manhole cover"),
}
"""What detectors call things; whatever else they say is shown as it is."""
PERSONAL: Mapping[str, str] = {
    "owner": QT_TRANSLATE_NOOP("Words", "Owner"),
    "phone": QT_TRANSLATE_NOOP("Words", "Telephone"),
    "address": QT_TRANSLATE_NOOP("Words", "Address"),
    "reporter": QT_TRANSLATE_NOOP("Words", "Reporter"),
    "plate": QT_TRANSLATE_NOOP("Words", "Plate"),
}
TITLE = QT_TRANSLATE_NOOP("Words", "Quzhou Enforcement Command Center")


def word(table: Mapping[str, str], code: str) -> str:
    """The word for `code` in the language now shown; a code nobody has a word for is shown as it is."""
    literal = table.get(code)
    return code if literal is None else QCoreApplication.translate("Words", literal)


def shift_word(number: int) -> str:
    """The name of a shift by its number (`times.shift_number`)."""
    return QCoreApplication.translate("Words", SHIFT[number])


def bureau_name() -> str:
    """The name of the room."""
    return QCoreApplication.translate("Words", TITLE)


def grid_word(number: int | None) -> str:
    """`Grid 07`, or "" when it lies in none."""
    return "" if number is None else QCoreApplication.translate("Words", "Grid {n}").format(n=f"{number:02}")


def joined(*parts: str | None) -> str:
    """The parts that say something, with a dot between."""
    return " · ".join(part for part in parts if part)
