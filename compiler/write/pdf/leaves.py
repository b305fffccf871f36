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


@dataclass(frozen=True, slots=True)
class Place:
    """A block's place: its section, its index there, and its text as the model has it."""

    section: str
    block: int
    text: str


def places(root: ElementTree.Element) -> dict[ElementTree.Element, Place]:
    """Return the place of every block of a tree; to be asked before lines are set in it."""
    found: dict[ElementTree.Element, Place] = {}
    for section in root.iter("section"):
        index = 0
        for element in section.iter():
            if element.tag in BLOCKS:
                found[element] = Place(section.get("id", ""), index, "".join(_text(element)))
                index += 1
    return found


def leaves(document: Any, where: dict[ElementTree.Element, Place]) -> Iterator[Leaf]:
    """Find for every page the block its first line belongs to, and where in the block's text that line begins."""
    owners = {inner: element for element in where for inner in element.iter()}
    begun, at = None, 0  # the block that the page before ended in, and how much of its text was shown
    last = Leaf("", 0, 0)
    for page in document.pages:
        shown = [
            (owners[box.element], getattr(box, "text", ""))
            for box in page._page_box.descendants()  # noqa: SLF001 - there is no other way to the text
            if not box.children and box.element in owners
        ]
        if shown:
            first, final = shown[0][0], shown[-1][0]
            place = where[first]
            last = Leaf(place.section, place.block, _skip_spaces(place.text, at) if first is begun else 0)
            start = at if final is begun and final is first else 0
            at = _advance(
                where[final].text, start, "".join(text for element, text in shown if element is final)
            )
            begun = final
        yield last  # a page without text, say the foot of a box, goes on with what it belongs to


def _text(element: ElementTree.Element) -> Iterator[str]:
    """Return the text of a block as the model has it, a hard line break as one character."""
    if element.tag == "br":
        yield "\n"
    yield element.text or ""
    for child in element:
        yield from _text(child)
        yield child.tail or ""


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
