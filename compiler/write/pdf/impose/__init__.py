"""Impose: the pages of a finished book are laid out on sheets that fold, or are cut, into order.

    source      the book is opened, and refused where it cannot be imposed
    layout      which page stands where on which sheet (settings, signatures: whole numbers only)
    paper       how large the sheet is and where on it the pages lie
    marks       folds, sewing stations, the order of the signatures, corners
    sheets      one PDF, or one a signature, or one for each side
    copyfit     the leading that fills the signatures, before the book is set
    trial       a sheet to try the printer with

pdfimpose was weighed and not taken: it makes the paper to measure instead of putting pages on the paper there is,
has no uneven signatures, no creep and no stations, and needs MuPDF. The arithmetic is fifty lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compiler.errors import Remark
from compiler.themes import Face
from compiler.write.pdf.impose.layout import Run, Sheet, arrange
from compiler.write.pdf.impose.paper import Bed, lay
from compiler.write.pdf.impose.settings import Binding, Duplex, Imposition

if TYPE_CHECKING:
    from compiler.write.pdf.impose.sheets import Work

FRONTS, BACKS = (True,), (False,)

THICK_BOOKLET = 16  # sheets; more than this springs open


@dataclass(frozen=True, slots=True)
class Tally:
    """What there is to know before the paper is bought: whole numbers, and points.

    `fly_leaves` are leaves at each end; `blanks` the blank pages at the end besides them; `width` is that of the
    spine; `creep` how far the innermost pages were moved; `leading` the book's, where it is known.
    """

    imposition: Imposition
    pages: int
    sheets: int
    signatures: tuple[int, ...]
    fly_leaves: int
    blanks: int
    width: float
    creep: float
    bed: Bed
    leading: float = 0.0


@dataclass(frozen=True, slots=True)
class Imposed:
    """The sheets: files by what their names add to the book's, such as `.imposed.pdf`, and the tally."""

    files: Mapping[str, bytes] = field(repr=False)
    tally: Tally
    remarks: tuple[Remark, ...] = ()


def impose(content: bytes, name: str, imposition: Imposition) -> Imposed:
    """Impose a finished book; `name` is what errors call the file.

    Raise a ValidationError for a file that cannot be imposed, a CommandError for choices that cannot be followed.
    """
    from compiler.write.pdf.impose import sheets
    from compiler.write.pdf.impose.marks import stations, wanted
    from compiler.write.pdf.impose.source import opened, page_size

    with opened(content, name, foreign=imposition.foreign) as pdf:
        pages = len(pdf.pages)
        bed = lay(imposition.paper, page_size(pdf), imposition.grid, imposition.scale)
        run = arrange(pages, imposition)
        marks = wanted(imposition, bed)
        first = 2 * imposition.fly_leaves
        work = sheets.Work(
            title=str(pdf.docinfo.get("/Title", name)),
            forms={first + at: sheets.form(page) for at, page in enumerate(pdf.pages)},
            bed=bed,
            imposition=imposition,
            run=run,
            holes=stations(imposition.stations, imposition.binding, bed.page_height),
            marks=marks,
        )
        files = _files(work)
    tally = _tally(pages, imposition, run, bed)
    return Imposed(files, tally, _remarks(imposition, run))


def try_out(page: tuple[float, float], imposition: Imposition, faces: Sequence[Face]) -> bytes:
    """Return a test sheet for pages of this size: one sheet, printed, folded and read like the book's own."""
    from compiler.write.pdf.impose.trial import test_sheet

    return test_sheet(page, imposition, faces)


def _files(work: "Work") -> dict[str, bytes]:
    """Return the files that were asked for."""
    from compiler.write.pdf.impose.sheets import write

    run, choice = work.run, work.imposition
    groups: dict[str, Sequence[Sheet]] = {".imposed": run.sheets}
    if choice.per_signature:
        digits = len(str(len(run.signatures)))
        groups = {
            f".signature-{number + 1:0{digits}}": [sheet for sheet in run.sheets if sheet.signature == number]
            for number in range(len(run.signatures))
        }
    files: dict[str, bytes] = {}
    for name, sheets in groups.items():
        if choice.duplex is Duplex.NONE:
            files[f"{name}.fronts.pdf"] = write(work, sheets, FRONTS)
            files[f"{name}.backs.pdf"] = write(work, sheets, BACKS)
        else:
            files[f"{name}.pdf"] = write(work, sheets)
    return files


def _tally(pages: int, imposition: Imposition, run: Run, bed: Bed) -> Tally:
    slots = 4 * len(run.sheets) * imposition.rows
    papers = run.papers(imposition.rows)
    deepest = max(run.signatures) * imposition.rows - 1
    return Tally(
        imposition=imposition,
        pages=pages,
        sheets=len(run.sheets),
        signatures=run.signatures,
        fly_leaves=imposition.fly_leaves,
        blanks=slots - pages - 4 * imposition.fly_leaves,
        width=papers * 2 * imposition.thickness + imposition.swell,
        creep=deepest * imposition.thickness if imposition.creep and imposition.folded else 0.0,
        bed=bed,
    )


def _remarks(imposition: Imposition, run: Run) -> tuple[Remark, ...]:
    """Say what will not bind well, though it can be printed."""
    thick = len(run.sheets) * imposition.rows
    if imposition.binding is Binding.STAPLE and thick > THICK_BOOKLET:
        what = f"a booklet of {thick} sheets of paper springs open and its fore-edge sticks out"
        return (Remark(what, mend="sew it: --binding sewn"),)
    return ()


__all__ = ["Imposed", "Imposition", "Tally", "impose", "try_out"]
