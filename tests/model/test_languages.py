"""Languages by their names, and what a story's header says of its own."""

import pytest

from compiler.model.languages import language_tag
from compiler.model.story import Metadata, Story, metadata
from compiler.model.text import Block, Kind, Role


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("English", "en"),
        ("  português   BRASILEIRO ", "pt-BR"),
        ("Русский", "ru"),
        ("日本語", "ja"),
        ("en_GB", "en-GB"),
        ("fr", "fr"),
        ("Klingon", ""),
        ("", ""),
    ],
)
def test_a_name_or_a_tag_gives_a_tag(name: str, tag: str) -> None:
    assert language_tag(name) == tag


def test_a_header_that_names_a_language_gives_its_tag() -> None:
    field = Block(
        Kind.PARAGRAPH, "Language: Deutsch", role=Role.MASTHEAD, traits=("field:language", "value-at:10")
    )
    assert metadata(Story("", "", "", Metadata(), (field,))).language == "de"
