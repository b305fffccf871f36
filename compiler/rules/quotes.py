"""Quotation marks and apostrophes: straight ones become typographic, and those that stand wrong are mended.

The survey reads every mark of the story once (see `quotation`), so that the rules only say which of its readings
each of them makes. All of them but the last put one character in the place of one, so the places found by the
survey hold for the whole family. No mark is ever added or taken away.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from compiler.errors import Gravity, Remark, Where
from compiler.model.edits import Replace
from compiler.model.story import Story
from compiler.model.text import Block
from compiler.rules.languages import Convention, convention
from compiler.rules.lexicon import Lexicon, lexicon
from compiler.rules.protected import Spans, covered
from compiler.rules.quotation import (
    APOSTROPHE,
    DOUBLE,
    MARKS,
    MENDED_CLOSE,
    MENDED_OPEN,
    OPEN,
    OTHER,
    PRIME,
    SINGLE,
    Habits,
    Paragraph,
    Reading,
    has_lost_end,
    read,
)
from compiler.rules.rulebook import Family, Findings, Settings
from compiler.rules.running import running, untouchable


@dataclass(frozen=True, slots=True)
class Facts:
    """The story's habits, and every edit and remark of the family by the rule that makes it."""

    habits: Habits
    edits: dict[str, list[Replace]] = field(default_factory=lambda: defaultdict(list))
    remarks: dict[str, list[Remark]] = field(default_factory=lambda: defaultdict(list))


def survey(story: Story, settings: Settings) -> Facts:
    """Learn the story's habits, then read the marks of all its paragraphs."""
    language = story.stated.language or settings.language
    row = convention(language, settings.style)
    facts = Facts(habits(story, language, row))
    if not row.marks:
        return facts
    blocks = [(index, block) for index, block in running(story)]
    left_open = ""
    for place, (index, block) in enumerate(blocks):
        text = block.text
        if not _ANY.search(text):
            left_open = ""
            continue
        protected = untouchable(block)
        _mid_word(facts, index, text, protected)
        following = blocks[place + 1][1].text if place + 1 < len(blocks) else ""
        paragraph = read(text, facts.habits, protected, left_open, _first_marks(following))
        for reading in paragraph.readings:
            _sort(facts, story, index, block, reading, row)
        _doubts(facts, story, block, paragraph, following)
        left_open = paragraph.left_open
    return facts


def habits(story: Story, language: str, row: Convention) -> Habits:
    """Return what the whole story shows: its outer marks, whether it is full of dialect, and of which words.

    Marks are counted as if all were straight, so that the corrected story shows the same.
    """
    double = single = lost = words = 0
    known = lexicon(language)
    begun: set[str] = set()
    ended: set[str] = set()
    for _, block in running(story):
        text = block.text
        words += text.count(" ") + 1
        if '"' in text or "”" in text or "“" in text:
            double += sum(1 for _ in _CLOSED_DOUBLE.finditer(text))
        if _SINGLE_MARK.search(text):
            single += sum(1 for _ in _CLOSED_SINGLE.finditer(text))
            lost += sum(1 for found in _LOST.finditer(text) if found[1].lower() in known.dropped_h)
            _unpaired(text, known, begun, ended)
    outer = row.outer if double == single else (DOUBLE if double > single else SINGLE)
    if outer == SINGLE:  # nearly every paragraph has a quotation open, and proves nothing
        begun, ended = set(), set()
    openers, closers = _telling(row)
    return Habits(
        known, outer, openers, closers, lost > 1 and lost * 4000 > words, frozenset(begun), frozenset(ended)
    )


def _telling(row: Convention) -> tuple[str, str]:
    """Return the curly marks that tell what was meant: those that only open and those that only close."""
    if row.double == ("“", "”"):
        return "“‘„‚‟‛", "”’"
    opening = {row.double[0], row.single[0]} - {row.double[1], row.single[1], "’"}
    return "".join(sorted(opening | set("„‚"))), "" if row.single[0] == "’" else "’"


def _unpaired(text: str, known: Lexicon, begun: set[str], ended: set[str]) -> None:
    """Learn the words with a mark before them that nothing could close, or one after them that nothing opened."""
    leading = list(_LOST.finditer(text))
    first = leading[0].start() if leading else len(text)
    last = -1
    for found in _MAY_CLOSE.finditer(text):
        before = _LAST_WORD.search(text, max(0, found.start() - 30), found.start())
        word = before.group().lower() if before else ""
        if word and found.start() < first:
            ended.add(word)
        elif not word or not has_lost_end(word, known):
            last = found.start()
    begun.update(found[1] for found in leading if found.start() > last and found[1].islower())


