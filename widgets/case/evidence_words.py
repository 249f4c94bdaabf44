"""A case's evidence in words: what there is, what is missing, what a person is asked to confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from html import escape

from PySide6.QtCore import QCoreApplication

from command_center.model.evidence import Item, Kind, Need
from command_center.queries.evidence import EvidenceState
from widgets.common import times
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.theme import px, tokens
from widgets.common.words import joined

translate = QCoreApplication.translate
NEEDS: Mapping[Need, str] = {
    Need.PICTURES: QT_TRANSLATE_NOOP("Evidence", "pictures: {there} of {needed}"),
    Need.SIZE: QT_TRANSLATE_NOOP("Evidence", "of {width}×{height} or more: {there} of {needed}"),
    Need.APART: QT_TRANSLATE_NOOP("Evidence", "of these {seconds:g} s or more apart: {there} of {needed}"),
    Need.CLOCK: QT_TRANSLATE_NOOP("Evidence", "the source's clock within {seconds:g} s: {measured:+.1f} s"),
    Need.CLOCK_UNKNOWN: QT_TRANSLATE_NOOP("Evidence", "the source's clock within {seconds:g} s: not known yet"),
    Need.MESSAGE: QT_TRANSLATE_NOOP("Evidence", "the feed's message, word for word"),
    Need.PERSON: "{words}",
}
KINDS: Mapping[Kind, str] = {
    Kind.PICTURE: QT_TRANSLATE_NOOP("Evidence", "pictures {n}"),
    Kind.CLIP: QT_TRANSLATE_NOOP("Evidence", "clips {n}"),
    Kind.TRACK: QT_TRANSLATE_NOOP("Evidence", "tracks {n}"),
    Kind.MESSAGE: QT_TRANSLATE_NOOP("Evidence", "messages {n}"),
}
GAPS: Mapping[Kind, str] = {
    Kind.PICTURE: QT_TRANSLATE_NOOP("Evidence", "a picture is missing: {why}"),
    Kind.CLIP: QT_TRANSLATE_NOOP("Evidence", "a clip is missing: {why}"),
    Kind.TRACK: QT_TRANSLATE_NOOP("Evidence", "a track is missing: {why}"),
    Kind.MESSAGE: QT_TRANSLATE_NOOP("Evidence", "a message is missing: {why}"),
    Kind.CLOCK: "{why}",
}
MOST_GAPS = 3


def head(state: EvidenceState) -> str:
    """The title, and whether something is missing."""
    lacking = len(state.missing)
    if lacking == 0:
        return joined(translate("Evidence", "Evidence"), translate("Evidence", "complete"))
    missing = translate("Evidence", "{n} points open").format(n=lacking)
    return joined(translate("Evidence", "Evidence"), missing)


def needs(state: EvidenceState) -> list[str]:
    """What is missing, a text each."""
    words = {need: translate("Evidence", literal) for need, literal in NEEDS.items()}
    return [one.said(words) for one in state.missing]


def body(state: EvidenceState, now: datetime) -> str:
    """What there is, each need with its mark, and for a person's points the two answers as links."""
    words = {need: translate("Evidence", literal) for need, literal in NEEDS.items()}
    rows = [("", escape(there(state.items)))]
    for one in state.findings:
        text = escape(one.said(words))
        if one.answered is not None and not one.holds:
            text += f" · {escape(translate('Evidence', 'does not hold'))}"
        if one.item:
            text += f"<br>{_answers(one.item)}"
        rows.append(("✓" if one.holds else "✗", text if one.holds else f"<b>{text}</b>"))
    gaps = [one for one in state.items if one.sha256 is None]
    rows += [("–", escape(translate("Evidence", GAPS[one.kind]).format(why=one.why))) for one in gaps[:MOST_GAPS]]
    if len(gaps) > MOST_GAPS:
        rows.append(("–", escape(translate("Evidence", "{n} more are missing").format(n=len(gaps) - MOST_GAPS))))
    opened = translate("Evidence", "Penalty case {id}, opened {time}")
    rows += [("§", escape(opened.format(id=one.id, time=times.clock(one.opened, now)))) for one in state.penalties]
    return _table(rows)


def there(items: tuple[Item, ...]) -> str:
    """How many of each there are."""
    count = Counter(one.kind for one in items if one.sha256 is not None)
    said = [translate("Evidence", literal).format(n=count[kind]) for kind, literal in KINDS.items() if count[kind]]
    return joined(*said) or translate("Evidence", "nothing is kept yet")


def _answers(item: str) -> str:
    links = ((f"yes:{item}", translate("Evidence", "holds")), (f"no:{item}", translate("Evidence", "does not hold")))
    return " · ".join(
        f'<a href="{escape(to)}" style="color:{tokens().info}; font-weight:normal">{escape(text)}</a>'
        for to, text in links
    )


def _table(rows: list[tuple[str, str]]) -> str:
    dim, gap = tokens().dim, px(8)
    lines = "".join(
        f'<tr><td style="color:{dim}; padding-right:{gap}px">{mark}</td>'
        f'<td style="padding-bottom:{px(4)}px">{text}</td></tr>'
        for mark, text in rows
    )
    return f'<table cellspacing="0" cellpadding="0">{lines}</table>'
