"""The cases of dashes: each holds, holds again on its result, and every rule of the family owns at least one."""

from dataclasses import replace

import pytest

from compiler.model.text import Block, Kind, Role
from compiler.rules.dashes import DASHES
from compiler.rules.rulebook import Settings, run
from tests.casefile import Case, read_cases
from tests.rules.typography import again, corrected, idle, shown, story

CASES = read_cases("dashes")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    assert shown(corrected(case, DASHES)) == case.after


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_is_not_corrected_twice(case: Case) -> None:
    assert not again(case, DASHES).ledger.revisions


def test_every_rule_owns_a_case() -> None:
    assert idle(CASES, DASHES) == set()


def test_entries_of_a_header_field_stay_apart() -> None:
    block = Block(Kind.PARAGRAPH, "T - English - Words: 258", role=Role.MASTHEAD)
    outcome = run(replace(story("x"), blocks=(block,)), (DASHES,), Settings())
    assert outcome.story.blocks == (block,)
