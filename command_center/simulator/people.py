"""Invented people, dogs and number plates. Telephone numbers are plainly fictitious (138 0000 ….)"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from command_center.model.observations import Dog, Owner, PlateColour


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_SURNAMES = tuple("王李张刘陈杨徐郑吴周毛余江姜叶方祝郭占柴胡程汪严")
_GIVEN = tuple("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文婷雪梅晨欣怡浩宇子涵思远")
_DOG_NAMES = _words(
    "豆豆 毛毛 旺财 可乐 球球 来福 乐乐 布丁 奶茶 小黑 花花 年糕 糯米 多多 皮皮 元宝 丸子 大白 阿黄 汤圆"
)
_BREEDS = _words("泰迪 比熊 柯基 金毛 拉布拉多 柴犬 博美 雪纳瑞 边牧 中华田园犬 萨摩耶 哈士奇 贵宾 吉娃娃")
_COLOURS = _words("棕色 白色 黄色 黑色 黑白 灰色 奶油色 红棕")
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_DIGITS = "0123456789"


def _one(things: tuple[str, ...] | str, rng: np.random.Generator) -> str:
    return things[int(rng.integers(len(things)))]


def person(rng: np.random.Generator) -> str:
    """A name of two or three characters."""
    given = _one(_GIVEN, rng) + (_one(_GIVEN, rng) if rng.random() < 0.6 else "")
    return _one(_SURNAMES, rng) + given


def phone(rng: np.random.Generator) -> str:
    """A number nobody has."""
    return f"1380000{int(rng.integers(10_000)):04d}"


def owner(address: str, rng: np.random.Generator) -> Owner:
    """Somebody who keeps a dog at an address."""
    return Owner(person(rng), phone(rng), address)


def dog(today: date, rng: np.random.Generator) -> Dog:
    """A dog; one in twelve has a vaccination that has run out."""
    born = today - timedelta(days=int(rng.integers(200, 4500)))
    until = today + timedelta(days=int(rng.integers(-90, 0) if rng.random() < 0.08 else rng.integers(5, 365)))
    return Dog(_one(_DOG_NAMES, rng), _one(_BREEDS, rng), _one(_COLOURS, rng), born.isoformat(), until.isoformat())


def plate(rng: np.random.Generator) -> tuple[str, PlateColour]:
    """A plate of Quzhou (浙H): five places, or six with D or F first (small) or last (large) on new-energy vehicles."""
    mixed = _DIGITS + _DIGITS + _LETTERS
    if rng.random() < 0.28:
        letter = "D" if rng.random() < 0.7 else "F"
        digits = "".join(_one(_DIGITS, rng) for _ in range(5))
        return "浙H" + (letter + digits if rng.random() < 0.9 else digits + letter), PlateColour.GREEN
    body = _one(_DIGITS, rng) + _one(mixed, rng) + "".join(_one(_DIGITS, rng) for _ in range(3))
    return f"浙H{body}", PlateColour.YELLOW if rng.random() < 0.06 else PlateColour.BLUE
