"""The one lowering of any HTML to blocks; also the inverse of `write.xhtml.render(blocks, annotated=True)`.

Lowering is faithful and judges nothing: a block element begins a block, `<br>` is a line break, an inline element is
a mark, a blockquote or a list a container; a class is kept as the trait "class:…", so that rules can look at it. All
characters a browser would show are in a block, white space collapsed as a browser collapses it. A row of a table
whose cells hold text alone is one block, its cells parted by tabs, as a browser copies it. Where an element carries
`data-line` (see `write.xhtml`), the block is what its `data-…` attributes say, exactly.

Two traits are for the rules that find paragraphs: "stated" says that an element for paragraphs (`<p>`, `<li>`) states
this one; "at:0,2,5" says on which lines of the source, counted from the block's own, the lines of its text begin,
where that is not simply one after the other.

Python's own parser is used, and not lxml: it keeps `<i><p>…</p></i>` as it is written, drops no unfinished tag, and
knows the line of every element.
"""

import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.entities import html5
from types import MappingProxyType
from urllib.parse import unquote

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PageElement, PreformattedString

from compiler.model.text import OBJECT, TAGS, Attrs, Block, Blocks, Kind, Mark, Wrap
from compiler.read.elements import (
    BLOCKS,
    CONTAINERS,
    HIDDEN,
    NUMBER,
    Frame,
    Said,
    attributes,
    decoded,
    frame,
    marker_marks,
    marks,
)

DEEPEST = 100
"""How deep containers and marks are kept; deeper ones are passed over, never their text."""

_SPACE = re.compile(r"[ \t\n\r\f]+")
_TYPED = re.compile(r"<(?=/?a/n\b)", re.IGNORECASE)  # "<A/N: sorry!>" is no link
_BREAKS = re.compile(r"<(br|hr)\s*>", re.IGNORECASE)


def parse(html: str) -> BeautifulSoup:
    """Return the tree of a page or a fragment, every element with its line (`sourceline`)."""
    # Kindnesses to the parser: what looks like an entity and is none would lose its semicolon; a tag without an end
    # would be tried again from each `<` before it; an open <br> lengthens a list that every end tag is searched in.
    html = html.replace("\r\n", "\n").replace("\r", "\n")
    html = re.sub(r"&(\w+;)", lambda match: match[0] if match[1] in html5 else f"&amp;{match[1]}", html)
    finished = html.rfind(">") + 1
    html = html[:finished] + html[finished:].replace("<", "&lt;")
    html = _TYPED.sub("&lt;", _BREAKS.sub(r"<\1/>", html))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(
            html, "html.parser", multi_valued_attributes=None, preserve_whitespace_tags=BLOCKS
        )


def lower(markup: str | Tag, said: Mapping[int, Said] = MappingProxyType({})) -> Blocks:
    """Return the blocks of a page, of a fragment or of a part of a parsed page.

    `said` gives, by the `id()` of block elements in that page, what the format says of what they hold.
    """
    return _Lowering(said).lower(parse(markup) if isinstance(markup, str) else markup)


@dataclass(slots=True, eq=False)
class _Open:
    """A mark whose element is open, and where it began in the block that is being filled."""

    tag: str
    attrs: Attrs
    start: int


