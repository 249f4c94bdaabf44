"""Plates: every form the city sees, one key a vehicle, and nothing hostile gets through."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from command_center.model import plates
from command_center.model.plates import PlateKind


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("浙H6K212", PlateKind.ORDINARY, "浙H6K212"),
        (" 浙h·6k2 12 ", PlateKind.ORDINARY, "浙H6K212"),
        ("浙Ｈ６Ｋ２１２", PlateKind.ORDINARY, "浙H6K212"),
        ("浙HOI234", PlateKind.ORDINARY, "浙H01234"),
        ("浙HD12345", PlateKind.NEW_ENERGY_SMALL, "浙HD12345"),
        ("浙HFA2345", PlateKind.NEW_ENERGY_SMALL, "浙HFA2345"),
        ("浙H12345F", PlateKind.NEW_ENERGY_LARGE, "浙H12345F"),
        ("浙H1234警", PlateKind.POLICE, "浙H1234警"),
        ("浙H1234学", PlateKind.LEARNER, "浙H1234学"),
        ("浙H1234挂", PlateKind.TRAILER, "浙H1234挂"),
        ("粤Z1A23港", PlateKind.HONG_KONG, "粤Z1A23港"),
        ("粤ZF023澳", PlateKind.MACAO, "粤ZF023澳"),
        (None, PlateKind.NONE, ""),
        ("无牌", PlateKind.NONE, ""),
        ("浙H6?212", PlateKind.OBSCURED, ""),
        ("遮挡", PlateKind.OBSCURED, ""),
        ("浙H12", PlateKind.OTHER, "浙H12"),
    ],
)
def test_that_each_form_is_known(text: str | None, kind: PlateKind, key: str) -> None:
    assert plates.read(text) == plates.Plate(kind, key)


@example("R¸")
@example("가.ᆨ")
@example("ᄀ ᅡ")
@given(st.text(max_size=200))
def test_that_nothing_hostile_gets_through(text: str) -> None:
    plate = plates.read(text)
    assert len(plate.key) <= 40 * 18 and plates.read(plate.key).key == plate.key
    plates.found_in(text)
    shown = plates.masked(text)
    assert not shown or shown == "***" or "***" in shown


def test_that_a_plate_is_found_in_a_sentence_and_masked_as_the_bureau_does() -> None:
    assert plates.found_in("有一辆浙h6k212停在人行道上") == "浙H6K212"
    assert plates.found_in("有人占道卖水果") == ""
    assert [plates.masked(text) for text in ("浙H6K212", "浙h·6k212", "浙HD12348", "ab", "")] == [
        "浙H·6***2", "浙H·6***2", "浙H·D***8", "***", "",
    ]  # fmt: skip
