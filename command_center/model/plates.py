"""Vehicles' plates (GA 36): read, brought to one form, and masked. Whatever a camera tells, nothing here raises."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
LONGEST = 40
"""What is longer was never a plate; it is cut before it is looked at."""
_SERIAL = "A-HJ-NP-Z0-9"
_HEAD = rf"[{PROVINCES}][A-HJ-Z]"
_LIKE = re.compile(rf"[{PROVINCES}][A-Z][·.\- ]?[A-Z0-9]{{4,6}}[警学挂港澳]?")
_NOISE = re.compile(r"[\s·•.\-_]+")
_NONE = {"", "无", "无牌", "无号牌", "未悬挂", "none", "null", "unknown", "n/a"}
_HIDDEN = re.compile(r"[?*？＊□]|遮挡|污损|obscured|covered", re.IGNORECASE)
_ALIKE = str.maketrans("OI", "01")


class PlateKind(StrEnum):
    """What a plate is. `other`: it has characters, and is none we know (foreign, temporary, misread)."""

    ORDINARY = "ordinary"
    NEW_ENERGY_SMALL = "new-energy-small"
    NEW_ENERGY_LARGE = "new-energy-large"
    POLICE = "police"
    LEARNER = "learner"
    TRAILER = "trailer"
    HONG_KONG = "hong-kong"
    MACAO = "macao"
    OTHER = "other"
    OBSCURED = "obscured"
    NONE = "none"


_FORMS: tuple[tuple[PlateKind, re.Pattern[str]], ...] = (
    (PlateKind.HONG_KONG, re.compile(rf"粤Z[{_SERIAL}]{{4}}港")),
    (PlateKind.MACAO, re.compile(rf"粤Z[{_SERIAL}]{{4}}澳")),
    (PlateKind.POLICE, re.compile(rf"{_HEAD}[{_SERIAL}]{{4}}警")),
    (PlateKind.LEARNER, re.compile(rf"{_HEAD}[{_SERIAL}]{{4}}学")),
    (PlateKind.TRAILER, re.compile(rf"{_HEAD}[{_SERIAL}]{{4}}挂")),
    (PlateKind.NEW_ENERGY_SMALL, re.compile(rf"{_HEAD}[DF][{_SERIAL}][0-9]{{4}}")),
    (PlateKind.NEW_ENERGY_LARGE, re.compile(rf"{_HEAD}[0-9]{{5}}[DF]")),
    (PlateKind.ORDINARY, re.compile(rf"{_HEAD}[{_SERIAL}]{{5}}")),
)


class Plate(Struct, frozen=True):
    """A plate as it was read. `key` names the vehicle (with the plate's colour): one form whatever the spelling,
    letters O and I, which no serial has, taken for 0 and 1; "" when there is nothing to know a vehicle by."""

    kind: PlateKind
    key: str

    @property
    def known(self) -> bool:
        """Whether a vehicle can be known by it."""
        return bool(self.key)


def read(text: str | None) -> Plate:
    """What a camera or a person wrote as a plate."""
    return _read((text or "")[:LONGEST])


@lru_cache(maxsize=4096)
def _read(text: str) -> Plate:
    cut = unicodedata.normalize("NFKC", text).strip()
    if cut.lower() in _NONE:
        return Plate(PlateKind.NONE, "")
    if _HIDDEN.search(cut):
        return Plate(PlateKind.OBSCURED, "")
    plain = _plain(cut)
    if not plain:
        return Plate(PlateKind.NONE, "")
    kind = next((kind for kind, form in _FORMS if form.fullmatch(plain)), PlateKind.OTHER)
    return Plate(kind, plain)


def _plain(cut: str) -> str:
    """Letters and digits alone. What is left when marks and gaps are gone may join to other characters (Unicode
    Annex 15), so it is done until nothing changes."""
    for _ in range(4):
        kept = "".join(c for c in _NOISE.sub("", cut).upper() if c.isalnum())
        kept = unicodedata.normalize("NFKC", kept)
        kept = kept[:2] + kept[2:].translate(_ALIKE)
        if kept == cut:
            break
        cut = kept
    return cut


def found_in(text: str) -> str:
    """The key of the first plate written in a sentence, "" when there is none."""
    return _found_in(text[:2000])


@lru_cache(maxsize=1024)
def _found_in(text: str) -> str:
    for match in _LIKE.finditer(unicodedata.normalize("NFKC", text).upper()):
        plate = read(match.group())
        if plate.known and plate.kind is not PlateKind.OTHER:
            return plate.key
    return ""


def masked(text: str | None) -> str | None:
    """浙H6K212 → 浙H·6***2: province, city, first and last character; what is too short is hidden whole."""
    if not text:
        return text
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", text[:LONGEST])).upper()
    return f"{plain[:2]}·{plain[2]}***{plain[-1]}" if len(plain) >= 5 else "***"
