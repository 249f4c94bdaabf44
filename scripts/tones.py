"""Makes the tones of the alarms: resources/sounds/*.wav. `python -m scripts.tones`

Each priority has its own rhythm, so that it is known without looking: three quick rising pips, two, a single soft one.
Pitches lie between 500 and 1200 Hz, where small loudspeakers and older ears are good; edges are rounded against clicks.
"""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 22_050
FOLDER = Path(__file__).parents[1] / "resources" / "sounds"
TONES: dict[str, tuple[tuple[float, float, float], ...]] = {
    "urgent": ((784, 0.12, 0.8), (988, 0.12, 0.8), (1175, 0.24, 0.8)),
    "high": ((740, 0.14, 0.55), (740, 0.22, 0.55)),
    "medium": ((554, 0.24, 0.35),),
}
"""Of each priority its pips: pitch in Hz, length in seconds, loudness 0…1. What is low makes no sound."""
PAUSE_S, EDGE_S = 0.06, 0.012


def samples(pips: tuple[tuple[float, float, float], ...]) -> NDArray[np.int16]:
    """The pips one after the other, 16 bits."""
    parts = []
    for pitch, length, loud in pips:
        t = np.arange(round(length * RATE)) / RATE
        edge = np.clip(np.minimum(t, length - t) / EDGE_S, 0, 1)
        tone = np.sin(2 * np.pi * pitch * t) + 0.25 * np.sin(4 * np.pi * pitch * t)
        parts += [loud * tone / 1.25 * edge * edge * (3 - 2 * edge), np.zeros(round(PAUSE_S * RATE))]
    made: NDArray[np.int16] = np.round(32767 * np.concatenate(parts)).astype("<i2")
    return made


def main() -> None:
    """Write them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, pips in TONES.items():
        with wave.open(str(FOLDER / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(samples(pips).tobytes())


if __name__ == "__main__":
    main()
