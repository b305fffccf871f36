"""The cases of bonds: each holds, holds again on its result, and every rule of the family owns at least one."""

from dataclasses import replace

import pytest

from compiler.model.text import Block, Kind, Role
from compiler.rules.bonds import BONDS
from compiler.rules.rulebook import Settings, run
from tests.casefile import Case, read_cases
from tests.rules.typography import again, corrected, idle, shown, story

CASES = read_cases("bonds")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    assert shown(corrected(case, BONDS)) == case.after


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_is_not_corrected_twice(case: Case) -> None:
    assert not again(case, BONDS).ledger.revisions


def test_every_rule_owns_a_case() -> None:
    assert idle(CASES, BONDS) == set()


def test_a_title_in_the_storys_head_keeps_its_plain_spaces() -> None:
    before = story("x")
    block = Block(Kind.HEADING, "Mr. Darcy", role=Role.TITLE)
    outcome = run(replace(before, blocks=(block,)), (BONDS,), Settings())
    assert outcome.story.blocks == (block,)
