"""Compose paragraphs: lines chosen by total fit before WeasyPrint lays them out, which alone would break greedily.

Each chosen line becomes a `<span class="line">` that does not wrap, with its own word space, inside the ordinary
`<p>`: widows, orphans, tags, links and copying stay as they are. Type is taken from the computed styles, so a theme's
sheet decides it. What this compositor does not know is left to WeasyPrint: ragged or right-to-left text, scripts
without spaces, pictures, line breaks inside a paragraph, a character no face of the theme has.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from xml.etree import ElementTree

from compiler.themes import Face
from compiler.write.pdf.lines import Breaks, Line, break_lines, share_lines
from compiler.write.pdf.measure import DIVISION, TRACK, Stretch, Text, Type
from compiler.write.pdf.shape import EM, fount

RULES = ".line { white-space: nowrap; hyphens: manual; word-spacing: 0 }\n"
"""What the sheet must say for composed lines."""

POINTS = 0.75  # to a CSS pixel
INLINE = frozenset("a abbr b cite code del em i ins kbd mark s small span strong sub sup u".split())
STRANGE = re.compile("[\u0590-\u1dff\u2e80-\uffff\U00010000-\U0010ffff]")
"""What is not Latin, Greek or Cyrillic, or a sign used with them."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

StyleOf = Callable[[ElementTree.Element], Any]


def compose(root: ElementTree.Element, style_of: StyleOf, faces: Sequence[Face], measure: float) -> None:
    """Put every paragraph of the tree that can be composed into lines. `measure` is the type block's, in points."""
    for section in root.iter("section"):
        _walk(section, style_of, tuple(faces), measure)


def _walk(element: ElementTree.Element, style_of: StyleOf, faces: tuple[Face, ...], measure: float) -> None:
    style = style_of(element)
    room = _room(style, measure)
    if room is None:
        return
    for child in element:
        if child.tag in ("p", *HEADINGS):
            _paragraph(child, style_of, faces, room)
        elif child.tag in ("div", "blockquote"):
            _walk(child, style_of, faces, room)


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


def _paragraph(
    element: ElementTree.Element, style_of: StyleOf, faces: tuple[Face, ...], measure: float
) -> None:
    """Put a justified paragraph into lines by total fit; share the words of a long centred heading evenly."""
    style = style_of(element)
    room = _room(style, measure)
    aligned = style["text_align_all"]
    if room is None or aligned not in ("justify", "center") or style["white_space"] != "normal":
        return
    if style["direction"] != "ltr" or style["text_transform"] != "none":
        return
    indent = style["text_indent"]
    if getattr(indent, "unit", "px") not in ("px", None):
        return
    stretches = list(_stretches(element, (), style_of, faces))
    if not stretches or not all(_known(stretch) for stretch in stretches):
        return
    text = Text(stretches, style["hyphens"] == "auto", tuple(style["hyphenate_limit_chars"]))
    breaks = text.breaks()
    if aligned == "center":
        lines = share_lines(breaks, room)
        if lines and len(lines) > 1:
            _set(element, text, breaks, lines, ())
        return
    widths = (room - _pixels(indent) * POINTS, room)
    lines = break_lines(breaks, widths, text.space, track=TRACK / EM * text.size)
    if lines:
        _set(element, text, breaks, lines, widths)


def _stretches(
    element: ElementTree.Element,
    path: tuple[ElementTree.Element, ...],
    style_of: StyleOf,
    faces: tuple[Face, ...],
) -> Iterator[Stretch]:
    """Give the text of a paragraph as stretches of one type; an element that is not known gives an empty one."""
    type_ = _type(style_of(element), faces)
    if element.text:
        yield Stretch(element.text, path, type_)
    for child in element:
        if child.tag not in INLINE or style_of(child)["display"] != ("inline", "flow"):
            yield Stretch("", path, type_)
            return
        yield from _stretches(child, (*path, child), style_of, faces)
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
    return Type(
        tuple(sorted(wanted, key=lambda face: families.index(face.family))),
        style["font_size"] * POINTS,
        tuple(sorted(features.items())),
        spacing,
        style["lang"] or "",
    )


