"""The book of rules: what is laid down, from when on, by whom. The store is the truth; settings are read into it."""

from __future__ import annotations

from datetime import datetime

from command_center.model.settings import DogWalking
from command_center.notices import RulesChanged
from command_center.rules.timeline import Timeline, version_of
from command_center.store import rules
from command_center.store.unit import Unit


def save(unit: Unit, told: DogWalking, since: datetime, how: str = "saved", reason: str = "") -> int:
    """Other rules from `since` on; on record. Returns the change's number."""
    before = rules.timeline(rules.changes(unit.connection))
    replaced = [one.version for one in before if one.since is not None and one.since > since] or [
        one.version for one in before[-1:]
    ]
    version = version_of(told)
    number = rules.add(unit.connection, told, version, since, unit.person, unit.now, how, reason)
    unit.record("rules-from-file" if how == "file" else "rules-changed", "city", "rules", None, version=version,
                replaces=", ".join(replaced), effective=since.isoformat(), prohibited=told.prohibited,
                remind_first_min=told.remind_first_min, home_radius_m=told.home_radius_m, reason=reason)  # fmt: skip
    unit.tell(RulesChanged())
    return number


def take_file(unit: Unit, told: DogWalking) -> bool:
    """What the settings say otherwise than when they were read last, from now on. What a person has laid down since
    stays, but where the file itself has changed: its change is the newer word. The city's timezone is the file's."""
    made = rules.changes(unit.connection)
    before = [one for one in made if one.how == "file"]
    if not before or before[-1].rules != told:
        save(unit, told, unit.now, "file")
        return True
    standing = Timeline(rules.timeline(made)).at(unit.now)
    if standing.version != version_of(standing.rules):  # the same rules, carried out with other constants
        save(unit, standing.rules, unit.now, "program")
        return True
    return False
