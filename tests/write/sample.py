"""A small book of our own writing, with one of everything, for the tests of the writers."""

import io
from dataclasses import replace

from PIL import Image

from compiler.model.book import Book, Folio, Matter, Opens, Page, Pagination, Part, Section
from compiler.model.story import Asset
from compiler.model.text import OBJECT, Block, Kind, Mark, Role, Wrap


def heading(text: str, level: int = 1, role: Role = Role.BODY, **others: object) -> Block:
    return Block(Kind.HEADING, text, role=role, level=level, **others)  # type: ignore[arg-type]


def paragraph(
    text: str, *marks: Mark, role: Role = Role.BODY, traits: tuple[str, ...] = (), **others: object
) -> Block:
    return Block(Kind.PARAGRAPH, text, marks, role=role, traits=traits, **others)  # type: ignore[arg-type]


def link(text: str, words: str, href: str, **attrs: str) -> Mark:
    start = text.index(words)
    return Mark(start, start + len(words), "a", (("href", href), *attrs.items()))


def picture(colour: str = "grey") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (320, 200), colour).save(file, "PNG")
    return file.getvalue()


LETTER = Wrap("letter", 1)
QUOTE = Wrap("blockquote", 2)
LIST, FIRST, SECOND = Wrap("ul", 3), Wrap("li", 4), Wrap("li", 5)
PICTURE = Mark(0, 1, "img", (("src", "weir.png"), ("alt", "A weir in flood")))
BREAK = Block(Kind.BREAK, "* * *")

WEIR = (
    heading("The Weir", role=Role.TITLE),
    paragraph("Ottilie Marsh", role=Role.BYLINE),
    paragraph("River Stations · PG · 2 of 3", role=Role.MASTHEAD),
    paragraph("Two keepers, one sluice, and the night the river came up.", role=Role.SUMMARY),
    paragraph(
        "Author’s note at the back of the book",
        link("Author’s note at the back of the book", "Author’s note at the back of the book", "#n-s1-1"),
        role=Role.AUTHOR_NOTE,
        traits=("reference", "id:r-s1-1"),
    ),
    paragraph(
        "The water had been rising since four, and Hanne said nothing about it until the lamp was lit.",
        Mark(31, 35, "em"),
        traits=("first",),
    ),
    paragraph("“You could have told me,” I said. “I was at the gate. I had my hand on the wheel.”"),
    paragraph("“You would only have turned it.”* She hung up her coat as though it were a Tuesday.",
        Mark(32, 33, "a", (("href", "#n-s1-2"), ("id", "r-s1-2"), ("class", "noteref"))), Mark(32, 33, "sup")),
    BREAK,
    paragraph("By midnight the towpath was gone.", traits=("first",)),
    paragraph("Dear keeper,", within=(LETTER,), role=Role.LETTER),
    paragraph("if you read this the upper gate has held.", within=(LETTER,), role=Role.LETTER),
    paragraph("The river is a road\nand the road is a river\nand nobody pays the toll", role=Role.VERSE),
    paragraph("A notice hung by the door:", traits=("first",)),
    paragraph("No swimming below the weir.", within=(QUOTE,)),
    paragraph("Ropes are for keepers.", within=(LIST, FIRST)),
    paragraph("Boats go to the left.", within=(LIST, SECOND)),
    Block(Kind.FIGURE, f"{OBJECT}\nThe weir in March", (PICTURE,)),
    paragraph("hanne: are you awake", traits=("chat",)),
    paragraph("me: the gauge is", traits=("chat",)),
    paragraph("She says so on her page.", link("She says so on her page.", "her page", "https://example.org/weir")),
    paragraph("The End", role=Role.END_MARKER),
)  # fmt: skip

LOCK = (
    heading("Lock and Key", role=Role.TITLE),
    paragraph("J. Vane", role=Role.BYLINE),
    paragraph("For the night shift", role=Role.DEDICATION),
)
LOCK_1 = (
    heading("1. Lock", 2, Role.CHAPTER),
    heading("Monday", 3, Role.SUBHEAD, traits=("date",)),
    paragraph(
        "Nobody had used the key since the strike, and it showed: it was green to the bow.", traits=("first",)
    ),
    paragraph("See the weir.", link("See the weir.", "the weir", "#s1")),
    paragraph("Nothing is here.", link("Nothing is here.", "here", "#nowhere")),
    paragraph("C’est la vie, he said.", Mark(0, 12, "i", (("lang", "fr"),)), traits=("lang:en",)),
)
LOCK_2 = (
    heading("2. Key", 2, Role.CHAPTER),
    paragraph(
        "It turned on the second try.*",
        Mark(28, 29, "a", (("href", "#f-s2-1"), ("id", "rf-s2-1"), ("class", "noteref"))),
        Mark(28, 29, "sup"),
        Mark(3, 9, "b"),
        traits=("first",),
    ),
    paragraph(
        "* It always does.",
        Mark(0, 1, "a", (("href", "#rf-s2-1"), ("class", "origin"))),
        role=Role.FOOTNOTE,
        traits=("id:f-s2-1",),
    ),
    paragraph("An author speaks, boxed.", role=Role.AUTHOR_NOTE, traits=("box",)),
    paragraph("To be continued", role=Role.TBC),
)


