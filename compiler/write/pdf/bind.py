"""Bind: the units' pages, in order, become one tagged PDF with furniture, outline, page labels and metadata.

Pages are moved towards the fore-edge by their content, not by their boxes, which all keep the trimmed leaf with its
corner at the origin: programs that impose signatures expect that.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from compiler.model.book import Book, Matter, Section
from compiler.themes import Face, Geometry, Theme
from compiler.write.pdf import furniture
from compiler.write.pdf.embed import embed
from compiler.write.pdf.folios import Numbering
from compiler.write.pdf.metadata import docinfo, xmp
from compiler.write.pdf.press import BASE
from compiler.write.pdf.typeset import Forme

OUTLINED = frozenset({Matter.TITLE_PAGE, Matter.CONTENTS, Matter.COLOPHON})
"""Sections that are in the outline even if they are not listed in the contents."""

PRINT = 4  # the annotation flag that PDF/A wants: a link goes to paper too, where it shows nothing


@dataclass(slots=True)
class _Binding:
    """The book on the bench: what is known of it while the units are put in."""

    pdf: Pdf
    book: Book
    theme: Theme
    numbering: Numbering
    fonts: dict[str, pikepdf.Object]  # by the name of the resource
    root: pikepdf.Object  # the Document element of the whole book
    parents: Array  # the number tree from marked content to its element
    next_key: int = 0


def bind(book: Book, theme: Theme, formes: Sequence[Forme], numbering: Numbering) -> bytes:
    """Return the finished file. `formes` are in the order of the numbering's units."""
    lines = furniture.furnish(numbering.places, book, theme)
    names = {face: f"/F{index}" for index, face in enumerate(theme.faces)}
    with Pdf.new() as pdf:
        root, parents = _roots(pdf)
        fonts = _fonts(pdf, formes, lines, names)
        binding = _Binding(pdf, book, theme, numbering, fonts, root, parents)
        for index, forme in enumerate(formes):
            _blanks_before(binding, index)
            _put(binding, forme)
        _dress(binding, [furniture.draw(page, names) for page in lines])
        _link(binding, formes)
        _catalogue(binding)
        target = io.BytesIO()
        pdf.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            min_version="1.7",
        )
        return target.getvalue()


def _roots(pdf: Pdf) -> tuple[pikepdf.Object, Array]:
    """Make the root of the structure tree; every unit's tree is to hang under its one Document element."""
    nums = Array()
    parents = pdf.make_indirect(Dictionary(Nums=nums))
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, ParentTree=parents))
    root = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array()))
    tree.K = Array([root])
    pdf.Root.StructTreeRoot = tree
    return root, nums


def _fonts(
    pdf: Pdf, formes: Sequence[Forme], lines: Sequence[Sequence[furniture.Line]], names: dict[Face, str]
) -> dict[str, pikepdf.Object]:
    """Embed every face that is used, and give it by the names that the units and the furniture call it."""
    glyphs: dict[Face, dict[int, str]] = {}
    called: dict[str, Face] = {}
    for forme in formes:
        for used in forme.used:
            called[f"/{used.resource}"] = used.face
            kept = glyphs.setdefault(used.face, {})
            for glyph, text in used.glyphs:
                kept.setdefault(glyph, text)
    for page in lines:
        for line in page:
            for run in line.runs:
                called[names[run.face]] = run.face
                kept = glyphs.setdefault(run.face, {})
                for shaped in run.glyphs:
                    kept.setdefault(shaped.id, shaped.text)
    embedded = {face: embed(pdf, face, used_glyphs) for face, used_glyphs in glyphs.items()}
    return {name: embedded[face] for name, face in called.items()}


# --- pages --------------------------------------------------------------------------------------------------


def _blanks_before(binding: _Binding, unit: int) -> None:
    page = binding.theme.geometry
    while len(binding.pdf.pages) < binding.numbering.starts[unit]:
        binding.pdf.add_blank_page(page_size=(page.width, page.height))


def _put(binding: _Binding, forme: Forme) -> None:
    """Append the pages of a unit, and hang its structure under the book's."""
    pdf = binding.pdf
    begin = len(pdf.pages)
    with Pdf.open(io.BytesIO(forme.pdf)) as unit:
        shared = unit.pages[0].obj.Resources
        for name in [used.resource for used in forme.used]:
            del shared.Font[f"/{name}"]
        pdf.add_pages_from(unit)
        tree = pdf.copy_foreign(unit.Root.StructTreeRoot)
    pages = [pdf.pages[index] for index in range(begin, len(pdf.pages))]
    fonts = pages[0].obj.Resources.Font
    for name, font in binding.fonts.items():
        fonts[name] = font
    _join(binding, tree, pages)


