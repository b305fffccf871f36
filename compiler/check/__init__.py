"""Checking finished books: `check(path)` gives a Report of what is wrong with an EPUB or a PDF, and how to mend it.

    package    the EPUB as a container: zip, package document, manifest, spine, metadata
    pages      what is in it: XHTML, links, navigation, pictures, style sheets
    printed    the PDF: fonts, tags, outline, labels, links
    tools      EPUBCheck and Ace, where they and what they need are installed

Our own checks need nothing but Python, and see what the others are blind to (a compressed `mimetype`); those of others
are named in the report as run, or as not run and why: a check that did not happen is never passed over in silence.
"""

from pathlib import Path

from compiler.check.package import Container, check_package
from compiler.check.pages import check_pages
from compiler.check.printed import check_pdf
from compiler.check.report import Finding, Report, Weight
from compiler.check.tools import TOOLS
from compiler.errors import StoryError, ValidationError, Where

__all__ = ["Finding", "Report", "Weight", "check"]


def check(path: Path, *, tools: bool = True) -> Report:
    """Check a finished book, by its content and not by its name; `tools=False` leaves out the tools of others.

    Raise a ValidationError for a file that is neither an EPUB nor a PDF, a StoryError for one that cannot be read.
    """
    try:
        with path.open("rb") as file:
            begins = file.read(1024)
    except OSError as error:
        raise StoryError(
            f"the file cannot be read: {error.strerror or error}", Where(str(path)), "name an EPUB or a PDF"
        ) from error
    if b"%PDF-" in begins:
        return Report(str(path), tuple(check_pdf(path)), ("own checks",))
    if begins.startswith(b"PK"):
        return _check_epub(path, tools)
    raise ValidationError(
        "this is neither an EPUB nor a PDF", Where(str(path)), "name a file that `anthology build` made"
    )


def _check_epub(path: Path, tools: bool) -> Report:
    findings: list[Finding] = []
    with Container.open(path, findings) as container:
        package = check_package(container)
        if package is not None:
            check_pages(container, package)
    ran, not_run = ["own checks"], []
    for tool in TOOLS if tools else ():
        result = tool.run(path)
        if isinstance(result, str):
            not_run.append(f"{tool.name}: {result}")
        else:
            ran.append(tool.name)
            findings += result
    return Report(str(path), tuple(findings), tuple(ran), tuple(not_run))
