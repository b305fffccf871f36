"""The style sheets of reflowable text: every class has its rule, and the reader's settings are left alone."""

import io
import re
import zipfile

import pytest
import tinycss2

from compiler import themes
from compiler.workshop import Workshop
from compiler.write import epub
from compiler.write.xhtml import class_names
from tests.write import sample

THEMES = themes.names()


def rules(name: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the selectors of a theme's rules with their declarations."""
    found = []
    for rule in tinycss2.parse_stylesheet(
        themes.load(name).epub_css, skip_comments=True, skip_whitespace=True
    ):
        assert rule.type == "qualified-rule", f"{name}: {rule.serialize()[:60]}"
        declarations = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        assert not [d for d in declarations if d.type != "declaration"], rule.serialize()
        pairs = [(d.name, tinycss2.serialize(d.value).strip()) for d in declarations]
        found.append((tinycss2.serialize(rule.prelude), pairs))
    return found


@pytest.mark.parametrize("name", THEMES)
def test_every_class_of_the_renderer_is_styled(name: str) -> None:
    styled = {cls for selector, _ in rules(name) for cls in re.findall(r"\.([A-Za-z][\w-]*)", selector)}
    assert class_names() - styled == set()


@pytest.mark.parametrize("name", THEMES)
def test_every_class_in_a_book_is_styled(name: str) -> None:
    styled = {cls for selector, _ in rules(name) for cls in re.findall(r"\.([A-Za-z][\w-]*)", selector)}
    with Workshop(executor="serial") as workshop:
        content = epub.write(sample.book(), themes.load(name), workshop, sample.pagination())
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        pages = "".join(file.read(page).decode() for page in file.namelist() if page.endswith(".xhtml"))
    written = {cls for value in re.findall(r'class="([^"]*)"', pages) for cls in value.split()}
    assert written - styled == set()


@pytest.mark.parametrize("name", THEMES)
def test_the_readers_font_size_colours_and_margins_are_left_alone(name: str) -> None:
    for selector, declarations in rules(name):
        for key, value in declarations:
            assert not re.search(r"\d(px|pt|cm|mm|in)\b", value), f"{selector} {key}: {value}"
            if "color" in key or key == "background":
                assert value in ("inherit", "none", "currentcolor"), f"{selector} {key}: {value}"
            if key in ("font-family", "font"):
                assert value == "inherit", f"{selector} {key}: {value}"
            if selector.strip() in ("html", "body", "p"):
                assert key not in ("font-size", "line-height", "margin", "text-align"), f"{selector} {key}"
