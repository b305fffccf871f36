"""The pages of an EPUB: each section becomes an XHTML file, with its links pointing at the right file.

File names come from section ids; the contents is the navigation document itself (`write.nav`). A link to a place
that does not exist, or a picture that is not among the files, loses its mark and keeps its words.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from compiler.model.book import Book, Matter, Pagination, Part, Section
from compiler.model.edits import Replace, apply
from compiler.model.text import OBJECT, Block, Blocks, Kind, Mark, Role
from compiler.write.inline import LANGUAGE, Points, attribute
from compiler.write.opening import opened
from compiler.write.xhtml import render

NAV = "nav.xhtml"
COVER = "cover.xhtml"
STYLE = "style.css"

RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "dv", "fa", "ha", "he", "khw", "ks", "ku", "ps", "sd", "ug", "ur", "yi"}
)

_TYPES = {  # epub:type and ARIA role of the section of each kind; half-title and title page have no role
    Matter.HALF_TITLE: ("halftitlepage", ""),
    Matter.TITLE_PAGE: ("titlepage", ""),
    Matter.IMPRINT: ("copyright-page", ""),
    Matter.DEDICATION: ("dedication", "doc-dedication"),
    Matter.EPIGRAPH: ("epigraph", "doc-epigraph"),
    Matter.CONTENTS: ("toc", "doc-toc"),
    Matter.INTRODUCTION: ("introduction", "doc-introduction"),
    Matter.PART: ("part", "doc-part"),
    Matter.STORY: ("chapter", "doc-chapter"),
    Matter.CHAPTER: ("chapter", "doc-chapter"),
    Matter.NOTES: ("endnotes", "doc-endnotes"),
    Matter.CONTRIBUTORS: ("contributors", ""),
    Matter.COLOPHON: ("colophon", "doc-colophon"),
}
_PARTS = {Part.FRONT: "frontmatter", Part.BODY: "bodymatter", Part.BACK: "backmatter"}


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The place where a printed page begins: its label and the address of the break."""

    label: str
    href: str


class Addresses:
    """Where everything in the book is: files of sections, places of ids, files of pictures."""

    def __init__(self, sections: Sequence[Section], pictures: Mapping[str, str]) -> None:
        self.pictures = pictures
        self._files = {section.id: file_name(section) for section in sections}
        self._of_story: dict[tuple[str, str], str] = {}
        self._of_book: dict[str, str] = {}
        for section in sections:
            for name in _ids(section.blocks):
                self._of_story.setdefault((section.story, name), section.id)
                self._of_book.setdefault(name, section.id)

    def resolve(self, href: str, section: Section, ids: frozenset[str]) -> str:
        """Return the address for a link in the section, whose own ids are given, or an empty string."""
        if not href.startswith("#"):
            return href if ":" in href else ""  # the web, or a file that is not in this book
        name = href[1:]
        if name in self._files:
            return self._files[name]
        if name in ids:
            return href
        place = self._of_story.get((section.story, name)) or self._of_book.get(name)
        return f"{self._files[place]}#{name}" if place else ""


def file_name(section: Section) -> str:
    """Return the name of the file the section is in."""
    return NAV if section.matter is Matter.CONTENTS else f"{section.id}.xhtml"


def language(tag: str, otherwise: str = "und") -> str:
    """Return the language tag if it is one."""
    return tag if LANGUAGE.fullmatch(tag) else otherwise


def document(title: str, body: str, part: str, tag: str) -> bytes:
    """Return a whole XHTML file in the language `tag`; `part` is the epub:type of its body, or empty."""
    direction = ' dir="rtl"' if tag.split("-")[0].lower() in RIGHT_TO_LEFT else ""
    type_ = f' epub:type="{part}"' if part else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{tag}" xml:lang="{tag}"{direction}>\n'
        f"<head>\n<title>{plain(title)}</title>\n"
        f'<link rel="stylesheet" type="text/css" href="{STYLE}"/>\n</head>\n'
        f"<body{type_}>\n{body}</body>\n</html>\n"
    ).encode()


def plain(text: str) -> str:
    """Return a title or a name as one line of XML character data."""
    return attribute(" ".join(text.split()))


def page(
    section: Section, book: Book, addresses: Addresses, breaks: Mapping[int, Points], opening: str = "plain"
) -> bytes:
    """Return the section as a file, its text opened as the theme wants."""
    ids = frozenset(_ids(section.blocks))
    blocks = tuple(_settled(_with_unique_ids(section.blocks, section.id), section, addresses, ids))
    if section.matter in (Matter.STORY, Matter.CHAPTER):
        blocks = opened(blocks, opening)
    type_, role = _TYPES[section.matter]
    attributes = f' class="{section.matter.value}" epub:type="{type_}" id="{attribute(section.id)}"'
    attributes += f' role="{role}"' if role else ""
    content = _notes(blocks, breaks) if section.matter is Matter.NOTES else _text(blocks, breaks)
    tag = language(section.language or book.language, language(book.language))
    return document(
        section.title or book.title,
        f"<section{attributes}>\n{content}</section>\n",
        _PARTS[section.part],
        tag,
    )


