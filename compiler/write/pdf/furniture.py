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
    "roman": (("lnum", 1),),
}

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
    figures = "onum" if heads.letters in ("small-caps", "italic") else "lnum"
    folio = _set(place.label, theme, ((figures, 1), ("pnum", 1)), "normal", 0.0)
    outwards = -1 if verso else 1
    if place.opens:
        return (_placed(folio, heads, left, right, foot, outwards if heads.folio == "corner" else 0),)
    text = head_text(heads.verso if verso else heads.recto, section, stories, book)
    letters = heads.letters
    shown = text.upper() if letters == "caps" else text
    head = _set(
        shown, theme, FEATURES[letters], "italic" if letters == "italic" else "normal", heads.tracking
    )
    lines: list[Line] = []
    taken = 0.0  # of the head's line by the folio
    if heads.folio == "outer":
        lines.append(_placed(folio, heads, left, right, top, outwards))
        taken = width(folio, heads.size, 0.0) + 2 * heads.size
    else:
        lines.append(_placed(folio, heads, left, right, foot, outwards if heads.folio == "corner" else 0))
    if text and heads.place == "outer":
        inset = (left + taken, right) if verso else (left, right - taken)
        lines.append(_placed(head, heads, *inset, top, outwards, heads.tracking))
    elif text:
        lines.append(_placed(head, heads, left, right, top, 0, heads.tracking))
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


def _placed(
    line: tuple[Run, ...], heads: Heads, left: float, right: float, y: float, side: int, tracking: float = 0.0
) -> Line:
    """Place a line between two margins: at the left (-1), in the middle (0) or at the right (1)."""
    room = right - left - width(line, heads.size, tracking)
    return Line(line, heads.size, tracking, left + room * (side + 1) / 2, y)


def _set(
    text: str, theme: Theme, features: tuple[tuple[str, int], ...], style: str, tracking: float
) -> tuple[Run, ...]:
    upright = [face for face in theme.faces if face.style == style and face.weight == 400]
    wanted = sorted(upright, key=lambda face: face.family != theme.heads.family)
    loose = (*features, ("liga", 0)) if tracking else features  # a ligature cannot be letterspaced
    return runs(text, wanted or theme.faces, loose)
