"""The front board as a sheet that a cover's design draws on: it keeps what is drawn, and a pen sets it down as vectors.

A design counts in pixels of a front 1600 wide, from its upper left corner; here a pixel is so many points that the
front is as wide as the board.
"""

from collections.abc import Sequence

from compiler.write.cover import Paper
from compiler.write.designs import WIDTH, Box, swelled
from compiler.write.lettering import LEADING, TRACKING, Lettering
from compiler.write.patterns import Pattern
from compiler.write.pdf.pen import SMALL_CAPITALS, Pen

BASELINE = 0.9  # of the size, below the top of a line: as `Lettering` has it


class Board:
    """A board whose upper left corner is at (`left`, `top`), in points on the wrap."""

    def __init__(self, left: float, top: float, width: float, height: float) -> None:
        self.left, self.top = left, top
        self.pixel = width / WIDTH  # in points
        self.pattern: Pattern | None = None
        self.frames: list[tuple[Box, int]] = []
        self.bars: list[tuple[int, int]] = []
        self._height = height
        self._ornaments: list[tuple[int, int]] = []
        self._letters: list[tuple[Lettering, int, int]] = []

    # --- what a design asks of a sheet

    @property
    def height(self) -> int:
        """Return the height of the front in pixels."""
        return round(self._height / self.pixel)

    def paper(self, pattern: Pattern) -> None:
        """Print the pattern all over."""
        self.pattern = pattern

    def frame(self, box: Box, width: int) -> None:
        """Draw a frame of rules just inside the box."""
        self.frames.append((box, width))

    def bar(self, top: int, width: int) -> None:
        """Draw a rule from edge to edge."""
        self.bars.append((top, width))

    def ornament(self, centre: int, middle: int) -> None:
        """Draw the swelled rule."""
        self._ornaments.append((centre, middle))

    def letter(self, lettering: Lettering, centre: int, top: int) -> None:
        """Set the lines centred, the first below `top`."""
        self._letters.append((lettering, centre, top))

    # --- setting it down

    def x(self, pixels: float) -> float:
        """Return where on the wrap it is, so many pixels from the left."""
        return self.left + pixels * self.pixel

    def y(self, pixels: float) -> float:
        """Return where on the wrap it is, so many pixels below the top."""
        return self.top - pixels * self.pixel

    def draw(self, pen: Pen, paper: Paper) -> None:
        """Draw everything but the paper and what runs on over the spine."""
        self.draw_frames(pen, paper, self.frames)
        pen.fill(paper.accent)
        for centre, middle in self._ornaments:
            for points in swelled(centre, middle):
                pen.polygon([(self.x(x), self.y(y)) for x, y in points])
        pen.fill(paper.ink)
        for lettering, centre, top in self._letters:
            for number, line in enumerate(lettering.lines):
                baseline = top + lettering.size * (LEADING * number + BASELINE)
                size = lettering.size * self.pixel
                set_line(pen, line, self.x(centre), self.y(baseline), size, lettering.small_capitals)

    def draw_frames(self, pen: Pen, paper: Paper, frames: Sequence[tuple[Box, int]]) -> None:
        """Draw frames in the colour of the rules; a box counts its last pixels in."""
        for (left, top, right, bottom), width in frames:
            pen.stroke(paper.accent, width * self.pixel)
            half = width / 2
            pen.box(
                self.x(left + half),
                self.y(bottom + 1 - half),
                self.x(right + 1 - half),
                self.y(top + half),
                filled=False,
            )


def set_line(
    pen: Pen, text: str, x: float, y: float, size: float, small_capitals: bool, *, centred: bool = True
) -> None:
    """Set a line of a cover's lettering; a character that no face has is left out, as on the cover."""
    shown = pen.known(text.replace("\u00a0", " "))
    if small_capitals:
        pen.text(shown, x, y, size, features=SMALL_CAPITALS, tracking=TRACKING, centred=centred)
    else:
        pen.text(shown, x, y, size, centred=centred)
