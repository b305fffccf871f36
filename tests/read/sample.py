"""Pages of every kind for the tests, and what a browser would show of them, found by another way than ours."""

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

from compiler.errors import Remark
from compiler.model.source import Source
from compiler.model.story import Story
from compiler.model.text import Kind
from compiler.read import READERS, read
from tests.rules.structure import label

PAGES = Path(__file__).parent / "pages"


def page(name: str) -> Source:
    """Return the sample page of that name."""
    return Source(name, (PAGES / name).read_bytes())


def html(text: str, name: str = "a story.html") -> Source:
    """Return the text as a file of that name."""
    return Source(name, text.encode())


def reader_of(source: Source) -> str:
    """Return the name of the reader that takes the source."""
    return next((reader.name for reader in READERS if reader.sniff(source)), "")


def read_story(source: Source) -> Story:
    """Return the source as a story, as read."""
    return read(source, "x")[0]


def remarks_of(source: Source) -> tuple[Remark, ...]:
    """Return what was noticed in reading."""
    return read(source, "x")[1]


def labels(story: Story) -> list[str]:
    """Return a line a block: its label, a colon, its text."""
    return [f"{label(block)}: {' '.join(block.text.split())}".rstrip() for block in story.blocks]


def shown(story: Story) -> list[str]:
    """Return the texts of the blocks, a break as its sign."""
    return ["⁂" + block.text if block.kind is Kind.BREAK else block.text for block in story.blocks]


class _Shown(HTMLParser):
    """Gathers the text of a page as the standard library finds it."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = 0
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style")
        self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style")
        self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(data)


def letters_of_page(markup: str) -> Counter[str]:
    """Return the letters and digits that a browser shows of the markup, its title included."""
    parser = _Shown()
    parser.feed(markup)
    parser.close()
    return Counter(c for c in "".join(parser.pieces) if c.isalnum())


def letters_of(story: Story) -> Counter[str]:
    """Return the letters and digits of the story's blocks."""
    return Counter(c for block in story.blocks for c in block.text if c.isalnum())
