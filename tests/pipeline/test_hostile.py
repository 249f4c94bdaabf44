"""What a hostile or clumsy feed names: bad addresses and times that have not come yet."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import httpx
import pytest

from command_center.live import Live
from command_center.model.observations import DroneTelemetry, SquadPosition
from command_center.pipeline.moving import move
from command_center.pipeline.pictures import NotAPicture, fetch
from tests.builders import NOW


@pytest.mark.parametrize(
    "url",
    ["https://" + "a" * 5000, "https://[bad", "https://\ud800/x", "file:///etc/passwd"],
    ids=["label too long", "half a bracket", "lone surrogate", "file"],
)
async def test_that_an_address_that_cannot_be_asked_is_no_picture(url: str) -> None:
    async with httpx.AsyncClient() as client:
        with pytest.raises(NotAPicture):
            await fetch(client, url, "")
    await asyncio.get_running_loop().shutdown_default_executor()  # names are looked up in its threads


def test_that_a_squad_or_drone_of_the_future_does_not_hold_the_marker() -> None:
    live = Live()
    for ahead, lon in ((timedelta(days=36500), 118.0), (timedelta(), 118.87)):
        move(live, SquadPosition("S", NOW + ahead, lon, 28.9), NOW)
        move(live, DroneTelemetry("D", NOW + ahead, lon, 28.9, 50.0, 0.0, 0.5), NOW)
    assert live.squads.lon[0] == 118.87 and live.drones.lon[0] == 118.87
