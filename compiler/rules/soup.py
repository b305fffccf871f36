"""Soup: what the blank lines, empty paragraphs and line ends of a page mean, before lines are judged as lines.

A page may part its paragraphs with elements, with two `<br>`, or with an empty paragraph between each two; a
manuscript in Markdown may wrap its lines or give each a paragraph. Readers keep all of that as it stands. Here blank
lines part paragraphs, and what stood there is counted, so that a wider gap than usual can mean a scene break (the
trait "gap:2", as the text reader gives it). After this family no paragraph holds a blank line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from compiler.model.edits import Splice
from compiler.model.story import NOTE_ROLES, Story
from compiler.model.text import Block, Kind, Mark, Role, words
from compiler.rules.pieces import at, cut, line_starts, piece, source_lines, split
from compiler.rules.rulebook import Family, Findings, Settings, relabel

_WIDEST = 120  # columns; a file with longer lines was not wrapped
_PARTED = NOTE_ROLES | {Role.BODY, Role.BOILERPLATE}
"""The roles of blocks that may hold several paragraphs; a title or a header field is one thing."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the line ends of this file mean."""

    width: int  # columns at which lines that end softly were wrapped; 0 if they were not
    preformatted: bool  # most of the file's words stand in <pre>


def survey(story: Story, settings: Settings) -> Facts:
    """Measure the soft lines, and see whether the file is preformatted text."""
    lengths = [
        len(line) for block in story.blocks if block.kind is Kind.PARAGRAPH for line in block.text.split("\n")
    ]
    soft = any("soft" in block.traits for block in story.blocks)
    longest = max(lengths, default=0) if soft else 0
    typed = sum(words(block.text) for block in story.blocks if block.kind is Kind.PRE)
    total = typed and sum(words(block.text) for block in story.blocks)
    return Facts(longest if longest <= _WIDEST else 0, typed > total / 2)


SOUP = Family("soup", "Paragraphs are parted, whatever a page parts them with.", survey)


@SOUP.rule("Text that was preformatted as a whole is text: its blank lines part paragraphs.")
def preformatted(story: Story, facts: Facts) -> Findings:
    """Cut a <pre> into runs of lines, as the text reader does, where most of the file stands in one."""
    for index, block in enumerate(story.blocks if facts.preformatted else ()):
        if block.kind is Kind.PRE and block.role is Role.BODY:
            typed = replace(block, kind=Kind.PARAGRAPH)
            runs = tuple(_runs(typed, _places(block)))
            yield Splice(index, (block,), runs, because="most of the file is preformatted")


@SOUP.rule("A term and what is said of it are one line of a header.")
def term(story: Story, facts: Facts) -> Findings:
    """Join a <dt> that ends in a colon to the <dd> after it."""
    for index, (block, after) in enumerate(pairwise(story.blocks)):
        is_pair = "tag:dt" in block.traits and "tag:dd" in after.traits
        if is_pair and _is_open(block) and _is_open(after) and block.text.rstrip().endswith(":"):
            lead = len(block.text.rstrip()) + 1
            marks = tuple(replace(mark, start=mark.start + lead, end=mark.end + lead) for mark in after.marks)
            kept = tuple(mark for mark in block.marks if mark.end < lead)
            line = replace(block, text=f"{block.text.rstrip()} {after.text}", marks=kept + marks)
            line = replace(line, traits=tuple(trait for trait in line.traits if trait != "tag:dt"))
            yield Splice(index, (block, after), (line,), because="a label and its value")


@SOUP.rule("Blank lines part paragraphs.")
def blank_line(story: Story, facts: Facts) -> Findings:
    """Cut a paragraph at its blank lines, and say how many there were; take them off both its ends."""
    for index, block in enumerate(story.blocks):
        if block.kind is Kind.PARAGRAPH and block.role in _PARTED and _BLANK_LINE.search(block.text):
            pieces = tuple(_runs(block, _places(block)))
            if pieces:
                yield Splice(index, (block,), pieces, because="a blank line stands between them")


_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|^\s*\n|\n\s*$")


