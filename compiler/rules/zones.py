"""Where things stand: the zones of a file before its prose begins, where headers, titles and notes are looked for."""

from compiler.model.story import Story
from compiler.model.text import Block, Role
from compiler.rules import labels, numbering
from compiler.rules.evidence import weigh
from compiler.rules.prose import QUOTES, ends_sentence, is_open, is_speech

DOUBTFUL = 1.0
"""From this weight of evidence, a paragraph above the story may be a note, and does not open the prose."""

_LINE = 70  # characters of a line of verse
_SENTENCE = 7  # words; a shorter line may be a title


def is_prose(block: Block) -> bool:
    """Tell whether the block is surely no header, title or note: a speech, or a sentence of some length."""
    if not is_open(block):
        return False
    text = " ".join(block.text.split())
    if labels.find(text) or labels.is_unmistakable(text) or labels.any_label(block.text.split("\n")[0]):
        return False
    if is_motto(block.text):
        return False
    if is_speech(text) and ends_sentence(text) and any(mark in text for mark in QUOTES):
        return weigh(text).score < DOUBTFUL
    if len(text.split()) < _SENTENCE or not ends_sentence(text):
        return len(text) > 400 and weigh(text).score < DOUBTFUL
    return weigh(text).score < DOUBTFUL


def is_sentence(text: str) -> bool:
    """Tell quickly whether a text could be a paragraph of prose: some words, and the end of a sentence."""
    return ends_sentence(text) and (len(text) > 120 or len(text.split()) >= _SENTENCE or is_speech(text))


def is_motto(text: str) -> bool:
    """Tell whether several short lines stand between signs of emphasis: verse or a saying above the story."""
    bare = text.strip()
    lines = bare.split("\n")
    short = 1 < len(lines) <= 20 and all(len(line) <= _LINE for line in lines)
    return short and bare[0] in "*_/" and bare[-1] in "*_/"


def opening(story: Story, start: int = 0) -> int:
    """Return the index of the first block from `start` that is prose; the number of blocks if there is none."""
    for index in range(start, len(story.blocks)):
        if is_prose(story.blocks[index]):
            return index
    return len(story.blocks)


def header_zone(story: Story) -> frozenset[int]:
    """Return the blocks with no prose between them and the beginning of the file, or of a chapter."""
    zone: set[int] = set()
    before = True
    for index, block in enumerate(story.blocks):
        if block.role is Role.CHAPTER:
            before = True
        elif not before and is_open(block):
            heading = numbering.parse(block.text.split("\n")[0])
            before = heading is not None and heading.form is not numbering.Form.NUMERAL
        if before:
            if is_prose(block):
                before = False
            else:
                zone.add(index)
    return frozenset(zone)
