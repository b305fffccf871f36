"""The account of a story's words: those read, what rules changed in their number, and where each was printed."""

import re
from collections.abc import Iterable, Iterator, Sequence

from compiler.errors import Gravity, Remark, Where
from compiler.model.book import Galley, Place, Placement
from compiler.model.edits import Edit, Replace, Restyle, Splice
from compiler.model.text import Blocks, words

_SPACE = re.compile(r"\s")


def total(blocks: Blocks) -> int:
    """Count the words of all blocks, whatever they are."""
    return sum(words(block.text) for block in blocks)


def placed(placements: Iterable[Placement]) -> dict[str, int]:
    """Count the words by place; every place there is has its number, in the order of `Place`."""
    counts = {place.value: 0 for place in Place}
    for placement in placements:
        counts[placement.place.value] += words(placement.text)
    return counts


def changed(blocks: Blocks, edits: Sequence[Edit]) -> int:
    """Return by how many words the edits of one revision, addressed to the blocks, change the count."""
    difference = 0
    local: dict[int, list[Replace]] = {}
    for edit in edits:
        match edit:
            case Splice():
                difference += total(edit.new) - total(edit.old)
            case Replace():
                local.setdefault(edit.block, []).append(edit)
            case Restyle():
                pass
    for index, replacements in local.items():
        difference += _changed_within(blocks[index].text, replacements)
    return difference


def unaccounted(galleys: Iterable[Galley], placements: Iterable[Placement]) -> tuple[Remark, ...]:
    """Return a Remark for each story whose corrected words are not the words of its placements."""
    by_story: dict[str, int] = {}
    for placement in placements:
        by_story[placement.story] = by_story.get(placement.story, 0) + words(placement.text)
    remarks = []
    for galley in galleys:
        missing = total(galley.story.blocks) - by_story.get(galley.story.id, 0)
        if missing:
            remarks.append(unbalanced(galley, missing))
    return tuple(remarks)


def unbalanced(galley: Galley, missing: int) -> Remark:
    """Return the Remark that words were lost (`missing` > 0) or are printed twice (< 0)."""
    what = "more than there are in" if missing < 0 else "fewer than there are in"
    return Remark(
        f"the book prints {abs(missing)} words {what} the story: a fault of the program",
        Where(galley.story.file),
        "compare the story with the book, or leave it out with --exclude",
        Gravity.LOSS,
    )


def _changed_within(text: str, edits: Sequence[Replace]) -> int:
    """Count only round the edits: no word reaches across white space, so the rest of a long text is no matter."""
    difference = 0
    for start, end, group in _neighbourhoods(text, edits):
        pieces: list[str] = []
        position = start
        for edit in group:
            pieces += text[position : edit.start], edit.new
            position = edit.end
        pieces.append(text[position:end])
        difference += words("".join(pieces)) - words(text[start:end])
    return difference


def _neighbourhoods(text: str, edits: Sequence[Replace]) -> Iterator[tuple[int, int, list[Replace]]]:
    """Yield the edits in groups, each with the range, from white space to white space, that holds it."""
    group: list[Replace] = []
    left = right = 0
    for edit in edits:
        if not group or edit.start > right:
            if group:
                yield left, right, group
            group = []
            left = edit.start
            while left > right and not text[left - 1].isspace():
                left -= 1
        group.append(edit)
        if edit.end >= right:
            space = _SPACE.search(text, edit.end)
            right = space.start() if space else len(text)
    if group:
        yield left, right, group
