"""Copy-fitting: the leading opened or closed a little, so that the book fills its signatures.

A page keeps its type block and holds a line or two more or less; no other measure changes. The book is set once for
each leading that is tried, and the workshop keeps that, so the one chosen is not set again.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from compiler.errors import CommandError
from compiler.themes import Theme
from compiler.write.pdf.impose.layout import SUITABLE
from compiler.write.pdf.impose.settings import Binding, Imposition

MOST = 0.06
"""How far the leading may be from the theme's own, as a part of it: more is seen."""

ROOMIEST, TIGHTEST = 1.5, 1.18
"""Leading over size, beyond which a page looks empty or crowded, whatever the theme's own is."""


def fitted(theme: Theme, pages: Callable[[Theme], int], imposition: Imposition) -> Theme:
    """Return the theme with the leading that leaves the fewest blank pages, its own where none leaves fewer.

    `pages` sets the book and counts. Raise a CommandError if the listed signatures hold none of the settings.
    """
    found = [
        (spare, abs(each.geometry.leading - theme.geometry.leading), number, each)
        for number, each in enumerate(settings(theme))
        if (spare := spare_pages(pages(each), imposition)) is not None
    ]
    if not found:
        raise CommandError(
            "the signatures listed cannot hold the book, however it is set",
            mend="more sheets, or one number: --signatures 4",
        )
    return min(found, key=lambda entry: entry[:3])[3]


def settings(theme: Theme) -> Iterator[Theme]:
    """Give the theme, and the theme with a line or two more or less to the page, as far as that is not seen."""
    page = theme.geometry
    yield theme
    for lines in (page.lines + 1, page.lines - 1, page.lines + 2, page.lines - 2):
        leading = round((page.height - page.top - page.bottom) / lines, 4)
        within = abs(leading / page.leading - 1) <= MOST
        if within and TIGHTEST <= leading / page.size <= ROOMIEST:
            sheet = f":root {{ --leading: {leading}pt; --lines: {lines} }}\n"
            geometry = replace(page, leading=leading)
            yield replace(theme, geometry=geometry, print_css=theme.print_css + sheet)


def spare_pages(pages: int, imposition: Imposition) -> int | None:
    """Return how many pages stay blank if every signature is full; None if the listed ones cannot hold so many."""
    slots = pages + 4 * imposition.fly_leaves
    a_sheet = 4 * imposition.rows
    if len(imposition.sheets) > 1:
        room = sum(imposition.sheets) * a_sheet - slots
        return room if room >= 0 else None
    if imposition.binding is not Binding.SEWN:
        return -slots % a_sheet
    size = imposition.sheets[0] if imposition.sheets else SUITABLE // imposition.rows
    return -slots % (size * a_sheet)
