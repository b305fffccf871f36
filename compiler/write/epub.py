"""The EPUB writer: a book becomes one EPUB 3.3 file, which EPUB 2 readers open too.

EbookLib holds the package together; the pages, the navigation and the pictures go in as bytes of our own, because it
parses and pretty-prints what it is given. `_Writer` overrides what would make the file differ from day to day (zip
dates) or fall short (no language of the package). Same book, same theme, same bytes.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from ebooklib import epub
from PIL import Image

from compiler.errors import Fault
from compiler.model.book import Book, Matter, Pagination
from compiler.model.story import Asset
from compiler.themes import Theme
from compiler.workshop import Workshop
from compiler.write import cover, nav
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

XHTML = "application/xhtml+xml"
FORMATS = {
    "JPEG": ("image/jpeg", "jpg"),
    "PNG": ("image/png", "png"),
    "GIF": ("image/gif", "gif"),
    "WEBP": ("image/webp", "webp"),
}
"""The pictures every EPUB reader shows, by Pillow's name: media type and file name extension."""

_OPTIONS = {"epub3_pages": False, "epub3_landmark": False, "raise_exceptions": True}


def write(book: Book, theme: Theme, workshop: Workshop, pagination: Pagination | None = None) -> bytes:
    """Return the book as an EPUB file, with the printed book's page numbers if its pagination is known."""
    pictures = tuple(_pictures(book.assets))
    addresses = Addresses(book.sections, {asset.name: name for asset, name, _ in pictures})
    breaks, marks = page_breaks(book, pagination)
    image = workshop.once(cover.DRAWING, cover.Commission.of(book, theme))

    package = epub.EpubBook()
    package.metadata = {}  # without the generator and the identifier it would make up
    _state(package, book, described=_all_described(book), printed=bool(breaks))
    package.add_item(_item("style", STYLE, "text/css", stylesheet(theme)))
    package.add_item(_item("cover-image", "cover.png", "image/png", image, "cover-image"))
    spine = [_item("cover", COVER, XHTML, _cover_page(book))]
    package.add_item(spine[0])
    contents = _item("nav", NAV, XHTML, nav.navigation(book, breaks), "nav")
    for section in book.sections:
        if section.matter is Matter.CONTENTS:
            spine.append(contents)
        else:
            text = page(section, book, addresses, marks.get(section.id, {}))
            spine.append(_item(f"p-{section.id}", file_name(section), XHTML, text))
            package.add_item(spine[-1])
    package.add_item(contents)
    for asset, name, media_type in pictures:
        package.add_item(_item(name.replace("/", "-").rsplit(".", 1)[0], name, media_type, asset.content))
    package.add_item(epub.EpubNcx())
    package.spine = spine
    package.guide = [
        {"type": mark.guide, "title": clean(mark.title), "href": mark.href} for mark in nav.landmarks(book)
    ]
    if language(book.language).split("-")[0].lower() in RIGHT_TO_LEFT:
        package.set_direction("rtl")
    return _packed(package, nav.ncx(book, breaks), book.modified)


def stylesheet(theme: Theme) -> bytes:
    """Return the theme's style sheet with its ornament at the scene breaks."""
    return f"{theme.epub_css}\nhr.break::before {{ content: {css_string(theme.ornament)} }}\n".encode()


def css_string(text: str) -> str:
    """Return the text as a string of CSS, whatever is in it."""
    escaped = re.sub(r'["\\\x00-\x1f\x7f]', lambda match: f"\\{ord(match[0]):x} ", text)
    return f'"{escaped}"'


def _item(name: str, file: str, media_type: str, content: bytes, *properties: str) -> epub.EpubItem:
    item = epub.EpubItem(name, file, media_type, content)
    item.properties = list(properties)
    return item


def _cover_page(book: Book) -> bytes:
    body = (
        '<section class="cover" epub:type="cover">\n'
        f'<img src="cover.png" alt="{attribute(cover.description(book))}" role="doc-cover"/>\n</section>\n'
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


def _pictures(assets: Iterable[Asset]) -> Iterator[tuple[Asset, str, str]]:
    """Give the pictures that readers can show, each with its file name and media type."""
    seen: set[str] = set()
    for asset in assets:
        if asset.name in seen:
            continue
        seen.add(asset.name)
        try:
            with Image.open(io.BytesIO(asset.content), formats=list(FORMATS)) as picture:
                picture.verify()
                media_type, extension = FORMATS[str(picture.format)]
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            continue  # not a picture, or one that no reader could show: its description stands in the text
        yield asset, f"images/{len(seen)}.{extension}", media_type


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
