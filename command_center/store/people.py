"""Who sits at the seats."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from command_center.model.people import Person, Role
from command_center.store.schema import people, person_roles


def get(connection: Connection, id_: str) -> Person | None:
    """A person who may sign in."""
    row = connection.execute(select(people).where(people.c.id == id_, people.c.active)).one_or_none()
    if row is None:
        return None
    roles = connection.execute(select(person_roles.c.role).where(person_roles.c.person == id_)).scalars()
    return Person(row.id, row.name, frozenset(Role(role) for role in roles))


def names(connection: Connection) -> dict[str, str]:
    """Everybody's name by id."""
    return {id_: name for id_, name in connection.execute(select(people.c.id, people.c.name))}


def put(connection: Connection, person: Person) -> None:
    """Add a person; one that is there already is left alone."""
    if connection.execute(select(people.c.id).where(people.c.id == person.id)).first():
        return
    connection.execute(insert(people).values(id=person.id, name=person.name, active=True, version=1))
    connection.execute(insert(person_roles), [{"person": person.id, "role": role} for role in sorted(person.roles)])
