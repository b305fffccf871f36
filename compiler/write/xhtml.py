"""The only renderer: blocks to an XHTML fragment, well-formed whatever the text says.

`render(blocks)` is what a reading system or the typesetter gets. `render(blocks, annotated=True)` adds, as `data-…`
attributes, all that the plain form loses, so that `read.markup.lower` gives the same blocks back:

    data-line, data-role, data-level, data-traits    of a block; data-line is always there
    data-marker, data-marks                          the text of a scene break, and the marks on it
    data-wrap                                        the tag and number of a container; empty: the markup needed it
    data-mark                                        tag and attributes of a mark, where its element differs
    xml:space="preserve"                             where white space would collapse

Only elements, attributes and addresses that are named here are written, so no text, attribute or trait of a story
can bring in markup, a script or an address that does not parse.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from compiler.model.text import OBJECT, Block, Blocks, Kind, Mark, Role, Wrap
from compiler.write.inline import ID, LANGUAGE, NAME, Points, attribute, code, coded, inline

MARK_CLASSES = frozenset({"note", "author", "noteref", "origin", "lead-in", "drop"})
"""Classes of marks: an author's interruption; the author in a line of the contents; the star that refers to
a note; the words that lead back from it; a text's first words and first letter."""

WRAP_CLASSES = frozenset({"letter", "box"})
"""Classes of containers that are not HTML's own."""

TRAIT_CLASSES = frozenset(
    """first chat script stage box pov date place time section entry level-1 level-2 level-3 reference subtitle editor
    imprint-title imprint-lead imprint-story note-origin provenance volume source work""".split()
)
"""Traits that show: of a paragraph, of a heading inside a chapter, of the lines of front and back matter."""

ELEMENTS = frozenset({"blockquote", "ul", "ol", "li"})
_LISTS = frozenset({"ul", "ol"})

_COLLAPSES = re.compile("^[ \t\r\n]|[ \t\r\n]$|[ \t\r\n]{2}|[\t\r]")


def class_names() -> frozenset[str]:
    """Return every class the renderer writes for what the house itself labels; each is styled in `styles/`."""
    roles = {role.value for role in Role if role is not Role.BODY}
    return frozenset({"break"} | roles | MARK_CLASSES | WRAP_CLASSES | TRAIT_CLASSES)


def render(
    blocks: Blocks, *, annotated: bool = False, points: Mapping[int, Points] = MappingProxyType({})
) -> str:
    """Return the blocks as an XHTML fragment, a line each, containers opened and closed round neighbours.

    `points` is markup to stand inside blocks: for the index of a block, offsets into its text and what stands there.
    """
    lines: list[str] = []
    open_wraps: list[tuple[Wrap, str, str]] = []  # the wrap, the element it became, what closes it
    ids: set[str] = set()
    for index, block in enumerate(blocks):
        shared = _shared(open_wraps, block.within)
        while len(open_wraps) > shared:
            lines.append(open_wraps.pop()[2])
        for wrap in block.within[shared:]:
            element, opening, closing = _container(wrap, _parent(open_wraps), annotated)
            lines.append(opening)
            open_wraps.append((wrap, element, closing))
        line = _block(block, annotated, ids, points.get(index, ()))
        if _parent(open_wraps) in _LISTS:
            line = f"{_implied_item(annotated)}{line}</li>"
        lines.append(line)
    lines += [closing for _, _, closing in reversed(open_wraps)]
    return "\n".join(lines) + "\n" if lines else ""


# --- containers ---------------------------------------------------------------------------------------------


def _shared(open_wraps: list[tuple[Wrap, str, str]], within: tuple[Wrap, ...]) -> int:
    count = 0
    for (wrap, _, _), other in zip(open_wraps, within, strict=False):
        if wrap != other:
            break
        count += 1
    return count


def _parent(open_wraps: list[tuple[Wrap, str, str]]) -> str:
    return open_wraps[-1][1] if open_wraps else ""


def _implied_item(annotated: bool) -> str:
    return '<li data-wrap="">' if annotated else "<li>"


