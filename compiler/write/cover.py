"""The cover: a patterned paper with a label, drawn from the title and the names, the same each time.

`Commission` is all that the picture depends on; `draw` gives a PNG of few colours, 1600 by 2560 pixels. The title
chooses paper and pattern (`write.patterns`), and is set as large as it fits, in lines as even as they can be.
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageColor, ImageDraw

from compiler.model.book import Book, Matter
from compiler.model.text import Role
from compiler.themes import Face, Theme
from compiler.workshop import Task
from compiler.write.lettering import fitted
from compiler.write.patterns import PATTERNS, Pattern

WIDTH, HEIGHT = 1600, 2560
LABEL = (215, 430, 1385)  # left, top, right
LABEL_LEAST = 1080  # height
PADDING = 124  # inside the label, above and below
ORNAMENT_ROOM = 96  # above the ornament and below it
MARGIN = 128  # inside the label, left and right
TITLE_SIZES = range(196, 51, -4)
TITLE_DEPTH = 780  # pixels that the title may take
NAME_SIZES = range(62, 33, -4)
NAME_DEPTH, NAME_GAP = 150, 20

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


PAPERS = (
    Paper("#1d3b3f", "#2d5558", "#f4ecdc", "#1b2a2c", "#a8522f"),  # teal and brick
    Paper("#56202a", "#74343d", "#f5ecde", "#2e1a1c", "#8a2f35"),  # oxblood
    Paper("#22304e", "#3a4b70", "#f2ede1", "#1c2336", "#9c6b2f"),  # midnight
    Paper("#2f4030", "#4a5f45", "#f3eddc", "#222b20", "#7d5a24"),  # moss
    Paper("#b9822f", "#d19f4e", "#f8f1e1", "#33260f", "#8a3b1e"),  # ochre
    Paper("#43304c", "#5f4a68", "#f3ecdf", "#2a2030", "#8a4a5c"),  # plum
    Paper("#8c4a34", "#a9684f", "#f7eee0", "#33201a", "#2f5450"),  # terracotta
    Paper("#3d4a54", "#586771", "#f1ece1", "#22292e", "#9a4b36"),  # slate
    Paper("#5d7377", "#7a9094", "#f6f0e3", "#22302f", "#8b3f38"),  # duck egg
    Paper("#26221f", "#423b35", "#f2eadb", "#26221f", "#9b3a2c"),  # ink
)


@dataclass(frozen=True, slots=True)
class Commission:
    """What a cover is drawn from; `faces` are the theme's, in order of preference."""

    title: str
    names: tuple[str, ...]
    faces: tuple[Face, ...]

    @classmethod
    def of(cls, book: Book, theme: Theme) -> "Commission":
        """Return the commission for a book: the names are those of its title page."""
        lines = tuple(_unbroken(line, book) for line in names(book))
        return cls(_line(book.title), lines, theme.faces)


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
    image = pattern(WIDTH, HEIGHT).point(lambda value: value * (PATTERN_STEPS - 1) // 255)
    lettering, rules = Image.new("L", image.size, 0), Image.new("L", image.size, 0)
    label = _label(ImageDraw.Draw(lettering), rules, commission)
    inked = lettering.point(lambda value: INK + value * (INK_STEPS - 1) // 255)
    ruled = rules.point(lambda value: RULES + value * (RULES_STEPS - 1) // 255)
    inked.paste(ruled, mask=rules.point(lambda value: 255 * (value > 0)))
    image.paste(inked.crop(label), label[:2])
    image.putpalette(_palette(paper))
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=9)
    return file.getvalue()


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
    yield from (commission.title, "names", *commission.names)
    yield from (face.digest for face in commission.faces)


DRAWING = Task("cover", draw, _key)


def _label(pen: ImageDraw.ImageDraw, rules: Image.Image, commission: Commission) -> tuple[int, int, int, int]:
    """Letter the label, draw its rules on a mask of their own, and return the place of the label."""
    left, top, right = LABEL
    measure = right - left - 2 * MARGIN
    title = fitted(commission.title, commission.faces, TITLE_SIZES, measure, TITLE_DEPTH)
    lines = [
        fitted(name, commission.faces, NAME_SIZES, measure, NAME_DEPTH, small_capitals=True)
        for name in commission.names
    ]
    names_depth = sum(line.depth + NAME_GAP for line in lines)
    height = max(PADDING + title.depth + 2 * ORNAMENT_ROOM + names_depth + PADDING, LABEL_LEAST)
    top += (LABEL_LEAST - height) // 3
    bottom = top + height
    ruler = ImageDraw.Draw(rules)
    ruler.rectangle((left + 30, top + 30, right - 30, bottom - 30), outline=255, width=7)
    ruler.rectangle((left + 46, top + 46, right - 46, bottom - 46), outline=255, width=2)
    centre = (left + right) // 2
    y = bottom - PADDING - names_depth
    title.draw(pen, centre, (top + PADDING + y - 2 * ORNAMENT_ROOM - title.depth) // 2 + 12)
    ornament = _ornament()
    rules.paste(ornament, (centre - ornament.width // 2, y - ORNAMENT_ROOM - ornament.height // 2))
    for line in lines:
        line.draw(pen, centre, y)
        y += line.depth + NAME_GAP
    return left, top, right, bottom


def _ornament() -> Image.Image:
    """Return a short swelled rule with a lozenge at its middle, as a mask."""
    scale = 4
    width, height = 300, 28
    mask = Image.new("L", (width * scale, height * scale), 0)
    pen = ImageDraw.Draw(mask)
    x, y = width * scale / 2, height * scale / 2
    near, far, half, size = 26 * scale, 146 * scale, 2.6 * scale, 12 * scale
    for side in (-1, 1):
        pen.polygon([(x + side * near, y - half), (x + side * near, y + half), (x + side * far, y)], fill=255)
    pen.polygon([(x, y - size), (x + size, y), (x, y + size), (x - size, y)], fill=255)
    return mask.resize((width, height), Image.Resampling.BOX)
