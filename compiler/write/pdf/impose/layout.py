"""Sheets: the pairs of pages on the front and back of each, for every way of folding or cutting.

How the sheets become a book, which is what this arithmetic answers to:

    folio    Lay the sheets of a signature back up, the first at the bottom; fold the right half over the left.
    quarto   Lay a sheet back up, fold the upper half down over the lower; then as in folio, and slit the heads.
    two-up   Lay the sheets of a signature back up, the first at the bottom; cut them across in the middle, lay the
             lower half on the upper one; then as in folio.
    leaves   Stack the sheets front up, the first on top; cut them in the middle, lay the left half on the right
             one (and, of four, the upper left, upper right, lower left, lower right on each other in that order).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from compiler.write.pdf.impose.settings import Binding, Imposition, Layout
from compiler.write.pdf.impose.signatures import Bifolium, bifolia, listed, spread

SUITABLE = 4  # bifolia to a signature: what copy paper folds well


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pages side by side, as they are read; `turned` ones are printed head down.

    `spine`: the fold between them is the outside of a signature. `centre`: it is the inside of one.
    """

    left: int
    right: int
    row: int = 0
    turned: bool = False
    depth: int = 0
    spine: bool = False
    centre: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: the signature it belongs to and its number there, both from 0, and the pairs on its two sides."""

    signature: int
    number: int
    front: tuple[Pair, ...]
    back: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """All sheets of a book, and the sizes of its signatures in sheets (one number for a book of leaves)."""

    sheets: tuple[Sheet, ...]
    signatures: tuple[int, ...]

    def papers(self, rows: int) -> int:
        """Return how many papers the block has: the bifolia, or, of a book of leaves, half the leaves."""
        return len(self.sheets) * rows


def arrange(pages: int, imposition: Imposition) -> Run:
    """Return the sheets for so many pages, fly-leaves and blanks among them."""
    slots = pages + 4 * imposition.fly_leaves
    a_sheet = 4 * imposition.rows
    needed = max(-(-slots // a_sheet), 1)
    if not imposition.folded:
        return Run(tuple(_leaves(needed, imposition.rows)), (needed,))
    sizes = _sizes(needed, imposition)
    sheets: list[Sheet] = []
    first = 0
    for signature, size in enumerate(sizes):
        folded = list(bifolia(first, size * imposition.rows))
        for number, (front, back) in enumerate(_sides(folded, imposition.layout)):
            sheets.append(Sheet(signature, number, front, back))
        first += size * a_sheet
    return Run(tuple(sheets), sizes)


def _sizes(needed: int, imposition: Imposition) -> tuple[int, ...]:
    if imposition.binding is Binding.STAPLE:
        return (needed,)
    if len(imposition.sheets) > 1:
        return listed(needed, imposition.sheets)
    return spread(needed, imposition.sheets[0] if imposition.sheets else SUITABLE // imposition.rows)


def _sides(folded: list[Bifolium], layout: Layout) -> Iterator[tuple[tuple[Pair, ...], tuple[Pair, ...]]]:
    """Give front and back of each sheet of a signature."""
    innermost = len(folded) - 1
    outer = [_pair(b.outer, b.depth, spine=b.depth == 0) for b in folded]
    inner = [_pair(b.inner, b.depth, centre=b.depth == innermost) for b in folded]
    match layout:
        case Layout.FOLIO:
            yield from (((front,), (back,)) for front, back in zip(outer, inner, strict=True))
        case Layout.QUARTO:
            for at in range(0, len(folded), 2):
                front = (_at(outer[at], 0), _at(inner[at + 1], 1, turned=True))
                back = (_at(inner[at], 0), _at(outer[at + 1], 1, turned=True))
                yield front, back
        case Layout.TWO_UP:
            half = len(folded) // 2
            for at in range(half):
                front = (_at(outer[half + at], 0), _at(outer[at], 1))
                back = (_at(inner[half + at], 0), _at(inner[at], 1))
                yield front, back


def _pair(slots: tuple[int, int], depth: int, *, spine: bool = False, centre: bool = False) -> Pair:
    return Pair(*slots, depth=depth, spine=spine, centre=centre)


def _at(pair: Pair, row: int, *, turned: bool = False) -> Pair:
    return Pair(pair.left, pair.right, row, turned, pair.depth, pair.spine, pair.centre)


def _leaves(sheets: int, rows: int) -> Iterator[Sheet]:
    """Give sheets whose leaves come in order when the piles they are cut into are laid on each other."""
    for number in range(sheets):
        front, back = [], []
        for row in range(rows):
            pile = 2 * (rows - 1 - row)  # the upper row first
            left, right = (2 * ((pile + column) * sheets + number) for column in (0, 1))
            front.append(Pair(left, right, row))
            back.append(Pair(right + 1, left + 1, row))
        yield Sheet(0, number, tuple(front), tuple(back))
