"""How soon a person must look, by what was flagged. Aims at the figures of ISA-18.2: about 80/15/5."""

from __future__ import annotations

from command_center.model.categories import Category, Priority

BY_CATEGORY: dict[Category, Priority] = {
    Category.DOG_IN_FORBIDDEN_ZONE: Priority.HIGH,  # somebody may be frightened or bitten now
    Category.WASTE_WATER: Priority.HIGH,  # it runs into the river while one looks
    Category.VEHICLE_SPILLS: Priority.HIGH,  # others drive into it
    Category.DOG_OUT_OF_HOURS: Priority.MEDIUM,
    Category.ILLEGAL_PARKING: Priority.MEDIUM,
    Category.STREET_VENDING: Priority.MEDIUM,
    Category.BIKE_PARKING: Priority.MEDIUM,
    Category.COOKING_FUMES: Priority.MEDIUM,
    Category.FACILITY_DAMAGE: Priority.MEDIUM,
    Category.DOG_NUISANCE: Priority.MEDIUM,
    Category.DISPUTE: Priority.MEDIUM,
}
"""What does not stand here is low: it is there tomorrow too."""

UNSURE = 0.5
"""A detection less sure than this is shown last, whatever it is of: nothing is dropped, nothing shouts."""


def of(category: Category, *, urgent_place: bool = False, confidence: float = 1.0) -> Priority:
    """The priority of something new. `urgent_place`: a school, say."""
    if confidence < UNSURE:
        return Priority.LOW
    if urgent_place:
        return Priority.URGENT
    return BY_CATEGORY.get(category, Priority.LOW)


def raised(priority: Priority) -> Priority:
    """One step more urgent, up to high: only a place makes a matter urgent."""
    steps = [Priority.LOW, Priority.MEDIUM, Priority.HIGH]
    return priority if priority not in steps else steps[min(steps.index(priority) + 1, 2)]
