"""An incipit is proposed for a story without a title, and never made unasked."""

import pytest

from compiler.model.story import Metadata, Story
from compiler.model.text import Block, Kind, Role
from compiler.rules.rulebook import Settings, run
from compiler.rules.titles import LONGEST, TITLES, first_words


@pytest.mark.parametrize(
    ("paragraph", "incipit"),
    [
        ("“Well, Captain.” The mate put down his cup.", "Well, Captain"),
        (
            "The lamp had been lit for an hour when the boat came in.",
            "The lamp had been lit…",
        ),
        ("Something of the fog had got into the house.", "Something of the fog had got…"),
        ("Mr. Pell waited.", "Mr. Pell waited"),
        ("No. He would not.", "No. He would not"),
        ("’Tis cold,” she said.", "’Tis cold, she said"),
        ("‘Fine,’ said Tom. And left.", "Fine, said Tom"),
        ("“Wh—what?” he asked.", "Wh—what?"),
        ("x" * 60, "x" * LONGEST + "…"),
    ],
)
def test_first_words(paragraph: str, incipit: str):
    assert incipit == first_words(paragraph)


def story(*blocks: Block, title: str = "") -> Story:
    return Story("s", "s.txt", "", Metadata(title=title), blocks)


def test_it_is_proposed_and_not_made():
    untitled = story(
        Block(Kind.PARAGRAPH, "A/N: hi", role=Role.AUTHOR_NOTE), Block(Kind.PARAGRAPH, "Rain fell.")
    )
    outcome = run(untitled, (TITLES,), Settings())
    assert untitled == outcome.story
    assert "Rain fell" == outcome.proposed[0].new[0].text


def test_it_is_made_when_asked_for_and_only_once():
    asked = Settings(applied=frozenset({"titles.incipit"}))
    outcome = run(story(Block(Kind.PARAGRAPH, "Rain fell.")), (TITLES,), asked)
    assert Role.TITLE is outcome.story.blocks[0].role
    assert not run(outcome.story, (TITLES,), asked).ledger


@pytest.mark.parametrize("untouched", [story(title="Known"), story(Block(Kind.PARAGRAPH, "* * *"))])
def test_a_titled_story_and_one_without_words_get_none(untouched: Story):
    assert () == run(untouched, (TITLES,), Settings()).proposed
