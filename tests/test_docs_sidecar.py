"""The page on sidecars: its examples are read, and it names every key and role there is."""

import re
from pathlib import Path

import pytest

from compiler.model.sidecar import FIELDS, ROLES, SUBHEADS, Sidecar, parse_sidecar

PAGE = (Path(__file__).parent.parent / "docs" / "sidecar.md").read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_understood(example: str) -> None:
    assert parse_sidecar(example.encode(), "weir.txt.toml") != Sidecar()


def test_there_is_an_example_of_every_entry() -> None:
    assert {"label", "keep", "break", "no-break"} == set(re.findall(r"\[\[([\w-]+)\]\]", "".join(EXAMPLES)))


@pytest.mark.parametrize("name", [*FIELDS, *(role for role in ROLES if role != "body"), *SUBHEADS])
def test_every_key_and_role_is_named(name: str) -> None:
    assert f"`{name}`" in PAGE
