"""Number the pages: where each unit falls, which leaves stay blank, and what every page is called.

Integer arithmetic over what is known of the units: how many pages each has and on which side it may begin. The
front matter counts in roman numerals from the book's first page, body and back matter in arabic ones from the first
page of the body, which is a recto.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compiler.model.book import Folio, Opens, Page, Pagination, Part, Section
from compiler.write.pdf.plan import Unit, sections_of
from compiler.write.pdf.typeset import Forme

ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the finished book. `unit` and `leaf` are indices, -1 on a blank; `opens`: a section begins at its top.

    `section` is the one whose text the page shows, or, on a blank, the one before it.
    """

    label: str
    folio: Folio
    section: Section | None
    unit: int = -1
    leaf: int = -1
    opens: bool = False
    block: int = 0
    offset: int = 0

    @property
    def blank(self) -> bool:
        """Tell whether the page shows nothing."""
        return self.unit < 0


@dataclass(frozen=True, slots=True)
class Numbering:
    """The pages in order, and the page (an index) on which each unit begins."""

    places: tuple[Place, ...]
    starts: tuple[int, ...]

    def pagination(self) -> Pagination:
        """Return what a page list needs to know."""
        return Pagination(
            tuple(
                Page(
                    place.label,
                    "" if place.blank or not place.section else place.section.id,
                    place.block,
                    place.offset,
                )
                for place in self.places
            )
        )


def number(units: Sequence[Unit], formes: Sequence[Forme]) -> Numbering:
    """Put the units one after another, with a blank where one must begin on a recto."""
    places: list[Place] = []
    starts: list[int] = []
    first = 0  # where the numbers begin again
    for index, (unit, forme) in enumerate(zip(units, formes, strict=True)):
        begins_body = unit.part is not Part.FRONT and (not index or units[index - 1].part is Part.FRONT)
        if (begins_body or unit.opens is Opens.RECTO) and len(places) % 2:
            before = places[-1].section
            roman = before is None or before.part is Part.FRONT
            places.append(Place(label(len(places) - first, roman=roman), Folio.BLIND, before))
        if begins_body:
            first = len(places)
        starts.append(len(places))
        places += _pages(unit, index, forme, len(places) - first)
    return Numbering(tuple(places), tuple(starts))


def addresses(units: Sequence[Unit], formes: Sequence[Forme], numbering: Numbering) -> dict[str, str]:
    """Return the label of the page of every address in the units that are numbered: sections, notes, references."""
    return {
        anchor.id: numbering.places[start + anchor.page].label
        for start, forme in zip(numbering.starts, formes, strict=False)
        for anchor in forme.anchors
    }


def label(index: int, *, roman: bool) -> str:
    """Return what the page with this index (from 0) is called."""
    if not roman:
        return str(index + 1)
    rest, written = index + 1, ""
    for value, letters in ROMAN:
        written += letters * (rest // value)
        rest %= value
    return written


def _pages(unit: Unit, index: int, forme: Forme, first: int) -> Iterator[Place]:
    sections = {section.id: section for section in sections_of([unit])}
    before = ""
    for number, leaf in enumerate(forme.leaves):
        section = sections[leaf.section]
        yield Place(
            label=label(first + number, roman=unit.part is Part.FRONT),
            folio=section.folio,
            section=section,
            unit=index,
            leaf=number,
            opens=leaf.section != before and leaf.block == 0 and leaf.offset == 0,
            block=leaf.block,
            offset=leaf.offset,
        )
        before = leaf.section