# --- setting the lines --------------------------------------------------------------------------------------


def _set(
    element: ElementTree.Element, text: Text, breaks: Breaks, lines: Sequence[Line], widths: Sequence[float]
) -> None:
    """Replace what is in the paragraph by its lines; without widths they keep their own and end where they end."""
    element.text = None
    for child in list(element):
        element.remove(child)
    named: set[str] = set()  # ids of elements that have been begun: the rest of one goes without
    for number, line in enumerate(lines):
        begin = text.starts[line.after] if line.after >= 0 else 0
        end = text.ends[line.at]
        last = number + 1 == len(lines)
        span = ElementTree.SubElement(element, "span", {"class": "line"})
        if widths:
            span.set("style", _style(breaks, line, widths[min(number, len(widths) - 1)], text.size, last))
        elif not last:
            ElementTree.SubElement(element, "br")
        pieces = list(text.pieces(begin, end))
        if breaks.divides[line.at]:
            pieces[-1] = (pieces[-1][0] + DIVISION, pieces[-1][1])
        _fill(span, pieces, named)
        if widths and text.starts[line.at] > end:
            span.tail = " "


def _style(breaks: Breaks, line: Line, measure: float, size: float, last: bool) -> str:
    """Return how a line is spaced, to the measure: first between letters, a little, and the rest between words."""
    start, spaces_start, letters_start, hang_start, fixed = 0.0, 0, 0, 0.0, breaks.fixed[line.at]
    if line.after >= 0:
        start, spaces_start = breaks.start[line.after], breaks.spaces_start[line.after]
        letters_start, hang_start = breaks.letters_start[line.after], breaks.hang_start[line.after]
        fixed -= breaks.fixed_start[line.after]
    hang = breaks.hang[line.at]
    spaces = breaks.spaces[line.at] - spaces_start
    excess = measure + hang + hang_start - (breaks.end[line.at] - start)
    rules = []
    if spaces and (not last or excess < 0):
        steps = 0 if fixed else round(max(-1.0, min(1.0, line.ratio)) * TRACK)
        if steps:
            # WeasyPrint cuts positions to thousandths of an em: a hair more, and what is drawn is what is meant
            rules.append(f"letter-spacing:{(steps + (0.1 if steps > 0 else -0.1)) * size / EM:.4f}pt")
            excess -= steps * size / EM * (breaks.letters[line.at] - letters_start)
        rules.append(f"word-spacing:{excess / spaces:.3f}pt")
    if hang_start:
        rules.append(f"margin-left:-{hang_start:.3f}pt")
    if hang and not last:
        rules.append(f"margin-right:-{hang:.3f}pt")
    return ";".join(rules)


def _fill(
    span: ElementTree.Element, pieces: Sequence[tuple[str, tuple[ElementTree.Element, ...]]], named: set[str]
) -> None:
    """Put the pieces into the line, their inline elements opened again where the line before closed them."""
    open_: list[
        tuple[ElementTree.Element, ElementTree.Element]
    ] = []  # the original and its part in this line
    for piece, path in pieces:
        kept = 0
        while kept < min(len(open_), len(path)) and open_[kept][0] is path[kept]:
            kept += 1
        del open_[kept:]
        for original in path[kept:]:
            parent = open_[-1][1] if open_ else span
            attributes = dict(original.attrib)
            if attributes.get("id") in named:
                del attributes["id"]
            elif "id" in attributes:
                named.add(attributes["id"])
            open_.append((original, ElementTree.SubElement(parent, original.tag, attributes)))
        _append(open_[-1][1] if open_ else span, piece)


def _append(element: ElementTree.Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
