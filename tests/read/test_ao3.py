"""Works of the archive, as downloaded and as saved from the browser: what its template states is labelled."""

import re

import pytest

from compiler.model.story import Metadata, chapters, metadata
from compiler.model.text import Role
from compiler.rules import FAMILIES
from compiler.rules.rulebook import Settings, run
from tests.read.sample import html, labels, letters_of, letters_of_page, page, read_story, reader_of

DOWNLOAD, SAVED = "ao3-chapters.html", "ao3-saved.html"


@pytest.mark.parametrize("name", [DOWNLOAD, SAVED])
def test_the_reader_knows_its_pages(name: str) -> None:
    assert reader_of(page(name)) == "ao3"


@pytest.mark.parametrize("name", [DOWNLOAD, SAVED])
def test_nothing_that_is_shown_is_lost(name: str) -> None:
    source = page(name)
    assert letters_of(read_story(source)) == letters_of_page(source.content.decode())


def test_the_facts_of_a_download() -> None:
    assert read_story(page(DOWNLOAD)).stated == Metadata(
        title="The Salt Ledger",
        authors=("Ana Pole", "B. Marsh (bmarsh)"),
        language="pt-BR",
        summary="They count the salt. It is always short.",
        fandoms=("Lamps, Ltd. (Podcast)", "The Tide Tables"),
        tags=("Ruth Arle/Oru", "Ruth Arle", "Oru", "Salt", "no beta we drown like clerks"),
        rating="Teen And Up Audiences",
        words=12345,
        published="2019-02-03",
        updated="2020-11-05",
        url="http://archiveofourown.org/works/70000001",
        series="Part 2 of Ledgers",
    )


def test_the_facts_of_a_saved_page() -> None:
    assert read_story(page(SAVED)).stated == Metadata(
        title="Lamp Oil",
        authors=("Ana Pole",),
        language="en",
        summary="There is only so much oil.",
        fandoms=("Lamps, Ltd.", "The Tide Tables"),
        tags=("Oil", "Night"),
        rating="General Audiences",
        words=1234,
        published="2021-05-06",
        updated="2021-06-07",
        url="https://archiveofourown.org/works/70000002",
    )


def test_the_parts_of_a_download_are_what_the_template_says() -> None:
    found = labels(read_story(page(DOWNLOAD)))
    assert found[:4] == [
        "boilerplate: The Salt Ledger - Ana Pole, B. Marsh - Multifandom",
        "boilerplate: Preface",
        "boilerplate: The Salt Ledger Posted originally on the Archive of Our Own at "
        "http://archiveofourown.org/works/70000001.",
        "masthead rating: Rating: Teen And Up Audiences",
    ]
    assert found[13:] == [
        "masthead stats: Stats: Published: 2019-02-03 Completed: 2020-11-05 Words: 12,345 Chapters: 2/2",
        "title: The Salt Ledger",
        "byline: by Ana Pole, B. Marsh (bmarsh)",
        "boilerplate: Summary",
        "summary: They count the salt.",
        "summary: It is always short.",
        "boilerplate: Notes",
        "author-note: Disclaimer: I don't own the tide.",
        "author-note: Thank you to everyone who read part one.",
        "boilerplate: See the end of the work for more notes",
        "credits: Inspired by The Pepper Ledger by C. Voss.",
        "chapter: Chapter 1: Wednesday",
        "byline: Chapter by B. Marsh",
        "boilerplate: Chapter Summary",
        "summary: Nobody is at the door.",
        "boilerplate: Chapter Notes",
        "author-note: Unbetaed. All slips are the sea's.",
        "boilerplate: See the end of the chapter for more notes",
        "story: Chapter One: Wednesday",
        "story: Ruth counted the sacks at six, and at seven she counted them again, and there were fewer.",
        "story: “Rats,” said Oru.",
        "story:",
        "story:",
        "story: ~*~",
        "story: TIDE TABLE",
        "story: Summary",
        "story: High at four, and higher at five.",
        "story: “Rats do not like salt,” said Ruth, and she bolted the door.",
        "boilerplate: Chapter End Notes",
        "author-note: Rats do like salt. I looked it up.",
        "chapter: Chapter 2",
        "story: I.",
        "story: In the morning there was a door where the sacks had been.",
        "story: II.",
        "story: They went through it with the lamp held low, because the lamp was the office's.",
        "boilerplate: Afterword",
        "boilerplate: End Notes",
        "author-note: Come and say hello!",
        "boilerplate: Works inspired by this one",
        "boilerplate: The Sugar Ledger by D. Tarn",
        "boilerplate: Please drop by the Archive and comment to let the creator know if you enjoyed their work!",
    ]


