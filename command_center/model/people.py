"""Who sits at the seats, and what each may do."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Role(StrEnum):
    """The seats' roles: intake 受理员, dispatcher 派遣员, checker 核查员, shift leader 值班长; leader;
    officer 执法人员, who alone opens penalty cases; system."""

    INTAKE = "intake"
    DISPATCHER = "dispatcher"
    CHECKER = "checker"
    SHIFT_LEADER = "shift-leader"
    LEADER = "leader"
    OFFICER = "officer"
    SYSTEM = "system"


class Person(Struct, frozen=True):
    """A person who can sign in."""

    id: str
    name: str
    roles: frozenset[Role]

    def may(self, *roles: Role) -> bool:
        """True when the person has any of `roles`."""
        return bool(self.roles.intersection(roles))
