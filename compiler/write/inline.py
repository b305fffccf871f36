"""Inline markup: a text and its marks become nested elements, of known tags and with harmless attributes.

Marks may cross; elements may not. So a mark that another one crosses is split, and its pieces touch: reading them
back joins them again. Addresses, identifiers and classes are checked before they are written.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import quote, urlsplit

from compiler.model.text import OBJECT, Attrs, Mark

_RUBY = frozenset({"ruby", "rt"})
_ROLES = frozenset({"epub:type", "role"})  # of a link: a reference to a note, a way back from it
_READ_BACK = frozenset({"href", "src", "alt", "title", "lang", "width", "height"})

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
ID = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_HOST = re.compile(
    r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*(:\d+)?"
)
_MAILBOX = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+")
_SPECIAL = re.compile("[&<>\r\n\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL_IN_ATTRIBUTE = re.compile('[&<>"\t\r\n\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_REPLACEMENT = "\ufffd"  # for characters that XML has no way to write


Points = Sequence[tuple[int, str]]
"""Markup that stands between two characters of a text, such as the place where a printed page begins."""


def inline(text: str, marks: tuple[Mark, ...], annotated: bool, ids: set[str], points: Points = ()) -> str:
    """Return the text with its marks as elements; `ids` are those in use, and grow by those written here.

    Ruby is strict about what stands in it, and which marks break it shows only once all are nested: so nest them,
    see what came out wrong, and do it again with that set plain.
    """
    if not marks and not points:
        return escape(text)
    plain: frozenset[Mark] = frozenset()
    while True:
        nesting = _Nesting(text, marks, annotated, set(ids), plain, points)
        written = nesting.write()
        if nesting.wrong <= plain:
            ids |= nesting.ids
            return written
        plain |= nesting.wrong


def escape(text: str) -> str:
    """Return the text as XML character data; a line break becomes `<br/>`."""
    return _SPECIAL.sub(_escaped, text)


def attribute(value: str) -> str:
    """Return the text as the value of an attribute in double quotes."""
    return _SPECIAL_IN_ATTRIBUTE.sub(lambda match: _ESCAPES.get(match[0], _REPLACEMENT), value)


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    return "<br/>" if character == "\n" else _ESCAPES.get(character, _REPLACEMENT)


def coded(token: str) -> str:
    """Return the token as a word without white space or `=`, which `urllib.parse.unquote` undoes."""
    return re.sub(r"[%\s=|]", lambda match: quote(match[0], safe=""), token)


class _Nesting:
    """Marks becoming elements, those that cross split in two. `wrong` is the ruby that came out of place."""

    def __init__(
        self,
        text: str,
        marks: tuple[Mark, ...],
        annotated: bool,
        ids: set[str],
        plain: frozenset[Mark],
        points: Points,
    ) -> None:
        self.text = text
        self.annotated = annotated
        self.ids = ids
        self.plain = plain  # ruby that is to have no element of its own
        self.wrong: set[Mark] = set()
        self.begun: set[Mark] = set()
        self.marks: list[Mark] = []
        self.inserts: list[tuple[int, int, str]] = [(place, place, markup) for place, markup in points]
        shown = -1
        for mark in marks:
            if mark.tag == "img" and text[mark.start : mark.end] == OBJECT and mark.start != shown:
                shown = mark.start
                picture = _element(mark, "img", annotated, self._takes_id(mark))[0]
                self.inserts.append((mark.start, mark.end, picture))
            else:
                self.marks.append(mark)
        self.inserts.sort(key=lambda insert: insert[:2], reverse=True)
        self.out: list[str] = []
        self.open: list[tuple[Mark, str]] = []  # the marks that are open, and what closes each
        self.annotated_to: dict[Mark, int] = {}  # of a ruby: where its last rt ended

    def write(self) -> str:
        """Return the whole text."""
        position = waiting = 0
        for boundary in sorted({m.start for m in self.marks} | {m.end for m in self.marks}):
            self._characters(position, boundary)
            position = boundary
            opening = self._close(boundary)
            while waiting < len(self.marks) and self.marks[waiting].start == boundary:
                opening.append(self.marks[waiting])
                waiting += 1
            for mark in sorted(opening, key=_outermost_first):
                self._open(mark)
        self._characters(position, len(self.text), to_the_end=True)
        return "".join(self.out)

    def _characters(self, start: int, end: int, to_the_end: bool = False) -> None:
        while self.inserts and (self.inserts[-1][0] < end or to_the_end):
            place, after, markup = self.inserts.pop()
            self.out += escape(self.text[start:place]), markup
            start = after
        self.out.append(escape(self.text[start:end]))

    def _close(self, boundary: int) -> list[Mark]:
        """Close the marks that end here, and return those that had to be closed with them."""
        split: list[Mark] = []
        ending = sum(mark.end == boundary for mark, _ in self.open)
        while ending:
            mark, closing = self.open.pop()
            self.out.append(closing)
            if mark.end > boundary:
                split.append(mark)
                if mark.tag in _RUBY:
                    self.wrong.add(mark)
                continue
            ending -= 1
            if mark.tag == "rt" and mark not in self.plain and self.open:
                self.annotated_to[self.open[-1][0]] = boundary
            elif mark.tag == "ruby" and self.annotated_to.get(mark) != boundary:
                self.wrong.add(mark)
        return split

    def _open(self, mark: Mark) -> None:
        if mark.tag == "rt":
            ruby = self.open[-1][0] if self.open else mark
            if (
                ruby.tag != "ruby"
                or ruby in self.plain
                or self.annotated_to.get(ruby, ruby.start) == mark.start
            ):
                self.wrong.add(mark)
        in_link = mark.tag == "a" and any(other.tag == "a" for other, _ in self.open)
        tag = "" if in_link or mark in self.plain or mark.tag == "img" else mark.tag
        opening, closing = _element(mark, tag, self.annotated, self._takes_id(mark))
        self.begun.add(mark)
        self.out.append(opening)
        self.open.append((mark, closing))

    def _takes_id(self, mark: Mark) -> bool:
        """Tell whether the mark has an id that nothing else has, and this is the first piece of it."""
        value = mark.attr("id")
        if not value or mark in self.begun or value in self.ids or not ID.fullmatch(value):
            return False
        self.ids.add(value)
        return True


def _outermost_first(mark: Mark) -> tuple[int, int]:
    # of two over the same characters a ruby goes inside (its rt must be its child) and an rt outside
    return -mark.end, {"rt": 0, "ruby": 2}.get(mark.tag, 1)


def _element(mark: Mark, tag: str, annotated: bool, takes_id: bool) -> tuple[str, str]:
    return _written(mark.tag, mark.attrs, tag, annotated, takes_id)


@lru_cache(4096)
def _written(tag: str, attrs: Attrs, element: str, annotated: bool, takes_id: bool) -> tuple[str, str]:
    """Return what opens and what closes the element of a mark; `element` is empty where it must not have its own."""
    written = dict(_allowed(tag, attrs, takes_id)) if element else {}
    if element == "img":
        written.setdefault("alt", "")
    exact = element == tag and tuple(written.items()) == attrs and _reads_back(tag, written)
    if element == "note":
        element, written = "span", {"class": "note"}
    elif element in ("a", "span") and not written:
        element = ""
    attributes = "".join(f' {name}="{attribute(value)}"' for name, value in written.items())
    if "lang" in written:
        attributes += f' xml:lang="{written["lang"]}"'
    if annotated and not exact:
        element = element or "span"
        attributes += f' data-mark="{attribute(code(tag, attrs))}"'
    if not element:
        return "", ""
    if element == "img":
        return f"<img{attributes}/>", ""
    return f"<{element}{attributes}>", f"</{element}>"


def code(tag: str, attrs: Attrs) -> str:
    """Return tag and attributes as one line, for `data-mark`."""
    return " ".join([tag, *(f"{coded(name)}={coded(value)}" for name, value in attrs)])


def _reads_back(tag: str, written: dict[str, str]) -> bool:
    """Tell whether reading the element gives the mark: a bare span says nothing, and classes are not read."""
    return tag != "note" and (tag not in ("a", "span") or bool(written)) and not written.keys() - _READ_BACK


def _allowed(tag: str, attrs: Attrs, takes_id: bool) -> Iterator[tuple[str, str]]:
    """Give the attributes that may be written, in order, each with a value that cannot break the book."""
    for name, value in attrs:
        if name == "id" and takes_id:
            yield name, value
        elif name == "href" and tag == "a":
            if address := _address(value):
                yield name, address
        elif name == "lang":
            if LANGUAGE.fullmatch(value):
                yield name, value
        elif name == "class":
            if all(map(NAME.fullmatch, value.split())) and value.split():
                yield name, value
        elif name in ("width", "height"):
            if tag == "img" and value.isascii() and value.isdigit():
                yield name, value
        elif name == "title" or (tag == "img" and name in ("src", "alt")) or (tag == "a" and name in _ROLES):
            yield name, value


def _address(href: str) -> str:
    """Return the address if it is a place in the book or on the web that parses, else an empty string."""
    try:
        parts = urlsplit(href)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme in ("http", "https"):
        if not _HOST.fullmatch(parts.netloc) or port == 0:
            return ""
    elif parts.scheme == "mailto":
        if not _MAILBOX.fullmatch(parts.path):
            return ""
    elif parts.scheme or parts.netloc or not href:
        return ""
    return quote(href, safe="!#$%&'()*+,/:;=?@[]~-._")
