"""Extracts: what a story sets apart from its prose: verse, letters, epigraphs, chats and scripts.

All of it is story. It is told by its shape: lines broken on purpose, a salutation and a close, a name and a colon at
the beginning of line after line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from compiler.model.edits import Splice
from compiler.model.story import Story, story_words
from compiler.model.text import Block, Kind, Role, Wrap
from compiler.rules import labels, postings
from compiler.rules.prose import ends_sentence, is_open, is_speech
from compiler.rules.rulebook import Family, Findings, Settings, relabel
from compiler.rules.speakers import name_before_colon, speakers
from compiler.rules.zones import header_zone, is_motto


@dataclass(frozen=True, slots=True)
class Facts:
    """Who speaks in chats and scripts, and where epigraphs may stand."""

    speakers: frozenset[str]
    zone: frozenset[int]


def survey(story: Story, settings: Settings) -> Facts:
    """Count the names before colons."""
    return Facts(speakers(story), header_zone(story))


EXTRACTS = Family(
    "extracts", "Verse, letters, epigraphs, chats and scripts are set apart from prose.", survey
)

# ------------------------------------------------------------------------------------------ chats and scripts

_STAGE = re.compile(
    r"[*_]{0,3}(?:\([^()\n]+\)|\[[^\[\]\n]+\])[*_]{0,3}|(?:enter|exit|exeunt|curtain|lights (?:up|down|"
    r"fade)|fade (?:in|out)|int\.|ext\.|scene:|setting:)\b.*",
    re.IGNORECASE,
)


@EXTRACTS.rule("A line that begins with a speaker's name is a turn in a chat, or in a script.")
def chat(story: Story, facts: Facts) -> Findings:
    """Label turns, and the stage directions between them."""
    if not facts.speakers:
        return
    is_script = sum(name.isupper() for name in facts.speakers) > 0.5 * len(facts.speakers)
    for index, block in enumerate(story.blocks):
        if not is_open(block) or "\n" in block.text:
            continue
        name = name_before_colon(block.text)
        if name in facts.speakers and name:
            kind = "script" if is_script else "chat"
            yield _shaped(index, block, kind, f"a turn of “{name}”")
        elif is_script and _STAGE.fullmatch(block.text.strip()):
            yield _shaped(index, block, "stage", "a stage direction")


def _shaped(index: int, block: Block, trait: str, because: str) -> Splice:
    return Splice(index, (block,), (block.labelled(Role.BODY, trait),), because=because)


# ------------------------------------------------------------------------------------------------- letters

_DEAR = re.compile(
    r"(?:(?:my |to my )?(?:dear|dearest|darling|beloved|esteemed|honou?red)\b.{0,60}|"
    r"to whom it may concern|(?:cher|chère|chers|"
    r"liebe|lieber|querid[oa]|estimad[oa]|car[oa]|geachte|beste|kära|kjære|дорог(?:ой|ая)|"
    r"drog[ia])\b.{0,50})[,:!—–-]*",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"(?:(?:very |most )?(?:yours|your)(?: (?:\w+ ){0,4}\w+)?|(?:very )?(?:sincerely|truly|respectfully|"
    r"faithfully|affectionately|fondly|cordially|"
    r"warmly|gratefully)(?: yours?)?|(?:all my |lots of |much |with (?:all my )?)?love(?: always|"
    r" and \w+| from)?|(?:best|kind|warm|warmest|kindest)?(?: best)? "
    r"?(?:regards|wishes)|best|cheers|ever yours|always|in haste|respectueusement|cordialement|"
    r"amicalement|bien à vous|mit freundlichen grüßen|"
    r"herzlichst|dein|deine|ihr|atentamente|un abrazo|saludos|cordiali saluti|с уважением|твой|"
    r"твоя)(?: ever)?[,.:!—–-]*",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"p\.? ?(?:p\.? ?)?s\b", re.IGNORECASE)
_LONGEST_LETTER = 40  # paragraphs


@EXTRACTS.rule("What stands between a salutation and a close is a letter.")
def letter(story: Story, facts: Facts) -> Findings:
    """Put the paragraphs of a letter into one container; a story that is all letters stays as it is."""
    found = list(_letters(story))
    inside = sum(story_words(story.blocks[a:b]) for a, b in found)
    if not found or inside > 0.6 * story_words(story.blocks):
        return
    number = max((wrap.number for block in story.blocks for wrap in block.within), default=0)
    for start, end in found:
        number += 1
        old = story.blocks[start:end]
        new = tuple(
            replace(block.labelled(Role.LETTER), within=(*block.within, Wrap("letter", number)))
            for block in old
        )
        yield Splice(start, old, new, because="from its salutation to its close")


def _letters(story: Story) -> Iterator[tuple[int, int]]:
    """Yield where letters begin and end (exclusive)."""
    blocks = story.blocks
    index = 0
    while index < len(blocks):
        end = _letter_end(blocks, index) if is_open(blocks[index]) else 0
        if end > index:
            yield index, end
            index = end
        else:
            index += 1


def _letter_end(blocks: Sequence[Block], start: int) -> int:
    lines = blocks[start].text.split("\n")
    mail = postings.is_header(lines) and not postings.is_of_a_program(lines)
    if not mail and not _DEAR.fullmatch(lines[0].strip()):
        return 0
    for index in range(start, min(start + _LONGEST_LETTER, len(blocks))):
        if not is_open(blocks[index]):
            break
        signed = _signed(blocks, index)
        if index > start and signed:
            while (
                signed < len(blocks)
                and is_open(blocks[signed])
                and _POSTSCRIPT.match(blocks[signed].text.strip())
            ):
                signed += 1
            return signed
    following = start + 1
    return following + 1 if mail and following < len(blocks) and is_open(blocks[following]) else 0


def _signed(blocks: Sequence[Block], index: int) -> int:
    """Return the index after the signature, if the block holds the close of a letter; 0 if it does not."""
    lines = [line.strip() for line in blocks[index].text.split("\n")]
    closes = next((n for n, line in enumerate(lines) if _CLOSE.fullmatch(line)), -1)
    if closes < 0 or len(lines) - closes > 4:
        return 0
    if closes == len(lines) - 1 and index + 1 < len(blocks) and _is_signature(blocks[index + 1]):
        return index + 2
    return index + 1


def _is_signature(block: Block) -> bool:
    return (
        is_open(block) and len(block.text) <= 60 and block.text.count("\n") <= 2 and not is_speech(block.text)
    )


# ----------------------------------------------------------------------------------------- verse and epigraphs

_ATTRIBUTION = re.compile(r"[ \t]*(?:[—–―~]+|--+|-)[ \t]*[\"“‘'*_]?[A-ZÀ-ÞА-Я].{1,80}")
_LONGEST_LINE = 70  # characters of a line of verse


def is_verse(text: str) -> bool:
    """Tell whether the lines look broken on purpose, as verse is: several, short, not each a sentence or a field."""
    lines = [line.strip() for line in text.split("\n")]
    if len(lines) < 3 or any(len(line) > _LONGEST_LINE for line in lines):
        return False
    fields = sum(bool(labels.any_label(line)) for line in lines)
    listed = sum(bool(re.match(r"(?:[-*•]|\d+[.)])[ \t]", line)) for line in lines)
    closed = sum(ends_sentence(line) for line in lines)
    signed = any(_CLOSE.fullmatch(line) or _DEAR.fullmatch(line) for line in lines)
    return (
        fields < 0.4 * len(lines) and listed < 0.5 * len(lines) and closed < 0.8 * len(lines) and not signed
    )


@EXTRACTS.rule("A saying above the story, with its source, is an epigraph.")
def epigraph(story: Story, facts: Facts) -> Findings:
    """Label verse and attributed sayings that stand directly above the prose of a story or of a chapter."""
    for index in sorted(facts.zone):
        block = story.blocks[index]
        if not is_open(block) or len(block.text) > 900 or labels.find(block.text):
            continue
        lines = block.text.split("\n")
        after = story.blocks[index + 1] if index + 1 < len(story.blocks) else None
        follows = (
            after is not None
            and is_open(after)
            and "\n" not in after.text
            and _ATTRIBUTION.fullmatch(after.text)
        )
        if len(lines) > 1 and _ATTRIBUTION.fullmatch(lines[-1]):
            yield relabel(index, block, Role.EPIGRAPH, because="a saying and its source, above the story")
        elif follows and after is not None and not _ATTRIBUTION.fullmatch(block.text):
            new = (block.labelled(Role.EPIGRAPH), after.labelled(Role.EPIGRAPH))
            yield Splice(index, (block, after), new, because="a saying and its source, above the story")
        elif is_verse(block.text) or is_motto(block.text):
            yield relabel(index, block, Role.EPIGRAPH, because="verse above the story")


@EXTRACTS.rule("Lines broken on purpose are verse.")
def verse(story: Story, facts: Facts) -> Findings:
    """Label runs of short lines inside the story."""
    for index, block in enumerate(story.blocks):
        if is_open(block) and is_verse(block.text):
            yield relabel(index, block, Role.VERSE, because="lines broken on purpose")


@EXTRACTS.rule("A mark between two stanzas belongs to the poem.")
def stanza(story: Story, facts: Facts) -> Findings:
    """Give a divider that stands between two blocks of verse back to the verse."""
    for index in range(1, len(story.blocks) - 1):
        block = story.blocks[index]
        beside = (story.blocks[index - 1], story.blocks[index + 1])
        if block.kind is Kind.BREAK and block.text and all(other.role is Role.VERSE for other in beside):
            new = replace(block, kind=Kind.PARAGRAPH, role=Role.VERSE)
            yield Splice(index, (block,), (new,), because="it stands between two stanzas")
