"""The printed book: `write(book, theme, workshop)` gives a PDF, `paginate` what is on which of its pages.

A contents page needs page numbers, numbers need pages, pages must not need numbers. So the road is:

    plan       sections that share pages become units
    typeset    each unit alone, on a symmetrical page without furniture: cached, in any process
    folios     integer arithmetic: which page each unit falls on, blanks, labels
    typeset    the contents, with the numbers now known
    furniture  running heads and folios
    bind       one file: pages, furniture, links, outline, labels, one structure tree, each face once

Nothing here is imported before it is needed: a book that is in the cache costs neither WeasyPrint nor pikepdf.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, field, fields

from compiler.errors import SettingsError
from compiler.model.book import Book, Pagination
from compiler.themes import Theme
from compiler.workshop import Task, Workshop
from compiler.write.xhtml import render


@dataclass(frozen=True, slots=True)
class Bound:
    """A finished book: the file, and what is on each page."""

    pdf: bytes = field(repr=False)
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class Order:
    """A book to be made, and where to make it."""

    book: Book
    theme: Theme
    workshop: Workshop


def write(book: Book, theme: Theme, workshop: Workshop) -> bytes:
    """Return the book as a PDF. Raise a SettingsError if the theme's faces or the layout library are missing."""
    return workshop.once(BIND, Order(book, theme, workshop)).pdf


def paginate(book: Book, theme: Theme, workshop: Workshop) -> Pagination:
    """Return the pages of the printed book."""
    return workshop.once(BIND, Order(book, theme, workshop)).pagination


def _make(order: Order) -> Bound:
    from compiler.write.pdf.bind import bind
    from compiler.write.pdf.folios import addresses, number
    from compiler.write.pdf.plan import plan
    from compiler.write.pdf.typeset import TYPESET, job

    book, theme = order.book, order.theme
    if not theme.faces:
        raise SettingsError(
            "no face of the theme is installed", mend=theme.remarks[0].mend if theme.remarks else ""
        )
    units = plan(book)
    waiting = [index for index, unit in enumerate(units) if unit.numbered]
    ready = [index for index, unit in enumerate(units) if not unit.numbered]
    jobs = [job(units[index], book, theme) for index in ready]
    formes = dict(zip(ready, order.workshop.map(TYPESET, jobs), strict=True))
    if waiting:
        rest = [index for index in ready if index > waiting[-1]]
        known = [units[index] for index in rest], [formes[index] for index in rest]
        labels = addresses(*known, number(*known))
        for index in waiting:
            formes[index] = order.workshop.once(TYPESET, job(units[index], book, theme, labels))
    every = [formes[index] for index in range(len(units))]
    numbering = number(units, every)
    return Bound(bind(book, theme, every, numbering), numbering.pagination())


def _key(order: Order) -> Iterator[str | bytes]:
    """Give all that decides the file: the book, section after section as rendered, and the theme with its faces."""
    book, theme = order.book, order.theme
    for section in book.sections:
        yield repr(section)
        yield render(section.blocks)
    yield repr([getattr(book, f.name) for f in fields(book) if f.name not in ("sections", "assets")])
    for asset in book.assets:
        yield from (asset.name, asset.media_type, asset.content)
    yield from (theme.print_css, theme.opening, repr(astuple(theme.geometry)), repr(astuple(theme.heads)))
    yield from (repr(face) for face in theme.faces)


BIND = Task("bind", _make, _key)
