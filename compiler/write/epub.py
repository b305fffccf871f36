"""The EPUB writer: a book becomes one EPUB 3.3 file, which EPUB 2 readers open too.

EbookLib holds the package together; the pages, the navigation and the pictures go in as bytes of our own, because it
parses and pretty-prints what it is given. `_Writer` overrides what would make the file differ from day to day (zip
dates) or fall short (no language of the package). Same book, same theme, same bytes.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from ebooklib import epub

from compiler.errors import Fault, SettingsError, Where
from compiler.model.book import Book, Matter, Pagination
from compiler.themes import Theme
from compiler.workshop import Workshop
from compiler.write import cover, nav
from compiler.write.embedding import Embedded, embed, rules
from compiler.write.inline import attribute
from compiler.write.package import clean, statements
from compiler.write.pages import (
    COVER,
    NAV,
    RIGHT_TO_LEFT,
    STYLE,
    Addresses,
    document,
    file_name,
    language,
    page,
    page_breaks,
)
from compiler.write.pictures import Picture, pictures, recognised

XHTML = "application/xhtml+xml"

_OPTIONS = {"epub3_pages": False, "epub3_landmark": False, "raise_exceptions": True}


def write(book: Book, theme: Theme, workshop: Workshop, pagination: Pagination | None = None) -> bytes:
    """Return the book as an EPUB file, with the printed book's page numbers if its pagination is known.

    Raise a SettingsError if the user's cover is no picture, or the theme asks for what there is not.
    """
    found = tuple(pictures(book.assets))
    addresses = Addresses(book.sections, {picture.name: picture.file for picture in found})
    breaks, marks = page_breaks(book, pagination)
    front = _front(book, theme, workshop)
    fonts = embed(book, theme, workshop, _said_besides(book, theme)) if theme.embeds else ()

    package = epub.EpubBook()
    package.metadata = {}  # without the generator and the identifier it would make up
    _state(package, book, described=_all_described(book), printed=bool(breaks))
    package.add_item(_item("style", STYLE, "text/css", stylesheet(theme, fonts)))
    package.add_item(_item("cover-image", front.file, front.media_type, front.content, "cover-image"))
    spine = [_item("cover", COVER, XHTML, _cover_page(book, front))]
    package.add_item(spine[0])
    contents = _item("nav", NAV, XHTML, nav.navigation(book, breaks), "nav")
    for section in book.sections:
        if section.matter is Matter.CONTENTS:
            spine.append(contents)
        else:
            text = page(section, book, addresses, marks.get(section.id, {}), theme.opening)
            spine.append(_item(f"p-{section.id}", file_name(section), XHTML, text))
            package.add_item(spine[-1])
    package.add_item(contents)
    for number, picture in enumerate(found, 1):
        package.add_item(_item(f"picture-{number}", picture.file, picture.media_type, picture.content))
    for number, font in enumerate(fonts, 1):
        package.add_item(_item(f"font-{number}", font.file, font.media_type, font.content))
    package.add_item(epub.EpubNcx())
    package.spine = spine
    package.guide = [
        {"type": mark.guide, "title": clean(mark.title), "href": mark.href} for mark in nav.landmarks(book)
    ]
    if language(book.language).split("-")[0].lower() in RIGHT_TO_LEFT:
        package.set_direction("rtl")
    return _packed(package, nav.ncx(book, breaks), book.modified)


def stylesheet(theme: Theme, fonts: Sequence[Embedded] = ()) -> bytes:
    """Return the theme's style sheet with the embedded faces, and its ornament at the scene breaks."""
    ornament = f"hr.break::before {{ content: {css_string(theme.ornament)} }}\n"
    return f"{rules(fonts)}{theme.epub_css}\n{ornament}".encode()


def css_string(text: str) -> str:
    """Return the text as a string of CSS, whatever is in it."""
    escaped = re.sub(r'["\\\x00-\x1f\x7f]', lambda match: f"\\{ord(match[0]):x} ", text)
    return f'"{escaped}"'


