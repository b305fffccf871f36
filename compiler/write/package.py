"""The package record: what is known of the book, as the statements of an EPUB's package document."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from compiler import __version__
from compiler.model.book import Book, Matter
from compiler.write.pages import language

DC = "DC"
OPF = "OPF"

_ILLEGAL = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]+")
_NAME = re.compile(r"[A-Za-zÀ-ɏ]+([’'.-][A-Za-zÀ-ɏ]*)*")  # Latin letters: others have other orders
_DESCRIBED = 4000  # characters of a description are enough for any library's record
_ARTICLES = frozenset({"the", "a", "an", "le", "la", "der", "die", "das", "el", "los", "las"})


@dataclass(frozen=True, slots=True)
class Statement:
    """One element of the metadata: `vocabulary` is DC (then `name` is an element of it) or OPF (then "meta")."""

    vocabulary: str
    name: str
    value: str
    attributes: tuple[tuple[str, str], ...] = ()


def clean(text: str) -> str:
    """Return the text as one line that XML can hold."""
    return " ".join(_ILLEGAL.sub(" ", text).split())


def statements(book: Book, pictures_described: bool, printed: bool) -> Iterator[Statement]:
    """Give everything the package document states, in order.

    `pictures_described` says that every picture in the text has a description, `printed` that the pages of the
    printed book are marked in the text.
    """
    yield Statement(DC, "identifier", clean(book.identifier), (("id", "id"),))
    yield Statement(DC, "title", clean(book.title) or "Untitled", (("id", "title"),))
    yield _refine("title", "title-type", "main")
    yield Statement(DC, "language", language(book.language))
    yield from _creators(book)
    for number, subject in enumerate(filter(None, map(clean, book.subjects)), 1):
        yield Statement(DC, "subject", subject, (("id", f"subject{number}"),))
    if description := _description(book):
        yield Statement(DC, "description", description)
    for source in filter(None, map(clean, book.sources)):
        yield Statement(DC, "source", source)
    if rights := clean(book.rights):
        yield Statement(DC, "rights", rights)
    for number, series in enumerate(filter(None, map(clean, book.series)), 1):
        attributes = (("property", "belongs-to-collection"), ("id", f"series{number}"))
        yield Statement(OPF, "meta", series, attributes)
        yield _refine(f"series{number}", "collection-type", "series")
    yield Statement(OPF, "meta", "", (("name", "generator"), ("content", f"Anthology {__version__}")))
    yield Statement(OPF, "meta", "", (("name", "cover"), ("content", "cover-image")))
    if printed:
        yield _property("pageBreakSource", f"{clean(book.title) or 'Untitled'} (PDF)")
    yield from _accessibility(pictures_described, printed)


def _creators(book: Book) -> Iterator[Statement]:
    authors = [name for name in map(clean, book.authors) if name]
    editor = clean(book.editor)
    if editor and (not authors or authors == [editor]):
        yield from _person("creator", "creator1", editor, ("edt",))
        return
    for number, author in enumerate(authors or ["Various authors"], 1):
        roles = ("aut", "edt") if author == editor else ("aut",)
        yield from _person("creator", f"creator{number}", author, roles)
    if editor and editor not in authors:
        yield from _person("contributor", "editor", editor, ("edt",))


def _person(element: str, name: str, person: str, roles: Iterable[str]) -> Iterator[Statement]:
    yield Statement(DC, element, person, (("id", name),))
    for role in roles:
        yield Statement(
            OPF, "meta", role, (("refines", f"#{name}"), ("property", "role"), ("scheme", "marc:relators"))
        )
    yield _refine(name, "file-as", file_as(person))


def file_as(name: str) -> str:
    """Return a name as a catalogue files it: the surname first, where it is plain which word that is."""
    *given, last = name.split() or [""]
    is_name = all(_NAME.fullmatch(word) and word[0].isupper() for word in (*given, last))
    if not 1 <= len(given) <= 2 or not is_name or given[0].lower() in _ARTICLES:
        return name
    return f"{last}, {' '.join(given)}"


def _description(book: Book) -> str:
    """Return what the book holds: each story, with its authors."""
    lines = []
    for section in book.sections:
        if section.matter is Matter.STORY:
            authors = ", ".join(filter(None, map(clean, section.authors)))
            lines.append(clean(section.title) + (f" ({authors})" if authors else ""))
    whole = "; ".join(filter(None, lines)) if len(lines) > 1 else ""
    return whole if len(whole) <= _DESCRIBED else whole[:_DESCRIBED].rsplit("; ", 1)[0] + "; …"


def _accessibility(pictures_described: bool, printed: bool) -> Iterator[Statement]:
    """State what EPUB Accessibility 1.1 asks for; each statement is true of every book that is written here."""
    yield _property("schema:accessMode", "textual")
    yield _property("schema:accessMode", "visual")
    if pictures_described:
        yield _property("schema:accessModeSufficient", "textual")
    features = [
        "structuralNavigation",
        "tableOfContents",
        "readingOrder",
        "displayTransformability",
        "ARIA",
        "unlocked",
    ]
    features += ["alternativeText"] if pictures_described else []
    features += ["pageBreakMarkers", "pageNavigation"] if printed else []
    for feature in features:
        yield _property("schema:accessibilityFeature", feature)
    yield _property("schema:accessibilityHazard", "none")
    yield _property("schema:accessibilitySummary", _summary(pictures_described, printed))
    if pictures_described:
        standard = "EPUB Accessibility 1.1 - WCAG 2.1 Level A"
        yield Statement(OPF, "meta", standard, (("property", "dcterms:conformsTo"), ("id", "conformance")))
        by = f"Anthology {__version__}, the program that made this file, by construction"
        yield Statement(OPF, "meta", by, (("property", "a11y:certifiedBy"), ("refines", "#conformance")))


def _summary(pictures_described: bool, printed: bool) -> str:
    parts = [
        "Reflowable text with headings, a nested table of contents, landmarks and a logical reading order. "
        "Font, size, spacing and colours are the reader’s to choose."
    ]
    if pictures_described:
        parts.append("The cover and all pictures are described.")
    else:
        parts.append("The cover is described; some pictures in the stories came without a description.")
    if printed:
        parts.append("The page numbers of the printed book are marked.")
    return " ".join(parts)


def _refine(name: str, property_: str, value: str) -> Statement:
    return Statement(OPF, "meta", value, (("refines", f"#{name}"), ("property", property_)))


def _property(name: str, value: str) -> Statement:
    return Statement(OPF, "meta", value, (("property", name),))
