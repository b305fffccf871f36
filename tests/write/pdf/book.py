"""A small book for the tests of the printed one: a plain anthology of three stories, one of them in two chapters."""

from compiler.model.book import Book, Folio, Matter, Opens, Part, Section
from compiler.model.text import Block, Blocks, Kind, Mark, Role

PROSE = (
    "The ferry ran late on the night the lighthouse changed its mind. Nobody aboard could say afterwards which of "
    "them had noticed first, only that the beam, which had swept the sound every eleven seconds for a hundred and "
    "forty years, had stopped, and stood pointing at the empty water north of the bar.",
    "“It does that,” said the purser, who had been told never to say so.",
    "Marit put down her cup. She had crossed four hundred times, and had never once looked up at the light, in the "
    "way that one never looks at the clock in a room where one is happy.",
    "“And what is it looking at?”",
    "“We don’t ask it. There was a man who asked, before my time—he went out in the skiff with a lantern and a "
    "thermos, and the thermos came back.” He considered this. “It was still hot, they say. That is the part my "
    "mother always told twice.”",
    "The engines dropped to a mutter. Somewhere below them a car alarm started, thought better of it, and was quiet. "
    "Rain walked across the deck, inspected the passengers one after another, and went on towards the mainland "
    "without having found whoever it wanted.",
    "She went out to the rail. The air had that tinned, metallic flavour it keeps for the hour before snow, and the "
    "water under the fixed beam was not black, as it ought to have been, but a clear and depthless green, like the "
    "glass of old bottles. Things moved in it with the unhurried confidence of furniture removers.",
    "“You’ll want to come in,” the purser said behind her, not very hopefully.",
    "“In a minute.”",
    "It was, she would maintain for the rest of her life, no longer than that. But when she turned round the lounge "
    "was dark, the chairs were stacked, and the coffee in her cup had grown a skin as thick as parchment; and the "
    "light, having seen whatever it was that it had been waiting for, swung round again to the south, and began, as "
    "though nothing whatever had interrupted it, to count.",
    "No.",
    "He wrote to her that winter: long, unpunctuated, meticulously illustrated letters, in which the harbour "
    "featured as a character, usually in the wrong. She answered every one of them on the back of a timetable.",
)

AUTHORS = ("Ingrid Vale", "Tomas Okonjo-Reyes", "Ingrid Vale")


def prose(count: int, start: int = 0) -> Blocks:
    """Return `count` paragraphs, with a scene break after every ninth and a phrase in italics in every fourth."""
    blocks: list[Block] = []
    for number in range(start, start + count):
        text = PROSE[number * 5 % len(PROSE)]
        traits = ("first",) if number == start or number % 9 == 0 else ()
        marks = (Mark(4, text.index(" ", 8), "em"),) if number % 4 == 1 and len(text) > 20 else ()
        blocks.append(Block(Kind.PARAGRAPH, text, marks, traits=traits, line=number))
        if number % 9 == 8 and number < start + count - 1:
            blocks.append(Block(Kind.BREAK, "***"))
    return tuple(blocks)


def opener(title: str, author: str, *more: Block) -> Blocks:
    """Return the head of a story."""
    return (
        Block(Kind.HEADING, title, role=Role.TITLE, level=1),
        Block(Kind.PARAGRAPH, author, role=Role.BYLINE),
        *more,
    )


def story(number: int, title: str, blocks: Blocks) -> Section:
    """Return the section of a whole story."""
    author = AUTHORS[number % len(AUTHORS)]
    return Section(
        id=f"s{number + 1}",
        matter=Matter.STORY,
        part=Part.BODY,
        title=title,
        blocks=opener(title, author) + blocks,
        opens=Opens.RECTO,
        story=f"story-{number + 1}",
        authors=(author,),
    )


def entry(target: str, title: str, author: str = "", level: int = 1) -> Block:
    """Return a line of the contents."""
    text = f"{title}\n{author}".strip()
    marks = [Mark(0, len(title), "a", (("href", f"#{target}"),))]
    if author:
        marks.append(Mark(len(title) + 1, len(text), "span", (("class", "author"),)))
    return Block(Kind.PARAGRAPH, text, tuple(marks), traits=("entry", f"level-{level}"))


