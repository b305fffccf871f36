"""Fold, cut, stack and gather printed sheets, as hands do it, and read the book that comes out.

Nothing here knows how the sheets were imposed. A sheet is two printed pages of a finished PDF with their letters and
strokes; the printer's flip decides how they lie on each other, and everything else is paper that is turned, folded
and cut. Points, the origin at the lower left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pymupdf

Letter = tuple[str, float, float, float, float]  # the character, its origin, the direction it is written in
Stroke = tuple[float, float, float, float]  # left, bottom, right, top
Layers = list["Layer"]  # from the bottom to the top


@dataclass(frozen=True)
class Print:
    """One side of a sheet as it left the printer."""

    width: float
    height: float
    letters: tuple[Letter, ...]
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True)
class Face:
    """A print, and how it lies on the table as seen from above, through the paper if need be."""

    print: Print
    sx: int = 1
    tx: float = 0.0
    sy: int = 1
    ty: float = 0.0

    def mirrored(self, *, x: float | None = None, y: float | None = None) -> "Face":
        face = self
        if x is not None:
            face = replace(face, sx=-face.sx, tx=2 * x - face.tx)
        if y is not None:
            face = replace(face, sy=-face.sy, ty=2 * y - face.ty)
        return face

    def letters(self) -> Iterator[Letter]:
        for character, x, y, dx, dy in self.print.letters:
            yield character, x * self.sx + self.tx, y * self.sy + self.ty, dx * self.sx, dy * self.sy

    def strokes(self) -> Iterator[Stroke]:
        for left, bottom, right, top in self.print.strokes:
            xs = sorted((left * self.sx + self.tx, right * self.sx + self.tx))
            ys = sorted((bottom * self.sy + self.ty, top * self.sy + self.ty))
            yield xs[0], ys[0], xs[1], ys[1]


@dataclass(frozen=True)
class Layer:
    """A piece of paper on the table: where it lies, and what is on its upper and its lower face."""

    left: float
    bottom: float
    right: float
    top: float
    up: Face
    down: Face

    def turned(self, *, x: float | None = None, y: float | None = None) -> "Layer":
        """Turn it over, about an upright axis at x or a level one at y."""
        left, right = (
            sorted((2 * x - self.left, 2 * x - self.right)) if x is not None else (self.left, self.right)
        )
        bottom, top = (
            sorted((2 * y - self.bottom, 2 * y - self.top)) if y is not None else (self.bottom, self.top)
        )
        return Layer(left, bottom, right, top, self.down.mirrored(x=x, y=y), self.up.mirrored(x=x, y=y))


@dataclass(frozen=True)
class Page:
    """A page of the finished book, as one sees it: the origin is the lower left corner if the trim is `width`."""

    letters: tuple[Letter, ...]
    strokes: tuple[Stroke, ...]

    @property
    def text(self) -> str:
        return "".join(letter[0] for letter in self.letters)

    @property
    def upright(self) -> bool:
        return all(abs(dx - 1) < 1e-6 and abs(dy) < 1e-6 for *_, dx, dy in self.letters)


# --- printing -----------------------------------------------------------------------------------------------


def prints(pdf: bytes) -> list[Print]:
    with pymupdf.open("pdf", pdf) as document:
        return [_print(page) for page in document]


def _print(page: pymupdf.Page) -> Print:
    width, height = page.rect.width, page.rect.height
    letters = [
        (char["c"], char["origin"][0], height - char["origin"][1], line["dir"][0], -line["dir"][1])
        for block in page.get_text("rawdict", flags=0)["blocks"]
        for line in block["lines"]
        for span in line["spans"]
        for char in span["chars"]
        if not char["c"].isspace()
    ]
    strokes = [
        (drawing["rect"].x0, height - drawing["rect"].y1, drawing["rect"].x1, height - drawing["rect"].y0)
        for drawing in page.get_drawings()
    ]
    return Print(width, height, tuple(letters), tuple(strokes))


def printed(sides: Sequence[Print], flip: str) -> list[Layer]:
    """Print the sides on both sides of sheets: each lies front up, as the file shows it. `flip` is an edge."""
    return [paper(front, back, flip) for front, back in zip(sides[::2], sides[1::2], strict=True)]


def paper(front: Print, back: Print, flip: str) -> Layer:
    width, height = front.width, front.height
    assert (width, height) == (back.width, back.height)
    upright_axis = (flip == "short-edge") == (width > height)  # the edge is the one the sheet turns about
    below = Face(back).mirrored(x=width / 2) if upright_axis else Face(back).mirrored(y=height / 2)
    return Layer(0, 0, width, height, Face(front), below)


def by_hand(fronts: Sequence[Print], backs: Sequence[Print]) -> list[Layer]:
    """Print the fronts, turn the sheets like pages, print the backs."""
    return [
        Layer(0, 0, front.width, front.height, Face(front), Face(back).mirrored(x=front.width / 2))
        for front, back in zip(fronts, backs, strict=True)
    ]


# --- what hands do ------------------------------------------------------------------------------------------


def turn_over(layers: Layers) -> Layers:
    """Turn the whole pile over, like a page."""
    middle = (layers[0].left + layers[0].right) / 2
    return [layer.turned(x=middle) for layer in reversed(layers)]


def cut_upright(layers: Layers) -> tuple[Layers, Layers]:
    """Cut the pile in the middle; return left and right pile."""
    middle = (layers[0].left + layers[0].right) / 2
    return [replace(layer, right=middle) for layer in layers], [
        replace(layer, left=middle) for layer in layers
    ]


def cut_across(layers: Layers) -> tuple[Layers, Layers]:
    """Cut the pile in the middle; return lower and upper pile."""
    middle = (layers[0].bottom + layers[0].top) / 2
    return [replace(layer, top=middle) for layer in layers], [
        replace(layer, bottom=middle) for layer in layers
    ]


def shift(layers: Layers, dx: float, dy: float) -> Layers:
    """Push a pile over the table."""
    return [layer.turned(x=0, y=0).turned(x=dx / 2, y=dy / 2) for layer in layers]


def fold_right_over_left(layers: Layers) -> Layers:
    left, right = cut_upright(layers)
    return left + [layer.turned(x=layer.left) for layer in reversed(right)]


def fold_upper_over_lower(layers: Layers) -> Layers:
    lower, upper = cut_across(layers)
    return lower + [layer.turned(y=layer.bottom) for layer in reversed(upper)]


# --- the ways to a book -------------------------------------------------------------------------------------


def folio(sheets: list[Layer]) -> Layers:
    """Nest and fold a signature; it then lies with its spine to the left and its first page up."""
    nest = [turn_over([sheet])[0] for sheet in sheets]
    return turn_over(fold_right_over_left(nest))


def quarto(sheets: list[Layer]) -> Layers:
    nest = [layer for sheet in sheets for layer in fold_upper_over_lower(turn_over([sheet]))]
    return turn_over(fold_right_over_left(nest))


def two_up(sheets: list[Layer]) -> Layers:
    lower, upper = cut_across([turn_over([sheet])[0] for sheet in sheets])
    nest = upper + shift(lower, 0, upper[0].bottom - lower[0].bottom)
    return turn_over(fold_right_over_left(nest))


def leaves(sheets: list[Layer], rows: int) -> Layers:
    """Cut a stack, the first sheet on top, and lay the piles on each other."""
    stack = sheets[::-1]
    bands = [stack] if rows == 1 else list(cut_across(stack))[::-1]
    piles: list[Layers] = []
    for band in bands:
        piles += cut_upright(band)
    first = piles[0][0]
    moved = [shift(pile, first.left - pile[0].left, first.bottom - pile[0].bottom) for pile in piles]
    return [layer for pile in reversed(moved) for layer in pile]


def read(
    book: Layers, width: float, height: float, *, single: bool = False, heads_at_fold: bool = False
) -> Iterator[Page]:
    """Read a pile of leaves, the first on top and the spine to the left, of pages trimmed to this size.

    Folded leaves are trimmed at the fore-edge and alike at head and tail, or, where the heads were at a fold that is
    slit, at the tail; single leaves alike on all sides.
    """
    for leaf in reversed(book):
        over = leaf.top - leaf.bottom - height
        tail = leaf.bottom + (over if heads_at_fold else over / 2)
        spine = leaf.left + ((leaf.right - leaf.left - width) / 2 if single else 0.0)
        yield _page(leaf.up, leaf, spine, tail)
        turned = leaf.turned(x=spine)
        yield _page(turned.up, turned, spine - width, tail)


def _page(face: Face, leaf: Layer, left: float, bottom: float) -> Page:
    near = 0.01
    letters = tuple(
        (character, x - left, y - bottom, dx, dy)
        for character, x, y, dx, dy in face.letters()
        if leaf.left <= x < leaf.right and leaf.bottom <= y < leaf.top
    )
    strokes = tuple(
        (x0 - left, y0 - bottom, x1 - left, y1 - bottom)
        for x0, y0, x1, y1 in face.strokes()
        if leaf.left - near <= (x0 + x1) / 2 <= leaf.right + near
        and leaf.bottom - near <= (y0 + y1) / 2 <= leaf.top + near
    )
    return Page(letters, strokes)
