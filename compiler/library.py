"""The library: gathers the files of a collection, and selects among its stories.

What is gathered depends on the paths given and on nothing else: a folder with its subfolders, in natural order of
path ("2 …" before "10 …"), which is the book's order. Names shown to the user are relative to the folder given, so
that equal collections give equal books wherever they lie.
"""

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import groupby
from pathlib import Path

from natsort import natsort_keygen, ns

from compiler.errors import CommandError, Gravity, Remark, SameName, StoryError, Where
from compiler.model.book import Galley
from compiler.model.source import Source

SIDECAR = ".toml"
LARGEST = 256 * 2**20
"""No story is larger than this many bytes; a larger file is something else."""

_natural = natsort_keygen(alg=ns.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the collection: its identifier, and whether it was named on the command line itself."""

    id: str
    source: Source
    named: bool
    path: str = ""  # as it was reached from where the user stands


@dataclass(frozen=True, slots=True)
class Collection:
    """What lies at the paths given: entries in the book's order, what could not be opened, what was passed over."""

    name: str
    entries: tuple[Entry, ...]
    errors: tuple[StoryError, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """Which stories the user wants: patterns, with globs, that match an identifier, a file name or a title."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


def gather(
    paths: Sequence[Path], leave_out: Sequence[Path] = (), selection: Selection | None = None
) -> Collection:
    """Read the files at the paths, folders with their subfolders; pass over everything below `leave_out`.

    Files whose name is excluded by the selection are not opened. A path that does not exist, or a folder with
    nothing in it, is a `StoryError`.
    """
    selection = selection or Selection()
    entries: list[Entry] = []
    errors: list[StoryError] = []
    remarks: list[Remark] = []
    seen: set[Path] = set()
    hidden_away = {path.resolve() for path in leave_out}
    for path in paths:
        if not path.exists():
            raise StoryError(
                "there is no such file or folder", Where(_shown(path)), "check the path for a typing slip"
            )
        for file, shown in _walk(path, hidden_away, remarks):
            resolved = file.resolve()
            if resolved in seen or _excluded(shown, selection):
                continue
            seen.add(resolved)
            try:
                source = _open(file, shown)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                mend = f"mend its permissions, or leave it out with --exclude '{shown}'"
                errors.append(StoryError(f"the file cannot be opened: {reason}", Where(shown), mend))
                continue
            entries.append(Entry(identify(shown), source, file == path, _shown(file)))
    return Collection(_name(paths), tuple(entries), tuple(errors), tuple(remarks))


def identify(file: str) -> str:
    """Return the identifier of a story: its file's name without the suffix, as a slug."""
    stem = file.rsplit("/", 1)[-1]
    return slug(stem.rsplit(".", 1)[0] if "." in stem.strip(".") else stem)


def distinguish(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], tuple[tuple[Entry, StoryError], ...]]:
    """Give every entry an identifier of its own; return also each that shared one, with the error that says so.

    A shared identifier is made distinct by the folders above the file, and by a number where even they agree.
    """
    taken: dict[str, Entry] = {}
    errors: list[tuple[Entry, StoryError]] = []
    distinct: list[Entry] = []
    for found in entries:
        entry = found
        first = taken.get(entry.id)
        if first is not None:
            what = f"two stories have the same name, {entry.id}: {first.path} and {entry.path}"
            mend = "rename one of the files, leave one out with --exclude, or keep both with --keep-going"
            errors.append((entry, SameName(what, Where(entry.source.file), mend)))
            entry = replace(entry, id=_another(entry, taken))
        taken[entry.id] = entry
        distinct.append(entry)
    return tuple(distinct), tuple(errors)


def select(galleys: Sequence[Galley], selection: Selection) -> tuple[tuple[Galley, ...], tuple[Remark, ...]]:
    """Return the galleys that are wanted, in their order, and a Remark for each pattern that matched none.

    A selection that leaves nothing is a `StoryError`.
    """
    unused = tuple(
        Remark(f"--include '{pattern}' matches no story", mend="see the names with: anthology list")
        for pattern in selection.include
        if not any(matches(pattern, galley) for galley in galleys)
    )
    wanted = tuple(
        galley
        for galley in galleys
        if (not selection.include or any(matches(pattern, galley) for pattern in selection.include))
        and not any(matches(pattern, galley) for pattern in selection.exclude)
    )
    if galleys and not wanted:
        raise StoryError("the selection matches no story", mend="see the names with: anthology list")
    return wanted, unused


def parts(galleys: Sequence[Galley]) -> tuple[tuple[str, int], ...]:
    """Return the parts the folders make: the name of each topmost folder, and how many stories in a row it holds.

    Stories that lie in no folder of the collection are in no part: its title is empty.
    """
    folders = (galley.story.file.partition("/") for galley in galleys)
    titles = (_called(folder) if slash else "" for folder, slash, _ in folders)
    return tuple((title, sum(1 for _ in run)) for title, run in groupby(titles))


def matches(pattern: str, galley: Galley) -> bool:
    """Tell whether a pattern matches the galley's identifier, file (path, name or stem) or title."""
    return _matches(pattern, (galley.story.id, galley.title, *_names(galley.story.file)))


def included_by_name(entry: Entry, selection: Selection) -> bool:
    """Tell whether the entry's name alone says that it is wanted, before anyone has read its title."""
    names = (entry.id, *_names(entry.source.file))
    return not selection.include or any(_matches(pattern, names) for pattern in selection.include)


def slug(text: str, limit: int = 80) -> str:
    """Return the text as a name for files and identifiers: lower-case letters and digits of any script, hyphens."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("'", "").replace("’", "")
    kept = re.sub(r"[^\w]+|_+", "-", folded).strip("-")
    while len(kept.encode()) > limit:
        kept = kept[:-1].rstrip("-")
    return kept or "book"


def _walk(path: Path, leave_out: set[Path], remarks: list[Remark]) -> Iterator[tuple[Path, str]]:
    """Yield the files at or below the path that may be stories, each with the name it is shown by."""
    if not path.is_dir():
        yield path, _text(path.name)
        return
    root = path.resolve()
    found: list[tuple[Path, str]] = []
    for folder, folders, files in os.walk(path):
        here = Path(folder)
        kept = []
        for name in sorted(folders):
            shown = _shown((here / name).relative_to(path)) + "/"
            if name.startswith("."):
                remarks.append(_passed_over("a hidden folder", shown))
            elif (here / name).resolve() in leave_out:
                remarks.append(_passed_over("the output folder", shown))
            elif (here / name).is_symlink():
                remarks.append(_passed_over("a link to a folder", shown))
            else:
                kept.append(name)
        folders[:] = kept
        for name in sorted(files):
            file = here / name
            shown = _shown(file.relative_to(path))
            reason = _reason_to_pass_over(file, root)
            if reason:
                remarks.append(_passed_over(reason, shown))
            else:
                found.append((file, shown))
    yield from sorted(found, key=lambda pair: (_natural(pair[1]), pair[1]))


def _reason_to_pass_over(file: Path, root: Path) -> str:
    if file.name.startswith("."):
        return "a hidden file"
    if file.name.endswith(SIDECAR) and file.with_name(file.name.removesuffix(SIDECAR)).exists():
        return "a sidecar, read with its story"
    if _made_by_us(file):
        return "a book or report made earlier"
    if file.is_symlink() and not file.resolve().is_relative_to(root):
        return "a link leading outside the folder"
    if file.is_symlink() and not file.exists():
        return "a link to nothing"
    if not file.is_file():
        return "not a regular file"
    if file.stat().st_size > LARGEST:
        return f"larger than {LARGEST // 2**20} MB"
    return ""


def _made_by_us(file: Path) -> bool:
    """Tell whether the file is the output of a build into the collection's own folder: its report is beside it."""
    stem, dot, ending = file.name.partition(".report.")
    if dot and ending in {"html", "json"}:
        return True
    stem, _, ending = file.name.rpartition(".")
    return ending in {"epub", "pdf"} and file.with_name(stem + ".report.json").is_file()


def _passed_over(reason: str, shown: str) -> Remark:
    return Remark(f"passed over: {reason}", Where(shown), gravity=Gravity.INFO)


def _open(file: Path, shown: str) -> Source:
    if not file.is_file():
        raise OSError("it is no regular file")
    if file.stat().st_size > LARGEST:
        raise OSError(f"it is larger than {LARGEST // 2**20} MB")
    sidecar = file.with_name(file.name + SIDECAR)
    return Source(shown, file.read_bytes(), sidecar.read_bytes() if sidecar.is_file() else b"")


def _name(paths: Sequence[Path]) -> str:
    """Return what a book of these paths is called: after its folder, with spaces for joiners, capitalised."""
    if not paths:
        raise CommandError("no path was given", mend="name a folder of stories")
    first = paths[0].resolve()
    folder = first if first.is_dir() else first.parent
    return _called(_text(folder.name)) or "Stories"


def _called(name: str) -> str:
    """Return what a folder of this name is called: with spaces for joiners, without a number to sort it by."""
    spaced = re.sub(r"[_\s]+|(?<=\w)-(?=\w)", " ", name).strip()
    plain = re.sub(r"^\d{1,3}[.)\s-]+(?=\S)", "", spaced)
    return plain[:1].upper() + plain[1:]


def _another(entry: Entry, taken: dict[str, Entry]) -> str:
    qualified = slug(entry.source.file.rsplit(".", 1)[0])
    candidate, number = qualified, 2
    while candidate in taken:
        candidate, number = f"{qualified}-{number}", number + 1
    return candidate


def _excluded(shown: str, selection: Selection) -> bool:
    names = (identify(shown), *_names(shown))
    return any(_matches(pattern, names) for pattern in selection.exclude)


def _names(file: str) -> tuple[str, ...]:
    name = file.rsplit("/", 1)[-1]
    return file, name, name.rsplit(".", 1)[0]


def _matches(pattern: str, names: Sequence[str]) -> bool:
    wanted = _folded(pattern)
    return any(_folded(name) == wanted or fnmatchcase(_folded(name), wanted) for name in names)


def _folded(text: str) -> str:
    """Fold case and the marks that typography changes, so that a title can be typed on a plain keyboard."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return plain.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2014: "-", 0x2013: "-"})


def _shown(path: Path) -> str:
    return _text(path.as_posix())


def _text(name: str) -> str:
    """Return a file name as text; bytes that are no UTF-8 become replacement characters."""
    return os.fsencode(name).decode("utf-8", "replace")
