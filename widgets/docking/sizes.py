"""Who gets the room: the map what is over, the others their width, in proportion to the type."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from widgets.common.theme import px

SIDES, NARROW = (340, 400), (304, 340)
"""Widths of queue and detail at scale 1, in a wide and in a narrow window."""
ROOMY = 1500
"""From this width on, pixels of a 1080-line screen, a window is wide."""


def splitters(root: QWidget) -> list[QSplitter]:
    """All below `root`, the outer ones first."""
    return root.findChildren(QSplitter)


def dress(found: Iterable[QSplitter], greedy: QWidget) -> None:
    """Lines of one pixel; what holds `greedy` grows with the window, the others keep their size."""
    for splitter in found:
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        has = _has(splitter, greedy)
        for n, mine in enumerate(has):
            splitter.setStretchFactor(n, 1 if mine or not any(has) else 0)


def stretch(found: Iterable[QSplitter], greedy: QWidget, factor: float) -> None:
    """The type has grown by `factor`: everything beside what holds `greedy` grows with it."""
    for splitter in found:
        sizes, has = splitter.sizes(), _has(splitter, greedy)
        if not any(has) or sum(sizes) == 0:
            continue
        wanted = [0 if mine else round(size * factor) for size, mine in zip(sizes, has, strict=True)]
        rest = max(px(320), sum(sizes) - sum(wanted))
        splitter.setSizes([rest if mine else size for size, mine in zip(wanted, has, strict=True)])


def first_sizes(root: QSplitter, width: int, middle: QWidget) -> None:
    """The widths to begin with: queue, map, detail side by side in a window so wide."""
    parts = [root.widget(n) for n in range(root.count())]
    seen = [n for n, part in enumerate(parts) if part is not None and not part.isHidden()]  # closed panels leave places
    if len(seen) != 3 or root.orientation() is not Qt.Orientation.Horizontal or not _has(root, middle)[seen[1]]:
        return
    left, right = (px(side) for side in (NARROW if width < px(ROOMY) else SIDES))
    wanted = dict(zip(seen, (left, max(px(320), width - left - right), right), strict=True))
    root.setSizes([wanted.get(n, 0) for n in range(root.count())])


def _has(splitter: QSplitter, greedy: QWidget) -> list[bool]:
    parts = [splitter.widget(n) for n in range(splitter.count())]
    return [part is not None and part.isAncestorOf(greedy) for part in parts]
