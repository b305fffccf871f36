"""Open the text of a story or chapter: its first words in small capitals, or its first letter large.

The words stay words: without the style sheet nothing of it shows, and nothing is lost. A large letter is given up for
small capitals where it would look wrong: before a quotation mark, or beside a paragraph too short to hold it.
"""

from dataclasses import replace

from compiler.model.text import Block, Blocks, Kind, Mark
from compiler.write.pdf.openings import DEEP_ENOUGH, DROPPED, lead_in


def opened(blocks: Blocks, opening: str) -> Blocks:
    """Return the blocks with the first paragraph of the text opened: "small-caps", "drop-cap" or "plain"."""
    if opening == "plain":
        return blocks
    for index, block in enumerate(blocks):
        if block.kind is Kind.PARAGRAPH and "first" in block.traits:
            return (*blocks[:index], _open(block, opening), *blocks[index + 1 :])
    return blocks


def _open(block: Block, opening: str) -> Block:
    dropped = (
        opening == "drop-cap" and len(block.text) >= DEEP_ENOUGH and DROPPED.match(block.text) is not None
    )
    end = dropped + len(lead_in(block.text[dropped:]))
    marks = [Mark(0, 1, "span", (("class", "drop"),))] if dropped else []
    marks += [Mark(int(dropped), end, "span", (("class", "lead-in"),))] if end > dropped else []
    return replace(block, marks=(*block.marks, *marks))
