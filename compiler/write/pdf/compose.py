"""Compose a unit: lines and pages chosen by total fit before WeasyPrint lays them out, which breaks both greedily.

Type and measures are taken from the computed styles, so a theme's sheet decides them. What this compositor does not
know is left to WeasyPrint: right-to-left text, scripts without spaces, pictures, a character no face of the theme
has. Where all blocks of a unit are known, down to whole lines, its pages are chosen too; else WeasyPrint breaks them.
"""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from compiler.themes import Face, Geometry
from compiler.write.pdf.blocks import Block, Walk
from compiler.write.pdf.leaves import Leaf, places
from compiler.write.pdf.lines import Setting
from compiler.write.pdf.pages import Choice, Piece, Way, cost, fit
from compiler.write.pdf.setting import Styles, set_lines

DEMERITS = 20_000.0  # of lines, that weigh as much as a point of the pages' cost
CHANGE = 0.5  # the cost of setting a paragraph otherwise than is best for its lines
GOOD = 6.0  # pages that cost no more are not tried again with more ways to set their paragraphs
ENOUGH = 2  # lines of a paragraph that may be set in one more or fewer


def compose(
    root: ElementTree.Element, styles: Styles, faces: Sequence[Face], page: Geometry, *, pages: bool = True
) -> tuple[Leaf, ...]:
    """Set the paragraphs of the tree in lines, and break them into pages. Return where pages were made to begin.

    An offset of 1 in a leaf only says that its page begins inside a block. Nothing is returned, and WeasyPrint breaks
    the pages, where that was not asked for or a block is of unknown depth.
    """
    walk = Walk(styles, tuple(faces), page)
    for section in root.iter("section"):
        walk.enter(section, page.measure)
    blocks = walk.blocks
    choices = _choose(blocks, page) if pages and blocks and all(block.known for block in blocks) else None
    for index, block in enumerate(blocks):
        way = choices[index].way if choices and block.widths else 0
        if block.ways and block.text and block.breaks:
            set_lines(
                block.element,
                styles,
                block.text,
                block.breaks,
                block.ways[way].lines,
                () if block.ragged else block.widths,
                block.cap,
            )
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
        if block.widows and block.lines >= ENOUGH:
            block.more_ways()
    return fit(list(_pieces(blocks, page.leading)), page.lines)


def _pieces(blocks: Sequence[Block], leading: float) -> Iterator[Piece]:
    before: Block | None = None
    for block in blocks:
        gap = max(block.above, before.below if before else 0.0)
        kept = before is not None and (block.keeps_before or before.keeps_after)
        if block.widows and block.breaks:
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
        if not block.widths and block.give[choice.way][0]:
            styles.give(block.element, block.give[choice.way][0])
        if len(choice.cuts) == 1:
            depth = len(block.ways[choice.way].lines) or block.lines
            styles.turn(block.element, fresh=False, before=choice.cuts[0], after=depth - choice.cuts[0])
        for _ in choice.cuts:
            yield Leaf(place.section, place.block, 1)
