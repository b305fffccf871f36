"""The PDF: whether it opens whole, prints everywhere alike, and leads its reader."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from compiler.check.report import Finding, Weight
from compiler.errors import Where

REBUILD = "build the book again, and look for what changes the file afterwards"
ACTIVE = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData")


def check_pdf(path: Path) -> Iterator[Finding]:
    """Give what is wrong with the file."""
    try:
        with pikepdf.open(path) as pdf:
            yield from _check(pdf)
    except pikepdf.PasswordError:
        yield Finding("the file asks for a password", mend="save it without one")
    except pikepdf.PdfError as error:
        yield Finding(f"the file is damaged: {error}", mend="copy or build the book again")


def _check(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    for problem in pdf.check_pdf_syntax():
        yield Finding(f"the file's syntax: {problem}", mend=REBUILD)
    if not pdf.pages:
        yield Finding("there is no page", mend=REBUILD)
        return
    yield from _leaves(pdf)
    yield from _fonts(pdf)
    yield from _claims(pdf)
    yield from _navigation(pdf)


def _leaves(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    sizes: dict[tuple[int, int], int] = {}
    for number, page in enumerate(pdf.pages, 1):
        left, bottom, right, top = (float(edge) for edge in page.trimbox.as_list())
        sizes.setdefault((round(right - left), round(top - bottom)), number)
    if len(sizes) > 1:
        named = ", ".join(
            f"{width} × {height} pt from page {number}" for (width, height), number in sizes.items()
        )
        yield Finding(
            f"the pages are not of one size: {named}",
            mend="give every part the same --trim",
            weight=Weight.WARNING,
        )


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    seen: set[tuple[int, int]] = set()
    told: set[str] = set()
    for number, page in enumerate(pdf.pages, 1):
        for font in _page_fonts(page.obj.get("/Resources"), seen):
            name = str(font.get("/BaseFont", "/unnamed")).lstrip("/")
            real = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            descriptor = real.get("/FontDescriptor", {})
            embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            if font.get("/Subtype") != "/Type3" and not embedded and name not in told:
                told.add(name)
                yield Finding(
                    f"the face {name} is not in the file, so every printer sets another",
                    Where(f"page {number}"),
                    "install the theme's faces (`anthology build` names what is missing)",
                )
            elif "/ToUnicode" not in font and font.get("/Subtype") == "/Type0" and name not in told:
                told.add(name)
                yield Finding(
                    f"text in the face {name} cannot be searched, copied or read aloud",
                    Where(f"page {number}"),
                    REBUILD,
                    Weight.WARNING,
                )


def _page_fonts(resources: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    """Give the fonts of the resources and of the forms they draw, each once in the whole file."""
    waiting = [resources]
    while waiting:
        current = waiting.pop()
        if current is None:
            continue
        for kind in ("/Font", "/XObject"):
            for _, thing in sorted(current.get(kind, {}).items()):
                if thing.is_indirect and thing.objgen in seen:
                    continue
                seen.add(thing.objgen)
                if kind == "/Font":
                    yield thing
                elif thing.get("/Subtype") == "/Form":
                    waiting.append(thing.get("/Resources"))


def _claims(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    root: Any = pdf.Root
    with pdf.open_metadata(update_docinfo=False) as record:
        title = str(record.get("dc:title") or pdf.docinfo.get("/Title", "")).strip()
    if not title:
        yield Finding("the file states no title", mend=REBUILD)
    elif not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield Finding("a viewer shows the file's name and not its title", mend=REBUILD, weight=Weight.WARNING)
    if not str(root.get("/Lang", "")):
        yield Finding("the file states no language", mend="--lang en, or the book's own")
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", {}).get("/Marked"):
        yield Finding("the file is not tagged, so it cannot be read aloud in order", mend=REBUILD)
    names = root.get("/Names", {})
    if "/JavaScript" in names or str(root.get("/OpenAction", {}).get("/S", "")) in ACTIVE:
        yield Finding(
            "the file does something when it is opened", mend="do not open it elsewhere; " + REBUILD
        )


def _navigation(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    pages = {page.obj.objgen for page in pdf.pages}
    names = set(_names(pdf.Root))
    destination: Any
    note: Any
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        if not waiting:
            yield Finding(
                "there is no outline: a viewer shows no contents", mend=REBUILD, weight=Weight.WARNING
            )
        while waiting:
            entry = waiting.pop(0)
            waiting += entry.children
            destination = entry.destination
            if destination is None and entry.action is not None:
                destination = entry.action.get("/D")
            if not _leads(destination, pages, names):
                yield Finding(f"the outline's entry {entry.title!r} leads nowhere", mend=REBUILD)
    if "/PageLabels" not in pdf.Root:
        yield Finding(
            "the pages have no labels: a viewer counts where the book says xii",
            mend=REBUILD,
            weight=Weight.WARNING,
        )
    for number, page in enumerate(pdf.pages, 1):
        for note in page.obj.get("/Annots", []):
            if note.get("/Subtype") != "/Link":
                continue
            action = note.get("/A", {})
            kind = str(action.get("/S", ""))
            if kind in ACTIVE:
                yield Finding("a link runs a program", Where(f"page {number}"), REBUILD)
            elif kind != "/URI" and not _leads(note.get("/Dest", action.get("/D")), pages, names):
                yield Finding("a link leads nowhere", Where(f"page {number}"), REBUILD)


def _names(root: Any) -> Iterator[str]:
    """Give the names that destinations have, in the way of old files and of newer ones."""
    for name in root.get("/Dests", {}):
        yield str(name).lstrip("/")
    tree = root.get("/Names", {}).get("/Dests")
    for key in pikepdf.NameTree(tree) if tree is not None else ():
        yield str(key)


def _leads(destination: Any, pages: set[tuple[int, int]], names: set[str]) -> bool:
    """Tell whether a destination, written out or by name, is a page of the file."""
    if isinstance(destination, pikepdf.Array):
        return len(destination) > 0 and getattr(destination[0], "objgen", None) in pages
    return destination is not None and str(destination).lstrip("/") in names
