"""Paper: its sizes by name, and the bed, which says where on a sheet the pages lie.

The pages are put down at their own size, never scaled unless that is asked for, with folds and cuts in the middle of
the sheet: what the paper has over goes to the fore-edges and, in equal parts, to head and tail. Lengths are points.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compiler.errors import CommandError
from compiler.themes import MM

INCH = 72.0
UNITS = {"mm": MM, "cm": 10 * MM, "in": INCH, "pt": 1.0}
SLACK = 0.5  # by how much pages may be larger than the paper: the error of sizes rounded to a tenth of a millimetre

_SIZE = re.compile(
    r"(\d{1,5}(?:\.\d{1,4})?)\s?[x×]\s?(\d{1,5}(?:\.\d{1,4})?)\s?(mm|cm|in|pt)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper. Which way round it lies is for the bed to say."""

    name: str
    width: float
    height: float


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("letter", 8.5 * INCH, 11 * INCH),
        Paper("a4", 210 * MM, 297 * MM),
        Paper("legal", 8.5 * INCH, 14 * INCH),
        Paper("tabloid", 11 * INCH, 17 * INCH),
        Paper("a3", 297 * MM, 420 * MM),
        Paper("a5", 148 * MM, 210 * MM),
        Paper("b4", 257 * MM, 364 * MM),
        Paper("sra3", 320 * MM, 450 * MM),
        Paper("a2", 420 * MM, 594 * MM),
    )
}

USUAL = ("letter", "a4", "legal", "tabloid", "a3")
"""The sizes a home or office has, tried in this order when none is named."""


def paper(text: str) -> Paper:
    """Return the paper of this name or size, such as `a4`, `11x17in` or `320x225` (millimetres)."""
    if text.lower() in PAPERS:
        return PAPERS[text.lower()]
    size = _SIZE.fullmatch(text.strip())
    unit = UNITS[(size[3] or "mm").lower()] if size else 0.0
    width, height = (float(size[1]) * unit, float(size[2]) * unit) if size else (0.0, 0.0)
    if width <= 0 or height <= 0:
        raise CommandError(
            f"there is no paper {text!r}",
            mend="--paper " + " | ".join(PAPERS) + " | a size such as 320x225mm",
        )
    return Paper(text.strip(), width, height)


@dataclass(frozen=True, slots=True)
class Grid:
    """How the pages of a side hang together: two to a row, `rows` rows.

    Where sheets are `folded`, two pages meet at the spine fold. Rows that are cut `apart` each have their half of the
    sheet for themselves; else they meet, head to head, at a fold.
    """

    rows: int = 1
    folded: bool = True
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Bed:
    """A sheet as it lies in the printer, and where the pages are on it.

    `width` and `height` are the sheet's, `page_width` and `page_height` a page's as printed, at `scale`. What is cut
    apart lies in the middle of its piece, so that the pieces agree when they are stacked.
    """

    paper: Paper
    width: float
    height: float
    page_width: float
    page_height: float
    scale: float
    grid: Grid

    @property
    def fold(self) -> float:
        """Return where the spine fold (or the cut between two leaves) is, from the left."""
        return self.width / 2

    @property
    def side_room(self) -> float:
        """Return what the paper has over at each fore-edge; of leaves, at the spine edge too."""
        return max(self.width / 2 - self.page_width, 0.0) / (1 if self.grid.folded else 2)

    @property
    def end_room(self) -> float:
        """Return what the paper has over at head and tail; where heads meet at a fold, at the tails."""
        over = max(self.height - self.grid.rows * self.page_height, 0.0) / 2
        return over / 2 if self.grid.apart else over

    def left(self, column: int) -> float:
        """Return where the pages of a column begin, from the fold (so column 0 is less than nothing)."""
        gap = 0.0 if self.grid.folded else self.side_room
        return gap if column else -gap - self.page_width

    def tail(self, row: int) -> float:
        """Return where the pages of a row begin, from below. Row 0 is the lower."""
        if self.grid.rows == 1 or not self.grid.apart:
            return self.end_room + row * self.page_height
        return row * self.height / 2 + self.end_room

    def blocks(self) -> Iterator[tuple[float, float, float, float]]:
        """Give the rectangles (left, bottom, right, top) that are trimmed, each of one page or of several that meet."""
        rows = [(row, row) for row in range(self.grid.rows)] if self.grid.apart else [(0, self.grid.rows - 1)]
        columns = [(0, 1)] if self.grid.folded else [(0, 0), (1, 1)]
        for low, high in rows:
            for first, last in columns:
                yield (
                    self.fold + self.left(first),
                    self.tail(low),
                    self.fold + self.left(last) + self.page_width,
                    self.tail(high) + self.page_height,
                )

    def turns_upright(self, short_edge: bool) -> bool:
        """Tell whether a flip on this edge turns the sheet like the page of a book, so that backs stand upright."""
        return short_edge == (self.width >= self.height)


