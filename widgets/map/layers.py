"""The layers a person can switch, and which kinds of place stand on which."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QCoreApplication

from command_center.model.places import PlaceKind


class Layer(Enum):
    """In the order of the list."""

    GRIDS = "grids"
    NO_DOG = "no-dog"
    CONTROL = "control"
    RUNS = "runs"
    POINTS = "points"
    BAYS = "bays"
    STREETS = "streets"
    COMPOUNDS = "compounds"
    SERVICES = "services"
    CAMERAS = "cameras"
    VEHICLES = "vehicles"
    SQUADS = "squads"
    DOGS = "dogs"


AT_FIRST = frozenset(
    {Layer.GRIDS, Layer.NO_DOG, Layer.RUNS, Layer.POINTS, Layer.BAYS, Layer.VEHICLES, Layer.SQUADS, Layer.DOGS}
)
"""What is shown until a person chooses otherwise."""

LAYER_OF = {
    PlaceKind.GRID: Layer.GRIDS,
    PlaceKind.NO_DOG: Layer.NO_DOG,
    PlaceKind.DOG_CONTROL_AREA: Layer.CONTROL,
    PlaceKind.DOG_RUN: Layer.RUNS,
    PlaceKind.LOADING_BAY: Layer.BAYS,
    PlaceKind.BREAKFAST_POINT: Layer.POINTS,
    PlaceKind.REPAIR_POINT: Layer.POINTS,
    PlaceKind.MARKET: Layer.POINTS,
    PlaceKind.SEASONAL_POINT: Layer.POINTS,
    PlaceKind.MODEL_STREET: Layer.STREETS,
    PlaceKind.COMPOUND: Layer.COMPOUNDS,
    PlaceKind.COMMUNITY: Layer.SERVICES,
    PlaceKind.VET: Layer.SERVICES,
    PlaceKind.SHELTER: Layer.SERVICES,
    PlaceKind.STUDIO: Layer.SERVICES,
}


def layer_word(layer: Layer) -> str:
    """The layer's name in the language of the screen."""
    words = {
        Layer.GRIDS: QCoreApplication.translate("Map", "Grids"),
        Layer.NO_DOG: QCoreApplication.translate("Map", "No-dog zones"),
        Layer.CONTROL: QCoreApplication.translate("Map", "Dog control area"),
        Layer.RUNS: QCoreApplication.translate("Map", "Dog runs"),
        Layer.POINTS: QCoreApplication.translate("Map", "Regulated points"),
        Layer.BAYS: QCoreApplication.translate("Map", "Loading points"),
        Layer.STREETS: QCoreApplication.translate("Map", "Model streets"),
        Layer.COMPOUNDS: QCoreApplication.translate("Map", "Compounds"),
        Layer.SERVICES: QCoreApplication.translate("Map", "Services"),
        Layer.CAMERAS: QCoreApplication.translate("Map", "Cameras"),
        Layer.VEHICLES: QCoreApplication.translate("Map", "Vehicles and drones"),
        Layer.SQUADS: QCoreApplication.translate("Map", "Squads"),
        Layer.DOGS: QCoreApplication.translate("Map", "Dogs"),
    }
    return words[layer]
