"""A font that can write Chinese, from the machine: fontconfig knows which there are."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from msgspec import Struct

FAVOURED = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Serif CJK SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei")
MEND = "apt-get install fontconfig fonts-noto-cjk"
_WEIGHT = {"": range(70, 101), "B": range(180, 211)}
"""Fontconfig's weights: regular is 80, bold 200."""


class NoFont(Exception):
    """No font here can write Chinese; the text says what to install."""


class Face(Struct, frozen=True):
    """A font file, and which face of it where it has several."""

    file: Path
    index: int


class Fonts(Struct, frozen=True):
    """What a page is written with; `bold` is the regular one where there is none."""

    regular: Face
    bold: Face


def chinese() -> Fonts:
    """The font that suits best. Raises NoFont."""
    program = shutil.which("fc-list")
    if program is None:
        raise NoFont(f"fc-list is missing, so no Chinese font can be found: {MEND}")
    form = "%{file}\t%{index}\t%{weight}\t%{slant}\t%{family}\n"
    done = subprocess.run([program, "--format", form, ":lang=zh-cn"], capture_output=True, text=True, check=False)
    found: dict[tuple[str, str], Face] = {}
    for line in done.stdout.splitlines():
        file, index, weight, slant, families = (line.split("\t") + [""] * 5)[:5]
        if Path(file).suffix.lower() not in (".ttf", ".ttc", ".otf", ".otc") or slant not in ("", "0"):
            continue
        for style, weights in _WEIGHT.items():
            if weight.isdigit() and int(weight) in weights:
                for family in families.split(","):
                    found.setdefault((family, style), Face(Path(file), int(index or 0) & 0xFFFF))
    for family in (*FAVOURED, *sorted(name for name, style in found if not style)):
        if (family, "") in found:
            regular = found[family, ""]
            return Fonts(regular, found.get((family, "B"), regular))
    raise NoFont(f"no font on this machine can write Chinese: {MEND}")