def test_the_parts_of_a_saved_page_are_what_the_template_says() -> None:
    found = labels(read_story(page(SAVED)))
    assert found[13:] == [
        "title: Lamp Oil",
        "byline: Ana Pole",
        "boilerplate: Summary:",
        "summary: There is only so much oil.",
        "boilerplate: Notes:",
        "dedication: For oru.",
        "credits: Inspired by Wicks by cvoss.",
        "author-note: For the night shift.",
        "boilerplate: (See the end of the work for more notes.)",
        "chapter: Chapter 1: Dusk",
        "boilerplate: Notes:",
        "author-note: Short one.",
        "boilerplate: Chapter Text",
        "story: The lamp was low, and Ruth turned it lower, and they sat and looked at what was left.",
        "story: NOTICE: oil is to be signed for.",
        "story: “Who signs?” said Oru.",
        "boilerplate: Notes:",
        "author-note: They sign in the next one.",
        "chapter: Chapter 2",
        "boilerplate: Chapter Text",
        "story: Nobody signed.",
        "boilerplate: Notes:",
        "author-note: The oil is whale oil; I am sorry about the whale.",
        "boilerplate: Actions",
        "boilerplate: ↑ Top",
        "boilerplate: oru on Chapter 1",
        "boilerplate: I loved the notice!",
        "boilerplate: About the Archive",
    ]


@pytest.mark.parametrize("name", [DOWNLOAD, SAVED])
def test_the_rules_leave_the_template_s_statements_alone_and_find_the_chapters(name: str) -> None:
    story = read_story(page(name))
    done = run(story, FAMILIES, Settings())
    kept = {Role.SUMMARY, Role.MASTHEAD, Role.TITLE, Role.CREDITS, Role.DEDICATION}
    assert [(b.line, b.role) for b in story.blocks if b.role in kept] == [
        (b.line, b.role) for b in done.story.blocks if b.role in kept
    ]
    assert [chapter.number for chapter in chapters(done.story)] == [1, 2]
    notes = [b.line for b in done.story.blocks if b.role in (Role.AUTHOR_NOTE, Role.DISCLAIMER)]
    assert notes == [b.line for b in story.blocks if b.role is Role.AUTHOR_NOTE]


SINGLE = """<html><head><title>T - A - F</title></head><body><div id="preface"><h2 class="toc-heading">Preface</h2>
<p class="message"><b>T</b><br/>Posted at <a href="https://ao.example/works/5">x</a>.</p>
<div class="meta"><dl class="tags"><dt>Fandom:</dt><dd>F</dd></dl><h1>T</h1><div class="byline">by Anonymous</div>
<p>{summary}</p><blockquote class="userstuff"><p>one</p></blockquote>
<p>{notes}</p><blockquote class="userstuff"><p>two</p></blockquote></div></div>
<div id="chapters" class="userstuff"><h2 class="toc-heading">T</h2><div class="userstuff">loose<br/>text</div></div>
<div id="afterword"><h2 class="toc-heading">Afterword</h2></div></body></html>"""


@pytest.mark.parametrize(
    ("summary", "notes"),
    [
        ("Summary", "Notes"),
        ("Zusammenfassung", "Anmerkungen"),
        ("Краткое содержание", "Примечания"),
        ("概要", "備考"),
    ],
)
def test_labels_may_be_in_any_language(summary: str, notes: str) -> None:
    story = read_story(html(SINGLE.format(summary=summary, notes=notes)))
    assert [b.text for b in story.blocks if b.role is Role.SUMMARY] == ["one"]
    assert [b.text for b in story.blocks if b.role is Role.AUTHOR_NOTE] == ["two"]


def test_notes_alone_are_no_summary() -> None:
    found = read_story(html(re.sub(r"<p>\{summary\}.*\n", "", SINGLE).replace("{notes}", "Notes")))
    assert [b.text for b in found.blocks if b.role is Role.AUTHOR_NOTE] == ["two"]
    assert not any(b.role is Role.SUMMARY for b in found.blocks)


def test_a_work_of_one_chapter_may_say_its_title_again_and_its_author_may_be_nobody() -> None:
    story = read_story(html(SINGLE.format(summary="Summary", notes="Notes")))
    assert [block.text for block in story.blocks if block.role is Role.TITLE] == ["T"]
    assert (story.stated.authors, metadata(story).url) == (("Anonymous",), "https://ao.example/works/5")
    assert story.blocks[-2].text == "loose\ntext"


@pytest.mark.parametrize(
    "cut",
    [
        "<dl",
        '<div class="byline"',
        '<div id="chapters"',
        "</head>",
        "<h1>",
        '<blockquote class="userstuff"><p>two',
    ],
)
def test_a_page_that_breaks_off_is_read_as_far_as_it_goes(cut: str) -> None:
    text = SINGLE.format(summary="Summary", notes="Notes")
    broken = text[: text.index(cut)] + '<div id="preface"><div id="chapters">'
    assert letters_of(read_story(html(broken))) == letters_of_page(broken)