def _item(name: str, file: str, media_type: str, content: bytes, *properties: str) -> epub.EpubItem:
    item = epub.EpubItem(name, file, media_type, content)
    item.properties = list(properties)
    return item


def _front(book: Book, theme: Theme, workshop: Workshop) -> Picture:
    """Return the picture of the cover: the user's own, or one that is drawn."""
    if book.cover is None:
        drawn = workshop.once(cover.DRAWING, cover.Commission.of(book, theme))
        return Picture("cover", "cover.png", "image/png", drawn)
    own = recognised(book.cover, "cover")
    if own is None:
        raise SettingsError(
            "the cover is no picture that a reader could show", Where(book.cover.name), "give a JPEG or a PNG"
        )
    return own


def _said_besides(book: Book, theme: Theme) -> Iterator[str]:
    """Give the texts that a page shows besides the blocks of its section."""
    yield theme.ornament
    for section in book.sections:
        yield section.title
        yield from section.authors


def _cover_page(book: Book, front: Picture) -> bytes:
    body = (
        '<section class="cover" epub:type="cover">\n'
        f'<img src="{front.file}" alt="{attribute(cover.description(book))}" role="doc-cover"/>\n</section>\n'
    )
    return document(book.title, body, "", language(book.language))


def _state(package: epub.EpubBook, book: Book, described: bool, printed: bool) -> None:
    package.uid = clean(book.identifier)
    package.title = clean(book.title)
    package.language = language(book.language)
    for statement in statements(book, described, printed):
        namespace = statement.vocabulary if statement.vocabulary == "DC" else None
        package.add_metadata(namespace, statement.name, statement.value or None, dict(statement.attributes))


def _all_described(book: Book) -> bool:
    """Tell whether every picture in the text has a description."""
    return all(
        mark.attr("alt").strip()
        for section in book.sections
        for block in section.blocks
        for mark in block.marks
        if mark.tag == "img"
    )


# --- packing ------------------------------------------------------------------------------------------------


def _packed(package: epub.EpubBook, ncx: bytes, modified: str) -> bytes:
    file = io.BytesIO()
    try:
        moment = datetime.fromisoformat(modified).astimezone(UTC)
    except ValueError as error:
        raise Fault(f"the book's date of modification is none: {modified!r}") from error
    _Writer(file, package, ncx, {**_OPTIONS, "mtime": moment}).write()
    return file.getvalue()


class _FixedZip(zipfile.ZipFile):
    """A zip file without dates and without the habits of the system it is made on."""

    def writestr(self, name: Any, data: Any, compress_type: Any = None, compresslevel: Any = None) -> None:
        info = zipfile.ZipInfo(str(name), (1980, 1, 1, 0, 0, 0))
        info.create_system = 3
        info.external_attr = 0o100644 << 16
        info.compress_type = self.compression if compress_type is None else compress_type
        stored = info.compress_type == zipfile.ZIP_STORED
        super().writestr(info, data, compresslevel=None if stored else self.compresslevel)


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """EbookLib's writer, with an NCX of ours, the language on the package, and a zip that is always the same."""

    def __init__(self, file: io.BytesIO, package: epub.EpubBook, ncx: bytes, options: dict[str, Any]) -> None:
        super().__init__(file, package, options)
        self.ncx = ncx

    def _get_ncx(self) -> bytes:
        return self.ncx

    def _write_opf_file(self, root: Any) -> None:
        root.set("{http://www.w3.org/XML/1998/namespace}lang", self.book.language)
        super()._write_opf_file(root)

    def write(self) -> None:
        """Write the whole file; `mimetype` comes first and uncompressed, as the container's rules demand."""
        with _FixedZip(self.file_name, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as self.out:
            self.out.writestr("mimetype", "application/epub+zip", compress_type=zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()
