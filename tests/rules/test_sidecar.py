"""The sidecar at work: what a person says stands in the ledger, survives every rule, and goes back exactly."""

import pytest

from compiler.errors import Remark, SettingsError, Where
from compiler.model.edits import revert
from compiler.model.sidecar import parse_sidecar
from compiler.model.source import Source
from compiler.model.story import chapters
from compiler.model.text import Block, Kind, Role
from compiler.read import lines_of, read
from compiler.rules import FAMILIES
from compiler.rules.rulebook import Outcome, Settings, run
from compiler.rules.sidecar import check
from tests.rules.structure import label

RULES = tuple(rule.name for family in FAMILIES for rule in family.rules)

STORY = """The Weir
by Ana Pole

For the mill, and the miller.

"Are you asleep?" Tom said. "The weir 'll hold," and he went down to look at it once more.

A/N: please review, I live for reviews!

...

In the morning it was louder, and nobody could say why it should be so loud in June.


It went on all day. The kitchen chairs had gone to look for the sea, and the cat with them.

* * *

He wrote it down, and then he wrote that he had written it down.

Thanks for reading!
"""


def corrected(sidecar: str, text: str = STORY, name: str = "weir.txt") -> Outcome:
    """Run every rule over the text with that sidecar, and hold what came of it to the laws."""
    source = Source(name, text.encode())
    said = parse_sidecar(sidecar.encode(), f"{name}.toml")
    check(said, lines_of(source), RULES, name)
    story, _ = read(source, "weir")
    settings = Settings(sidecar=said)
    done = run(story, FAMILIES, settings)
    assert revert(done.story.blocks, done.ledger) == story.blocks
    again = run(done.story, FAMILIES, settings)
    assert (again.story, len(again.ledger)) == (done.story, 0)
    return done


def on(outcome: Outcome, line: int) -> list[Block]:
    return [block for block in outcome.story.blocks if block.line == line]


def labels(outcome: Outcome) -> dict[int, str]:
    return {block.line: label(block) for block in outcome.story.blocks}


def rules(outcome: Outcome) -> set[str]:
    return {edit.rule for revision in outcome.ledger.revisions for edit in revision.edits}


def test_without_a_sidecar_the_rules_judge_alone() -> None:
    assert labels(corrected("")) == {
        1: "title",
        2: "byline",
        4: "story",
        6: "story",
        8: "author-note",
        10: "story",
        12: "story",
        15: "story",
        17: "break",
        19: "story",
        21: "author-note",
    }


def test_a_line_is_what_the_sidecar_says_it_is() -> None:
    done = corrected("[[label]]\nline = 4\nrole = 'dedication'\n[[label]]\nlines = '6-10'\nrole = 'epigraph'")
    assert {4: "dedication", 6: "epigraph", 8: "epigraph", 10: "epigraph", 12: "story"}.items() <= labels(
        done
    ).items()
    assert "sidecar.label" in rules(done)


def test_no_rule_makes_a_note_of_what_the_sidecar_calls_story_and_none_remarks_on_it() -> None:
    done = corrected("[[label]]\nline = 8\nrole = 'story'\n[[label]]\nline = 21\nrole = 'story'")
    assert (labels(done)[8], labels(done)[21]) == ("story", "story")
    assert not [remark for remark in done.remarks if remark.where.line in (8, 21)]


def test_what_the_sidecar_has_said_stands_without_it_too() -> None:
    done = corrected("[[label]]\nline = 8\nrole = 'story'\n[[no-break]]\nbefore = 19")
    assert run(done.story, FAMILIES, Settings()).story == done.story


def test_a_line_can_be_a_chapter_with_its_number_and_title() -> None:
    text = "Weir 1\n\nThe water was high, and it was loud that year.\n\nChapter Two\n\nRain\n\nIt rained.\n"
    done = corrected(
        "[[label]]\nlines = '5-7'\nrole = 'chapter'\n[[label]]\nline = 1\nrole = 'chapter'", text
    )
    first, second = chapters(done.story)
    assert (first.title, first.number, second.title, second.number) == ("Weir 1", None, "Rain", 2)


def test_a_field_of_the_header_needs_its_name() -> None:
    done = corrected("[[label]]\nline = 4\nrole = 'masthead'\nfield = 'pairing'")
    assert labels(done)[4] == "masthead pairing"


def test_a_subhead_may_say_its_kind() -> None:
    text = "Chapter 1\n\nThe mill\n\nThe water was high, and it was loud that year.\n"
    assert (
        labels(corrected("[[label]]\nline = 3\nrole = 'subhead'\nkind = 'place'", text))[3] == "subhead place"
    )
    assert labels(corrected("[[label]]\nline = 3\nrole = 'subhead'", text))[3] == "subhead section"


def test_the_paragraphs_of_a_letter_are_one_letter() -> None:
    done = corrected("[[label]]\nlines = '15-19'\nrole = 'letter'")
    wraps = {block.within for line in (15, 19) for block in on(done, line)}
    assert (labels(done)[15], labels(done)[19], len(wraps)) == ("letter", "letter", 1)


def test_a_line_inside_a_block_of_lines_is_cut_out() -> None:
    text = (
        "It was loud.\n\nRoses in the water,\nand nobody to see,\n(this part is a song)\nthe miller and his daughter,\n"
        "the weir and the sea\n\nHe sang it twice, and then he went down to the mill.\n"
    )
    done = corrected("[[label]]\nline = 5\nrole = 'credits'\n", text)
    assert [(block.line, label(block)) for block in done.story.blocks if 3 <= block.line <= 6] == [
        (3, "story"),
        (5, "credits"),
        (6, "story"),
    ]


