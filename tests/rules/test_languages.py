"""The conventions: which row a language or a style has."""

import pytest

from compiler.errors import SettingsError
from compiler.rules.languages import LANGUAGES, STYLES, convention


@pytest.mark.parametrize(
    ("tag", "row"),
    [
        ("en", "en"),
        ("en-US", "en"),
        ("en_GB", "en-gb"),
        ("de-AT", "de"),
        ("de-CH", "de-ch"),
        ("zh-Hant", "zh"),
    ],
)
def test_the_most_particular_row_of_a_language(tag: str, row: str) -> None:
    assert convention(tag) is LANGUAGES[row]


def test_a_style_goes_before_the_language() -> None:
    assert convention("de", "uk") is STYLES["uk"]


def test_a_language_without_a_row_keeps_its_marks() -> None:
    assert not convention("tlh").marks
    assert convention("").marks


def test_a_style_that_does_not_exist_is_a_mistake_of_the_settings() -> None:
    with pytest.raises(SettingsError, match="no typographic style 'fancy'"):
        convention("en", "fancy")
