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
