"""Every case of the families of structure; each case is a file, and the reading of it."""

import pytest

from compiler.model.edits import revert
from compiler.model.source import Source
from compiler.read import read
from compiler.rules.rulebook import Settings, run
from tests.casefile import Case, read_cases
from tests.rules.structure import FAMILIES, outcome, reading

CASES = [
    pytest.param(case, id=f"{family}:{case.line}")
    for family in ("mojibake", "lines", "breaks", "headings", "headers", "tidy", "notes")
    for case in read_cases(family)
]


@pytest.mark.parametrize("case", CASES)
def test_the_file_is_read_as_the_case_says(case: Case) -> None:
    assert case.after == reading(outcome(case.before).story)


@pytest.mark.parametrize("case", CASES)
def test_running_the_rules_again_changes_nothing(case: Case) -> None:
    once = outcome(case.before).story
    assert run(once, FAMILIES, Settings()).story == once


@pytest.mark.parametrize("case", CASES)
def test_the_ledger_reverts_to_the_file_as_read(case: Case) -> None:
    done = outcome(case.before)
    as_read, _ = read(Source("a story.txt", case.before.encode()), "a-story")
    assert revert(done.story.blocks, done.ledger) == as_read.blocks
