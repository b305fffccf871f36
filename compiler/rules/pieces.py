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
    lines = block.text.split("\n")
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line) + 1)
    bounds = [0, *starts, len(lines)]
    pieces: list[Block] = []
    for first, last in pairwise(bounds):
        part = piece(block, offsets[first], offsets[last] - 1)
        if first:
            traits = tuple(trait for trait in block.traits if not trait.startswith("gap:"))
            part = replace(part, traits=(*traits, "gap:0"), line=block.line + first if block.line else 0)
        pieces.append(part)
    return Splice(index, (block,), tuple(pieces), because=because)


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
