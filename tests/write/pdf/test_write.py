"""The road as a whole: the same bytes whoever makes them, nothing loaded that is not needed, honest failures."""

import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from compiler import themes
from compiler.cache import Cache
from compiler.errors import SettingsError
from compiler.model.book import Book, Matter, Opens, Pagination
from compiler.model.story import Asset
from compiler.model.text import Block, Kind, Mark
from compiler.themes import Theme
from compiler.workshop import Workshop
from compiler.write import pdf
from tests.write.pdf.book import PROSE, anthology, story

FROM_THE_CACHE = """
import pickle, sys
from pathlib import Path
from compiler.cache import Cache
from compiler.workshop import Workshop
from compiler.write import pdf
book, theme = pickle.loads(Path(sys.argv[1]).read_bytes())
with Workshop(Cache(Path(sys.argv[2])), executor="serial") as workshop:
    made = pdf.write(book, theme, workshop)
sys.stdout.write(f"{len(made)} {sorted({'weasyprint', 'pikepdf', 'pyphen'} & set(sys.modules))}")
"""


def one_story(*blocks: Block) -> Book:
    section = replace(story(0, "Alone", blocks), opens=Opens.RECTO)
    return replace(anthology(3), sections=(section,))


def test_worker_processes_give_the_same_bytes(book: Book, theme: Theme, bound: bytes) -> None:
    with Workshop(executor="processes", workers=2) as workshop:
        assert pdf.write(book, theme, workshop) == bound


def test_the_cache_gives_the_same_bytes_and_pages(tmp_path: Path, theme: Theme) -> None:
    book = anthology(6)
    with Workshop(executor="serial") as fresh, Workshop(Cache(tmp_path), executor="serial") as cached:
        made = pdf.write(book, theme, fresh)
        assert pdf.write(book, theme, cached) == made
        assert pdf.write(book, theme, cached) == made
        assert pdf.paginate(book, theme, cached) == pdf.paginate(book, theme, fresh)


def test_a_book_in_the_cache_loads_no_library(tmp_path: Path, theme: Theme) -> None:
    (tmp_path / "book").write_bytes(pickle.dumps((anthology(3), theme)))

    def made() -> str:
        command = [sys.executable, "-c", FROM_THE_CACHE, str(tmp_path / "book"), str(tmp_path / "cache")]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    size, loaded = made().split(" ", 1)
    assert "weasyprint" in loaded
    assert made() == f"{size} []"


def test_one_changed_story_is_the_only_one_set_again(tmp_path: Path, theme: Theme) -> None:
    book = anthology(6)
    with Workshop(Cache(tmp_path), executor="serial") as workshop:
        pdf.write(book, theme, workshop)
    before = set((tmp_path / "typeset").rglob("*"))
    changed = replace(book.sections[5], blocks=book.sections[5].blocks[:-1])
    book = replace(book, sections=(*book.sections[:5], changed, *book.sections[6:]))
    with Workshop(Cache(tmp_path), executor="serial") as workshop:
        pdf.write(book, theme, workshop)
    made = [path for path in set((tmp_path / "typeset").rglob("*")) - before if path.is_file()]
    assert len(made) == 1


@pytest.mark.parametrize("changed", ["title", "modified", "authors", "language"])
def test_what_the_book_says_of_itself_decides_the_file(tmp_path: Path, theme: Theme, changed: str) -> None:
    book = one_story(Block(Kind.PARAGRAPH, PROSE[0]))
    value = {"title": "Other", "modified": "2001-01-01T00:00:00Z", "authors": ("X",), "language": "sv"}[
        changed
    ]
    with Workshop(Cache(tmp_path), executor="serial") as workshop:
        made = pdf.write(book, theme, workshop)
        assert pdf.write(replace(book, **{changed: value}), theme, workshop) != made


