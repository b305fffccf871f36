"""Navigation: one tree of contents, written as the EPUB's navigation document and, for older readers, as an NCX.

The navigation document is the contents page of the book as well: a page of its own in the reading order, where the
book has contents, with the authors shown beside the titles by the style sheet alone, because a line of it may hold
nothing but its link.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from compiler.model.book import Book, Matter, Part, Section
from compiler.write.inline import attribute
from compiler.write.pages import COVER, PageBreak, document, file_name, language, plain

LANDMARKS = {  # epub:type of a landmark, type in the guide of EPUB 2, and its name
    Matter.TITLE_PAGE: ("titlepage", "title-page", "Title page"),
    Matter.IMPRINT: ("copyright-page", "copyright-page", "Imprint"),
    Matter.CONTENTS: ("toc", "toc", ""),
    Matter.NOTES: ("endnotes", "notes", ""),
    Matter.COLOPHON: ("colophon", "colophon", ""),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents and what stands below it."""

    title: str
    href: str
    authors: tuple[str, ...] = ()
    children: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that a reading system has a button for: epub:type, type in the guide of EPUB 2, name, address."""

    type: str
    guide: str
    title: str
    href: str


def entries(sections: Sequence[Section]) -> tuple[Entry, ...]:
    """Return the tree of the contents: the listed sections, each below the last one of a lower level."""
    listed = [section for section in sections if section.listed] or [
        section for section in sections if section.part is Part.BODY
    ]
    return _tree(listed or sections)


def _tree(sections: Sequence[Section]) -> tuple[Entry, ...]:
    found: list[Entry] = []
    start = 0
    while start < len(sections):
        head = sections[start]
        end = start + 1
        while end < len(sections) and sections[end].level > head.level:
            end += 1
        title = " ".join(head.title.split()) or head.id
        authors = head.authors if head.matter is Matter.STORY else ()
        found.append(Entry(title, file_name(head), authors, _tree(sections[start + 1 : end])))
        start = end
    return tuple(found)


def landmarks(book: Book) -> tuple[Landmark, ...]:
    """Return the book's landmarks in the order of its pages; the text begins at the first section of the body."""
    found = [Landmark("cover", "cover", "Cover", COVER)]
    begun = False
    for section in book.sections:
        if section.matter in LANDMARKS:
            type_, guide, title = LANDMARKS[section.matter]
            found.append(Landmark(type_, guide, title or section.title, file_name(section)))
        elif section.part is Part.BODY and not begun:
            begun = True
            found.append(Landmark("bodymatter", "text", section.title, file_name(section)))
    return tuple(found)


def navigation(book: Book, pages: Sequence[PageBreak]) -> bytes:
    """Return the navigation document: contents, landmarks and, if the book was printed too, its pages."""
    contents = next((section for section in book.sections if section.matter is Matter.CONTENTS), None)
    title = contents.title if contents else book.title
    identifier = attribute(contents.id if contents else "contents")
    body = (
        f'<nav epub:type="toc" role="doc-toc" id="{identifier}" class="contents">\n<h1>{plain(title)}</h1>\n'
        f"{_list(entries(book.sections))}</nav>\n"
        f'<nav epub:type="landmarks" aria-label="Landmarks" hidden="hidden">\n<ol>\n'
    )
    for landmark in landmarks(book):
        body += (
            f'<li><a epub:type="{landmark.type}" href="{landmark.href}">{plain(landmark.title)}</a></li>\n'
        )
    body += "</ol>\n</nav>\n"
    if pages:
        body += '<nav epub:type="page-list" role="doc-pagelist" aria-label="Pages" hidden="hidden">\n<ol>\n'
        body += "".join(f'<li><a href="{page.href}">{plain(page.label)}</a></li>\n' for page in pages)
        body += "</ol>\n</nav>\n"
    return document(title, body, "frontmatter" if contents else "", language(book.language))


def _list(tree: Iterable[Entry]) -> str:
    lines = ["<ol>\n"]
    for entry in tree:
        authors = f' data-author="{attribute(", ".join(entry.authors))}"' if entry.authors else ""
        below = f"\n{_list(entry.children)}" if entry.children else ""
        lines.append(f'<li><a href="{entry.href}"{authors}>{plain(entry.title)}</a>{below}</li>\n')
    lines.append("</ol>\n")
    return "".join(lines)


def ncx(book: Book, pages: Sequence[PageBreak]) -> bytes:
    """Return the contents as EPUB 2 knew them, for readers that know nothing newer."""
    tree = entries(book.sections)
    order = _Order()
    points = "".join(_point(entry, order) for entry in tree)
    targets = "".join(
        f'<pageTarget id="page{number}" playOrder="{order.of(page.href)}" {_kind(page.label)}>'
        f"<navLabel><text>{plain(page.label)}</text></navLabel>"
        f'<content src="{page.href}"/></pageTarget>\n'
        for number, page in enumerate(pages, 1)
    )
    page_list = (
        f"<pageList>\n<navLabel><text>Pages</text></navLabel>\n{targets}</pageList>\n" if targets else ""
    )
    numbers = [int(page.label) for page in pages if _is_number(page.label)]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"'
        f' xml:lang="{language(book.language)}">\n<head>\n'
        f'<meta name="dtb:uid" content="{attribute(book.identifier)}"/>\n'
        f'<meta name="dtb:depth" content="{_depth(tree)}"/>\n'
        f'<meta name="dtb:totalPageCount" content="{len(pages)}"/>\n'
        f'<meta name="dtb:maxPageNumber" content="{max(numbers, default=0)}"/>\n'
        f"</head>\n<docTitle><text>{plain(book.title)}</text></docTitle>\n"
        + "".join(f"<docAuthor><text>{plain(author)}</text></docAuthor>\n" for author in book.authors)
        + f"<navMap>\n{points}</navMap>\n{page_list}</ncx>\n"
    ).encode()


class _Order:
    """Numbers places in the order in which they are named, the same place always alike."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def of(self, href: str) -> int:
        return self.numbers.setdefault(href, len(self.numbers) + 1)


def _point(entry: Entry, order: _Order) -> str:
    number = order.of(entry.href)
    below = "".join(_point(child, order) for child in entry.children)
    return (
        f'<navPoint id="place{number}" playOrder="{number}"><navLabel><text>{plain(entry.title)}</text></navLabel>'
        f'<content src="{entry.href}"/>{below}</navPoint>\n'
    )


def _depth(tree: Iterable[Entry]) -> int:
    return max((1 + _depth(entry.children) for entry in tree), default=0)


def _is_number(label: str) -> bool:
    return label.isascii() and label.isdigit()


def _kind(label: str) -> str:
    return f'type="normal" value="{int(label)}"' if _is_number(label) else 'type="front"'
