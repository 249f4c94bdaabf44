"""The map's colours, mixed from the theme's tokens. Priorities' colours are left to priorities."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from widgets.common.theme import color, mix, tokens


@dataclass(frozen=True)
class Palette:
    """Colours of one theme, ready to paint with."""

    ground: QColor
    water: QColor
    park: QColor
    block: QColor
    road: QColor
    minor: QColor
    rail: QColor
    road_name: QColor
    water_name: QColor
    park_name: QColor
    district_name: QColor
    grid: QColor
    grid_number: QColor
    zone: QColor
    zone_fill: QColor
    zone_rest: QColor
    bay: QColor
    bay_edge: QColor
    point: QColor
    point_far: QColor
    run: QColor
    dog: QColor
    dog_old: QColor
    dog_flagged: QColor
    ink: QColor
    dim: QColor
    faint: QColor
    info: QColor
    good: QColor
    plate: QColor


def palette() -> Palette:
    """The palette of the theme now in use."""
    t = tokens()
    ground = mix(t.panel, t.ground, 0.3)
    under = ground.name()
    return Palette(
        ground=ground,
        water=mix(mix(t.info, t.good, 0.7).name(), under, 0.19),
        park=mix(t.good, under, 0.13),
        block=mix(t.line, under, 0.22),
        road=mix(t.line, under, 0.72),
        minor=mix(t.line, under, 0.42),
        rail=mix(t.faint, under, 0.45),
        road_name=mix(t.dim, under, 0.62),
        water_name=mix(t.info, under, 0.5),
        park_name=mix(t.good, under, 0.6),
        district_name=mix(t.dim, under, 0.5),
        grid=mix(t.dim, under, 0.3),
        grid_number=mix(t.dim, under, 0.7),
        zone=mix(t.ink, under, 0.62),
        zone_fill=color(t.ink, 0.07),
        zone_rest=mix(t.ink, under, 0.32),
        bay=mix(t.info, under, 0.26),
        bay_edge=mix(t.info, under, 0.46),
        point=mix(t.dim, under, 0.62),
        point_far=mix(t.dim, under, 0.36),
        run=mix(t.good, under, 0.5),
        dog=mix(t.ink, under, 0.55),
        dog_old=mix(t.ink, under, 0.22),
        dog_flagged=mix(t.ink, under, 1.0),
        ink=QColor(t.ink),
        dim=QColor(t.dim),
        faint=QColor(t.faint),
        info=QColor(t.info),
        good=QColor(t.good),
        plate=color(under, 0.86),
    )
