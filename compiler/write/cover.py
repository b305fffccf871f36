"""The cover: a patterned paper with a label, drawn from the title and the names, the same each time.

`Commission` is all that the picture depends on; `draw` gives a PNG of few colours, 1600 by 2560 pixels. The title
chooses paper and pattern (`write.patterns`), and is set as large as it fits, in lines as even as they can be.
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageDraw

from compiler.model.book import Book, Matter
from compiler.model.text import Role
from compiler.themes import Face, Theme
from compiler.workshop import Task
from compiler.write.lettering import fitted
from compiler.write.patterns import PATTERNS

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
    seed = hashlib.sha256(commission.title.encode("utf-8", "replace")).digest()
    paper = PAPERS[seed[0] % len(PAPERS)]
    pattern = PATTERNS[seed[1] % len(PATTERNS)]
    image = Image.new("RGB", (WIDTH, HEIGHT), paper.ground)
    image.paste(Image.new("RGB", image.size, paper.pattern), (0, 0), pattern(WIDTH, HEIGHT))
    _label(image, paper, commission)
    file = io.BytesIO()
    image.quantize(128, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _key(commission: Commission) -> Iterator[str]:
    yield from (commission.title, "names", *commission.names)
    yield from (face.digest for face in commission.faces)


DRAWING = Task("cover", draw, _key)


def _label(image: Image.Image, paper: Paper, commission: Commission) -> None:
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
    pen = ImageDraw.Draw(image)
    pen.rectangle((left, top, right, bottom), fill=paper.label)
    pen.rectangle((left + 30, top + 30, right - 30, bottom - 30), outline=paper.accent, width=7)
    pen.rectangle((left + 46, top + 46, right - 46, bottom - 46), outline=paper.accent, width=2)
    centre = (left + right) // 2
    y = bottom - PADDING - names_depth
    title.draw(pen, centre, (top + PADDING + y - 2 * ORNAMENT_ROOM - title.depth) // 2 + 12, paper.ink)
    _ornament(image, centre, y - ORNAMENT_ROOM, paper)
    for line in lines:
        line.draw(pen, centre, y, paper.ink)
        y += line.depth + NAME_GAP


def _ornament(image: Image.Image, centre: int, y: int, paper: Paper) -> None:
    """Draw a short swelled rule, with a lozenge at its middle."""
    scale = 4
    width, height = 300, 28
    mask = Image.new("L", (width * scale, height * scale), 0)
    pen = ImageDraw.Draw(mask)
    middle, across = height * scale / 2, width * scale / 2
    for side in (-1, 1):
        pen.polygon(
            [
                (across + side * 26 * scale, middle - 2.6 * scale),
                (across + side * 26 * scale, middle + 2.6 * scale),
                (across + side * 146 * scale, middle),
            ],
            fill=255,
        )
    size = 12 * scale
    pen.polygon(
        [(across, middle - size), (across + size, middle), (across, middle + size), (across - size, middle)],
        fill=255,
    )
    mask = mask.resize((width, height), Image.Resampling.BOX)
    image.paste(Image.new("RGB", mask.size, paper.accent), (centre - width // 2, y - height // 2), mask)
