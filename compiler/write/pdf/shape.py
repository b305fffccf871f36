"""Shape text with a theme's faces: which glyphs, how wide, in which face. HarfBuzz does it, as it does for WeasyPrint.

Widths are thousandths of an em, the unit of a PDF's widths.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import uharfbuzz

from compiler.themes import Face

EM = 1000


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a face as set: its own width, what follows it is `advance` away, and the text it stands for."""

    id: int
    width: int
    advance: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring glyphs of one face."""

    face: Face
    glyphs: tuple[Glyph, ...]


class Fount:
    """A face opened for shaping; as in a type case, what it holds is known."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.blob = face.path.read_bytes()
        self.hb_face: Any = uharfbuzz.Face(self.blob)
        self.hb_font: Any = uharfbuzz.Font(self.hb_face)
        self.hb_font.scale = (EM, EM)
        self.characters = frozenset(self.hb_face.unicodes)

    def shape(
        self, text: str, features: tuple[tuple[str, int], ...] = (), language: str = ""
    ) -> tuple[Glyph, ...]:
        """Return the glyphs of a text in one script and direction, from left to right."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        if language:
            buffer.language = language
        uharfbuzz.shape(self.hb_font, buffer, dict(features))
        clusters = sorted({info.cluster for info in buffer.glyph_infos}) + [len(text)]
        until = dict(pairwise(clusters))
        return tuple(
            Glyph(
                info.codepoint,
                self.hb_font.get_glyph_h_advance(info.codepoint),
                position.x_advance,
                text[info.cluster : until[info.cluster]],
            )
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )


@lru_cache(maxsize=32)
def fount(face: Face) -> Fount:
    """Return the face opened, once a process."""
    return Fount(face)


def runs(
    text: str, faces: Sequence[Face], features: tuple[tuple[str, int], ...] = (), language: str = ""
) -> tuple[Run, ...]:
    """Shape a line of text, each character in the first of the faces that has it, or in the first of all."""
    return tuple(
        Run(face, fount(face).shape(piece, features, language)) for face, piece in _by_face(text, faces)
    )


def _by_face(text: str, faces: Sequence[Face]) -> Iterator[tuple[Face, str]]:
    piece = ""
    current = faces[0]
    for character in text:
        face = next((face for face in faces if ord(character) in fount(face).characters), faces[0])
        if face != current and piece:
            yield current, piece
            piece = ""
        current = face
        piece += character
    if piece:
        yield current, piece
