"""The report: what was done to every story, as a page for people and as JSON for programs.

    report.write(book, galleys, placements, remarks, files, stem="night", why={rule: its reason, …})
    → {"night.report.html": …, "night.report.json": …}

`report.unaccounted(galleys, placements)` gives the Remarks on stories whose words do not add up.
"""

from collections.abc import Iterable, Mapping, Sequence

from compiler.errors import Remark
from compiler.model.book import Book, Galley, Placement
from compiler.write.report.account import unaccounted
from compiler.write.report.document import json_bytes
from compiler.write.report.gather import gather
from compiler.write.report.html import html_bytes

__all__ = ["unaccounted", "write"]


def write(
    book: Book,
    galleys: Sequence[Galley],
    placements: Iterable[Placement],
    remarks: Iterable[Remark],
    files: Mapping[str, bytes],
    *,
    stem: str,
    why: Mapping[str, str],
) -> dict[str, bytes]:
    """Return the report's two files by name: equal arguments, equal bytes.

    `galleys` are in the book's order. `remarks` are those of the whole build; the galleys' own may be among them, and
    are listed with their stories. `files` are the books that were made, by name. `why` gives the reason of each rule,
    in the order the rules run.
    """
    report = gather(book, galleys, placements, remarks, files, why)
    return {f"{stem}.report.html": html_bytes(report), f"{stem}.report.json": json_bytes(report)}
