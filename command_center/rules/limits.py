"""The rules' constants, each with its reason, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from command_center.rules.fold import Need


@dataclass(frozen=True, slots=True)
class Limits:
    """How much it takes to be believed. Distances in metres, times in seconds, speeds in metres a second."""

    unknown_accuracy_m: float = 10.0
    """A consumer receiver in the open among houses; taken where a fix states none."""
    edge_m: float = 2.0
    """Places are drawn no better than this: nearer to the edge than this is on it, whatever the fix claims."""
    fixes: int = 3
    """One wild fix, or two that share its cause, raise nothing."""
    zone_dwell_s: float = 10.0
    """Crossing a corner is no visit."""
    hours_dwell_s: float = 30.0
    """Stepping out of the door is no walk."""
    inside: float = 0.25
    """A fix this deep, in units of its error, counts as one inside; one as far outside as its error is surely out."""
    most: float = 2.0
    """No fix says more than this, either way, in units of its error: a wild one would outweigh all others."""
    drift: float = 0.3
    """Taken off each fix's depth (in units of its error) before it is added up: jitter on the edge then adds nothing.
    With `score` the two constants of a one-sided CUSUM test (E. S. Page, Continuous inspection schemes, 1954)."""
    score: float = 1.6
    """What the sum must reach: twenty seconds somewhat deeper than the error, or longer less deep."""
    debt: float = 1.5
    """How far below nothing the sum may fall while a tag is about the edge: who passes close by must show more."""
    correlation_s: float = 40.0
    """Errors of fixes nearer in time than this are much the same: each then adds less (see `fold.share`)."""
    fade_s: float = 90.0
    """What was added up fades by a factor e in this time: a bias that lasts for minutes is no evidence that grows."""
    noise_memory_s: float = 60.0
    """How long a tag's scatter is remembered when its real error is reckoned from it."""
    most_noise: float = 1.6
    """A scatter beyond what is stated widens the error, by at most this: a dog that runs about scatters too."""
    leave_s: float = 120.0
    """Certainly outside for this long is gone; shorter is the edge's jitter."""
    silent_s: float = 600.0
    """A tag not heard of for this long tells nothing any more: its events are over."""
    rest_s: float = 600.0
    """Where a dog without a known home has stayed for this long, it is at rest, not out."""
    keep_s: float = 600.0
    """Late fixes are taken into account for this long (data time)."""
    future_s: float = 60.0
    """A fix further ahead of its receipt comes from a wrong clock."""
    vehicle_mps: float = 7.0
    """25 km/h: no dog is walked at this speed; it rides."""
    jump_mps: float = 30.0
    """Nobody in town moves like this between two fixes: one of them is wrong."""
    near_m: float = 100.0
    """Fixes further than this outside a place are not looked at for it."""
    exempt_point_m: float = 40.0
    """A vet or shelter given as a point is taken to be this large."""
    together_m: float = 40.0
    """Two dogs on one owner's leads: arms and leads, and what two receivers may be off."""
    apart_m: float = 80.0
    """Certainly not on one owner's leads any more; after `leave_s` of it they have parted."""
    moving_match_m: float = 50.0
    """Two sightings by a moving camera this near are of the same thing."""
    sighting_over_s: float = 1800.0
    """A detection not repeated for this long is over."""
    bikes_without_capacity: int = 40
    """A pile-up, where no capacity is laid down."""
    bikes_over_share: float = 0.8
    """A pile-up is over when this share of the capacity is left: hysteresis against one bike more or less."""


LIMITS = Limits()


def need_of(limits: Limits, dwell_s: float) -> Need:
    """What an episode takes by these limits, lasting `dwell_s` or more."""
    return Need(
        limits.fixes,
        round(dwell_s * 1000),
        round(limits.leave_s * 1000),
        round(limits.silent_s * 1000),
        limits.score,
        limits.drift,
        limits.debt,
        limits.correlation_s * 1000,
        limits.fade_s * 1000,
    )
