"""The running text of a story: what the families of typography look at, and what in it they may not touch."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from compiler.model.story import Story
from compiler.model.text import Block, Kind
from compiler.rules.languages import Convention, convention
from compiler.rules.protected import Spans, covered, spans, united
from compiler.rules.rulebook import Settings
from compiler.rules.straight import straight

KINDS = frozenset({Kind.PARAGRAPH, Kind.HEADING})
CODE = frozenset({"code", "kbd"})
OFFSETS = ("title-at", "value-at")


def running(story: Story) -> Iterator[tuple[int, Block]]:
    """Yield the index and block of every paragraph and heading that has text; never PRE, a divider or a figure."""
    for index, block in enumerate(story.blocks):
        if block.kind in KINDS and block.text:
            yield index, block


def untouchable(block: Block) -> Spans:
    """Return the spans of the block's text that are not prose: URLs, emoticons, code and their like."""
    found = spans(block.text)
    if not block.marks:
        return found
    marked = tuple((mark.start, mark.end) for mark in block.marks if mark.tag in CODE)
    return united(found + marked) if marked else found


def label_end(block: Block) -> int:
    """Return where the label of a heading or header field ends ("Chapter 3 - " of "Chapter 3 - The Weir").

    Traits give that place as an offset, so an edit before it must not change the length of the text.
    """
    if not block.traits:
        return 0
    return max(int(block.trait(name) or 0) for name in OFFSETS)


def places(story: Story, sign: re.Pattern[str]) -> tuple[int, ...]:
    """Return the indexes of the blocks of running text that hold the sign: all that a family has to look at."""
    return tuple(index for index, block in running(story) if sign.search(block.text))


@dataclass(frozen=True, slots=True)
class Ground:
    """What a family of typography goes by: the convention of the story's language or style, and where to look."""

    row: Convention
    where: tuple[int, ...]


def ground(sign: re.Pattern[str]) -> Callable[[Story, Settings], Ground]:
    """Return the survey that looks the convention up and finds the blocks that hold the sign."""

    def survey(story: Story, settings: Settings) -> Ground:
        row = convention(story.stated.language or settings.language, settings.style)
        return Ground(row, places(story, sign) if row.marks else ())

    return survey


def matches(
    story: Story, where: tuple[int, ...], pattern: re.Pattern[str]
) -> Iterator[tuple[int, str, re.Match[str]]]:
    """Yield the block's index, its text and each match in these blocks, outside labels and what is untouchable.

    The text is the straightened one: a rule that looks at marks sees the same before and after they are set.
    """
    for index in where:
        block = story.blocks[index]
        text = straight(block.text)
        found = list(pattern.finditer(text))
        if not found:
            continue
        protected = untouchable(block)
        floor = label_end(block)
        for match in found:
            if match.start() >= floor and not (protected and covered(protected, *match.span())):
                yield index, text, match
