"""The wall: nobody's personal data, large type, worst first, honest figures."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tests.widgets.conftest import Seated
from widgets.bigscreen.city import City
from widgets.bigscreen.matters import Matters
from widgets.bigscreen.numbers import Numbers, Ranking
from widgets.wall import Wall

Run = Callable[[Callable[[Seated], Awaitable[None]]], None]
PERSONAL = ("0417", "1873", "2210", "浙H", "6***2", "李", "138", "张", "18 号", "44 号", "V-03", "DU-")


def part(wall: Wall, kind: type) -> object:
    window = next(iter(wall.windows.values()))
    assert window.view is not None
    return next(one for _, one in window.view.tiles if isinstance(one, kind))


def matters(wall: Wall) -> Matters:
    found = part(wall, Matters)
    assert isinstance(found, Matters)
    return found


def test_the_wall_shows_no_tag_numbers_plates_people_or_doors(seated: Run) -> None:
    async def body(place: Seated) -> None:
        wall = await place.look()
        said = "\n".join(f"{line.title} {' '.join(line.places)}" for line in matters(wall).lines())
        assert [secret for secret in PERSONAL if secret in said] == []
        assert "实验小学" in said
        city = part(wall, City)
        assert isinstance(city, City) and city.map.privacy

    seated(body)


def test_the_wall_is_worst_first_and_leaves_out_what_is_over_or_low(seated: Run) -> None:
    async def body(place: Seated) -> None:
        lines = matters(await place.look()).lines()
        assert [line.priority.rank for line in lines] == sorted(line.priority.rank for line in lines)
        assert {"E2210", "E0084"}.isdisjoint(line.id for line in lines)

    seated(body)


def test_the_wall_speaks_both_languages(seated: Run) -> None:
    async def body(place: Seated) -> None:
        wall = await place.look()
        numbers = part(wall, Numbers)
        assert isinstance(numbers, Numbers)
        assert [numbers.numbers()[0].label, numbers.numbers()[0].figure] == ["Opened today", "87"]
        place.language.use("zh_CN")
        assert [numbers.numbers()[0].label, numbers.numbers()[0].figure] == ["今日建卷", "87"]
        assert matters(wall).lines()[0].title == "犬只进入禁遛区"

    seated(body)


def test_the_ranking_keeps_the_order_of_the_figures(seated: Run) -> None:
    async def body(place: Seated) -> None:
        ranking = part(await place.look(), Ranking)
        assert isinstance(ranking, Ranking)
        assert [one.name for one in ranking.scores()][:2] == ["府山中队", "荷花中队"]

    seated(body)
