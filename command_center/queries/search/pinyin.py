"""Names as they are typed: a Chinese character by itself, by any of its readings, or by the first letters of one.

A name becomes a line of groups, one for each character and one for each run of letters or figures, a blank before
each: 府山 公园 → ` 府,fu 山,shan 公,gong 园,yuan`. What is typed becomes a pattern over such lines. It takes a part of
each group in turn: at least its first letter, at most the whole of one of its readings.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache

_GROUP = re.compile(r"[0-9a-z]+|[^\x00-\x7f]")
_KEPT = re.compile(r"[^0-9a-z\u0080-\U0010ffff]+")
_NEXT = r" (?:[^ ,\n]+,)*"
"""The blank before the next group, and any readings of it that are passed over."""
_LOOSE = rf"(?:[^ \n]*{_NEXT})?"
"""Between two letters: nothing, or the rest of the group is skipped."""
_STRICT = rf"(?:(?:,[^ \n]*)?{_NEXT})?"
"""Between two letters: nothing, or the reading is at its end."""
MOST_LETTERS = 24
"""More of what is typed is not looked at: nobody types a longer name, and a longer pattern only takes time."""


@lru_cache(maxsize=16_384)
def readings(character: str) -> tuple[str, ...]:
    """All readings of a character, without tones (ü as v); none for what is not Chinese."""
    # Only once somebody searches; its phrases (0.1 s, 30 MB) are for reading texts aloud: we look at single characters.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(found[0])) if found else ()


def line(name: str) -> str:
    """A name as a line of groups, "" when there is nothing in it to type."""
    groups = (",".join((part, *(readings(part) if len(part) == 1 else ()))) for part in _GROUP.findall(name.lower()))
    return "".join(f" {group}" for group in groups)


def typed(text: str) -> str:
    """What of a typed word can be matched: letters, figures and characters; signs (xi'an) are dropped."""
    return _KEPT.sub("", text.lower())[:MOST_LETTERS]


def anywhere(word: str) -> re.Pattern[str]:
    """Lines that have `word` (as `typed` made it, not empty) from the beginning of any group on."""
    return re.compile(_NEXT + _between(word, _LOOSE))


def first(word: str) -> re.Pattern[str]:
    """Lines that begin with `word`; what is met begins with the end of the line before."""
    return re.compile("\n" + _NEXT + _between(word, _LOOSE))


def spelt_out(word: str) -> re.Pattern[str]:
    """Lines that begin with `word`, every character but the last by a whole reading: fushang for 府山公园."""
    return re.compile(_NEXT + _between(word, _STRICT))


def _between(word: str, gap: str) -> str:
    return gap.join(map(re.escape, word))
