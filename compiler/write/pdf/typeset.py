"""Typeset a unit alone: its sections as HTML, laid out by WeasyPrint on a symmetrical page without furniture.

A unit's pages depend on its content, the theme and the faces only, never on their place in the book: so they are
cached, made in any process, and the same bytes each time. What comes out is a `Forme`, the trade's word for type
that is locked up and ready to be put in its place: a PDF of the pages, where its addresses are, and which block
each page begins with. Links inside the book leave here as `book:ID`, for binding to turn into destinations.
"""

import gc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from xml.etree import ElementTree

from compiler.model.book import Book, Section
from compiler.model.story import Asset
from compiler.themes import Face, Geometry, Theme
from compiler.workshop import Task
from compiler.write.inline import attribute
from compiler.write.pdf.leaves import Anchor, Leaf, anchors, leaves, places
from compiler.write.pdf.openings import open_text
from compiler.write.pdf.plan import Unit
from compiler.write.pdf.press import BASE, Used, layout, paint
from compiler.write.xhtml import render

RENDERS_BETWEEN_COLLECTIONS = 8

_renders = count(1)


@dataclass(frozen=True, slots=True)
class Job:
    """Everything that decides the pages of a unit.

    `markup` is the body of the HTML, `css` the theme's sheet, `numbers` are addresses with the page they are on.
    """

    markup: str = field(repr=False)
    language: str
    css: str = field(repr=False)
    page: Geometry
    opening: str
    faces: tuple[Face, ...] = field(repr=False)
    numbers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    assets: tuple[Asset, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Forme:
    """A unit's pages: a tagged PDF of them, where each begins, the addresses on them, and the faces used.

    The faces' files are not in the PDF: binding embeds each once. Other fonts, which stand in where no face of the
    theme has a character, are.
    """

    pdf: bytes = field(repr=False)
    leaves: tuple[Leaf, ...]
    anchors: tuple[Anchor, ...]
    used: tuple[Used, ...]


def job(unit: Unit, book: Book, theme: Theme, labels: Mapping[str, str] | None = None) -> Job:
    """Return the job of typesetting a unit; of the book's assets, only those it shows.

    `labels` are the page numbers, by address, for a unit that prints them.
    """
    markup = "".join(_section(section) for section in unit.sections)
    shown = tuple(asset for asset in book.assets if attribute(asset.name) in markup)
    numbers = tuple(sorted(labels.items())) if labels and unit.numbered else ()
    return Job(
        markup,
        unit.sections[0].language or book.language,
        theme.print_css,
        theme.geometry,
        theme.opening,
        theme.faces,
        numbers,
        shown,
    )


def _section(section: Section) -> str:
    classes = " ".join((section.matter.value, section.part.value, section.opens.value))
    language = f' lang="{attribute(section.language)}"' if section.language else ""
    return f'<section id="{attribute(section.id)}" class="{classes}"{language}>\n{render(section.blocks)}</section>\n'


def typeset(job: Job) -> Forme:
    """Lay out and paint one unit. Raise a SettingsError if the layout libraries are not on this machine."""
    gc.disable()  # the cyclic collector takes a quarter of the time, and finds little between two units
    try:
        forme = _typeset(job, pages=True) or _typeset(job, pages=False)
        assert forme is not None  # nothing was chosen, so nothing came out otherwise
        return forme
    finally:
        gc.enable()
        if next(_renders) % RENDERS_BETWEEN_COLLECTIONS == 0:
            gc.collect()


def _typeset(job: Job, *, pages: bool) -> Forme | None:
    """Typeset the unit, its pages chosen by us or by WeasyPrint; None if they did not come out as chosen."""
    root = _tree(job)
    where = places(root)
    document, meant = layout(root, job.css, job.faces, job.assets, job.page, pages=pages)
    begin = tuple(leaves(document, where))
    if meant and [(leaf.section, leaf.block, leaf.offset > 0) for leaf in begin] != [
        (leaf.section, leaf.block, leaf.offset > 0) for leaf in meant
    ]:
        return None
    found = tuple(anchors(document))
    pdf, used = paint(document, job.faces, begin)
    return Forme(pdf, begin, found, used)


def _key(job: Job) -> Iterator[str | bytes]:
    yield from (job.markup, job.language, job.css, repr(job.page), job.opening, repr(job.numbers))
    for face in job.faces:
        yield from (face.family, face.style, str(face.weight), face.digest)
    for asset in job.assets:
        yield from (asset.name, asset.media_type, asset.content)


TYPESET = Task("typeset", typeset, _key)


# --- the document -------------------------------------------------------------------------------------------


def _tree(job: Job) -> ElementTree.Element:
    """Return the unit as an HTML tree; links inside the book are marked for binding."""
    html = f'<html lang="{attribute(job.language)}"><head/><body>{job.markup}</body></html>'
    root = ElementTree.fromstring(html)
    labels = dict(job.numbers)
    for entry in root.iter("p"):
        if "entry" in entry.get("class", "").split():
            _number(entry, labels)
    for link in root.iter("a"):
        target = link.get("href", "")
        if target.startswith("#"):
            link.set("href", BASE + target[1:])
    open_text(root, job.opening)
    names = [asset.name for asset in job.assets]
    for picture in root.iter("img"):
        source = picture.get("src", "")
        picture.set("src", f"{BASE}{names.index(source)}" if source in names else "data:,")
    return root


def _number(entry: ElementTree.Element, labels: Mapping[str, str]) -> None:
    """Add leaders and the page number, which is a link too, to the title in a line of the contents."""
    link = entry.find("a")
    target = link.get("href", "") if link is not None else ""
    label = labels.get(target.removeprefix("#"))
    if link is not None and label:
        folio = ElementTree.Element("a", {"class": "folio", "href": target})
        folio.text, folio.tail, link.tail = label, link.tail, None
        at = list(entry).index(link) + 1
        entry[at:at] = [ElementTree.Element("span", {"class": "leader"}), folio]