def section(name: str, matter: Matter, part: Part, title: str, *blocks: Block, **others: object) -> Section:
    return Section(name, matter, part, title, tuple(blocks), **others)  # type: ignore[arg-type]


def book() -> Book:
    """Return the book: two stories, one of them in chapters, with all its front and back matter."""
    title = "River Stations & Other Stories"
    origin = "Before the story"
    star = "At the star in the text"
    sections = (
        section("half-title", Matter.HALF_TITLE, Part.FRONT, title, heading(title, role=Role.TITLE), listed=False),
        section(
            "title-page", Matter.TITLE_PAGE, Part.FRONT, title, heading(title, role=Role.TITLE),
            paragraph("Ottilie Marsh and J. Vane", role=Role.BYLINE),
            paragraph("compiled by R. Alder", role=Role.BYLINE, traits=("editor",)), listed=False,
        ),
        section(
            "imprint", Matter.IMPRINT, Part.FRONT, title, paragraph(title, traits=("imprint-title",)),
            paragraph("Made for reading and not for sale."),
            paragraph("The authors state:", traits=("imprint-lead",)),
            paragraph("The Weir", link("The Weir", "The Weir", "#s1"), traits=("imprint-story",)),
            paragraph("I own no rivers.", role=Role.DISCLAIMER), listed=False,
        ),
        section(
            "contents", Matter.CONTENTS, Part.FRONT, "Contents", heading("Contents"),
            paragraph("The Weir\nOttilie Marsh", link("The Weir", "The Weir", "#s1"), traits=("entry", "level-1")),
            folio=Folio.ROMAN, listed=False,
        ),
        section(
            "s1", Matter.STORY, Part.BODY, "The Weir", *WEIR,
            story="s1", authors=("Ottilie Marsh",), language="en-GB",
        ),
        section("s2", Matter.STORY, Part.BODY, "Lock and Key", *LOCK, story="s2", authors=("J. Vane",), language="en"),
        section("s2-c1", Matter.CHAPTER, Part.BODY, "1. Lock", *LOCK_1, level=2, story="s2", opens=Opens.RUN_ON),
        section("s2-c2", Matter.CHAPTER, Part.BODY, "2. Key", *LOCK_2, level=2, story="s2"),
        section(
            "notes", Matter.NOTES, Part.BACK, "Authors’ Notes", heading("Authors’ Notes"),
            heading("The Weir", 2, marks=(Mark(0, 8, "a", (("href", "#s1"),)),)),
            paragraph(
                f"{origin}. A/N: For Ines, who kept the gauge book.",
                link(origin, origin, "#r-s1-1", **{"class": "origin"}),
                role=Role.AUTHOR_NOTE, traits=("note-origin", "id:n-s1-1"),
            ),
            paragraph("Please review!", role=Role.PLEA),
            paragraph(
                f"{star}. (she would)", link(star, star, "#r-s1-2", **{"class": "origin"}),
                role=Role.AUTHOR_NOTE, traits=("note-origin", "id:n-s1-2"),
            ),
        ),
        section(
            "colophon", Matter.COLOPHON, Part.BACK, "Colophon", heading("Colophon"),
            paragraph("Compiled by rule."), heading("The Weir", 2, marks=(Mark(0, 8, "a", (("href", "#s1"),)),)),
            paragraph("weir.txt", traits=("provenance",)),
            paragraph("SHA-256 " + "0123456789abcdef" * 4, Mark(8, 72, "code"), traits=("provenance",)),
        ),
    )  # fmt: skip
    return Book(
        identifier="urn:uuid:5d9a1c7e-4b1f-5c52-9d8f-3f6f2f0c9a11",
        title=title,
        authors=("Ottilie Marsh", "J. Vane"),
        editor="R. Alder",
        language="en",
        modified="2004-05-06T07:08:09Z",
        sections=sections,
        sources=("https://example.org/weir",),
        subjects=("rivers", "night shifts"),
        assets=(Asset("weir.png", "image/png", picture()),),
    )


def pagination() -> Pagination:
    """Return where the pages of the book might begin in print."""
    return Pagination((
        Page("i", "half-title"), Page("ii", ""), Page("iii", "title-page"), Page("iv", "imprint"),
        Page("v", "contents"),
        Page("vi", ""), Page("1", "s1"), Page("2", "s1", 6, 20), Page("3", "s1", 9, 0), Page("4", ""), Page("5", "s2"),
        Page("6", "s2-c2"), Page("7", "notes"), Page("8", "notes", 3, 3), Page("9", "colophon"),
    ))  # fmt: skip


def retitled(title: str) -> Book:
    """Return the book under another title, wherever it stands."""
    whole = book()
    sections = tuple(replace(s, title=title) if s.title == whole.title else s for s in whole.sections)
    return replace(whole, title=title, sections=sections)
