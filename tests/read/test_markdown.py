"""Markdown as writers of fiction type it: what CommonMark says, and where it would do a story wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.errors import Gravity
from compiler.model.source import Source
from compiler.model.story import Metadata, metadata
from compiler.model.text import Block, Kind, Role
from compiler.read import read
from tests.read.sample import html, labels, letters_of, reader_of, shown


def blocks(text: str) -> tuple[Block, ...]:
    return read(html(text, "a.md"), "x")[0].blocks


def texts(text: str) -> list[str]:
    return shown(read(html(text, "a.md"), "x")[0])


def marked(text: str) -> list[tuple[str, str]]:
    [block] = blocks(text)
    return [(mark.tag, block.text[mark.start : mark.end]) for mark in block.marks]


@pytest.mark.parametrize("name", ["a.md", "b.Markdown", "c.mdown", "d.MKD"])
def test_the_reader_knows_its_files_by_their_names(name: str) -> None:
    assert reader_of(html("# Title\n\nIt rained.", name)) == "markdown"
    assert reader_of(html("# Title\n\nIt rained.", "a.txt")) == "text"


def test_headings_paragraphs_breaks_and_quotations_on_their_lines() -> None:
    text = "# The Weir #\n\nIt rained.\n\n\n## One\n* * *\n> Dear you,\n> > hush\n\nSo.\n***\n"
    assert [(b.line, b.kind, b.level, b.text, len(b.within)) for b in blocks(text)] == [
        (1, Kind.HEADING, 1, "The Weir", 0),
        (3, Kind.PARAGRAPH, 0, "It rained.", 0),
        (6, Kind.HEADING, 2, "One", 0),
        (7, Kind.BREAK, 0, "* * *", 0),
        (8, Kind.PARAGRAPH, 0, "Dear you,", 1),
        (9, Kind.PARAGRAPH, 0, "hush", 2),
        (11, Kind.PARAGRAPH, 0, "So.", 0),
        (12, Kind.BREAK, 0, "***", 0),
    ]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("*a* _b_ **c** __d__", [("em", "a"), ("em", "b"), ("strong", "c"), ("strong", "d")]),
        ("***e*** un*real*", [("em", "e"), ("strong", "e"), ("em", "real")]),
        ("~~gone~~ `code` [there](http://e.org/x)", [("s", "gone"), ("code", "code"), ("a", "there")]),
        ("snake_case_name 2*3*4 \\*no\\* * _ * _", []),
        ("<i>x</i> <u>y</u> and *z <b>w</b>*", [("i", "x"), ("u", "y"), ("em", "z w"), ("b", "w")]),
    ],
)  # fmt: skip
def test_emphasis(text: str, marks: list[tuple[str, str]]) -> None:
    assert marked(text) == marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("    Set in like a manuscript.", ["Set in like a manuscript."]),
        ("\tSet in by a tab.\n\n\tAnd again.", ["Set in by a tab.", "And again."]),
        ("- Bonjour, dit-il.\n- Non.", ["- Bonjour, dit-il.\n- Non."]),
        ("1986. It was a good year.", ["1986. It was a good year."]),
        ("1. The Weir", ["1. The Weir"]),
        ("It rained.\n\n~~~\n\nIt rained on.", ["It rained.", "~~~", "It rained on."]),
        ("It rained.\n\n#\n\nIt rained on.\n\n###", ["It rained.", "#", "It rained on.", "###"]),
        ("It rained, and she let it.\n---\nThen not.", ["It rained, and she let it.", "⁂---", "Then not."]),
        ("It\nrained\n---", ["It\nrained", "⁂---"]),
        ("She said so.\n===", ["She said so.", "==="]),
        ("[A/N]: sorry\n\nIt rained.", ["[A/N]: sorry", "It rained."]),
        ("<sighs> She sat. <3 </3 <A/N: no!>", ["<sighs> She sat. <3 </3 <A/N: no!>"]),
        ("<wanders off>\n\nIt rained.", ["<wanders off>", "It rained."]),
        ("#nofilter", ["#nofilter"]),
        ("AT&T &amp; &eacute; \\# x", ["AT&T & é # x"]),
        ("| a | b |\n| c | d |", ["| a | b |\n| c | d |"]),
        ("```\nIt rained.", ["```\nIt rained."]),
    ],
)
def test_what_a_writer_types_is_not_taken_for_what_a_programmer_does(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_a_title_over_dashes_is_a_heading_all_the_same() -> None:
    assert [(b.kind, b.level, b.text) for b in blocks("The Weir\n========\n\nRain\n---\n")] == [
        (Kind.HEADING, 1, "The Weir"),
        (Kind.HEADING, 2, "Rain"),
    ]


def test_the_end_of_a_line_is_kept_and_said_to_be_soft() -> None:
    soft, hard, both = blocks("one\ntwo\n\none  \ntwo\\\nthree\n\none\ntwo  \nthree")
    assert (soft.text, soft.traits) == ("one\ntwo", ("soft",))
    assert (hard.text, hard.traits) == ("one\ntwo\nthree", ("stated",))
    assert (both.text, both.traits) == ("one two\nthree", ("stated", "at:0,2"))


def test_wide_gaps_are_counted() -> None:
    assert [block.trait("gap") for block in blocks("\n\n\na\n\nb\n\n\n\nc\n***\n\n\nd")] == [
        "",
        "",
        "3",
        "",
        "2",
    ]


def test_html_among_it_is_read_as_html() -> None:
    text = "<center>\n\n**The Weir**\n\n</center>\n\n<p align=right>for\n<i>Oru</i></p>\n\n"
    text += "It<br>rained. <!-- no -->\n\n<hr>"
    assert [(b.line, b.text, b.trait("align")) for b in blocks(text)] == [
        (3, "The Weir", "center"),
        (7, "for Oru", "right"),
        (10, "It\nrained.", ""),
        (12, "", ""),
    ]


def test_an_empty_file_is_remarked_on() -> None:
    story, remarks = read(Source("a.md", b"\n \n"), "x")
    assert (story.blocks, [remark.gravity for remark in remarks]) == ((), [Gravity.LOSS])


def test_code_pages_are_read_as_in_plain_text() -> None:
    assert read(Source("a.md", "“Café”".encode("cp1252")), "x")[0].blocks[0].text == "“Café”"


# --- the fields above the text --------------------------------------------------------------------------------

FIELDS = """---
title: "The Weir: A Story"
subtitle: In Rain
author: Ana Pole
Fandom:
  - Lamps, Ltd.
  - The Tide Tables
