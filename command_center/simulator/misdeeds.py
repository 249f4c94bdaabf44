"""Dogs where or when they may not be: calm rates, a lively first few minutes, and owners who listen."""

from __future__ import annotations

from functools import partial

from opening_hours import OpeningHours

from command_center.model.observations import NoticeReply
from command_center.model.outgoing import OutwardNotice
from command_center.model.places import PlaceKind
from command_center.simulator import outings
from command_center.simulator.citymap import Spot
from command_center.simulator.emission import DOGS
from command_center.simulator.tracks import Track
from command_center.simulator.walks import Walks

OUT_OF_HOURS_PER_H, IN_ZONES_PER_H = 4.0, 3.2
URGENT_PART = 0.15
LISTENS = 0.8
"""Share of owners who answer a reminder and take their dog home."""


class Misdeeds:
    """Decides who breaks which dog rule when, at the city's rate whatever the number of tags (up to 3,000)."""

    def __init__(self, walks: Walks) -> None:
        self._walks, self._stage, self._dogs = walks, walks.stage, walks.dogs
        zones = self._stage.city.of(PlaceKind.NO_DOG)
        self._zones = [z for z in zones if not z.urgent]
        self._schools = [z for z in zones if z.urgent]
        self._hours = {z.id: OpeningHours(z.hours) for z in zones if z.hours}
        self._share = min(1.0, len(self._dogs.tags) / 3000)
        self._notices: set[str] = set()
        self._opening()
        self._stage.after(200 + self._wait(OUT_OF_HOURS_PER_H), self._out_of_hours)
        self._stage.after(260 + self._wait(IN_ZONES_PER_H), self._into_a_zone)

    def _wait(self, per_hour: float) -> float:
        return float(self._stage.rng.exponential(3600 / (per_hour * self._share)))

    def _opening(self) -> None:
        """Within the first minutes: a dog in a park, one at a school, and one out of hours if there are any now."""
        now = self._stage.now
        self._enter("1873", self._stage.city.named("府山公园"), now + 20, 420.0)
        self._enter("0417", self._stage.city.named("实验小学"), now + 100, 300.0)
        if outings.prohibited(now):
            able = self._walks.candidates(300, -900, 0, 1500)
            if able:
                self._walks.stroll(self._stage.pick(able), now - 170, 1500, "out-of-hours")

    def _enter(self, tag: str, zone: Spot, when: float, stay: float) -> None:
        """Have a dog that lives near a zone walk in at a time."""
        row = self._dogs.row.get(tag)
        if row is None or not self._walks.free(row):
            able = self._walks.candidates(*zone.middle, 120, 1500)
            if not able:
                return
            row = self._stage.pick(able)
        rng = self._stage.rng
        track = outings.visit(self._stage.city, self._walks.home(row), zone.shape, stay, (1.25, 0.8), rng)
        first = outings.entering(track, zone.shape)
        if first is not None:
            self._go_in(row, zone, outings.shifted(track, when - first), when)

    def _go_in(self, row: int, zone: Spot, track: Track, when: float) -> None:
        ban = self._hours.get(zone.id)
        local = self._stage.local().replace(tzinfo=None)
        banned = ban is None or ban.is_open(local)
        self._walks.go(row, track, "zone", zone if banned else None)
        if not banned:
            self._stage.truth.note("zone-visit-allowed", self._dogs.tags[row], zone.id, when, track.end)

    def _out_of_hours(self) -> None:
        self._stage.after(self._wait(OUT_OF_HOURS_PER_H), self._out_of_hours)
        row = int(self._stage.rng.integers(len(self._dogs.tags)))
        if outings.prohibited(self._stage.now) and self._walks.free(row):
            self._walks.stroll(row, self._stage.now, self._stage.uniform(900, 1900), "out-of-hours")

    def _into_a_zone(self) -> None:
        self._stage.after(self._wait(IN_ZONES_PER_H), self._into_a_zone)
        if not 6 <= self._stage.local().hour < 22:
            return
        zone = self._stage.pick(self._schools if self._stage.chance(URGENT_PART) else self._zones)
        able = self._walks.candidates(*zone.middle, 120, 900)
        if able:
            row = self._stage.pick(able)
            rng = self._stage.rng
            stay = float(rng.uniform(150, 500))
            track = outings.visit(self._stage.city, self._walks.home(row), zone.shape, stay, (1.25, 0.8), rng)
            self._go_in(row, zone, outings.shifted(track, self._stage.now), self._stage.now)

    def remind(self, notice: OutwardNotice) -> None:
        """A reminder reached an owner: most answer after a while and go home. The same notice again is nothing."""
        if notice.notice in self._notices:
            return
        self._notices.add(notice.notice)
        if not self._stage.chance(LISTENS):
            return
        self._stage.after(self._stage.uniform(15, 60), partial(self._reply, notice.notice, "read", "已收到提醒。"))
        self._stage.after(self._stage.uniform(65, 130), partial(self._obey, notice))

    def _reply(self, notice: str, state: str, text: str) -> None:
        self._stage.emit(DOGS, NoticeReply(notice, state, self._stage.moment(), text))

    def _obey(self, notice: OutwardNotice) -> None:
        row = self._dogs.row.get(notice.to.id)
        self._reply(notice.notice, "going-home", "不好意思，马上带狗回家。")
        for dog in (row, None if row is None else int(self._dogs.mate[row])):
            if dog is not None and dog >= 0:
                self._walks.send_home(dog)

    def clear_around(self, x: float, y: float, metres: float = 200.0) -> None:
        """A squad is there: dogs breaking a rule nearby are taken home."""
        for row, outing in list(self._dogs.outings.items()):
            px, py = self._dogs.where(row, self._stage.now)
            if outing.open and (px - x) ** 2 + (py - y) ** 2 <= metres**2:
                self._walks.send_home(row)
