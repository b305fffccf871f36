"""The wrap drawn: the cover of the EPUB once more, over front, spine and back, so that it can be printed large.

The design (`write.designs`) draws the front; spine and back follow from where it letters: a pasted label has a smaller
one on the spine and one for the blurb behind, a band runs round the book, stamped cloth has its frame on both sides.
A picture of the user's own stands on the front in place of all that, with plain cloth round the rest.
The paper is a picture of some 280 dots to the inch, everything else is lines and type.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from compiler.errors import Remark
from compiler.themes import MM
from compiler.write.cover import Paper, chosen
from compiler.write.designs import DESIGNS, Box, Wording
from compiler.write.patterns import Pattern
from compiler.write.pdf.board import Board
from compiler.write.pdf.case import Block, Casing, Wrap
from compiler.write.pdf.impose.source import CASED_BY
from compiler.write.pdf.lettered import letter_spine, runs_round, set_blurb
from compiler.write.pdf.metadata import PRODUCER
from compiler.write.pdf.pen import Pen, rgb
from compiler.write.pdf.plate import Plate, plate

SHADES = 16  # from the ground to the pattern
SPARE = 3 * MM  # that a picture goes over the edges of its board, so that no white shows


def draw(block: Block, casing: Casing, wrap: Wrap) -> tuple[bytes, Sequence[Remark]]:
    """Return the wrap as a PDF, and what there was no room for."""
    commission = block.commission
    colours, pattern = chosen(commission.title)
    own = plate(block.picture) if block.picture else None
    top = wrap.height - wrap.edge
    front = Board(wrap.front[0], top, wrap.board_width, wrap.board_height)
    back = Board(wrap.back[0], top, wrap.board_width, wrap.board_height)
    panel = None
    if own is None:
        wording = Wording(commission.title, commission.names, commission.faces)
        panel = DESIGNS[commission.design](front, wording, pattern)
    paper = colours if panel else colours.stamped()
    pen = Pen(commission.faces)
    _ground(pen, front, wrap, paper, panel)
    if own:
        pen.draw(*_hung(own, wrap))
    front.draw(pen, paper)
    if panel is None:
        back.draw_frames(pen, paper, front.frames)
    remarks = list(letter_spine(pen, front, wrap, panel, block, paper))
    if own and (doubt := own.remark(wrap.board_width, wrap.board_height)):
        remarks.append(doubt)
    if casing.blurb:
        set_blurb(pen, back, front.frames, panel, casing.blurb, paper)
    _ticks(pen, wrap, paper)
    return _file(pen, block, casing, wrap, _Images(front, colours, own)), remarks


@dataclass(frozen=True, slots=True)
class _Images:
    """What the wrap is printed from besides lines and type."""

    front: Board
    colours: Paper
    own: Plate | None


def _hung(own: Plate, wrap: Wrap) -> Iterator[str]:
    """Hang the picture on the front: its middle on the board's, and over the board's edges as far as it goes."""
    spare = min(SPARE, wrap.edge)
    width, height = own.over(wrap.board_width + 2 * spare, wrap.board_height + 2 * spare)
    left, right = wrap.front
    x, y = (left + right - width) / 2, (wrap.height - height) / 2
    yield f"q {left:.4f} 0 {wrap.width - left:.4f} {wrap.height:.4f} re W n"
    yield f"{width:.4f} 0 0 {height:.4f} {x:.4f} {y:.4f} cm /Own Do Q"


def _ground(pen: Pen, front: Board, wrap: Wrap, paper: Paper, panel: Box | None) -> None:
    """Cover the sheet with paper or cloth, lay the panel on it, and draw what runs all round."""
    if front.pattern:
        pen.draw(f"q {wrap.width:.4f} 0 0 {wrap.height:.4f} 0 0 cm /Paper Do Q")
    else:
        pen.fill(paper.ground)
        pen.box(0, 0, wrap.width, wrap.height)
    if panel:
        left, top, right, bottom = panel
        round_ = runs_round(panel)
        pen.fill(paper.label)
        pen.box(
            0 if round_ else front.x(left),
            front.y(bottom + (0 if round_ else 1)),
            wrap.width if round_ else front.x(right + 1),
            front.y(top),
        )
    pen.fill(paper.accent)
    for top, width in front.bars:
        pen.box(0, front.y(top + width), wrap.width, front.y(top))


# --- what is cut off or hidden ----------------------------------------------------------------------------------


def _ticks(pen: Pen, wrap: Wrap, paper: Paper) -> None:
    """Mark on the turn-ins, which are pasted down, where boards and spine go."""
    if not wrap.turn_in:
        return
    length = wrap.turn_in / 2
    pen.stroke(paper.label if paper.label != paper.ground else paper.ink, 0.5)
    for x in _uprights(wrap):
        pen.line(x, wrap.bleed, x, wrap.bleed + length)
        pen.line(x, wrap.height - wrap.bleed, x, wrap.height - wrap.bleed - length)
    for y in (wrap.edge, wrap.height - wrap.edge):
        pen.line(wrap.bleed, y, wrap.bleed + length, y)
        pen.line(wrap.width - wrap.bleed, y, wrap.width - wrap.bleed - length, y)


def _uprights(wrap: Wrap) -> list[float]:
    """Return where boards and spine begin and end, from the left."""
    return sorted({*wrap.back, *wrap.middle, *wrap.front})


def _guides(wrap: Wrap) -> Iterator[str]:
    """Give dashed lines, dark and light by turns, along every edge that is folded or cut."""
    for phase, colour in ((0, "#ffffff"), (4, "#000000")):
        yield f"{rgb(colour)} RG 0.5 w [4 4] {phase} d"
        for x in _uprights(wrap):
            yield f"{x:.3f} 0 m {x:.3f} {wrap.height:.3f} l S"
        for y in (wrap.edge, wrap.height - wrap.edge):
            yield f"0 {y:.3f} m {wrap.width:.3f} {y:.3f} l S"
        if wrap.bleed:
            inner = wrap.width - 2 * wrap.bleed, wrap.height - 2 * wrap.bleed
            yield f"{wrap.bleed:.3f} {wrap.bleed:.3f} {inner[0]:.3f} {inner[1]:.3f} re S"


# --- the file ---------------------------------------------------------------------------------------------------


def _file(pen: Pen, block: Block, casing: Casing, wrap: Wrap, images: _Images) -> bytes:
    with Pdf.new() as pdf:
        content = b"q\n" + pen.content() + b"\nQ"
        resources = Dictionary(Font=pen.fonts(pdf))
        resources.XObject = Dictionary()
        if pattern := images.front.pattern:
            resources.XObject.Paper = _picture(pdf, pattern, images.colours, wrap, images.front.pixel)
        if images.own:
            resources.XObject.Own = images.own.embedded(pdf)
        if casing.guides:
            resources.Properties = Dictionary(Guides=_layer(pdf))
            lines = "\n".join(_guides(wrap)).encode("ascii")
            content += b"\n/OC /Guides BDC q\n" + lines + b"\nQ EMC"
        sheet = Array([0, 0, wrap.width, wrap.height])
        inside = [wrap.bleed, wrap.bleed, wrap.width - wrap.bleed, wrap.height - wrap.bleed]
        page = Dictionary(
            Type=Name.Page,
            MediaBox=sheet,
            BleedBox=sheet,
            TrimBox=Array(inside),
            Resources=resources,
            Contents=pdf.make_stream(content),
        )
        pdf.pages.append(pikepdf.Page(page))
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"))
        if block.language:
            pdf.Root.Lang = block.language
        pdf.docinfo["/Title"] = f"{block.commission.title} (case)"
        pdf.docinfo["/Creator"] = CASED_BY
        pdf.docinfo["/Producer"] = PRODUCER
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True, compress_streams=True, min_version="1.7")
        return target.getvalue()


def _layer(pdf: Pdf) -> pikepdf.Object:
    """Make the layer of the guides, which a viewer can hide."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Guides"))
    shown = Dictionary(Name="Layers", Order=Array([layer]), ON=Array([layer]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown)
    return layer


def _picture(pdf: Pdf, pattern: Pattern, colours: Paper, wrap: Wrap, pixel: float) -> pikepdf.Object:
    """Return the patterned paper as a picture with a palette, its middle on the middle of the spine."""
    width, height = round(wrap.width / pixel), round(wrap.height / pixel)
    mask = pattern(width, height).point(lambda value: value * (SHADES - 1) // 255)
    ends = [bytes.fromhex(colour[1:]) for colour in (colours.ground, colours.pattern)]
    palette = bytes(
        round(start + (end - start) * shade / (SHADES - 1))
        for shade in range(SHADES)
        for start, end in zip(*ends, strict=True)
    )
    return pdf.make_stream(
        mask.tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        BitsPerComponent=8,
        ColorSpace=Array([Name.Indexed, Name.DeviceRGB, SHADES - 1, pikepdf.String(palette)]),
    )
