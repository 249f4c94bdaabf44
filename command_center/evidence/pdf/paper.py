"""A4 pages: head and foot, headings, tables of label and value, in a font that writes Chinese."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from fpdf import FPDF
from fpdf.enums import WrapMode, XPos, YPos
from fpdf.fonts import FontFace, TTFFont

from command_center.evidence.pdf.fonts import Fonts

MARGIN_MM, FOOT_MM = 20.0, 18.0
FAMILY = "cjk"
INK, DIM, LINE, SHADE, ACCENT = (20, 24, 28), (100, 106, 112), (190, 195, 200), (243, 245, 247), (0, 61, 122)
logging.getLogger("fontTools").setLevel(logging.WARNING)


class Paper(FPDF):
    """Pages. `head` stands above each but the first, `foot` (with {n} and {all}) below."""

    def __init__(self, fonts: Fonts, head: str, foot: str) -> None:
        super().__init__(format="A4")
        self._head, self._foot = head, foot
        self.add_font(FAMILY, "", fonts.regular.file, collection_font_number=fonts.regular.index)
        self.add_font(FAMILY, "B", fonts.bold.file, collection_font_number=fonts.bold.index)
        self.set_margins(MARGIN_MM, MARGIN_MM, MARGIN_MM)
        self.set_auto_page_break(True, margin=FOOT_MM + 4)
        self.alias_nb_pages("{all}")
        self.set_draw_color(*LINE)
        self.set_text_color(*INK)
        self.set_font(FAMILY, "", 10.5)

    def close(self) -> None:
        """Let go of the font's files; the library leaves them open."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def header(self) -> None:
        """What stands above."""
        if self.page_no() == 1:
            return
        self.set_font(FAMILY, "", 8.5)
        self.set_text_color(*DIM)
        self.set_y(11)
        self.cell(self.epw, 5, self._head)
        self.set_draw_color(*LINE)
        self.set_line_width(0.2)
        self.line(MARGIN_MM, 17, self.w - MARGIN_MM, 17)
        self.set_text_color(*INK)
        self.set_y(MARGIN_MM + 2)

    def footer(self) -> None:
        """What stands below."""
        self.set_y(-FOOT_MM + 3)
        self.set_font(FAMILY, "", 8.5)
        self.set_text_color(*DIM)
        self.cell(self.epw, 5, self._foot.replace("{n}", str(self.page_no())), align="C")
        self.set_text_color(*INK)

    @property
    def left_mm(self) -> float:
        """Room left on the page."""
        return float(self.h - FOOT_MM - 4 - self.get_y())

    def heading(self, text: str, *, new_page: bool = False) -> None:
        """A section begins."""
        if new_page or self.left_mm < 45:
            self.add_page()
        self.ln(4)
        self.set_font(FAMILY, "B", 14)
        self.set_text_color(*ACCENT)
        self.multi_cell(self.epw, 8, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_text_color(*INK)
        self.ln(2)

    def say(self, text: str, size: float = 10.5, *, bold: bool = False, dim: bool = False, align: str = "L") -> None:
        """A paragraph; Chinese may break anywhere."""
        self.set_font(FAMILY, "B" if bold else "", size)
        self.set_text_color(*(DIM if dim else INK))
        self.multi_cell(
            self.epw, size * 0.58, clean(text), align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT, wrapmode=WrapMode.CHAR
        )
        self.set_text_color(*INK)

    def pairs(self, rows: Sequence[tuple[str, str]], label_mm: float = 44, size: float = 9.5) -> None:
        """Label and value, a line each; empty values are left out."""
        self.grid((), [row for row in rows if row[1]], (label_mm, self.epw - label_mm), size, shaded_first=True)
        self.ln(3)

    def grid(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], size: float = 9.5,
        *, shaded_first: bool = False,
    ) -> None:  # fmt: skip
        """A table; its head stands again on every page."""
        if not rows:
            return
        self.set_font(FAMILY, "", size)
        self.set_draw_color(*LINE)
        self.set_fill_color(255, 255, 255)
        self.set_line_width(0.2)
        bold = FontFace(emphasis="BOLD", fill_color=SHADE)
        shade = FontFace(color=DIM, fill_color=SHADE)
        with self.table(
            col_widths=tuple(widths), width=sum(widths), align="L", text_align="L", line_height=size * 0.56,
            padding=size / 8, headings_style=bold, first_row_as_headings=bool(head), wrapmode=WrapMode.CHAR,
        ) as table:  # fmt: skip
            if head:
                table.row(head)
            for values in rows:
                row = table.row()
                for number, value in enumerate(values):
                    row.cell(clean(value), style=shade if shaded_first and number == 0 else None)


def clean(text: str) -> str:
    """Text as it can be set: no control characters, and nothing taken for a mark of the page's own."""
    return "".join(c if c == "\n" or c.isprintable() else " " for c in text).replace("{all}", "{ all }")
