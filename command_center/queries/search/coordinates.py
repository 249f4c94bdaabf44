"""A position as somebody types or pastes it: `118.87,28.94`, `28.94N 118.87E`, `118°52′12″, 28°56′24″`, with `gcj02`
behind it for what a Chinese map says."""

from __future__ import annotations

import re

import numpy as np
from msgspec import Struct

from command_center.model.datum import bd09_to_wgs84, gcj02_to_wgs84

_NUMBER = re.compile(
    r"(?P<before>[nsew])?\s*(?P<sign>[-+])?(?P<deg>\d{1,3}(?:\.\d+)?)(?:\s*°)?"
    r"(?:\s*(?P<min>\d{1,2}(?:\.\d+)?)\s*['′](?:\s*(?P<sec>\d{1,2}(?:\.\d+)?)\s*[\"″])?)?(?:\s*(?P<after>[nsew]))?"
)
_BETWEEN = re.compile(r"\s*[,，;/\s]\s*")
_CRS = re.compile(r"[\s,，]*(?P<crs>wgs-?84|gcj-?02|gcj|bd-?09|火星|高德|腾讯|百度)\s*$")
_GCJ, _BD = ("gcj", "火星", "高德", "腾讯"), ("bd", "百度")


class Position(Struct, frozen=True):
    """WGS-84 degrees; `crs` names what was typed: WGS-84, GCJ-02 or BD-09."""

    lon: float
    lat: float
    crs: str


def parse(text: str) -> Position | None:
    """The position in `text`, None when it is none. Of two bare numbers the one over 90 is the longitude; when both
    could be either, longitude comes first."""
    text = text.strip().lower()
    told = _CRS.search(text)
    body, crs = (text[: told.start()], told["crs"]) if told else (text, "wgs84")
    first = _NUMBER.match(body)
    between = _BETWEEN.match(body, first.end()) if first else None
    second = _NUMBER.fullmatch(body, between.end()) if between else None
    if first is None or second is None or not _means_it(body):
        return None
    pair = _placed(_side(first), _side(second), _degrees(first), _degrees(second))
    if pair is None or abs(pair[0]) > 180 or abs(pair[1]) > 90:
        return None
    lon, lat = np.array([pair[0]]), np.array([pair[1]])
    if crs.startswith(_GCJ):
        (lon, lat), name = gcj02_to_wgs84(lon, lat), "GCJ-02"
    elif crs.startswith(_BD):
        (lon, lat), name = bd09_to_wgs84(lon, lat), "BD-09"
    else:
        name = "WGS-84"
    return Position(float(lon[0]), float(lat[0]), name)


def _means_it(body: str) -> bool:
    """`12 34` may be anything; a decimal point, a degree sign or a comma says that a position is meant."""
    return any(sign in body for sign in ".°,，")


def _side(number: re.Match[str]) -> str:
    return number["before"] or number["after"] or ""


def _degrees(number: re.Match[str]) -> float:
    value = float(number["deg"]) + float(number["min"] or 0) / 60 + float(number["sec"] or 0) / 3600
    return -value if number["sign"] == "-" or _side(number) in ("s", "w") else value


def _placed(side1: str, side2: str, one: float, two: float) -> tuple[float, float] | None:
    """Longitude and latitude."""
    north = ("n", "s")
    if (side1 in north and side2 in north) or (side1 in ("e", "w") and side2 in ("e", "w")):
        return None
    if side1 in north or side2 in ("e", "w"):
        return two, one
    if side1 or side2:
        return one, two
    return (two, one) if abs(two) > 90 >= abs(one) else (one, two)
