"""Quotation marks and apostrophes: straight ones become typographic, and those that stand wrong are mended.

The survey reads every mark of the story once (see `quotation`), so that the rules only say which of its readings
each of them makes. All of them but the last put one character in the place of one, so the places found by the
survey hold for the whole family. No mark is ever added or taken away.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from compiler.errors import Remark, Where
from compiler.model.edits import Replace
from compiler.model.story import Story
from compiler.model.text import Block
from compiler.rules.habits import habits
from compiler.rules.languages import Convention, convention
from compiler.rules.protected import covered
from compiler.rules.quotation import read
from compiler.rules.rulebook import Family, Findings, Settings
from compiler.rules.running import running, untouchable
from compiler.rules.senses import (
    ANGLED,
    APOSTROPHE,
    CLOSE,
    DOUBLE,
    MENDED,
    MENDED_CLOSE,
    MENDED_OPEN,
    OPEN,
    OTHER,
    PRIME,
    SINGLE,
    SWAPPED,
    Paragraph,
    Reading,
)
from compiler.rules.straight import DOUBLES, GHOST, INSIDE, SINGLES, straight


@dataclass(frozen=True, slots=True)
class Facts:
    """Every edit and remark of the family, by the rule that makes it."""

    edits: dict[str, list[Replace]] = field(default_factory=lambda: defaultdict(list))
    remarks: dict[str, list[Remark]] = field(default_factory=lambda: defaultdict(list))


def survey(story: Story, settings: Settings) -> Facts:
    """Learn the story's habits, read the marks of all its paragraphs, and file what is to be done by rule."""
    language = story.stated.language or settings.language
    row = convention(language, settings.style)
    facts = Facts()
    if not row.marks:
        return facts
    blocks = list(running(story))
    paragraphs = _settled(blocks, language, row)
    for place, ((index, block), paragraph) in enumerate(zip(blocks, paragraphs, strict=True)):
        _mid_word(facts, index, block)
        for reading in paragraph.readings:
            _file(facts, story, index, block, reading, row)
            if not row.inside:
                _space(facts, index, block.text, reading)
        _doubt(facts, story, block, paragraph, _begins(blocks, place + 1))
    return facts


def _settled(blocks: list[tuple[int, Block]], language: str, row: Convention) -> list[Paragraph]:
    """Read the marks; where one is to be of another kind, read what that gives as well, until it gives nothing new.

    So is a mended mark, and a straight one that becomes angled: its neighbours, and even the story's habits, may
    then look different.
    """
    paragraphs = _read(blocks, language, row)
    for _ in range(_ROUNDS):
        if not any(
            _changes_kind(block.text, paragraph, row)
            for (_, block), paragraph in zip(blocks, paragraphs, strict=True)
        ):
            break
        mended = [
            (index, replace(block, text=_marked(block.text, paragraph, row), marks=()))
            for (index, block), paragraph in zip(blocks, paragraphs, strict=True)
        ]
        again = [
            _as_typed(first, second)
            for first, second in zip(paragraphs, _read(mended, language, row), strict=True)
        ]
        if again == paragraphs:
            break
        paragraphs = again
    return paragraphs


_ROUNDS = 4


def _changes_kind(text: str, paragraph: Paragraph, row: Convention) -> bool:
    angled = row.double[0] == "«"
    return any(
        reading.sense in MENDED
        or (angled and reading.kind == DOUBLE and text[reading.start] not in "“”„‟" and not reading.inner)
        for reading in paragraph.readings
    )


def _read(blocks: list[tuple[int, Block]], language: str, row: Convention) -> list[Paragraph]:
    shown = habits((block.text for _, block in blocks), language, row)
    paragraphs: list[Paragraph] = []
    left_open = ""
    for place, (index, block) in enumerate(blocks):
        if place and blocks[place - 1][0] != index - 1:
            left_open = ""  # a scene break stands between
        if _ANY.search(block.text):
            paragraph = read(block.text, shown, untouchable(block), left_open, _begins(blocks, place + 1))
        else:
            paragraph = Paragraph(())
        left_open = paragraph.left_open
        paragraphs.append(paragraph)
    return paragraphs


def _marked(text: str, paragraph: Paragraph, row: Convention) -> str:
    """Return the text with its marks as the readings have them."""
    pieces: list[str] = []
    position = 0
    for reading in paragraph.readings:
        pieces += text[position : reading.start], _glyph(reading, row, text[reading.start : reading.end])
        position = reading.end
    return "".join((*pieces, text[position:]))


