"""The words of a dossier's PDF (`resources/city/dossier.toml`): the bureau's, checked when they are read."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from command_center.model.evidence import Kind, Need

_LABELS = """case penalty category address coordinates opened closed step outcome events made made-by reason key
    record-head store-head counts officers offender ground penalty-opened checks plate owner dog reporter report source
    camera first-seen last-seen count rule-version place taken received clock pixels size sha256 file gap number time
    who what detail digest task feedback points longitude latitude accuracy"""
_SECTIONS = "facts checks map pictures tracks record hashes verify"
_TEXTS = """counts map picture-reduced gap clock-right clock-unknown track track-shown no-pictures no-tracks no-record
    record hashes"""


class Paragraph(Struct, frozen=True, forbid_unknown_fields=True):
    """One paragraph."""

    words: str


class DossierWords(Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """All of them. A code without words stands for itself. Raises ValueError where a word that is needed is missing."""

    bureau: str
    title: str
    local_time: str
    page: str
    template_note: str
    personal_note: str
    unknown: str
    none: str
    yes: str
    no: str
    not_answered: str
    labels: dict[str, str]
    sections: dict[str, str]
    texts: dict[str, str]
    verify: tuple[Paragraph, ...]
    needs: dict[Need, str]
    kinds: dict[Kind, str]
    steps: dict[str, str]
    outcomes: dict[str, str]
    acts: dict[str, str]
    colours: dict[str, str]
    details: dict[str, str]
    people: dict[str, str]

    def __post_init__(self) -> None:
        tables: tuple[tuple[str, frozenset[str], Mapping[str, str]], ...] = (
            ("labels", frozenset(_LABELS.split()), self.labels),
            ("sections", frozenset(_SECTIONS.split()), self.sections),
            ("texts", frozenset(_TEXTS.split()), self.texts),
            ("needs", frozenset(Need), {str(need): words for need, words in self.needs.items()}),
            ("kinds", frozenset(Kind), {str(kind): words for kind, words in self.kinds.items()}),
        )
        for table, needed, there in tables:
            if lacking := sorted(needed - there.keys()):
                raise ValueError(f"[{table}]: {', '.join(lacking)} missing")
