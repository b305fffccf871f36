"""The command line: the only module that prints or exits."""

import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table

from compiler import __version__
from compiler.errors import (
    AnthologyError,
    CommandError,
    Fault,
    Gravity,
    Remark,
    Several,
    StoryError,
    ValidationError,
)

if TYPE_CHECKING:
    from compiler.reading import Row
    from compiler.rules.rulebook import Settings
    from compiler.workshop import Workshop

C = TypeVar("C", bound=Callable[..., Any])

OUT = Console(highlight=False, soft_wrap=True)
ERR = Console(stderr=True, highlight=False, soft_wrap=True)

FORMATS = ("epub", "pdf")
SHOWN = 12
"""How many remarks are printed; the report has them all."""


@dataclass(frozen=True, slots=True)
class Common:
    """The options that every command which reads stories shares."""

    cache: Path | None
    workers: int
    language: str
    style: str
    without: tuple[str, ...]
    applied: tuple[str, ...]


def reading_options(command: C) -> C:
    """Add the options of every command that reads stories."""
    options = [
        click.option(
            "--lang", "language", default="en", show_default=True, help="Language of stories that name none."
        ),
        click.option(
            "--style", default="", help="Typographic convention: us, uk, se. Default: the language's own."
        ),
        click.option(
            "--without", multiple=True, metavar="RULE", help="Do not run this rule or family of rules."
        ),
        click.option(
            "--apply", "applied", multiple=True, metavar="RULE", help="Let a rule act that only proposes."
        ),
        click.option(
            "--jobs", "workers", type=click.IntRange(0), default=0, help="Worker processes; 0: one a core."
        ),
        click.option(
            "--cache", type=click.Path(path_type=Path, file_okay=False), help="Folder of the cache."
        ),
        click.option("--no-cache", is_flag=True, help="Neither read nor write the cache."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def selection_options(command: C) -> C:
    """Add the options that choose among stories."""
    meaning = "match an id, file name or title; globs allowed; may be repeated."
    for option in (
        click.option(
            "--exclude", multiple=True, metavar="PATTERN", help=f"Leave out the stories that {meaning}"
        ),
        click.option(
            "--include", multiple=True, metavar="PATTERN", help=f"Take only the stories that {meaning}"
        ),
    ):
        command = option(command)
    return command


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 made; 1 made, with remarks, under --strict; 2 wrong command line; 3 a story or selection; "
    "4 theme or settings; 5 writing; 6 a validator objects; 70 a fault of the program.",
)
@click.version_option(__version__, prog_name="anthology")
@click.option("--debug", is_flag=True, hidden=True)
def cli(debug: bool) -> None:
    r"""Turn a folder of saved stories into one book: an EPUB 3 to read and a PDF to print and bind.

    \b
    anthology build                         compile stories/ into dist/
    anthology build ~/fics --title "Night"  compile a folder of your own
    anthology list ~/fics                   see what would be in it
    anthology inspect story.txt             see how a file is read, line by line
    """


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("dist"), show_default=True, help="Output folder."
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="What to make; default: all. May be repeated.",
)
@click.option(
    "--title", default="", help="Title of the book. Default: the folder's name; a lone story's own title."
)
@click.option("--editor", default="", help="Who compiled the book.")
@click.option(
    "--theme", default="paperback", show_default=True, help="Look of the book: a theme's name or folder."
)
@click.option(
    "--trim", default="", help="Size of the printed page, such as half-letter, a5, 6x9. Default: the theme's."
)
@click.option(
    "--notes",
    multiple=True,
    metavar="KIND=POLICY",
    help="What to do with a kind of note (or all): keep, box, appendix, footnote, imprint, drop. May be repeated.",
)
@click.option("--keep-going", is_flag=True, help="Build from the rest when a story cannot be read.")
@click.option("--strict", is_flag=True, help="Exit 1 if anything calls for a look.")
@selection_options
@reading_options
def build(
    paths: tuple[Path, ...],
    out: Path,
    formats: tuple[str, ...],
    title: str,
    editor: str,
    theme: str,
    trim: str,
    notes: tuple[str, ...],
    keep_going: bool,
    strict: bool,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    **reading: Any,
) -> int:
    r"""Compile stories into a book, with a report of every change.

    PATHS are files or folders; without any, the folder stories/ is taken. Folders are read with their subfolders,
    in natural order of path, which is the book's order.

    \b
    anthology build
    anthology build ~/fics --title "Night Ferries" --editor "R. Alder" --format epub
    anthology build ~/fics --exclude "*draft*" --notes author-note=drop --notes all=keep
    """
    from compiler import pipeline
    from compiler.arrange import Plan
    from compiler.arrange.policy import policies
    from compiler.library import Selection

    common = _common(reading)
    plan = Plan(title, editor, common.language, _moment(), policies=policies(notes))
    order = pipeline.Order(
        _paths(paths),
        out,
        tuple(name for name in FORMATS if name in formats or not formats),
        theme,
        trim,
        Selection(include, exclude),
        _settings(common),
        plan,
        keep_going,
    )
    with _workshop(common) as workshop:
        built = pipeline.build(order, workshop)
    _print_remarks(built.remarks)
    stories = len(built.galleys)
    pages = f", {built.pages} pages" if built.pages else ""
    OUT.print(
        f"[bold]{_escaped(built.title)}[/bold]: {stories} {'story' if stories == 1 else 'stories'}{pages}"
    )
    for path, size in built.files:
        OUT.print(f"  {_escaped(str(path))}  [dim]{_size(size)}[/dim]")
    return 1 if strict and _calling(built.remarks) else 0


