"""Cutting blocks and joining them, with their marks, traits and lines."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from compiler.model.edits import Splice
from compiler.model.text import Block, Blocks, Mark
from compiler.rules.prose import joint


def cut(index: int, block: Block, starts: Sequence[int], because: str = "") -> Splice:
    """Return the edit that cuts the block before each of these lines (numbered from 0 within it).

    The pieces after the first get the trait "gap:0": no blank line stands before them.
    """
    offsets = line_starts(block)
    places = source_lines(block)
    bounds = [0, *(start for start in starts if 0 < start < len(places)), len(places)]
    spans = [(offsets[first], offsets[last] - 1) for first, last in pairwise(bounds)]
    pieces: list[Block] = []
    for (first, last), part in zip(pairwise(bounds), split(block, spans), strict=True):
        traits = tuple(trait for trait in part.traits if not trait.startswith(("gap:", "at:")))
        gap = ("gap:0",) if first else tuple(trait for trait in part.traits if trait.startswith("gap:"))
        place = places[first] if block.line else 0
        pieces.append(replace(part, traits=traits + gap + at(places[first:last]), line=place))
    return Splice(index, (block,), tuple(pieces), because=because)


def line_starts(block: Block) -> list[int]:
    """Return the offset at which each line of the text begins, and where one after the last would."""
    offsets = [0]
    for line in block.text.split("\n"):
        offsets.append(offsets[-1] + len(line) + 1)
    return offsets


def source_lines(block: Block) -> list[int]:
    """Return the line of the source on which each line of the text begins: as the trait "at:" says, or in a row."""
    count = block.text.count("\n") + 1
    stated = block.trait("at").split(",")
    if len(stated) == count and stated != [""]:  # else lines have been joined since
        return [block.line + int(offset) for offset in stated]
    return [block.line + number for number in range(count)]


def at(places: Sequence[int]) -> tuple[str, ...]:
    """Return the trait that says where the lines of a text begin, if that is not one after the other."""
    offsets = [place - places[0] for place in places]
    return () if offsets == [*range(len(offsets))] else (f"at:{','.join(map(str, offsets))}",)


def split(block: Block, spans: Sequence[tuple[int, int]]) -> Iterator[Block]:
    """Yield the block's text over each span, in order, with the marks over it; in one go, however many there are."""
    waiting = 0  # the first mark that no span has reached
    reaching: list[Mark] = []  # marks that the last span has reached, and the next may
    for start, end in spans:
        while waiting < len(block.marks) and block.marks[waiting].start < end:
            reaching.append(block.marks[waiting])
            waiting += 1
        reaching = [mark for mark in reaching if mark.end > start]
        yield replace(block, text=block.text[start:end], marks=tuple(_within(reaching, start, end)))


def piece(block: Block, start: int, end: int) -> Block:
    """Return the characters from `start` to `end` of the block as a block, with the marks over them."""
    return replace(block, text=block.text[start:end], marks=tuple(_within(block.marks, start, end)))


def _within(marks: Sequence[Mark], start: int, end: int) -> Iterator[Mark]:
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            yield replace(mark, start=first - start, end=last - start)


def joined(blocks: Blocks, between: str | None = None) -> Block:
    """Return the blocks as one, with `between` (or what the script asks for) where one ended."""
    text = ""
    marks: list[Mark] = []
    for block in blocks:
        bare = block.text.strip()
        if text:
            text += joint(text, bare) if between is None else between
        lead = len(block.text) - len(block.text.lstrip())
        shift = len(text) - lead
        for mark in block.marks:
            first, last = max(mark.start, lead), min(mark.end, lead + len(bare))
            if first < last:
                marks.append(replace(mark, start=first + shift, end=last + shift))
        text += bare
    return replace(blocks[0], text=text, marks=tuple(marks))
