"""How a book is to be imposed: the binder's choices as one value, and what is wrong with them.

Lengths are points. `Imposition()` is what most home binders do: sewn signatures of four sheets in folio, printed on
both sides with a flip on the short edge, one fly-leaf at each end.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from compiler.errors import CommandError
from compiler.themes import MM
from compiler.write.pdf.impose.paper import Grid, Paper

MOST_SHEETS = 12
"""To a signature; more do not fold."""

THICKNESS = 0.1 * MM
"""Of a sheet of copy paper, 80 g/m²."""

THICKEST = 2 * MM
"""More is board, and does not fold."""


class Binding(StrEnum):
    """What is done with the printed sheets."""

    SEWN = "sewn"  # folded into signatures, which are sewn one to the next
    STAPLE = "staple"  # a booklet: all sheets folded into one signature
    PERFECT = "perfect"  # cut into leaves, glued at the spine
    STAB = "stab"  # cut into leaves, sewn through the side


class Layout(StrEnum):
    """How many pages a side of a sheet has, and how they come apart."""

    FOLIO = "folio"  # two pages, one fold
    QUARTO = "quarto"  # four pages, two folds; the heads are slit
    TWO_UP = "two-up"  # four pages: two folios one above the other, cut apart before folding


class Duplex(StrEnum):
    """How the second side is printed."""

    SHORT_EDGE = "short-edge"
    LONG_EDGE = "long-edge"
    NONE = "none"  # by a printer of one side: fronts and backs are files of their own


class Mark(StrEnum):
    """What is printed besides the pages."""

    FOLD = "fold"  # and where a sheet is cut in two
    SEWING = "sewing"
    ORDER = "order"
    CROP = "crop"


@dataclass(frozen=True, slots=True)
class Stations:
    """Where needle or staple goes through: `at` lists distances from the head, else they follow from the rest.

    A sewn book has a kettle stitch near head and tail and two holes at the edges of each tape between them.
    """

    tapes: int = 3
    tape_width: float = 12 * MM
    kettle: float = 15 * MM
    at: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Imposition:
    """The choices. `sheets` is one number, for all signatures, or one for each; empty, what suits the layout.

    `marks` left empty means fold, sewing and order marks, and crop marks where the paper is larger than the pages;
    `scale` 0 makes the pages as large as the paper allows. `foreign` takes a PDF that Anthology did not make.
    """

    binding: Binding = Binding.SEWN
    layout: Layout = Layout.FOLIO
    sheets: tuple[int, ...] = ()
    duplex: Duplex = Duplex.SHORT_EDGE
    reverse_backs: bool = False
    paper: Paper | None = None
    scale: float = 1.0
    thickness: float = THICKNESS
    creep: bool = True
    fly_leaves: int = 1
    swell: float = 0.0
    marks: frozenset[Mark] | None = None
    stations: Stations = field(default_factory=Stations)
    per_signature: bool = False
    foreign: bool = False

    def __post_init__(self) -> None:
        """Raise a CommandError for a choice that no sheet of paper can follow."""
        for number in self.sheets:
            if not 1 <= number <= MOST_SHEETS:
                raise CommandError(
                    f"a signature has 1 to {MOST_SHEETS} sheets, not {number}",
                    mend="--signatures 4, or a list such as --signatures 5,5,4",
                )
        if not 0 < self.thickness <= THICKEST:
            raise CommandError(
                "paper has a thickness", mend="--thickness 0.1mm, or what ten sheets measure / 10"
            )
        for name, value in (("fly-leaves", self.fly_leaves), ("swell", self.swell), ("scale", self.scale)):
            if value < 0:
                raise CommandError(f"{name} cannot be less than nothing", mend=f"--{name} 0, or leave it out")
        if self.reverse_backs and self.duplex is not Duplex.NONE:
            raise CommandError(
                "the backs are only in a file of their own when one side is printed at a time",
                mend="--duplex none --reverse-backs",
            )
        if (self.per_signature or self.sheets) and self.binding is not Binding.SEWN:
            flag = "--per-signature" if self.per_signature else "--signatures"
            raise CommandError(
                "only a sewn book has several signatures", mend=f"leave out {flag}, or --binding sewn"
            )

    @property
    def folded(self) -> bool:
        """Tell whether the sheets are folded; else they are cut into leaves."""
        return self.binding in (Binding.SEWN, Binding.STAPLE)

    @property
    def rows(self) -> int:
        """Return how many pairs of pages stand one above the other on a side."""
        return 1 if self.layout is Layout.FOLIO else 2

    @property
    def grid(self) -> Grid:
        """Return how the pages of a side hang together."""
        apart = self.rows == 2 and not (self.folded and self.layout is Layout.QUARTO)
        return Grid(self.rows, self.folded, apart)
