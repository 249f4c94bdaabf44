"""How sure an episode is: the probability that the dog was on the forbidden side, from what its fixes come to."""

from __future__ import annotations

from math import erf, sqrt

from command_center.model.events import Sureness
from command_center.rules.fold import Episode, Weighed
from command_center.rules.journey import TO_68

MEAN_ERRORS_S = 20.0
"""The correlation time the errors of fixes are taken to have, for their mean: 10–40 s is usual for receivers."""
MOST_FIXES_WORTH = 3.0
"""However long it lasts, a receiver's bias does not average away."""
WILD = 0.005
"""Of a hundred alarms that no noise explains, half a one is wrong all the same: a wrong map, a tag on another dog."""


def sureness(episode: Episode) -> Sureness:
    """What is known of an episode.

    Fixes over T seconds with errors of correlation time t are worth n = 1 + T / 2t independent ones (the variance of
    the mean of a first-order Gauss-Markov process, for T well over t; never more than there are). Their mean depth, in
    standard deviations, is z = 1.51 u sqrt(n) where u is the mean depth in units of the 68 % error; with any true
    depth as likely as any other before, the dog was inside with probability Phi(z). `benchmarks.alarms` lays the
    probabilities told beside how often they were true.
    """
    fixes = max(episode.weighed.fixes, 1)
    lasting_s = (episode.last_ms - episode.first_ms) / 1000
    worth = min(1 + lasting_s / (2 * MEAN_ERRORS_S), fixes, MOST_FIXES_WORTH)
    weight, error_m = episode.weighed.weight / fixes, episode.weighed.error_m / fixes
    chance = (1 + erf(TO_68 * weight * sqrt(worth) / sqrt(2))) / 2
    return Sureness(
        probability=round((1 - WILD) * chance, 3),
        fixes=fixes,
        lasting_s=lasting_s,
        depth_m=round(weight * error_m, 1),
        error_m=round(error_m, 1),
        mean_error_m=round(error_m / sqrt(worth), 1),
    )


def weighed(sure: Sureness | None) -> Weighed:
    """The sums behind it again, for an episode that goes on after a restart."""
    if sure is None or not sure.error_m:
        return Weighed()
    return Weighed(sure.fixes, sure.depth_m / sure.error_m * sure.fixes, sure.error_m * sure.fixes)
