"""Marks: what is printed on a sheet besides its pages, as PDF drawing operators.

`on_pair` draws in the frame of a pair of pages: the origin is where the fold meets the tail, y points to the head.
`on_sheet` draws in the frame of the sheet. Everything is black, and lines are hairlines: a laser printer has no grey.
Fold and cut marks are on the fronts only; the outside of a spine and the inside of a signature carry the stations.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from compiler.errors import CommandError
from compiler.themes import MM
from compiler.write.pdf.impose.layout import Pair
from compiler.write.pdf.impose.paper import Bed
from compiler.write.pdf.impose.settings import Binding, Imposition, Mark, Stations

HAIRLINE = 0.35
TICK = 12 * MM  # from the edge of the paper, whose outermost 4 to 6 mm a home printer leaves white
DASHES = "[3 2] 0 d"
STATION = 2 * MM  # to either side of the spine fold
HOLE = 0.5 * MM  # half the width of the mark inside a signature
STEP, STEP_WIDTH = 6 * MM, 3 * MM  # of the order marks
STEP_FROM = 20 * MM  # from head and tail
CROP, CROP_FROM = 5 * MM, 2 * MM
CROP_LEAST = 4 * MM  # what the paper must have over for a crop mark to be seen
STAB = 10 * MM  # from the spine edge to the holes

BEGIN = f"q 0 G 0 g {HAIRLINE} w"


def wanted(imposition: Imposition, bed: Bed) -> frozenset[Mark]:
    """Return the marks to draw. Raise a CommandError for crop marks where there is no room for them."""
    room = bed.side_room >= CROP_LEAST or bed.end_room >= CROP_LEAST
    if imposition.marks is None:
        return frozenset(Mark) if room else frozenset(Mark) - {Mark.CROP}
    if Mark.CROP in imposition.marks and not room:
        raise CommandError(
            "the pages fill the paper, so there is no room for crop marks",
            mend="a larger --paper, or --marks fold,sewing,order",
        )
    return imposition.marks


def stations(choice: Stations, binding: Binding, height: float) -> tuple[float, ...]:
    """Return how far from the head the holes are, in order. Raise a CommandError for holes that are off the page."""
    near, far = choice.kettle, height - choice.kettle
    match binding:
        case _ if choice.at:
            found = list(choice.at)
        case Binding.PERFECT:
            return ()
        case Binding.STAPLE:
            found = [height / 4, height * 3 / 4]
        case Binding.STAB:
            found = [near + (far - near) * step / 3 for step in range(4)]
        case Binding.SEWN:
            middles = [near + (far - near) * tape / (choice.tapes + 1) for tape in range(1, choice.tapes + 1)]
            edges = [middle + side * choice.tape_width / 2 for middle in middles for side in (-1, 1)]
            found = [near, *edges, far]
    return _checked(found, height)


def _checked(found: Sequence[float], height: float) -> tuple[float, ...]:
    for hole in found:
        if not 0 < hole < height:
            raise CommandError(
                f"a sewing station {hole / MM:g} mm from the head is not on the page, which is "
                f"{height / MM:.4g} mm high",
                mend="--stations with distances from the head, such as 15,75,135,195",
            )
    if any(below <= above for above, below in pairwise(found)):
        raise CommandError(
            "the sewing stations run into each other",
            mend="fewer --tapes, or a smaller --tape-width; --stations from the head down",
        )
    return tuple(found)


def step(signature: int, signatures: int, height: float) -> tuple[float, float]:
    """Return where the order mark of a signature begins, from the head, and how long it is."""
    length = min(STEP, max(height - 2 * STEP_FROM, height / 2) / signatures)
    start = min(STEP_FROM, height / 4)
    return start + signature * length, length


def on_pair(
    pair: Pair, bed: Bed, marks: frozenset[Mark], holes: Sequence[float], steps: tuple[float, float]
) -> Iterator[str]:
    """Give the operators for the marks along the fold of a pair."""
    height = bed.page_height
    if pair.spine and Mark.ORDER in marks:
        start, length = steps
        yield _box(-STEP_WIDTH / 2, height - start - length, STEP_WIDTH, length)
    if pair.spine and Mark.SEWING in marks:
        for hole in holes:
            yield _line(-STATION, height - hole, STATION, height - hole)
    if pair.centre and Mark.SEWING in marks:
        for hole in holes:
            yield _line(-HOLE, height - hole, HOLE, height - hole)


def on_leaf(bed: Bed, holes: Sequence[float]) -> Iterator[str]:
    """Give the operators for the holes of a stab binding, on the first leaf: in the frame of that page."""
    for hole in holes:
        y = bed.page_height - hole
        yield _line(STAB - HOLE, y, STAB + HOLE, y)
        yield _line(STAB, y - HOLE, STAB, y + HOLE)


def on_sheet(bed: Bed, marks: frozenset[Mark], *, front: bool) -> Iterator[str]:
    """Give the operators for folds, cuts and corners. A fold is dashed, a cut is not."""
    if Mark.FOLD in marks and front:
        yield from _creases(bed)
    if Mark.CROP in marks:
        for block in bed.blocks():
            yield from _crops(block, bed)


def _creases(bed: Bed) -> Iterator[str]:
    grid, x, y = bed.grid, bed.fold, bed.height / 2
    across = [_line(x, 0, x, TICK), _line(x, bed.height, x, bed.height - TICK)]
    level = [_line(0, y, TICK, y), _line(bed.width, y, bed.width - TICK, y)] if grid.rows == 2 else []
    if grid.rows == 2 and grid.folded and grid.apart:  # each half is folded for itself
        across.append(_line(x, y - TICK, x, y + TICK))
    for ticks, dashed in ((across, grid.folded), (level, not grid.apart)):
        for tick in ticks:
            yield f"{DASHES} {tick} [] 0 d" if dashed else tick


def _crops(block: tuple[float, float, float, float], bed: Bed) -> Iterator[str]:
    """Give a mark outside each corner, in each direction in which the paper has room for one."""
    left, low, right, high = block
    if bed.side_room >= CROP_LEAST:
        end = min(CROP_FROM + CROP, bed.side_room)
        for y in (low, high):
            yield _line(left - CROP_FROM, y, left - end, y)
            yield _line(right + CROP_FROM, y, right + end, y)
    if bed.end_room >= CROP_LEAST:
        end = min(CROP_FROM + CROP, bed.end_room)
        for x in (left, right):
            yield _line(x, low - CROP_FROM, x, low - end)
            yield _line(x, high + CROP_FROM, x, high + end)


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S"


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re f"