def test_a_divider_can_be_text_and_text_a_divider() -> None:
    done = corrected("[[label]]\nline = 17\nrole = 'story'\n[[label]]\nline = 10\nrole = 'scene-break'")
    assert (labels(done)[17], labels(done)[10]) == ("story", "break")


def test_an_edit_can_be_vetoed_by_its_rule_its_line_and_its_words() -> None:
    whole = corrected("[[keep]]\nline = 6\nrule = 'quotes'")
    some = corrected("[[keep]]\nline = 6\nrule = 'quotes'\ntext = \"'ll\"")
    assert on(whole, 6)[0].text.count('"') == 4
    assert on(some, 6)[0].text.startswith("“Are you asleep?” Tom said. “The weir 'll hold,”")
    assert on(corrected(""), 6)[0].text.count("'") == 0


def test_a_note_can_be_vetoed_as_well() -> None:
    done = corrected("[[keep]]\nline = 8\nrule = 'notes'")
    assert labels(done)[8] == "story"
    assert not [remark for remark in done.remarks if remark.where.line == 8]


def test_a_veto_that_nothing_answers_to_is_remarked_on() -> None:
    done = corrected("title = 'x'\n[[keep]]\nline = 2\nrule = 'quotes'")
    [remark] = [remark for remark in done.remarks if remark.where.file.endswith(".toml")]
    assert isinstance(remark, Remark)
    assert (remark.where, remark.what) == (
        Where("weir.txt.toml", 3),
        "there is nothing to keep on line 2: quotes changes nothing there",
    )


def test_a_break_can_be_forced() -> None:
    done = corrected("[[break]]\nbefore = 12\n[[break]]\nbefore = 15")
    kinds = [(block.kind, block.text[:14]) for block in done.story.blocks]
    assert (Kind.BREAK, "…") in kinds or (Kind.BREAK, "...") in kinds  # the divider there was meant for one
    at = kinds.index((Kind.PARAGRAPH, "It went on all"))
    assert (kinds[at - 1], kinds[at - 2][0]) == ((Kind.BREAK, ""), Kind.PARAGRAPH)


def test_a_break_that_is_there_already_is_not_forced_again() -> None:
    assert sum(b.kind is Kind.BREAK for b in corrected("[[break]]\nbefore = 19").story.blocks) == 1
    assert sum(b.kind is Kind.BREAK for b in corrected("[[break]]\nbefore = 17").story.blocks) == 1


def test_a_break_beside_a_note_stays_if_it_was_asked_for() -> None:
    done = corrected("[[break]]\nbefore = 21")
    assert [b.kind for b in done.story.blocks][-2:] == [Kind.BREAK, Kind.PARAGRAPH]


def test_a_break_that_was_not_meant_is_none() -> None:
    text = STORY.replace("* * *\n\n", "\n\n")
    assert any(block.kind is Kind.BREAK for block in corrected("", text).story.blocks)
    done = corrected("[[no-break]]\nbefore = 15\n[[no-break]]\nbefore = 19", text)
    assert not any(block.kind is Kind.BREAK for block in done.story.blocks)


def test_a_rule_of_a_page_can_be_taken_out_and_its_divider_be_text() -> None:
    page = "<p>It was loud that year.</p>\n<hr>\n<p>It was louder the next.</p>\n<p>* * *</p>\n<p>Then it was not.</p>"
    done = corrected("[[no-break]]\nbefore = 3\n[[no-break]]\nbefore = 5", page, "weir.html")
    assert [(block.kind, block.text) for block in done.story.blocks] == [
        (Kind.PARAGRAPH, "It was loud that year."),
        (Kind.PARAGRAPH, "It was louder the next."),
        (Kind.PARAGRAPH, "* * *"),
        (Kind.PARAGRAPH, "Then it was not."),
    ]


PAGE = (
    "<title>Weir</title><p>It was loud.</p><p>It was <i>so</i> loud.</p><p>So loud!</p>\n<p>It stopped.</p>"
)


def test_words_tell_apart_what_stands_on_one_line() -> None:
    done = corrected("[[label]]\nline = 1\ntext = 'so loud.'\nrole = 'author-note'", PAGE, "weir.html")
    assert [block.text for block in done.story.blocks if block.role is Role.AUTHOR_NOTE] == [
        "It was so loud."
    ]


@pytest.mark.parametrize(
    ("sidecar", "what"),
    [
        ("[[label]]\nline = 1\nrole = 'story'", "4 paragraphs stand on line 1"),
        ("[[label]]\nline = 1\ntext = 'loud'\nrole = 'story'", "3 paragraphs stand on line 1 and say “loud”"),
        (
            "[[label]]\nline = 1\ntext = 'quiet'\nrole = 'story'",
            "no paragraph that says “quiet” stands on line 1",
        ),
        ("[[break]]\nbefore = 1", "4 paragraphs stand on line 1"),
        ("[[label]]\nline = 3\nrole = 'story'", "there is no line 3: weir.html has 2"),
        ("[[keep]]\nline = 2\nrule = 'quote'", "there is no rule “quote”"),
        ("[[label]]\nline = 2\nrole = 'story'\n[[label]]\nlines = '2-2'\nrole = 'summary'", ""),
    ],
)
def test_what_cannot_be_meant_is_an_error_of_the_sidecar(sidecar: str, what: str) -> None:
    with pytest.raises(SettingsError) as caught:
        corrected(sidecar, PAGE, "weir.html")
    assert what in caught.value.what
    assert (caught.value.where.file, caught.value.where.line > 0, caught.value.mend != "") == (
        "weir.html.toml",
        True,
        True,
    )


def test_an_empty_line_cannot_be_meant() -> None:
    with pytest.raises(SettingsError, match=r"there is nothing on line 14 of weir\.txt"):
        corrected("[[break]]\nbefore = 14")
