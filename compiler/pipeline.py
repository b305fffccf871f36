"""The road from a folder to a book, stage after stage; the only module that knows their order.

    gather → read → run the rules → galleys          `shelve`: what `list` and `inspect` need
    galleys → select → arrange → write → files       `build`

Stages are handed values and hand on values; nothing is written before everything has been made.
"""

import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from compiler import library, themes
from compiler.arrange import Plan, arrange
from compiler.arrange.volumes import divide
from compiler.cache import default_folder
from compiler.errors import (
    PASSED_OVER,
    AnthologyError,
    Gravity,
    Remark,
    SettingsError,
    Several,
    StoryError,
    Where,
    WriteError,
)
from compiler.library import (
    SIDECAR,
    Collection,
    Entry,
    Selection,
    distinguish,
    gather,
    included_by_name,
    select,
    slug,
)
from compiler.model.book import Book, Galley
from compiler.model.sidecar import parse_sidecar
from compiler.model.source import Source
from compiler.model.story import Asset, chapters, metadata, story_words
from compiler.model.text import Blocks
from compiler.read import lines_of, read, takes
from compiler.rules import FAMILIES, TYPOGRAPHY
from compiler.rules.rulebook import Settings, run
from compiler.rules.sidecar import check
from compiler.workshop import Task, Workshop
from compiler.write import WRITERS, report
from compiler.write.pdf import paginate
from compiler.write.pdf.case import Block, Casing, case
from compiler.write.pdf.coverage import uncovered
from compiler.write.pdf.impose import Imposition, Tally, impose
from compiler.write.pdf.impose.copyfit import fitted


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A job of the first task: one file to be read and corrected."""

    id: str
    source: Source
    settings: Settings


@dataclass(frozen=True, slots=True)
class Shelf:
    """The stories of a collection, corrected, in the book's order, and everything there is to say of them."""

    name: str
    galleys: tuple[Galley, ...]
    errors: tuple[AnthologyError, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: where from, where to, in which formats, and as which book."""

    paths: tuple[Path, ...]
    out: Path
    formats: tuple[str, ...] = ("epub", "pdf")
    theme: str = "paperback"
    trim: str = ""
    selection: Selection = Selection()
    settings: Settings = Settings()
    plan: Plan = field(default_factory=Plan)
    keep_going: bool = False
    introduction: Path | None = None
    cover: Path | None = None  # a picture of the user's own for the EPUB
    embed: bool = False  # put the theme's faces into the EPUB
    parts: bool = False  # each folder of the collection is a part of the book
    volumes: int = 1
    volume_pages: int = 0  # at most so many pages a volume; 0: no limit
    imposition: Imposition | None = None  # lay the printed book out on sheets as well
    fit_signatures: bool = False  # change the leading a little, so that the signatures are full
    casing: Casing | None = None  # draw the case as well


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the files, with their sizes in bytes, and the galleys and remarks that went into them."""

    title: str
    files: tuple[tuple[Path, int], ...]
    galleys: tuple[Galley, ...]
    remarks: tuple[Remark, ...]
    pages: int = 0  # of the printed book; 0 if none was made
    tallies: tuple[
        tuple[str, Tally], ...
    ] = ()  # of the sheets, a volume each, by the names of the volumes' files


def shelve(
    paths: Sequence[Path],
    workshop: Workshop,
    settings: Settings,
    selection: Selection,
    leave_out: Sequence[Path] = (),
) -> Shelf:
    """Gather the files at the paths, read each and run every rule over it."""
    collection = gather(paths, (*leave_out, workshop.cache.folder or default_folder()), selection)
    entries, passed_over = _stories_among(collection)
    distinct, clashes = distinguish(entries)
    outcomes = _corrected([Manuscript(entry.id, entry.source, settings) for entry in distinct], workshop)
    galleys: list[Galley] = []
    errors: list[AnthologyError] = [
        *collection.errors,
        *(error for entry, error in clashes if included_by_name(entry, selection)),
    ]
    for entry, outcome in zip(distinct, outcomes, strict=True):
        if isinstance(outcome, Galley):
            galleys.append(outcome)
        elif included_by_name(entry, selection):
            errors.append(outcome)
    return Shelf(collection.name, tuple(galleys), tuple(errors), (*collection.remarks, *passed_over))


def read_each(paths: Sequence[Path], workshop: Workshop, settings: Settings) -> Shelf:
    """Read and correct each file for itself: what fails never stops the others, names may repeat."""
    manuscripts: list[Manuscript] = []
    errors: list[AnthologyError] = []
    remarks: list[Remark] = []
    for path in paths:
        try:
            collection = gather([path])
        except StoryError as error:
            errors.append(error)
            continue
        stories, passed_over = _stories_among(collection)
        manuscripts += (Manuscript(entry.id, entry.source, settings) for entry in stories)
        errors += collection.errors
        remarks += (*collection.remarks, *passed_over)
    outcomes = _corrected(manuscripts, workshop)
    galleys = tuple(outcome for outcome in outcomes if isinstance(outcome, Galley))
    errors += (outcome for outcome in outcomes if not isinstance(outcome, Galley))
    return Shelf("", galleys, tuple(errors), tuple(remarks))


def _corrected(manuscripts: Sequence[Manuscript], workshop: Workshop) -> list[Galley | AnthologyError]:
    """Return for each manuscript its galley, or why there is none; any other failure is a fault and is raised."""
    found: list[Galley | AnthologyError] = []
    for outcome in workshop.attempt(READING, manuscripts):
        if not isinstance(outcome, Galley | AnthologyError):
            raise outcome
        found.append(outcome)
    return found


def read_and_correct(manuscript: Manuscript) -> Galley:
    """Read one file and run every family of rules over it: the work of one story, pure, in any process."""
    source = manuscript.source
    sidecar = parse_sidecar(source.sidecar, source.file + SIDECAR)
    story, noticed = read(source, manuscript.id)
    if source.sidecar:
        check(sidecar, lines_of(source), tuple(WHY), source.file)
        story = replace(story, stated=sidecar.metadata.over(story.stated))
    outcome = run(story, FAMILIES, replace(manuscript.settings, sidecar=sidecar))
    return Galley(
        outcome.story,
        outcome.ledger,
        outcome.proposed,
        (*noticed, *outcome.remarks),
        metadata(outcome.story),
    )


def _reading_key(manuscript: Manuscript) -> Iterable[str | bytes]:
    source, settings = manuscript.source, manuscript.settings
    yield from (manuscript.id, source.file, source.content, source.sidecar)
    yield from (settings.language, settings.style)
    yield from ("without", *sorted(settings.without), "applied", *sorted(settings.applied))


READING = Task("galley", read_and_correct, _reading_key)


def build(order: Order, workshop: Workshop) -> Built:
    """Make the book that is ordered, with its report, and put the files into the output folder together.

    Unless the order says to keep going, every story that failed is reported in one error and nothing is written.
    """
    theme = themes.load(order.theme, trim=order.trim)
    theme = replace(theme, embeds=True) if order.embed else theme
    _check_writable(order.out)
    introduction = _introduction(order)
    name, galleys, remarks = _chosen(order, workshop)
    remarks += theme.remarks
    plan = _completed(order, name, galleys, theme, introduction)
    files: dict[str, bytes] = {}
    every = list(remarks)
    pages = 0
    tallies: tuple[tuple[str, Tally], ...] = ()
    for number, volume in enumerate(_volumes(order, galleys, plan, theme, workshop), 1):
        several = len(volume) < len(galleys)
        parts = library.parts(volume) if order.parts else ()
        edition = _make(
            order,
            replace(plan, parts=parts, volume=number if several else 0),
            volume,
            remarks,
            theme,
            workshop,
        )
        files |= edition.files
        pages += edition.pages
        every += edition.remarks
        tallies += edition.tallies
    put(files, order.out)
    made = tuple((order.out / file, len(content)) for file, content in files.items())
    return Built(plan.title or galleys[0].title, made, galleys, tuple(every), pages, tallies)


@dataclass(frozen=True, slots=True)
class _Edition:
    """One volume, or the one book: its files, how many pages it prints, what is to be said of its stories."""

    files: dict[str, bytes]
    pages: int
    remarks: tuple[Remark, ...]
    tallies: tuple[tuple[str, Tally], ...] = ()


def _make(
    order: Order,
    plan: Plan,
    galleys: Sequence[Galley],
    remarks: Sequence[Remark],
    theme: themes.Theme,
    workshop: Workshop,
) -> _Edition:
    """Arrange the galleys, write every format ordered, and the report of it all."""
    book, placements = arrange(galleys, plan)
    stem = slug(book.title)
    if order.fit_signatures and order.imposition:
        theme = fitted(theme, lambda each: len(paginate(book, each, workshop).pages), order.imposition)
    pages = paginate(book, theme, workshop) if "pdf" in order.formats else None
    files = {f"{stem}.{name}": WRITERS[name](book, theme, workshop, pages) for name in order.formats}
    own = tuple(remark for galley in galleys for remark in galley.remarks)
    own += tuple(report.unaccounted(galleys, placements))
    own += uncovered(book, galleys, theme, workshop) if pages else ()
    bench = _Edition({}, 0, ())
    if pages:
        bench = _bindery(order, book, theme, files[f"{stem}.pdf"], len(pages.pages), stem)
    own += bench.remarks
    files |= report.write(book, galleys, placements, (*remarks, *own), files, stem=stem, why=WHY)
    return _Edition(files | bench.files, bench.pages, own, bench.tallies)


def _bindery(order: Order, book: Book, theme: themes.Theme, pdf: bytes, pages: int, stem: str) -> _Edition:
    """Impose the printed book and draw its case, as far as that is ordered."""
    files: dict[str, bytes] = {}
    remarks: tuple[Remark, ...] = ()
    tallies: tuple[tuple[str, Tally], ...] = ()
    if order.imposition:
        imposed = impose(pdf, f"{stem}.pdf", order.imposition)
        files |= {f"{stem}{name}": sheets for name, sheets in imposed.files.items()}
        remarks += imposed.remarks
        tallies = ((stem, replace(imposed.tally, leading=theme.geometry.leading)),)
    if order.casing:
        width = tallies[0][1].width if tallies else order.casing.spine  # as the sheets are, if there are any
        cased = case(Block.of(book, theme, pages), replace(order.casing, spine=width))
        files[f"{stem}.case.pdf"] = cased.pdf
        remarks += cased.remarks
    return _Edition(files, pages, remarks, tallies)


def _chosen(order: Order, workshop: Workshop) -> tuple[str, tuple[Galley, ...], list[Remark]]:
    """Return the collection's name, the galleys of the stories wanted, and the remarks so far."""
    shelf = shelve(order.paths, workshop, order.settings, order.selection, leave_out=(order.out,))
    errors = [*shelf.errors, *(_no_story(galley) for galley in shelf.galleys if not _has_story(galley))]
    if errors and not order.keep_going:
        raise errors[0] if len(errors) == 1 else Several(tuple(errors))
    galleys = tuple(galley for galley in shelf.galleys if _has_story(galley))
    if not galleys and errors:
        raise Several(tuple(errors))
    if not galleys and (order.selection.include or order.selection.exclude):
        raise StoryError("the selection matches no story", mend="see the names with: anthology list")
    if not galleys:
        raise StoryError(
            "there is no story here",
            Where(str(order.paths[0])),
            "name a folder that holds stories: text, HTML or Markdown (.txt, .html, .md)",
        )
    galleys, unused = select(galleys, order.selection)
    return shelf.name, galleys, [*shelf.remarks, *(error.as_remark() for error in errors), *unused]


def _volumes(
    order: Order, galleys: tuple[Galley, ...], plan: Plan, theme: themes.Theme, workshop: Workshop
) -> list[tuple[Galley, ...]]:
    """Divide the galleys into the volumes ordered: a number of them, or as many as a budget of pages makes."""
    if order.volumes > 1:
        weights = [story_words(galley.story.blocks) for galley in galleys]
        divided = iter(galleys)
        return [tuple(islice(divided, size)) for size in divide(weights, order.volumes)]
    if not order.volume_pages:
        return [galleys]
    volumes: list[tuple[Galley, ...]] = [()]
    for galley in galleys:
        candidate = (*volumes[-1], galley)
        book, _ = arrange(candidate, replace(plan, volume=len(volumes)))
        if volumes[-1] and len(paginate(book, theme, workshop).pages) > order.volume_pages:
            volumes.append((galley,))
        else:
            volumes[-1] = candidate
    return volumes


def _cover(order: Order) -> Asset | None:
    """Read the user's own cover; whether it is a picture is for the writer to say."""
    if order.cover is None:
        return None
    try:
        return Asset(order.cover.name, "", order.cover.read_bytes())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SettingsError(
            f"the cover cannot be opened: {reason}", Where(str(order.cover)), "name a picture with --cover"
        ) from error


def _introduction(order: Order) -> Blocks:
    """Read the compiler's introduction, with its typography corrected like a story's."""
    if order.introduction is None:
        return ()
    collection = gather([order.introduction])
    if collection.errors:
        raise collection.errors[0]
    story, _ = read(collection.entries[0].source, "introduction")
    corrected = run(story, TYPOGRAPHY, order.settings).story
    if not corrected.blocks:
        raise StoryError(
            "the introduction is empty", Where(str(order.introduction)), "write it, or leave it out"
        )
    return corrected.blocks


WHY = {rule.name: rule.why for family in FAMILIES for rule in family.rules}
"""Why each rule exists, by its name: the report explains every edit."""


def put(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files into the folder: all beside their places first, then all into them; a failure leaves none."""
    beside: list[tuple[Path, Path]] = []
    for name in files:
        if (folder / name).is_dir():
            raise WriteError(
                "a folder stands where the file should go", Where(str(folder / name)), "move it away"
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            handle, path = tempfile.mkstemp(dir=folder, prefix=".", suffix=f".{name}")
            beside.append((Path(path), folder / name))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(path).chmod(0o666 & ~_umask())
        for temporary, place in beside:
            temporary.replace(place)
    except OSError as error:
        raise _unwritable(folder, error.strerror or str(error)) from error
    finally:
        for temporary, _ in beside:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _stories_among(collection: Collection) -> tuple[tuple[Entry, ...], tuple[Remark, ...]]:
    """Return the entries that a reader takes or that the user named, and a Remark for each of the others."""
    stories: list[Entry] = []
    passed_over: list[Remark] = []
    for entry in collection.entries:
        if entry.named or takes(entry.source):
            stories.append(entry)
        else:
            where = Where(entry.source.file)
            passed_over.append(Remark(PASSED_OVER, where, gravity=Gravity.INFO))
    return tuple(stories), tuple(passed_over)


def _has_story(galley: Galley) -> bool:
    return any(True for _ in chapters(galley.story))


def _no_story(galley: Galley) -> StoryError:
    what = "no story was found in the file" if galley.story.blocks else "the file is empty"
    return StoryError(
        what,
        Where(galley.story.file),
        f"put the story into it, or leave it out with --exclude '{galley.story.file}'",
    )


def _completed(
    order: Order, name: str, galleys: Sequence[Galley], theme: themes.Theme, introduction: Blocks
) -> Plan:
    """Fill in what the user left open: the title (the folder's, unless there is one story only) and the typeface."""
    title = order.plan.title or (name if len(galleys) > 1 else "")
    typeface = theme.families()[0] if theme.families() else ""
    return replace(order.plan, title=title, typeface=typeface, introduction=introduction, cover=_cover(order))


def _check_writable(folder: Path) -> None:
    """Say at once, before an hour's typesetting, that the output folder cannot be made or written."""
    if folder.exists() and not folder.is_dir():
        raise _unwritable(folder, "it is a file")
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    if not place.is_dir():
        raise _unwritable(folder, f"{place} is no folder")
    if not os.access(place, os.W_OK | os.X_OK):
        raise _unwritable(folder, "permission denied")


def _unwritable(folder: Path, reason: str) -> WriteError:
    return WriteError(
        f"the output folder cannot be written: {reason.lower()}",
        Where(str(folder)),
        "name another with --out",
    )


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