@SOUP.rule("A heading has no line of nothing.")
def heading_margin(story: Story, facts: Facts) -> Findings:
    """Take blank lines and margins off both ends of a heading."""
    for index, block in enumerate(story.blocks):
        bare = block.text.strip()
        if block.kind is Kind.HEADING and bare and bare != block.text:
            start = block.text.index(bare)
            yield Splice(index, (block,), (piece(block, start, start + len(bare)),))


@SOUP.rule("An empty paragraph is a blank line.")
def empty_paragraph(story: Story, facts: Facts) -> Findings:
    """Take empty paragraphs out, and give the next block that was typed the gap they left."""
    blocks = story.blocks
    index = 0
    while index < len(blocks):
        begin, gap = index, 1
        while index < len(blocks) and _is_empty(blocks[index]):
            gap += _blank_lines(blocks[index])
            index += 1
        if index > begin:
            after = blocks[index : index + 1]
            new = tuple(_with_gap(block, gap) if begin else block for block in after)
            yield Splice(begin, blocks[begin : index + 1], new, because="there is nothing in it")
        index += 1


def _is_empty(block: Block) -> bool:
    return _is_open(block) and not block.text.strip()


def _blank_lines(block: Block) -> int:
    return max(1, block.text.count("\n"))


def _with_gap(block: Block, gap: int) -> Block:
    if not _is_open(block):
        return block
    gap += int(block.trait("gap") or 1) - 1
    kept = tuple(trait for trait in block.traits if not trait.startswith("gap:"))
    return replace(block, traits=(*kept, f"gap:{gap}"))


@SOUP.rule("Where lines were wrapped, a line's end is a space, as Markdown says.")
def soft_line(story: Story, facts: Facts) -> Findings:
    """Join the lines of a paragraph that its writer's program wrapped; leave those that were ended on purpose."""
    for index, block in enumerate(story.blocks):
        if "soft" not in block.traits or "\n" not in block.text:
            continue
        lines = block.text.split("\n")
        filled = sum(len(a) + 1 + len(b.split(" ", 1)[0]) > 0.8 * facts.width for a, b in pairwise(lines))
        if facts.width and filled >= 0.5 * (len(lines) - 1):
            text = block.text.replace("\n", " ")
            traits = tuple("stated" if trait == "soft" else trait for trait in block.traits)
            joined = replace(block, text=text, traits=traits)
            yield Splice(index, (block,), (joined,), because=f"lines are wrapped at {facts.width} columns")


_CONTENTS = re.compile(
    r"(?:table of )?contents|index|chapters|inhalt(?:sverzeichnis)?|table des matières|índice|indice|sommario",
    re.IGNORECASE,
)
_WAYS = re.compile(
    r"(?:back to )?(?:the )?(?:top|index|contents|table of contents|chapter list|main page|home ?page|home)|"
    r"(?:next|previous|prev)(?: (?:page|chapter|part|story|fic|post|entry))?|(?:leave|post) (?:a )?(?:review|comment)",
    re.IGNORECASE,
)
_LONGEST_WAY = 60  # characters of a link about the site
_LONGEST_LEAD = 300  # characters; a longer paragraph before a list of links is a part of the story


@SOUP.rule("A list of links into the page, above the story, is its table of contents.")
def contents(story: Story, facts: Facts) -> Findings:
    """Label paragraphs of nothing but links to places in the page, before the prose, and the word above them."""
    above: int | None = None  # a line that may head the list
    for index, block in enumerate(story.blocks):
        if block.role is Role.CHAPTER or (
            _is_open(block) and len(block.text) > _LONGEST_LEAD and not _links(block)
        ):
            return
        if _is_open(block) and _links(block) and all(mark.attr("href")[:1] == "#" for mark in _links(block)):
            if above is not None:
                yield relabel(
                    above, story.blocks[above], Role.BOILERPLATE, because="it heads a list of links"
                )
            yield relabel(index, block, Role.BOILERPLATE, because="links into the page, and nothing else")
        heads = block.role is Role.BODY and _CONTENTS.fullmatch(block.text.strip(" \t\n:"))
        above = index if heads and block.kind in (Kind.PARAGRAPH, Kind.HEADING) else None


