"""What the commands print: remarks, errors, tables, a progress bar on a terminal."""

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table

from compiler.cli.options import Common
from compiler.errors import PASSED_OVER, AnthologyError, Gravity, Remark, Several

if TYPE_CHECKING:
    from compiler.reading import Row
    from compiler.workshop import Workshop

OUT = Console(highlight=False, soft_wrap=True)
ERR = Console(stderr=True, highlight=False, soft_wrap=True)

SHOWN = 12
"""How many remarks are printed; the report has them all."""


class Watched:
    """A workshop with a progress bar on a terminal: the bar ends when the work does, whatever happens."""

    def __init__(self, common: Common) -> None:
        self.common = common
        self.bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=ERR, transient=True
        )
        self.rows: dict[str, TaskID] = {}

    def __enter__(self) -> "Workshop":
        from compiler.cache import Cache
        from compiler.workshop import Workshop

        if ERR.is_terminal:
            self.bar.start()
        self.workshop = Workshop(Cache(self.common.cache), workers=self.common.workers, progress=self._step)
        return self.workshop.__enter__()

    def __exit__(self, *failure: Any) -> None:
        if self.bar.live.is_started:
            self.bar.stop()
        self.workshop.__exit__(*failure)

    def _step(self, name: str, done: int, total: int) -> None:
        if name not in self.rows:
            self.rows[name] = self.bar.add_task(name, total=total)
        self.bar.update(self.rows[name], completed=done, total=total)


def calling(remarks: Sequence[Remark]) -> list[Remark]:
    """Return the remarks that call for a look: all that are not mere information."""
    return [remark for remark in remarks if remark.gravity is not Gravity.INFO]


def print_listing(title: str, rows: "Sequence[Row]") -> None:
    """Print the reading of a story: a row a block, with its line, its label and the evidence."""
    table = Table(
        "line",
        "label",
        "text",
        "evidence",
        title=escaped(title),
        box=None,
        pad_edge=False,
        title_justify="left",
    )
    table.columns[0].justify = "right"
    for row in rows:
        table.add_row(
            str(row.line or ""), row.label, escaped(row.text), f"[dim]{escaped(row.evidence)}[/dim]"
        )
    OUT.print(table)


def print_passed_over(remarks: Sequence[Remark]) -> None:
    """Say in a line how many files were no stories, by their endings, so that none is missed unawares."""
    endings = Counter(
        PurePosixPath(remark.where.file).suffix or "without an ending"
        for remark in remarks
        if remark.what == PASSED_OVER
    )
    if endings:
        counted = ", ".join(f"{ending} {number}" for ending, number in sorted(endings.items()))
        files = "file" if endings.total() == 1 else "files"
        ERR.print(f"{endings.total()} {files} passed over, which no reader takes: {escaped(counted)}")


def print_remarks(remarks: Sequence[Remark]) -> None:
    """Print the remarks that call for a look, the first of them at least."""
    print_passed_over(remarks)
    shown = calling(remarks)
    for remark in shown[:SHOWN]:
        ERR.print(f"[yellow]remark[/yellow] {escaped(str(remark))}")
    if len(shown) > SHOWN:
        ERR.print(f"[yellow]and {len(shown) - SHOWN} more[/yellow]: the report has them all")


def print_errors(errors: Sequence[AnthologyError]) -> int:
    """Print the errors of single stories, which did not stop the others; return the exit code."""
    for error in errors:
        print_error(error)
    return max((error.exit_code for error in errors), default=0)


def print_error(error: AnthologyError) -> None:
    """Print an error: what, where, mend; several together."""
    each = error.errors if isinstance(error, Several) else (error,)
    for one in each:
        ERR.print(f"[red]error[/red] {escaped(str(one))}")
    if isinstance(error, Several):
        ERR.print(f"{escaped(error.what)}\n  mend: {escaped(error.mend)}")


def size(length: int) -> str:
    """Return a number of bytes as a person says it."""
    return f"{length / 1000:,.0f} kB" if length < 10**6 else f"{length / 10**6:,.1f} MB"


def escaped(text: str) -> str:
    """Make text safe to print: no markup of the console, no control characters."""
    return escape("".join(c if c.isprintable() or c == "\n" else "�" for c in text))