def front(title: str, entries: Blocks) -> tuple[Section, ...]:
    """Return the front matter."""

    def section(matter: Matter, blocks: Blocks, opens: Opens, folio: Folio, title: str) -> Section:
        return Section(
            matter.value, matter, Part.FRONT, title, blocks, opens=opens, folio=folio, listed=False
        )

    heading = Block(Kind.HEADING, title, role=Role.TITLE, level=1)
    return (
        section(
            Matter.HALF_TITLE,
            (Block(Kind.PARAGRAPH, title, role=Role.TITLE),),
            Opens.RECTO,
            Folio.BLIND,
            title,
        ),
        section(
            Matter.TITLE_PAGE,
            (
                heading,
                Block(Kind.PARAGRAPH, "Ingrid Vale and Tomas Okonjo-Reyes", role=Role.BYLINE),
                Block(Kind.PARAGRAPH, "Compiled by M. Aldous", role=Role.BYLINE, traits=("editor",)),
            ),
            Opens.RECTO,
            Folio.BLIND,
            title,
        ),
        section(
            Matter.IMPRINT,
            (
                Block(Kind.PARAGRAPH, "The Harbour Papers", traits=("imprint-title",)),
                Block(Kind.PARAGRAPH, "A private anthology, made for reading and not for sale."),
                Block(Kind.PARAGRAPH, "Disclaimers", traits=("imprint-lead",)),
                Block(
                    Kind.PARAGRAPH,
                    "The Weather Office",
                    (Mark(0, 18, "a", (("href", "#s2"),)),),
                    traits=("imprint-story",),
                ),
                Block(Kind.PARAGRAPH, "The harbour belongs to itself.", role=Role.DISCLAIMER),
            ),
            Opens.PAGE,
            Folio.BLIND,
            "Imprint",
        ),
        section(
            Matter.CONTENTS,
            (Block(Kind.HEADING, "Contents", level=1), *entries),
            Opens.RECTO,
            Folio.ROMAN,
            "Contents",
        ),
    )


def anthology(paragraphs: int = 60) -> Book:
    """Return the book: front matter, three stories of different lengths, notes and colophon."""
    first = story(0, "What the Lighthouse Saw", prose(paragraphs))
    reference = Block(
        Kind.PARAGRAPH,
        "Author’s note",
        (Mark(0, 13, "a", (("href", "#note-2"),)),),
        role=Role.AUTHOR_NOTE,
        traits=("reference", "id:ref-2"),
    )
    second = story(1, "The Weather Office", (reference, *prose(paragraphs // 3, 5)))
    third = story(2, "A Timetable for the Drowned", ())
    summary = Block(Kind.PARAGRAPH, "Two letters, and what lay between them.", role=Role.SUMMARY)
    third = Section(
        **{name: getattr(third, name) for name in third.__slots__ if name != "blocks"},
        blocks=third.blocks + (summary,),
    )
    chapters = tuple(
        Section(
            id=f"s3-c{number}",
            matter=Matter.CHAPTER,
            part=Part.BODY,
            title=name,
            blocks=(Block(Kind.HEADING, name, role=Role.CHAPTER, level=2), *prose(paragraphs // 2, number)),
            level=2,
            opens=Opens.RUN_ON if number == 1 else Opens.PAGE,
            story=third.story,
            authors=third.authors,
        )
        for number, name in ((1, "Outward"), (2, "Return"))
    )
    notes = Section(
        "notes",
        Matter.NOTES,
        Part.BACK,
        "Notes",
        (
            Block(Kind.HEADING, "Notes", level=1),
            Block(Kind.HEADING, "The Weather Office", level=2),
            Block(
                Kind.PARAGRAPH,
                "Written in one sitting, during a storm. Back to the story.",
                (Mark(40, 57, "a", (("href", "#ref-2"),)),),
                role=Role.AUTHOR_NOTE,
                traits=("id:note-2",),
            ),
        ),
        opens=Opens.RECTO,
    )
    colophon = Section(
        "colophon",
        Matter.COLOPHON,
        Part.BACK,
        "Colophon",
        (Block(Kind.HEADING, "Colophon", level=1), Block(Kind.PARAGRAPH, "Set in a quiet hour.")),
        listed=False,
    )
    entries = (
        entry("s1", first.title, AUTHORS[0]),
        entry("s2", second.title, AUTHORS[1]),
        entry("s3", third.title, AUTHORS[2]),
        entry("s3-c1", "Outward", level=2),
        entry("s3-c2", "Return", level=2),
        entry("notes", "Notes"),
    )
    return Book(
        identifier="urn:uuid:00000000-0000-5000-8000-000000000000",
        title="The Harbour Papers",
        authors=("Ingrid Vale", "Tomas Okonjo-Reyes"),
        editor="M. Aldous",
        language="en",
        modified="2024-05-01T12:00:00Z",
        sections=(*front("The Harbour Papers", entries), first, second, third, *chapters, notes, colophon),
    )
