"""The same paragraphs, laid out in every way a file may be laid out: each gives the same paragraphs back."""

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.model.text import Role
from tests.rules.structure import outcome

STORIES = sorted(
    path
    for path in (Path(__file__).parents[2] / "stories").glob("*.txt")
    if path.name[:2] in ("01", "04", "08")
)


def _paragraphs(path: Path) -> list[str]:
    """Return the story's paragraphs as the plainest layout gives them, without notes and title."""
    done = outcome(path.read_text("utf-8"), path.name)
    return [
        " ".join(block.text.split()) for block in done.story.blocks if block.role is Role.BODY and block.text
    ]


def _wrap(text: str, width: int, first: str = "") -> str:
    return textwrap.fill(text, width, initial_indent=first, break_long_words=False, break_on_hyphens=False)


def plain(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs)


def windows(paragraphs: list[str]) -> str:
    return "\r\n\r\n".join(paragraphs)


def a_line_each(paragraphs: list[str]) -> str:
    return "\n".join(paragraphs)


def a_line_each_indented(paragraphs: list[str]) -> str:
    return "\n".join("\t" + text for text in paragraphs)


def a_line_each_indented_by_spaces(paragraphs: list[str]) -> str:
    return "\n\n".join("     " + text for text in paragraphs)


def trailing_spaces(paragraphs: list[str]) -> str:
    return "  \n \n".join(paragraphs)


def three_blank_lines(paragraphs: list[str]) -> str:
    return "\n\n\n\n".join(paragraphs)


def wrapped(width: int) -> Callable[[list[str]], str]:
    return lambda paragraphs: "\n\n".join(_wrap(text, width) for text in paragraphs)


def wrapped_with_indents(width: int, indent: int) -> Callable[[list[str]], str]:
    return lambda paragraphs: "\n".join(_wrap(text, width, " " * indent) for text in paragraphs)


def wrapped_with_indents_and_blank_lines(paragraphs: list[str]) -> str:
    return "\n\n".join(_wrap(text, 70, "    ") for text in paragraphs)


def wrapped_in_a_margin(paragraphs: list[str]) -> str:
    return textwrap.indent("\n\n".join(_wrap(text, 60) for text in paragraphs), "    ")


def double_spaced(paragraphs: list[str]) -> str:
    lines = [line for text in paragraphs for line in _wrap(text, 62, "     ").split("\n")]
    return "\n\n".join(lines)


def quoted(paragraphs: list[str]) -> str:
    text = "\n\n".join(_wrap(text, 66) for text in paragraphs)
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


LAYOUTS = {
    "plain": plain,
    "windows": windows,
    "a line each": a_line_each,
    "a line each, after a tab": a_line_each_indented,
    "a line each, after spaces": a_line_each_indented_by_spaces,
    "spaces at the ends of lines": trailing_spaces,
    "three blank lines": three_blank_lines,
    **{f"wrapped at {width}": wrapped(width) for width in (40, 55, 65, 72, 76, 80, 100, 120)},
    **{
        f"indents, wrapped at {w}": wrapped_with_indents(w, n)
        for w, n in ((60, 2), (68, 4), (75, 3), (80, 8))
    },
    "indents and blank lines": wrapped_with_indents_and_blank_lines,
    "a margin": wrapped_in_a_margin,
    "double-spaced": double_spaced,
    "quoted mail": quoted,
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_layout_gives_the_paragraphs_back(path: Path, layout: str) -> None:
    expected = _paragraphs(path)
    done = outcome(LAYOUTS[layout](expected))
    found = [" ".join(block.text.split()) for block in done.story.blocks if block.text]
    assert found == expected
