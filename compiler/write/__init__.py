"""The writers: a book becomes bytes. One row a format; `--format` reads the table."""

from collections.abc import Callable, Mapping

from compiler.model.book import Book, Pagination
from compiler.themes import Theme
from compiler.workshop import Workshop
from compiler.write import epub, pdf

Writer = Callable[[Book, Theme, Workshop, Pagination | None], bytes]
"""Takes the book, its look, a workshop, and the printed book's pages where the same run makes them."""

WRITERS: Mapping[str, Writer] = {
    "epub": epub.write,
    "pdf": lambda book, theme, workshop, pages: pdf.write(book, theme, workshop),
}
