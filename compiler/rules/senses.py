"""The words of quotation: what a mark can be, what is known before it is read, and what a reading says."""

from typing import NamedTuple

from compiler.rules.lexicon import Lexicon

DOUBLE, SINGLE, ANGLED = '"', "'", "«"
"""The kinds of marks. Angled ones pair among themselves, and other double ones nest in them."""
OTHER = {DOUBLE: SINGLE, SINGLE: DOUBLE}

OPEN, CLOSE, APOSTROPHE, PRIME, MENDED_OPEN, MENDED_CLOSE = range(6)
"""The senses of a mark. A MENDED one was typed as the other kind: it opens or closes a quotation of that kind.

Only marks that clearly open or close can be mended, and no double mark becomes an opening single one: it would be
read as an apostrophe.
"""

MENDED = frozenset({MENDED_OPEN, MENDED_CLOSE})
SWAPPED = {
    OPEN: MENDED_OPEN,
    CLOSE: MENDED_CLOSE,
    MENDED_OPEN: OPEN,
    MENDED_CLOSE: CLOSE,
    APOSTROPHE: APOSTROPHE,
    PRIME: PRIME,
}
"""The same sense, said of a mark of the other kind."""


class Habits(NamedTuple):
    """What a story shows of itself, and its language: what must be known before a paragraph is read."""

    lexicon: Lexicon
    outer: str = DOUBLE  # the kind of mark its quotations begin with
    openers: str = "“‘„‚‟‛"  # marks that can only have been meant to open, in this language
    closers: str = "”’"  # and to close
    dialect: bool = False  # many of its words have lost an h
    learned: frozenset[str] = frozenset()  # words that a mark precedes where no quotation can begin
    learned_ends: frozenset[str] = frozenset()  # words that a mark follows where no quotation can end


class Reading(NamedTuple):
    """One mark: its place, the kind it was typed as, its sense, and the evidence where any was weighed."""

    start: int
    end: int
    kind: str
    sense: int
    because: str = ""
    inner: bool = False  # a double mark inside angled ones


class Paragraph(NamedTuple):
    """A paragraph read: its marks in order, the stack open at its end, and the places of closers that close nothing."""

    readings: tuple[Reading, ...]
    left_open: str = ""
    strays: tuple[int, ...] = ()
