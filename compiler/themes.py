"""Themes: a folder of `styles/` becomes a frozen value with the page's measures, the faces and the style sheets.

A theme is a folder with a `theme.toml` and the sheets `print.css` and `epub.css`, each laid over its namesake in
`styles/_base/`. `load("paperback", trim="a5")` reads one; a name with a path separator is a folder of the user's
own. Lengths are points (1/72 inch) throughout.

    title = "Paperback"                     name shown to people
    about = "…"                             one sentence
    ornament = "*   *   *"                  what stands at a scene break
    opening = "small-caps"                  how the text of a story begins: small-caps | drop-cap | plain
    cover = "label"                         design of the EPUB's cover: label | band | cloth
    embeds = false                          whether an EPUB carries the text face, with the characters it uses
    [page]   trim = "half-letter"; inner, outer, top, bottom: margins at that trim
    [type]   size, leading
    [heads]  verso, recto: book | author | story | chapter; letters: small-caps | caps | italic | roman;
             size, tracking (em), rise (baseline above the type block); folio: outer | foot (the middle) | corner
             (of the foot); place of the head: centre | outer; family: of another face than the text's
    [[faces]]  family, package, and file names: regular, italic, bold, bold-italic; the first is the text face

At another trim the margins grow with the page, and the size only so far that a line stays readable.
"""

import hashlib
import importlib.util
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from math import floor
from pathlib import Path
from typing import Any

from compiler.errors import Remark, SettingsError, Where

MM = 72 / 25.4

TRIMS: dict[str, tuple[float, float]] = {
    "half-letter": (396, 612),
    "a5": (148 * MM, 210 * MM),
    "a6": (105 * MM, 148 * MM),
    "quarto": (306, 396),
    "5x8": (360, 576),
    "5.25x8": (378, 576),
    "6x9": (432, 648),
    "a-format": (111 * MM, 178 * MM),
    "b-format": (129 * MM, 198 * MM),
    "demy": (138 * MM, 216 * MM),
    "royal": (156 * MM, 234 * MM),
    "jis-b6": (128 * MM, 182 * MM),
}
"""Width and height of the trimmed page, in points, by the names binders use."""

CHARACTER = 0.44  # em: how wide a character of prose is, on average, in a book face
CHARACTERS = (52, 72)  # to a line, unless the theme itself wants fewer or more
LEAST_INNER, LEAST_OUTER = 36.0, 27.0  # what a gutter swallows; what a home printer cannot reach

STYLES = {
    ("regular", 400): "regular",
    ("italic", 400): "italic",
    ("regular", 700): "bold",
    ("italic", 700): "bold-italic",
}


OPENINGS = ("small-caps", "drop-cap", "plain")


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: `style` is "normal" or "italic", `weight` 400 or 700, `digest` the SHA-256 of its bytes."""

    family: str
    style: str
    weight: int
    package: str
    file: str
    digest: str

    @property
    def path(self) -> Path:
        """Return where the file is on this machine; it is not part of the value's identity."""
        folder = _package_folder(self.package)
        if folder is None or not (folder / self.file).is_file():
            raise SettingsError(*_missing(self.family, self.package))
        return folder / self.file


@dataclass(frozen=True, slots=True)
class Geometry:
    """The page in points: the trimmed leaf, its margins on a recto, and the grid of the type block."""

    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float
    size: float
    leading: float

    @property
    def measure(self) -> float:
        """Return the length of a line."""
        return self.width - self.inner - self.outer

    @property
    def lines(self) -> int:
        """Return how many lines a full page has."""
        return round((self.height - self.top - self.bottom) / self.leading)


@dataclass(frozen=True, slots=True)
class Heads:
    """How running heads and folios look; see the module's docstring."""

    verso: str = "author"
    recto: str = "story"
    letters: str = "small-caps"
    size: float = 9.0
    tracking: float = 0.06
    rise: float = 18.0
    folio: str = "outer"
    place: str = "centre"
    family: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme at one trim. `remarks` name faces that are missing and what stands in for them."""

    name: str
    title: str
    about: str
    ornament: str
    opening: str
    trim: str
    geometry: Geometry
    heads: Heads
    faces: tuple[Face, ...]
    epub_css: str = field(repr=False)
    print_css: str = field(repr=False)
    remarks: tuple[Remark, ...] = ()
    cover: str = "label"
    embeds: bool = False

    def families(self) -> tuple[str, ...]:
        """Return the names of the families at hand, the text face first."""
        return tuple(dict.fromkeys(face.family for face in self.faces))


def names() -> tuple[str, ...]:
    """Return the names of the themes there are, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in styles_folder().glob("*/theme.toml")))


