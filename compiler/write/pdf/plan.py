"""Plan a book for the press: the sections that share pages become units, each of which is typeset alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from compiler.model.book import Book, Matter, Opens, Part, Section


@dataclass(frozen=True, slots=True)
class Unit:
    """Consecutive sections of one part: the first begins a page, the others run on below one another."""

    sections: tuple[Section, ...]

    @property
    def part(self) -> Part:
        """Return the part of the book the unit stands in."""
        return self.sections[0].part

    @property
    def opens(self) -> Opens:
        """Return on which page the unit may begin."""
        return self.sections[0].opens

    @property
    def numbered(self) -> bool:
        """Tell whether the unit prints page numbers, and so must wait until they are known."""
        return any(section.matter is Matter.CONTENTS for section in self.sections)


def plan(book: Book) -> tuple[Unit, ...]:
    """Return the units of the book, in order."""
    groups: list[list[Section]] = []
    for section in book.sections:
        if section.opens is Opens.RUN_ON and groups and groups[-1][0].part is section.part:
            groups[-1].append(section)
        else:
            groups.append([section])
    return tuple(Unit(tuple(group)) for group in groups)


def sections_of(units: Sequence[Unit]) -> tuple[Section, ...]:
    """Return the sections of the units, in order."""
    return tuple(section for unit in units for section in unit.sections)
