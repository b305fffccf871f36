"""Pages that exporters write: FanFicFare's."""

import pytest

from compiler.model.story import Metadata, chapters
from compiler.rules import FAMILIES
from compiler.rules.rulebook import Settings, run
from tests.read.sample import (
    html,
    labels,
    letters_of,
    letters_of_page,
    page,
    read_story,
    reader_of,
    remarks_of,
)

NAME = "fanficfare.html"


def test_the_reader_knows_its_page_and_no_other() -> None:
    assert reader_of(page(NAME)) == "fanficfare"
    assert reader_of(html('<table class="full"><tr><td>a</td></tr></table>')) == "html"


def test_nothing_that_is_shown_is_lost() -> None:
    source = page(NAME)
    assert letters_of(read_story(source)) == letters_of_page(source.content.decode())


def test_its_facts() -> None:
    assert read_story(page(NAME)).stated == Metadata(
        title="Nine Lamps",
        authors=("Ana Pole",),
        language="de",
        summary="Nine lamps. Eight keepers. One night.",
        fandoms=("The Tide Tables", "Lighthouses"),
        words=9001,
        updated="2018-01-02",
        url="https://archive.example/works/9",
        series="Lamps [3]",
    )


def test_its_parts() -> None:
    assert labels(read_story(page(NAME))) == [
        "boilerplate: Nine Lamps by Ana Pole",
        "title: Nine Lamps",
        "byline: by Ana Pole",
        "boilerplate: \ufffc",
        "masthead series: Series: Lamps [3]",
        "masthead fandom: Category: The Tide Tables, Lighthouses",
        "masthead language: Language: Deutsch",
        "masthead status: Status: Completed",
        "masthead updated: Updated: 2018-01-02 03:04:05",
        "masthead words: Words: 9,001",
        "masthead kudos: Kudos: 12",
        "boilerplate: Summary:",
        "summary: Nine lamps. Eight keepers.",
        "summary: One night.",
        "boilerplate: Table of Contents",
        "boilerplate: 1. Wick 2. Glass",
        "chapter: 1. Wick",
        "boilerplate: Summary:",
        "summary: They light it.",
        "boilerplate: Author's Note:",
        "author-note: I know nothing about lamps.",
        "story: 1. Wick",
        "story: The wick was dry, and she said so, and he said that it had been dry since the war.",
        "story: Part Two",
        "story: They lit it all the same, and the whole bay saw how dry it was.",
        "boilerplate: Author's Note:",
        "author-note: Still nothing.",
        "chapter: 2. Glass",
        "story: In the morning there was glass on the stairs.",
    ]


def test_emphasis_in_the_summary_is_kept() -> None:
    [summary] = [block for block in read_story(page(NAME)).blocks if block.text.startswith("Nine lamps.")]
    assert [(mark.tag, summary.text[mark.start : mark.end]) for mark in summary.marks] == [("i", "Eight")]


def test_a_picture_that_is_not_in_the_page_is_remarked_on() -> None:
    assert any("images/cover.jpg" in remark.what for remark in remarks_of(page(NAME)))


def test_the_rules_find_its_chapters_and_take_a_numbered_line_inside_one_for_a_section() -> None:
    done = run(read_story(page(NAME)), FAMILIES, Settings())
    assert [(c.number, c.title) for c in chapters(done.story)] == [(1, "Wick"), (2, "Glass")]
    assert {"boilerplate: 1. Wick", "subhead section: Part Two"} <= {*labels(done.story)}


@pytest.mark.parametrize(
    ("heading", "title", "authors", "url"),
    [
        ("Nine Lamps by Ana Pole", "Nine Lamps", ("Ana Pole",), ""),
        ("Lamps by Night by Ana Pole", "Lamps by Night", ("Ana Pole",), ""),
        ('<a href="u">By Lamps</a> by <a>Ana</a>, <a>Ben</a>', "By Lamps", ("Ana", "Ben"), "u"),
        ("Nine Lamps", "Nine Lamps", (), ""),
    ],
)
def test_the_heading_says_title_and_author(
    heading: str, title: str, authors: tuple[str, ...], url: str
) -> None:
    text = f'<h1>{heading}</h1><table class="full"></table><a name="section0001"><h2>1</h2></a><p>Nobody came.</p>'
    stated = read_story(html(text)).stated
    assert (stated.title, stated.authors, stated.url) == (title, authors, url)
