"""Margins and spacings follow the scale: layouts know only the pixels they were made with."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget

_MADE = "made_with"


def rescale(root: QWidget, made_scale: float, scale: float) -> None:
    """Set every layout below `root`, made at `made_scale`, to what it would be at `scale`."""
    factor = scale / made_scale
    for layout in root.findChildren(QLayout):
        made = layout.property(_MADE)
        if made is None:
            edges = layout.contentsMargins()
            made = [edges.left(), edges.top(), edges.right(), edges.bottom(), layout.spacing()]
            layout.setProperty(_MADE, made)
        left, top, right, bottom, spacing = made
        layout.setContentsMargins(*(round(edge * factor) for edge in (left, top, right, bottom)))
        if spacing >= 0:
            layout.setSpacing(round(spacing * factor))
