"""A feed that is not there when the station starts: it runs, says so, and connects when the feed appears."""

from __future__ import annotations

from pathlib import Path

from command_center.clock import SystemClock
from tests.faults.processes import main
from tests.smallcity import SmallCity, free_port, write_settings


async def test_that_a_feed_absent_at_the_start_is_told_of_and_taken_up_when_it_appears(tmp_path: Path) -> None:
    city = SmallCity(tmp_path, SystemClock())
    city.port = free_port()
    async with main("headless", "--settings", write_settings(tmp_path, city.port, "urban")) as station:
        line = await station.line()
        feed = line["feeds"][0]
        assert (feed["state"], feed["received"], line["intake"]) == ("down", 0, True)
        assert "refused" in feed["why"].lower() or "connect" in feed["why"].lower()

        await city.open()
        try:
            city.report_comes()
            line = await station.line_where(lambda line: line["events"] == 1)
            feed = line["feeds"][0]
            assert (feed["state"], feed["why"], feed["received"]) == ("live", "", 1)
            assert feed["reconnects"] >= 1
        finally:
            await city.close()
        line = await station.line_where(lambda line: line["feeds"][0]["state"] != "live")
        assert line["feeds"][0]["why"]
        await station.ends_when_asked()
