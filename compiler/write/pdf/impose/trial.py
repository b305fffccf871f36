"""The test sheet: one sheet to try printer and paper with, before a book's worth of both is spent.

It is imposed like the book and says on its pages how it is to be printed, folded and judged: a ruler for the size,
crosses that agree when it is held to the light, lines ever nearer the edge to see where the printer stops.
"""

from collections.abc import Sequence
from dataclasses import replace

from pikepdf import Array, Dictionary, Name, Pdf

from compiler.errors import SettingsError
from compiler.themes import MM, Face
from compiler.write.pdf.impose.layout import arrange
from compiler.write.pdf.impose.marks import stations, wanted
from compiler.write.pdf.impose.paper import Bed, lay
from compiler.write.pdf.impose.settings import Binding, Duplex, Imposition, Layout
from compiler.write.pdf.impose.sheets import Form, Work, write
from compiler.write.pdf.pen import Pen

NEAREST, FARTHEST = 3, 8  # millimetres from the edge of the paper
CROSS = 4 * MM
FLIPS = {
    Duplex.SHORT_EDGE: "on both sides, flipped on the short edge",
    Duplex.LONG_EDGE: "on both sides, flipped on the long edge",
    Duplex.NONE: "the front; then turn it over like a page, feed it again and print the back",
}
FOLDS = {
    Layout.FOLIO: "Fold it in the middle, this side out.",
    Layout.QUARTO: "Fold the upper half back behind this one, then the left half back behind the right one.",
    Layout.TWO_UP: "Cut it across in the middle. Fold each half, this side out; lay the lower one into the upper.",
}
CUT = "Cut it in the middle; lay the left leaf on the right one."
CUT_IN_FOUR = (
    "Cut it in four; lay the leaves on each other: upper left, upper right, lower left, lower right."
)


def test_sheet(page: tuple[float, float], imposition: Imposition, faces: Sequence[Face]) -> bytes:
    """Return the test sheet for pages of this size, front and back. Raise a SettingsError if there is no face."""
    if not faces:
        raise SettingsError("a test sheet has words on it, and no face is installed", mend="pip install -e .")
    count = 4 * imposition.rows
    sheets = (1,) if imposition.binding is Binding.SEWN else ()
    one = replace(imposition, sheets=sheets, fly_leaves=0, per_signature=False, reverse_backs=False)
    bed = lay(one.paper, page, one.grid, one.scale)
    with Pdf.new() as pdf:
        pages = [_page(page, slot, one, bed, faces) for slot in range(count)]
        edges = _edges(bed, faces)
        used = Pen(faces)
        for pen in (*pages, edges):
            used.adopt(pen)
        fonts = pdf.make_indirect(used.fonts(pdf))
        forms = {
            slot: Form(
                pdf.make_stream(
                    pen.content(),
                    Type=Name.XObject,
                    Subtype=Name.Form,
                    BBox=Array([0, 0, *page]),
                    Resources=Dictionary(Font=fonts),
                )
            )
            for slot, pen in enumerate(pages)
        }
        run = arrange(count, one)
        work = Work(
            title="Test",
            forms=forms,
            bed=bed,
            imposition=one,
            run=run,
            holes=stations(one.stations, one.binding, bed.page_height),
            marks=wanted(one, bed),
            over=edges.content(),
            over_fonts=fonts,
        )
        return write(work, run.sheets)


def _page(
    size: tuple[float, float], slot: int, imposition: Imposition, bed: Bed, faces: Sequence[Face]
) -> Pen:
    """Draw a page: its frame, its number, which way is up, and on the first of them what to do."""
    width, height = size
    pen = Pen(faces)
    pen.fill("#000000")
    pen.stroke("#000000", 0.35)
    pen.box(0, 0, width, height, filled=False)
    _cross(pen, width / 2, height / 2)
    x, top = width / 2, height - 14 * MM
    pen.polygon([(x, top + 4 * MM), (x - 2 * MM, top), (x + 2 * MM, top)])
    pen.text("head", x, top - 4 * MM, 9, centred=True)
    pen.text(str(slot + 1), x, height * 0.72, 40, centred=True)
    if slot == 0:
        _instruct(pen, size, imposition)
    elif slot == 1:
        _ruler(pen, size, MM / bed.scale)
    return pen


def _instruct(pen: Pen, size: tuple[float, float], imposition: Imposition) -> None:
    width, height = size
    folding = FOLDS[imposition.layout]
    if not imposition.folded:
        folding = CUT if imposition.rows == 1 else CUT_IN_FOUR
    said = (
        f"Print this as you will print the book: at actual size, {FLIPS[imposition.duplex]}.",
        folding,
        "Now the pages count 1, 2, 3 …, every head is up, and the crosses in the middle of the pages, held to the "
        "light, lie on each other.",
        "Next page: lay a ruler on the line.",
        "At each edge of the sheet, the number of the outermost line that was printed says how many millimetres your "
        "printer leaves white.",
    )
    type_size = 9.0 if width > 110 * MM else 7.5
    y = height / 2 - CROSS - 2 * type_size
    for sentence in said:
        for line in pen.broken(sentence, type_size, width - 40 * MM):
            pen.text(line, 20 * MM, y, type_size)
            y -= type_size * 1.3
        y -= type_size * 0.5


def _ruler(pen: Pen, size: tuple[float, float], millimetre: float) -> None:
    """Draw a ruler that is right on paper, at whatever scale the page is printed."""
    width, height = size
    length = 100 if width >= 115 * millimetre else 50
    left, y = (width - length * millimetre) / 2, height * 0.35
    pen.line(left, y, left + length * millimetre, y)
    for tick in range(length + 1):
        x = left + tick * millimetre
        pen.line(x, y, x, y + (3 if tick % 10 == 0 else 1.5) * millimetre)
    pen.text(f"{length} mm", width / 2, y - 5 * MM, 9, centred=True)


def _cross(pen: Pen, x: float, y: float) -> None:
    pen.line(x - CROSS, y, x + CROSS, y)
    pen.line(x, y - CROSS, x, y + CROSS)


def _edges(bed: Bed, faces: Sequence[Face]) -> Pen:
    """Draw short lines along every edge of the sheet, a millimetre apart, each with its distance."""
    pen = Pen(faces)
    pen.fill("#000000")
    pen.stroke("#000000", 0.35)
    for millimetres in range(NEAREST, FARTHEST + 1):
        away, along = millimetres * MM, (millimetres - NEAREST) * 6 * MM
        x, y = bed.width / 8 - 18 * MM + along, bed.height / 4 - 18 * MM + along
        for level, above in ((away, 0.7 * MM), (bed.height - away, -2.3 * MM)):
            pen.line(x, level, x + 5 * MM, level)
            pen.text(str(millimetres), x + 2 * MM, level + above, 6)
        for upright, beside in ((away, 0.7 * MM), (bed.width - away, -2 * MM)):
            pen.line(upright, y, upright, y + 5 * MM)
            pen.text(str(millimetres), upright + beside, y + 2 * MM, 6)
    return pen