def load(name: str = "paperback", *, trim: str = "") -> Theme:
    """Read a theme by its name, or by the path of its folder, for the named trim (default: the theme's own).

    Raise a SettingsError for a theme or trim that does not exist, or one whose settings cannot be read.
    """
    folder = Path(name) if "/" in name or "\\" in name else styles_folder() / name
    file = folder / "theme.toml"
    if name.startswith("_") or not file.is_file():
        raise SettingsError(f"there is no theme {name!r}", mend="--theme " + " | ".join(names()))
    try:
        settings = tomllib.loads(file.read_text("utf-8"))
        drawn_for = settings["page"]["trim"]
        geometry = _geometry(settings["page"], settings["type"], trim or drawn_for)
        heads = Heads(**settings.get("heads", {}))
        faces, remarks = _faces(settings["faces"], Where(file.name))
        return Theme(
            name=folder.name,
            title=settings["title"],
            about=settings["about"],
            ornament=settings["ornament"],
            opening=_opening(settings.get("opening", "plain")),
            trim=trim or drawn_for,
            geometry=geometry,
            heads=heads,
            faces=faces,
            epub_css=_sheets(folder, "common.css") + _sheets(folder, "epub.css"),
            print_css=_page_rules(geometry, settings["ornament"], faces) + _sheets(folder, "print.css"),
            remarks=remarks,
            cover=str(settings.get("cover", "label")),
            embeds=settings.get("embeds", False) is True,
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        what = f"missing {error}" if isinstance(error, KeyError) else str(error)
        raise SettingsError(
            f"the theme cannot be read: {what}",
            Where(f"{folder.name}/{file.name}"),
            "compare it with the theme.toml of another theme",
        ) from error


def _opening(name: str) -> str:
    if name not in OPENINGS:
        raise ValueError(f"opening is {' | '.join(OPENINGS)}, not {name!r}")
    return name


@cache
def styles_folder() -> Path:
    """Return where the themes are: inside the installed package, else in the working copy."""
    here = Path(__file__).parent
    inside = here / "styles"
    return inside if inside.is_dir() else here.parent / "styles"


def _sheets(folder: Path, name: str) -> str:
    """Return the base sheet of this name and the theme's own over it; either may be absent."""
    sheets = (styles_folder() / "_base" / name, folder / name)
    return "".join(sheet.read_text("utf-8") for sheet in sheets if sheet.is_file())


def _geometry(page: dict[str, Any], type_: dict[str, Any], trim: str) -> Geometry:
    """Fit the margins, drawn for the theme's own trim, and the size of type to the trim asked for."""
    if trim not in TRIMS:
        raise SettingsError(f"there is no trim {trim!r}", mend="--trim " + " | ".join(TRIMS))
    width, height = TRIMS[trim]
    own_width, own_height = TRIMS[page["trim"]]
    across, down = width / own_width, height / own_height
    inner = max(page["inner"] * across, LEAST_INNER)
    outer = max(page["outer"] * across, LEAST_OUTER)
    size, leading = float(type_["size"]), float(type_["leading"])
    if trim != page["trim"]:
        ems = (own_width - page["inner"] - page["outer"]) / size  # the line the theme was drawn with
        fewest = min(CHARACTERS[0] * CHARACTER, ems)
        most = max(CHARACTERS[1] * CHARACTER, ems)
        measure = width - inner - outer
        fitted = floor(min(max(size, measure / most), measure / fewest) * 4) / 4
        size, leading = fitted, round(leading * fitted / size * 4) / 4
    top = page["top"] * down
    depth = int((height - top - page["bottom"] * down + 0.01) / leading) * leading
    return Geometry(width, height, inner, outer, top, height - top - depth, size, leading)


def _page_rules(geometry: Geometry, ornament: str, faces: tuple[Face, ...]) -> str:
    """Return the rules that the sheets build on: a symmetrical page and the measures as variables.

    Body pages are set in the middle of the leaf, so that a page does not depend on the side it falls on; binding
    moves it towards the fore-edge.
    """
    side = (geometry.inner + geometry.outer) / 2
    quoted = ornament.replace("\\", "\\\\").replace('"', '\\"')
    families = ", ".join(f'"{family}"' for family in dict.fromkeys(face.family for face in faces))
    return (
        f"@page {{ size: {geometry.width:.4f}pt {geometry.height:.4f}pt; "
        f"margin: {geometry.top:.4f}pt {side:.4f}pt {geometry.bottom:.4f}pt }}\n"
        f":root {{ --size: {geometry.size}pt; --leading: {geometry.leading}pt; "
        f'--measure: {geometry.measure:.4f}pt; --lines: {geometry.lines}; --ornament: "{quoted}"; '
        f"--text: {families or 'serif'} }}\n"
    )


def _faces(tables: list[dict[str, str]], where: Where) -> tuple[tuple[Face, ...], tuple[Remark, ...]]:
    """Find the files of each family; a family that is not whole is left out, and a Remark says what replaces it."""
    found: list[Face] = []
    absent: list[dict[str, str]] = []
    for table in tables:
        family = tuple(_family(table))
        found += family
        if not family:
            absent.append(table)
    remarks = []
    for table in absent:
        what, _, mend = _missing(table["family"], table["package"])
        instead = (
            f"{found[0].family} stands in"
            if found
            else "no other face of the theme is there, so no PDF can be set"
        )
        remarks.append(Remark(f"{what}; {instead}", where, mend))
    return tuple(found), tuple(remarks)


def _family(table: dict[str, str]) -> Iterator[Face]:
    folder = _package_folder(table["package"])
    if folder is None:
        return
    for (style, weight), key in STYLES.items():
        if key not in table:
            continue
        path = folder / table[key]
        if not path.is_file():
            raise ValueError(f"{table['package']} has no file {table[key]}")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        css = "italic" if style == "italic" else "normal"
        yield Face(table["family"], css, weight, table["package"], table[key], digest)


def _missing(family: str, package: str) -> tuple[str, Where, str]:
    mend = f"pip install --no-deps {package.replace('_', '-')}"
    return f"the face {family} is not installed", Where(), mend


@cache
def _package_folder(package: str) -> Path | None:
    """Return the folder of a font package: inside the installed program, else the package of the environment."""
    inside = Path(__file__).parent / "faces" / package
    if inside.is_dir():
        return inside
    spec = importlib.util.find_spec(package)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) if places else None