@SOUP.rule("A line of links about the site stands alone.")
def link_line(story: Story, facts: Facts) -> Findings:
    """Cut before and after each line of nothing but links that say next, previous, back to top and the like."""
    for index, block in enumerate(story.blocks):
        if not _is_open(block) or "\n" not in block.text or not any(mark.tag == "a" for mark in block.marks):
            continue
        offsets = line_starts(block)
        spans = [(start, end - 1) for start, end in pairwise(offsets)]
        ways = [number for number, line in enumerate(split(block, spans)) if _is_all_ways(line)]
        at = sorted({number + step for number in ways for step in (0, 1)} - {0, len(spans)})
        if at:
            yield cut(index, block, at, "a line of links about the site")


def _is_all_ways(block: Block) -> bool:
    return bool(_links(block)) and all(_is_way(block, mark) for mark in _links(block))


@SOUP.rule("Links about the site are no part of a story.")
def ways_about(story: Story, facts: Facts) -> Findings:
    """Label paragraphs of nothing but links that say next, previous, back to top and the like."""
    for index, block in enumerate(story.blocks):
        if _is_open(block) and _is_all_ways(block):
            yield relabel(index, block, Role.BOILERPLATE, because="links about the site, and nothing else")


def _is_way(block: Block, mark: Mark) -> bool:
    words = block.text[mark.start : mark.end].strip("<>«»‹›←→|[](){}.:-–—*~ \t\xa0")
    return len(words) <= _LONGEST_WAY and (not words or _WAYS.fullmatch(words) is not None)


def _links(block: Block) -> list[Mark]:
    """Return the links of a block that is links and nothing else."""
    links = [mark for mark in block.marks if mark.tag == "a"]
    return links if links and _is_all_links(block) else []


def _is_all_links(block: Block) -> bool:
    """Tell whether every letter and digit of the block stands in a link."""
    position = 0
    for mark in block.marks:
        if mark.tag == "a" and mark.end > position:
            if any(character.isalnum() for character in block.text[position : mark.start]):
                return False
            position = mark.end
    return not any(character.isalnum() for character in block.text[position:])


def _is_open(block: Block) -> bool:
    return block.kind is Kind.PARAGRAPH and block.role is Role.BODY


def _places(block: Block) -> list[int]:
    """Return the line of the source on which each line of the text begins."""
    places = source_lines(block)
    if block.kind is not Kind.PRE:
        return places
    lines = block.text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    return [place - first for place in places]  # the line of a <pre> is that of its first word


def _runs(block: Block, places: Sequence[int]) -> Iterator[Block]:
    """Yield a block for each run of lines that are not blank, with its gap.

    Blank lines at either end of the story's own text become empty blocks: the next rule counts them.
    """
    offsets = line_starts(block)
    ranges = _ranges(block.text.split("\n"))
    if not ranges:
        return
    spans = [(offsets[first], offsets[last] - 1) for first, last in ranges]
    before, after = (
        ranges[0][0],
        len(places) - ranges[-1][1] - 1,
    )  # a browser shows no line after the last break
    if before > 0 and _is_open(block):
        yield Block(Kind.PARAGRAPH, "\n" * before, line=block.line)
    ended = None
    for (first, last), run in zip(ranges, split(block, spans), strict=True):
        own = [trait for trait in run.traits if not trait.startswith("at:")]
        if len(ranges) > 1 and "stated" in own:  # the element was no paragraph
            own.remove("stated")
        if ended is not None:
            own = [trait for trait in own if not trait.startswith(("gap:", "id:"))]
            own += [f"gap:{first - ended}"] if first - ended > 1 else []
        yield replace(run, traits=(*own, *at(places[first:last])), line=places[first])
        ended = last
    if after > 0 and _is_open(block):
        yield Block(Kind.PARAGRAPH, "\n" * after, line=block.line)


def _ranges(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return the runs of lines that are not blank: the first line, and the one after the last."""
    found: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        if line.strip():
            if found and found[-1][1] == number:
                found[-1] = (found[-1][0], number + 1)
            else:
                found.append((number, number + 1))
    return found