@cli.command("list")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@selection_options
@reading_options
def list_stories(
    paths: tuple[Path, ...], include: tuple[str, ...], exclude: tuple[str, ...], **reading: Any
) -> int:
    r"""List the stories: title, author, words, notes and flags.

    \b
    anthology list
    anthology list ~/fics --include "*ferry*"
    """
    from compiler import pipeline
    from compiler.library import Selection, select
    from compiler.model.story import NOTE_ROLES, story_words

    common = _common(reading)
    selection = Selection(include, exclude)
    with _workshop(common) as workshop:
        shelf = pipeline.shelve(_paths(paths), workshop, _settings(common), selection)
    galleys, unused = select(shelf.galleys, selection)
    table = Table(
        "id", "title", "author", "words", "notes", "flags", box=None, pad_edge=False, header_style="bold"
    )
    for column in (3, 4, 5):
        table.columns[column].justify = "right"
    for galley in galleys:
        notes = sum(block.role in NOTE_ROLES for block in galley.story.blocks)
        title = _escaped(galley.title) + ("" if galley.metadata.title else " [dim](proposed)[/dim]")
        authors = _escaped(", ".join(galley.metadata.authors))
        words = f"{story_words(galley.story.blocks):,}"
        table.add_row(
            _escaped(galley.story.id), title, authors, words, str(notes), str(len(_calling(galley.remarks)))
        )
    OUT.print(table)
    _print_remarks((*shelf.remarks, *unused))
    return _print_errors(shelf.errors)


@cli.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--json", "as_json", is_flag=True, help="Give the reading as JSON (schema ficbench/1), a document a line."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="With --json: a file <input name>.json each, in this folder.",
)
@reading_options
def inspect(files: tuple[Path, ...], as_json: bool, out: Path | None, **reading: Any) -> int:
    r"""Show how files are read: every line's label, and the evidence for it.

    \b
    anthology inspect story.txt
    anthology inspect *.txt --json --out readings/
    """
    from compiler import pipeline
    from compiler.reading import export, listing

    if out and not as_json:
        raise CommandError("--out goes with --json", mend="add --json")
    common = _common(reading)
    with _workshop(common) as workshop:
        readings = pipeline.read_each(files, workshop, _settings(common))
    documents: dict[str, bytes] = {}
    for galley in readings.galleys:
        name = galley.story.file.rsplit("/", 1)[-1]
        if as_json:
            documents[f"{name}.json"] = (json.dumps(export(galley, name), ensure_ascii=False) + "\n").encode()
            if not out:
                click.echo(documents[f"{name}.json"], nl=False)
        else:
            _print_listing(galley.title, listing(galley))
        _print_remarks(galley.remarks)
    if out:
        pipeline.put(documents, out)
    return _print_errors(readings.errors)


@cli.command()
@click.option("--html", is_flag=True, help="The paragraphs are XHTML, one <p> a line.")
@reading_options
def polish(html: bool, **reading: Any) -> int:
    r"""Correct the typography of paragraphs on standard input; the same number of them comes out.

    \b
    anthology polish < draft.txt > clean.txt
    """
    from compiler.polish import polish as polished

    content = sys.stdin.buffer.read()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StoryError(
            f"standard input is not UTF-8 at byte {error.start}", mend="save the text as UTF-8 first"
        ) from error
    sys.stdout.buffer.write(polished(text, _settings(_common(reading)), html=html).encode())
    return 0


