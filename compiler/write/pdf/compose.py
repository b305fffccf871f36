"""Compose a unit: lines and pages chosen by total fit before WeasyPrint lays them out, which breaks both greedily.

Type and measures are taken from the computed styles, so a theme's sheet decides them. What this compositor does not
know is left to WeasyPrint: right-to-left text, scripts without spaces, pictures, a character no face of the theme
has. Where all blocks of a unit are known, down to whole lines, its pages are chosen too; else WeasyPrint breaks them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from compiler.themes import Face, Geometry
from compiler.write.pdf.leaves import Leaf, places
from compiler.write.pdf.lines import Breaks, Setting, settings, share_lines
from compiler.write.pdf.measure import TRACK, Stretch, Text, Type, type_of
from compiler.write.pdf.pages import Choice, Piece, Way, cost, fit
from compiler.write.pdf.setting import Styles, set_lines
from compiler.write.pdf.shape import EM, fount

POINTS = 0.75  # to a CSS pixel
INLINE = frozenset("a abbr b cite code del em i ins kbd mark s small span strong sub sup u".split())
STRANGE = re.compile("[\u0590-\u1dff\u2e80-\uffff\U00010000-\U0010ffff]")
"""What is not Latin, Greek or Cyrillic, or a sign used with them."""

TEXTS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
GROUPS = frozenset({"div", "blockquote"})

DEMERITS = 20_000.0  # of lines, that weigh as much as a point of the pages' cost
CHANGE = 0.5  # the cost of setting a paragraph otherwise than is best for its lines
GOOD = 6.0  # pages that cost no more are not tried again with more ways to set their paragraphs
ENOUGH = 2  # lines of a paragraph that may be set in one more or fewer
SINK = ((0, 0.0), (-1, 2.0), (1, 2.0), (-2, 5.0), (2, 5.0))
"""How many lines lower or higher an opener may begin, and what that costs."""

AIR = ((0, 0.0), (-1, 2.0), (1, 2.5))
"""How many lines more or fewer a scene break may take, and what that costs."""


@dataclass(slots=True)
class Block:
    """A block of the flow: what is known of its text and lines, and of its place among the others."""

    element: ElementTree.Element
    above: float  # margins, in points
    below: float
    keeps_before: bool
    keeps_after: bool
    known: bool = False
    ways: list[Setting] = field(default_factory=list)
    text: Text | None = None
    breaks: Breaks | None = None
    widths: tuple[float, ...] = ()
    space: float = 0.0
    lines: int = 0  # of a block without ways: how deep it is, in lines of the grid
    give: tuple[tuple[int, float], ...] = ((0, 0.0),)  # and by how many lines that may differ, at what cost
    orphans: int = 0
    widows: int = 0


def compose(
    root: ElementTree.Element, styles: Styles, faces: Sequence[Face], page: Geometry, *, pages: bool = True
) -> tuple[Leaf, ...]:
    """Set the paragraphs of the tree in lines, and break them into pages. Return where pages were made to begin.

    An offset of 1 in a leaf only says that its page begins inside a block. Nothing is returned, and WeasyPrint breaks
    the pages, where that was not asked for or a block is of unknown depth.
    """
    walk = _Walk(styles, tuple(faces), page)
    for section in root.iter("section"):
        walk.enter(section, page.measure, 0.0, 0.0)
    blocks = walk.blocks
    choices = _choose(blocks, page) if pages and blocks and all(block.known for block in blocks) else None
    for index, block in enumerate(blocks):
        way = choices[index].way if choices and block.widows else 0
        if block.ways and block.text and block.breaks:
            set_lines(block.element, styles, block.text, block.breaks, block.ways[way].lines, block.widths)
    if not choices:
        return ()
    return tuple(_turned(root, styles, blocks, choices))


def _choose(blocks: Sequence[Block], page: Geometry) -> tuple[Choice, ...] | None:
    """Choose ways and page breaks; if the pages are not good, again with more ways to set their paragraphs."""
    pieces = list(_pieces(blocks, page.leading))
    choices = fit(pieces, page.lines)
    if choices is None or cost(pieces, choices, page.lines) <= GOOD:
        return choices
    for block in blocks:
        if block.ways and block.breaks and block.widows and len(block.ways[0].lines) >= ENOUGH:
            track = TRACK / EM * block.text.size if block.text else 0.0
            block.ways = settings(block.breaks, block.widths, block.space, track=track, other=True)
    return fit(list(_pieces(blocks, page.leading)), page.lines)


def _pieces(blocks: Sequence[Block], leading: float) -> Iterator[Piece]:
    before: Block | None = None
    for block in blocks:
        gap = max(block.above, before.below if before else 0.0)
        kept = before is not None and (block.keeps_before or before.keeps_after)
        if block.widows:
            ways = tuple(_way(way, block) for way in block.ways)
        else:
            ways = tuple(Way(block.lines + more, price) for more, price in block.give)
        yield Piece(ways, round(gap / leading), kept, block.orphans, block.widows)
        before = block


def _way(way: Setting, block: Block) -> Way:
    assert block.breaks is not None
    worse = way.demerits - block.ways[0].demerits
    hyphens = (number for number, line in enumerate(way.lines, 1) if block.breaks.divides[line.at])
    return Way(len(way.lines), worse / DEMERITS + (CHANGE if worse else 0.0), frozenset(hyphens))


def _turned(
    root: ElementTree.Element, styles: Styles, blocks: Sequence[Block], choices: Sequence[Choice]
) -> Iterator[Leaf]:
    """Have the pages begin where they were chosen to, and tell where that is."""
    where = places(root)
    first = where[blocks[0].element]
    yield Leaf(first.section, first.block, 0)
    for block, choice in zip(blocks, choices, strict=True):
        place = where[block.element]
        if choice.fresh:
            styles.turn(block.element, fresh=True, before=block.orphans, after=block.widows)
            yield Leaf(place.section, place.block, 0)
        if not block.widows and block.give[choice.way][0]:
            styles.give(block.element, block.give[choice.way][0])
        if len(choice.cuts) == 1:
            depth = len(block.ways[choice.way].lines)
            styles.turn(block.element, fresh=False, before=choice.cuts[0], after=depth - choice.cuts[0])
        for _ in choice.cuts:
            yield Leaf(place.section, place.block, 1)


class _Walk:
    """The walk through a tree that finds its blocks, and measures their text."""

    def __init__(self, styles: Styles, faces: tuple[Face, ...], page: Geometry) -> None:
        self.styles, self.faces, self.page = styles, faces, page
        self.blocks: list[Block] = []
        self.types: dict[int, tuple[Any, Type]] = {}  # by the identity of a style, which is kept with it

    def enter(self, group: ElementTree.Element, measure: float, above: float, below: float) -> None:
        """Take up the blocks of a group. `above` and `below` are margins of the groups it begins and ends."""
        style = self.styles.of(group)
        room = _room(style, measure)
        plain = room is not None and not _padding(style)
        above, below = (
            max(above, _pixels(style["margin_top"]) * POINTS),
            max(below, _pixels(style["margin_bottom"]) * POINTS),
        )
        kids = list(group)
        for number, child in enumerate(kids):
            first, last = number == 0, number + 1 == len(kids)
            if child.tag in GROUPS and room is not None and plain:
                self.enter(child, room, above if first else 0.0, below if last else 0.0)
            else:
                block = self._block(child, room, above if first else 0.0, below if last else 0.0)
                block.known = block.known and plain
                self.blocks.append(block)

    def _block(
        self, element: ElementTree.Element, measure: float | None, above: float, below: float
    ) -> Block:
        style = self.styles.of(element)
        block = Block(
            element,
            max(above, _pixels(style["margin_top"]) * POINTS),
            max(below, _pixels(style["margin_bottom"]) * POINTS),
            style["break_before"] in ("avoid", "avoid-page"),
            style["break_after"] in ("avoid", "avoid-page"),
        )
        room = _room(style, measure) if measure is not None else None
        if element.tag == "hr" and room is not None:
            self._break(block, style)
        elif element.tag in TEXTS and room is not None:
            self._set(block, style, room)
        return block

    def _break(self, block: Block, style: Any) -> None:
        """Take a scene break with its space, as it is never at the edge of a page; the space may give a little."""
        space = block.above + block.below
        block.above = block.below = 0.0
        self._deep(block, style, _pixels(style["height"]) * POINTS + space)
        if block.keeps_before and block.keeps_after and block.lines > 2:
            block.give = AIR

    def _set(self, block: Block, style: Any, room: float) -> None:
        """Measure the text of a block, and find its lines: by total fit, or shared evenly, or as they stand."""
        if (
            style["white_space"] != "normal"
            or style["direction"] != "ltr"
            or style["text_transform"] != "none"
        ):
            return
        indent = style["text_indent"]
        stretches = list(self._stretches(block.element, ()))
        if _percentage(indent) or not stretches or not all(_known(stretch) for stretch in stretches):
            return
        limits = tuple(style["hyphenate_limit_chars"]) if style["hyphens"] == "auto" else None
        text = Text(stretches, limits)
        breaks = text.breaks()
        first = room - _pixels(indent) * POINTS
        height = _pixels(style["line_height"]) * POINTS if style["line_height"] != "normal" else 0.0
        if style["text_align_all"] == "justify":
            ways = settings(breaks, (first, room), text.space, track=TRACK / EM * text.size)
            if ways:
                block.text, block.breaks, block.ways = text, breaks, ways
                block.widths, block.space = (first, room), text.space
                self._deep(block, style, height * len(ways[0].lines))
                if round(height / self.page.leading, 2) == 1 and block.lines == len(ways[0].lines):
                    block.orphans, block.widows = style["orphans"], style["widows"]
        elif style["text_align_all"] == "center" and (shared := share_lines(breaks, room)):
            if len(shared) > 1:
                block.text, block.breaks, block.ways = text, breaks, [Setting(shared, 0.0)]
            self._deep(block, style, height * len(shared))
            if not self.blocks and _pixels(style["padding_top"]) * POINTS > 3 * self.page.leading:
                block.give = SINK
        elif breaks.end[-1] <= first:
            self._deep(block, style, height)

    def _deep(self, block: Block, style: Any, height: float) -> None:
        """Note how deep a block is, if it is so in whole lines."""
        lines = (height + _padding(style)) / self.page.leading
        block.lines = round(lines)
        block.known = height > 0 and abs(lines - block.lines) < 0.02

    def _stretches(
        self, element: ElementTree.Element, path: tuple[ElementTree.Element, ...]
    ) -> Iterator[Stretch]:
        """Give the text of a paragraph as stretches of one type; an element that is not known gives an empty one."""
        type_ = self._type(self.styles.of(element))
        if element.text:
            yield Stretch(element.text, path, type_)
        for child in element:
            if child.tag not in INLINE or self.styles.of(child)["display"] != ("inline", "flow"):
                yield Stretch("", path, type_)
                return
            yield from self._stretches(child, (*path, child))
            if child.tail:
                yield Stretch(child.tail, path, type_)

    def _type(self, style: Any) -> Type:
        if id(style) not in self.types:
            self.types[id(style)] = style, _type(style, self.faces)
        return self.types[id(style)][1]


def _room(style: Any, measure: float) -> float | None:
    """Return the measure inside an element, or None where its style is more than margins and padding."""
    if style["float"] != "none" or style["width"] != "auto" or style["display"][0] != "block":
        return None
    lost = 0.0
    for side in ("left", "right"):
        for name in (f"margin_{side}", f"padding_{side}"):
            if style[name] == "auto" or _percentage(style[name]):
                return None
            lost += _pixels(style[name])
        lost += _pixels(style[f"border_{side}_width"])
    return measure - lost * POINTS


def _padding(style: Any) -> float:
    """Return the padding and borders above and below, in points."""
    names = ("padding_top", "padding_bottom", "border_top_width", "border_bottom_width")
    return sum(_pixels(style[name]) for name in names) * POINTS


def _percentage(value: Any) -> bool:
    return getattr(value, "unit", "px") not in ("px", None)


def _pixels(value: Any) -> float:
    return 0.0 if value == "auto" else float(getattr(value, "value", value))


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
