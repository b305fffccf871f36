"""References: the notes that leave their place, the signs they leave behind, and the links both ways."""

from dataclasses import dataclass, replace

from compiler.model.text import Block, Kind, Mark, Role

SIGNS = "*†‡§"
"""The signs of a block's footnotes, in their old order."""


@dataclass(frozen=True, slots=True)
class Note:
    """Notes that stood together: what the appendix prints, with the place they came from and back to it."""

    id: str
    origin: str  # in words: "Before the story"
    reference: str  # id of the reference to the note
    blocks: tuple[Block, ...]


def starred(block: Block, at: int, note: Note) -> Block:
    """Make the star at `at` a raised link to the note."""
    link = (("href", f"#{note.id}"), ("id", note.reference), ("class", "noteref"))
    return replace(block, marks=(*block.marks, Mark(at, at + 1, "a", link), Mark(at, at + 1, "sup")))


def sign(block: Block) -> str:
    """Return the next sign for a footnote to this block."""
    taken = sum(mark.attr("class") == "noteref" for mark in block.marks)
    return SIGNS[taken % len(SIGNS)]


def at_foot(block: Block, note: Note, mark: str) -> Block:
    """Return a footnote: its sign, which leads back, and the text."""
    link = Mark(0, 1, "a", (("href", f"#{note.reference}"), ("class", "origin")))
    moved = (replace(other, start=other.start + 2, end=other.end + 2) for other in block.marks)
    return Block(
        Kind.PARAGRAPH,
        f"{mark} {block.text}",
        (link, *moved),
        role=Role.FOOTNOTE,
        traits=(f"id:{note.id}",),
        line=block.line,
    )


def with_spaces(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a range that is to be cut by one of the two spaces round it, so that one space is left."""
    before = start > 0 and text[start - 1] == " "
    after = end == len(text) or text[end] in " \n.,;:!?…”’)"
    return (start - 1, end) if before and after else (start, end)
