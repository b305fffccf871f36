"""What is lettered on a wrap besides the front: title and names along the spine, the blurb on the back."""

from collections.abc import Iterator, Sequence

from compiler.errors import CommandError, Remark
from compiler.themes import MM
from compiler.write.cover import Paper
from compiler.write.designs import LABEL, MARGIN, PADDING, WIDTH, Box
from compiler.write.lettering import LEADING, Lettering, fitted
from compiler.write.pdf.board import Board, set_line
from compiler.write.pdf.case import NARROWEST, Block, Wrap
from compiler.write.pdf.pen import Pen

BLURB_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)  # points
BLURB_LEADING = 1.32
BLURB_DEPTH = 0.72  # of the board, that a label behind may take
CLOTH = (0.19, 0.76)  # where a spine without a label has its lettering, from the head
SPINE_MARGIN = 0.8 * MM  # between a spine's edge and its label
SPINE_LEAST = 6.0  # points; smaller lettering is not read on a shelf
UPWARDS = frozenset({"de", "es", "fr", "it"})
"""Languages whose books have the title climb the spine; on all others it runs down."""


def runs_round(panel: Box | None) -> bool:
    """Tell whether the front's panel is a band that goes on over spine and back."""
    return panel is not None and panel[0] <= 0 and panel[2] >= WIDTH


# --- spine ----------------------------------------------------------------------------------------------------


def letter_spine(
    pen: Pen, front: Board, wrap: Wrap, panel: Box | None, block: Block, paper: Paper
) -> Iterator[Remark]:
    """Put title and names on the spine, at the height of the front's panel; no room gives a Remark."""
    room = (wrap.spine - 2 * SPINE_MARGIN) / front.pixel
    sizes = range(int(min(room * 0.68, 110)), max(int(SPINE_LEAST / front.pixel), 1) - 1, -3)
    if wrap.spine < NARROWEST or not sizes:
        yield Remark(
            f"the spine is {wrap.spine / MM:.1f} mm wide, too narrow for a title",
            mend="leave it plain; thicker --boards make it wider",
        )
        return
    begin, end = (panel[1], panel[3]) if panel else (int(part * front.height) for part in CLOTH)
    left, right = wrap.middle[0] + SPINE_MARGIN, wrap.middle[1] - SPINE_MARGIN
    if panel and not runs_round(panel):
        pen.fill(paper.label)
        pen.box(left, front.y(end), right, front.y(begin))
        pen.stroke(paper.accent, 3 * front.pixel)
        for y in (begin + 16, end - 16):
            pen.line(left, front.y(y), right, front.y(y))
    if panel is None:  # the frame's rules go on over the spine
        pen.fill(paper.accent)
        for (_, top, _, bottom), width in front.frames:
            for y in (top, bottom + 1 - width):
                pen.box(wrap.middle[0], front.y(y + width), wrap.middle[1], front.y(y))
    climbs = block.language.split("-")[0].lower() in UPWARDS
    turn = "0 1 -1 0" if climbs else "0 -1 1 0"
    pen.fill(paper.ink)
    pen.draw(f"q {turn} {(left + right) / 2:.4f} {front.y(end if climbs else begin):.4f} cm")
    _letter_spine(pen, block, sizes, end - begin, room, front.pixel)
    pen.draw("Q")


def _letter_spine(pen: Pen, block: Block, sizes: range, length: int, room: float, pixel: float) -> None:
    """Set title and names along the spine, where x runs from one end of its label to the other."""
    commission = block.commission
    pad = min(room * 0.6, 90)
    names = _spine_names(block, sizes, 0.36 * length - pad)
    taken = names.width(names.lines[0]) + pad if names else 0.0
    title = fitted(commission.title, commission.faces, sizes, int(length - 2 * pad - taken), int(room * 0.9))
    _along(pen, title, (length - taken) / 2 * pixel, pixel)
    if names:
        _along(pen, names, (length - pad - (taken - pad) / 2) * pixel, pixel)


def _spine_names(block: Block, sizes: range, most: float) -> Lettering | None:
    """Return the first line of names, if it fits whole on one line of so many pixels."""
    names = block.commission.names
    if not names or most <= 0:
        return None
    smaller = range(max(int(sizes[0] * 0.72), sizes[-1]), sizes[-1] - 1, -2)
    depth = int(smaller[0] * LEADING) + 1
    set_ = fitted(names[0], block.commission.faces, smaller, int(most), depth, small_capitals=True)
    return set_ if len(set_.lines) == 1 and not set_.lines[0].endswith("…") else None


def _along(pen: Pen, lettering: Lettering, middle: float, pixel: float) -> None:
    size = lettering.size * pixel
    leading = size * LEADING
    rise = leading * (len(lettering.lines) - 1) / 2 - size * 0.33
    for number, line in enumerate(lettering.lines):
        set_line(pen, line, middle, rise - number * leading, size, lettering.small_capitals)


# --- back -----------------------------------------------------------------------------------------------------


def set_blurb(
    pen: Pen,
    back: Board,
    frames: Sequence[tuple[Box, int]],
    panel: Box | None,
    blurb: Sequence[str],
    paper: Paper,
) -> None:
    """Set the blurb behind: in a label that begins as high as the front's, in the band, or inside the frame."""
    left, _, right = LABEL
    measure = (right - left - 2 * MARGIN) * back.pixel
    begin = panel[1] if panel else int(CLOTH[0] * back.height)
    most = panel[3] - begin if panel and runs_round(panel) else int(BLURB_DEPTH * back.height)
    size, paragraphs, depth = _fit_blurb(pen, blurb, measure, (most - 2 * PADDING) * back.pixel)
    y = back.y(begin + PADDING)
    if panel and runs_round(panel):
        y = (back.y(panel[1]) + back.y(panel[3]) + depth) / 2
    elif panel:
        end = round(begin + depth / back.pixel + 2 * PADDING)
        pen.fill(paper.label)
        pen.box(back.x(left), back.y(end + 1), back.x(right + 1), back.y(begin))
        grown = end - panel[3]
        back.draw_frames(pen, paper, [((a, b, c, d + grown), width) for (a, b, c, d), width in frames])
    pen.fill(paper.ink)
    for lines in paragraphs:
        for line in lines:
            pen.text(line, back.x(left + MARGIN), y - size * 0.95, size)
            y -= size * BLURB_LEADING
        y -= size * BLURB_LEADING / 2


def _fit_blurb(
    pen: Pen, blurb: Sequence[str], measure: float, most: float
) -> tuple[float, list[list[str]], float]:
    """Return size, lines and depth of the blurb at the largest size at which it fits."""
    known = [pen.known(text) for text in blurb]
    for size in BLURB_SIZES:
        paragraphs = [list(pen.broken(text, size, measure)) for text in known]
        lines = sum(map(len, paragraphs)) + (len(paragraphs) - 1) / 2
        depth = lines * size * BLURB_LEADING
        if depth <= most:
            return size, paragraphs, depth
    fits = int(sum(map(len, blurb)) * most / depth)
    raise CommandError(
        f"the blurb is too long for the back: about {fits} characters fit",
        mend="shorten it, or print it inside the book",
    )
