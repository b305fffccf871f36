"""Every case of the families that read pages and manuscripts; each case is a file, and the reading of it."""

import unicodedata

import pytest

from compiler.model.edits import revert
from compiler.model.source import Source
from compiler.model.story import Story
from compiler.model.text import Blocks
from compiler.read import read
from compiler.rules import NORMALISE
from compiler.rules.notes import NOTES
from compiler.rules.outline import OUTLINE
from compiler.rules.pages import PAGES
from compiler.rules.rulebook import Settings, run
from compiler.rules.soup import SOUP
from tests.casefile import Case, read_cases
from tests.rules.structure import reading

FAMILIES = (*NORMALISE, NOTES)
CASES = [
    pytest.param(case, id=f"{family}:{case.line}")
    for family in ("soup", "pages", "outline")
    for case in read_cases(family)
]


def as_read(case: Case) -> Story:
    name = "a story.html" if case.before.startswith("<") else "a story.md"
    return read(Source(name, case.before.encode()), "a-story")[0]


def letters(blocks: Blocks) -> str:
    return "".join(c for block in blocks for c in block.text if unicodedata.category(c)[0] in "LN")


@pytest.mark.parametrize("case", CASES)
def test_the_file_is_read_as_the_case_says(case: Case) -> None:
    assert reading(run(as_read(case), FAMILIES, Settings()).story) == case.after


@pytest.mark.parametrize("case", CASES)
def test_the_laws_hold(case: Case) -> None:
    story = as_read(case)
    done = run(story, FAMILIES, Settings())
    again = run(done.story, FAMILIES, Settings())
    assert (again.story, len(again.ledger)) == (done.story, 0)
    assert revert(done.story.blocks, done.ledger) == story.blocks
    assert letters(done.story.blocks) == letters(story.blocks)


def test_every_rule_owns_a_case() -> None:
    used = {
        edit.rule
        for case in (case.values[0] for case in CASES)
        for revision in run(as_read(case), FAMILIES, Settings()).ledger.revisions
        for edit in revision.edits
    }
    assert {rule.name for family in (SOUP, PAGES, OUTLINE) for rule in family.rules} <= used
