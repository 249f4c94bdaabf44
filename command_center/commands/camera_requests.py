"""What can be asked about cameras."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct


class SetCameraThreshold(Struct, frozen=True, tag="set-camera-threshold"):
    """From now on, what this camera is less sure of than `least` (0…1; 0: everything counts) is stored and reaches no
    queue. `expected` is the number of its threshold that was looked at, 0 for none."""

    camera: Annotated[str, Meta(min_length=1, max_length=200)]
    least: Annotated[float, Meta(ge=0.0, le=1.0)]
    expected: int = 0
    reason: Annotated[str, Meta(max_length=2000)] = ""
