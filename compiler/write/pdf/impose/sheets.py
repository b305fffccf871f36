"""Sheets as PDF pages: every page of the book becomes a form, put down where the fold will want it.

The file says how it is to be printed (at its own size, and with which flip), names every side in its page labels and
has a bookmark for each signature. It is not tagged: nobody reads a book from its sheets.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from compiler.write.pdf.impose import marks as drawn
from compiler.write.pdf.impose.layout import Pair, Run, Sheet
from compiler.write.pdf.impose.paper import Bed
from compiler.write.pdf.impose.settings import Binding, Duplex, Imposition, Mark
from compiler.write.pdf.impose.source import IMPOSED_BY
from compiler.write.pdf.metadata import PRODUCER


@dataclass(frozen=True, slots=True)
class Form:
    """A page as a drawing: the form, the corner of what is seen of it, and how far it may reach over its edges."""

    drawing: pikepdf.Object
    left: float = 0.0
    bottom: float = 0.0
    bleed: float = 0.0


@dataclass(frozen=True, slots=True)
class Work:
    """What is printed: the pages by their slots, how the sheets lie, and what is drawn besides."""

    title: str
    forms: Mapping[int, Form] = field(repr=False)
    bed: Bed
    imposition: Imposition
    run: Run
    holes: tuple[float, ...]
    marks: frozenset[Mark]
    over: bytes = b""  # drawn over every side, with these fonts
    over_fonts: pikepdf.Object | None = None


def form(page: pikepdf.Page) -> Form:
    """Return a page as a form that shows its trimmed area and, if it has any, its bleed."""
    left, bottom, right, top = (float(edge) for edge in page.trimbox.as_list())
    outer = [float(edge) for edge in page.bleedbox.as_list()]
    bleed = max(min(left - outer[0], bottom - outer[1], outer[2] - right, outer[3] - top), 0.0)
    drawing = page.as_form_xobject()
    drawing.BBox = Array([left - bleed, bottom - bleed, right + bleed, top + bleed])
    a, b, c, d, e, f = (float(value) for value in drawing.get("/Matrix", [1, 0, 0, 1, 0, 0]))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x, y in ((left, bottom), (right, top))]
    return Form(drawing, min(x for x, _ in corners), min(y for _, y in corners), bleed)


def write(work: Work, sheets: Sequence[Sheet], sides: Sequence[bool] = (True, False)) -> bytes:
    """Return the sheets as a PDF. `sides` are those to be printed: True for fronts, False for backs."""
    imposition = work.imposition
    order = [(sheet, front) for sheet in sheets for front in sides]
    if imposition.reverse_backs and not any(sides):
        order.reverse()
    with Pdf.new() as pdf:
        copies: dict[int, pikepdf.Object] = {}
        extra = pdf.copy_foreign(work.over_fonts) if work.over_fonts is not None else None
        for sheet, front in order:
            _print(pdf, work, sheet, copies, extra, front=front)
        _describe(pdf, work, order)
        target = io.BytesIO()
        pdf.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            min_version="1.7",
        )
        return target.getvalue()


# --- one side -------------------------------------------------------------------------------------------------


def _print(
    pdf: Pdf,
    work: Work,
    sheet: Sheet,
    copies: dict[int, pikepdf.Object],
    extra: pikepdf.Object | None,
    *,
    front: bool,
) -> None:
    bed = work.bed
    pairs = sheet.front if front else sheet.back
    drawings = Dictionary()
    for pair in pairs:
        for slot in (pair.left, pair.right):
            if slot in work.forms:
                if slot not in copies:
                    copies[slot] = pdf.copy_foreign(work.forms[slot].drawing)
                drawings[f"/P{slot}"] = copies[slot]
    operators = list(_side(work, sheet, pairs, front=front))
    content = "\n".join(operators).encode("ascii") + b"\n" + work.over
    if not front and _heads_down(work):
        content = b"q -1 0 0 -1 %.4f %.4f cm\n" % (bed.width, bed.height) + content + b"\nQ"
    resources = Dictionary(XObject=drawings)
    if extra is not None:
        resources.Font = extra
    pdf.pages.append(
        pikepdf.Page(
            Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, bed.width, bed.height]),
                Resources=resources,
                Contents=pdf.make_stream(content),
            )
        )
    )


def _heads_down(work: Work) -> bool:
    """Tell whether backs are printed head down, because the flip turns the sheet over head to tail.

    Where one side is printed at a time, the binder turns the sheets as one turns a page.
    """
    duplex = work.imposition.duplex
    return duplex is not Duplex.NONE and not work.bed.turns_upright(duplex is Duplex.SHORT_EDGE)


def _side(work: Work, sheet: Sheet, pairs: Sequence[Pair], *, front: bool) -> Iterator[str]:
    bed, run = work.bed, work.run
    steps = drawn.step(sheet.signature, len(run.signatures), bed.page_height)
    for pair in pairs:
        direction = -1 if pair.turned else 1
        bottom = bed.tail(pair.row) + (bed.page_height if pair.turned else 0)
        yield f"q {direction} 0 0 {direction} {bed.fold:.4f} {bottom:.4f} cm"
        yield from _page(work, pair, pair.left, left=True)
        yield from _page(work, pair, pair.right, left=False)
        yield drawn.BEGIN
        yield from drawn.on_pair(pair, bed, work.marks, work.holes, steps)
        yield "Q Q"
    yield drawn.BEGIN
    yield from drawn.on_sheet(bed, work.marks, front=front)
    if front and not sheet.number and work.imposition.binding is Binding.STAB and Mark.SEWING in work.marks:
        row = bed.grid.rows - 1  # the first leaf is the upper left one
        yield f"1 0 0 1 {bed.fold + bed.left(0):.4f} {bed.tail(row):.4f} cm"
        yield from drawn.on_leaf(bed, work.holes)
    yield "Q"


def _page(work: Work, pair: Pair, slot: int, *, left: bool) -> Iterator[str]:
    """Put a page into its place, moved towards the fold by the creep, and cut off at the fold."""
    if slot not in work.forms:
        return
    page, bed, grid = work.forms[slot], work.bed, work.bed.grid
    creep = pair.depth * work.imposition.thickness if work.imposition.creep and grid.folded else 0.0
    place = bed.left(0 if left else 1)
    outer = min(page.bleed * bed.scale, bed.side_room)
    end = min(page.bleed * bed.scale, bed.end_room) if grid.apart or grid.rows == 1 else 0.0
    begin = place - (outer if left or not grid.folded else 0.0)
    width = bed.page_width + outer * (1 if grid.folded else 2)
    yield f"q {begin:.4f} {-end:.4f} {width:.4f} {bed.page_height + 2 * end:.4f} re W n"
    x = place + (creep if left else -creep) - page.left * bed.scale
    yield f"{bed.scale:.6g} 0 0 {bed.scale:.6g} {x:.4f} {-page.bottom * bed.scale:.4f} cm /P{slot} Do Q"


# --- the file -------------------------------------------------------------------------------------------------


def _describe(pdf: Pdf, work: Work, order: Sequence[tuple[Sheet, bool]]) -> None:
    duplex = {
        Duplex.SHORT_EDGE: Name.DuplexFlipShortEdge,
        Duplex.LONG_EDGE: Name.DuplexFlipLongEdge,
        Duplex.NONE: Name.Simplex,
    }
    pdf.Root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True,
        PrintScaling=Name("/None"),
        Duplex=duplex[work.imposition.duplex],
        PickTrayByPDFSize=True,
    )
    pdf.docinfo["/Title"] = f"{work.title} (sheets)"
    pdf.docinfo["/Creator"] = IMPOSED_BY
    pdf.docinfo["/Producer"] = PRODUCER
    labels = [thing for at, side in enumerate(order) for thing in (at, Dictionary(P=_label(work, *side)))]
    pdf.Root.PageLabels = Dictionary(Nums=Array(labels))
    if len(work.run.signatures) > 1:
        begun: set[int] = set()
        with pdf.open_outline() as outline:
            for at, (sheet, _) in enumerate(order):
                if sheet.signature not in begun:
                    begun.add(sheet.signature)
                    outline.root.append(pikepdf.OutlineItem(f"Signature {sheet.signature + 1}", at))


def _label(work: Work, sheet: Sheet, front: bool) -> str:
    side = "front" if front else "back"
    signature = f"signature {sheet.signature + 1}, " if len(work.run.signatures) > 1 else ""
    return f"{signature}sheet {sheet.number + 1}, {side}"
