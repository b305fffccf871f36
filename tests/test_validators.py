"""The validators of others over our books: EPUBCheck and Ace, where their programs are; in CI, always."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from compiler import themes
from compiler.check import tools
from compiler.model.book import Book, Matter
from compiler.workshop import Workshop
from compiler.write import epub
from tests.write import sample

pytestmark = [pytest.mark.validator, pytest.mark.slow]


def hostile() -> Book:
    """Return a book whose every name is an attack or an accident."""
    title = '"><script>alert(1)</script> & 🙂 ' + "very " * 90 + "long"
    nasty = replace(
        sample.retitled(title), authors=("<i>A & B</i>", "", "עברית", "x" * 300), editor="'\"", language="en"
    )
    sections = tuple(
        replace(section, title="]]> " + section.title, language="he")
        if section.matter is Matter.CHAPTER
        else section
        for section in nasty.sections
    )
    return replace(
        nasty, sections=sections, subjects=("", "<&>", "🙂"), sources=("not a url <>", "http://[", " ")
    )


def plain() -> Book:
    """Return a book of one story, with no contents page, notes or pictures."""
    whole = sample.book()
    kept = tuple(section for section in whole.sections if section.id in ("title-page", "s2", "s2-c1"))
    return replace(whole, sections=kept, assets=(), authors=(), subjects=(), sources=())


PAPERBACK = themes.load("paperback")
BOOKS = {
    "printed": (sample.book, sample.pagination, PAPERBACK),
    "not printed": (sample.book, lambda: None, PAPERBACK),
    "with its faces": (
        sample.book,
        sample.pagination,
        replace(PAPERBACK, embeds=True, opening="drop-cap", cover="band"),
    ),
    "hostile": (hostile, sample.pagination, PAPERBACK),
    "plain": (plain, lambda: None, replace(PAPERBACK, cover="cloth")),
}


@pytest.fixture(params=BOOKS)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return where a book has been written."""
    make, paginate, theme = BOOKS[request.param]
    file = tmp_path / "book.epub"
    with Workshop(executor="serial") as workshop:
        file.write_bytes(epub.write(make(), theme, workshop, paginate()))
    return file


@pytest.mark.parametrize("tool", tools.TOOLS, ids=lambda tool: tool.name)
def test_others_find_nothing_wrong(tool: tools.Tool, path: Path) -> None:
    result = tool.run(path)
    if isinstance(result, str):
        if os.environ.get("CI") == "true":
            pytest.fail(f"{tool.name} did not run: {result}")
        pytest.skip(f"not run: {result}")
    assert [str(finding) for finding in result] == []
