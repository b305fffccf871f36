"""Headings: what stands above the story and above its parts: header fields, title, byline, chapters, subheads.

A line is a heading by what it says and by where it stands. A bare numeral is one only in a row that counts up; a
title is one only before the prose begins.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from compiler.model.edits import Splice
from compiler.model.story import Story
from compiler.model.text import Block, Kind, Role
from compiler.rules import labels, numbering, subheads
from compiler.rules.dividers import Likeness, likeness
from compiler.rules.evidence import weigh
from compiler.rules.numbering import Form, Heading
from compiler.rules.prose import QUOTES, ends_sentence, is_speech, word_list
from compiler.rules.rulebook import Family, Findings, Settings, relabel


@dataclass(frozen=True, slots=True)
class Facts:
    """Where the prose begins, and what the file is called."""

    opening: int  # index of the first block that is surely prose
    name: tuple[str, ...]  # the words of the file's name


def survey(story: Story, settings: Settings) -> Facts:
    """Find where the prose begins."""
    stem = story.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return Facts(_opening(story), tuple(word_list(re.sub(r"[-_]+", " ", stem))))


def _opening(story: Story) -> int:
    for index, block in enumerate(story.blocks):
        if is_prose(block):
            return index
    return len(story.blocks)


def is_prose(block: Block) -> bool:
    """Tell whether the block is surely not a header, a title or a note: speech, or a good many words of prose."""
    if block.kind is not Kind.PARAGRAPH or block.role is not Role.BODY:
        return False
    text = block.text.strip()
    if labels.find(text) or labels.is_unmistakable(text):
        return False
    if is_speech(text) and any(mark in text for mark in QUOTES) and ends_sentence(text):
        return True
    long = len(text) > 400 or (len(text) > 160 and text.count(",") + text.count(".") > 3)
    return long and weigh(text).score < DOUBTFUL


DOUBTFUL = 2.0
"""From this weight of evidence, a long paragraph above the story may be a note."""


HEADINGS = Family("headings", "What stands above the story and its parts is not the story's prose.", survey)

_HEADER = 40  # blocks; no header is longer


def _heading(block: Block, role: Role, level: int, *traits: str) -> Block:
    return replace(block.labelled(role, *traits), kind=Kind.HEADING, level=level)


def _open(story: Story, stop: int | None = None) -> Iterator[tuple[int, Block]]:
    for index, block in enumerate(story.blocks[:stop]):
        if block.kind is Kind.PARAGRAPH and block.role is Role.BODY:
            yield index, block


@HEADINGS.rule("A labelled line above the story is a field of its header.")
def field(story: Story, facts: Facts) -> Findings:
    """Label the fields that stand before the prose: title, author, summary, rating and the rest."""
    for index, block in _open(story, min(facts.opening, _HEADER)):
        label = labels.find(block.text)
        if label is None or (label.dashed and label.role not in (Role.TITLE, Role.BYLINE, Role.SUMMARY)):
            continue
        traits = [f"value-at:{label.value_at}"]
        if label.role is Role.MASTHEAD:
            traits.append(f"field:{label.field}")
        if label.role in (Role.TITLE, Role.BYLINE, Role.MASTHEAD, Role.SUMMARY):
            yield relabel(index, block, label.role, *traits, because=f"label “{label.text}”")


@HEADINGS.rule("A line that says who wrote the story is its byline.")
def byline(story: Story, facts: Facts) -> Findings:
    """Label "by NAME" in a short line before the prose."""
    if any(block.role is Role.BYLINE for block in story.blocks[:_HEADER]):
        return
    for index, block in _open(story, min(facts.opening + 1, _HEADER)):
        at = labels.byline_at(block.text) if "\n" not in block.text else 0
        if at and not ends_sentence(block.text):
            yield relabel(index, block, Role.BYLINE, f"value-at:{at}", because="it says who wrote the story")
            return


@HEADINGS.rule("A line that says which chapter follows is its heading.")
def chapter(story: Story, facts: Facts) -> Findings:
    """Turn labelled, named and counting numerals into chapter headings; a title on the next line joins them."""
    found = [
        (i, h) for i, block in _open(story) if (h := numbering.parse(block.text)) and _stands_alone(block)
    ]
    sure = [(i, h) for i, h in found if h.form is not Form.NUMERAL]
    chosen = sorted(sure + _counting([(i, h) for i, h in found if h.form is Form.NUMERAL], story))
    taken = {index for index, _ in chosen}
    for index, heading in chosen:
        block = story.blocks[index]
        traits = [f"number:{heading.number}"] if heading.number is not None else []
        old: tuple[Block, ...] = (block,)
        if heading.title_at:
            traits.append(f"title-at:{heading.title_at}")
        elif index + 1 < len(story.blocks) and index + 1 not in taken and _is_subtitle(story, index + 1):
            title = story.blocks[index + 1]
            old = (block, title)
            traits.append(f"title-at:{len(block.text) + 1}")
            block = replace(block, text=f"{block.text}\n{title.text}")
        label = heading.label or "number"
        yield Splice(index, old, (_heading(block, Role.CHAPTER, 2, *traits),), because=f"a {label} heading")


def _stands_alone(block: Block) -> bool:
    return "\n" not in block.text and len(block.text) <= 150


def _counting(found: Sequence[tuple[int, Heading]], story: Story) -> list[tuple[int, Heading]]:
    """Return the numerals that count up from one (or from two: the first part often goes without)."""
    best: list[tuple[int, Heading]] = []
    for titled in (False, True):
        row = [(i, h) for i, h in found if bool(h.title_at) == titled]
        for start in (1, 2):
            count: list[tuple[int, Heading]] = []
            for index, heading in row:
                if heading.number == start + len(count):
                    count.append((index, heading))
            if len(count) > len(best) and len(count) >= 2 and not _is_list(count, story):
                best = count
    return best


def _is_list(count: Sequence[tuple[int, Heading]], story: Story) -> bool:
    """Tell whether most numerals follow each other without prose between: a list, or a table of contents."""
    close = sum(b - a == 1 for (a, _), (b, _) in pairwise(count))
    return close > 0.3 * (len(count) - 1) or count[-1][0] == len(story.blocks) - 1


def _is_subtitle(story: Story, index: int) -> bool:
    """Tell whether the block is the title of the chapter heading above it: a short line, set like a title."""
    block = story.blocks[index]
    if block.kind is not Kind.PARAGRAPH or block.role is not Role.BODY or index + 1 >= len(story.blocks):
        return False
    return looks_like_title(block.text, longest=8) and subheads.kind_of(block.text) == ""


def looks_like_title(text: str, longest: int = 12) -> bool:
    """Tell whether the line is set like a title: short, one line, no full stop, capitals where titles have them."""
    bare = text.strip().strip("*_~=#<>-–—|+•\"“”'‘’ \t").strip()
    if not bare or "\n" in text.strip() or len(bare) > 100 or likeness(text) is not Likeness.NONE:
        return False
    words = bare.split()
    if len(words) > longest or (bare[-1] in ".,;:" and not bare.endswith("...")):
        return False
    if labels.find(text) or labels.is_unmistakable(text):
        return False
    letters = [word for word in words if word[:1].isalpha()]
    if not letters:
        return bool(re.search(r"\w", bare)) and len(words) <= 4
    lower = [word for word in letters if word[0].islower() and len(word) > 3]
    capital = letters[0][0].isupper() or not letters[0][0].islower()
    return capital and (len(lower) <= 0.34 * len(letters) or len(words) <= 4)


@HEADINGS.rule("A short line set like a title, before the prose, is the story's title.")
def title(story: Story, facts: Facts) -> Findings:
    """Label the first line that looks like a title before the prose; the file's own name speaks for it."""
    if any(block.role is Role.TITLE for block in story.blocks):
        return
    stop = _prose_or_chapter(story, facts)
    candidates = [(i, b) for i, b in _open(story, min(stop, _HEADER)) if i + 1 < len(story.blocks)]
    named = [(i, b) for i, b in candidates if _is_file_name(b.text, facts)]
    for index, block in named or candidates:
        spoken = is_speech(block.text) and not named
        if spoken or not (named or looks_like_title(block.text)) or "\n" in block.text:
            continue
        if subheads.kind_of(block.text) or not _followed_by_story(story, index):
            continue
        because = "it is the file's name" if named else "a short line before the story, set like a title"
        yield Splice(index, (block,), (_heading(block, Role.TITLE, 1),), because=because)
        return


def _is_file_name(text: str, facts: Facts) -> bool:
    words = tuple(word_list(text))
    return (
        bool(words) and len(words) <= 15 and "".join(words) in "".join(facts.name) and len("".join(words)) > 3
    )


def _prose_or_chapter(story: Story, facts: Facts) -> int:
    chapters = (i for i, block in enumerate(story.blocks) if block.role is Role.CHAPTER)
    return min(facts.opening, next(chapters, len(story.blocks)))


def _followed_by_story(story: Story, index: int) -> bool:
    """Tell whether the story itself follows the line before long: not the line's own continuation."""
    return any(len(block.text) > 40 or is_speech(block.text) for block in story.blocks[index + 1 : index + 8])


@HEADINGS.rule("A line that says whose view, which day or which place follows is a heading inside a chapter.")
def subhead(story: Story, facts: Facts) -> Findings:
    """Label POV, date, time, place and section headings."""
    last = len(story.blocks) - 1
    for index, block in _open(story):
        kind = subheads.kind_of(block.text) if index < last else ""
        if kind:
            new = _heading(block, Role.SUBHEAD, 3, kind)
            yield Splice(index, (block,), (new,), because=f"a {kind} heading")
