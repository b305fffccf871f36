"""A story's page on FanFiction.Net, saved to disk."""

import pytest

from compiler.model.story import Metadata, chapters
from compiler.rules import FAMILIES
from compiler.rules.rulebook import Settings, run
from tests.read.sample import html, labels, letters_of, letters_of_page, page, read_story, reader_of

NAME = "ffn.html"


def test_the_reader_knows_its_page() -> None:
    assert reader_of(page(NAME)) == "ffn"


def test_nothing_that_is_shown_is_lost() -> None:
    source = page(NAME)
    assert letters_of(read_story(source)) == letters_of_page(source.content.decode())


def test_its_facts() -> None:
    assert read_story(page(NAME)).stated == Metadata(
        title="Small Tides",
        authors=("ana pole",),
        language="en",
        summary="The tide goes out and does not come back. Hurt/Comfort, of a kind.",
        fandoms=("Lighthouses",),
        tags=("Hurt/Comfort", "Mystery", "Ruth A.", "Oru", "Tom"),
        rating="Fiction T",
        words=12034,
        published="2010-07-13",
        updated="2013-05-09",
    )


def test_its_parts() -> None:
    assert labels(read_story(page(NAME))) == [
        "boilerplate: Small Tides Chapter 2: Ebb, a lighthouse fanfic | FanFiction",
        "boilerplate: Browse Just In",
        "boilerplate: Books » Lighthouses",
        "boilerplate: Follow/Fav",
        "title: Small Tides",
        "byline: By: ana pole",
        "summary: The tide goes out and does not come back. Hurt/Comfort, of a kind.",
        "masthead facts: Rated: Fiction T - English - Hurt/Comfort/Mystery - [Ruth A., Oru] Tom - Chapters: 3 - "
        "Words: 12,034 - Reviews: 2 - Updated: 5/9/2013 - Published: 7/13/2010 - Status: Complete - id: 777",
        "boilerplate: 1. Flow",
        "boilerplate: 3. Slack",
        "chapter: 2. Ebb",
        "story: A/N: Thanks for the reviews!",
        "story: The sea had gone, and the boats lay about on the sand like shoes.",
        'story: "It\'ll be back," said Tom.',
        "break:",
        "story: It was not back by Friday.",
        "boilerplate: Share: Email",
        "boilerplate: Type your review for this story here",
        "boilerplate: Post Review",
    ]


def test_the_chapter_the_menu_shows_is_the_page_s() -> None:
    [chapter] = chapters(run(read_story(page(NAME)), FAMILIES, Settings()).story)
    assert (chapter.number, chapter.title) == (2, "Ebb")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            "Rated: K - German - Words: 5 - Published: Mar 3, 2009",
            Metadata(language="de", rating="K", words=5, published="2009-03-03"),
        ),
        (
            "Rated: Fiction M - French - Angst - A. B. - C - Updated: 1/2/2010 - id: 7",
            Metadata(language="fr", rating="Fiction M", tags=("Angst", "A. B. - C"), updated="2010-01-02"),
        ),
        ("Rated: T - Klingon - Words: 1", Metadata(rating="T", tags=("Klingon",), words=1)),
    ],
)
def test_the_line_of_facts(facts: str, expected: Metadata) -> None:
    text = f"<div id=profile_top><b></b><span>{facts}</span></div><div id=storytext><p>x</div>"
    assert read_story(html(text)).stated == expected
