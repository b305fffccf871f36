"""The commands of the bindery: `impose` lays a finished book out on sheets, `case` draws the paper for its boards."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compiler.cli.console import OUT, escaped, print_remarks, size
from compiler.cli.options import line
from compiler.errors import CommandError, SettingsError, StoryError, Where

if TYPE_CHECKING:
    from compiler.model.story import Asset
    from compiler.write.pdf.case import Block, Cased, Casing
    from compiler.write.pdf.impose import Imposition, Tally

C = TypeVar("C", bound=Callable[..., Any])

MM = 72 / 25.4
UNITS = {"": MM, "mm": MM, "cm": 10 * MM, "in": 72.0, '"': 72.0, "pt": 1.0}
BINDINGS = ("sewn", "staple", "perfect", "stab")
LAYOUTS = ("folio", "quarto", "two-up")
DUPLEXES = ("short-edge", "long-edge", "none")
MARKS = ("fold", "sewing", "order", "crop")


def length(text: str) -> float:
    """Return a length in points: `3`, `3mm`, `0.5in` or `36pt`; millimetres, unless it says otherwise."""
    found = re.fullmatch(
        r'(\d{1,6}(?:\.\d{1,6})?)\s?(mm|cm|in|pt|"|)', text.strip(), re.IGNORECASE | re.ASCII
    )
    if not found:
        raise click.BadParameter(f"{text!r} is no length; say 3mm, 0.5in or 36pt")
    return float(found[1]) * UNITS[found[2].lower()]


def sheet_options(command: C) -> C:
    """Add what is asked most often of an imposition."""
    for option in (
        click.option(
            "--duplex",
            type=click.Choice(DUPLEXES),
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
    type=click.Choice(BINDINGS),
    default="sewn",
    show_default=True,
    help="sewn: signatures; staple: a booklet, one signature; perfect, stab: cut into leaves.",
)
@click.option(
    "--layout",
    type=click.Choice(LAYOUTS),
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
        files = {f"{book.stem}.test-sheet.pdf": _test_sheet(content, book, choice)}
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

    made = cased(_block(book, choices), _casing(choices))
    files = {f"{book.stem}.case.pdf": made.pdf}
    folder = out or book.parent
    put(files, folder)
    print_remarks(made.remarks)
    print_wrap(made)
    _print_files(folder, files)
    return 0


# --- what the words of the command line mean ------------------------------------------------------------------


def imposition(choices: dict[str, Any]) -> "Imposition":
    """Return the binder's choices as a value. What is not among them is as `Imposition` has it."""
    from compiler.write.pdf.impose import Imposition
    from compiler.write.pdf.impose.paper import paper
    from compiler.write.pdf.impose.settings import Binding, Duplex, Layout, Stations

    binding = Binding(choices.get("binding", "sewn"))
    fly_leaves = choices.get("fly_leaves")
    values: dict[str, Any] = {
        "binding": binding,
        "layout": Layout(choices.get("layout", "folio")),
        "duplex": Duplex(choices["duplex"]),
        "sheets": _whole_numbers(choices["signatures"]),
        "paper": paper(choices["paper"]) if choices["paper"] else None,
        "fly_leaves": fly_leaves if fly_leaves is not None else int(binding is Binding.SEWN),
    }
    for name in ("thickness", "creep", "swell", "reverse_backs", "per_signature", "foreign"):
        if name in choices:
            values[name] = choices[name]
    if "scale" in choices:
        values["scale"] = _scale(choices["scale"])
    if "tapes" in choices:
        at = _lengths(choices["stations"])
        values["stations"] = Stations(choices["tapes"], choices["tape_width"], choices["kettle"], at)
    if choices.get("marks"):
        values["marks"] = _marks(choices["marks"])
    return Imposition(**values)


def _whole_numbers(text: str) -> tuple[int, ...]:
    if not text:
        return ()
    if not re.fullmatch(r"\d{1,4}(\s*,\s*\d{1,4}){0,999}", text.strip(), re.ASCII):
        raise CommandError(
            f"{text!r} is no number of sheets", mend="--signatures 4, or a list such as --signatures 5,5,4"
        )
    return tuple(int(number) for number in text.split(","))


def _lengths(text: str) -> tuple[float, ...]:
    return tuple(length(part) for part in text.split(",")) if text else ()


