"""The press: everything asked of WeasyPrint, which is imported here and only when something is to be typeset."""

import hashlib
import io
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing.util import Finalize
from typing import Any
from xml.etree import ElementTree

from compiler.errors import SettingsError
from compiler.model.story import Asset
from compiler.themes import Face, Geometry
from compiler.write.pdf.blocks import POINTS
from compiler.write.pdf.compose import compose
from compiler.write.pdf.leaves import Leaf
from compiler.write.pdf.setting import Spacing
from compiler.write.pdf.showing import shorten
from compiler.write.pdf.tags import tidy

BASE = "book:"
"""The scheme of everything that belongs to the book: addresses in it and its pictures."""


ROOM_TO_HANG = 4.0  # pixels
SOLID = 0.8  # line height, in ems, of what stands in a line: low enough not to push the line off the grid


@dataclass(frozen=True, slots=True)
class Used:
    """What a unit uses of a face: `resource` is its name there, `glyphs` are pairs of a glyph and its text."""

    resource: str
    face: Face
    glyphs: tuple[tuple[int, str], ...]


def layout(
    root: ElementTree.Element,
    css: str,
    faces: tuple[Face, ...],
    assets: Iterable[Asset],
    page: Geometry | None = None,
    *,
    pages: bool = True,
) -> tuple[Any, tuple[Leaf, ...]]:
    """Return the laid-out document of an HTML tree. Raise a SettingsError if Pango is not on this machine.

    With a `page` its text is composed first (its pages, too, if `pages`): between the steps of WeasyPrint's own
    `Document._render`, which this follows, so that styles are computed once. Return also where pages were meant to
    begin, as `compose` does.
    """
    weasyprint = _weasyprint()
    from weasyprint.css.counters import CounterStyle
    from weasyprint.document import Document, Page
    from weasyprint.formatting_structure.build import build_formatting_structure
    from weasyprint.html import get_html_metadata
    from weasyprint.layout import layout_document
    from weasyprint.pdf.metadata import DocumentMetadata

    sheet, fonts = _sheet(css, faces)
    html = _html(root, assets)
    counters = CounterStyle()
    options = weasyprint.DEFAULT_OPTIONS | {"stylesheets": [sheet]}
    context = Document._build_layout_context(html, fonts, counters, {}, options)  # noqa: SLF001
    meant = (
        compose(root, ComputedStyles(context.style_for, page.leading), faces, page, pages=pages)
        if page
        else ()
    )
    boxes = build_formatting_structure(
        root,
        context.style_for,
        context.get_image_from_uri,
        html.base_url,
        context.target_collector,
        counters,
        context.footnotes,
    )
    laid = [Page(box) for box in layout_document(html, boxes, context)]
    metadata = DocumentMetadata(**get_html_metadata(html))
    return Document(laid, metadata, html.url_fetcher, fonts, {}, None), meant


class ComputedStyles:
    """WeasyPrint's computed styles, as the compositor wants them."""

    def __init__(self, style_for: Any, leading: float) -> None:
        from weasyprint.css.properties import Dimension

        self._style_for, self._pixels, self._leading = style_for, Dimension, leading / POINTS
        # by the identity of a style, which is kept with it: the style when set, that of its lines, and of its parts
        self._set: dict[int, tuple[Any, Any]] = {}
        self._lines: dict[int, tuple[Any, Any]] = {}
        self._parts: dict[int, tuple[Any, Any]] = {}

    def of(self, element: ElementTree.Element) -> Any:
        """Return the computed style of an element."""
        return self._style_for(element)

    def paragraph(self, element: ElementTree.Element) -> None:
        """Style a paragraph whose lines are set: WeasyPrint is not to justify them, nor to think them too long."""
        plain = self.of(element)
        if id(plain) not in self._set:
            style = plain.copy()
            if style["text_align_all"] == "justify":
                style["text_align_all"] = "start"
                style["margin_right"] = self._pixels(style["margin_right"].value - ROOM_TO_HANG, "px")
            self._set[id(plain)] = plain, style
            self._lines[id(style)] = style, _inline(style)
        self._style_for.get_computed_styles()[element, None] = self._set[id(plain)][1]

    def line(self, span: ElementTree.Element, paragraph: ElementTree.Element, spacing: Spacing) -> None:
        """Style a line: it ends at its line feed, and has its own spaces and margin."""
        style = self._spaced(self._lines[id(self.of(paragraph))][1], spacing)
        style["margin_left"] = self._pixels(-spacing.left / POINTS, "px")
        self._style_for.get_computed_styles()[span, None] = style

    def again(self, part: ElementTree.Element, original: ElementTree.Element, spacing: Spacing) -> None:
        """Style the part of an inline element in a line like the whole of it."""
        model = self.of(original)
        if id(model) not in self._parts:
            self._parts[id(model)] = model, _inline(model, same=True)
        self._style_for.get_computed_styles()[part, None] = self._spaced(self._parts[id(model)][1], spacing)

    def give(self, element: ElementTree.Element, lines: int) -> None:
        """Give a scene break so many lines more space (or fewer), half of it above; let an opener begin lower."""
        style = self.of(element).copy()
        more = lines * self._leading
        shares = (
            {"margin_top": more / 2, "margin_bottom": more / 2}
            if element.tag == "hr"
            else {"padding_top": more}
        )
        for name, share in shares.items():
            style[name] = self._pixels(style[name].value + share, "px")
        self._style_for.get_computed_styles()[element, None] = style

    def turn(self, element: ElementTree.Element, *, fresh: bool, before: int, after: int) -> None:
        """Begin a page with a block, or let a page break in it so that so many lines stand before and after."""
        style = self.of(element).copy()
        style["orphans"], style["widows"] = before or 1, after or 1
        if fresh:
            style["break_before"] = "page"
            style["margin_top"] = self._pixels(0, "px")  # a forced break would keep it
        self._style_for.get_computed_styles()[element, None] = style

    def _spaced(self, model: Any, spacing: Spacing) -> Any:
        """Return a copy of a style, and in it one of the style of the text inside, with spaces of its own."""
        style, text = model.copy(), model.anonymous_style.copy()
        for copy in (style, text):
            copy["word_spacing"] = spacing.words / POINTS
            if spacing.letters:
                copy["letter_spacing"] = spacing.letters / POINTS
        style.anonymous_style = text
        return style


