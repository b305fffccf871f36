"""Furniture: running heads and folios, drawn straight as glyphs over each finished page.

WeasyPrint could set them in margin boxes, but a page would then depend on its place in the book, and a layout of
nothing but margins costs as much as the text. A head is one shaped line, so drawing it takes microseconds.
Furniture is an artifact: reading aloud and copying pass over it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from compiler.model.book import Book, Folio, Matter, Section
from compiler.themes import Face, Heads, Theme
from compiler.write.pdf.folios import Place
from compiler.write.pdf.shape import EM, Run, runs

LONGEST = 45  # characters of a running head; a longer one is cut at a word

FEATURES: dict[str, tuple[tuple[str, int], ...]] = {
    "small-caps": (("smcp", 1), ("onum", 1)),
    "caps": (("lnum", 1),),
    "italic": (("onum", 1),),
    "roman": (("onum", 1),),
}
FOLIO_FEATURES = (("onum", 1), ("pnum", 1))

BARE = frozenset({Matter.HALF_TITLE, Matter.TITLE_PAGE, Matter.IMPRINT})
"""Pages of the front matter that carry no furniture whatever their folio says."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of furniture: what is set, and where its baseline begins on the trimmed page, in points."""

    runs: tuple[Run, ...]
    size: float
    tracking: float
    x: float
    y: float


def furnish(places: Sequence[Place], book: Book, theme: Theme) -> list[tuple[Line, ...]]:
    """Return the lines of furniture of every page, in order."""
    stories = {section.story: section for section in book.sections if section.matter is Matter.STORY}
    return [_page(index, place, stories, book, theme) for index, place in enumerate(places)]


def draw(lines: Sequence[Line], names: dict[Face, str]) -> bytes:
    """Return the content stream of the lines; `names` are the faces' names among the page's resources."""
    if not lines:
        return b""
    out = ["/Artifact <</Type /Pagination>> BDC", "0 g"]
    for line in lines:
        out.append(f"BT {line.tracking * line.size:.4f} Tc {line.x:.3f} {line.y:.3f} Td")
        for run in line.runs:
            shown = "".join(
                f"<{glyph.id:04x}>"
                + (f" {glyph.width - glyph.advance} " if glyph.width != glyph.advance else "")
                for glyph in run.glyphs
            )
            out.append(f"{names[run.face]} {line.size:g} Tf [{shown}] TJ")
        out.append("ET")
    out.append("EMC")
    return "\n".join(out).encode("ascii")


def _page(
    index: int, place: Place, stories: dict[str, Section], book: Book, theme: Theme
) -> tuple[Line, ...]:
    section = place.section
    if place.blank or section is None or section.matter in BARE or place.folio is Folio.BLIND:
        return ()
    page, heads = theme.geometry, theme.heads
    verso = index % 2 == 1
    left = page.outer if verso else page.inner
    right = page.width - (page.inner if verso else page.outer)
    top = page.height - page.top + heads.rise - page.size  # the first line's ascent is about the size
    foot = page.bottom - 2 * page.leading
    folio = _set(place.label, theme, FOLIO_FEATURES, "normal", 0.0)
    if place.opens:
        return (_centred(folio, heads, left, right, foot, 0.0),)
    text = head_text(heads.verso if verso else heads.recto, section, stories, book)
    letters = heads.letters
    shown = text.upper() if letters == "caps" else text
    head = _set(
        shown, theme, FEATURES[letters], "italic" if letters == "italic" else "normal", heads.tracking
    )
    lines = [_centred(head, heads, left, right, top, heads.tracking)] if text else []
    if heads.folio == "outer":
        x = left if verso else right - width(folio, heads.size, 0.0)
        lines.append(Line(folio, heads.size, 0.0, x, top))
    else:
        lines.append(_centred(folio, heads, left, right, foot, 0.0))
    return tuple(lines)


def head_text(what: str, section: Section, stories: dict[str, Section], book: Book) -> str:
    """Return the running head: outside the stories, or where an author is not known, the book's or section's title."""
    story = stories.get(section.story)
    if story is None:
        text = section.title if what in ("story", "chapter") else book.title
    elif what == "author":
        text = " & ".join(section.authors) or book.title
    elif what == "chapter" and section.matter is Matter.CHAPTER:
        text = section.title
    elif what in ("story", "chapter"):
        text = story.title
    else:
        text = book.title
    return shortened(text)


def shortened(text: str) -> str:
    """Cut a long head at the end of a word."""
    text = " ".join(text.split())
    if len(text) <= LONGEST:
        return text
    return text[: text.rfind(" ", 0, LONGEST) if " " in text[:LONGEST] else LONGEST].rstrip(" ,;:–—") + "…"


def width(line: Sequence[Run], size: float, tracking: float) -> float:
    """Return how long a line is, in points, without the space after its last letter."""
    glyphs = [glyph for run in line for glyph in run.glyphs]
    return sum(glyph.advance for glyph in glyphs) / EM * size + (len(glyphs) - 1) * tracking * size


def _centred(
    line: tuple[Run, ...], heads: Heads, left: float, right: float, y: float, tracking: float
) -> Line:
    x = (left + right - width(line, heads.size, tracking)) / 2
    return Line(line, heads.size, tracking, x, y)


def _set(
    text: str, theme: Theme, features: tuple[tuple[str, int], ...], style: str, tracking: float
) -> tuple[Run, ...]:
    faces = [face for face in theme.faces if face.style == style and face.weight == 400]
    loose = (*features, ("liga", 0)) if tracking else features  # a ligature cannot be letterspaced
    return runs(text, faces or theme.faces, loose)
