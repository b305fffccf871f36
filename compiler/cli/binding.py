"""The commands of the bindery: `impose` lays a finished book out on sheets, `case` draws the paper for its boards."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compiler.cli.bindery import MM, block, casing, imposition, length, test_sheet_of
from compiler.cli.console import OUT, escaped, print_remarks, size

if TYPE_CHECKING:
    from compiler.write.pdf.case import Cased
    from compiler.write.pdf.impose import Tally

C = TypeVar("C", bound=Callable[..., Any])


def sheet_options(command: C) -> C:
    """Add what is asked most often of an imposition."""
    for option in (
        click.option(
            "--duplex",
            type=click.Choice(("short-edge", "long-edge", "none")),
            default="short-edge",
            show_default=True,
            help="How the printer turns the sheet; none: fronts and backs are two files.",
        ),
        click.option(
            "--paper", default="", help="letter, a4, a3 … or a size such as 320x225mm. Default: what fits."
        ),
        click.option(
            "--signatures",
            default="",
            metavar="SHEETS",
            help="Sheets to a signature, 1 to 12, or a list such as 5,5,4. Default: 4 (2 for quarto and two-up).",
        ),
    ):
        command = option(command)
    return command


def bindery_options(command: C) -> C:
    """Add to `build` what takes the printed book on to the bindery."""
    case_too = click.option(
        "--case", "draw_case", is_flag=True, help="Draw the paper for its boards as well."
    )
    impose_too = click.option(
        "--impose", "lay_out", is_flag=True, help="Lay the printed book out on sheets as well."
    )
    fit = click.option(
        "--fit-signatures",
        is_flag=True,
        help="Open or close the leading a little, so that signatures are full.",
    )
    return impose_too(sheet_options(fit(case_too(command))))


@click.command()
@click.argument("book", type=click.Path(path_type=Path))
@click.option(
    "--binding",
    type=click.Choice(("sewn", "staple", "perfect", "stab")),
    default="sewn",
    show_default=True,
    help="sewn: signatures; staple: a booklet, one signature; perfect, stab: cut into leaves.",
)
@click.option(
    "--layout",
    type=click.Choice(("folio", "quarto", "two-up")),
    default="folio",
    show_default=True,
    help="folio: two pages a side; quarto: four, folded twice; two-up: four, cut in two, each half folded.",
)
@sheet_options
@click.option("--reverse-backs", is_flag=True, help="With --duplex none: the last back first.")
@click.option(
    "--scale",
    default="100",
    metavar="PERCENT|fit",
    help="Size of the pages on the paper. Default: 100, their own.",
)
@click.option(
    "--thickness", type=length, default="0.1mm", show_default=True, help="Of one sheet of the paper."
)
@click.option("--creep/--no-creep", default=True, help="Move inner pages towards the fold. Default: yes.")
@click.option(
    "--fly-leaves", type=click.IntRange(0, 20), help="Blank leaves at each end. Default: 1 if sewn, else 0."
)
@click.option("--swell", type=length, default="0mm", show_default=True, help="What thread adds to the spine.")
@click.option(
    "--marks",
    default="",
    metavar="LIST",
    help="Of fold, sewing, order, crop; or none. Default: all there is room for.",
)
@click.option(
    "--tapes", type=click.IntRange(0, 20), default=3, show_default=True, help="Tapes it is sewn on."
)
@click.option("--tape-width", type=length, default="12mm", show_default=True, help="Of each tape.")
@click.option(
    "--kettle",
    type=length,
    default="15mm",
    show_default=True,
    help="From head and tail to the kettle stitches.",
)
@click.option(
    "--stations",
    default="",
    metavar="LIST",
    help="Holes instead of these, from the head, such as 15,75,135,195.",
)
@click.option("--per-signature", is_flag=True, help="Make a file for each signature.")
@click.option(
    "--test-sheet", is_flag=True, help="Make one sheet to try printer and folding with, and nothing else."
)
@click.option("--foreign", is_flag=True, help="Take a PDF that Anthology did not make.")
@click.option("--out", type=click.Path(path_type=Path), help="Output folder. Default: the book's own.")
def impose(book: Path, out: Path | None, test_sheet: bool, **choices: Any) -> int:
    """Lay a finished book out on sheets to print, fold and bind.

    Pages are printed at their own size. Lengths are millimetres unless they say otherwise (0.5in, 36pt).

    \b
    anthology impose dist/stories.pdf
    anthology impose dist/stories.pdf --test-sheet --duplex long-edge
    anthology impose dist/stories.pdf --paper a4 --signatures 5,5,4 --tapes 2 --per-signature
    anthology impose dist/stories.pdf --binding staple
    """
    from compiler.pipeline import put
    from compiler.write.pdf.impose import impose as imposed
    from compiler.write.pdf.impose.source import read

    choice = imposition(choices)
    content = read(book)
    folder = out or book.parent
    if test_sheet:
        files = {f"{book.stem}.test-sheet.pdf": test_sheet_of(content, book, choice)}
        put(files, folder)
        _print_files(folder, files)
        return 0
    made = imposed(content, str(book), choice)
    files = {f"{book.stem}{name}": pdf for name, pdf in made.files.items()}
    put(files, folder)
    print_remarks(made.remarks)
    print_tally(book.stem, made.tally)
    _print_files(folder, files)
    return 0


@click.command()
@click.argument("book", type=click.Path(path_type=Path))
@click.option("--blurb", default="", metavar="TEXT", help="Text for the back.")
@click.option(
    "--blurb-file",
    type=click.Path(path_type=Path),
    help="A file with that text; a blank line ends a paragraph.",
)
@click.option("--boards", type=length, default="2mm", show_default=True, help="Thickness; 0: a soft cover.")
@click.option("--spine", type=length, help="Measured thickness of the sewn block. Default: from its pages.")
@click.option(
    "--thickness", type=length, default="0.1mm", show_default=True, help="Of one sheet of the paper."
)
@click.option("--swell", type=length, default="0mm", show_default=True, help="What thread adds to the spine.")
@click.option(
    "--fly-leaves", type=click.IntRange(0, 20), default=1, show_default=True, help="As the book has them."
)
@click.option("--hinge", type=length, help="Between spine and boards. Default: 7mm, soft 0.")
@click.option("--square", type=length, help="How far boards stand out over pages. Default: 3mm, soft 0.")
@click.option("--turn-in", type=length, help="What is folded over the boards. Default: 15mm, soft 0.")
@click.option("--bleed", type=length, help="What is cut off all round. Default: 0, soft 3mm.")
@click.option("--guides", is_flag=True, help="Draw dashed lines at every edge, in a layer.")
@click.option(
    "--cover", type=click.Path(path_type=Path), help="A picture of your own for the front: JPEG or PNG."
)
@click.option("--title", default="", help="Title, if not the book's own.")
@click.option(
    "--by", multiple=True, metavar="LINE", help="Line below the title, if not the authors. May be repeated."
)
@click.option("--theme", default="paperback", show_default=True, help="The book's theme: it has the faces.")
@click.option("--foreign", is_flag=True, help="Take a PDF that Anthology did not make.")
@click.option("--out", type=click.Path(path_type=Path), help="Output folder. Default: the book's own.")
def case(book: Path, out: Path | None, **choices: Any) -> int:
    """Draw the paper that covers the boards of a book: front, spine and back at exact size.

    \b
    anthology case dist/stories.pdf --blurb "Eight stories and a goat."
    anthology case dist/stories.pdf --spine 9.5mm --boards 2.5mm --guides
    anthology case dist/stories.pdf --boards 0
    """
    from compiler.pipeline import put
    from compiler.write.pdf.case import case as cased

    made = cased(block(book, choices), casing(choices))
    files = {f"{book.stem}.case.pdf": made.pdf}
    folder = out or book.parent
    put(files, folder)
    print_remarks(made.remarks)
    print_wrap(made)
    _print_files(folder, files)
    return 0


# --- what is said at the end ------------------------------------------------------------------------------------


def print_tally(name: str, tally: "Tally") -> None:
    """Print what to buy, what to expect and how to print."""
    choice = tally.imposition
    sheets = _counted(tally.sheets, "sheet")
    if not choice.folded:
        made = f"{sheets}, cut into leaves"
    elif len(tally.signatures) == 1:
        made = f"{sheets} in one signature"
    else:
        made = f"{sheets} in {len(tally.signatures)} signatures ({', '.join(map(str, tally.signatures))})"
    OUT.print(f"[bold]{escaped(name)}[/bold]: {_counted(tally.pages, 'page')} on {made}")
    bed = tally.bed
    scaled = "" if bed.scale == 1 else f", pages at {bed.scale:.1%}"
    OUT.print(f"  paper {escaped(bed.paper.name)}, {bed.width / MM:.4g} × {bed.height / MM:.4g} mm{scaled}")
    leaves = (
        f"{_counted(tally.fly_leaves, 'fly-leaf', 'fly-leaves')} at each end, " if tally.fly_leaves else ""
    )
    more = "more " if tally.fly_leaves else ""
    OUT.print(f"  {leaves}{_counted(tally.blanks, more + 'blank page')} at the back")
    swell = " with the swell" if choice.swell else ""
    OUT.print(f"  spine {tally.width / MM:.1f} mm{swell}: measure the pressed block before you cut boards")
    if tally.leading:
        OUT.print(f"  leading {tally.leading:g} pt")
    if tally.creep:
        OUT.print(f"  innermost pages moved {tally.creep / MM:.1f} mm towards the fold")
    OUT.print(f"  print at actual size, {_HOW[choice.duplex.value]}")


_HOW = {
    "short-edge": "on both sides, flipped on the short edge",
    "long-edge": "on both sides, flipped on the long edge",
    "none": "the fronts; turn the pile like a page, and print the backs",
}


def print_wrap(made: "Cased") -> None:
    """Print the measures of a wrap."""
    wrap = made.wrap
    OUT.print(f"[bold]wrap[/bold]: {wrap.width / MM:.1f} × {wrap.height / MM:.1f} mm")
    OUT.print(
        f"  boards {wrap.board_width / MM:.1f} × {wrap.board_height / MM:.1f} mm, spine {wrap.spine / MM:.1f} mm "
        f"(block {made.thickness / MM:.1f} mm), hinge {wrap.hinge / MM:.1f} mm, turn-in {wrap.turn_in / MM:.1f} mm"
    )


def _print_files(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        OUT.print(f"  {escaped(str(folder / name))}  [dim]{size(len(content))}[/dim]")


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
