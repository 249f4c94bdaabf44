"""What part of the city the screen shows: a centre and a scale. Nothing here knows Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from widgets.map.projection import Floats, Rect

FINEST = 0.12
"""Map metres in a pixel, closest look: a 2.5 m bay is 20 pixels wide."""
COARSEST = 120.0
"""Map metres in a pixel, furthest out."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """Centre `x`, `y` in map metres, `mpp` map metres in a pixel, size in (logical) pixels. Pixel y points down."""

    x: float = 0.0
    y: float = 0.0
    mpp: float = 12.0
    width: float = 800.0
    height: float = 600.0

    def to_px(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Map metres to pixels from the top left."""
        return (x - self.x) / self.mpp + self.width / 2, (self.y - y) / self.mpp + self.height / 2

    def px_of(self, x: float, y: float) -> tuple[float, float]:
        """One point in map metres to pixels."""
        return (x - self.x) / self.mpp + self.width / 2, (self.y - y) / self.mpp + self.height / 2

    def to_metres(self, px: float, py: float) -> tuple[float, float]:
        """A pixel to map metres."""
        return self.x + (px - self.width / 2) * self.mpp, self.y - (py - self.height / 2) * self.mpp

    def rect(self, margin_px: float = 0.0) -> Rect:
        """What is seen, in map metres, `margin_px` more on every side."""
        w, h = (self.width / 2 + margin_px) * self.mpp, (self.height / 2 + margin_px) * self.mpp
        return Rect(self.x - w, self.y - h, self.x + w, self.y + h)

    def moved(self, dx: float, dy: float) -> Viewport:
        """The picture moved right and down by so many pixels."""
        return replace(self, x=self.x - dx * self.mpp, y=self.y + dy * self.mpp)

    def zoomed(self, factor: float, px: float, py: float) -> Viewport:
        """`factor` times larger (2 = twice), within the limits; what lies under the pixel stays under it."""
        mpp = float(np.clip(self.mpp / factor, FINEST, COARSEST))
        x, y = self.to_metres(px, py)
        return replace(self, mpp=mpp, x=x - (px - self.width / 2) * mpp, y=y + (py - self.height / 2) * mpp)

    def sized(self, width: float, height: float) -> Viewport:
        """The same centre and scale on a screen of another size."""
        return replace(self, width=max(width, 1.0), height=max(height, 1.0))

    def centred(self, x: float, y: float, mpp: float | None = None) -> Viewport:
        """Looking at `x`, `y`, at the same scale or another one within the limits."""
        scale = self.mpp if mpp is None else float(np.clip(mpp, FINEST, COARSEST))
        return replace(self, x=x, y=y, mpp=scale)

    def kept_in(self, city: Rect) -> Viewport:
        """The centre brought back into the city, if it had left it."""
        x, y = float(np.clip(self.x, city.left, city.right)), float(np.clip(self.y, city.bottom, city.top))
        return self if (x, y) == (self.x, self.y) else replace(self, x=x, y=y)

    def fitted(self, area: Rect, padding: float = 0.03) -> Viewport:
        """All of `area` in sight, with `padding` (a share of the screen) around it."""
        share = 1 - 2 * padding
        mpp = max((area.right - area.left) / (self.width * share), (area.top - area.bottom) / (self.height * share))
        return self.centred((area.left + area.right) / 2, (area.bottom + area.top) / 2, mpp)
