"""What every test may ask for."""

import pytest
from hypothesis import settings

settings.register_profile("anthology", deadline=None)  # tests don't time
settings.load_profile("anthology")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `--accept` rewrite golden files; a person reads the diff."""
    parser.addoption("--accept", action="store_true", help="rewrite golden files instead of comparing")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Tell whether golden files are to be rewritten."""
    return bool(request.config.getoption("--accept"))


SLOW = ("write/pdf/", "test_a_long_run", "hundred_thousand", "megabyte")
"""Where the tests are that take their time: those that typeset pages, and those of very long input."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the slow tests, which `make check` leaves out and `make test` runs."""
    for item in items:
        if any(part in item.nodeid for part in SLOW):
            item.add_marker(pytest.mark.slow)
