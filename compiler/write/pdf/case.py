"""Case: the paper that covers the boards of a book (or, without boards, its soft cover), flat and at exact size.

From left to right: turn-in, back board, hinge, spine, hinge, front board, turn-in. All follow from the page, the
number of leaves and the thickness of the paper; whoever has sewn the block already measures its spine instead.
Lengths are points.
"""

from dataclasses import dataclass, field

from compiler.errors import CommandError, Remark, SettingsError
from compiler.model.book import Book
from compiler.model.story import Asset
from compiler.themes import MM, Theme
from compiler.write.cover import Commission

LEAVES_A_SHEET = 2
MOST = 1000 * MM  # for any one measure; more is a slip of the keyboard
NARROWEST = 5 * MM  # of a spine that takes a title


@dataclass(frozen=True, slots=True)
class Casing:
    """The binder's choices. Measures left None follow from whether there are boards.

    `spine` is the measured width of the sewn block and stands for pages, `thickness` and `swell`. A `square` is how
    far the boards stand out over the pages; `bleed` is what is printed and cut off.
    """

    boards: float = 2 * MM
    hinge: float | None = None
    square: float | None = None
    turn_in: float | None = None
    bleed: float | None = None
    thickness: float = 0.1 * MM
    swell: float = 0.0
    spine: float | None = None
    fly_leaves: int = 1
    blurb: tuple[str, ...] = ()
    guides: bool = False

    def __post_init__(self) -> None:
        """Raise a CommandError for measures that no case has."""
        for name in ("boards", "hinge", "square", "turn_in", "bleed", "swell", "spine"):
            value = getattr(self, name)
            if value is not None and not 0 <= value <= MOST:
                raise CommandError(
                    f"the {name.replace('_', '-')} of a case is not {value / MM:g} mm",
                    mend=f"--{name.replace('_', '-')} in millimetres, such as {SUCH_AS[name]}mm",
                )
        if not 0 < self.thickness <= MOST:
            raise CommandError(
                "paper has a thickness", mend="--thickness 0.1mm, or what ten sheets measure / 10"
            )


SUCH_AS = {"boards": 2, "hinge": 7, "square": 3, "turn_in": 15, "bleed": 3, "swell": 1, "spine": 12}


@dataclass(frozen=True, slots=True)
class Block:
    """The book inside: what its cover says and in which design, its language, and the measures of its pages.

    `picture` is the user's own, which then stands on the front instead of a drawn one.
    """

    commission: Commission
    language: str
    pages: int
    width: float
    height: float
    picture: Asset | None = None

    @classmethod
    def of(cls, book: Book, theme: Theme, pages: int) -> "Block":
        """Return the block of a book that has so many printed pages."""
        page = theme.geometry
        return cls(Commission.of(book, theme), book.language, pages, page.width, page.height, book.cover)


@dataclass(frozen=True, slots=True)
class Wrap:
    """The measures of the flat wrap; the properties are places on it, from the lower left corner."""

    board_width: float
    board_height: float
    hinge: float
    spine: float
    turn_in: float
    bleed: float

    @property
    def width(self) -> float:
        """Return the width of the printed sheet."""
        return 2 * (self.bleed + self.turn_in + self.board_width + self.hinge) + self.spine

    @property
    def height(self) -> float:
        """Return the height of the printed sheet."""
        return 2 * (self.bleed + self.turn_in) + self.board_height

    @property
    def edge(self) -> float:
        """Return how far the boards are from the edge of the sheet."""
        return self.bleed + self.turn_in

    @property
    def back(self) -> tuple[float, float]:
        """Return left and right of the back board."""
        return self.edge, self.edge + self.board_width

    @property
    def middle(self) -> tuple[float, float]:
        """Return left and right of the spine."""
        left = self.back[1] + self.hinge
        return left, left + self.spine

    @property
    def front(self) -> tuple[float, float]:
        """Return left and right of the front board."""
        left = self.middle[1] + self.hinge
        return left, left + self.board_width


@dataclass(frozen=True, slots=True)
class Cased:
    """The wrap as a PDF, its measures, the thickness of the block it was made for, and what did not fit on it."""

    pdf: bytes = field(repr=False)
    wrap: Wrap
    thickness: float
    remarks: tuple[Remark, ...] = ()


def thickness(pages: int, casing: Casing) -> float:
    """Return the thickness of the block at its spine, as measured or from its sheets of four pages."""
    if casing.spine is not None:
        return casing.spine
    sheets = -(-(pages + 4 * casing.fly_leaves) // 4)
    return sheets * LEAVES_A_SHEET * casing.thickness + casing.swell


def measure(block: Block, casing: Casing) -> Wrap:
    """Return the measures of the wrap for a block."""
    hard = casing.boards > 0

    def chosen(value: float | None, with_boards: float, without: float) -> float:
        return value if value is not None else (with_boards if hard else without)

    hinge = chosen(casing.hinge, 7 * MM, 0.0)
    square = chosen(casing.square, 3 * MM, 0.0)
    wrap = Wrap(
        board_width=block.width - hinge + square,
        board_height=block.height + 2 * square,
        hinge=hinge,
        spine=thickness(block.pages, casing) + 2 * casing.boards,
        turn_in=chosen(casing.turn_in, 15 * MM, 0.0),
        bleed=chosen(casing.bleed, 0.0, 3 * MM),
    )
    if wrap.board_width < block.width / 2:
        raise CommandError(
            f"a hinge of {hinge / MM:g} mm leaves no board for pages {block.width / MM:.4g} mm wide",
            mend="--hinge 7mm",
        )
    return wrap


def case(block: Block, casing: Casing) -> Cased:
    """Draw the wrap. Raise a SettingsError if the theme's faces are missing, a CommandError if it cannot be."""
    from compiler.write.pdf.wrap import draw

    if not block.commission.faces:
        raise SettingsError("a case has lettering, and no face is installed", mend="pip install -e .")
    wrap = measure(block, casing)
    pdf, remarks = draw(block, casing, wrap)
    return Cased(pdf, wrap, thickness(block.pages, casing), tuple(remarks))


@dataclass(frozen=True, slots=True)
class Facts:
    """What a finished book says about itself."""

    title: str
    authors: tuple[str, ...]
    language: str
    pages: int
    width: float
    height: float


def facts(content: bytes, name: str, *, foreign: bool = False) -> Facts:
    """Return what a finished PDF says about itself; `name` is what errors call it."""
    from compiler.write.pdf.impose.source import opened, page_size

    with opened(content, name, foreign=foreign) as pdf:
        with pdf.open_metadata(update_docinfo=False) as record:
            authors = record.get("dc:creator") or ()
        width, height = page_size(pdf)
        return Facts(
            str(pdf.docinfo.get("/Title", "")).strip(),
            (authors,) if isinstance(authors, str) else tuple(str(author) for author in authors),
            str(pdf.Root.get("/Lang", "")),
            len(pdf.pages),
            width,
            height,
        )