def page_breaks(
    book: Book, pagination: Pagination | None
) -> tuple[tuple[PageBreak, ...], dict[str, dict[int, list[tuple[int, str]]]]]:
    """Return the printed pages in order with their addresses, and for each section the marks to put into its text."""
    found: list[PageBreak] = []
    marks: dict[str, dict[int, list[tuple[int, str]]]] = {}
    sections = {section.id: section for section in book.sections}
    taken: set[str] = set()
    for page in pagination.pages if pagination else ():
        section = sections.get(page.section)
        if section is None or not page.label or page.label in taken:
            continue  # a blank, or a page that says no number
        taken.add(page.label)
        if section.matter is Matter.CONTENTS or page.block >= len(section.blocks):
            found.append(PageBreak(page.label, file_name(section)))
            continue
        name = f"page-{len(taken)}"
        label = attribute(page.label)
        offset = min(page.offset, len(section.blocks[page.block].text))
        markup = f'<span epub:type="pagebreak" role="doc-pagebreak" id="{name}" aria-label="{label}"></span>'
        marks.setdefault(section.id, {}).setdefault(page.block, []).append((offset, markup))
        found.append(PageBreak(page.label, f"{file_name(section)}#{name}"))
    return tuple(found), marks


def _text(blocks: Blocks, breaks: Mapping[int, Points]) -> str:
    """Return the blocks, and below them the footnotes, which most readers pop up where they are referred to."""
    feet = [index for index, block in enumerate(blocks) if block.role is Role.FOOTNOTE and block.trait("id")]
    if not feet:
        return render(blocks, points=breaks)
    above = [index for index in range(len(blocks)) if index not in set(feet)]
    asides = [_framed("aside", "footnote", blocks, breaks, [index]) for index in feet]
    return "".join([_run(blocks, breaks, above), *asides])


def _notes(blocks: Blocks, breaks: Mapping[int, Points]) -> str:
    """Return the notes, each an element that begins with the line that says where it was, so that it can pop up."""
    starts = [i for i, b in enumerate(blocks) if b.kind is Kind.HEADING or "note-origin" in b.traits]
    written: list[str] = []
    for start, end in zip([0, *starts], [*starts, len(blocks)], strict=True):
        run = range(start, end)
        if run and "note-origin" in blocks[start].traits:
            written.append(_framed("div", "endnote", blocks, breaks, run))
        else:
            written.append(_run(blocks, breaks, run))
    return "".join(written)


def _framed(
    element: str, kind: str, blocks: Blocks, breaks: Mapping[int, Points], indices: Sequence[int]
) -> str:
    """Return some of the blocks in an element that has the id of the first of them."""
    head = blocks[indices[0]]
    place = head.trait("id")
    bare = replace(head, traits=tuple(trait for trait in head.traits if trait != f"id:{place}"))
    inside = {indices[0]: bare} | {index: blocks[index] for index in indices[1:]}
    attributes = f' id="{attribute(place)}"' if place else ""
    attributes += ' role="doc-footnote"' if kind == "footnote" else ""
    text = _run(inside, breaks, indices)
    return f'<{element} class="{kind}s" epub:type="{kind}"{attributes}>\n{text}</{element}>\n'


def _run(blocks: Blocks | Mapping[int, Block], breaks: Mapping[int, Points], indices: Sequence[int]) -> str:
    points = {position: breaks[index] for position, index in enumerate(indices) if index in breaks}
    return render(tuple(blocks[index] for index in indices), points=points)


# --- links, ids and pictures --------------------------------------------------------------------------------


def _ids(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        for trait in block.traits:
            if trait.startswith("id:"):
                yield trait[3:]
        for mark in block.marks:
            if mark.attrs and (name := mark.attr("id")):
                yield name


def _with_unique_ids(blocks: Blocks, own: str) -> Iterator[Block]:
    """Take away the ids that an earlier block of the file, or the section itself, has."""
    seen = {own}
    for block in blocks:
        repeated = {trait for trait in block.traits if trait.startswith("id:") and trait[3:] in seen}
        seen.update(trait[3:] for trait in block.traits if trait.startswith("id:"))
        yield (
            replace(block, traits=tuple(t for t in block.traits if t not in repeated)) if repeated else block
        )


def _settled(
    blocks: Iterable[Block], section: Section, addresses: Addresses, ids: frozenset[str]
) -> Iterator[Block]:
    """Give the blocks with their links and pictures addressed for this book."""
    for block in blocks:
        if any(mark.tag in ("a", "img") for mark in block.marks):
            described = _without_lost_pictures(block, addresses)
            marks = (_settled_mark(mark, described, section, addresses, ids) for mark in described.marks)
            yield replace(described, marks=tuple(mark for mark in marks if mark))
        else:
            yield block


def _settled_mark(
    mark: Mark, block: Block, section: Section, addresses: Addresses, ids: frozenset[str]
) -> Mark | None:
    if mark.tag == "img":
        attrs = tuple((k, addresses.pictures[v] if k == "src" else v) for k, v in mark.attrs)
        return replace(mark, attrs=attrs)
    if mark.tag != "a":
        return mark
    href = addresses.resolve(mark.attr("href"), section, ids)
    if not href:
        return None
    attrs = tuple((name, href if name == "href" else value) for name, value in mark.attrs)
    if "reference" in block.traits or "noteref" in mark.attr("class").split():
        attrs += (("epub:type", "noteref"), ("role", "doc-noteref"))
    elif "origin" in mark.attr("class").split():
        attrs += (("epub:type", "backlink"), ("role", "doc-backlink"))
    return replace(mark, attrs=attrs)


def _without_lost_pictures(block: Block, addresses: Addresses) -> Block:
    """Put its description in the place of a picture that the book does not have."""
    lost = {mark for mark in block.marks if mark.tag == "img" and mark.attr("src") not in addresses.pictures}
    if not lost:
        return block
    block = replace(block, marks=tuple(mark for mark in block.marks if mark not in lost))
    words = {mark.start: mark.attr("alt").strip() for mark in lost}
    edits = [Replace(0, at, at + 1, OBJECT, text) for at, text in words.items() if block.text[at] == OBJECT]
    (described,), _ = apply((block,), edits)
    return described
