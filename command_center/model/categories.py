"""Category codes of events and cases, as the feed contract fixes them, and their priorities."""

from __future__ import annotations

from enum import StrEnum


class Category(StrEnum):
    """What kind of matter an event or a case is (row 15 of the bureau's systems)."""

    STREET_VENDING = "street-vending"
    ILLEGAL_PARKING = "illegal-parking"
    ILLEGAL_SIGNS = "illegal-signs"
    COOKING_FUMES = "cooking-fumes"
    WASTE_WATER = "waste-water"
    DOG_NUISANCE = "dog-nuisance"
    BILLS_AND_GRAFFITI = "bills-and-graffiti"
    VEHICLE_SPILLS = "vehicle-spills"
    LITTERING = "littering"
    NONMOTOR_PARKING = "nonmotor-parking"
    SHOP_OVERFLOW = "shop-overflow"
    BIKE_PARKING = "bike-parking"
    EXPOSED_REFUSE = "exposed-refuse"
    FACILITY_DAMAGE = "facility-damage"
    DISPUTE = "dispute"
    OTHER = "other"
    DOG_IN_FORBIDDEN_ZONE = "dog-in-forbidden-zone"
    DOG_OUT_OF_HOURS = "dog-out-of-hours"
    TAG_OFFLINE = "tag-offline"


class Priority(StrEnum):
    """How soon a person must look. Declared worst first."""

    URGENT = "urgent"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for urgent up to 3 for low: sorts worst first."""
        return list(Priority).index(self)


class Device(StrEnum):
    """What carries a camera."""

    FIXED = "fixed"
    VEHICLE = "vehicle"
    DRONE = "drone"
