"""What another threshold of a camera would have spared, by what people decided on its detections."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

STEP, HIGHEST = 0.05, 0.95
ENOUGH_SPARED = 0.5
"""A step up is worth its name when it spares half of the false alarms."""


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """A camera's threshold `least` (change `number`), and what `higher` would have meant: `spared` of `false` alarms
    would not have come, nor `lost` of `true` ones. `held` is how many `least` has held back; `lower` a step down."""

    camera: str
    least: float
    number: int
    higher: float
    lower: float
    spared: int
    false: int
    lost: int
    true: int
    held: int


def trial(camera: str, least: float, number: int, decided: Sequence[tuple[float, bool]], held: int) -> Trial:
    """The lowest higher threshold that would have spared half of the false alarms, else the highest there is;
    `decided`: confidence, and whether it was dismissed."""
    steps = [round(STEP * n, 2) for n in range(1, round(HIGHEST / STEP) + 1)]
    false = sorted(sure for sure, dismissed in decided if dismissed)
    above = [step for step in steps if step > least]
    enough = (step for step in above if false and sum(sure < step for sure in false) >= ENOUGH_SPARED * len(false))
    higher = next(enough, above[-1] if above else least)
    true = [sure for sure, dismissed in decided if not dismissed]
    return Trial(
        camera=camera, least=least, number=number, higher=higher,
        lower=max((step for step in (0.0, *steps) if step < least), default=0.0),
        spared=sum(sure < higher for sure in false), false=len(false),
        lost=sum(sure < higher for sure in true), true=len(true), held=held,
    )  # fmt: skip
