"""Areas of the demo city's places: grids, no-dog zones, compounds, markets, dog runs, the shelter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from command_center.simulator import sketch_terrain as terrain
from command_center.simulator.sketch_grids import Grid
from command_center.simulator.sketch_names import COMMUNITIES, compound_names
from command_center.simulator.sketch_roads import HALF_WIDTH_M, land
from command_center.simulator.sketch_trim import Street

SCHOOLS: tuple[tuple[str, float, float, str | None], ...] = (
    ("实验小学", 250, 250, None), ("礼贤小学", -760, -900, None), ("大成小学", -600, 1000, None),
    ("新华小学", 1100, 800, "Mo-Fr 06:30-18:30"), ("鹿鸣小学", -2800, 1050, None), ("白云学校", -3300, 2500, None),
    ("兴华中学", 1780, 1400, "Mo-Sa 06:00-21:30"), ("衢州二中", -3900, 150, None), ("书院中学", 1050, -1450, None),
    ("花园小学", -4700, -1000, "Mo-Fr 06:30-18:30"), ("荷花幼儿园", 1180, 2020, None),
    ("双港中心幼儿园", 900, -2600, "Mo-Fr 07:00-17:30"),
)  # fmt: skip
PARK_BANS: tuple[tuple[str, str | None], ...] = (
    ("府山公园", None), ("鹿鸣公园", "Mo-Su 07:00-21:00"), ("西区大草原", "Mo-Su 08:00-20:00"), ("斗潭公园", None),
    ("儿童公园", None), ("南湖公园", None), ("荷花公园", "Mo-Su 06:00-21:00"),
)  # fmt: skip
OTHER_BANS: tuple[tuple[str, float, float, str | None], ...] = (
    ("市人民医院", -4650, 900, None), ("市中医医院", 1620, 620, None), ("孔庙", -280, 640, None),
    ("水亭门广场", -960, 220, "Mo-Su 08:00-22:00"), ("市民广场", -3330, 130, None), ("衢州站广场", 2350, 20, None),
)  # fmt: skip
DOG_RUNS = (("百汇路犬类活动区", -4700, 1900), ("凯旋路犬类活动区", 1520, -1250), ("盈川犬类活动区", -2700, 3500))
VETS = (("府山宠物诊所", 330, -150), ("荷花动物医院", 1250, 1500), ("西区宠物医院", -2900, -100),
        ("双港动物诊所", 150, -1700), ("白云宠物医院", -3900, 2600))  # fmt: skip
COMPOUNDS, MARKETS = 96, 31


@dataclass
class Ground:
    """What places are put on; `taken` keeps the blocks already used for something."""

    streets: list[Street]
    blocks: list[Polygon]
    grids: list[Grid]
    rng: np.random.Generator
    taken: set[int] = field(default_factory=set)

    def grid_at(self, shape: BaseGeometry) -> int | None:
        """The number of the grid the middle of `shape` lies in."""
        middle = shape.representative_point()
        return next((g.number for g in self.grids if g.shape.covers(middle)), None)

    def claim(self, x: float, y: float, room: float) -> Polygon:
        """The nearest unused block to a point that keeps at least `room` m² away from its streets, as that core."""
        order = sorted(range(len(self.blocks)), key=lambda i: self.blocks[i].distance(Point(x, y)))
        for i in order:
            if i in self.taken:
                continue
            block = self.blocks[i]
            ways = [s.line for s in self.streets if s.line.distance(block) < 1]  # those that end inside it, too
            core = block.buffer(-22).difference(shapely.union_all(ways).buffer(22))
            cores = [c for c in land(core.buffer(-20).buffer(20)) if c.area > 0.88 * c.convex_hull.area]
            if cores and max(c.area for c in cores) >= room:
                self.taken.add(i)
                return max(cores, key=lambda c: c.area)
        raise ValueError("no block left")


@dataclass(frozen=True)
class Spot:
    """A place to be written: metres, and the contract's properties."""

    id: str
    name: str
    kind: str
    shape: BaseGeometry
    more: dict[str, Any] = field(default_factory=dict)


def _within(core: Polygon, half_x: float, half_y: float) -> Polygon:
    c = core.representative_point()
    box = shapely.box(c.x - half_x, c.y - half_y, c.x + half_x, c.y + half_y)
    return max(land(core.intersection(box)), key=lambda p: p.area)


def grid_spots(grids: list[Grid]) -> list[Spot]:
    """The 36 grids, each with the squad that has it."""
    return [
        Spot(f"grid-{g.number:02d}", f"{g.area} {g.number:02d} 网格", "grid", g.shape, {"squad": f"S-{g.number:02d}-1"})
        for g in grids
    ]


