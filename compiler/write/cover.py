"""The cover: drawn from the title and the names, the same each time.

`Commission` is all that the picture depends on; `draw` gives a PNG of few colours, 1600 by 2560 pixels. The theme
says which design it has (`write.designs`); the title chooses paper and pattern (`write.patterns`), and is set as large
as it fits, in lines as even as they can be (`write.lettering`).
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import ImageColor

from compiler.errors import SettingsError, Where
from compiler.model.book import Book, Matter
from compiler.model.text import Role
from compiler.themes import Face, Theme
from compiler.workshop import Task
from compiler.write.designs import DESIGNS, Masks, Wording
from compiler.write.patterns import PATTERNS, Pattern

PATTERN_STEPS, INK_STEPS, RULES_STEPS = 12, 36, 16  # shades at the smooth edges of each
INK, RULES = PATTERN_STEPS, PATTERN_STEPS + INK_STEPS  # where each begins in the palette


@dataclass(frozen=True, slots=True)
class Paper:
    """The colours of a cover: the ground, the pattern on it, the label, its ink, and its rules and ornament."""

    ground: str
    pattern: str
    label: str
    ink: str
    accent: str

    def stamped(self) -> "Paper":
        """Return the colours for lettering and rules on the ground itself: of label and ink, what shows better."""
        foil = max(self.label, self.ink, key=lambda colour: contrast(colour, self.ground))
        return Paper(self.ground, self.pattern, self.ground, foil, foil)


PAPERS = (
    Paper("#1d3b3f", "#2d5558", "#f4ecdc", "#1b2a2c", "#a8522f"),  # teal and brick
    Paper("#56202a", "#74343d", "#f5ecde", "#2e1a1c", "#8a2f35"),  # oxblood
    Paper("#22304e", "#3a4b70", "#f2ede1", "#1c2336", "#9c6b2f"),  # midnight
    Paper("#2f4030", "#4a5f45", "#f3eddc", "#222b20", "#7d5a24"),  # moss
    Paper("#b9822f", "#d19f4e", "#f8f1e1", "#2a1e0a", "#8a3b1e"),  # ochre
    Paper("#43304c", "#5f4a68", "#f3ecdf", "#2a2030", "#8a4a5c"),  # plum
    Paper("#8c4a34", "#a9684f", "#f7eee0", "#33201a", "#2f5450"),  # terracotta
    Paper("#3d4a54", "#586771", "#f1ece1", "#22292e", "#9a4b36"),  # slate
    Paper("#576d71", "#748a8e", "#f6f0e3", "#22302f", "#8b3f38"),  # duck egg
    Paper("#26221f", "#423b35", "#f2eadb", "#26221f", "#9b3a2c"),  # ink
)


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours as WCAG 2 reckons it, from 1 to 21."""
    darker, lighter = sorted(map(_luminance, (first, second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [channel / 255 for channel in ImageColor.getrgb(colour)[:3]]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@dataclass(frozen=True, slots=True)
class Commission:
    """What a cover is drawn from; `faces` are the theme's, in order of preference."""

    title: str
    names: tuple[str, ...]
    faces: tuple[Face, ...]
    design: str = "label"

    @classmethod
    def of(cls, book: Book, theme: Theme) -> "Commission":
        """Return the commission for a book: the names are those of its title page."""
        lines = tuple(_unbroken(line, book) for line in names(book))
        if theme.cover not in DESIGNS:
            raise SettingsError(
                f"there is no design of covers called {theme.cover!r}",
                Where(f"{theme.name}/theme.toml"),
                f"cover = {' | '.join(DESIGNS)}",
            )
        return cls(_line(book.title), lines, theme.faces, theme.cover)


def names(book: Book) -> tuple[str, ...]:
    """Return the lines that say whose book it is, as on the title page, or the first four authors."""
    for section in book.sections:
        if section.matter is Matter.TITLE_PAGE:
            return tuple(_line(block.text) for block in section.blocks if block.role is Role.BYLINE)
    return tuple(map(_line, book.authors[:4]))


def _unbroken(line: str, book: Book) -> str:
    """Return the line with no place to break it inside a name."""
    for name in map(_line, (*book.authors, book.editor)):
        line = line.replace(name, name.replace(" ", "\u00a0"))
    return line


def description(book: Book) -> str:
    """Return what stands for the picture where it is not seen."""
    return ". ".join([_line(book.title), *names(book)])


def _line(text: str) -> str:
    return " ".join(text.split())


def draw(commission: Commission) -> bytes:
    """Return the cover as a PNG file."""
    paper, pattern = chosen(commission.title)
    sheet = Masks()
    wording = Wording(commission.title, commission.names, commission.faces)
    panel = DESIGNS[commission.design](sheet, wording, pattern)
    image = sheet.pattern.point(lambda value: value * (PATTERN_STEPS - 1) // 255)
    inked = sheet.lettering.point(lambda value: INK + value * (INK_STEPS - 1) // 255)
    ruled = sheet.rules.point(lambda value: RULES + value * (RULES_STEPS - 1) // 255)
    if panel:
        image.paste(inked.crop(panel), panel[:2])
    else:
        image.paste(inked, mask=sheet.lettering.point(_anything))
    image.paste(ruled, mask=sheet.rules.point(_anything))
    image.putpalette(_palette(paper if panel else paper.stamped()))
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=9)
    return file.getvalue()


def _anything(value: int) -> int:
    return 255 * (value > 0)


def chosen(title: str) -> tuple[Paper, Pattern]:
    """Return the paper and the pattern for a title; the case of a printed book has the same."""
    seed = hashlib.sha256(title.encode("utf-8", "replace")).digest()
    return PAPERS[seed[0] % len(PAPERS)], PATTERNS[seed[1] % len(PATTERNS)]


def _palette(paper: Paper) -> bytes:
    """Return the colours of the picture: shades from ground to pattern, from label to ink, from label to rules."""
    shades = (
        (paper.ground, paper.pattern, PATTERN_STEPS),
        (paper.label, paper.ink, INK_STEPS),
        (paper.label, paper.accent, RULES_STEPS),
    )
    found = bytearray()
    for start, end, steps in shades:
        pairs = list(zip(ImageColor.getrgb(start), ImageColor.getrgb(end), strict=True))
        for step in range(steps):
            found += bytes(round(a + (b - a) * step / (steps - 1)) for a, b in pairs)
    return bytes(found)


def _key(commission: Commission) -> Iterator[str]:
    yield from (commission.design, commission.title, "names", *commission.names)
    yield from (face.digest for face in commission.faces)


DRAWING = Task("cover", draw, _key)
