"""Faces inside an EPUB: the theme's text face, cut down to the characters the book uses, for a theme that embeds.

Only what is used goes in: the upright and the italic, the bold ones where something is bold, and of the theme's
second face the characters that the first has not got. Features that a reader may ask for (small capitals, old-style
figures, ligatures, kerning) stay.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import uharfbuzz

from compiler.model.book import Book
from compiler.model.text import OBJECT
from compiler.themes import Face, Theme
from compiler.workshop import Task, Workshop
from compiler.write.lettering import characters

FEATURES = (b"smcp", b"c2sc", b"onum", b"lnum", b"pnum", b"tnum")
"""Layout features besides those that HarfBuzz keeps of itself (liga, kern, mark, locl …)."""

_BOLD = frozenset({"b", "strong"})
_SLANTED = frozenset({"i", "em", "cite"})


@dataclass(frozen=True, slots=True)
class Cut:
    """A face and the characters of it that are wanted, in order."""

    face: Face
    characters: str


@dataclass(frozen=True, slots=True)
class Embedded:
    """A font file of the book: where it is, its media type, and the face it is part of."""

    file: str
    media_type: str
    face: Face
    content: bytes


def embed(book: Book, theme: Theme, workshop: Workshop, also: Iterable[str]) -> tuple[Embedded, ...]:
    """Return the font files for a book; `also` are texts that are shown besides its sections."""
    cuts = tuple(_cuts(book, theme.faces, also))
    return tuple(
        Embedded(f"fonts/{number}.{extension}", f"font/{extension}", cut.face, content)
        for number, (cut, content) in enumerate(zip(cuts, workshop.map(SUBSETTING, cuts), strict=True), 1)
        for extension in ["otf" if content[:4] == b"OTTO" else "ttf"]
    )


def rules(fonts: Sequence[Embedded]) -> str:
    """Return the style rules that put the faces to use; the reader's own choice of face goes before them."""
    if not fonts:
        return ""
    families = dict.fromkeys(font.face.family for font in fonts)
    lines = [
        f'@font-face {{ font-family: "{font.face.family}"; font-style: {font.face.style}; '
        f'font-weight: {font.face.weight}; src: url("{font.file}") }}'
        for font in fonts
    ]
    named = ", ".join(f'"{family}"' for family in families)
    return "\n".join([*lines, f"body {{ font-family: {named}, serif }}", ""])


def _cuts(book: Book, faces: Sequence[Face], also: Iterable[str]) -> Iterator[Cut]:
    blocks = [block for section in book.sections for block in section.blocks]
    plain = set().union(*also, *(block.text for block in blocks)) - set(f"\n\t\r{OBJECT}")
    bold, both = set[str](), set[str]()
    for block in blocks:
        tags = {mark.tag for mark in block.marks}
        for mark in block.marks:
            if mark.tag in _BOLD:
                bold |= set(block.text[mark.start : mark.end])
                both |= set(block.text[mark.start : mark.end]) if tags & _SLANTED else set()
    # small capitals are made of capitals where a face has none of its own
    plain |= {character.upper() for character in plain if len(character.upper()) == 1}
    wanted = {("normal", 400): plain, ("italic", 400): plain, ("normal", 700): bold, ("italic", 700): both}
    missing = dict(wanted)
    for face in faces:
        key = face.style, face.weight
        found = {character for character in missing[key] if ord(character) in characters(face)}
        missing[key] = missing[key] - found
        if any(not character.isspace() for character in found):
            yield Cut(face, "".join(sorted(found)))


def subset(cut: Cut) -> bytes:
    """Return the face with these characters alone, as a font file."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(cut.face.path)))
    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.UNICODE).update(map(ord, cut.characters))
    wanted.sets(uharfbuzz.SubsetInputSets.LAYOUT_FEATURE_TAG).update(map(int.from_bytes, FEATURES))
    wanted.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    made: bytes = uharfbuzz.subset(face, wanted).blob.data
    return made


def _key(cut: Cut) -> Iterator[str]:
    yield from (cut.face.digest, cut.characters)


SUBSETTING = Task("subset", subset, _key)
