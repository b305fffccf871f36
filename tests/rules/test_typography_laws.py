"""The families of typography together: their cases, and the laws they keep on any text."""

import pytest

from compiler.polish import FAMILIES
from tests.casefile import Case, read_cases
from tests.rules.typography import corrected, shown


@pytest.mark.parametrize("case", read_cases("typography"), ids=str)
def test_case(case: Case) -> None:
    assert shown(corrected(case, *FAMILIES)) == case.after
