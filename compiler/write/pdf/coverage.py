"""Coverage: which characters of a book none of the theme's faces has, and where each stands first.

What they lack is set in whatever face the system offers, and is a blank where it offers none: so it is told, never
silent.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compiler.errors import Gravity, Remark, Where
from compiler.model.book import Book, Galley
from compiler.themes import Face, Theme
from compiler.workshop import Task, Workshop

SHOWN = 8
"""So many characters of one story are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The characters of a book, and the faces that should have them."""

    characters: str
    faces: tuple[Face, ...]


def uncovered(book: Book, galleys: Sequence[Galley], theme: Theme, workshop: Workshop) -> tuple[Remark, ...]:
    """Return a Remark for each story, and one for the book's own matter, that has characters no face has."""
    files = {f"s{number}": galley.story.file for number, galley in enumerate(galleys, 1)}
    found: dict[str, dict[str, int]] = {}
    for section in book.sections:
        places = found.setdefault(files.get(section.story, ""), {})
        for block in section.blocks:
            for character in set(block.text):
                places.setdefault(character, block.line)
    every = "".join(sorted({character for places in found.values() for character in places}))
    lacking: str = workshop.once(LACKING, Wanted(every, theme.faces))
    return tuple(_remarks(found, frozenset(lacking))) if lacking else ()


def _remarks(found: dict[str, dict[str, int]], lacking: frozenset[str]) -> Iterator[Remark]:
    for file, places in found.items():
        missing = sorted((line, character) for character, line in places.items() if character in lacking)
        if not missing:
            continue
        named = ", ".join(f"{character} (U+{ord(character):04X})" for _, character in missing[:SHOWN])
        more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
        yield Remark(
            f"no face of the theme has {named}{more}: the PDF shows them only where the system has a face that does",
            Where(file, missing[0][0]),
            "install a face that has them (such as Debian's fonts-noto-core and fonts-noto-cjk), and look at the page",
            Gravity.DOUBT,
        )


def _lacking(wanted: Wanted) -> str:
    """Return the characters that none of the faces has, white space and invisible ones aside."""
    from fontTools.ttLib import TTFont

    covered: set[int] = set()
    for face in wanted.faces:
        with TTFont(face.path, lazy=True) as font:
            covered |= font.getBestCmap().keys()
    return "".join(
        c for c in wanted.characters if ord(c) not in covered and c.isprintable() and not c.isspace()
    )


def _key(wanted: Wanted) -> Sequence[str]:
    return (wanted.characters, *(face.digest for face in wanted.faces))


LACKING: Task[Wanted, str] = Task("coverage", _lacking, _key)