rating: T
tags: [rain, 'high water']
language: English
date: 2019-02-03T10:00
words: 4,200
# a comment
summary: |
  Two of them,
  and a lot of water.
layout: post
source: https://e.org/w/1
---

It rained.
"""


def test_front_matter_is_labelled_and_stated() -> None:
    story, _ = read(html(FIELDS, "a.md"), "x")
    assert labels(story) == [
        'title: title: "The Weir: A Story"',
        "title: subtitle: In Rain",
        "byline: author: Ana Pole",
        "masthead fandom: Fandom: Lamps, Ltd., The Tide Tables",
        "masthead rating: rating: T",
        "masthead keywords: tags: [rain, 'high water']",
        "masthead language: language: English",
        "masthead published: date: 2019-02-03T10:00",
        "masthead words: words: 4,200",
        "summary: summary: Two of them, and a lot of water.",
        "boilerplate: layout: post",
        "masthead url: source: https://e.org/w/1",
        "story: It rained.",
    ]
    assert [block.line for block in story.blocks] == [2, 3, 4, 5, 8, 9, 10, 11, 12, 14, 17, 18, 21]
    assert story.stated == Metadata(
        title="The Weir: A Story",
        authors=("Ana Pole",),
        language="en",
        summary="Two of them, and a lot of water.",
        fandoms=("Lamps, Ltd.", "The Tide Tables"),
        tags=("rain", "high water"),
        rating="T",
        words=4200,
        published="2019-02-03",
        url="https://e.org/w/1",
    )


def test_what_the_blocks_say_is_what_the_fields_state() -> None:
    story, _ = read(html(FIELDS, "a.md"), "x")
    said = metadata(read(html(FIELDS, "a.md"), "x")[0].__class__("", "", "", Metadata(), story.blocks))
    assert (said.title, said.authors, said.rating, said.summary) == (
        "The Weir: A Story",
        ("Ana Pole",),
        "T",
        "Two of them, and a lot of water.",
    )


def test_the_fields_of_other_programs() -> None:
    assert labels(read(html('+++\ntitle = "The Weir"\n+++\nIt rained.', "a.md"), "x")[0]) == [
        'title: title = "The Weir"'.replace(" =", ":"),
        "story: It rained.",
    ]
    story, _ = read(html("% The Weir\n% Ana Pole; B. Marsh\n\nIt rained.", "a.md"), "x")
    assert (story.stated.title, story.stated.authors) == ("The Weir", ("Ana Pole", "B. Marsh"))
    assert [block.text for block in story.blocks] == ["The Weir", "Ana Pole; B. Marsh", "It rained."]


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nIt rained: hard.\n\nIt stopped.\n\n---\n\nSo.",
        "---\ntitle: The Weir\n\nIt rained.\n\nNo fence.",
        "---\nShe said: no, and so it was and would be for ever and a day.\n---\n\nSo.",
        "---\n---\nSo.",
        "% 7\nis not a field",
    ],
)
def test_what_only_looks_like_fields_is_text(text: str) -> None:
    found = read(html(text, "a.md"), "x")[0]
    assert letters_of(found) == letters_of(read(html(text.replace("---", "\n"), "a.txt"), "x")[0])
    assert Role.TITLE not in {block.role for block in found.blocks if "She" in block.text}


# --- pages that mean no good ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "unit",
    [
        "*",
        "_",
        "[",
        "![",
        "`",
        "<",
        "&",
        "\\",
        "> ",
        ">",
        "~",
        "a\n",
        "# a\n",
        "---\n",
        "> a\n",
        "[a](b)",
        "**a",
    ]
    + ["*a_ ", "<b>", "<!--", "[\n", "- a\n", "a\n=\n", "    a\n\n", "---\na: b\n", "% a\n", "1*1"],
)
def test_a_long_run_of_anything_is_read_in_one_go(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    found = read(html(text, "a.md"), "x")[0]
    if unit not in ("[a](b)", "<!--"):
        assert letters_of(found)["a"] == text.count("a")


_PIECES = [
    "*",
    "**",
    "_",
    "`",
    "~~",
    "> ",
    "# ",
    "\n",
    "\n\n",
    "  \n",
    "\\\n",
    "---\n",
    "* * *\n",
    "    ",
    "\t",
    "- ",
    "1. ",
] + ["<i>", "</i>", "<p>", "</p>", "[", "]", "(x)", "!", "&amp;", "===\n", "~~~\n", "```\n", " "]


@given(st.lists(st.sampled_from([*_PIECES, *(f"w{i} " for i in range(9))]), max_size=40))
def test_every_word_is_kept_in_order_whatever_the_signs_do(pieces: list[str]) -> None:
    text = "".join(pieces)
    words = [piece.strip() for piece in pieces if piece.startswith("w")]
    found = "".join(c if c.isalnum() else " " for block in blocks(text) for c in block.text + " ")
    assert [word for word in found.split() if word.startswith("w")] == words
