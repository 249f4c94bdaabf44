"""Pictures on paper, small enough to print, each with its caption; what is missing has a frame of its own."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageOps

from command_center.evidence.pdf.paper import DIM, SHADE, Paper
from command_center.model.dossier_words import DossierWords

HIGH_MM = 68.0
MOST_PIXELS = 1600
CAPTION_MM = 46.0
GAP_MM = 22.0


def pictures(
    paper: Paper, words: DossierWords, folder: Path, files: Sequence[str | None],
    captions: Sequence[Sequence[tuple[str, str]]],
) -> None:  # fmt: skip
    """Each picture with its caption below, two a page."""
    for file, caption in zip(files, captions, strict=True):
        reduced = _reduced(folder / file) if file is not None else None
        high = GAP_MM if reduced is None else HIGH_MM
        if paper.left_mm < high + CAPTION_MM:
            paper.add_page()
        if reduced is None:
            _gap(paper, words)
        else:
            _place(paper, *reduced)
            paper.say(words.texts["picture-reduced"], 8, dim=True)
        paper.pairs(list(caption), 40, 8)


def _reduced(file: Path) -> tuple[io.BytesIO, int, int] | None:
    """The picture for paper: upright, at most `MOST_PIXELS` wide or high, as JPEG; None when it is none after all."""
    try:
        with Image.open(file) as image:
            image.draft("RGB", (MOST_PIXELS, MOST_PIXELS))
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    upright.thumbnail((MOST_PIXELS, MOST_PIXELS))
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=85)
    out.seek(0)
    return out, upright.width, upright.height


def _place(paper: Paper, data: io.BytesIO, width: int, height: int) -> None:
    scale = min(paper.epw / width, HIGH_MM / height)
    wide, high = width * scale, height * scale
    y = paper.get_y()
    paper.image(data, x=paper.l_margin + (paper.epw - wide) / 2, y=y, w=wide, h=high)
    paper.set_y(y + high + 1)


def _gap(paper: Paper, words: DossierWords) -> None:
    y = paper.get_y()
    paper.set_fill_color(*SHADE)
    paper.set_draw_color(*DIM)
    paper.set_dash_pattern(dash=2, gap=1.5)
    paper.rect(paper.l_margin, y, paper.epw, GAP_MM - 4, style="DF")
    paper.set_dash_pattern()
    paper.set_y(y + 6)
    paper.say(words.labels["gap"], 12, bold=True, align="C")
    paper.set_y(y + GAP_MM - 2)
