"""Back matter: the authors' notes, the contributors, the colophon."""

from collections.abc import Sequence
from dataclasses import replace

from compiler import __version__
from compiler.arrange.blocks import heading, linked, paragraph
from compiler.arrange.compose import Composition
from compiler.arrange.plan import Plan
from compiler.arrange.references import Note
from compiler.arrange.wording import Wording
from compiler.model.book import Matter, Opens, Part, Section
from compiler.model.story import story_words
from compiler.model.text import Block, Mark


def notes(stories: Sequence[Composition], wording: Wording) -> Section | None:
    """Return the notes at the back, each below its story and with the way back, or nothing if there are none."""
    blocks: list[Block] = []
    for story in stories:
        if not story.notes:
            continue
        blocks.append(heading(story.galley.title, level=2))
        for note in story.notes:
            first, *rest = note.blocks
            blocks += _led_in(first, note), *rest
    if not blocks:
        return None
    return _back(Matter.NOTES, wording.notes, blocks, Opens.RECTO)


def contributors(stories: Sequence[Composition], wording: Wording) -> Section | None:
    """Return the contributors, each with their stories, or nothing if no author is known."""
    works: dict[str, list[Composition]] = {}
    for story in stories:
        for author in story.galley.metadata.authors:
            works.setdefault(author, []).append(story)
    blocks: list[Block] = []
    for author, written in works.items():
        blocks.append(heading(author, level=2))
        blocks += (linked(s.galley.title, len(s.galley.title), s.id, "work") for s in written)
    return _back(Matter.CONTRIBUTORS, wording.contributors, blocks, Opens.PAGE) if blocks else None


def colophon(stories: Sequence[Composition], plan: Plan, wording: Wording) -> Section:
    """Return the colophon: how the book was made, and for each story its source, digest, words and addresses."""
    blocks = [paragraph(wording.made.format(__version__))]
    if plan.typeface:
        blocks.append(paragraph(wording.typeface.format(plan.typeface)))
    for story in stories:
        blocks += _provenance(story, wording)
    return _back(Matter.COLOPHON, wording.colophon, blocks, Opens.PAGE)


def _back(matter: Matter, title: str, blocks: Sequence[Block], opens: Opens) -> Section:
    return Section(matter.value, matter, Part.BACK, title, (heading(title), *blocks), 1, opens)


def _provenance(story: Composition, wording: Wording) -> list[Block]:
    """Return what is known of a story's origin: a heading, then facts, a line each."""
    source, known = story.galley.story, story.galley.metadata
    count = wording.word_count.format(f"{story_words(source.blocks):,}")
    authors = wording.listed(known.authors) if known.authors else ""
    stated = {block.trait("field") for block in story.colophon}
    dates = [
        pattern.format(value)
        for name, pattern, value in (
            ("published", wording.first_published, known.published),
            ("updated", wording.last_updated, known.updated),
        )
        if value and name not in stated
    ]
    digest = f"SHA-256 {source.digest}"
    coded = Mark(len("SHA-256 "), len(digest), "code")
    facts = [
        paragraph(" · ".join(filter(None, (authors, count, *dates))), "provenance"),
        paragraph(source.file, "provenance"),
        replace(paragraph(digest, "provenance"), marks=(coded,)),
    ]
    if known.url and "url" not in stated:
        facts.append(paragraph(known.url, "provenance"))
    return [heading(story.galley.title, level=2), *facts, *story.colophon]


def _led_in(block: Block, note: Note) -> Block:
    """Begin a note with the words that say where it stood, and lead back there."""
    lead = f"{note.origin}. "
    link = Mark(0, len(lead) - 1, "a", (("href", f"#{note.reference}"), ("class", "origin")))
    moved = (replace(mark, start=mark.start + len(lead), end=mark.end + len(lead)) for mark in block.marks)
    return replace(
        block,
        text=lead + block.text,
        marks=(link, *moved),
        traits=(*block.traits, "note-origin", f"id:{note.id}"),
    )
