"""Tidying up after the layout: what is left over when every line has found its place."""

from compiler.model.edits import Splice
from compiler.model.story import Story
from compiler.model.text import Kind
from compiler.rules.rulebook import Family, Findings, Settings


def survey(story: Story, settings: Settings) -> None:
    """Tidying needs no survey."""


TIDY = Family("tidy", "What the layout left over is put in order.", survey)


@TIDY.rule("A block in which nothing can be seen is none.")
def empty(story: Story, facts: None) -> Findings:
    """Take out paragraphs without any text."""
    for index, block in enumerate(story.blocks):
        if block.kind in (Kind.PARAGRAPH, Kind.HEADING) and not block.text.strip():
            yield Splice(index, (block,), ())


@TIDY.rule("Two breaks in a row are one.")
def repeated_break(story: Story, facts: None) -> Findings:
    """Take out a break that says nothing (a gap) beside one that is drawn."""
    for index, block in enumerate(story.blocks):
        if block.kind is Kind.BREAK and not block.text and index:
            beside = (*story.blocks[index - 1 : index], *story.blocks[index + 1 : index + 2])
            if story.blocks[index - 1].kind is Kind.BREAK or any(
                other.kind is Kind.BREAK and other.text for other in beside
            ):
                yield Splice(index, (block,), ())
