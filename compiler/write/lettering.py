"""Lettering for covers: a text set in a face as large as it fits, in lines as even as they can be.

Pillow draws the glyphs; with Raqm, which its wheels carry, it shapes them and finds small capitals, and without it
capitals of the smaller size stand in. Characters that no face of the theme has are left out, because they would be
drawn as empty boxes; the book's own pages have them all the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from fontTools.ttLib import TTFont
from PIL import ImageDraw, ImageFont, features

from compiler.themes import Face

LEADING = 1.16  # of the size
TRACKING = 0.09  # em, of small capitals


@dataclass(frozen=True, slots=True)
class Lettering:
    """Lines of text at one size in pixels. `faces` are tried in order for every line."""

    lines: tuple[str, ...]
    faces: tuple[Face, ...]
    size: int
    small_capitals: bool = False

    @property
    def depth(self) -> int:
        """Return the height of all lines together, in pixels."""
        return round(self.size * LEADING * len(self.lines))

    def draw(self, pen: ImageDraw.ImageDraw, centre: int, top: int) -> None:
        """Draw the lines on a mask, centred, the first below `top`."""
        for number, line in enumerate(self.lines):
            x = centre - self.width(line) / 2
            baseline = top + self.size * (LEADING * number + 0.9)
            for face, run in _runs(line, self.faces):
                x = self._draw_run(pen, x, baseline, face, run)

    def width(self, text: str) -> float:
        """Return how wide the text is on one line, in pixels."""
        return sum(self._run_width(face, run) for face, run in _runs(text, self.faces))

    def _draw_run(self, pen: ImageDraw.ImageDraw, x: float, y: float, face: Face, run: str) -> float:
        font, options = _font(face, self.size), _options(self.small_capitals)
        for piece in self._pieces(run):
            pen.text((x, y), piece, 255, font, anchor="ls", features=options)
            x += font.getlength(piece, features=options) + self._tracking
        return x

    def _run_width(self, face: Face, run: str) -> float:
        font, options = _font(face, self.size), _options(self.small_capitals)
        return sum(font.getlength(piece, features=options) + self._tracking for piece in self._pieces(run))

    @property
    def _tracking(self) -> float:
        return self.size * TRACKING if self.small_capitals else 0.0

    def _pieces(self, run: str) -> Sequence[str]:
        """Return what is drawn in one go: the whole run, or each of its letters if they are spaced."""
        if not self.small_capitals:
            return (run,)
        return run if _shapes() else run.upper()


def fitted(
    text: str,
    faces: Sequence[Face],
    sizes: Sequence[int],
    measure: int,
    depth: int,
    small_capitals: bool = False,
) -> Lettering:
    """Set the text in the largest of the sizes at which it fits the measure and the depth.

    What is still too long at the smallest is cut, and ends in an ellipsis. Lines break at spaces that may break.
    """
    upright = tuple(face for face in faces if face.style == "normal" and face.weight == 400)
    words = [word for word in text.split(" ") if any(True for _ in _runs(word, upright))]
    for size in sizes:
        setting = Lettering((), upright, size, small_capitals)
        lines = _even(words, setting.width, measure)
        if lines and len(lines) * size * LEADING <= depth:
            return Lettering(tuple(lines), upright, size, small_capitals)
    setting = Lettering((), upright, sizes[-1], small_capitals)
    lines = list(_filled(words, setting.width, measure))
    most = max(int(depth / (sizes[-1] * LEADING)), 1)
    if len(lines) > most:
        lines[most - 1 :] = [lines[most - 1].rstrip(" .,;:") + "…"]
    return Lettering(tuple(lines), upright, sizes[-1], small_capitals)


def _even(words: Sequence[str], width: Callable[[str], float], measure: float) -> list[str]:
    """Break the words into the fewest lines that fit, with the squares of what they lack as small as can be.

    Return nothing if a word alone is too wide.
    """
    widths = [width(word) for word in words]
    space = width("n n") - width("nn")
    if not words or max(widths) > measure:
        return []
    best: list[tuple[int, float, int]] = [
        (0, 0.0, 0)
    ]  # for the first n words: lines, badness, where the last begins
    for end in range(1, len(words) + 1):
        choices = []
        total = -space
        for start in range(end - 1, -1, -1):
            total += widths[start] + space
            if total > measure:
                break
            lines, badness, _ = best[start]
            choices.append((lines + 1, badness + (measure - total) ** 2, start))
        best.append(min(choices))
    found: list[str] = []
    end = len(words)
    while end:
        start = best[end][2]
        found.append(" ".join(words[start:end]))
        end = start
    return found[::-1]


def _filled(words: Sequence[str], width: Callable[[str], float], measure: float) -> Iterator[str]:
    """Fill line after line, cutting words that are wider than one."""
    line = ""
    for word in words:
        if line and width(f"{line} {word}") <= measure:
            line = f"{line} {word}"
            continue
        if line:
            yield line
        line = ""
        for character in word:
            if line and width(line + character) > measure:
                yield line
                line = ""
            line += character
    if line:
        yield line


# --- faces --------------------------------------------------------------------------------------------------


def _runs(text: str, faces: Sequence[Face]) -> Iterator[tuple[Face, str]]:
    """Split the text into runs of one face: the first that has all of it, else the first for each character."""
    whole = [face for face in faces if all(ord(c) in characters(face) for c in text if not c.isspace())]
    current: Face | None = None
    run = ""
    for character in text.replace("\u00a0", " "):
        face = next((face for face in whole or faces if ord(character) in characters(face)), None)
        if face is None:
            continue
        if current is not None and face != current and character != " ":
            yield current, run
            run, current = "", face
        current = current or face
        run += character
    if current is not None and run.strip():
        yield current, run


@cache
def characters(face: Face) -> frozenset[int]:
    """Return the code points that the face has."""
    with TTFont(face.path, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


@lru_cache(64)
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(face.path), size)


@cache
def _shapes() -> bool:
    return bool(features.check("raqm"))


def _options(small_capitals: bool) -> list[str] | None:
    return ["smcp", "onum"] if small_capitals and _shapes() else None
