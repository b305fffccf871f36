"""Text with marks: the one shape that every story has between reading and writing.

A story is a flat tuple of blocks. A block is a string of what a reader reads, with marks over ranges of it:
so a rule can look at plain text, quotes can pair across inline tags, and an edit has an address that can be
stored, shown and undone. In `text`, a line feed is a hard line break and U+FFFC stands for an object (an image) under
an "img" mark. Offsets count characters (code points), and a range includes its start and not its end.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from unicodedata import category

OBJECT = "\ufffc"

Attrs = tuple[tuple[str, str], ...]

TAGS = frozenset(
    "a abbr b cite code del em i img ins kbd mark note q ruby rt s small span strong sub sup u".split()
)
"""The closed set of inline marks. "note" is an author's interruption inside a paragraph; the rest are HTML's."""

ATOMIC = frozenset({"img"})
"""Tags whose marks never join a neighbour: each stands for one object."""


class Kind(StrEnum):
    """What a block is, before anyone asks what it means."""

    PARAGRAPH = "p"
    HEADING = "h"
    BREAK = "hr"  # a scene break; its text is the divider as typed, or empty
    PRE = "pre"
    FIGURE = "figure"


class Role(StrEnum):
    """What a block means in a story. One table (docs/architecture.md) says how each is exported and printed."""

    BODY = "body"
    TITLE = "title"
    BYLINE = "byline"
    MASTHEAD = "masthead"  # a header field; trait "field:rating"
    CHAPTER = "chapter"  # the heading of a chapter
    SUBHEAD = "subhead"  # a heading inside a chapter; trait pov, date, place, time or section
    EPIGRAPH = "epigraph"
    VERSE = "verse"
    LETTER = "letter"
    SUMMARY = "summary"
    WARNING = "warning"
    DEDICATION = "dedication"
    DISCLAIMER = "disclaimer"
    AUTHOR_NOTE = "author-note"
    SETTING = "setting"
    CREDITS = "credits"
    PLEA = "plea"  # "please review"
    TBC = "tbc"  # "to be continued"
    END_MARKER = "end-marker"  # "the end"
    BOILERPLATE = "boilerplate"  # furniture of the site
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A tag over the characters `start` to `end` of one block, e.g. emphasis or a link."""

    start: int
    end: int
    tag: str
    attrs: Attrs = ()

    def attr(self, name: str) -> str:
        """Return the value of the attribute, or an empty string."""
        return next((value for key, value in self.attrs if key == name), "")


@dataclass(frozen=True, slots=True)
class Wrap:
    """A container round a block (blockquote, ul, ol, li, letter …). `number` keeps two neighbours apart."""

    tag: str
    number: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or other block of text. Its marks are kept in one canonical order.

    `level` is a heading's depth (1 is the highest), `traits` are small facts ("chat", "field:rating", "gap:2",
    "id:n3"), `line` is where the block began in the source, counted from 1 (0: it has no line).
    Marks that have the same tag and attributes and that touch or overlap are one mark.
    """

    kind: Kind
    text: str
    marks: tuple[Mark, ...] = ()
    within: tuple[Wrap, ...] = ()
    role: Role = Role.BODY
    level: int = 0
    traits: tuple[str, ...] = ()
    line: int = 0

    def __post_init__(self) -> None:
        if self.marks:
            object.__setattr__(self, "marks", _canonical(self.marks, len(self.text)))

    def trait(self, name: str) -> str:
        """Return what follows `name:` among the traits, or an empty string."""
        prefix = name + ":"
        return next((trait[len(prefix) :] for trait in self.traits if trait.startswith(prefix)), "")

    def labelled(self, role: Role, *traits: str) -> "Block":
        """Return the block with another role, and these traits besides its own."""
        added = tuple(trait for trait in traits if trait not in self.traits)
        return replace(self, role=role, traits=self.traits + added)


Blocks = tuple[Block, ...]


def words(text: str) -> int:
    """Count the words of a text.

    A word is a run of letters and digits, joined by single marks inside it (don't, well-known, 3:23, un*real*);
    each Chinese or Japanese character is one. Correcting quotes, dashes and spaces does not change the count, nor
    do accents written apart, vowel signs and what cannot be seen.
    """
    return sum(1 for _ in _word_pattern().finditer(text))


@cache
def _word_pattern() -> re.Pattern[str]:
    ideograph = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    letter = rf"[^\W_{ideograph}]"
    unseen = "\u00ad\u200b-\u200d\u2060\ufeff"  # soft hyphen, spaces of no width, joiners
    signs = re.escape("".join(chr(code) for code in range(0x300, 0x10000) if category(chr(code))[0] == "M"))
    added = f"[{unseen}{signs}]"
    run = rf"{letter}+(?:{added}+{letter}+)*{added}*"
    joint = r"['’‘`´′.,:/&@‐‑-]|[*_]{1,3}|(?<=\d)–(?=\d)"
    return re.compile(rf"[{ideograph}]{added}*|{run}(?:(?:{joint}){run})*")


def _canonical(marks: Iterable[Mark], length: int) -> tuple[Mark, ...]:
    """Sort the marks outermost first, and join those of one tag that touch; reject a mark out of range."""
    joined: dict[tuple[str, Attrs], list[Mark]] = {}
    alone: list[Mark] = []
    for mark in sorted(set(marks)):
        if not 0 <= mark.start < mark.end <= length:
            raise ValueError(f"mark {mark.tag} {mark.start}–{mark.end} outside a text of {length} characters")
        if mark.tag not in TAGS:
            raise ValueError(f"unknown tag of a mark: {mark.tag}")
        if mark.tag in ATOMIC:
            alone.append(mark)
            continue
        row = joined.setdefault((mark.tag, mark.attrs), [])
        if row and mark.start <= row[-1].end:
            row[-1] = replace(row[-1], end=max(row[-1].end, mark.end))
        else:
            row.append(mark)
    every = [mark for row in joined.values() for mark in row] + alone
    return tuple(sorted(every, key=lambda mark: (mark.start, -mark.end, mark.tag, mark.attrs)))
