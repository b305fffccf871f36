"""Compose paragraphs: lines chosen by total fit before WeasyPrint lays them out, which alone would break greedily.

Each chosen line becomes a `<span class="line">` with its own word space, ended by a line feed, inside the ordinary
`<p>`: widows, orphans, tags, links and copying stay as they are. Type is taken from the computed styles, so a theme's
sheet decides it. What this compositor does not know is left to WeasyPrint: ragged or right-to-left text, scripts
without spaces, pictures, line breaks inside a paragraph, a character no face of the theme has.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from xml.etree import ElementTree

from compiler.themes import Face
from compiler.write.pdf.lines import Breaks, Line, break_lines, share_lines
from compiler.write.pdf.measure import DIVISION, TRACK, Stretch, Text, Type, type_of
from compiler.write.pdf.shape import EM, fount

POINTS = 0.75  # to a CSS pixel
INLINE = frozenset("a abbr b cite code del em i ins kbd mark s small span strong sub sup u".split())
STRANGE = re.compile("[\u0590-\u1dff\u2e80-\uffff\U00010000-\U0010ffff]")
"""What is not Latin, Greek or Cyrillic, or a sign used with them."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Styles(Protocol):
    """The computed styles of a tree, and a way to style the lines that are put into it."""

    def of(self, element: ElementTree.Element) -> Any:
        """Return the style of an element: a mapping of properties with underscores, lengths in pixels."""

    def paragraph(self, element: ElementTree.Element) -> None:
        """Style a paragraph whose lines are set: they end where they end, and may stand out on the right."""

    def line(self, span: ElementTree.Element, paragraph: ElementTree.Element, spacing: "Spacing") -> None:
        """Style a new element as a line of a paragraph, which ends with a line feed and nowhere else."""

    def again(self, part: ElementTree.Element, original: ElementTree.Element, spacing: "Spacing") -> None:
        """Style the part of an inline element that stands in a line."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """How a line is spaced, in points: more between words, between letters, and how far it hangs out on the left."""

    words: float = 0.0
    letters: float = 0.0
    left: float = 0.0


NATURAL = Spacing()


def compose(root: ElementTree.Element, styles: Styles, faces: Sequence[Face], measure: float) -> None:
    """Put every paragraph of the tree that can be composed into lines. `measure` is the type block's, in points."""
    for section in root.iter("section"):
        _walk(section, styles, tuple(faces), measure)


def _walk(element: ElementTree.Element, styles: Styles, faces: tuple[Face, ...], measure: float) -> None:
    style = styles.of(element)
    room = _room(style, measure)
    if room is None:
        return
    for child in element:
        if child.tag in ("p", *HEADINGS):
            _paragraph(child, styles, faces, room)
        elif child.tag in ("div", "blockquote"):
            _walk(child, styles, faces, room)


def _room(style: Any, measure: float) -> float | None:
    """Return the measure inside an element, or None where its style is more than margins and padding."""
    if style["float"] != "none" or style["width"] != "auto" or style["display"][0] != "block":
        return None
    lost = 0.0
    for side in ("left", "right"):
        for name in (f"margin_{side}", f"padding_{side}"):
            value = style[name]
            if value == "auto" or getattr(value, "unit", "px") not in ("px", None):
                return None
            lost += getattr(value, "value", value)
        lost += _pixels(style[f"border_{side}_width"])
    return measure - lost * POINTS


def _pixels(value: Any) -> float:
    return float(getattr(value, "value", value))


def _paragraph(element: ElementTree.Element, styles: Styles, faces: tuple[Face, ...], measure: float) -> None:
    """Put a justified paragraph into lines by total fit; share the words of a long centred heading evenly."""
    style = styles.of(element)
    room = _room(style, measure)
    aligned = style["text_align_all"]
    if room is None or aligned not in ("justify", "center") or style["white_space"] != "normal":
        return
    if style["direction"] != "ltr" or style["text_transform"] != "none":
        return
    indent = style["text_indent"]
    if getattr(indent, "unit", "px") not in ("px", None):
        return
    stretches = list(_stretches(element, (), styles, faces))
    if not stretches or not all(_known(stretch) for stretch in stretches):
        return
    text = Text(stretches, tuple(style["hyphenate_limit_chars"]) if style["hyphens"] == "auto" else None)
    breaks = text.breaks()
    if aligned == "center":
        lines = share_lines(breaks, room)
        if lines and len(lines) > 1:
            _set(element, styles, text, breaks, lines, ())
        return
    widths = (room - _pixels(indent) * POINTS, room)
    lines = break_lines(breaks, widths, text.space, track=TRACK / EM * text.size)
    if lines:
        _set(element, styles, text, breaks, lines, widths)


def _stretches(
    element: ElementTree.Element,
    path: tuple[ElementTree.Element, ...],
    styles: Styles,
    faces: tuple[Face, ...],
) -> Iterator[Stretch]:
    """Give the text of a paragraph as stretches of one type; an element that is not known gives an empty one."""
    type_ = _type(styles.of(element), faces)
    if element.text:
        yield Stretch(element.text, path, type_)
    for child in element:
        if child.tag not in INLINE or styles.of(child)["display"] != ("inline", "flow"):
            yield Stretch("", path, type_)
            return
        yield from _stretches(child, (*path, child), styles, faces)
        if child.tail:
            yield Stretch(child.tail, path, type_)


def _known(stretch: Stretch) -> bool:
    if not stretch.text or not stretch.type.faces or STRANGE.search(stretch.text):
        return False
    held = [fount(face).characters for face in stretch.type.faces]
    return all(
        any(ord(character) in characters for characters in held) for character in set(stretch.text) - {"\n"}
    )


def _type(style: Any, faces: tuple[Face, ...]) -> Type:
    from weasyprint.text.fonts import font_features

    slanted = "normal" if style["font_style"] == "normal" else "italic"
    weight = 700 if style["font_weight"] >= 600 else 400
    families = list(style["font_family"])
    wanted = [
        face for face in faces if face.style == slanted and face.weight == weight and face.family in families
    ]
    features = font_features(
        style["font_kerning"],
        style["font_variant_ligatures"],
        style["font_variant_position"],
        style["font_variant_caps"],
        style["font_variant_numeric"],
        style["font_variant_alternates"],
        style["font_variant_east_asian"],
        style["font_feature_settings"],
    )
    spacing = 0.0 if style["letter_spacing"] == "normal" else style["letter_spacing"] * POINTS
    if spacing:
        features |= {"liga": 0, "clig": 0, "dlig": 0}  # as Pango does
    return type_of(
        tuple(sorted(wanted, key=lambda face: families.index(face.family))),
        style["font_size"] * POINTS,
        tuple(sorted(features.items())),
        spacing,
        style["lang"] or "",
    )


# --- setting the lines --------------------------------------------------------------------------------------


def _set(
    element: ElementTree.Element,
    styles: Styles,
    text: Text,
    breaks: Breaks,
    lines: Sequence[Line],
    widths: Sequence[float],
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
