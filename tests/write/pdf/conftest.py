"""The book of these tests, made once."""

import io
from collections.abc import Iterator

import pytest
from pikepdf import Pdf

from compiler import themes
from compiler.model.book import Book
from compiler.themes import Theme
from compiler.workshop import Workshop
from compiler.write import pdf
from tests.write.pdf.book import anthology


@pytest.fixture(scope="session")
def book() -> Book:
    return anthology(40)


@pytest.fixture(scope="session")
def theme() -> Theme:
    return themes.load()


@pytest.fixture(scope="session")
def bound(book: Book, theme: Theme) -> bytes:
    with Workshop(executor="serial") as workshop:
        return pdf.write(book, theme, workshop)


@pytest.fixture
def printed(bound: bytes) -> Iterator[Pdf]:
    with Pdf.open(io.BytesIO(bound)) as opened:
        yield opened