def _scale(text: str) -> float:
    if text == "fit":
        return 0.0
    if not re.fullmatch(r"\d{1,4}(\.\d{1,4})?%?", text, re.ASCII) or not float(text.rstrip("%")):
        raise CommandError(f"{text!r} is no size for pages", mend="--scale 100, another number, or fit")
    return float(text.rstrip("%")) / 100


def _marks(text: str) -> frozenset[Any]:
    from compiler.write.pdf.impose.settings import Mark

    names = [name.strip() for name in text.split(",")]
    if names == ["none"]:
        return frozenset()
    unknown = [name for name in names if name not in MARKS]
    if unknown:
        raise CommandError(
            f"there is no mark {unknown[0]!r}", mend="--marks " + ",".join(MARKS) + ", or none"
        )
    return frozenset(map(Mark, names))


def _test_sheet(content: bytes, book: Path, choice: "Imposition") -> bytes:
    from compiler import themes
    from compiler.write.pdf.impose import try_out
    from compiler.write.pdf.impose.source import opened, page_size

    with opened(content, str(book), foreign=choice.foreign) as pdf:
        page = page_size(pdf)
    return try_out(page, choice, themes.load().faces)


def ordered(options: dict[str, Any], formats: tuple[str, ...]) -> tuple["Imposition | None", "Casing | None"]:
    """Return how `build` is to impose the book and case it in, if it is."""
    from compiler.write.pdf.case import Casing

    lay_out, draw_case = options["lay_out"], options["draw_case"]
    if (lay_out or draw_case) and formats and "pdf" not in formats:
        flag = "--impose" if lay_out else "--case"
        raise CommandError(f"{flag} needs the printed book", mend="add --format pdf")
    if not lay_out and (options["signatures"] or options["paper"] or options["duplex"] != "short-edge"):
        raise CommandError("--signatures, --paper and --duplex are for sheets", mend="add --impose")
    if options["fit_signatures"] and not lay_out:
        raise CommandError("--fit-signatures is for sheets", mend="add --impose")
    return imposition(options) if lay_out else None, Casing() if draw_case else None


def _block(book: Path, choices: dict[str, Any]) -> "Block":
    """Return what there is to know of the block: from the file, or as the command line has it."""
    from compiler import themes
    from compiler.arrange.wording import wording
    from compiler.write.cover import Commission
    from compiler.write.pdf.case import Block, facts
    from compiler.write.pdf.impose.source import read

    known = facts(read(book), str(book), foreign=choices["foreign"])
    words, theme = wording(known.language), themes.load(choices["theme"])
    lines = tuple(map(line, choices["by"]))
    if not lines and known.authors:
        whole = [author.replace(" ", "\u00a0") for author in known.authors]  # no name is broken
        lines = (words.listed(whole) if len(whole) <= 4 else words.various,)
    title = line(choices["title"] or known.title or book.stem)
    commission = Commission(title, lines, theme.faces, theme.cover)
    picture = _picture(choices["cover"]) if choices["cover"] else None
    return Block(commission, known.language, known.pages, known.width, known.height, picture)


def _picture(path: Path) -> "Asset":
    from compiler.model.story import Asset

    try:
        return Asset(path.name, "", path.read_bytes())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        what = f"the cover cannot be opened: {reason}"
        raise SettingsError(what, Where(str(path)), "name a picture with --cover") from error


def _casing(choices: dict[str, Any]) -> "Casing":
    from compiler.write.pdf.case import Casing

    names = (
        "boards",
        "hinge",
        "square",
        "turn_in",
        "bleed",
        "thickness",
        "swell",
        "spine",
        "fly_leaves",
        "guides",
    )
    return Casing(blurb=_blurb(choices), **{name: choices[name] for name in names})


def _blurb(choices: dict[str, Any]) -> tuple[str, ...]:
    """Return the paragraphs of the blurb, from the command line or a file."""
    text, file = choices["blurb"], choices["blurb_file"]
    if text and file:
        raise CommandError("there are two blurbs", mend="give --blurb or --blurb-file")
    if file:
        try:
            text = file.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = (
                "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else (error.strerror or "").lower()
            )
            raise StoryError(
                f"the blurb cannot be read: {reason}", Where(str(file)), "--blurb-file with a text file"
            ) from error
    paragraphs = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))
    return tuple(paragraph for paragraph in map(line, paragraphs) if paragraph)


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
