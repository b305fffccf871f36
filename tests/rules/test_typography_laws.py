"""The families of typography together: their cases, and the laws they keep on any text."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.model.edits import replay, revert
from compiler.model.text import Block, Kind, Mark
from compiler.polish import FAMILIES
from compiler.rules.emphasis import EMPHASIS
from compiler.rules.languages import LANGUAGES, STYLES
from compiler.rules.rulebook import Outcome, Settings, run
from tests.casefile import Case, read_cases
from tests.rules.typography import again, corrected, shown, story

CASES = read_cases("typography")
ALL = (FAMILIES[0], EMPHASIS, *FAMILIES[1:])

WORDS = st.sampled_from(
    """
    I you said he's don't Tom's boys' 'em 'tis 'Cause 'course goin' th' o' 'ere 'word ol' 'n' '85 6'2" 12" -5 3-2
    well-known I-I d-don't two- and x2 [sic] (yes) ( no ) :) ;) :'( <3 ^_^ >.< -_- o.o a@b.com http://x.org/a--b #tag
    @me *sighs* _so_ **no** `x--y` A/N: Mr. J. «oui» „ja“ 1914-1918 5 x y-- --z -well- Wait- no yes? no! What ok, and
    """.split()
)
SIGNS = st.sampled_from(
    [
        *(" ", " ", " ", " ", "  ", "", "\n", ", ", ". ", "? ", "! ", "?!", " ,", " .", "; ", ": "),
        *(
            '"',
            '"',
            '" ',
            ' "',
            "'",
            "' ",
            " '",
            "“",
            "”",
            "‘",
            "’",
            "``",
            "''",
            ",,",
            "`",
            "´",
            "\"'",
            "'\"",
        ),
        *("--", " -- ", " - ", "-", "- ", " -", "---", "----", "—", " – ", " — ", '-"', '"-', "–", "—“", "⸺"),
        *("...", "..", "....", " . . .", "…", " ...", "…..", "......", "/", "~", "′", "\u00a0"),
    ]
)
PARAGRAPHS = st.lists(st.one_of(WORDS, SIGNS), min_size=1, max_size=24).map("".join)
TEXTS = st.lists(
    PARAGRAPHS.map(lambda text: text.strip("\n").replace("\n\n", "\n") or "x"), min_size=1, max_size=5
)
HOUSES = st.one_of(
    st.sampled_from(sorted(LANGUAGES)).map(lambda language: Settings(language=language)),
    st.sampled_from(sorted(STYLES)).map(lambda style: Settings(style=style)),
    st.just(Settings()),
)


def clean(paragraphs: list[str], house: Settings) -> Outcome:
    return run(story("\n\n".join(paragraphs)), ALL, house)


def letters(text: str) -> str:
    return "".join(sign for sign in text if unicodedata.category(sign)[0] in "LN")


def text_of(outcome: Outcome) -> str:
    return "\n\n".join(block.text for block in outcome.story.blocks)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    assert shown(corrected(case, *FAMILIES)) == case.after


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_is_not_corrected_twice(case: Case) -> None:
    assert not again(case, *FAMILIES).ledger.revisions


@given(TEXTS, HOUSES)
@settings(deadline=None, derandomize=True)
def test_no_letter_and_no_digit_changes(paragraphs: list[str], house: Settings) -> None:
    assert letters(text_of(clean(paragraphs, house))) == letters("\n\n".join(paragraphs))


@given(TEXTS, HOUSES)
@settings(deadline=None, derandomize=True)
def test_nothing_is_corrected_twice(paragraphs: list[str], house: Settings) -> None:
    once = clean(paragraphs, house).story
    assert run(once, ALL, house).story == once


@given(TEXTS, HOUSES)
@settings(deadline=None, derandomize=True)
def test_the_ledger_leads_back_and_forth_exactly(paragraphs: list[str], house: Settings) -> None:
    before, outcome = story("\n\n".join(paragraphs)), clean(paragraphs, house)
    assert revert(outcome.story.blocks, outcome.ledger) == before.blocks
    assert replay(before.blocks, outcome.ledger) == outcome.story.blocks
    assert len(outcome.story.blocks) == len(before.blocks)


@given(TEXTS)
@settings(deadline=None, derandomize=True)
def test_as_many_quotation_marks_as_before(paragraphs: list[str]) -> None:
    marks = dict.fromkeys(map(ord, "“”‘’′″„‚‛‟`´'"), "'") | {ord('"'): "'"}

    def count(text: str) -> int:
        return text.translate(marks).replace(",,", "''").count("'")

    before = "\n\n".join(paragraphs)
    doubled = sum(before.count(pair) for pair in ("``", "''", "´´", ",,"))
    assert count(before) - doubled <= count(text_of(clean(paragraphs, Settings()))) <= count(before)


@pytest.mark.parametrize("kind", [Kind.PRE, Kind.BREAK, Kind.FIGURE])
def test_what_is_not_running_text_is_left_alone(kind: Kind) -> None:
    before = story("x")
    block = Block(kind, "\"a\" -- 'b'...  c")
    outcome = run(type(before)("s", "f", "", before.stated, (block,)), ALL, Settings())
    assert outcome.story.blocks == (block,)


def test_code_is_left_alone() -> None:
    before = story("x")
    block = Block(Kind.PARAGRAPH, 'Type "a--b" then "c--d".', (Mark(5, 11, "code"),))
    outcome = run(type(before)("s", "f", "", before.stated, (block,)), ALL, Settings())
    assert outcome.story.blocks[0].text == 'Type "a--b" then “c—d”.'


def test_the_offset_of_a_title_stays_true() -> None:
    before = story("x")
    block = Block(Kind.HEADING, "Chapter 3 -- The Weir -- and \"the 'Other'\"", traits=("title-at:13",))
    outcome = run(type(before)("s", "f", "", before.stated, (block,)), ALL, Settings())
    assert outcome.story.blocks[0].text == "Chapter 3 -- The Weir—and “the ‘Other’”"
