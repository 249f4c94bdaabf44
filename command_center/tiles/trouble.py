"""What can be wrong with a basemap: a word for programs, and the sentences for people who mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """The kinds of trouble; those of servers pass by themselves, the others need a person."""

    MISSING = "missing"
    FORBIDDEN = "forbidden"
    EMPTY = "empty"
    NOT_ONE = "not-one"
    OLD = "old-version"
    NEW = "new-version"
    BROKEN = "broken"
    CODING = "coding"
    COMPRESSION = "compression"
    NO_KEY = "no-key"
    ELSEWHERE = "elsewhere"
    OFFLINE = "offline"
    REFUSED = "refused"
    BUSY = "busy"
    NOT_TILES = "not-tiles"


_WORDS = {
    Fault.MISSING: ("there is no such file", "correct `file` in settings.toml, or copy the archive there"),
    Fault.FORBIDDEN: ("the file may not be read", "let the program's account read it (chmod, chown)"),
    Fault.EMPTY: ("the file is empty: the copy or download was not finished", "copy the archive again"),
    Fault.NOT_ONE: ("the file is no archive of this kind", "correct `kind` or `file`, or copy the archive again"),
    Fault.OLD: ("an old version of PMTiles ({detail}); 3 is read", "convert it: pmtiles convert OLD NEW"),
    Fault.NEW: ("a version of PMTiles not known here ({detail}); 3 is read", "make it anew as version 3"),
    Fault.BROKEN: ("the archive is damaged ({detail})", "copy it again and compare its checksum with the source's"),
    Fault.CODING: ("its tiles are {detail}, which is not read here", "take the map as PNG, JPEG, WebP or MVT"),
    Fault.COMPRESSION: ("it is compressed with {detail}, which is not read here", "make it anew with gzip or none"),
    Fault.NO_KEY: ("the environment has no {detail}", "export {detail}=… before starting"),
    Fault.ELSEWHERE: ("the map shows another part of the world", "correct `file` or `crs` in settings.toml"),
    Fault.OFFLINE: (
        "the server does not answer ({detail})",
        "check network and address; kept tiles are shown meanwhile",
    ),
    Fault.REFUSED: ("the server refuses ({detail})", "check the key and the address"),
    Fault.BUSY: ("the server asks for patience ({detail})", "nothing: it is asked again later"),
    Fault.NOT_TILES: (
        "what the server sends is no map tile ({detail})",
        "check the address; a login page?",
    ),
}


@dataclass(frozen=True)
class Trouble:
    """`where` names the file or the server; `detail` a version, coding, variable or status, never a secret."""

    fault: Fault
    where: str
    detail: str = ""

    @property
    def said(self) -> str:
        """What is wrong, in English: for logs and doctor."""
        return f"{self.where}: {_WORDS[self.fault][0].format(detail=self.detail)}"

    @property
    def mend(self) -> str:
        """What a person can do about it, in English."""
        return _WORDS[self.fault][1].format(detail=self.detail)


class Unreadable(Exception):
    """A basemap that cannot be opened at all, and why."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble
        super().__init__(trouble.said)
