"""Breaks: where one scene ends and the next begins."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from compiler.errors import Gravity, Remark, Where
from compiler.model.edits import Splice
from compiler.model.story import Story
from compiler.model.text import Block, Kind, Role
from compiler.rules import labels, numbering
from compiler.rules.dividers import Likeness, likeness, shape
from compiler.rules.lines import SIGNATURE
from compiler.rules.prose import QUOTES, is_open, is_speech
from compiler.rules.rulebook import Family, Findings, Settings
from compiler.rules.zones import is_sentence


@dataclass(frozen=True, slots=True)
class Facts:
    """How this story parts its scenes."""

    shapes: Counter[str]  # how often each kind of divider stands alone on a line
    drawn: int  # dividers that are surely drawn
    gap: int  # blank lines between two ordinary paragraphs
    wide: int  # wider gaps between two paragraphs
    paragraphs: int

    @property
    def draws(self) -> bool:
        """Tell whether the story draws its breaks, so that a gap means nothing: no gaps outnumber the dividers."""
        return self.drawn > 0 and self.drawn >= 0.5 * self.wide


def survey(story: Story, settings: Settings) -> Facts:
    """Count the dividers and the gaps of the story."""
    shapes: Counter[str] = Counter()
    gaps: Counter[int] = Counter()
    drawn, after_divider, begun = 0, False, False
    before = ""
    for block in story.blocks:
        if block.kind is Kind.PARAGRAPH and not after_divider and is_sentence(block.text):
            if is_sentence(before):
                gaps[gap_before(block)] += 1
            begun = True
        if block.text:
            before = block.text  # a gap that has become a break is still a gap
        if block.kind is Kind.BREAK and block.text:
            shapes[shape(block.text)] += 1
            drawn += begun
            after_divider = True
        elif block.role is Role.VERSE and likeness(block.text) is Likeness.SURE:
            drawn += begun  # a mark between two stanzas, which has been given back to its poem
            after_divider = True
        elif is_open(block) and block.text.split("\n")[0] != SIGNATURE:
            like = likeness(block.text)
            if like is not Likeness.NONE:
                shapes[shape(block.text)] += 1
                drawn += begun and like is Likeness.SURE
            after_divider = like is not Likeness.NONE
        elif block.kind is not Kind.BREAK:
            after_divider = False
    usual = max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 1
    if gaps[usual] < _USUAL:
        usual = min(usual, 1)
    wide = sum(count for gap, count in gaps.items() if gap > usual)
    return Facts(shapes, drawn, usual, wide, sum(gaps.values()))


_USUAL = 2  # so many gaps, at least, make one usual

BREAKS = Family(
    "breaks", "A divider, or a gap that means one, is a scene break; anything else is not.", survey
)


def gap_before(block: Block) -> int:
    """Return how many blank lines stood before the block: by its trait, or one."""
    return int(block.trait("gap") or 1)


def _lone_lines(story: Story) -> Iterator[tuple[int, Block, Likeness]]:
    for index, block in enumerate(story.blocks):
        if is_open(block) and "\n" not in block.text and block.text != SIGNATURE:
            like = likeness(block.text)
            if like is not Likeness.NONE:
                yield index, block, like


def _as_break(index: int, block: Block, because: str) -> Splice:
    drawn = Block(Kind.BREAK, block.text, within=block.within, traits=block.traits, line=block.line)
    return Splice(index, (block,), (drawn,), because=because)


@BREAKS.rule("A line that is drawn and not written is a scene break.")
def divider(story: Story, facts: Facts) -> Findings:
    """Turn sure dividers, and doubtful ones the story repeats, into breaks."""
    for index, block, like in _lone_lines(story):
        times = facts.shapes[shape(block.text)]
        if like is Likeness.SURE:
            yield _as_break(index, block, "a line that is drawn")
        elif times >= (3 if set(block.text) <= set(". …‥") else 2) and not _between_speeches(story, index):
            yield _as_break(index, block, f"drawn {times} times in this story")


def _between_speeches(story: Story, index: int) -> bool:
    """Tell whether the blocks before and after are speeches: then a line of dots is a silence."""
    around = story.blocks[max(0, index - 1) : index] + story.blocks[index + 1 : index + 2]
    return len(around) == 2 and all(is_speech(block.text) for block in around)


@BREAKS.rule("A line that may be a divider, or a silence, or a cry, is for a person to judge.", safe=False)
def doubtful_divider(story: Story, facts: Facts) -> Findings:
    """Propose what is left of the lines that look a little like dividers."""
    for index, block, _like in _lone_lines(story):
        yield _as_break(index, block, "it may be drawn, and it may be said")
        yield Remark(
            f"“{block.text.strip()[:40]}” may be a scene break or a part of the story; it was left as text",
            Where(story.file, block.line),
            "if it is a break, say so in the story's sidecar, or give --apply breaks.doubtful-divider",
            Gravity.DOUBT,
            block.text,
        )


@BREAKS.rule("A gap wider than the rest is a scene break, where it means it.")
def blank_lines(story: Story, facts: Facts) -> Findings:
    """Put a break into a wide gap between two paragraphs that are not one conversation."""
    for index, verdict in _wide_gaps(story, facts):
        if verdict == "":
            block = story.blocks[index]
            count = gap_before(block)
            yield Splice(
                index, (), (_blank(block, count),), because=f"{count} blank lines, elsewhere {facts.gap}"
            )


@BREAKS.rule("A wide gap that may be a slip is for a person to judge.", safe=False)
def doubtful_blank_lines(story: Story, facts: Facts) -> Findings:
    """Propose a break in each wide gap that was not taken for one, and say why it was not."""
    for index, verdict in _wide_gaps(story, facts):
        block = story.blocks[index]
        told = is_sentence(block.text) and is_sentence(story.blocks[index - 1].text)
        if verdict and told and story.blocks[index - 1].kind is not Kind.BREAK:
            count = gap_before(block)
            yield Splice(index, (), (_blank(block, count),), because=verdict)
            yield Remark(
                f"{count} blank lines before “{_opening(block)}” were not taken for a scene break: {verdict}",
                Where(story.file, block.line),
                "if it is one, say so in the story's sidecar, or give --apply breaks.doubtful-blank-lines",
                Gravity.DOUBT,
                block.text[:200],
            )


def _blank(block: Block, count: int) -> Block:
    return Block(
        Kind.BREAK, "", within=block.within, traits=(f"blank:{count}",), line=max(block.line - count, 0)
    )


def _opening(block: Block) -> str:
    words = block.text.split()
    return " ".join(words[:6]) + ("…" if len(words) > 6 else "")


def _wide_gaps(story: Story, facts: Facts) -> Iterator[tuple[int, str]]:
    """Yield each paragraph after a wide gap, and what speaks against a break there ("" if nothing does)."""
    for index in range(1, len(story.blocks)):
        before, block = story.blocks[index - 1], story.blocks[index]
        if not (is_open(before) and is_open(block)) or gap_before(block) <= facts.gap:
            continue
        if _is_heading_like(before) or _is_heading_like(block):
            continue
        yield index, _against(before, block, facts)


def _against(before: Block, block: Block, facts: Facts) -> str:
    if facts.draws and gap_before(block) < facts.gap + 2:
        return "this story draws its scene breaks"
    if facts.wide > max(5, 0.3 * facts.paragraphs):
        return "gaps are wide and narrow here without order"
    if is_speech(block.text) and _speaks(before.text):
        return "it stands inside a conversation"
    return ""


def _speaks(text: str) -> bool:
    return any(character in QUOTES for character in text) or is_speech(text)


def _is_heading_like(block: Block) -> bool:
    text = block.text
    if block.kind is Kind.HEADING:
        return True
    if "\n" in text or len(text) > 120:
        return False
    return numbering.parse(text) is not None or labels.find(text) is not None or labels.is_byline(text)


_JUMP = re.compile(
    r"(?:the (?:next|following) (?:day|morning|night|afternoon|evening|week|month|year)|(?:later )?that (?:same )?"
    r"(?:day|morning|night|afternoon|evening)|later that|meanwhile|elsewhere|the day (?:of|after)|"
    r"(?:(?:a|an|two|three|four|five|six|seven|eight|nine|ten|several|many|a few|a couple of|some|\d+) )"
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?) (?:later|after|before|earlier|passed)|"
    r"(?:it (?:was|had been)) (?:a|an|two|three|several|late|early|nearly|almost|about) (?:[\w-]+ ){0,2}"
    r"(?:days?|weeks?|months?|years?|hours?|evening|night|morning|afternoon)|back (?:at|in|on) the|across town|"
    r"when (?:he|she|they|i|we) (?:woke|awoke|came to)|by (?:the time|morning|midnight|nightfall|noon|evening))\b",
    re.IGNORECASE,
)


@BREAKS.rule("Where time or place jumps, a break may have been lost in copying.", safe=False)
def lost(story: Story, facts: Facts) -> Findings:
    """Propose a break before narration that begins with a jump in time or place."""
    for index in range(1, len(story.blocks)):
        before, block = story.blocks[index - 1], story.blocks[index]
        if not (is_open(before) and is_open(block)) or is_speech(block.text):
            continue
        if match := _JUMP.match(block.text.lstrip()):
            yield Splice(index, (), (_blank(block, 0),), because=f"it begins “{match.group()}”")
