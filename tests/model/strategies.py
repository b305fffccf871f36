"""Blocks and edits for Hypothesis: few letters and few marks, so that collisions are the rule, not the exception."""

from dataclasses import replace

from hypothesis import strategies as st

from compiler.model.edits import Edit, Replace, Restyle, Splice
from compiler.model.text import Attrs, Block, Blocks, Kind, Mark, Role, Wrap

SCRAPS = st.text(alphabet="ab '\n\ufffc", max_size=6)
"""Texts so short that two edits of one block meet."""

ATTRS: st.SearchStrategy[Attrs] = st.sampled_from([(), (("href", "#n1"),)])


SHAPES = (
    Block(Kind.PARAGRAPH, "", line=1),
    Block(Kind.PARAGRAPH, "", role=Role.AUTHOR_NOTE, traits=("gap:2",), line=2),
    Block(Kind.PARAGRAPH, "", within=(Wrap("blockquote", 1),), role=Role.LETTER),
    Block(Kind.HEADING, "", role=Role.CHAPTER, level=2),
    Block(Kind.BREAK, ""),
)


@st.composite
def marks_in(draw: st.DrawFn, length: int) -> Mark:
    """Draw a mark over some of `length` characters, which are not none."""
    start = draw(st.integers(0, length - 1))
    end = draw(st.integers(start + 1, length))
    return Mark(start, end, draw(st.sampled_from(["em", "a", "img"])), draw(ATTRS))


@st.composite
def model_blocks(draw: st.DrawFn) -> Block:
    """Draw a block, its marks nested, crossing and touching."""
    text = draw(SCRAPS)
    marks = draw(st.lists(marks_in(len(text)), max_size=4)) if text else []
    return replace(draw(st.sampled_from(SHAPES)), text=text, marks=tuple(marks))


def stories_blocks(max_size: int = 5) -> st.SearchStrategy[Blocks]:
    """Draw the blocks of a short story."""
    return st.lists(model_blocks(), max_size=max_size).map(tuple)


@st.composite
def replacements(draw: st.DrawFn, index: int, block: Block) -> list[Edit]:
    """Draw replacements of one block that do not overlap, insertions at one place among them."""
    cuts = sorted(draw(st.lists(st.integers(0, len(block.text)), max_size=6)))
    edits: list[Edit] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        new = draw(st.text(alphabet="aB’", max_size=3))
        edits.append(Replace(index, start, end, block.text[start:end], new, "test.rule"))
    return edits


@st.composite
def restyles(draw: st.DrawFn, index: int, block: Block) -> list[Edit]:
    """Draw marks to put on a block or to take off it, none of them both."""
    off = draw(st.lists(st.sampled_from(block.marks), max_size=2, unique=True)) if block.marks else []
    on = draw(st.lists(marks_in(len(block.text)), max_size=2, unique=True)) if block.text else []
    edits: list[Edit] = [Restyle(index, mark, add=False, rule="test.rule") for mark in off]
    edits += [Restyle(index, mark, add=True, rule="test.rule") for mark in on if mark not in off]
    return edits


@st.composite
def edits_of(draw: st.DrawFn, blocks: Blocks) -> list[Edit]:
    """Draw the edits of one revision: all three kinds, none overlapping another, in any order."""
    edits: list[Edit] = []
    index = 0
    while index <= len(blocks):
        edits += [
            Splice(index, (), new, "test.rule") for new in draw(st.lists(stories_blocks(2), max_size=2))
        ]
        step = draw(st.sampled_from(["leave", "characters", "blocks"]))
        width = 1
        if step == "characters" and index < len(blocks):
            edits += draw(replacements(index, blocks[index])) + draw(restyles(index, blocks[index]))
        elif step == "blocks" and index < len(blocks):
            width = draw(st.integers(1, min(3, len(blocks) - index)))
            edits.append(Splice(index, blocks[index : index + width], draw(stories_blocks(3)), "test.rule"))
        index += width
    return draw(st.permutations(edits))
