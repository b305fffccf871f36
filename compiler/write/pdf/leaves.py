"""Where things are in a typeset unit: the block each page begins with, and the addresses.

The only module besides `press` that looks into WeasyPrint's layout.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "figure"})
"""The elements that blocks become, one each."""

SCALE = 0.75  # points to a CSS pixel


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where a page begins: the section, the index of a block of it, and characters into that block's text."""

    section: str
    block: int
    offset: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """An address of a unit: its page (an index), and where on it, in points from the lower left corner."""

    id: str
    page: int
    x: float
    y: float


def anchors(document: Any) -> Iterator[Anchor]:
    """Give every address of the document, once: what runs over several pages begins on the first of them."""
    given: set[str] = set()
    for number, page in enumerate(document.pages):
        for name, (x, y, *_) in page.anchors.items():
            if name not in given:
                given.add(name)
                yield Anchor(name, number, round(x * SCALE, 2), round((page.height - y) * SCALE, 2))


def leaves(document: Any, root: ElementTree.Element) -> Iterator[Leaf]:
    """Find for every page the block its first line belongs to, and where in the block's text that line begins."""
    places = dict(_places(root))
    shown: dict[tuple[str, int], int] = {}  # how far into each block the lines so far have come
    last = Leaf(next(root.iter("section")).get("id", ""), 0, 0)
    for page in document.pages:
        first: Leaf | None = None
        for element, text in _texts(page._page_box, places):  # noqa: SLF001 - there is no other way to the text
            section, block, whole = places[element]
            at = shown.get((section, block), 0)
            if first is None:
                first = Leaf(section, block, _skip_spaces(whole, at))
            shown[section, block] = _advance(whole, at, text)
        last = first or last  # a page without text, say the foot of a box, goes on with what it belongs to
        yield last


def _places(root: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, tuple[str, int, str]]]:
    """Give every element of a block its section's id, the block's index and text."""
    for section in root.iter("section"):
        index = 0
        for element in section.iter():
            if element.tag in BLOCKS:
                place = (section.get("id", ""), index, "".join(_text(element)))
                for inner in element.iter():
                    yield inner, place
                index += 1


def _text(element: ElementTree.Element) -> Iterator[str]:
    """Return the text of a block as the model has it, a hard line break as one character."""
    if element.tag == "br":
        yield "\n"
    yield element.text or ""
    for child in element:
        yield from _text(child)
        yield child.tail or ""


def _texts(
    box: Any, places: dict[ElementTree.Element, tuple[str, int, str]]
) -> Iterator[tuple[ElementTree.Element, str]]:
    """Give the pieces of text (and the pictures) on a page, with the element each belongs to."""
    for child in box.descendants():
        if child.element in places and not child.children:
            yield child.element, getattr(child, "text", "")


def _advance(whole: str, at: int, text: str) -> int:
    """Return where in the block's text one is after a line has shown `text`; hyphens of the line's own are skipped."""
    for character in text:
        if character.isspace():
            continue
        at = _skip_spaces(whole, at)
        if at < len(whole) and whole[at] == character:
            at += 1
    return at


def _skip_spaces(whole: str, at: int) -> int:
    while at < len(whole) and whole[at].isspace():
        at += 1
    return at