def lay(named: Paper | None, page: tuple[float, float], grid: Grid, scale: float = 1.0) -> Bed:
    """Return the bed for pages of this size on the paper named, else on the first usual one they fit.

    A scale of 0 means as large as the paper allows. Raise a CommandError where the pages do not fit.
    """
    if named is None and not scale:
        raise CommandError("pages can only be fitted to a paper that is named", mend="--paper a4 --scale fit")
    wanted = (page[0] * scale, page[1] * scale) if scale else page
    for candidate in [named] if named else _tried(wanted, grid.rows):
        beds = [bed for bed in _beds(candidate, page, grid, scale) if _fits(bed)]
        if beds:
            return max(beds, key=lambda bed: bed.scale)
    raise _too_small(named, page, grid, scale)


def _tried(page: tuple[float, float], rows: int) -> list[Paper]:
    """Return the usual papers: one that the pages fill to a millimetre or so first, then by size."""
    usual = [PAPERS[name] for name in USUAL]
    need = sorted((2 * page[0], rows * page[1]))

    def waste(candidate: Paper) -> tuple[bool, float]:
        over = [
            side - wanted
            for side, wanted in zip(sorted((candidate.width, candidate.height)), need, strict=True)
        ]
        return max(over) > 2 * MM, candidate.width * candidate.height

    return sorted(usual, key=waste)


def _beds(candidate: Paper, page: tuple[float, float], grid: Grid, scale: float) -> Iterator[Bed]:
    """Give the two ways the paper can lie; the one that is shaped like the pages together comes first."""
    short, long = sorted((candidate.width, candidate.height))
    wide = 2 * page[0] >= grid.rows * page[1]
    for width, height in ((long, short), (short, long)) if wide else ((short, long), (long, short)):
        used = scale or min(width / 2 / page[0], height / grid.rows / page[1])
        yield Bed(candidate, width, height, page[0] * used, page[1] * used, used, grid)


def _fits(bed: Bed) -> bool:
    needed = bed.grid.rows * bed.page_height
    return 2 * bed.page_width <= bed.width + SLACK and needed <= bed.height + SLACK


def _too_small(named: Paper | None, page: tuple[float, float], grid: Grid, scale: float) -> CommandError:
    need = millimetres(2 * page[0] * scale, grid.rows * page[1] * scale)
    found = next((p for p in PAPERS.values() if any(_fits(bed) for bed in _beds(p, page, grid, scale))), None)
    remedies = [f"--paper {found.name}"] if found else []
    remedies += [f"--paper {named.name} --scale fit"] if named else ["--paper with a size such as 500x350mm"]
    where = f"{named.name} ({millimetres(named.width, named.height)})" if named else "any usual paper"
    return CommandError(
        f"the pages do not fit {where}: {'four' if grid.rows == 2 else 'two'} of them measure {need}",
        mend=", or ".join(remedies),
    )


def millimetres(width: float, height: float) -> str:
    """Return a size as a person says it."""
    return f"{width / MM:.4g} × {height / MM:.4g} mm"