_ANY = re.compile(f"[{MARKS},](?:(?<!,)|,)")
_CLOSED_DOUBLE = re.compile(r"[\"“”](?=[\s.,;:!?)—-]|\Z)(?<=[\w.,!?…—-].)")
_CLOSED_SINGLE = re.compile(r"['‘’](?=[\s.,;:!?)—-]|\Z)(?<=[.,!?…—-].)")
_SINGLE_MARK = re.compile("['‘’‚‛`´]")
_LOST = re.compile(r"['‘’‚‛`´](?<![\w'‘’‚‛`´].)(\w+)")
_MAY_CLOSE = re.compile(r"['‘’‚‛`´](?!\w)(?<=[^\s'‘’‚‛`´].)")
_LAST_WORD = re.compile(r"[^\W_]{1,30}\Z")
_OPENERS = re.compile(r"[\s*_]*([\"“„'‘’‚][\"“„'‘’‚]?)")


def _first_marks(text: str) -> str:
    """Return the marks a paragraph begins with, as kinds: "", one or two characters."""
    found = _OPENERS.match(text)
    return "".join(SINGLE if mark in "'‘’‚" else DOUBLE for mark in found[1]) if found else ""


_MID_WORD = re.compile(r"['‘`´‛](?=[^\W_])(?<=[^\W_].)")


def _mid_word(facts: Facts, index: int, text: str, protected: Spans) -> None:
    edits = facts.edits["apostrophe"]
    for found in _MID_WORD.finditer(text):
        at = found.start()
        if text[at - 1].isdigit() and text[at + 1].isdigit():
            continue  # feet and inches
        if not (protected and covered(protected, at, at + 1)):
            edits.append(Replace(index, at, at + 1, found.group(), "’"))


def _sort(facts: Facts, story: Story, index: int, block: Block, reading: Reading, row: Convention) -> None:
    """File what a reading asks for under the rule that does it."""
    old = block.text[reading.start : reading.end]
    new = _glyph(reading, row)
    if old == new:
        return
    if len(old) > 1:
        rule = "typewriter"
    elif reading.sense in (MENDED_OPEN, MENDED_CLOSE):
        rule = "mismatched"
    elif reading.sense == PRIME:
        rule = "prime"
    elif old in "“”‘’‚„‛‟":
        rule = "turned"
    elif old in "`´":
        rule = "typewriter"
    elif reading.sense == APOSTROPHE:
        after = block.text[reading.end : reading.end + 1]
        rule = "year" if after.isdigit() else "elision" if after.isalpha() else "word_end"
    else:
        rule = "double" if reading.kind == DOUBLE else "single"
    because = reading.because if reading.sense in (APOSTROPHE, PRIME) else ""
    if reading.sense in (MENDED_OPEN, MENDED_CLOSE):
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


def _glyph(reading: Reading, row: Convention) -> str:
    kind, sense = reading.kind, reading.sense
    if sense == APOSTROPHE:
        return "’"
    if sense == PRIME:
        return "″" if kind == DOUBLE else "′"
    if sense in (MENDED_OPEN, MENDED_CLOSE):
        kind = OTHER[kind]
    pair = row.double if kind == DOUBLE else row.single
    return pair[0] if sense in (OPEN, MENDED_OPEN) else pair[1]


def _doubts(facts: Facts, story: Story, block: Block, paragraph: Paragraph, following: str) -> None:
    where = Where(story.file, block.line)
    for at in paragraph.strays:
        facts.remarks["unpaired"].append(
            Remark("a quotation is closed that was never opened", where, text=_around(block.text, at))
        )
    if paragraph.left_open and _first_marks(following)[:1] != paragraph.left_open[0]:
        facts.remarks["unpaired"].append(
            Remark(
                "a quotation is opened and never closed", where, gravity=Gravity.DOUBT, text=block.text[-60:]
            )
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


@QUOTES.rule("A quotation that lacks an end or a beginning is the author's to mend: no mark is added.")
def unpaired(story: Story, facts: Facts) -> Findings:
    """Say where a quotation is left open or closed twice."""
    yield from facts.remarks["unpaired"]
