"""Front matter: half-title, title page, imprint, dedication, epigraph, contents, introduction; and parts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from compiler.arrange.blocks import heading, paragraph
from compiler.arrange.compose import Composition
from compiler.arrange.plan import Plan
from compiler.arrange.wording import Wording
from compiler.model.book import Folio, Matter, Opens, Part, Section
from compiler.model.text import Block, Kind, Mark, Role


def half_title(title: str, plan: Plan, wording: Wording) -> Section:
    """Return the first leaf: the title alone."""
    return _leaf(Matter.HALF_TITLE, title, (heading(title, role=Role.TITLE), *_volume(plan, wording)))


def title_page(title: str, creators: str, plan: Plan, wording: Wording) -> Section:
    """Return the title page: the title, whose stories they are, and who compiled them."""
    blocks = [
        heading(title, role=Role.TITLE),
        *_volume(plan, wording),
        paragraph(creators, role=Role.BYLINE),
    ]
    if plan.editor and plan.editor != creators:
        blocks.append(paragraph(wording.compiled_by.format(plan.editor), "editor", role=Role.BYLINE))
    return _leaf(Matter.TITLE_PAGE, title, blocks)


def imprint(title: str, stories: Sequence[Composition], wording: Wording) -> Section:
    """Return the imprint: whose the stories are, that the book is not for sale, every disclaimer under its story."""
    blocks = [paragraph(title, "imprint-title")]
    blocks += [paragraph(wording.personal_copy), paragraph(wording.owners)]
    gathered = [story for story in stories if story.imprint]
    if gathered:
        blocks.append(paragraph(wording.disclaimers, "imprint-lead"))
    for story in gathered:
        if len(stories) > 1:
            blocks.append(paragraph(story.galley.title, "imprint-story"))
        blocks += story.imprint
    return replace(_leaf(Matter.IMPRINT, title, blocks), opens=Opens.PAGE)


def dedication(plan: Plan) -> Section:
    """Return the dedication, on a leaf of its own."""
    return _leaf(Matter.DEDICATION, plan.dedication, [paragraph(plan.dedication, role=Role.DEDICATION)])


def epigraph(plan: Plan) -> Section:
    """Return the epigraph with its source, on a leaf of its own."""
    blocks = [paragraph(plan.epigraph, role=Role.EPIGRAPH)]
    if plan.epigraph_source:
        blocks.append(paragraph(plan.epigraph_source, "source", role=Role.EPIGRAPH))
    return _leaf(Matter.EPIGRAPH, plan.epigraph, blocks)


def contents(sections: Iterable[Section], wording: Wording) -> Section:
    """Return the contents: an entry a listed section, linked to it, a story's with its author on a line below."""
    entries = (_entry(section, wording) for section in sections if section.listed)
    blocks = (heading(wording.contents), *entries)
    return replace(_leaf(Matter.CONTENTS, wording.contents, blocks), folio=Folio.ROMAN)


def introduction(plan: Plan, wording: Wording) -> Section:
    """Return the introduction: the compiler's own text, under its own heading or a plain one."""
    first, *rest = plan.introduction
    blocks: list[Block] = [first, *rest]
    if first.kind is not Kind.HEADING:
        blocks.insert(0, heading(wording.introduction))
    blocks[0] = replace(blocks[0], level=1)
    title = " ".join(blocks[0].text.split())
    return replace(_leaf(Matter.INTRODUCTION, title, blocks), folio=Folio.ROMAN, listed=True)


def part(title: str, number: int) -> Section:
    """Return the title page of a part of the book."""
    name = f"part-{number}"
    blocks = (heading(title, role=Role.TITLE),)
    return Section(name, Matter.PART, Part.BODY, title, blocks, 1, Opens.RECTO, Folio.BLIND)


def _leaf(matter: Matter, title: str, blocks: Sequence[Block]) -> Section:
    """Return a section of the front matter that opens on a recto, unnumbered and in no contents."""
    return Section(
        matter.value, matter, Part.FRONT, title, tuple(blocks), 1, Opens.RECTO, Folio.BLIND, listed=False
    )


def _volume(plan: Plan, wording: Wording) -> list[Block]:
    return [paragraph(wording.volume.format(plan.volume), "volume")] if plan.volume else []


def _entry(section: Section, wording: Wording) -> Block:
    title = " ".join(section.title.split())
    author = wording.listed(section.authors) if section.authors and section.matter is Matter.STORY else ""
    marks = [Mark(0, len(title), "a", (("href", f"#{section.id}"),))]
    text = title
    if author:
        text = f"{title}\n{author}"
        marks.append(Mark(len(title) + 1, len(text), "span", (("class", "author"),)))
    return Block(Kind.PARAGRAPH, text, tuple(marks), traits=("entry", f"level-{section.level}"))
