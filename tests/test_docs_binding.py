"""The page for binders: what it tells people to type exists, and its pictures are there."""

import re
from pathlib import Path

from compiler.cli import cli
from compiler.themes import TRIMS

PAGE = Path(__file__).parent.parent / "docs" / "print-and-bind.md"


def options(*commands: str) -> set[str]:
    return {flag for name in commands for option in cli.commands[name].params for flag in option.opts}


def test_every_flag_on_the_page_exists():
    text = PAGE.read_text("utf-8")
    for command, line in re.findall(r"anthology (build|impose|case)\b([^\n`]*)", text):
        assert set(re.findall(r"--[a-z-]+", line)) <= options(command), line
    assert set(re.findall(r"--[a-z][a-z-]+", text)) <= options("build", "impose", "case")


def test_every_option_of_the_bindery_is_explained_by_the_commands_help():
    for name in ("impose", "case"):
        for option in cli.commands[name].params:
            assert option.param_type_name == "argument" or getattr(option, "help", ""), (name, option.name)


def test_sizes_named_on_the_page_exist():
    text = PAGE.read_text("utf-8")
    assert set(re.findall(r"--trim ([a-z0-9-]+)", text)) <= set(TRIMS)


def test_the_pictures_are_there():
    found = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", PAGE.read_text("utf-8"))
    assert len(found) >= 6
    assert all((PAGE.parent / name).is_file() for name in found)