class _Lowering:
    """A walk through the tree in the order of the text, filling one block after another."""

    def __init__(self, said: Mapping[int, Said]) -> None:
        self.said = said
        self.cells: set[int] = set()  # ids of the cells that are parts of a line
        self.blocks: list[Block] = []
        self.frame = Frame()
        self.wraps: tuple[Wrap, ...] = ()
        self.numbers = 0  # of the containers so far
        self.line = 1  # that the walk has reached
        self.open: list[_Open] = []
        self.marks: list[Mark] = []
        self.pieces: list[str] = []
        self.length = 0
        self.begun = 0  # the line of the first character
        self.lines: list[int] = []  # on which the lines of the text after the first begin

    def lower(self, root: Tag) -> Blocks:
        """Return the blocks of the tree, the root included."""
        # with a stack of our own, because a page may be nested deeper than Python's
        waiting: list[PageElement | Callable[[], None]] = [root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Tag):
                if node.name not in HIDDEN:
                    self.line = node.sourceline or self.line
                    waiting.append(self._enter(node))
                    waiting.extend(reversed(node.contents))
            elif isinstance(node, NavigableString):
                if not isinstance(node, PreformattedString):  # a comment, a doctype, an instruction
                    self._characters(node)
            elif callable(node):
                node()
        self._flush()
        return tuple(self.blocks)

    # --- elements -------------------------------------------------------------------------------------------

    def _enter(self, node: Tag) -> Callable[[], None]:
        """Begin what the element begins, and return what ends it."""
        name, attrs = node.name, _attrs(node)
        said = self.said.get(id(node))
        if name in CONTAINERS or "data-wrap" in attrs:
            return self._enter_container(name, attrs, said)
        if name == "tr":
            self.cells.update(map(id, _cells_of_a_line(node)))
        if id(node) in self.cells:
            self._part_cells()
        elif name in BLOCKS:
            return self._enter_block(frame(name, attrs, self.frame, said), attrs)
        if name == "br" or (name == "figcaption" and self.length):
            self._break_line()
        elif name == "img":
            self._picture(attrs)
            return _nothing
        return self._open_marks(name, attrs)

    def _enter_block(self, inside: Frame, attrs: dict[str, str]) -> Callable[[], None]:
        self._flush()
        outside, self.frame = self.frame, inside
        exact = inside.line is not None
        close_marks = _nothing if exact else self._open_marks("", attrs)
        if inside.kind is Kind.BREAK:
            self._add(attrs.get("data-marker", ""))
            self.marks += marker_marks(attrs.get("data-marks", ""), self.length)

        def leave() -> None:
            self._flush(even_empty=exact or inside.kind is Kind.BREAK)
            close_marks()
            self.frame = outside

        return leave

    def _enter_container(self, name: str, attrs: dict[str, str], said: Said | None) -> Callable[[], None]:
        outside = self.wraps
        leave_block = self._enter_block(frame(name, attrs, self.frame, said), attrs)
        if "data-wrap" in attrs:
            tag, _, number = attrs["data-wrap"].rpartition(" ")
            if (
                NUMBER.fullmatch(number) and len(self.wraps) < DEEPEST
            ):  # else the element is there for the markup's sake
                self.wraps += (Wrap(unquote(tag), int(number)),)
        else:
            while name == "li" and self.wraps and self.wraps[-1].tag == "li":  # an end tag was left out
                self.wraps = self.wraps[:-1]
            if len(self.wraps) < DEEPEST:
                self.numbers += 1
                self.wraps += (Wrap(name, self.numbers),)

        def leave() -> None:
            leave_block()
            self.wraps = outside

        return leave

    def _open_marks(self, name: str, attrs: dict[str, str]) -> Callable[[], None]:
        exact = "data-mark" in attrs
        if name == "a" and not exact:  # a link cannot stand in a link: it ends the one before
            for other in [other for other in self.open if other.tag == "a"]:
                self._close(other)
        opened: list[_Open] = []
        for tag, its_attrs in [decoded(attrs["data-mark"])] if exact else marks(name, attrs):
            known = any(other.tag == tag and other.attrs == its_attrs for other in self.open)
            if tag in TAGS and not known and len(self.open) < DEEPEST:
                opened.append(_Open(tag, its_attrs, self.length))
                self.open.append(opened[-1])

        def leave() -> None:
            for mark in reversed(opened):
                self._close(mark)

        return leave if opened else _nothing

    def _close(self, mark: _Open) -> None:
        if mark in self.open:  # else a later link has ended it
            self.open.remove(mark)
            self._mark(mark)

    def _mark(self, mark: _Open) -> None:
        if mark.start < self.length:
            self.marks.append(Mark(mark.start, self.length, mark.tag, mark.attrs))

    def _picture(self, attrs: dict[str, str]) -> None:
        found = decoded(attrs["data-mark"])[1] if "data-mark" in attrs else attributes("img", attrs)
        self._add(OBJECT)
        self.marks.append(Mark(self.length - 1, self.length, "img", found))

    # --- text -----------------------------------------------------------------------------------------------

    def _characters(self, text: str) -> None:
        begun = self.line + text.count("\n", 0, len(text) - len(text.lstrip(" \t\n\f")))
        self.line += text.count("\n")
        if not self.frame.preserve:
            text = _SPACE.sub(" ", text)
            if text[:1] == " " and (not self.length or self.pieces[-1][-1] in " \n"):
                text = text[1:]
        elif self.frame.kind is Kind.PRE and not self.length:
            text = text.removeprefix("\n")
        if not self.length:
            self.begun = begun
        elif self.pieces[-1] == "\n" and text and self.lines:
            self.lines[-1] = begun
        self._add(text)

    def _add(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.length += len(text)

    def _break_line(self) -> None:
        self._strip()
        if not self.length:
            self.begun = self.line
        self._add("\n")
        self.lines.append(self.line)

    def _part_cells(self) -> None:
        self._strip()
        if self.length:
            self._add("\t")

    def _strip(self) -> None:
        """Take the space off the end, which a browser would not show, and the marks off the space."""
        if self.frame.preserve or not self.pieces or self.pieces[-1][-1] != " ":
            return
        self.length -= 1
        shorter = self.pieces.pop()[:-1]
        if shorter:
            self.pieces.append(shorter)
        for mark in self.open:
            mark.start = min(mark.start, self.length)
        ending: list[Mark] = []
        while self.marks and self.marks[-1].end > self.length:
            ending.append(self.marks.pop())
        self.marks += [
            Mark(mark.start, self.length, mark.tag, mark.attrs)
            for mark in reversed(ending)
            if mark.start < self.length
        ]

    def _flush(self, even_empty: bool = False) -> None:
        """End the block that is being filled."""
        self._strip()
        frame = self.frame
        if self.length or even_empty:
            for mark in self.open:
                self._mark(mark)
            line = (self.begun or self.line) if frame.line is None else frame.line
            self.blocks.append(
                Block(
                    frame.kind,
                    "".join(self.pieces),
                    tuple(self.marks),
                    self.wraps,
                    frame.role,
                    frame.level,
                    frame.traits + self._places(line),
                    line,
                )
            )
        for mark in self.open:
            mark.start = 0
        self.pieces, self.marks, self.length, self.begun, self.lines = [], [], 0, 0, []

    def _places(self, line: int) -> tuple[str, ...]:
        """Return the trait that says where the lines of the text begin, where that does not go without saying."""
        offsets = [begun - line for begun in (line, *self.lines)]
        usual = self.frame.preserve or self.frame.line is not None or offsets == [*range(len(offsets))]
        return () if usual else (f"at:{','.join(map(str, offsets))}",)


def _cells_of_a_line(row: Tag) -> list[Tag]:
    """Return the cells of a table's row, if there are several and none holds anything but text."""
    cells = [cell for cell in row.contents if isinstance(cell, Tag)]
    several = len(cells) > 1 and all(cell.name in ("td", "th") for cell in cells)
    return cells if several and not any(map(_holds_blocks, cells)) else []


def _holds_blocks(cell: Tag) -> bool:
    return any(isinstance(node, Tag) and node.name in BLOCKS | CONTAINERS for node in cell.descendants)


def _attrs(tag: Tag) -> dict[str, str]:
    return {name: str(value) for name, value in tag.attrs.items()}


def _nothing() -> None:
    """End an element that began nothing."""
