"""Spots: which blocks of a story a person means by a line of its file and, perhaps, by words of a paragraph."""

from collections.abc import Sequence

from compiler.model.sidecar import Spot
from compiler.model.text import Block, Kind

_PLAIN = str.maketrans("‘’‚‛“”„‟«»–—−\xa0\u202f\n\t", '\'\'\'\'""""""---    ')


def plain(text: str) -> str:
    """Return the text as one types it, of the same length: straight marks, hyphens, spaces."""
    return text.translate(_PLAIN)


def meant(blocks: Sequence[Block], spot: Spot) -> list[int]:
    """Return the blocks that stand on the lines of the spot and hold its words, if it names any.

    A block stands on every line from its own to the one before the next block's. A gap that a rule found stands on
    no line.
    """
    placed = [(block.line, index) for index, block in enumerate(blocks) if block.line and _is_seen(block)]
    above = [line for line, _ in placed if line <= spot.first]
    begun = max(above, default=spot.first)
    wanted = plain(" ".join(spot.text.split()))
    return [
        index
        for line, index in placed
        if begun <= line <= spot.last and wanted in plain(" ".join(blocks[index].text.split()))
    ]


def _is_seen(block: Block) -> bool:
    return block.kind is not Kind.BREAK or bool(block.text) or not block.trait("blank")