def _join(binding: _Binding, tree: pikepdf.Object, pages: Sequence[pikepdf.Page]) -> None:
    document = tree.K[0]
    document.S = Name.Part
    document.P = binding.root
    binding.root.K.append(document)
    offset = binding.next_key
    nums = tree.ParentTree.Nums
    for at in range(0, len(nums), 2):
        key = int(nums[at]) + offset
        binding.parents.append(key)
        binding.parents.append(nums[at + 1])
        binding.next_key = max(binding.next_key, key + 1)
    for page in pages:
        page.obj.StructParents = int(page.obj.StructParents) + offset
        for annotation in page.obj.get("/Annots", ()):
            if "/StructParent" in annotation:
                annotation.StructParent = int(annotation.StructParent) + offset


def _dress(binding: _Binding, streams: Sequence[bytes]) -> None:
    """Move each page to its fore-edge and lay the furniture over it."""
    pdf, page = binding.pdf, binding.theme.geometry
    moves = [pdf.make_stream(b"q 1 0 0 1 %.4f 0 cm\n" % _shift(page, index)) for index in (0, 1)]
    for index, (leaf, stream) in enumerate(zip(pdf.pages, streams, strict=True)):
        box = Array([0, 0, page.width, page.height])
        leaf.obj.MediaBox = leaf.obj.TrimBox = leaf.obj.BleedBox = box
        if binding.numbering.places[index].blank:
            continue
        over = pdf.make_stream(b"\nQ\n" + stream)
        leaf.obj.Contents = Array([moves[index % 2], leaf.obj.Contents, over])


def _shift(page: Geometry, index: int) -> float:
    """Return how far the content of a page moves to the right: on a recto the gutter is on the left."""
    outwards = (page.inner - page.outer) / 2
    return -outwards if index % 2 else outwards


# --- links and outline --------------------------------------------------------------------------------------


def _link(binding: _Binding, formes: Sequence[Forme]) -> None:
    """Give links between units their destinations, write the outline and the page labels."""
    pdf, page = binding.pdf, binding.theme.geometry
    destinations = {
        anchor.id: Array(
            [
                pdf.pages[start + anchor.page].obj,
                Name.XYZ,
                round(anchor.x + _shift(page, start + anchor.page), 2),
                anchor.y,
                None,
            ]
        )
        for start, forme in zip(binding.numbering.starts, formes, strict=True)
        for anchor in forme.anchors
    }
    titles = {section.id: section.title for section in binding.book.sections}
    for index, leaf in enumerate(pdf.pages):
        for annotation in leaf.obj.get("/Annots", ()):
            _settle(annotation, destinations, titles, _shift(page, index))
    with pdf.open_outline() as outline:
        outline.root.extend(_outline(binding.book.sections, destinations))
    pdf.Root.PageLabels = _labels(binding.numbering)


def _settle(
    annotation: pikepdf.Object, destinations: dict[str, Array], titles: dict[str, str], shift: float
) -> None:
    annotation.F = PRINT
    annotation.Rect = Array(
        [round(float(x) + (0 if at % 2 else shift), 2) for at, x in enumerate(annotation.Rect)]
    )
    address = str(annotation.A.URI) if "/A" in annotation and "/URI" in annotation.A else ""
    if address.startswith(BASE):
        target = address.removeprefix(BASE)
        if target in destinations:
            annotation.Dest = destinations[target]
            annotation.Contents = titles.get(target, "To the place in the book")
        del annotation.A


def _outline(sections: Sequence[Section], destinations: dict[str, Array]) -> Iterator[pikepdf.OutlineItem]:
    """Give what is listed in the contents, chapters under their stories, and the contents themselves."""
    item: pikepdf.OutlineItem | None = None
    for section in sections:
        if section.id not in destinations or not (
            section.listed or (section.title and section.matter in OUTLINED)
        ):
            continue
        made = pikepdf.OutlineItem(section.title, destinations[section.id])
        if section.level > 1 and item is not None:
            item.children.append(made)
            item.is_closed = True
            continue
        if item is not None:
            yield item
        item = made
    if item is not None:
        yield item


def _labels(numbering: Numbering) -> Dictionary:
    """Return the page labels: roman for the front matter, arabic from the first page of the body."""
    nums: list[Any] = []
    body = next((index for index, place in enumerate(numbering.places) if place.label == "1"), None)
    if body != 0:
        nums += [0, Dictionary(S=Name.r)]
    if body is not None:
        nums += [body, Dictionary(S=Name.D)]
    return Dictionary(Nums=Array(nums))


# --- the file -----------------------------------------------------------------------------------------------


def _catalogue(binding: _Binding) -> None:
    pdf, book = binding.pdf, binding.book
    pdf.Root.StructTreeRoot.ParentTreeNextKey = binding.next_key
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = book.language
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.PageLayout = Name.TwoPageRight
    pdf.Root.Metadata = pdf.make_stream(xmp(book), Type=Name.Metadata, Subtype=Name.XML)
    profile = files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier="sRGB2014",
                Info="sRGB2014",
                DestOutputProfile=pdf.make_stream(profile, N=3),
            )
        ]
    )
    for key, value in docinfo(book).items():
        pdf.docinfo[key] = value
