"""The wall: nobody's personal data, large type, honest feeds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tests.widgets.conftest import Seated
from widgets.bigscreen.numbers import ranking

Run = Callable[[Callable[[Seated], Awaitable[None]]], None]
PERSONAL = ("0417", "1873", "2210", "浙H", "6***2", "李", "138", "张", "18 号", "44 号", "V-03", "DU-")


def test_the_wall_shows_no_tag_numbers_plates_people_or_doors(seated: Run) -> None:
    async def body(place: Seated) -> None:
        wall = await place.look()
        said = "\n".join(f"{line.title} {line.where}" for line in wall.matters.lines())
        assert [secret for secret in PERSONAL if secret in said] == []
        assert "实验小学" in said
        assert wall.map.privacy

    seated(body)


def test_the_wall_is_worst_first_and_leaves_out_what_is_over_or_low(seated: Run) -> None:
    async def body(place: Seated) -> None:
        lines = (await place.look()).matters.lines()
        assert [line.priority.rank for line in lines] == sorted(line.priority.rank for line in lines)
        assert {"E2210", "E0084"}.isdisjoint(line.id for line in lines)

    seated(body)


def test_the_wall_speaks_both_languages(seated: Run) -> None:
    async def body(place: Seated) -> None:
        wall = await place.look()
        assert wall.numbers.tiles()[0][:2] == ("Opened today", "87")
        place.language.use("zh_CN")
        assert wall.numbers.tiles()[0][:2] == ("今日建卷", "87")
        assert wall.matters.lines()[0].title == "犬只进入禁遛区"

    seated(body)


def test_the_ranking_keeps_the_order_of_the_figures(seated: Run) -> None:
    async def body(place: Seated) -> None:
        rows = ranking(await place.room.queries.figures())
        assert rows[0] == ("府山中队", "96.4 %", "120 closed")

    seated(body)
