"""The blocks of a unit as the compositor sees them: their text and lines, how deep they are, what they keep with.

A block that is not known (a picture, a list, text in a script the compositor cannot set) is left to WeasyPrint, and so
then are the unit's pages.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any
from xml.etree import ElementTree

from compiler.themes import Face, Geometry
from compiler.write.pdf.lines import Breaks, Setting, share_lines
from compiler.write.pdf.measure import Stretch, Text, Type, type_of
from compiler.write.pdf.setting import Cap, Styles
from compiler.write.pdf.shape import fount

POINTS = 0.75  # to a CSS pixel
INLINE = frozenset("a abbr b cite code del em i ins kbd mark s small span strong sub sup u".split())
STRANGE = re.compile("[\u0590-\u1dff\u2e80-\uffff\U00010000-\U0010ffff]")
"""What is not Latin, Greek or Cyrillic, or a sign used with them."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
GROUPS = frozenset({"div", "blockquote"})
LEFT = frozenset({"left", "start"})
FILLED = LEFT | {"justify"}

SINK = ((0, 0.0), (-1, 2.0), (1, 2.0), (-2, 5.0), (2, 5.0))
"""How many lines higher or lower an opener may begin, and what that costs."""

AIR = ((0, 0.0), (-1, 2.0), (1, 2.5))
"""How many lines more or fewer a scene break may take, and what that costs."""


CAPITAL = 0.72  # em: how high a capital letter is


@dataclass(slots=True)
class Block:
    """A block of the flow. Lengths are points."""

    element: ElementTree.Element
    above: float  # margins
    below: float
    keeps_before: bool
    keeps_after: bool
    known: bool = False  # its depth, in whole lines
    lines: int = 0
    give: tuple[tuple[int, float], ...] = ((0, 0.0),)  # by how many lines that may differ, and at what cost
    text: Text | None = None
    breaks: Breaks | None = None
    ways: list[Setting] = field(default_factory=list)
    widths: tuple[float, ...] = ()  # of its lines, if they were chosen by total fit
    ragged: bool = False  # and end where they end
    cap: Cap | None = None  # a drop cap beside the first of them
    orphans: int = 0  # 0: pages do not break in it
    widows: int = 0

    def more_ways(self) -> None:
        """Look for settings of one line more and fewer."""
        if self.text and self.breaks and self.widths:
            self.ways = self.text.settings(self.breaks, self.widths, ragged=self.ragged, other=True)


