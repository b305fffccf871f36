"""The laws of the house, held against real stories (docs/architecture.md)."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from compiler.arrange import Plan, arrange
from compiler.model.book import Galley
from compiler.model.edits import replay, revert
from compiler.model.story import back_start, chapters, front_end
from compiler.model.text import Blocks, words
from compiler.pipeline import Manuscript, read_and_correct
from compiler.read import read
from compiler.rules import FAMILIES
from compiler.rules.rulebook import Settings, run
from tests.collections import SAMPLES, STORIES, source


@pytest.fixture(scope="module", params=STORIES, ids=lambda path: path.name)
def path(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture(scope="module")
def galley(path: Path) -> Galley:
    return read_and_correct(Manuscript("s", source(path), Settings()))


def letters(blocks: Blocks) -> str:
    return "".join(c for block in blocks for c in block.text if unicodedata.category(c)[0] in "LN")


def marks(text: str) -> Counter[str]:
    return Counter(c for c in text if not c.isspace())


def test_there_are_samples_of_every_kind():
    assert len(SAMPLES) >= 6


def test_nothing_of_the_source_is_lost_in_reading(path: Path):
    story, _ = read(source(path), "s")
    text = path.read_text("utf-8-sig")
    assert marks(text) == sum((marks(block.text) for block in story.blocks), Counter())


def test_the_ledger_reverts_and_replays_exactly(path: Path, galley: Galley):
    story, _ = read(source(path), "s")
    assert story.blocks == revert(galley.story.blocks, galley.ledger)
    assert galley.story.blocks == replay(story.blocks, galley.ledger)
    assert len(galley.ledger) > 10


def test_not_a_letter_is_changed(path: Path, galley: Galley):
    story, _ = read(source(path), "s")
    assert letters(story.blocks) == letters(galley.story.blocks)


def test_cleaning_twice_changes_nothing(galley: Galley):
    again = run(galley.story, FAMILIES, Settings())
    assert [] == [edit for revision in again.ledger.revisions for edit in revision.edits]
    assert galley.story == again.story


def test_every_edit_names_its_rule(galley: Galley):
    known = {rule.name for family in FAMILIES for rule in family.rules}
    assert {edit.rule for revision in galley.ledger.revisions for edit in revision.edits} <= known


def test_front_chapters_and_back_are_the_whole_story(galley: Galley):
    blocks = galley.story.blocks
    parts = list(chapters(galley.story))
    covered = list(range(front_end(blocks)))
    for part in parts:
        heading = part.heading is not None
        covered += range(part.start, part.start + heading + len(part.blocks))
    covered += range(back_start(blocks), len(blocks))
    assert list(range(len(blocks))) == covered


def test_the_words_of_a_book_add_up(galley: Galley):
    _, placements = arrange([galley], Plan())
    placed = sum(words(placement.text) for placement in placements)
    assert sum(words(block.text) for block in galley.story.blocks) == placed


def test_story_text_is_left_without_typewriter_marks(galley: Galley):
    for chapter in chapters(galley.story):
        for block in chapter.blocks:
            if block.role == "body" and block.kind == "p":
                assert not set(block.text) & {'"', "'"}, block
                assert "--" not in block.text, block
                assert "..." not in block.text, block
