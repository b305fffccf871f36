"""The filter: what goes in between the paragraphs and the tags comes out unchanged."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.polish import Polished, polish, polished
from compiler.rules.rulebook import Settings
from tests.rules.test_typography_laws import PARAGRAPHS, letters

GAPS = st.sampled_from(["\n\n", "\n \n", "\n\n\n\n", "\n\t\n  \n"])
TAGS = st.sampled_from(
    [
        "<em>",
        "</em>",
        "<b class='x--y'>",
        "</b>",
        "<br/>",
        "<p>",
        "</p>",
        "<!-- a -- 'b' -->",
        '<a href="a--b">',
        "</a>",
    ]
)
TEXT = PARAGRAPHS.map(lambda text: re.sub("[<>&]", "", text))


def tags(text: str) -> list[str]:
    return re.findall(r"<[^>]*>", text)


@given(st.lists(st.tuples(PARAGRAPHS.filter(str.strip), GAPS), max_size=5))
@settings(deadline=None, derandomize=True)
def test_as_many_paragraphs_come_out_as_went_in(parts: list[tuple[str, str]]) -> None:
    blank = re.compile(r"\n\s*\n")
    text = "".join(paragraph.replace("\n", " ") + gap for paragraph, gap in parts)
    result = polish(text)
    assert len(blank.split(result)) == len(blank.split(text))
    assert letters(result) == letters(text)


@given(st.lists(st.one_of(TEXT, TEXT, TAGS), max_size=12).map("".join))
@settings(deadline=None, derandomize=True)
def test_tags_stay_as_they_are(text: str) -> None:
    result = polish(text, html=True)
    assert tags(result) == tags(text)
    assert letters(result) == letters(text)


def test_stars_and_underscores_are_read_through_and_stay() -> None:
    assert polish('*"What?"* he said. _"Go-"_') == "*“What?”* he said. _“Go—”_"


def test_blank_lines_stay_as_they_were_typed() -> None:
    assert polish('"a"\n \n\n"b"\n') == "“a”\n \n\n“b”\n"


def test_an_empty_text_stays_empty() -> None:
    assert polish("") == ""
    assert polish("", html=True) == ""


def test_html_is_changed_in_its_text_alone() -> None:
    before = """<p class="it's">He said, "<em>Don't</em> -- you&quot;.</p><!-- a -- b -->"""
    after = """<p class="it's">He said, “<em>Don’t</em>—you”.</p><!-- a -- b -->"""
    assert polish(before, html=True) == after


def test_a_speech_pairs_across_tags_and_lines_of_html() -> None:
    before = "<p>\n  &ldquo;One,<br/>\n  <i>'two'</i>\n  three\"</p>\n<p>'s <b>Tom</b>'s</p>"
    after = "<p>\n  &ldquo;One,<br/>\n  <i>‘two’</i>\n  three”</p>\n<p>’s <b>Tom</b>’s</p>"
    assert polish(before, html=True) == after


@pytest.mark.parametrize("element", ["pre", "script", "style", "code", "kbd", "textarea"])
def test_code_in_html_is_left_alone(element: str) -> None:
    text = f"<div><{element}>\"a\" -- 'b'...</{element}></div>"
    assert polish(text, html=True) == text


def test_references_that_no_rule_touches_stay_references() -> None:
    before = "<p>A &amp; B &lt;3 &nbsp;&#8212; C&#8212;&hellip;</p>"
    assert polish(before, html=True) == "<p>A &amp; B &lt;3—C&#8212;&hellip;</p>"


def test_a_deleted_space_leaves_its_tags() -> None:
    assert polish("<p><i>one </i>-<b> two</b></p>", html=True) == "<p><i>one</i>—<b>two</b></p>"


def test_settings_choose_the_house_and_the_rules() -> None:
    text = '"Well - yes..."'
    assert polish(text, Settings(style="uk")) == "“Well\u00a0– yes…”"
    assert polish(text, Settings(without=frozenset({"dashes.spaced", "ellipses"}))) == "“Well - yes...”"


def test_the_ledger_and_the_remarks_come_with_the_text() -> None:
    result = polished('"Go," he said.\n\n"Where?\' she asked.', file="story.txt")
    assert isinstance(result, Polished)
    assert result.text.endswith("“Where?” she asked.")
    assert [str(remark.where) for remark in result.remarks] == ["story.txt:2"]
    assert {edit.rule for revision in result.ledger.revisions for edit in revision.edits} == {
        "quotes.double",
        "quotes.mismatched",
    }
