"""Shared bikes: parking places of three operators, and pile-ups."""

from __future__ import annotations

from dataclasses import dataclass

from command_center.model.observations import BikeParking, NoticeReply
from command_center.model.outgoing import OutwardNotice
from command_center.simulator.emission import CAMERAS
from command_center.simulator.stage import Stage

OPERATORS = ("小衢单车", "橘城出行", "有礼单车")
"""Invented operators."""
PLACES, EVERY_S, PILE_UPS_PER_H = 40, 300.0, 2.0
_CORNERS = ("北门", "南门", "东侧", "西侧")


@dataclass
class Rack:
    """A parking place and how many bikes stand there. `growing`: bikes a minute while it piles up."""

    place: str
    operator: str
    x: float
    y: float
    capacity: int
    count: int
    growing: float = 0.0
    started: float = 0.0


class Bikes:
    """What the operators' back ends tell."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.racks = self._place()
        self._notices: set[str] = set()
        for i, rack in enumerate(self.racks):
            stage.after(EVERY_S * i / len(self.racks) + 3, lambda r=rack: self._hour(r))  # type: ignore[misc]
        stage.after(75, lambda: self._pile_up(self.racks[0], 63))
        stage.after(400 + stage.uniform(0, 900), self._another)

    def _place(self) -> list[Rack]:
        stage, city = self._stage, self._stage.city
        out = []
        named = (("西区大草原", "北门"), ("衢州站广场", "东侧"), ("府山公园", "南门"))
        anchors = [(place + side, city.named(place).middle) for place, side in named]
        crossings = city.streets.crossings()
        order = stage.rng.permutation(len(crossings)).tolist()
        for i in order[: PLACES - len(anchors)]:
            node, name = crossings[i]
            x, y = city.streets.xy[node].tolist()
            anchors.append((name[:-1] + "口" + stage.pick(_CORNERS), (x, y)))
        for i, (name, (x, y)) in enumerate(anchors):
            capacity = int(stage.rng.integers(20, 45))
            count = int(capacity * stage.uniform(0.3, 0.85))
            x, y = x + stage.uniform(-14, 14), y + stage.uniform(-14, 14)
            out.append(Rack(name, OPERATORS[i % 3], x, y, capacity, count))
        out[0].capacity, out[0].count = 40, 38
        return out

    def _tell(self, rack: Rack) -> None:
        lon, lat = self._stage.city.lonlat(rack.x, rack.y)
        when = self._stage.moment()
        self._stage.emit(CAMERAS, BikeParking(rack.operator, rack.place, lon, lat, rack.count, when, rack.capacity))

    def _hour(self, rack: Rack) -> None:
        """The regular count: people come and go."""
        if not rack.growing and rack.count <= rack.capacity:
            rack.count = max(2, min(rack.capacity - 2, rack.count + int(self._stage.rng.integers(-3, 4))))
        self._tell(rack)
        self._stage.after(EVERY_S, lambda: self._hour(rack))

    def _another(self) -> None:
        stage = self._stage
        stage.after(float(stage.rng.exponential(3600 / PILE_UPS_PER_H)), self._another)
        rack = stage.pick(self.racks)
        if not rack.growing and 6 <= stage.local().hour < 22:
            self._pile_up(rack, int(rack.capacity * stage.uniform(0.95, 1.1)))

    def _pile_up(self, rack: Rack, count: int) -> None:
        rack.count, rack.started = max(rack.count, count), self._stage.now
        rack.growing = self._stage.uniform(1.5, 3.0)
        self._stage.truth.note("bike-parking", rack.place, None, rack.started)
        self._grow(rack)
        self._stage.after(self._stage.uniform(2400, 3600), lambda: self.relieve(rack))

    def _grow(self, rack: Rack) -> None:
        if rack.growing:
            self._tell(rack)
            rack.count = min(2 * rack.capacity + 20, rack.count + round(rack.growing))
            self._stage.after(60.0, lambda: self._grow(rack))

    def relieve(self, rack: Rack) -> None:
        """A lorry takes the surplus away."""
        if rack.growing:
            rack.growing, rack.count = 0.0, int(rack.capacity * 0.6)
            self._stage.truth.note("bike-parking", rack.place, None, rack.started, self._stage.now)
            self._tell(rack)

    def relieve_near(self, x: float, y: float, metres: float = 80.0) -> bool:
        """A squad has the bikes put in order; True when there was a pile-up."""
        found = [r for r in self.racks if r.growing and (r.x - x) ** 2 + (r.y - y) ** 2 < metres**2]
        for rack in found:
            self.relieve(rack)
        return bool(found)

    def ask(self, notice: OutwardNotice) -> None:
        """An operator is told (by its name or the place's): it answers, and comes within some ten minutes."""
        if notice.notice in self._notices:
            return
        self._notices.add(notice.notice)
        stage = self._stage
        mine = [r for r in self.racks if r.growing and notice.to.id in (r.operator, r.place)]
        stage.after(stage.uniform(20, 90), lambda: self._reply(notice.notice, "accepted", "收到，马上安排人员清运。"))
        stage.after(stage.uniform(400, 800), lambda: self._come(notice.notice, mine))

    def _come(self, notice: str, racks: list[Rack]) -> None:
        for rack in racks:
            self.relieve(rack)
        self._reply(notice, "done", "已完成清运，车辆已归位。")

    def _reply(self, notice: str, state: str, text: str) -> None:
        self._stage.emit(CAMERAS, NoticeReply(notice, state, self._stage.moment(), text))
