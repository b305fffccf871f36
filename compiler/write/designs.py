"""Designs for covers: how title and names, paper and pattern make a front.

A design is a function that draws on a sheet, in pixels of a front 1600 wide from its upper left corner: a pattern on
the ground, lettering, rules. It returns the place of the panel on which it letters, or nothing if it letters on the
ground itself. `Masks` is the sheet of the EPUB's picture; the case of a printed book brings one of its own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from PIL import Image, ImageDraw

from compiler.themes import Face
from compiler.write.lettering import Lettering, fitted
from compiler.write.patterns import Pattern

WIDTH, HEIGHT = 1600, 2560  # pixels
LABEL = (215, 430, 1385)  # left, top, right of a pasted label
LABEL_LEAST = 1080  # its height
BAND_LEAST = 1180  # height of a band across the cover
PADDING = 124  # above and below the lettering
ORNAMENT_ROOM = 96  # above the ornament and below it
MARGIN = 128  # beside the lettering
TITLE_SIZES, GREAT_SIZES = range(196, 51, -4), range(248, 51, -4)
TITLE_DEPTH = 780  # pixels that the title may take
NAME_SIZES = range(62, 33, -4)
NAME_DEPTH, NAME_GAP = 150, 20

Box = tuple[int, int, int, int]


class Sheet(Protocol):
    """What a design draws on: `height` is how many pixels the front is high where it is 1600 wide."""

    @property
    def height(self) -> int:
        """Return the height of the front in pixels."""
        ...

    def paper(self, pattern: Pattern) -> None:
        """Print the pattern all over."""

    def frame(self, box: Box, width: int) -> None:
        """Draw a frame of rules just inside the box (left, top, right, bottom)."""

    def bar(self, top: int, width: int) -> None:
        """Draw a rule from edge to edge, so much below the top."""

    def ornament(self, centre: int, middle: int) -> None:
        """Draw a short swelled rule with a lozenge at its middle."""

    def letter(self, lettering: Lettering, centre: int, top: int) -> None:
        """Set the lines centred, the first below `top`."""


class Masks:
    """The sheet as three masks: white is where the pattern is printed, where type stands, where rules run."""

    height = HEIGHT

    def __init__(self) -> None:
        self.pattern, self.lettering, self.rules = (Image.new("L", (WIDTH, HEIGHT), 0) for _ in range(3))

    def paper(self, pattern: Pattern) -> None:
        """Print the pattern all over."""
        self.pattern.paste(pattern(WIDTH, HEIGHT))

    def frame(self, box: Box, width: int) -> None:
        """Draw a frame of rules just inside the box."""
        ImageDraw.Draw(self.rules).rectangle(box, outline=255, width=width)

    def bar(self, top: int, width: int) -> None:
        """Draw a rule from edge to edge."""
        ImageDraw.Draw(self.rules).rectangle((0, top, WIDTH, top + width - 1), fill=255)

    def letter(self, lettering: Lettering, centre: int, top: int) -> None:
        """Set the lines centred, the first below `top`."""
        lettering.draw(ImageDraw.Draw(self.lettering), centre, top)

    def ornament(self, centre: int, middle: int) -> None:
        """Draw the swelled rule."""
        scale = 4
        width, height = 300, 28
        mask = Image.new("L", (width * scale, height * scale), 0)
        pen = ImageDraw.Draw(mask)
        for points in swelled(width / 2, height / 2):
            pen.polygon([(x * scale, y * scale) for x, y in points], fill=255)
        self.rules.paste(
            mask.resize((width, height), Image.Resampling.BOX), (centre - width // 2, middle - height // 2)
        )


def swelled(x: float, y: float) -> Iterator[list[tuple[float, float]]]:
    """Give the polygons of the ornament whose middle is here."""
    near, far, half, size = 26, 146, 2.6, 12
    for side in (-1, 1):
        yield [(x + side * near, y - half), (x + side * near, y + half), (x + side * far, y)]
    yield [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]


@dataclass(frozen=True, slots=True)
class Wording:
    """What a cover says, and the faces to say it in."""

    title: str
    names: tuple[str, ...]
    faces: tuple[Face, ...]

    def set_title(self, sizes: Sequence[int], measure: int) -> Lettering:
        """Return the title as large as it fits."""
        return fitted(self.title, self.faces, sizes, measure, TITLE_DEPTH)

    def set_names(self, measure: int) -> tuple[Lettering, ...]:
        """Return the names in spaced small capitals, a line or two each."""
        return tuple(
            fitted(name, self.faces, NAME_SIZES, measure, NAME_DEPTH, small_capitals=True)
            for name in self.names
        )


Design = Callable[[Sheet, Wording, Pattern], Box | None]


def label(sheet: Sheet, wording: Wording, pattern: Pattern) -> Box:
    """Paste a framed label on patterned paper."""
    sheet.paper(pattern)
    left, top, right = LABEL
    box = _panel(sheet, wording, left, right, top + LABEL_LEAST // 3, LABEL_LEAST)
    for inset, width in ((30, 7), (46, 2)):
        sheet.frame((box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset), width)
    return box


def band(sheet: Sheet, wording: Wording, pattern: Pattern) -> Box:
    """Run a plain band across patterned paper, ruled along its edges."""
    sheet.paper(pattern)
    box = _panel(sheet, wording, -1, WIDTH + 1, 620 + BAND_LEAST // 3, BAND_LEAST)
    for inset, width in ((26, 7), (44, 2)):
        sheet.bar(box[1] + inset, width)
        sheet.bar(box[3] - inset - width + 1, width)
    return max(box[0], 0), box[1], min(box[2], WIDTH), box[3]


def cloth(sheet: Sheet, wording: Wording, _: Pattern) -> None:
    """Stamp a frame, the title and the names on plain cloth."""
    for inset, width in ((120, 9), (146, 3)):
        sheet.frame((inset, inset, WIDTH - inset - 1, sheet.height - inset - 1), width)
    measure = WIDTH - 2 * 290
    title = wording.set_title(GREAT_SIZES, measure)
    top = 560 + (TITLE_DEPTH - title.depth) // 3
    sheet.letter(title, WIDTH // 2, top)
    sheet.ornament(WIDTH // 2, top + title.depth + ORNAMENT_ROOM + 30)
    names = wording.set_names(measure)
    _names(sheet, names, WIDTH // 2, sheet.height - 420 - sum(line.depth + NAME_GAP for line in names))


DESIGNS: dict[str, Design] = {"label": label, "band": band, "cloth": cloth}


def _panel(sheet: Sheet, wording: Wording, left: int, right: int, third: int, least: int) -> Box:
    """Letter a panel between `left` and `right`, which grows from a third of its least height; return its place."""
    measure = min(right - left - 2 * MARGIN, WIDTH - 2 * LABEL[0] - 2 * MARGIN + 200)
    title, names = wording.set_title(TITLE_SIZES, measure), wording.set_names(measure)
    names_depth = sum(line.depth + NAME_GAP for line in names)
    height = max(PADDING + title.depth + 2 * ORNAMENT_ROOM + names_depth + PADDING, least)
    top = third - height // 3
    centre = (left + right) // 2
    y = top + height - PADDING - names_depth
    sheet.letter(title, centre, (top + PADDING + y - 2 * ORNAMENT_ROOM - title.depth) // 2 + 12)
    sheet.ornament(centre, y - ORNAMENT_ROOM)
    _names(sheet, names, centre, y)
    return left, top, right, top + height


def _names(sheet: Sheet, names: Sequence[Lettering], centre: int, y: int) -> None:
    for line in names:
        sheet.letter(line, centre, y)
        y += line.depth + NAME_GAP
