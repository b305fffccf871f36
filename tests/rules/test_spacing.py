"""The cases of spacing: each holds, holds again on its result, and every rule of the family owns at least one."""

import pytest

from compiler.rules.spacing import SPACING
from tests.casefile import Case, read_cases
from tests.rules.typography import again, corrected, idle, shown

CASES = read_cases("spacing")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    assert shown(corrected(case, SPACING)) == case.after


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_is_not_corrected_twice(case: Case) -> None:
    assert not again(case, SPACING).ledger.revisions


def test_every_rule_owns_a_case() -> None:
    assert idle(CASES, SPACING) == set()