def _park(ground: Ground, name: str) -> Polygon:
    """A park, where it is clear of the streets that pass it: a dog on the pavement is not in it."""
    park = Polygon(next(points for park, _, points in terrain.PARKS if park == name))
    near = [s.line.buffer(HALF_WIDTH_M[s.kind] + 12) for s in ground.streets if s.line.distance(park) < 40]
    return max(land(park.difference(shapely.union_all(near))), key=lambda p: p.area)


def zones(ground: Ground) -> list[Spot]:
    """No-dog zones: schools (urgent), parks, hospitals, squares; and the area where hours hold."""
    parks = shapely.union_all([Polygon(points) for _, _, points in terrain.PARKS])
    ground.taken.update(n for n, block in enumerate(ground.blocks) if block.intersection(parks).area > 300)
    out = [Spot("dog-control-area", "犬类管控区", "dog-control-area", Polygon(terrain.TOWN_EDGE))]
    for i, (name, hours) in enumerate(PARK_BANS, 1):
        out.append(Spot(f"no-dog-park-{i:02d}", name, "no-dog", _park(ground, name), {"hours": hours}))
    for i, (name, x, y, hours) in enumerate(SCHOOLS, 1):
        shape = _within(ground.claim(x, y, 7000), 85, 70)
        out.append(Spot(f"no-dog-school-{i:02d}", name, "no-dog", shape, {"hours": hours, "urgent": True}))
    for i, (name, x, y, hours) in enumerate(OTHER_BANS, 1):
        shape = _within(ground.claim(x, y, 5000), 75, 60)
        out.append(Spot(f"no-dog-{i:02d}", name, "no-dog", shape, {"hours": hours}))
    return out


def dog_places(ground: Ground) -> list[Spot]:
    """Where dogs may be: runs, vets, the shelter at the edge of town."""
    out = []
    for i, (name, x, y) in enumerate(DOG_RUNS, 1):
        out.append(Spot(f"dog-run-{i}", name, "dog-run", _within(ground.claim(x, y, 4000), 45, 35)))
    for i, (name, x, y) in enumerate(VETS, 1):
        shape = _within(ground.claim(x, y, 1500), 22, 18)
        out.append(Spot(f"vet-{i}", name, "vet", shape, {"hours": "Mo-Su 08:30-20:30"}))
    # phase one: 16 mu (10,667 m²)
    out.append(Spot("shelter-1", "市区宠物犬栖养园", "shelter", shapely.box(-6712, -960, -6608, -857)))
    return out


def _busy(block: Polygon) -> float:
    return float(0.15 + np.exp(-np.hypot(block.centroid.x + 250, block.centroid.y - 500) / 2200))


def _draw(ground: Ground, count: int, low: float, high: float) -> list[Polygon]:
    """`count` unused blocks with a core of `low`…`high` m², more of them near the centre."""
    able = [i for i, b in enumerate(ground.blocks) if i not in ground.taken and low <= b.buffer(-16).area <= high]
    able = [i for i in able if land(ground.blocks[i].buffer(-16))]
    weight = np.array([_busy(ground.blocks[i]) for i in able])
    chosen = ground.rng.choice(able, count, replace=False, p=weight / weight.sum())
    ground.taken.update(int(i) for i in chosen)
    return [max(land(ground.blocks[int(i)].buffer(-16)), key=lambda p: p.area) for i in chosen]


def compounds(ground: Ground) -> list[Spot]:
    """Residential compounds, one block each."""
    shapes = _draw(ground, COMPOUNDS, 6000, 60000)
    names = compound_names(ground.rng, COMPOUNDS)
    return [Spot(f"compound-{i:02d}", n, "compound", s) for i, (n, s) in enumerate(zip(names, shapes, strict=True), 1)]


def markets(ground: Ground) -> list[Spot]:
    """Farmers' markets (农贸市场): a hall inside a block."""
    out = []
    for i, core in enumerate(_draw(ground, MARKETS, 5000, 60000), 1):
        shape = _within(core, 38, 28)
        out.append(
            Spot(f"market-{i:02d}", f"{COMMUNITIES[i]}农贸市场", "market", shape, {"hours": "Mo-Su 05:00-19:00"})
        )
    return out


def communities(ground: Ground) -> list[Spot]:
    """Two communities (社区) a grid, as the office's point, and the first 41 with a mediation studio beside it."""
    out: list[Spot] = []
    for i, name in enumerate(COMMUNITIES):
        grid = ground.grids[i % len(ground.grids)]
        inside = [b for n, b in enumerate(ground.blocks) if n not in ground.taken and grid.shape.covers(b.centroid)]
        c = inside[int(ground.rng.integers(len(inside)))].representative_point()
        out.append(Spot(f"community-{i + 1:02d}", f"{name}社区", "community", c))
        if i < 41:
            near = Point(c.x + 14, c.y - 9)
            hours = {"hours": "Mo-Fr 08:30-17:30"}
            out.append(Spot(f"studio-{i + 1:02d}", f"{name}社区城管老娘舅工作室", "studio", near, hours))
    return out