@cli.command()
@click.argument("books", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(books: tuple[Path, ...]) -> int:
    r"""Check finished books, EPUB or PDF: structure, navigation, fonts; EPUBCheck where Java is there.

    \b
    anthology check dist/stories.epub dist/stories.pdf
    """
    from compiler.check import check as checked

    code = 0
    for book in books:
        verdict = checked(book)
        for finding in verdict.findings:
            OUT.print(_escaped(str(finding)))
        for missing in verdict.not_run:
            OUT.print(f"[yellow]not run[/yellow] {_escaped(missing)}")
        sound = not verdict.findings
        OUT.print(f"{_escaped(str(book))}: " + ("[green]sound[/green]" if sound else "[red]not sound[/red]"))
        code = code if sound else ValidationError.exit_code
    return code


@cli.command("rules")
def list_rules() -> int:
    """List the rules: name, whether it acts or only proposes, and why it exists."""
    from compiler.rules import FAMILIES

    table = Table("rule", "", "why", box=None, pad_edge=False, header_style="bold")
    for family in FAMILIES:
        for rule in family.rules:
            table.add_row(rule.name, "acts" if rule.safe else "proposes", _escaped(rule.why))
    OUT.print(table)
    return 0


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code; nothing but this function sees an unforeseen exception."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code, everything said."""
    try:
        code = cli.main(arguments, prog_name="anthology", standalone_mode=False)
        sys.stdout.flush()
        return int(code or 0)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.Abort:
        ERR.print("stopped; nothing was written")
        return 130
    except click.ClickException as error:
        error.show()
        return CommandError.exit_code
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except AnthologyError as error:
        _print_error(error)
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - the one place where a fault of ours becomes a message
        if "--debug" in (arguments if arguments is not None else sys.argv):
            traceback.print_exc()
        fault = Fault(
            f"the program itself failed: {type(error).__name__}: {error}",
            mend="see where with: anthology --debug …",
        )
        _print_error(fault)
        return fault.exit_code


def _common(reading: dict[str, Any]) -> Common:
    from compiler.cache import default_folder

    folder = None if reading["no_cache"] else reading["cache"] or default_folder()
    without, applied = tuple(reading["without"]), tuple(reading["applied"])
    _check_rules((*without, *applied))
    return Common(folder, reading["workers"], reading["language"], reading["style"], without, applied)


def _check_rules(names: Sequence[str]) -> None:
    if not names:
        return
    from compiler.rules import FAMILIES

    known = {family.name for family in FAMILIES} | {rule.name for family in FAMILIES for rule in family.rules}
    for name in names:
        if name not in known:
            raise CommandError(f"there is no rule {name!r}", mend="see their names with: anthology rules")


def _settings(common: Common) -> "Settings":
    from compiler.rules.rulebook import Settings

    return Settings(common.language, common.style, frozenset(common.without), frozenset(common.applied))


def _workshop(common: Common) -> "_Watched":
    return _Watched(common)


class _Watched:
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
        self.bar.stop()
        self.workshop.__exit__(*failure)

    def _step(self, name: str, done: int, total: int) -> None:
        if name not in self.rows:
            self.rows[name] = self.bar.add_task(name, total=total)
        self.bar.update(self.rows[name], completed=done, total=total)


def _paths(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    if paths:
        return paths
    if not Path("stories").is_dir():
        raise StoryError(
            "there is no folder stories here", mend="name a folder of stories: anthology build FOLDER"
        )
    return (Path("stories"),)


def _moment() -> str:
    """Return SOURCE_DATE_EPOCH as an ISO 8601 moment in UTC, or an empty string where it is not set."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return ""
    try:
        return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError) as error:
        raise CommandError(
            f"SOURCE_DATE_EPOCH is no number of seconds: {seconds!r}",
            mend="unset it, or set it as date +%s does",
        ) from error


def _calling(remarks: Sequence[Remark]) -> list[Remark]:
    """Return the remarks that call for a look: all that are not mere information."""
    return [remark for remark in remarks if remark.gravity is not Gravity.INFO]


def _print_listing(title: str, rows: "Sequence[Row]") -> None:
    table = Table(
        "line",
        "label",
        "text",
        "evidence",
        title=_escaped(title),
        box=None,
        pad_edge=False,
        title_justify="left",
    )
    table.columns[0].justify = "right"
    for row in rows:
        table.add_row(
            str(row.line or ""), row.label, _escaped(row.text), f"[dim]{_escaped(row.evidence)}[/dim]"
        )
    OUT.print(table)


def _print_remarks(remarks: Sequence[Remark]) -> None:
    calling = _calling(remarks)
    for remark in calling[:SHOWN]:
        ERR.print(f"[yellow]remark[/yellow] {_escaped(str(remark))}")
    if len(calling) > SHOWN:
        ERR.print(f"[yellow]and {len(calling) - SHOWN} more[/yellow]: the report has them all")


def _print_errors(errors: Sequence[AnthologyError]) -> int:
    """Print the errors of single stories, which did not stop the others; return the exit code."""
    for error in errors:
        _print_error(error)
    return max((error.exit_code for error in errors), default=0)


def _print_error(error: AnthologyError) -> None:
    each = error.errors if isinstance(error, Several) else (error,)
    for one in each:
        ERR.print(f"[red]error[/red] {_escaped(str(one))}")
    if isinstance(error, Several):
        ERR.print(f"{_escaped(error.what)}\n  mend: {_escaped(error.mend)}")


def _size(size: int) -> str:
    return f"{size / 1000:,.0f} kB" if size < 10**6 else f"{size / 10**6:,.1f} MB"


def _escaped(text: str) -> str:
    """Make text safe to print: no markup of the console, no control characters."""
    return escape("".join(c if c.isprintable() or c == "\n" else "�" for c in text))
