"""Front and back matter: half-title, title page, imprint, contents, the notes at the back, the colophon."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from compiler import __version__
from compiler.arrange.compose import Composition, Note
from compiler.arrange.plan import Plan
from compiler.arrange.wording import Wording
from compiler.model.book import Folio, Matter, Opens, Part, Section
from compiler.model.story import story_words
from compiler.model.text import Block, Kind, Mark, Role


def half_title(title: str) -> Section:
    """Return the first leaf: the title alone."""
    block = _heading(title, role=Role.TITLE)
    return Section(
        "half-title",
        Matter.HALF_TITLE,
        Part.FRONT,
        title,
        (block,),
        1,
        Opens.RECTO,
        Folio.BLIND,
        listed=False,
    )


def title_page(title: str, creators: str, plan: Plan, wording: Wording) -> Section:
    """Return the title page: the title, whose stories they are, and who compiled them."""
    blocks = [_heading(title, role=Role.TITLE), _paragraph(creators, role=Role.BYLINE)]
    if plan.editor and plan.editor != creators:
        blocks.append(_paragraph(wording.compiled_by.format(plan.editor), "editor", role=Role.BYLINE))
    return Section(
        "title-page",
        Matter.TITLE_PAGE,
        Part.FRONT,
        title,
        tuple(blocks),
        1,
        Opens.RECTO,
        Folio.BLIND,
        listed=False,
    )


def imprint(title: str, stories: Sequence[Composition], wording: Wording) -> Section:
    """Return the imprint: whose the stories are, that the book is not for sale, every disclaimer under its story."""
    blocks = [_paragraph(title, "imprint-title")]
    blocks += [_paragraph(wording.personal_copy), _paragraph(wording.owners)]
    gathered = [story for story in stories if story.imprint]
    if gathered:
        blocks.append(_paragraph(wording.disclaimers, "imprint-lead"))
    for story in gathered:
        if len(stories) > 1:
            blocks.append(_paragraph(story.galley.title, "imprint-story"))
        blocks += story.imprint
    return Section(
        "imprint", Matter.IMPRINT, Part.FRONT, title, tuple(blocks), 1, Opens.PAGE, Folio.BLIND, listed=False
    )


def contents(sections: Iterable[Section], wording: Wording) -> Section:
    """Return the contents: an entry a listed section, linked to it, a story's with its author on a line below."""
    entries = (_entry(section, wording) for section in sections if section.listed)
    blocks = [_heading(wording.contents), *entries]
    return Section(
        "contents",
        Matter.CONTENTS,
        Part.FRONT,
        wording.contents,
        tuple(blocks),
        1,
        Opens.RECTO,
        Folio.ROMAN,
        listed=False,
    )


def notes(stories: Sequence[Composition], wording: Wording) -> Section | None:
    """Return the notes at the back, each below its story and with the way back, or nothing if there are none."""
    blocks: list[Block] = []
    for story in stories:
        if not story.notes:
            continue
        blocks.append(_heading(story.galley.title, level=2))
        for note in story.notes:
            first, *rest = note.blocks
            blocks += _led_in(first, note), *rest
    if not blocks:
        return None
    heading = _heading(wording.notes)
    return Section("notes", Matter.NOTES, Part.BACK, wording.notes, (heading, *blocks), 1, Opens.RECTO)


def colophon(stories: Sequence[Composition], plan: Plan, wording: Wording) -> Section:
    """Return the colophon: how the book was made, and for each story its source, digest, words and addresses."""
    blocks = [_heading(wording.colophon), _paragraph(wording.made.format(__version__))]
    if plan.typeface:
        blocks.append(_paragraph(wording.typeface.format(plan.typeface)))
    for story in stories:
        blocks += _provenance(story, wording)
    return Section("colophon", Matter.COLOPHON, Part.BACK, wording.colophon, tuple(blocks), 1, Opens.PAGE)


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
    facts = [" · ".join(filter(None, (authors, count, *dates))), source.file, f"SHA-256 {source.digest}"]
    if known.url and "url" not in stated:
        facts.append(known.url)
    heading = _heading(story.galley.title, level=2)
    details = [_paragraph(fact, "provenance") for fact in facts]
    details[2] = _coded(details[2], len("SHA-256 "))
    return [heading, *details, *story.colophon]


def _entry(section: Section, wording: Wording) -> Block:
    title = " ".join(section.title.split())
    author = wording.listed(section.authors) if section.authors and section.level == 1 else ""
    marks = [Mark(0, len(title), "a", (("href", f"#{section.id}"),))]
    text = title
    if author:
        text = f"{title}\n{author}"
        marks.append(Mark(len(title) + 1, len(text), "span", (("class", "author"),)))
    return Block(Kind.PARAGRAPH, text, tuple(marks), traits=("entry", f"level-{section.level}"))


def _heading(text: str, role: Role = Role.BODY, level: int = 1) -> Block:
    return Block(Kind.HEADING, text, role=role, level=level)


def _paragraph(text: str, *traits: str, role: Role = Role.BODY) -> Block:
    return Block(Kind.PARAGRAPH, text, role=role, traits=traits)


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


def _coded(block: Block, start: int) -> Block:
    return Block(block.kind, block.text, (Mark(start, len(block.text), "code"),), traits=block.traits)