def _as_typed(first: Paragraph, second: Paragraph) -> Paragraph:
    """Return the second reading of the marks, told of the places and kinds they had in the first."""
    if len(first.readings) != len(second.readings):
        return first
    readings = tuple(
        Reading(
            old.start,
            old.end,
            old.kind,
            SWAPPED[new.sense] if old.kind != new.kind and SINGLE in (old.kind, new.kind) else new.sense,
            new.because,
            new.inner,
        )
        for old, new in zip(first.readings, second.readings, strict=True)
    )
    return Paragraph(readings, second.left_open, first.strays)


_ANY = re.compile(f"[{DOUBLES}{SINGLES},](?:(?<!,)|,)")
_OPENERS = re.compile(rf"[\s*_]*((?:{GHOST}?\"{INSIDE}?|'){{1,2}})")


def _begins(blocks: list[tuple[int, Block]], place: int) -> str:
    """Return the marks the next paragraph begins with, straight: "", one or two; none after a scene break."""
    if place == len(blocks) or blocks[place][0] != blocks[place - 1][0] + 1:
        return ""
    found = _OPENERS.match(straight(blocks[place][1].text))
    return found[1].replace(GHOST, "").replace(INSIDE, "") if found else ""


_MID_WORD = re.compile(r"'(?=[^\W_])(?<=[^\W_].)")


def _mid_word(facts: Facts, index: int, block: Block) -> None:
    text, even = block.text, straight(block.text)
    if "'" not in even:
        return
    protected = untouchable(block)
    for found in _MID_WORD.finditer(even):
        at = found.start()
        if text[at] in "’‹›′" or (even[at - 1].isdigit() and even[at + 1].isdigit()):
            continue  # right already; or feet and inches, which are read as marks
        if not (protected and covered(protected, at, at + 1)):
            facts.edits["apostrophe"].append(Replace(index, at, at + 1, text[at], "’"))


def _file(facts: Facts, story: Story, index: int, block: Block, reading: Reading, row: Convention) -> None:
    """File what a reading asks for under the rule that does it."""
    old = block.text[reading.start : reading.end]
    new = _glyph(reading, row, old)
    if old == new:
        return
    if len(old) > 1:
        rule = "typewriter"
    elif reading.sense in MENDED:
        rule = "mismatched"
    elif reading.sense == PRIME:
        rule = "prime"
    elif old in "“”‘’‚„‛‟«»‹›":
        rule = "turned"
    elif old in "`´":
        rule = "typewriter"
    elif reading.sense == APOSTROPHE:
        after = block.text[reading.end : reading.end + 1]
        rule = "year" if after.isdigit() else "elision" if after.isalpha() else "word_end"
    else:
        rule = "double" if reading.kind == DOUBLE else "single"
    because = reading.because if reading.sense in (APOSTROPHE, PRIME) else ""
    if reading.sense in MENDED:
        because = "the quotation it belongs to has marks of the other kind"
        what = f"a quotation is {'opened' if reading.sense == MENDED_OPEN else 'closed'} by the wrong kind of mark"
        facts.remarks[rule].append(
            Remark(
                f"{what}: {old} was made {new}",
                Where(story.file, block.line),
                "correct the mark in the source if it is meant otherwise",
                text=_around(block.text, reading.start),
            )
        )
    facts.edits[rule].append(Replace(index, reading.start, reading.end, old, new, because=because))


def _space(facts: Facts, index: int, text: str, reading: Reading) -> None:
    """File the spaces there are within a quotation, or are not outside it."""
    start, end = reading.start, reading.end
    if reading.sense in (OPEN, MENDED_OPEN):
        inner, outer = _SPACES_AFTER.match(text, end), text[max(0, start - 1) : start]
        if inner:
            facts.edits["inner_space"].append(Replace(index, end, inner.end(), inner.group(), ""))
        if reading.kind == DOUBLE and outer in ",.!?;:" and outer:
            facts.edits["outer_space"].append(Replace(index, start, start, "", " "))
    elif reading.sense in (CLOSE, MENDED_CLOSE):
        inner, outer = _SPACES_BEFORE.search(text, max(0, start - 8), start), text[end : end + 1]
        if inner and inner.start():
            facts.edits["inner_space"].append(Replace(index, inner.start(), start, inner.group(), ""))
        if reading.kind == DOUBLE and outer.isalpha() and text[start - 1 : start] in ",.!?;:—…":
            facts.edits["outer_space"].append(Replace(index, end, end, "", " "))


_SPACES_AFTER = re.compile(r"[ \t]+(?=[^\s\"“”„'‘’])")
_SPACES_BEFORE = re.compile(r"(?<=[^\s\"“”„'‘’])[ \t]+\Z")


