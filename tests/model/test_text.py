"""The laws of text with marks: one canonical order of marks, all in range; words counted as a reader does."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.model.text import ATOMIC, TAGS, Block, Kind, Mark, Role, words
from tests.model.strategies import marks_in, model_blocks
from tests.strategies import texts

TEXT = "abcdefgh"


def block(*marks: Mark) -> Block:
    return Block(Kind.PARAGRAPH, TEXT, marks)


def em(start: int, end: int) -> Mark:
    return Mark(start, end, "em")


def covered(marks: tuple[Mark, ...]) -> set[tuple[object, ...]]:
    """Return every character that has a mark, with the mark's tag and attributes."""
    return {(mark.tag, mark.attrs, at) for mark in marks for at in range(mark.start, mark.end)}


# -- marks -----------------------------------------------------------------------------------------------------


@given(st.lists(marks_in(len(TEXT)), max_size=8))
def test_marks_are_in_range_and_cover_what_they_covered(marks: list[Mark]) -> None:
    made = block(*marks)
    assert all(0 <= mark.start < mark.end <= len(TEXT) for mark in made.marks)
    assert covered(made.marks) == covered(tuple(marks))


@given(st.data(), st.lists(marks_in(len(TEXT)), max_size=8))
def test_marks_have_one_order_whatever_order_they_came_in(data: st.DataObject, marks: list[Mark]) -> None:
    assert block(*marks) == block(*data.draw(st.permutations(marks)))


@given(model_blocks())
def test_canonical_marks_stay_as_they_are(made: Block) -> None:
    assert made == replace(made, marks=made.marks)


@given(model_blocks())
def test_no_two_marks_of_one_kind_touch(made: Block) -> None:
    for index, one in enumerate(made.marks):
        for other in made.marks[index + 1 :]:
            if one.tag not in ATOMIC and (one.tag, one.attrs) == (other.tag, other.attrs):
                assert one.end < other.start


@given(model_blocks())
def test_outer_marks_come_before_inner_ones(made: Block) -> None:
    places = [(mark.start, -mark.end) for mark in made.marks]
    assert places == sorted(places)


def test_marks_that_touch_or_overlap_are_one() -> None:
    assert block(em(0, 2), em(2, 4)).marks == (em(0, 4),)
    assert block(em(0, 3), em(1, 2)).marks == (em(0, 3),)
    assert block(em(0, 2), em(3, 4)).marks == (em(0, 2), em(3, 4))


def test_marks_that_say_different_things_stay_apart() -> None:
    here, there = Mark(0, 2, "a", (("href", "#1"),)), Mark(2, 4, "a", (("href", "#2"),))
    assert block(there, here).marks == (here, there)


def test_pictures_never_join() -> None:
    one, other = Mark(0, 1, "img", (("src", "x"),)), Mark(1, 2, "img", (("src", "x"),))
    assert block(other, one, one).marks == (one, other)


@pytest.mark.parametrize(
    "mark", [em(0, 9), em(-1, 2), em(3, 3), em(4, 2), em(8, 9), Mark(0, 1, "blink")], ids=str
)
def test_a_mark_that_cannot_be_is_refused(mark: Mark) -> None:
    with pytest.raises(ValueError, match=mark.tag):
        block(mark)


def test_an_empty_text_takes_no_mark() -> None:
    with pytest.raises(ValueError, match="em"):
        Block(Kind.PARAGRAPH, "", (em(0, 1),))


def test_every_atomic_tag_is_a_tag() -> None:
    assert ATOMIC < TAGS


def test_a_hundred_thousand_marks_are_put_in_order() -> None:
    count = 100_000
    pictures = tuple(Mark(at, at + 1, "img", (("src", str(at)),)) for at in range(count))
    ems = tuple(em(at, at + 1) for at in range(0, count, 2))
    made = Block(Kind.PARAGRAPH, "\ufffc" * count, (*pictures, *ems))
    assert len(made.marks) == count * 3 // 2


# -- traits and labels -----------------------------------------------------------------------------------------


def test_a_trait_is_found_by_its_name() -> None:
    made = Block(Kind.PARAGRAPH, "", traits=("chat", "field:rating", "value-at:8", "field:other"))
    assert (made.trait("field"), made.trait("value-at"), made.trait("chat"), made.trait("fiel")) == (
        "rating",
        "8",
        "",
        "",
    )


def test_a_label_keeps_traits_and_adds_none_twice() -> None:
    made = Block(Kind.PARAGRAPH, "", traits=("gap:2",)).labelled(Role.PLEA, "box", "gap:2")
    assert (made.role, made.traits) == (Role.PLEA, ("gap:2", "box"))


def test_an_attribute_is_found_by_its_name() -> None:
    mark = Mark(0, 1, "a", (("href", "#1"), ("title", "x")))
    assert (mark.attr("title"), mark.attr("class")) == ("x", "")


# -- words -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("…—“ ”!?", 0),
        ("one", 1),
        ("don't don’t don`t don‘t", 4),
        ("rock 'n' roll", 3),
        ("well-known re‐read", 2),
        ("well--known and—so", 4),
        ("3:23 1,000 3.14 5'10 5′10 1/2 ½", 7),
        ("1914-1918 1914–1918", 2),
        ("no–yes", 2),
        ("un*real* __init__ *so*", 3),
        ("a@b.example.org", 1),
        ("What...ever", 2),
        ("北京 です 𠀀𠀁", 6),
        ("北京abc", 3),
        ("안녕 세상", 2),
        ("Привет, мир", 2),
        ("हिन्दी में", 2),
        ("שָׁלוֹם עֲלֵיכֶם", 2),
        ("re\u0301sume\u0301 résumé", 2),
        ("か\u3099 が", 2),
        ("well\u00adknown zero\u200bwidth \ufeffmark", 3),
    ],
)
def test_words_are_counted_as_a_reader_does(text: str, count: int) -> None:
    assert words(text) == count


@given(st.text(st.characters(max_codepoint=0xFFFF, categories=("L", "M", "Nd", "Zs"))))
def test_composing_accents_changes_no_count(text: str) -> None:
    assert words(unicodedata.normalize("NFC", text)) == words(unicodedata.normalize("NFD", text))


@given(texts(), texts())
def test_no_word_reaches_across_white_space(one: str, other: str) -> None:
    assert words(f"{one} {other}") == words(one) + words(other)


@given(st.text(alphabet="ab'’\" -1", max_size=20))
def test_setting_quotes_and_spaces_changes_no_count(text: str) -> None:
    for old, new in (("'", "’"), ('"', "“"), ("-", "‑"), (" ", "\u00a0"), (" ", "  ")):
        assert words(text) == words(text.replace(old, new))


@pytest.mark.parametrize(
    "unit", ["a", "-", "'", "a-", "a\u0301", "\u0301", "文", "_", "a*", "1–", "\u00ad", " "]
)
def test_a_megabyte_of_anything_is_counted(unit: str) -> None:
    times = 1_000_000 // len(unit)
    assert words(unit * times) in (0, 1, times)
