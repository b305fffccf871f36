"""The views of a story: each block in exactly one place, metadata from whoever states it first."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.model.story import (
    NOTE_ROLES,
    STORY_ROLES,
    Metadata,
    Story,
    back_start,
    chapters,
    front_end,
    is_story,
    metadata,
    names,
    noted_words,
    story_words,
)
from compiler.model.text import Block, Blocks, Kind, Mark, Role, words

ROLES = st.builds(Block, st.sampled_from(Kind), st.sampled_from(["", "one"]), role=st.sampled_from(Role))
STORIES = st.lists(ROLES, max_size=12).map(tuple)


def story(*found: Block, stated: Metadata | None = None) -> Story:
    return Story("ferry", "ferry.txt", "", stated or Metadata(), found)


def p(text: str, role: Role = Role.BODY, *traits: str) -> Block:
    return Block(Kind.PARAGRAPH, text, role=role, traits=traits)


def heading(text: str, *traits: str) -> Block:
    return Block(Kind.HEADING, text, role=Role.CHAPTER, traits=traits)


BREAK = Block(Kind.BREAK, "* * *")
SITE = p("Log in", Role.BOILERPLATE)
NOTE = p("A/N: hello", Role.AUTHOR_NOTE)


# -- chapters, front and back ----------------------------------------------------------------------------------


@given(STORIES)
def test_front_chapters_and_back_are_all_blocks_once_and_in_order(found: Blocks) -> None:
    parts: list[Block] = [*found[: front_end(found)]]
    for chapter in chapters(story(*found)):
        assert chapter.start == len(parts)
        parts += [chapter.heading] if chapter.heading else []
        parts += chapter.blocks
    parts += found[back_start(found) :]
    assert tuple(parts) == found


@given(STORIES)
def test_the_front_tells_no_story_and_the_back_is_the_sites(found: Blocks) -> None:
    assert not any(is_story(block) or block.role is Role.CHAPTER for block in found[: front_end(found)])
    assert all(block.role is Role.BOILERPLATE for block in found[back_start(found) :])


@given(STORIES)
def test_only_the_first_chapter_may_lack_a_heading(found: Blocks) -> None:
    parts = list(chapters(story(*found)))
    assert all(chapter.heading and chapter.heading.role is Role.CHAPTER for chapter in parts[1:])
    assert not any(block.role is Role.CHAPTER for chapter in parts for block in chapter.blocks)
    assert sum(chapter.heading is not None for chapter in parts) == sum(
        block.role is Role.CHAPTER for block in found
    )


@pytest.mark.parametrize(
    "found",
    [(), (NOTE,), (SITE,), (p("The Ferry", Role.TITLE), BREAK, NOTE, SITE)],
)
def test_without_a_story_there_are_no_chapters(found: Blocks) -> None:
    assert list(chapters(story(*found))) == []


def test_a_story_without_headings_is_one_chapter() -> None:
    (chapter,) = chapters(story(NOTE, p("One."), BREAK, p("Two."), NOTE, SITE))
    assert (chapter.heading, chapter.start, chapter.title, chapter.number) == (None, 1, "", None)
    assert chapter.blocks == (p("One."), BREAK, p("Two."), NOTE)


def test_text_before_the_first_heading_is_a_chapter_of_its_own() -> None:
    first, second = chapters(story(p("Prologue text."), heading("One"), p("Text.")))
    assert (first.heading, first.blocks) == (None, (p("Prologue text."),))
    assert (second.heading, second.blocks, second.start) == (heading("One"), (p("Text."),), 1)


def test_an_empty_chapter_is_a_chapter() -> None:
    first, second = chapters(story(heading("One"), heading("Two")))
    assert (first.blocks, second.blocks) == ((), ())


def test_a_chapter_has_the_number_and_title_its_heading_states() -> None:
    stated, plain = chapters(
        story(heading("Chapter 2: The Weir", "number:2", "title-at:11"), heading("Chapter 3"))
    )
    assert (stated.number, stated.title) == (2, "The Weir")
    assert (plain.number, plain.title) == (None, "Chapter 3")


def test_furniture_between_chapters_stays_there() -> None:
    found = (p("One."), SITE, p("Two."), SITE, SITE)
    assert (front_end(found), back_start(found)) == (0, 3)


def test_roles_of_the_story_are_no_roles_of_notes() -> None:
    assert STORY_ROLES.isdisjoint(NOTE_ROLES)


# -- words -----------------------------------------------------------------------------------------------------


def test_the_words_of_a_story_are_its_own() -> None:
    found = (p("By Anna", Role.BYLINE), heading("Chapter One"), p("One two three."), BREAK, NOTE, SITE)
    assert story_words(found) == 5


def test_what_the_author_says_inside_a_paragraph_is_no_word_of_the_story() -> None:
    block = replace(p("He ran (sorry for this) on."), marks=(Mark(7, 23, "note"),))
    assert (noted_words(block), story_words((block,))) == (3, 3)


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(1, 4), st.booleans()), max_size=5))
def test_words_under_several_notes_are_counted_once(found: list[tuple[int, int, bool]]) -> None:
    attrs = ((), (("kind", "plea"),))
    text = "a " * 8
    marks = tuple(Mark(at, at + length, "note", attrs[plea]) for at, length, plea in found)
    covered = {at for mark in marks for at in range(mark.start, mark.end)}
    under = "".join(character if at in covered else " " for at, character in enumerate(text))
    assert noted_words(Block(Kind.PARAGRAPH, text, marks)) == words(under)


# -- metadata --------------------------------------------------------------------------------------------------

FULL = Metadata(
    "T", ("A",), "fr", "S", ("F",), ("X",), "PG", 9, "2001-02-03", "2002-03-04", "https://a.example", "R"
)


def test_what_is_stated_wins_field_by_field() -> None:
    assert FULL.over(Metadata(title="other", rating="M")) == FULL
    assert Metadata().over(FULL) == FULL
    assert Metadata(title="Mine", words=3).over(FULL) == replace(FULL, title="Mine", words=3)
    assert all(getattr(FULL, field.name) for field in fields(FULL))


def test_the_format_wins_over_the_labels_and_the_labels_complete_it() -> None:
    found = story(
        p("The Ferry", Role.TITLE),
        p("by Anna Weir", Role.BYLINE, "value-at:3"),
        p("Summary:  A\ncrossing.", Role.SUMMARY, "value-at:8"),
        p("Rating: PG", Role.MASTHEAD, "field:rating", "value-at:7"),
        stated=Metadata(title="Night Ferry"),
    )
    known = metadata(found)
    assert (known.title, known.authors, known.summary, known.rating) == (
        "Night Ferry", ("Anna Weir",), "A crossing.", "PG",
    )  # fmt: skip


def test_the_first_of_two_labels_counts_and_an_empty_one_does_not() -> None:
    found = story(p("  ", Role.TITLE), p("One", Role.TITLE), p("Two", Role.TITLE))
    assert metadata(found).title == "One"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("fandom", "Bones, Castle; NCIS", ("Bones", "Castle", "NCIS")),
        ("fandom", "Bones / Castle", ("Bones", "Castle")),
        ("tags", "Fluff, Mark/Lexie; slow burn,", ("Fluff", "Mark/Lexie", "slow burn")),
        ("words", "12,345", 12345),
        ("words", "1 234 567 words", 1234567),
        ("words", "about 900 (3 chapters)", 900),
        ("words", "none", 0),
        ("words", "9" * 5000, 999999999999),
        ("published", "2011-03-04", "2011-03-04"),
        ("series", "Rainy Days [1]", "Rainy Days [1]"),
        ("url", "https://a.example/s/1", "https://a.example/s/1"),
        ("language", "fr", "fr"),
    ],
)
def test_a_field_of_the_header_is_read(name: str, text: str, value: object) -> None:
    known = metadata(story(p(text, Role.MASTHEAD, f"field:{name}")))
    assert getattr(known, {"fandom": "fandoms"}.get(name, name)) == value


def test_a_field_nobody_asks_for_is_no_metadata() -> None:
    assert metadata(story(p("Beta: Jo", Role.MASTHEAD, "field:beta"), p("x", Role.MASTHEAD))) == Metadata()


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("", ()),
        ("  ", ()),
        ("Anna Weir", ("Anna Weir",)),
        ("A, B and C", ("A", "B", "C")),
        ("A, B, and C", ("A", "B", "C")),
        ("A & B; C", ("A", "B", "C")),
        ("Alexander Anders", ("Alexander Anders",)),
        ("Brandy and\nSandy", ("Brandy", "Sandy")),
        (" , and ,", ()),
    ],
)
def test_a_byline_is_split_into_names(byline: str, expected: tuple[str, ...]) -> None:
    assert names(byline) == expected


def test_a_megabyte_of_spaces_is_split() -> None:
    assert names("A" + " " * 1_000_000 + "B") == ("A" + " " * 1_000_000 + "B",)