def _inline(model: Any, *, same: bool = False) -> Any:
    """Return the style of a plain inline element inside another, or `same`, of part of it, all of it computed."""
    from weasyprint.css import ComputedStyle
    from weasyprint.css.properties import INITIAL_VALUES, Dimension

    always = (9, 0, (0, 0, 0))
    cascaded = {
        "white_space": ("pre", always),
        "hyphens": ("manual", always),
        "overflow_wrap": ("normal", always),
        "line_height": (
            Dimension(SOLID, None),
            always,
        ),  # the paragraph's alone counts, whatever faces are in the line
    }
    parent = model.parent_style if same else model
    style = ComputedStyle(
        parent,
        (model.cascaded | cascaded) if same else cascaded,
        None,
        parent.root_style or parent,
        parent.base_url,
        parent.font_config,
        parent.initial_page_sizes,
    )
    for computed in (style, style.anonymous_style):
        for name in INITIAL_VALUES:
            with suppress(KeyError):  # logical properties are not computed for anonymous boxes
                computed[name]  # computes and keeps it
    return style


def _html(root: ElementTree.Element, assets: Iterable[Asset]) -> Any:
    """Return the tree as WeasyPrint's HTML: to parse it once more would take longer than to set it."""
    import cssselect2  # type: ignore[import-untyped]

    class Tree(_weasyprint().HTML):  # type: ignore[misc]
        def __init__(self) -> None:
            self.base_url = BASE
            self.url_fetcher = _fetcher(assets)
            self.media_type = "print"
            self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = root

    return Tree()


def paint(document: Any, faces: Iterable[Face], leaves: Sequence[Leaf]) -> tuple[bytes, tuple[Used, ...]]:
    """Return the document as a tagged PDF without the files of its faces, and what it uses of them."""
    used: list[Used] = []
    target = io.BytesIO()
    document.write_pdf(
        target,
        finisher=lambda document, pdf: used.extend(_finish(document, pdf, faces, leaves)),
        pdf_tags=True,
        pdf_version="1.7",
        pdf_identifier=b"0" * 32,
    )
    return target.getvalue(), tuple(used)


def _weasyprint() -> Any:
    """Import WeasyPrint, which needs Pango on the machine."""
    try:
        import weasyprint
    except OSError as error:
        raise SettingsError(
            f"a PDF cannot be typeset without Pango ({error})",
            mend="apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0, or brew install pango",
        ) from error
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return weasyprint


@lru_cache(maxsize=2)
def _sheet(css: str, faces: tuple[Face, ...]) -> tuple[Any, Any]:
    """Parse the theme's sheet once a process, with the faces it uses."""
    weasyprint = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    fonts = (
        FontConfiguration()
    )  # it keeps copies of the faces in a folder, which must go before the process does
    Finalize(None, _sheet.cache_clear, exitpriority=0)
    rules = "".join(
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style}; font-weight: {face.weight}; '
        f'src: url("{face.path.as_uri()}") }}\n'
        for face in faces
    )
    return weasyprint.CSS(string=rules + css, font_config=fonts, url_fetcher=_face_fetcher(faces)), fonts


def _fetcher(assets: Iterable[Asset]) -> Any:
    """Return what WeasyPrint asks for pictures: the book's own assets by name, and data in the address itself."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    kept = {f"{BASE}{index}": asset for index, asset in enumerate(assets)}

    class Assets(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            asset = kept.get(url)
            if asset is None:
                raise ValueError(f"{url} is not a part of the book")
            return URLFetcherResponse(url, asset.content, {"Content-Type": asset.media_type})

    return Assets(allowed_protocols=["data"])


def _face_fetcher(faces: Iterable[Face]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    files = {face.path.as_uri(): face.path for face in faces}

    class Faces(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            return URLFetcherResponse(url, files[url].read_bytes())

    return Faces(allowed_protocols=["file"])


def _finish(document: Any, pdf: Any, faces: Iterable[Face], leaves: Sequence[Leaf]) -> Iterator[Used]:
    """Tidy the tags, write the text briefly and in grey-scale black, take out the faces' files."""
    import pydyf  # type: ignore[import-untyped]

    tidy(pdf, leaves)
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream):
            thing.stream = shorten(thing.stream)
    by_digest = {face.digest: face for face in faces}
    resources = {thing.get("FontName"): thing for thing in pdf.objects if isinstance(thing, dict)}
    for font in document.fonts.values():
        face = by_digest.get(_digest(font))
        if face is None:
            continue
        descriptor = resources[font.name]
        key = "FontFile3" if "FontFile3" in descriptor else "FontFile2"
        pdf.objects[int(descriptor[key].split()[0])].stream = [b""]
        yield Used(font.hash, face, tuple(sorted(font.to_unicode.items())))


def _digest(font: Any) -> str:
    """Return the digest of the whole file a font came from (its own content is a subset by now)."""
    from weasyprint.text.fonts import get_hb_object_data

    return hashlib.sha256(get_hb_object_data(font.hb_face)).hexdigest()
