"""The laws of structure, on files put together at random out of the lines that files are made of."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.model.edits import replay, revert
from compiler.model.source import Source
from compiler.model.story import chapters
from compiler.model.text import Blocks
from compiler.read import read
from compiler.rules.rulebook import Settings, run
from tests.rules.structure import FAMILIES

TOPS = (
    "The Apple Wall\n\n",
    "The Apple Wall\nby saltmarsh\n\n",
    "Title: The Apple Wall\nAuthor: saltmarsh\nRating: PG\nSummary: An apple is eaten.\nDisclaimer: not mine.\n\n",
    "From: Ilse <i@example.org>\nNewsgroups: alt.sea\nSubject: FIC: The Sea (1/2)\n\n",
    "A/N: This one is for the summer exchange!\n\n",
    "I don't own anything.\n\n",
    "hey guys, sorry this took so long\n\n-----\n\n",
    "Notes:\n\nI have never been to sea.\n\nWork Text:\n\n",
    "",
)
PARTS = (
    "The boat was late, and Ilse had stopped looking for it. She sat on the wall and ate an apple.",
    "In the evening the wind went round, and the harbour filled with the sound of ropes.",
    '"It isn\'t coming," said the boy.',
    '"Quite."',
    "She waited (A/N: as one does) for the next one all the same, and the pig waited with her.",
    "    An indented line, and the first of its paragraph.",
    "* * *",
    "oOo",
    "...",
    "Ooo.",
    "1.",
    "2.",
    "Chapter 1",
    "Chapter 2: The Sea",
    "The Harbour",
    "Ilse's POV",
    "3rd March",
    "Dear Ilse,\n\nThe boat is not coming.\n\nYours sincerely,\nThe Harbour Office",
    "ilse: is it coming\nboy: no\nilse: are you sure\nboy: ask the pig",
    "The boat is late, the boat is late,\nthe sea is at the harbour gate,\nand I have nothing left to eat",
    "[center]***[/center]",
    "She didnâ€™t ask [b]him[/b] &quot;why&quot;.",
    "A/N: I know, I know!",
    "• • •",
    "駅の忘れ物係になって三年、傘を受け取ってきた。",
)
ENDS = (
    "THE END",
    "tbc",
    "Thanks for reading! Please review.",
    "A/N: R&R!\n\nThe pig is real.",
    "-- \nIlse",
    "#harbour #pig",
    "",
)

FILES = st.builds(
    lambda top, parts, end: top + "".join(text + "\n" * gap for text, gap in parts) + end,
    st.sampled_from(TOPS),
    st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from((2, 2, 3))), max_size=14),
    st.sampled_from(ENDS),
)


def _seen(blocks: Blocks) -> str:
    return "".join("".join(block.text.split()) for block in blocks)


def _letters(text: str) -> str:
    return "".join(character for character in text if unicodedata.category(character)[0] in "LN")


def _read(text: str) -> tuple[Source, Blocks]:
    source = Source("a file.txt", text.encode())
    return source, read(source, "a")[0].blocks


@settings(deadline=None, max_examples=200)
@given(FILES)
def test_running_the_rules_again_changes_nothing(text: str) -> None:
    story, _ = read(Source("a file.txt", text.encode()), "a")
    once = run(story, FAMILIES, Settings()).story
    assert run(once, FAMILIES, Settings()).story == once


@settings(deadline=None, max_examples=200)
@given(FILES)
def test_the_ledger_goes_both_ways(text: str) -> None:
    _, as_read = _read(text)
    story, _ = read(Source("a file.txt", text.encode()), "a")
    done = run(story, FAMILIES, Settings())
    assert revert(done.story.blocks, done.ledger) == as_read
    assert replay(as_read, done.ledger) == done.story.blocks


@settings(deadline=None, max_examples=200)
@given(FILES)
def test_not_a_letter_is_changed_but_by_rules_that_say_so(text: str) -> None:
    story, _ = read(Source("a file.txt", text.encode()), "a")
    declared = frozenset(rule.name for family in FAMILIES for rule in family.rules if rule.letters)
    done = run(story, FAMILIES, Settings(without=declared)).story
    assert _letters(_seen(story.blocks)) == _letters(_seen(done.blocks))
    assert _seen(story.blocks) == _seen(done.blocks)


@settings(deadline=None, max_examples=100)
@given(FILES)
def test_every_story_has_its_chapters(text: str) -> None:
    story, _ = read(Source("a file.txt", text.encode()), "a")
    done = run(story, FAMILIES, Settings()).story
    for chapter in chapters(done):
        assert chapter.start < len(done.blocks)
