"""Designs for covers: how title and names, paper and pattern make a front.

A design is a function that fills three masks of the cover's size: the pattern on the ground, the lettering, and the
rules. It returns the place of the panel on which it letters, or nothing if it letters on the ground itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Sheet:
    """The masks of a cover: white is where the pattern is printed, where type stands, where rules run."""

    pattern: Image.Image
    lettering: Image.Image
    rules: Image.Image

    @classmethod
    def blank(cls) -> "Sheet":
        """Return a sheet with nothing on it."""
        return cls(*(Image.new("L", (WIDTH, HEIGHT), 0) for _ in range(3)))


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
    sheet.pattern.paste(pattern(WIDTH, HEIGHT))
    left, top, right = LABEL
    box = _panel(sheet, wording, left, right, top + LABEL_LEAST // 3, LABEL_LEAST)
    ruler = ImageDraw.Draw(sheet.rules)
    for inset, width in ((30, 7), (46, 2)):
        ruler.rectangle(
            (box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset), outline=255, width=width
        )
    return box


def band(sheet: Sheet, wording: Wording, pattern: Pattern) -> Box:
    """Run a plain band across patterned paper, ruled along its edges."""
    sheet.pattern.paste(pattern(WIDTH, HEIGHT))
    box = _panel(sheet, wording, -1, WIDTH + 1, 620 + BAND_LEAST // 3, BAND_LEAST)
    ruler = ImageDraw.Draw(sheet.rules)
    for inset, width in ((26, 7), (44, 2)):
        ruler.rectangle((0, box[1] + inset, WIDTH, box[1] + inset + width - 1), fill=255)
        ruler.rectangle((0, box[3] - inset - width + 1, WIDTH, box[3] - inset), fill=255)
    return max(box[0], 0), box[1], min(box[2], WIDTH), box[3]


def cloth(sheet: Sheet, wording: Wording, _: Pattern) -> None:
    """Stamp a frame, the title and the names on plain cloth."""
    ruler = ImageDraw.Draw(sheet.rules)
    for inset, width in ((120, 9), (146, 3)):
        ruler.rectangle((inset, inset, WIDTH - inset - 1, HEIGHT - inset - 1), outline=255, width=width)
    measure = WIDTH - 2 * 290
    pen = ImageDraw.Draw(sheet.lettering)
    title = wording.set_title(GREAT_SIZES, measure)
    top = 560 + (TITLE_DEPTH - title.depth) // 3
    title.draw(pen, WIDTH // 2, top)
    _ornament(sheet.rules, WIDTH // 2, top + title.depth + ORNAMENT_ROOM + 30)
    names = wording.set_names(measure)
    y = HEIGHT - 420 - sum(line.depth + NAME_GAP for line in names)
    _names(pen, names, WIDTH // 2, y)


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
    pen = ImageDraw.Draw(sheet.lettering)
    title.draw(pen, centre, (top + PADDING + y - 2 * ORNAMENT_ROOM - title.depth) // 2 + 12)
    _ornament(sheet.rules, centre, y - ORNAMENT_ROOM)
    _names(pen, names, centre, y)
    return left, top, right, top + height


def _names(pen: ImageDraw.ImageDraw, names: Sequence[Lettering], centre: int, y: int) -> None:
    for line in names:
        line.draw(pen, centre, y)
        y += line.depth + NAME_GAP


def _ornament(rules: Image.Image, centre: int, middle: int) -> None:
    """Draw a short swelled rule with a lozenge at its middle."""
    scale = 4
    width, height = 300, 28
    mask = Image.new("L", (width * scale, height * scale), 0)
    pen = ImageDraw.Draw(mask)
    x, y = width * scale / 2, height * scale / 2
    near, far, half, size = 26 * scale, 146 * scale, 2.6 * scale, 12 * scale
    for side in (-1, 1):
        pen.polygon([(x + side * near, y - half), (x + side * near, y + half), (x + side * far, y)], fill=255)
    pen.polygon([(x, y - size), (x + size, y), (x, y + size), (x - size, y)], fill=255)
    rules.paste(
        mask.resize((width, height), Image.Resampling.BOX), (centre - width // 2, middle - height // 2)
    )