class Walk:
    """The walk through a tree that finds its blocks, and measures their text."""

    def __init__(self, styles: Styles, faces: tuple[Face, ...], page: Geometry) -> None:
        self.styles, self.faces, self.page = styles, faces, page
        self.blocks: list[Block] = []
        self._types: dict[int, tuple[Any, Type]] = {}  # by the identity of a style, which is kept with it

    def enter(
        self, group: ElementTree.Element, measure: float, above: float = 0.0, below: float = 0.0
    ) -> None:
        """Take up the blocks of a group. `above` and `below` are margins of the groups it begins and ends."""
        style = self.styles.of(group)
        room = _room(style, measure)
        plain = room is not None and not _padding(style)
        above, below = max(above, _points(style["margin_top"])), max(below, _points(style["margin_bottom"]))
        kids = list(group)
        for number, child in enumerate(kids):
            over = above if number == 0 else 0.0
            under = below if number + 1 == len(kids) else 0.0
            if child.tag in GROUPS and room is not None and plain:
                self.enter(child, room, over, under)
            else:
                block = self._block(child, room, over, under)
                block.known = block.known and plain
                self.blocks.append(block)

    def _block(
        self, element: ElementTree.Element, measure: float | None, above: float, below: float
    ) -> Block:
        style = self.styles.of(element)
        block = Block(
            element,
            max(above, _points(style["margin_top"])),
            max(below, _points(style["margin_bottom"])),
            style["break_before"] in ("avoid", "avoid-page"),
            style["break_after"] in ("avoid", "avoid-page"),
        )
        room = _room(style, measure) if measure is not None else None
        if room is None:
            return block
        if element.tag == "hr":
            self._break(block, style)
        elif element.tag == "p" or element.tag in HEADINGS:
            self._set(block, style, room)
        if block.cap is None and len(element) and element[0].get("class") == "drop":
            _raise_cap(element)
            self._set(block, style, room)
        return block

    def _break(self, block: Block, style: Any) -> None:
        """Take a scene break with its space, as it is never at the edge of a page; the space may give a little."""
        space = block.above + block.below
        block.above = block.below = 0.0
        self._deepen(block, style, _points(style["height"]) + space)
        if block.keeps_before and block.keeps_after and block.lines > 2:
            block.give = AIR

    def _set(self, block: Block, style: Any, room: float) -> None:
        """Measure the text of a block, and find its lines."""
        if (style["white_space"], style["direction"], style["text_transform"]) != ("normal", "ltr", "none"):
            return
        if _percentage(style["text_indent"]):
            return
        first = room - _points(style["text_indent"])
        cap = self._cap(block.element)
        parts = self._parts(block.element, skipped=1 if cap else 0)
        if not parts or not all(_known(stretch) for part in parts for stretch in part):
            return
        limits = tuple(style["hyphenate_limit_chars"]) if style["hyphens"] == "auto" else None
        texts = [Text(part, limits) for part in parts]
        if len(texts) > 1:
            self._stand(block, style, [text.breaks().end[-1] for text in texts], room)
        elif block.element.tag in HEADINGS or style["text_align_all"] == "center":
            self._share(block, style, texts[0], room)
        elif style["text_align_all"] in LEFT and texts[0].breaks().end[-1] <= first:
            self._stand(block, style, [0.0], first)
        elif style["text_align_all"] in FILLED:
            widths: tuple[float, ...] = (first, room)
            if cap:
                widths = (first - cap.width, *[room - cap.width] * (cap.lines - 1), room)
            self._fill(block, style, texts[0], widths)
            if cap and block.widths:
                block.cap = cap
                block.orphans = max(block.orphans, cap.lines) if block.widows else 0

    def _fill(self, block: Block, style: Any, text: Text, widths: tuple[float, ...]) -> None:
        """Set text by total fit."""
        breaks = text.breaks()
        block.ragged = style["text_align_all"] in LEFT
        ways = text.settings(breaks, widths, ragged=block.ragged)
        if not ways:
            return
        block.text, block.breaks, block.ways, block.widths = text, breaks, ways, widths
        lines = len(ways[0].lines)
        self._deepen(block, style, _leading(style) * lines)
        if block.known and block.lines == lines:
            block.orphans, block.widows = style["orphans"], style["widows"]

    def _share(self, block: Block, style: Any, text: Text, room: float) -> None:
        """Set a heading, or a few centred words, in lines of even width."""
        breaks = text.breaks()
        shared = share_lines(breaks, room)
        if not shared:
            return
        if len(shared) > 1:
            block.text, block.breaks, block.ways = text, breaks, [Setting(shared, 0.0)]
        self._deepen(block, style, _leading(style) * len(shared))
        if not self.blocks and _points(style["padding_top"]) > 3 * self.page.leading:
            block.give = SINK

    def _stand(self, block: Block, style: Any, widths: Sequence[float], room: float) -> None:
        """Note the lines of text that stand as they are: verse, or a line that is not full."""
        if max(widths) <= room:
            self._deepen(block, style, _leading(style) * len(widths))
            if block.known and block.lines == len(widths):
                block.orphans, block.widows = style["orphans"], style["widows"]
                block.ways = [Setting((), 0.0)]

    def _deepen(self, block: Block, style: Any, height: float) -> None:
        lines = (height + _padding(style)) / self.page.leading
        block.lines = round(lines)
        block.known = height > 0 and abs(lines - block.lines) < 0.02

    def _cap(self, element: ElementTree.Element) -> Cap | None:
        """Return the drop cap that a paragraph begins with, if it does."""
        if element.text or not len(element) or element[0].get("class") != "drop":
            return None
        style = self.styles.of(element[0])
        sides = sum(_points(style[f"margin_{side}"]) for side in ("left", "right"))
        width = self._type(style).width(element[0].text or "") + sides
        height = CAPITAL * style["font_size"] * POINTS
        return Cap(element[0], width, ceil(height / self.page.leading - 0.05))

    def _parts(self, element: ElementTree.Element, skipped: int = 0) -> list[list[Stretch]]:
        """Return the text of a paragraph as stretches of one type, parted at its line breaks."""
        parts: list[list[Stretch]] = [[]]
        for stretch in self._stretches(element, (), skipped):
            if stretch is None:
                parts.append([])
            else:
                parts[-1].append(stretch)
        return parts if all(parts) else []

    def _stretches(
        self, element: ElementTree.Element, path: tuple[ElementTree.Element, ...], skipped: int = 0
    ) -> Iterator[Stretch | None]:
        """Give stretches, None for a line break, and an empty one for an element that is not known."""
        type_ = self._type(self.styles.of(element))
        if element.text:
            yield Stretch(element.text, path, type_)
        for number, child in enumerate(element):
            if child.tag == "br":
                yield None
            elif number >= skipped:
                if child.tag not in INLINE or self.styles.of(child)["display"] != ("inline", "flow"):
                    yield Stretch("", path, type_)
                    return
                yield from self._stretches(child, (*path, child))
            if child.tail:
                yield Stretch(child.tail, path, type_)

    def _type(self, style: Any) -> Type:
        if id(style) not in self._types:
            self._types[id(style)] = style, _type(style, self.faces)
        return self._types[id(style)][1]


def _raise_cap(element: ElementTree.Element) -> None:
    """Make a drop cap a letter like the others: there are no lines of known length beside it."""
    cap = element[0]
    element.remove(cap)
    element.text = (cap.text or "") + (cap.tail or "")


# --- computed styles ----------------------------------------------------------------------------------------


def _room(style: Any, measure: float) -> float | None:
    """Return the measure inside an element, or None where its style is more than margins and padding."""
    if style["float"] != "none" or style["width"] != "auto" or style["display"][0] != "block":
        return None
    lost = 0.0
    for side in ("left", "right"):
        for name in (f"margin_{side}", f"padding_{side}"):
            if style[name] == "auto" or _percentage(style[name]):
                return None
            lost += _points(style[name])
        lost += _points(style[f"border_{side}_width"])
    return measure - lost


def _padding(style: Any) -> float:
    """Return the padding and borders above and below."""
    names = ("padding_top", "padding_bottom", "border_top_width", "border_bottom_width")
    return sum(_points(style[name]) for name in names)


def _leading(style: Any) -> float:
    """Return the height of a line; 0 for one that the face decides, so that its block is not known."""
    value = style["line_height"]
    if value == "normal":
        return 0.0
    return value * style["font_size"] * POINTS if isinstance(value, float) else _points(value)


def _percentage(value: Any) -> bool:
    return getattr(value, "unit", "px") not in ("px", None)


def _points(value: Any) -> float:
    return 0.0 if value == "auto" else float(getattr(value, "value", value)) * POINTS


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
