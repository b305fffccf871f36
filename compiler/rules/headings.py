"""Headings: what stands above the parts of a story: its chapters, and the heads inside them.

A line is a heading by what it says and by where it stands. A bare numeral is one only in a row that counts up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from compiler.model.edits import Splice
from compiler.model.story import Story
from compiler.model.text import Block, Role
from compiler.rules import numbering, subheads
from compiler.rules.headers import heading, looks_like_title, stands_alone
from compiler.rules.numbering import Form, Heading
from compiler.rules.prose import is_open, is_speech
from compiler.rules.rulebook import Family, Findings, Settings

FEWEST = 2
"""So many numerals, at least, have to count up before they are the numbers of chapters."""


def survey(story: Story, settings: Settings) -> None:
    """Headings need no survey: the numbers before and after a line speak for it."""


HEADINGS = Family("headings", "What stands above the parts of a story is not their prose.", survey)


def _open(story: Story) -> Iterator[tuple[int, Block]]:
    for index, block in enumerate(story.blocks):
        if is_open(block):
            yield index, block


@HEADINGS.rule("A line that says which chapter follows is its heading.")
def chapter(story: Story, facts: None) -> Findings:
    """Turn labelled, named and counting numerals into chapter headings; a title on the next line joins them."""
    found = [(i, h) for i, b in _open(story) if stands_alone(b.text) and (h := numbering.parse(b.text))]
    chosen = dict(_chapters(found, story))
    for index, says in chosen.items():
        block = story.blocks[index]
        traits = [f"number:{says.number}"] if says.number is not None else []
        old: tuple[Block, ...] = (block,)
        if says.title_at:
            traits.append(f"title-at:{says.title_at}")
        elif index + 1 not in chosen and _is_subtitle(story, index + 1):
            title = story.blocks[index + 1]
            old = (block, title)
            traits.append(f"title-at:{len(block.text) + 1}")
            block = replace(block, text=f"{block.text}\n{title.text}")
        name = says.label or "numeral"
        yield Splice(index, old, (heading(block, Role.CHAPTER, 2, *traits),), because=f"a heading: {name}")


def _chapters(found: Sequence[tuple[int, Heading]], story: Story) -> list[tuple[int, Heading]]:
    """Choose, among the lines that could be headings of chapters, those that are."""
    labelled = [(i, h) for i, h in found if h.form is Form.LABELLED]
    sure = [(i, h) for i, h in labelled if h.label not in numbering.LOOSE]
    named = [(i, h) for i, h in found if h.form is Form.NAMED]
    loose = _counting([(i, h) for i, h in labelled if h.label in numbering.LOOSE], story)
    headed = sure or any(block.role is Role.CHAPTER for block in story.blocks)
    numerals = [] if headed else _counting([(i, h) for i, h in found if h.form is Form.NUMERAL], story)
    return sorted(sure + named + (loose or numerals), key=lambda item: item[0])


def _counting(found: Sequence[tuple[int, Heading]], story: Story) -> list[tuple[int, Heading]]:
    """Return the numerals that count up from one (or from two: the first part often goes without)."""
    best: list[tuple[int, Heading]] = []
    for titled in (False, True):
        row = [(i, h) for i, h in found if bool(h.title_at) == titled]
        for start in (1, 2):
            count: list[tuple[int, Heading]] = []
            for index, says in row:
                if says.number == start + len(count):
                    count.append((index, says))
            if len(count) > len(best) and len(count) >= FEWEST and not _is_list(count, story):
                best = count
    return best


def _is_list(count: Sequence[tuple[int, Heading]], story: Story) -> bool:
    """Tell whether most numerals follow each other without prose between: a list, or a table of contents."""
    close = sum(b - a == 1 for (a, _), (b, _) in pairwise(count))
    return close > 0.3 * (len(count) - 1) or count[-1][0] == len(story.blocks) - 1


def _is_subtitle(story: Story, index: int) -> bool:
    """Tell whether the block is the title of the chapter heading above it: a short line, set like a title."""
    if index + 1 >= len(story.blocks) or not is_open(story.blocks[index]):
        return False
    text = story.blocks[index].text
    return not is_speech(text) and looks_like_title(text, longest=8) and subheads.kind_of(text) == ""


@HEADINGS.rule("A line that says whose view, which day or which place follows is a heading inside a chapter.")
def subhead(story: Story, facts: None) -> Findings:
    """Label POV, date, time, place and section headings."""
    last = len(story.blocks) - 1
    for index, block in _open(story):
        kind = subheads.kind_of(block.text) if index < last else ""
        if kind:
            new = heading(block, Role.SUBHEAD, 3, kind)
            yield Splice(index, (block,), (new,), because=f"a heading: {kind}")
