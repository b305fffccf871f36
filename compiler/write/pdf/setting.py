"""Set lines: what was decided of a paragraph is put into the tree, as spans that end with a line feed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol
from xml.etree import ElementTree

from compiler.write.pdf.lines import Breaks, Line
from compiler.write.pdf.measure import DIVISION, TRACK, Text
from compiler.write.pdf.shape import EM


@dataclass(frozen=True, slots=True)
class Spacing:
    """How a line is spaced, in points: more between words, between letters, and how far it hangs out on the left."""

    words: float = 0.0
    letters: float = 0.0
    left: float = 0.0


NATURAL = Spacing()


@dataclass(frozen=True, slots=True)
class Cap:
    """A drop cap: its element, how wide it is with its margins, and beside how many lines it stands."""

    element: ElementTree.Element
    width: float
    lines: int


class Styles(Protocol):
    """The computed styles of a tree, and a way to style what is set in it."""

    def of(self, element: ElementTree.Element) -> Any:
        """Return the style of an element: a mapping of properties with underscores, lengths in pixels."""

    def paragraph(self, element: ElementTree.Element) -> None:
        """Style a paragraph whose lines are set: they end where they end, and may stand out on the right."""

    def line(self, span: ElementTree.Element, paragraph: ElementTree.Element, spacing: Spacing) -> None:
        """Style a new element as a line of a paragraph, which ends with a line feed and nowhere else."""

    def again(self, part: ElementTree.Element, original: ElementTree.Element, spacing: Spacing) -> None:
        """Style the part of an inline element that stands in a line."""

    def give(self, element: ElementTree.Element, lines: int) -> None:
        """Give a scene break so many lines more space (or fewer), half of it above; let an opener begin lower."""

    def turn(self, element: ElementTree.Element, *, fresh: bool, before: int, after: int) -> None:
        """Begin a page with a block, or let a page break in it so that so many lines stand before and after."""


def set_lines(
    element: ElementTree.Element,
    styles: Styles,
    text: Text,
    breaks: Breaks,
    lines: Sequence[Line],
    widths: Sequence[float],
    cap: Cap | None = None,
) -> None:
    """Replace what is in the paragraph by its lines; without widths they keep their own and end where they end."""
    styles.paragraph(element)
    element.text = None
    for child in list(element):
        element.remove(child)
    named: set[str] = set()  # ids of elements that have been begun: the rest of one goes without
    for number, line in enumerate(lines):
        begin = text.starts[line.after] if line.after >= 0 else 0
        end, last = text.ends[line.at], number + 1 == len(lines)
        pieces = list(text.pieces(begin, end))
        spacing = NATURAL
        if widths:
            spacing = _spacing(breaks, line, widths[min(number, len(widths) - 1)], text.size, last)
        after = (DIVISION if breaks.divides[line.at] else "") + ("" if last else "\n")
        pieces[-1] = (pieces[-1][0] + after, pieces[-1][1])
        span = ElementTree.SubElement(element, "span", {"class": "line"})
        if cap and number == 0:
            cap.element.tail = None
            span.append(cap.element)
        elif cap and number < cap.lines:
            spacing = replace(spacing, left=spacing.left - cap.width)
        styles.line(span, element, spacing)
        _fill(span, styles, pieces, spacing, named)


def _spacing(breaks: Breaks, line: Line, measure: float, size: float, last: bool) -> Spacing:
    """Return how a line is spaced to the measure: first between letters, a little, and the rest between words."""
    start, spaces_start, letters_start, left, fixed = 0.0, 0, 0, 0.0, breaks.fixed[line.at]
    if line.after >= 0:
        start, spaces_start = breaks.start[line.after], breaks.spaces_start[line.after]
        letters_start, left = breaks.letters_start[line.after], breaks.hang_start[line.after]
        fixed -= breaks.fixed[line.after]
    right = breaks.hang[line.at]
    spaces = breaks.spaces[line.at] - spaces_start
    excess = measure + left + right - (breaks.end[line.at] - start)
    if not spaces or (last and excess >= 0):
        return Spacing(left=left)
    letters = 0.0
    steps = 0 if fixed else round(max(-1.0, min(1.0, line.ratio)) * TRACK)
    if steps:
        # WeasyPrint cuts positions to thousandths of an em: with a hair more, what is drawn is what is meant
        letters = (steps + (0.1 if steps > 0 else -0.1)) * size / EM
        excess -= steps * size / EM * (breaks.letters[line.at] - letters_start)
    return Spacing(excess / spaces, letters, left)


def _fill(
    span: ElementTree.Element,
    styles: Styles,
    pieces: Sequence[tuple[str, tuple[ElementTree.Element, ...]]],
    spacing: Spacing,
    named: set[str],
) -> None:
    """Put the pieces into the line, their inline elements opened again where the line before closed them."""
    open_: list[tuple[ElementTree.Element, ElementTree.Element]] = []  # an original and its part in this line
    for piece, path in pieces:
        kept = 0
        while kept < min(len(open_), len(path)) and open_[kept][0] is path[kept]:
            kept += 1
        del open_[kept:]
        for original in path[kept:]:
            attributes = dict(original.attrib)
            if attributes.get("id") in named:
                del attributes["id"]
            elif "id" in attributes:
                named.add(attributes["id"])
            part = ElementTree.SubElement(open_[-1][1] if open_ else span, original.tag, attributes)
            styles.again(part, original, spacing)
            open_.append((original, part))
        _append(open_[-1][1] if open_ else span, piece)


def _append(element: ElementTree.Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
