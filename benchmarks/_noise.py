"""What a tag says of a true way: when it samples, how far it is off, what it states, what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
R68 = float(np.sqrt(-2 * np.log(1 - 0.68)))
"""The radius that holds 68 % of a round two-dimensional normal error, in its standard deviation an axis: 1.51
(Rayleigh distribution)."""
R95 = float(np.sqrt(-2 * np.log(1 - 0.95)))


class Model(StrEnum):
    """How errors hang together in time."""

    GAUSS_MARKOV = "gauss-markov"
    WHITE = "white"
    DRIFT = "drift"
    """A bias that wanders over minutes, and a little white."""
    MULTIPATH = "multipath"
    """Gauss-Markov, and now and then a reflection: off by another 1–3 sigma for 10–40 s."""
    HEAVY = "heavy"
    """Gauss-Markov with Student's t (3 degrees) innovations."""


@dataclass(frozen=True)
class Noise:
    """Ranges, low and high; each walk draws its own. `sigma_m` standard deviation an axis, `tau_s` correlation time."""

    sigma_m: tuple[float, float] = (3.0, 8.0)
    stated_factor: tuple[float, float] = (1.0, 1.0)
    sampling_s: tuple[float, float] = (10.0, 10.0)
    tau_s: tuple[float, float] = (10.0, 40.0)
    models: tuple[Model, ...] = (Model.GAUSS_MARKOV,)
    outliers: float = 0.01
    gaps_an_hour: float = 3.0
    accuracy_unit: float = R68
    """What an exact receiver states, in sigma."""


@dataclass(frozen=True)
class Track:
    """What one tag sent: `seconds` after the walk's start, `spots` n × 2 metres, one stated accuracy in metres."""

    model: Model
    sigma_m: float
    sampling_s: float
    accuracy_m: float
    seconds: Floats
    spots: Floats


def track(rng: np.random.Generator, path: Floats, noise: Noise) -> Track:
    """Sample a way, a spot each second, with errors; about `gaps_an_hour` times nothing is heard for 20–90 s."""
    model = noise.models[int(rng.integers(len(noise.models)))]
    sigma, sampling = rng.uniform(*noise.sigma_m), _log_uniform(rng, noise.sampling_s)
    factor = _log_uniform(rng, noise.stated_factor)
    seconds = np.arange(rng.uniform(0, min(sampling, len(path) - 1)), len(path) - 1, sampling)
    seconds = np.sort(np.clip(seconds + rng.uniform(-0.05, 0.05, len(seconds)) * sampling, 0, len(path) - 1))
    for begin in rng.uniform(0, len(path), rng.poisson(noise.gaps_an_hour * len(path) / 3600)):
        seconds = seconds[(seconds < begin) | (seconds > begin + rng.uniform(20, 90))]
    whole = np.arange(len(path))
    spots = np.column_stack([np.interp(seconds, whole, path[:, axis]) for axis in (0, 1)])
    spots += errors(rng, seconds, model, sigma, rng.uniform(*noise.tau_s))
    wild = rng.random(len(seconds)) < noise.outliers
    spots[wild] += rng.normal(0, 5 * sigma, (int(wild.sum()), 2))
    return Track(model, sigma, sampling, noise.accuracy_unit * sigma * factor, seconds, spots)


def _log_uniform(rng: np.random.Generator, of: tuple[float, float]) -> float:
    return float(np.exp(rng.uniform(*np.log(of))))


def errors(rng: np.random.Generator, seconds: Floats, model: Model, sigma: float, tau_s: float) -> Floats:
    """Errors n × 2 in metres at these times, of standard deviation `sigma` an axis."""
    n = len(seconds)
    match model:
        case Model.WHITE:
            return rng.normal(0, sigma, (n, 2))
        case Model.DRIFT:
            return _markov(seconds, 180.0, rng.normal(size=(n, 2))) * sigma * 0.87 + rng.normal(0, sigma * 0.5, (n, 2))
        case Model.HEAVY:
            return _markov(seconds, tau_s, rng.standard_t(3, (n, 2)) / np.sqrt(3)) * sigma
        case Model.MULTIPATH:
            found = _markov(seconds, tau_s, rng.normal(size=(n, 2))) * sigma
            lasts = seconds[-1] - seconds[0] if n else 0.0
            for begin in rng.uniform(0, lasts, rng.poisson(lasts / 300)) if n else ():
                off = (seconds >= begin) & (seconds < begin + rng.uniform(10, 40))
                bearing = rng.uniform(0, 2 * np.pi)
                found[off] += rng.uniform(1, 3) * sigma * np.array([np.cos(bearing), np.sin(bearing)])
            return found
        case Model.GAUSS_MARKOV:
            return _markov(seconds, tau_s, rng.normal(size=(n, 2))) * sigma


def _markov(seconds: Floats, tau_s: float, kicks: Floats) -> Floats:
    """A first-order Gauss-Markov process of variance 1 at uneven times, driven by `kicks` of variance 1."""
    found = np.empty_like(kicks)
    keep = np.exp(-np.diff(seconds, prepend=seconds[:1]) / tau_s)
    for i in range(len(seconds)):
        found[i] = kicks[i] if i == 0 else keep[i] * found[i - 1] + np.sqrt(1 - keep[i] ** 2) * kicks[i]
    return found