def test_pagination_says_where_every_page_begins(book: Book, theme: Theme) -> None:
    with Workshop(executor="serial") as workshop:
        pages = pdf.paginate(book, theme, workshop).pages
    assert [page.label for page in pages[:7]] == ["i", "ii", "iii", "iv", "v", "vi", "1"]
    assert [page.section for page in pages[:7]] == [
        "half-title",
        "",
        "title-page",
        "imprint",
        "contents",
        "",
        "s1",
    ]
    by_id = {section.id: section for section in book.sections}
    body = [page for page in pages if page.section in ("s1", "s2")]
    places = [(page.section, page.block, page.offset) for page in body]
    assert places == sorted(places)
    assert (body[0].block, body[0].offset) == (0, 0)
    for page in body:
        text = by_id[page.section].blocks[page.block].text
        assert page.offset == 0 or 0 < page.offset < len(text)
        assert not text[page.offset : page.offset + 1].isspace()
    assert any(page.offset for page in body), "some page begins inside a paragraph"


def test_a_page_that_begins_inside_a_paragraph_begins_with_a_word_or_its_rest(theme: Theme) -> None:
    text = " ".join(f"word{number}" for number in range(1200))
    book = one_story(Block(Kind.PARAGRAPH, text))
    with Workshop(executor="serial") as workshop:
        pagination: Pagination = pdf.paginate(book, theme, workshop)
    offsets = [page.offset for page in pagination.pages]
    assert offsets[0] == 0
    assert len(offsets) >= 3
    for offset in offsets[1:]:
        assert text[offset:].startswith("word")


def test_a_story_alone_needs_no_front_matter(theme: Theme) -> None:
    book = one_story(Block(Kind.PARAGRAPH, PROSE[0]))
    with Workshop(executor="serial") as workshop:
        (page,) = pdf.paginate(book, theme, workshop).pages
    assert (page.label, page.section) == ("1", "s1")


def test_pictures_come_from_the_book_and_nowhere_else(theme: Theme) -> None:
    pixel = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
        b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
    )

    def made(source: str) -> bytes:
        picture = Mark(0, 1, "img", (("src", source), ("alt", "a dot")))
        book = one_story(Block(Kind.FIGURE, "\ufffc", (picture,)), Block(Kind.PARAGRAPH, PROSE[0]))
        book = replace(book, assets=(Asset("dot.png", "image/png", pixel),))
        with Workshop(executor="serial") as workshop:
            return pdf.write(book, theme, workshop)

    assert b"/Subtype /Image" in made("dot.png")
    assert b"/Subtype /Image" not in made("/etc/hostname")
    assert b"/Subtype /Image" not in made("http://192.0.2.1/dot.png")


def test_without_pango_the_mend_is_named(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    class Finder:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    with Workshop(executor="serial") as workshop, pytest.raises(SettingsError) as caught:
        pdf.write(one_story(Block(Kind.PARAGRAPH, "No.")), theme, workshop)
    assert "libpango" in caught.value.what
    assert "apt-get install" in caught.value.mend
    assert "brew install pango" in caught.value.mend


def test_a_theme_without_any_face_is_an_error(theme: Theme) -> None:
    with Workshop(executor="serial") as workshop, pytest.raises(SettingsError, match="no face"):
        pdf.write(one_story(Block(Kind.PARAGRAPH, "No.")), replace(theme, faces=()), workshop)


@pytest.mark.parametrize("trim", ["a5", "6x9", "quarto"])
def test_every_trim_gives_its_own_page(trim: str) -> None:
    theme = themes.load(trim=trim)
    with Workshop(executor="serial") as workshop:
        made = pdf.write(one_story(Block(Kind.PARAGRAPH, PROSE[0])), theme, workshop)
    assert made != b""


def test_the_key_holds_matter_and_opening(theme: Theme) -> None:
    book = one_story(Block(Kind.PARAGRAPH, PROSE[0]))
    with Workshop(executor="serial") as workshop:
        made = pdf.write(book, theme, workshop)
        as_colophon = replace(book.sections[0], matter=Matter.COLOPHON)
        assert pdf.write(replace(book, sections=(as_colophon,)), theme, workshop) != made
