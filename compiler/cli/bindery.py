"""What the words of the bindery's commands mean: lengths, lists and files become the values that binding works with."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compiler.cli.options import line
from compiler.errors import CommandError, SettingsError, StoryError, Where

if TYPE_CHECKING:
    from compiler.model.story import Asset
    from compiler.write.pdf.case import Block, Casing
    from compiler.write.pdf.impose import Imposition

MM = 72 / 25.4
UNITS = {"": MM, "mm": MM, "cm": 10 * MM, "in": 72.0, '"': 72.0, "pt": 1.0}
MARKS = ("fold", "sewing", "order", "crop")


def length(text: str) -> float:
    """Return a length in points: `3`, `3mm`, `0.5in` or `36pt`; millimetres, unless it says otherwise."""
    found = re.fullmatch(
        r'(\d{1,6}(?:\.\d{1,6})?)\s?(mm|cm|in|pt|"|)', text.strip(), re.IGNORECASE | re.ASCII
    )
    if not found:
        raise click.BadParameter(f"{text!r} is no length; say 3mm, 0.5in or 36pt")
    return float(found[1]) * UNITS[found[2].lower()]


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


def test_sheet_of(content: bytes, book: Path, choice: "Imposition") -> bytes:
    """Return the test sheet for pages of a book."""
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


def block(book: Path, choices: dict[str, Any]) -> "Block":
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


def casing(choices: dict[str, Any]) -> "Casing":
    """Return the measures of the case, and what stands on its back."""
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