def _glyph(reading: Reading, row: Convention, typed: str) -> str:
    kind, sense = reading.kind, reading.sense
    if typed in "‹›" or kind == ANGLED:
        return typed  # the author's own choice, and which of them opens is a custom of the country
    if sense == APOSTROPHE:
        return "’"
    if sense == PRIME:
        return "″" if kind == DOUBLE else "′"
    if sense in MENDED:
        kind = OTHER[kind]
    pair = row.double if kind == DOUBLE else row.single
    if kind == DOUBLE and pair[0] == "«" and (typed in "“”„‟" or reading.inner):
        pair = row.inner  # what nests in angled marks; or the author's own choice in a language that has both
    return pair[0] if sense in (OPEN, MENDED_OPEN) else pair[1]


def _doubt(facts: Facts, story: Story, block: Block, paragraph: Paragraph, following: str) -> None:
    where = Where(story.file, block.line)
    for at in paragraph.strays:
        facts.remarks["unpaired"].append(
            Remark("a quotation is closed that was never opened", where, text=_around(block.text, at))
        )
    if paragraph.left_open and following[:1] != paragraph.left_open[0].replace(ANGLED, DOUBLE):
        facts.remarks["unpaired"].append(
            Remark("a quotation is opened and never closed", where, text=block.text[-60:])
        )


def _around(text: str, at: int) -> str:
    return text[max(0, at - 30) : at + 30]


QUOTES: Family[Facts] = Family(
    "quotes", "Straight quotation marks become typographic ones, and each apostrophe an apostrophe.", survey
)


@QUOTES.rule("A mark between two letters is an apostrophe.")
def apostrophe(story: Story, facts: Facts) -> Findings:
    """Turn the marks of don't and o'clock."""
    yield from facts.edits["apostrophe"]


@QUOTES.rule("A mark before a word that has lost its beginning is an apostrophe, never an opening quote.")
def elision(story: Story, facts: Facts) -> Findings:
    """Turn the marks of 'em and 'tis."""
    yield from facts.edits["elision"]


@QUOTES.rule("A mark before the last two figures of a year is an apostrophe.")
def year(story: Story, facts: Facts) -> Findings:
    """Turn the mark of '85."""
    yield from facts.edits["year"]


@QUOTES.rule("A mark after a word is an apostrophe where no quotation waits for its end: boys’, goin’, o’.")
def word_end(story: Story, facts: Facts) -> Findings:
    """Turn the marks of possessives in -s and of words that have lost their end."""
    yield from facts.edits["word_end"]


@QUOTES.rule("After a measure the marks are primes: 6′2″.")
def prime(story: Story, facts: Facts) -> Findings:
    """Turn the marks of feet and inches, minutes and seconds of arc."""
    yield from facts.edits["prime"]


@QUOTES.rule("Double marks open and close by their neighbours and by what is open.")
def double(story: Story, facts: Facts) -> Findings:
    """Turn straight double marks."""
    yield from facts.edits["double"]


@QUOTES.rule("Single marks that are no apostrophes open and close the quotations that nest.")
def single(story: Story, facts: Facts) -> Findings:
    """Turn straight single marks."""
    yield from facts.edits["single"]


@QUOTES.rule("A word processor turns marks by what stands before them, and is often wrong: ‘em, —“.")
def turned(story: Story, facts: Facts) -> Findings:
    """Turn round curly marks that stand the wrong way."""
    yield from facts.edits["turned"]


@QUOTES.rule(
    "A quotation that ends with the other kind of mark than it began with is given the kind it began with."
)
def mismatched(story: Story, facts: Facts) -> Findings:
    """Mend a mark of the wrong kind, and say so."""
    yield from facts.edits["mismatched"]
    yield from facts.remarks["mismatched"]


@QUOTES.rule("Backticks, acute accents, paired commas and paired single marks stand for quotation marks.")
def typewriter(story: Story, facts: Facts) -> Findings:
    """Replace ``, '', ,, and ` and ´. The only rule that changes lengths, and so the last to make edits."""
    yield from facts.edits["typewriter"]


@QUOTES.rule("No space stands between a quotation mark and what it encloses.", safe=False)
def inner_space(story: Story, facts: Facts) -> Findings:
    """Propose to take the spaces of " Hello "."""
    yield from facts.edits["inner_space"]


@QUOTES.rule("A space stands between a quotation and the words round it.", safe=False)
def outer_space(story: Story, facts: Facts) -> Findings:
    """Propose a space for "Yes,"she said."""
    yield from facts.edits["outer_space"]


@QUOTES.rule("A quotation that lacks an end or a beginning is the author's to mend: no mark is added.")
def unpaired(story: Story, facts: Facts) -> Findings:
    """Say where a quotation is left open or closed twice."""
    yield from facts.remarks["unpaired"]
