"""The running text of a story: what the families of typography look at, and what in it they may not touch."""

import re
from collections.abc import Iterator

from compiler.model.story import Story
from compiler.model.text import Block, Kind
from compiler.rules.protected import Spans, spans

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
    return tuple(sorted(found + marked)) if marked else found


def covered(where: Spans, start: int, end: int) -> bool:
    """Tell whether any of the spans shares a character with `start` to `end`."""
    return any(begin < end and start < stop for begin, stop in where)


def label_end(block: Block) -> int:
    """Return where the label of a heading or header field ends ("Chapter 3 - " of "Chapter 3 - The Weir").

    Traits give that place as an offset, so an edit before it must not change the length of the text.
    """
    if not block.traits:
        return 0
    return max(int(block.trait(name) or 0) for name in OFFSETS)


def matches(story: Story, pattern: re.Pattern[str], *signs: str) -> Iterator[tuple[int, str, re.Match[str]]]:
    """Yield the block's index, its text and each match in running text, outside labels and what is untouchable.

    A block that holds none of the `signs`, which are cheap to look for, is passed over.
    """
    for index, block in running(story):
        text = block.text
        if signs and not any(sign in text for sign in signs):
            continue
        found = list(pattern.finditer(text))
        if not found:
            continue
        protected = untouchable(block)
        floor = label_end(block)
        for match in found:
            if match.start() >= floor and not (protected and covered(protected, *match.span())):
                yield index, text, match
