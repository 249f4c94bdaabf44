"""What a fixed camera of the demo city sees: its own street, people and cars that move, and what goes on there."""

from __future__ import annotations

import zlib
from datetime import datetime
from functools import lru_cache
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw

from command_center.model.categories import Category
from command_center.simulator.picture_objects import DRAWERS, HEIGHT, ROAD, WIDTH, figure, scenery
from command_center.simulator.pictures import font

SIZE = (WIDTH // 2, HEIGHT // 2)
QUALITY = 60
_COLOURS = ("#b8bcc0", "#2d3238", "#8a2a2a", "#dfe3e6", "#2f4a72", "#5a7a52")
_SHIRTS = ("#77705c", "#a04848", "#48687f", "#3d6b45")


def frame(camera: str, name: str, when: datetime, going: tuple[Category, ...]) -> bytes:
    """The view at a moment (`when` as it is written into the picture) as a JPEG of `SIZE` pixels."""
    night = not 6 <= when.hour < 18
    image = _street(camera, night, going).copy()
    draw = ImageDraw.Draw(image)
    _passing(draw, camera, when.timestamp())
    image = image.reduce(2)
    _written(ImageDraw.Draw(image), f"{camera} {name}", when)
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


@lru_cache(24)
def _street(camera: str, night: bool, going: tuple[Category, ...]) -> Image.Image:
    rng = np.random.default_rng(_seed(camera))
    image = Image.new("RGB", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(image)
    scenery(draw, rng, night)
    for kind in going:
        DRAWERS.get(kind, DRAWERS[Category.OTHER])(draw, rng)
    return Image.eval(image, lambda value: int(value * 0.62)) if night else image


def _seed(camera: str) -> int:
    return zlib.crc32(camera.encode())


def _passing(draw: ImageDraw.ImageDraw, camera: str, now: float) -> None:
    """Cars on the road and people on the pavement; where they are follows from the time alone."""
    seed = _seed(camera)
    for n in range(2):
        way = WIDTH + 900
        x = (now * (190 + 60 * n) + seed % 977 + n * 800) % way - 450
        x = x if n else WIDTH - x
        y = ROAD + 30 + 70 * n
        colour = _COLOURS[int((now * (190 + 60 * n) + seed % 977 + n * 800) // way + seed + n) % len(_COLOURS)]
        draw.rounded_rectangle((x, y, x + 230, y + 55), 14, fill=colour)
        draw.polygon([(x + 45, y), (x + 75, y - 40), (x + 165, y - 40), (x + 195, y)], fill="#27323c")
        for wheel in (x + 50, x + 180):
            draw.ellipse((wheel - 22, y + 34, wheel + 22, y + 78), fill="#15181b")
    for n in range(3):
        x = (now * (28 + 9 * n) + seed % 613 + n * 500) % (WIDTH + 200) - 100
        figure(draw, x if n % 2 else WIDTH - x, _SHIRTS[(seed + n) % len(_SHIRTS)], 520.0 + 12 * n)


def _written(draw: ImageDraw.ImageDraw, title: str, when: datetime) -> None:
    face, chinese = font(16)
    caption = title if chinese else title.encode("ascii", "ignore").decode()
    stamp = f"{when:%Y-%m-%d %H:%M:%S}  {caption}"
    marked = "模拟画面" if chinese else "SIMULATED"
    for at, text, anchor in (((12, 10), stamp, "la"), ((SIZE[0] - 12, SIZE[1] - 10), marked, "rs")):
        draw.text(at, text, fill="#ffffff", font=face, anchor=anchor, stroke_width=1, stroke_fill="#000000")