def _container(wrap: Wrap, parent: str, annotated: bool) -> tuple[str, str, str]:
    """Return the element a wrap becomes, what opens it and what closes it.

    A list holds items and nothing else, and an item stands in a list: where a wrap would break that, an item is
    put between, or the item becomes a `div`.
    """
    element = wrap.tag if wrap.tag in ELEMENTS else "div"
    if wrap.tag == "li" and parent not in _LISTS:
        element = "div"
    attributes = f' class="{wrap.tag}"' if wrap.tag not in ELEMENTS and NAME.fullmatch(wrap.tag) else ""
    if annotated:
        attributes += f' data-wrap="{attribute(coded(wrap.tag))} {wrap.number}"'
    opening, closing = f"<{element}{attributes}>", f"</{element}>"
    if parent in _LISTS and element != "li":
        opening, closing = _implied_item(annotated) + opening, closing + "</li>"
    return element, opening, closing


# --- blocks -------------------------------------------------------------------------------------------------


def _block(block: Block, annotated: bool, ids: set[str], points: Points) -> str:
    attributes = _attributes(block, ids)
    if annotated:
        attributes += _annotations(block)
    match block.kind:
        case Kind.BREAK:
            return "".join(markup for _, markup in points) + f"<hr{attributes}/>"
        case Kind.HEADING:
            element = f"h{min(max(block.level, 1), 6)}"
        case Kind.FIGURE:
            return f"<figure{attributes}>{_figure(block, annotated, ids, points)}</figure>"
        case _:
            element = block.kind.value
    return f"<{element}{attributes}>{inline(block.text, block.marks, annotated, ids, points)}</{element}>"


def _attributes(block: Block, ids: set[str]) -> str:
    classes = ["break"] if block.kind is Kind.BREAK else []
    if block.role is not Role.BODY:
        classes.append(block.role.value)
    written = ""
    for trait in block.traits:
        name, colon, value = trait.partition(":")
        if not colon:
            if NAME.fullmatch(trait) and trait not in classes:
                classes.append(trait)
        elif name == "id" and ID.fullmatch(value) and value not in ids and " id=" not in written:
            ids.add(value)
            written += f' id="{value}"'
        elif name == "lang" and LANGUAGE.fullmatch(value) and " lang=" not in written:
            written += f' lang="{value}" xml:lang="{value}"'
    return (f' class="{" ".join(classes)}"' if classes else "") + written


def _annotations(block: Block) -> str:
    found = [("data-line", str(block.line))]
    if block.role is not Role.BODY:
        found.append(("data-role", block.role.value))
    if block.level != (min(max(block.level, 1), 6) if block.kind is Kind.HEADING else 0):
        found.append(("data-level", str(block.level)))
    if block.traits:
        found.append(("data-traits", " ".join(map(coded, block.traits))))
    if block.kind is Kind.BREAK:
        if block.text:
            found.append(("data-marker", block.text))
        if block.marks:
            marks = (f"{mark.start} {mark.end} {code(mark.tag, mark.attrs)}" for mark in block.marks)
            found.append(("data-marks", "|".join(marks)))
    elif _COLLAPSES.search(block.text):
        found.append(("xml:space", "preserve"))
    return "".join(f' {name}="{attribute(value)}"' for name, value in found)


def _figure(block: Block, annotated: bool, ids: set[str], points: Points) -> str:
    """Return the picture, and what stands on the lines below it as its caption."""
    captioned = block.text.startswith(OBJECT + "\n") and not any(m.start < 2 < m.end + 1 for m in block.marks)
    if not captioned or points:
        return inline(block.text, block.marks, annotated, ids, points)
    picture = tuple(mark for mark in block.marks if mark.end <= 1)
    caption = tuple(Mark(m.start - 2, m.end - 2, m.tag, m.attrs) for m in block.marks if m.start >= 2)
    below = inline(block.text[2:], caption, annotated, ids)
    return f"{inline(OBJECT, picture, annotated, ids)}<figcaption>{below}</figcaption>"
