"""What is drawn into the demo city's pictures, each thing with its box."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from PIL.ImageDraw import ImageDraw

from command_center.model.categories import Category

WIDTH, HEIGHT = 1280, 720
KERB, ROAD = 470, 560
"""Where the pavement and the carriageway begin, pixels from the top."""
Box = tuple[float, float, float, float]


class Found(NamedTuple):
    """A thing in the picture: its label and x0, y0, x1, y1 in pixels."""

    label: str
    box: Box


def scenery(draw: ImageDraw, rng: np.random.Generator, night: bool) -> None:
    """Sky, house fronts with shops, a pavement, the road."""
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill="#2a3442" if night else "#a9bccb")
    x = 0
    while x < WIDTH:
        w = int(rng.integers(150, 300))
        shade = int(rng.integers(120, 185))
        top = int(rng.integers(60, 200))
        draw.rectangle((x, top, x + w, KERB), fill=(shade, shade - 8, shade - 18))
        for wy in range(top + 25, 290, 62):
            for wx in range(x + 18, x + w - 40, 62):
                lit = night and rng.random() < 0.4
                draw.rectangle((wx, wy, wx + 34, wy + 38), fill="#f0d890" if lit else "#5d6b78")
        colour = ("#8c4a42", "#4a6a8c", "#5a7a52", "#8a7440")[int(rng.integers(4))]
        draw.rectangle((x + 8, 320, x + w - 8, 352), fill=colour)
        draw.rectangle((x + 14, 356, x + w - 14, KERB), fill="#6a727a")
        x += w
    draw.rectangle((0, KERB, WIDTH, ROAD), fill="#9a958c")
    for x in range(-60, WIDTH, 64):
        draw.line((x + 60, KERB, x, ROAD), fill="#8a857c", width=2)
    draw.rectangle((0, ROAD, WIDTH, HEIGHT), fill="#4c5055")
    draw.rectangle((0, ROAD, WIDTH, ROAD + 8), fill="#c8c4bc")
    for x in range(40, WIDTH, 220):
        draw.rectangle((x, 650, x + 110, 658), fill="#d8d8d0")


def figure(draw: ImageDraw, x: float, shirt: str, foot: float = 545.0) -> Found:
    """A person standing."""
    draw.rectangle((x - 13, foot - 60, x - 2, foot), fill="#2c3440")
    draw.rectangle((x + 2, foot - 60, x + 13, foot), fill="#2c3440")
    draw.rounded_rectangle((x - 20, foot - 125, x + 20, foot - 55), 10, fill=shirt)
    draw.ellipse((x - 14, foot - 158, x + 14, foot - 128), fill="#d8b090")
    return Found("person", (x - 22, foot - 160, x + 22, foot))


def officer(draw: ImageDraw, x: float) -> Found:
    """A member of a squad, in blue with a cap."""
    found = figure(draw, x, "#2f5f8f")
    draw.pieslice((x - 17, 383, x + 17, 412), 180, 360, fill="#1c3c5c")
    return found


def _car(draw: ImageDraw, rng: np.random.Generator) -> list[Found]:
    x, y = float(rng.integers(330, 620)), 535.0
    colour = ("#b8bcc0", "#2d3238", "#8a2a2a", "#dfe3e6", "#2f4a72")[int(rng.integers(5))]
    draw.polygon([(x + 70, y - 110), (x + 265, y - 110), (x + 320, y - 45), (x + 15, y - 45)], fill=colour)
    draw.polygon([(x + 82, y - 100), (x + 252, y - 100), (x + 290, y - 52), (x + 40, y - 52)], fill="#27323c")
    draw.rounded_rectangle((x, y - 50, x + 345, y + 30), 16, fill=colour)
    for wheel in (x + 70, x + 275):
        draw.ellipse((wheel - 32, y, wheel + 32, y + 62), fill="#15181b")
        draw.ellipse((wheel - 14, y + 17, wheel + 14, y + 45), fill="#9aa0a6")
    return [Found("vehicle", (x - 4, y - 114, x + 350, y + 64)), Found("plate", (x + 112, y - 22, x + 234, y + 10))]


def _stall(draw: ImageDraw, rng: np.random.Generator) -> list[Found]:
    x = float(rng.integers(350, 750))
    draw.line((x + 110, 300, x + 110, 470), fill="#555555", width=7)
    draw.pieslice((x - 40, 240, x + 260, 400), 180, 360, fill=("#b8432f", "#2f6fb8")[int(rng.integers(2))])
    draw.rectangle((x, 450, x + 220, 540), fill="#7a5a38")
    for k in range(16):
        cx, cy = x + 15 + (k % 8) * 26, 432 + (k // 8) * 14
        draw.ellipse((cx, cy, cx + 24, cy + 24), fill=("#e08a1e", "#c93030", "#dcc430")[k % 3])
    who = figure(draw, x + 265, "#77705c")
    return [Found("stall", (x - 40, 240, x + 262, 545)), who]


def _water(draw: ImageDraw, rng: np.random.Generator) -> list[Found]:
    x = float(rng.integers(300, 560))
    car = _car(draw, rng)[0]
    draw.ellipse((x, 545, x + 520, 640), fill="#5f7d92")
    draw.ellipse((x + 60, 560, x + 400, 620), fill="#86a6ba")
    draw.polygon([(x + 120, 500), (x + 170, 500), (x + 260, 590), (x + 150, 590)], fill="#7f9fb3")
    who = figure(draw, x + 470, "#c8b02c")
    draw.arc((x + 250, 440, x + 470, 560), 180, 300, fill="#3c78a8", width=6)
    return [Found("water", (x, 500, x + 520, 642)), car, who]


def _pile(draw: ImageDraw, rng: np.random.Generator, label: str, colours: tuple[str, ...]) -> list[Found]:
    x = float(rng.integers(350, 700))
    for k in range(13):
        cx, cy = x + float(rng.integers(0, 210)), 470 + float(rng.integers(0, 60))
        size = float(rng.integers(30, 60))
        draw.rounded_rectangle((cx, cy, cx + size, cy + size * 0.8), 12, fill=colours[k % len(colours)])
    return [Found(label, (x - 4, 465, x + 274, 580))]


def _refuse(draw: ImageDraw, rng: np.random.Generator) -> list[Found]:
    return _pile(draw, rng, "refuse", ("#23262a", "#3d4a3a", "#556070", "#b5b0a0"))


def _goods(draw: ImageDraw, rng: np.random.Generator) -> list[Found]:
    return _pile(draw, rng, "goods", ("#b98a4e", "#a2743a", "#8c9a5a", "#c0a070"))


def _sign(draw: ImageDraw, rng: np.random.Generator) -> list[Found]:
    x = float(rng.integers(350, 750))
    draw.rectangle((x, 380, x + 190, 540), fill="#d8d8d8", outline="#802020", width=8)
    for k in range(4):
        draw.rectangle((x + 25, 405 + k * 30, x + 165 - k * 14, 419 + k * 30), fill="#b03030")
    return [Found("sign", (x - 4, 376, x + 194, 544))]


def _bills(draw: ImageDraw, rng: np.random.Generator) -> list[Found]:
    x = float(rng.integers(350, 700))
    for k in range(9):
        cx, cy = x + (k % 3) * 82 + float(rng.integers(0, 20)), 360 + (k // 3) * 36
        draw.rectangle((cx, cy, cx + 58, cy + 30), fill=("#e8e0c8", "#e8d060", "#d8a0a0")[k % 3], outline="#705050")
    return [Found("bill", (x - 4, 355, x + 250, 468))]


def _fumes(draw: ImageDraw, rng: np.random.Generator) -> list[Found]:
    x = float(rng.integers(350, 750))
    draw.rectangle((x, 250, x + 46, 330), fill="#9aa0a6")
    for k in range(9):
        r = 26 + k * 7
        cx, cy = x + 22 + k * 16 + float(rng.integers(-10, 10)), 245 - k * 20
        draw.ellipse((cx - r, cy - r * 0.7, cx + r, cy + r * 0.7), fill=(150 + k * 6,) * 3)
    return [Found("fumes", (x - 20, 40, x + 260, 332))]


def _bikes(draw: ImageDraw, rng: np.random.Generator) -> list[Found]:
    x0 = float(rng.integers(180, 420))
    colour = ("#3fa6d8", "#e8b820", "#3fb87a")[int(rng.integers(3))]
    count = int(rng.integers(9, 14))
    for k in range(count):
        x, y = x0 + k * 46, 520 + float(rng.integers(-8, 8))
        for wheel in (x, x + 62):
            draw.ellipse((wheel - 24, y - 10, wheel + 24, y + 38), outline="#202428", width=4)
        draw.line((x, y + 14, x + 30, y - 26, x + 62, y + 14, x + 24, y + 14, x, y + 14), fill=colour, width=6)
        draw.line((x + 54, y - 40, x + 62, y + 14), fill=colour, width=6)
    return [Found("bicycle", (x0 - 28, 470, x0 + count * 46 + 46, 566))]


def _spill(draw: ImageDraw, rng: np.random.Generator) -> list[Found]:
    x = float(rng.integers(150, 300))
    draw.rectangle((x, 440, x + 330, 570), fill="#7a6a3a")
    draw.rectangle((x + 335, 480, x + 440, 590), fill="#b06020")
    for wheel in (x + 70, x + 180, x + 390):
        draw.ellipse((wheel - 36, 560, wheel + 36, 632), fill="#15181b")
    for _ in range(40):
        cx, cy = x - 20 + float(rng.integers(-130, 160)), 640 + float(rng.integers(-10, 45))
        draw.ellipse((cx, cy, cx + 16, cy + 9), fill="#8a7850")
    return [Found("vehicle", (x, 436, x + 444, 634)), Found("spill", (x - 150, 625, x + 160, 700))]


def _damage(draw: ImageDraw, rng: np.random.Generator) -> list[Found]:
    x = float(rng.integers(400, 750))
    draw.ellipse((x, 590, x + 190, 660), fill="#17191c")
    draw.ellipse((x + 120, 580, x + 330, 650), fill="#6a6e72", outline="#3a3e42", width=6)
    return [Found("manhole", (x, 576, x + 334, 664))]


def _dog(draw: ImageDraw, rng: np.random.Generator) -> list[Found]:
    x = float(rng.integers(400, 750))
    coat = ("#8a5a30", "#d8c8a8", "#303030")[int(rng.integers(3))]
    draw.rounded_rectangle((x, 480, x + 110, 525), 20, fill=coat)
    draw.ellipse((x + 90, 450, x + 145, 500), fill=coat)
    for leg in (8, 30, 76, 94):
        draw.rectangle((x + leg, 515, x + leg + 11, 552), fill=coat)
    draw.line((x + 4, 490, x - 26, 462), fill=coat, width=9)
    return [Found("dog", (x - 30, 446, x + 148, 556)), figure(draw, x + 220, "#50708a")]


def _people(draw: ImageDraw, rng: np.random.Generator) -> list[Found]:
    x = float(rng.integers(420, 700))
    return [figure(draw, x, "#8a4a4a"), figure(draw, x + 75, "#4a6a4a"), figure(draw, x + 170, "#6a6a8a")]


Drawer = Callable[[ImageDraw, np.random.Generator], list[Found]]
DRAWERS: dict[Category, Drawer] = {
    Category.STREET_VENDING: _stall,
    Category.ILLEGAL_PARKING: _car,
    Category.ILLEGAL_SIGNS: _sign,
    Category.COOKING_FUMES: _fumes,
    Category.WASTE_WATER: _water,
    Category.DOG_NUISANCE: _dog,
    Category.BILLS_AND_GRAFFITI: _bills,
    Category.VEHICLE_SPILLS: _spill,
    Category.LITTERING: _refuse,
    Category.NONMOTOR_PARKING: _bikes,
    Category.SHOP_OVERFLOW: _goods,
    Category.BIKE_PARKING: _bikes,
    Category.EXPOSED_REFUSE: _refuse,
    Category.FACILITY_DAMAGE: _damage,
    Category.DISPUTE: _people,
    Category.OTHER: _people,
    Category.DOG_IN_FORBIDDEN_ZONE: _dog,
    Category.DOG_OUT_OF_HOURS: _dog,
}
