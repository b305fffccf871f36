"""The book to be imposed: opened, and refused where it is not what can be imposed."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
from pikepdf import Pdf

from compiler.errors import StoryError, ValidationError, Where
from compiler.themes import MM

MADE_BY = "anthology"  # the Creator of a book, see write.pdf.metadata
IMPOSED_BY = "anthology impose"
CASED_BY = "anthology case"
ALIKE = 0.5  # points by which the sizes of pages may differ
DEEPEST = 64  # levels of a page tree that are looked at

NAME_A_BOOK = "name a PDF that `anthology build` made"


def read(path: Path) -> bytes:
    """Return the bytes of a file. Raise a StoryError if there is none that can be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StoryError(f"the book cannot be read: {reason}", Where(str(path)), NAME_A_BOOK) from error


@contextmanager
def opened(content: bytes, name: str, *, foreign: bool = False) -> Iterator[Pdf]:
    """Open a book, `name` being what errors call it. Raise a ValidationError for what is not a book of ours.

    `foreign` lets a PDF pass that another program made; whatever cannot be imposed is refused all the same.
    """
    where = Where(name)
    if b"%PDF-" not in content[:1024]:
        raise ValidationError("the file is not a PDF", where, NAME_A_BOOK)
    try:
        with Pdf.open(io.BytesIO(content)) as pdf:
            _check(pdf, where, foreign=foreign)
            yield pdf
    except pikepdf.PasswordError as error:
        raise _locked(where) from error
    except pikepdf.PdfError as error:
        raise ValidationError(f"the file is damaged: {error}", where, "build the book again") from error


def page_size(pdf: Pdf) -> tuple[float, float]:
    """Return width and height of the trimmed pages, as they are seen."""
    return _seen(pdf.pages[0])


def _check(pdf: Pdf, where: Where, *, foreign: bool) -> None:
    if pdf.is_encrypted:
        raise _locked(where)
    if not pdf.pages:
        raise ValidationError("the file has no page", where, NAME_A_BOOK)
    creator = str(pdf.docinfo.get("/Creator", ""))
    if creator == IMPOSED_BY:
        raise ValidationError("the sheets are imposed already", where, "name the book itself, not its sheets")
    if creator == CASED_BY:
        raise ValidationError("this is the cover of a case", where, "name the book, not its case")
    if creator != MADE_BY and not foreign:
        raise ValidationError(
            "Anthology did not make this PDF", where, NAME_A_BOOK + ", or add --foreign to take it as it is"
        )
    width, height = _seen(pdf.pages[0])
    for number, page in enumerate(pdf.pages, 1):
        wide, high = _seen(page)
        if abs(wide - width) > ALIKE or abs(high - height) > ALIKE:
            raise ValidationError(
                f"page {number} is {wide / MM:.4g} × {high / MM:.4g} mm, and page 1 "
                f"{width / MM:.4g} × {height / MM:.4g} mm",
                where,
                "make all pages one size: pages of two sizes do not fold into one book",
            )


def _seen(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in page.trimbox.as_list())
    unit = float(page.obj.get("/UserUnit", 1))
    size = abs(right - left) * unit, abs(top - bottom) * unit
    return size if _turned(page.obj) % 180 == 0 else size[::-1]


def _turned(node: pikepdf.Object | None) -> int:
    """Return by how many degrees a page is turned, which it may inherit from a node of the page tree."""
    for _ in range(DEEPEST):
        if node is None or "/Rotate" in node:
            break
        node = node.get("/Parent")
    return int(node.get("/Rotate", 0)) if node is not None else 0


def _locked(where: Where) -> ValidationError:
    return ValidationError(
        "the file is encrypted", where, "save it without protection, say with: qpdf --decrypt IN.pdf OUT.pdf"
    )
