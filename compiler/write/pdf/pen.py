"""The pen: lines, rectangles and shaped text as PDF drawing operators, for sheets that no story is set on.

Used for the wrap of a case and for test sheets. Lengths are points from the lower left corner.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import pikepdf

from compiler.themes import Face
from compiler.write.pdf.embed import embed
from compiler.write.pdf.shape import EM, Run, fount, runs

Features = tuple[tuple[str, int], ...]
SMALL_CAPITALS: Features = (("smcp", 1), ("onum", 1), ("liga", 0))


@lru_cache(maxsize=512)
def shaped(text: str, faces: tuple[Face, ...], features: Features) -> tuple[Run, ...]:
    """Return a line shaped in the upright faces."""
    return runs(text, faces, features)


class Pen:
    """Writes operators, and remembers the glyphs it used so that they can be embedded."""

    def __init__(self, faces: Sequence[Face]) -> None:
        upright = tuple(face for face in faces if face.style == "normal" and face.weight == 400)
        self.faces = upright or tuple(faces)
        self.operators: list[str] = []
        self._glyphs: dict[Face, dict[int, str]] = {}

    def draw(self, *operators: str) -> None:
        """Add operators as they are."""
        self.operators += operators

    def fill(self, colour: str) -> None:
        """Fill with a colour, given as #rrggbb, from here on."""
        self.draw(f"{rgb(colour)} rg")

    def stroke(self, colour: str, width: float) -> None:
        """Draw lines of this colour and width from here on."""
        self.draw(f"{rgb(colour)} RG {width:.3f} w")

    def box(self, left: float, bottom: float, right: float, top: float, *, filled: bool = True) -> None:
        """Draw a rectangle, filled or in outline."""
        ending = "f" if filled else "S"
        self.draw(f"{left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re {ending}")

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a straight line."""
        self.draw(f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S")

    def polygon(self, points: Sequence[tuple[float, float]]) -> None:
        """Fill a polygon."""
        (x, y), *rest = points
        self.draw(f"{x:.3f} {y:.3f} m", *(f"{x:.3f} {y:.3f} l" for x, y in rest), "f")

    def text(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        *,
        features: Features = (),
        tracking: float = 0.0,
        centred: bool = False,
    ) -> None:
        """Set a line with its baseline at y, beginning at x or centred on it; `tracking` is in ems."""
        line = shaped(text, self.faces, features)
        begin = x - self.width(text, size, features, tracking) / 2 if centred else x
        self.draw(f"BT {tracking * size:.4f} Tc {begin:.3f} {y:.3f} Td", *self._shown(line, size), "ET")

    def width(self, text: str, size: float, features: Features = (), tracking: float = 0.0) -> float:
        """Return how long a line is, without the space after its last letter."""
        glyphs = [glyph for run in shaped(text, self.faces, features) for glyph in run.glyphs]
        return sum(glyph.advance for glyph in glyphs) / EM * size + max(len(glyphs) - 1, 0) * tracking * size

    def broken(self, text: str, size: float, measure: float) -> Iterator[str]:
        """Break a text into lines no longer than the measure, each as full as it can be."""
        line = ""
        for word in text.split(" "):
            if line and self.width(f"{line} {word}", size) > measure:
                yield line
                line = ""
            line = f"{line} {word}" if line else word
            while self.width(line, size) > measure and len(line) > 1:  # a word longer than a line
                fits = next(
                    n for n in range(len(line) - 1, 0, -1) if n == 1 or self.width(line[:n], size) <= measure
                )
                yield line[:fits]
                line = line[fits:]
        if line:
            yield line

    def known(self, text: str) -> str:
        """Return the text without characters that no face has, which would be drawn as empty boxes."""
        held = [fount(face).characters for face in self.faces]
        return "".join(c for c in text if c.isspace() or any(ord(c) in characters for characters in held))

    def adopt(self, other: "Pen") -> None:
        """Count the glyphs of another pen as this one's own, so that one set of fonts serves both."""
        for face, glyphs in other._glyphs.items():  # noqa: SLF001 - it is one of us
            self._glyphs.setdefault(face, {}).update(glyphs)

    def fonts(self, pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
        """Embed what was used, and return the font resources for the operators."""
        made = pikepdf.Dictionary()
        for face, glyphs in self._glyphs.items():
            made[self._name(face)] = embed(pdf, face, glyphs)
        return made

    def content(self) -> bytes:
        """Return the content stream."""
        return "\n".join(self.operators).encode("ascii")

    def _shown(self, line: Sequence[Run], size: float) -> Iterator[str]:
        for run in line:
            kept = self._glyphs.setdefault(run.face, {})
            shown = ""
            for glyph in run.glyphs:
                kept.setdefault(glyph.id, glyph.text)
                shown += f"<{glyph.id:04x}>"
                if glyph.width != glyph.advance:
                    shown += f" {glyph.width - glyph.advance} "
            yield f"{self._name(run.face)} {size:.4f} Tf [{shown}] TJ"

    def _name(self, face: Face) -> str:
        return f"/F{self.faces.index(face)}"


def rgb(colour: str) -> str:
    """Return the three operands for a colour given as #rrggbb."""
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.4g}" for at in (1, 3, 5))
