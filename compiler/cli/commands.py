"""The commands: each turns its options into values, calls the road, and says what came of it."""

import json
import sys
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from compiler import __version__
from compiler.cli.bindery import ordered
from compiler.cli.binding import bindery_options, case, impose, print_tally
from compiler.cli.console import (
    OUT,
    Watched,
    calling,
    escaped,
    print_error,
    print_errors,
    print_listing,
    print_remarks,
    size,
)
from compiler.cli.options import (
    apparatus_options,
    chosen,
    common,
    line,
    moment,
    reading_options,
    selection_options,
    settings,
)
from compiler.errors import AnthologyError, CommandError, StoryError, ValidationError

FORMATS = ("epub", "pdf")


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 made; 1 made, with remarks, under --strict; 2 wrong command line; 3 a story or selection; "
    "4 theme or settings; 5 writing; 6 a validator objects; 70 a fault of the program.",
)
@click.version_option(__version__, prog_name="anthology")
@click.option("--debug", is_flag=True, hidden=True)
def cli(debug: bool) -> None:
    """Turn a folder of saved stories into one book: an EPUB 3 to read and a PDF to print and bind.

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
@apparatus_options
@bindery_options
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
    **other: Any,
) -> int:
    """Compile stories into a book, with a report of every change.

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

    shared = common(other)
    plan = Plan(
        line(title),
        line(editor),
        shared.language,
        moment(),
        dedication=line(other["dedication"]),
        epigraph=line(other["epigraph"]),
        epigraph_source=line(other["epigraph_source"]),
        contributors=other["contributors"],
        policies=policies(notes),
    )
    imposition, casing = ordered(other, formats)
    order = pipeline.Order(
        chosen(paths),
        out,
        tuple(name for name in FORMATS if name in formats or not formats),
        theme,
        trim,
        Selection(include, exclude),
        settings(shared),
        plan,
        keep_going,
        introduction=other["introduction"],
        cover=other["cover"],
        embed=other["embed_fonts"],
        parts=other["parts"],
        volumes=other["volumes"],
        volume_pages=other["volume_pages"],
        imposition=imposition,
        fit_signatures=other["fit_signatures"],
        casing=casing,
    )
    with Watched(shared) as workshop:
        built = pipeline.build(order, workshop)
    print_remarks(built.remarks)
    stories = len(built.galleys)
    pages = f", {built.pages} pages" if built.pages else ""
    OUT.print(
        f"[bold]{escaped(built.title)}[/bold]: {stories} {'story' if stories == 1 else 'stories'}{pages}"
    )
    for path, length in built.files:
        OUT.print(f"  {escaped(str(path))}  [dim]{size(length)}[/dim]")
    for name, tally in built.tallies:
        print_tally(name, tally)
    return 1 if strict and calling(built.remarks) else 0


@cli.command("list")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@selection_options
@reading_options
def list_stories(
    paths: tuple[Path, ...], include: tuple[str, ...], exclude: tuple[str, ...], **reading: Any
) -> int:
    """List the stories: title, author, words, notes and flags.

    \b
    anthology list
    anthology list ~/fics --include "*ferry*"
    """
    from compiler import pipeline
    from compiler.library import Selection, select
    from compiler.model.story import NOTE_ROLES, story_words

    shared = common(reading)
    selection = Selection(include, exclude)
    with Watched(shared) as workshop:
        shelf = pipeline.shelve(chosen(paths), workshop, settings(shared), selection)
    if not shelf.galleys and not shelf.errors:
        raise StoryError("there is no story here", mend="name a folder that holds stories (.txt, .html, .md)")
    galleys, unused = select(shelf.galleys, selection)
    table = Table(
        "id", "title", "author", "words", "notes", "flags", box=None, pad_edge=False, header_style="bold"
    )
    table.columns[0].overflow = "fold"  # an id that is cut short cannot be typed
    for column in (3, 4, 5):
        table.columns[column].justify = "right"
    for galley in galleys:
        notes = sum(block.role in NOTE_ROLES for block in galley.story.blocks)
        title = escaped(galley.title) + ("" if galley.metadata.title else " [dim](proposed)[/dim]")
        authors = escaped(", ".join(galley.metadata.authors))
        words = f"{story_words(galley.story.blocks):,}"
        table.add_row(
            escaped(galley.story.id), title, authors, words, str(notes), str(len(calling(galley.remarks)))
        )
    OUT.print(table)
    print_remarks((*shelf.remarks, *unused))
    return print_errors(shelf.errors)


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
    """Show how files are read: every line's label, and the evidence for it.

    \b
    anthology inspect story.txt
    anthology inspect *.txt --json --out readings/
    """
    from compiler import pipeline
    from compiler.reading import export, listing

    if out and not as_json:
        raise CommandError("--out goes with --json", mend="add --json")
    shared = common(reading)
    with Watched(shared) as workshop:
        readings = pipeline.read_each(files, workshop, settings(shared))
    documents: dict[str, bytes] = {}
    for galley in readings.galleys:
        name = galley.story.file.rsplit("/", 1)[-1]
        if out and f"{name}.json" in documents:
            raise CommandError(
                f"two of the files are called {name}, and each reading needs a name of its own",
                mend="inspect them one after the other, each with a folder of its own for --out",
            )
        if as_json:
            documents[f"{name}.json"] = (json.dumps(export(galley, name), ensure_ascii=False) + "\n").encode()
            if not out:
                click.echo(documents[f"{name}.json"], nl=False)
        else:
            print_listing(galley.title, listing(galley))
        print_remarks(galley.remarks)
    if out:
        pipeline.put(documents, out)
    return print_errors(readings.errors)


@cli.command()
@click.option("--html", is_flag=True, help="The paragraphs are XHTML, one <p> a line.")
@reading_options
def polish(html: bool, **reading: Any) -> int:
    """Correct the typography of paragraphs on standard input; the same number of them comes out.

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
    sys.stdout.buffer.write(polished(text, settings(common(reading)), html=html).encode())
    return 0


@cli.command()
@click.argument("books", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(books: tuple[Path, ...]) -> int:
    """Check finished books, EPUB or PDF: structure, navigation, fonts; EPUBCheck where Java is there.

    \b
    anthology check dist/stories.epub dist/stories.pdf
    """
    from compiler.check import check as checked

    code = 0
    for book in books:
        try:
            report = checked(book)
        except AnthologyError as error:
            print_error(error)
            code = max(code, error.exit_code)
            continue
        for finding in report.findings:
            OUT.print(f"{escaped(str(book))}: {escaped(str(finding))}")
        for missing in report.not_run:
            OUT.print(f"{escaped(str(book))}: [yellow]not run[/yellow] {escaped(missing)}")
        colour = "green" if report.sound else "red"
        OUT.print(f"{escaped(str(book))}: [{colour}]{escaped(report.verdict)}[/{colour}]")
        code = code if report.sound else max(code, ValidationError.exit_code)
    return code


@cli.command("rules")
def list_rules() -> int:
    """List the rules: name, whether it acts or only proposes, and why it exists.

    \b
    anthology rules
    """
    from compiler.rules import FAMILIES

    table = Table("rule", "", "why", box=None, pad_edge=False, header_style="bold")
    for family in FAMILIES:
        for rule in family.rules:
            table.add_row(rule.name, "acts" if rule.safe else "proposes", escaped(rule.why))
    OUT.print(table)
    return 0


cli.add_command(impose)
cli.add_command(case)
