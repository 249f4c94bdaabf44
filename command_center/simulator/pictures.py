"""Drawn pictures for the demo city's cameras, citizens and squads: simple, dated, and marked as simulated."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from command_center.model.categories import Category
from command_center.model.observations import DetectedObject, PlateColour
from command_center.simulator.picture_objects import DRAWERS, HEIGHT, WIDTH, Found, officer, scenery

QUALITY = 60
_FONTS = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)


@dataclass(frozen=True)
class Subject:
    """What a picture shows. `caption` is burnt in beside the time; `handled`: the matter is gone, a squad is there."""

    kind: Category
    caption: str
    time: datetime
    plate: str | None = None
    plate_colour: PlateColour | None = None
    handled: bool = False


@dataclass(frozen=True)
class Picture:
    """A JPEG as a data URL, and what a detector would have boxed in it."""

    url: str
    objects: tuple[DetectedObject, ...]


@cache
def font(size: int) -> tuple[ImageFont.FreeTypeFont | ImageFont.ImageFont, bool]:
    """A font of `size` pixels, and whether it can write Chinese."""
    for path in _FONTS:
        if Path(path).exists():
            return ImageFont.truetype(path, size), True
    return ImageFont.load_default(size), False


def take(subject: Subject, rng: np.random.Generator) -> Picture:
    """Draw the subject: 1280 × 720, a few tens of kilobytes."""
    image = Image.new("RGB", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(image)
    night = not 6 <= subject.time.hour < 18
    scenery(draw, rng, night)
    if subject.handled:
        found = [officer(draw, 520), officer(draw, 640)]
    else:
        found = DRAWERS.get(subject.kind, DRAWERS[Category.OTHER])(draw, rng)
        _plate(draw, found, subject)
    if night:
        image = Image.eval(image, lambda v: int(v * 0.62))
        draw = ImageDraw.Draw(image)
    _overlay(draw, subject)
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY)
    objects = () if subject.handled else tuple(_boxed(f, rng) for f in found)
    return Picture("data:image/jpeg;base64," + b64encode(buffer.getvalue()).decode(), objects)


def _boxed(found: Found, rng: np.random.Generator) -> DetectedObject:
    x0, y0, x1, y1 = found.box
    box = (x0 / WIDTH, y0 / HEIGHT, (x1 - x0) / WIDTH, (y1 - y0) / HEIGHT)
    x, y, w, h = (round(min(1.0, max(0.0, v)), 4) for v in box)
    return DetectedObject(found.label, round(float(rng.uniform(0.72, 0.98)), 2), (x, y, w, h))


def _plate(draw: ImageDraw.ImageDraw, found: list[Found], subject: Subject) -> None:
    fill = {"green": "#8fd3a0", "yellow": "#e0b000", "white": "#eeeeee", "black": "#101010"}
    for thing in found:
        if thing.label == "plate" and subject.plate:
            colour = fill.get(str(subject.plate_colour), "#1f4fbf")
            ink = "#101010" if subject.plate_colour in ("green", "yellow", "white") else "#ffffff"
            draw.rectangle(thing.box, fill=colour, outline="#202020")
            face, chinese = font(22)
            text = subject.plate if chinese else subject.plate[1:]
            middle = ((thing.box[0] + thing.box[2]) / 2, (thing.box[1] + thing.box[3]) / 2)
            draw.text(middle, text, fill=ink, font=face, anchor="mm")


def _overlay(draw: ImageDraw.ImageDraw, subject: Subject) -> None:
    face, chinese = font(30)
    stamp = subject.time.strftime("%Y-%m-%d %H:%M:%S")
    caption = subject.caption if chinese else subject.caption.encode("ascii", "ignore").decode()
    _write(draw, (24, 20), f"{stamp}  {caption}", face, "la")
    _write(draw, (WIDTH - 24, HEIGHT - 20), "模拟画面" if chinese else "SIMULATED", font(40)[0], "rs")


def _write(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    text: str,
    face: ImageFont.FreeTypeFont | ImageFont.ImageFont,
    anchor: str,
) -> None:
    draw.text(at, text, fill="#ffffff", font=face, anchor=anchor, stroke_width=2, stroke_fill="#000000")
