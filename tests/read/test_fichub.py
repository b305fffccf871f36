"""Pages that FicHub writes."""

from compiler.model.story import Metadata, chapters
from compiler.rules import FAMILIES
from compiler.rules.rulebook import Settings, run
from tests.read.sample import labels, letters_of, letters_of_page, page, read_story, reader_of

NAME = "fichub.html"


def test_the_reader_knows_its_page() -> None:
    assert reader_of(page(NAME)) == "fichub"


def test_nothing_that_is_shown_is_lost() -> None:
    source = page(NAME)
    assert letters_of(read_story(source)) == letters_of_page(source.content.decode())


def test_its_facts() -> None:
    assert read_story(page(NAME)).stated == Metadata(
        title="Night Glass",
        authors=("Ana Pole",),
        summary="A lens is ground at night.",
        words=4321,
        url="https://forum.example/t/5",
    )


def test_its_parts() -> None:
    assert labels(read_story(page(NAME)))[1:] == [
        "title: Night Glass",
        "byline: by Ana Pole",
        "summary: A lens is ground at night.",
        "masthead url: Original source: https://forum.example/t/5",
        "masthead chapters: Chapters: 2",
        "masthead words: Words: 4321",
        "boilerplate: Exported with the assistance of FicHub.net",
        "boilerplate: Grind",
        "boilerplate: 2. Polish",
        "boilerplate: next chapter chapter list",
        "chapter: Grind",
        "story: She ground it by feel, because the lamp was what it was for.",
        "boilerplate: previous chapter chapter list",
        "chapter: 2. Polish",
        "story: By morning it was a lens.",
        "boilerplate: (back to chapter list)",
    ]


def test_the_rules_find_its_chapters() -> None:
    done = run(read_story(page(NAME)), FAMILIES, Settings())
    assert [(c.number, c.title) for c in chapters(done.story)] == [(None, "Grind"), (2, "Polish")]
