"""Judges a quotation mark by its neighbours alone: every sense it may have gets a cost.

The costs come from a table of what stands before and after the mark, and for single marks from the lexicon. They are
whole numbers: about 10 is a habit, 30 a doubtful reading, 60 a slip of the author's. What stands there does not
count, for a word processor turns marks blindly, with one exception: a mark that stands as no word processor would
have turned it (’em after a space) was meant, and that is evidence.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from compiler.rules.lexicon import Lexicon
from compiler.rules.senses import (
    ANGLED,
    APOSTROPHE,
    CLOSE,
    MENDED_CLOSE,
    MENDED_OPEN,
    OPEN,
    PRIME,
    SINGLE,
    Habits,
)
from compiler.rules.straight import GHOST, INSIDE

_MEASURES = (
    re.compile(  # 6'2", 5'11, 6' 2½"
        r"""
        (?<![\w.,]) \d{1,3} (')
        (?: [ -]? \d{1,2} (?:\.\d+)? [½¼¾]? \u2063? (") | (?= \d{1,2} [½¼¾]? (?! [\w'] ) ) )
        """,
        re.VERBOSE,
    ),
    re.compile(  # a 12" ruler, 6' tall, 2" x 4"
        r"""
        (?<![\w.,]) \d{1,3} (?:\.\d+)? [½¼¾]?
        \u2063? (?: (["']) (?= [ -]? (?: tall | long | high | wide | deep | thick | across | [x×][ ]?\d | by[ ]\d ) \b )
          | (") (?= [ -]? (?: barrel | blade | screen | monitor | knife | heels? | TV | ruler | gun ) \b ) )
        """,
        re.VERBOSE,
    ),
    re.compile(r"°[ ]?\d{1,2}(?:\.\d+)?(')(?:[ ]?\d{1,2}(?:\.\d+)?(\"))?"),  # 71° 14' 3"
)
AFTER_DIGIT = re.compile(rf"[\d½¼¾]{GHOST}?['\"]")

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LAST_WORD = re.compile(r"'?[^\W_]{1,30}\Z")
_CLOSED_SOON = re.compile(r"[^'\"\n]{0,40}(?:'\w[^'\"\n]{0,40})?[\w.,!?…—-]'(?!\w)")
_HAVE = re.compile(r"a'(?!\w)")
_MODAL = re.compile(r"(?:\b(?:would|could|should|might|must|may|ought|to|had|will)|n't|'d|'ll) \Z", re.I)
_IN_PASSING = re.compile(r"\w \Z")
_YEAR = re.compile(r"\d\ds?(?![\w%°]|[.,:]\d)")

# What stands next to a mark, stars and the other marks of its cluster left out.
_SPACE, _BRACKET, _LETTER, _POINT, _DASH, _DOTS = range(6)


class _Classes(dict[str, int]):
    """Class of each character, found out once."""

    def __missing__(self, character: str) -> int:
        found = self[character] = _SPACE if character.isspace() else _LETTER
        return found


_CLASS = _Classes(
    {
        "": _SPACE,
        **dict.fromkeys("([{<¿¡", _BRACKET),
        **dict.fromkeys(",.!?;:)]}>", _POINT),
        **dict.fromkeys("-–—―‐‑−⸺~/=\u2060", _DASH),
        "…": _DOTS,
    }
)

# Costs of (opening, closing) by the class before (row) and after (column: space, bracket, letter, point, dash, dots).
_DOUBLE_COSTS = (
    ((10, 10), (0, 60), (0, 60), (5, 30), (0, 40), (0, 50)),
    ((5, 20), (0, 40), (0, 60), (0, 40), (0, 40), (0, 40)),
    ((60, 0), (40, 0), (20, 20), (60, 0), (30, 0), (30, 0)),
    ((60, 0), (40, 5), (15, 15), (60, 0), (30, 0), (40, 0)),
    ((50, 0), (0, 20), (0, 25), (50, 0), (12, 10), (5, 15)),
    ((60, 0), (20, 10), (15, 20), (50, 0), (30, 0), (20, 20)),
)
# The same for single marks: (opening, closing, apostrophe).
_SINGLE_COSTS = (
    ((30, 30, 20), (0, 60, 45), (0, 70, 30), (10, 40, 40), (0, 50, 45), (0, 50, 40)),
    ((20, 30, 30), (0, 60, 45), (0, 70, 30), (0, 50, 45), (0, 50, 45), (0, 50, 45)),
    ((70, 0, 25), (50, 0, 25), (25, 25, 15), (70, 0, 25), (40, 0, 25), (40, 0, 25)),
    ((70, 0, 45), (40, 5, 45), (15, 15, 30), (70, 0, 45), (40, 0, 45), (50, 0, 45)),
    ((60, 0, 45), (0, 30, 45), (3, 30, 28), (60, 0, 45), (12, 10, 45), (5, 15, 45)),
    ((60, 0, 45), (20, 20, 45), (12, 25, 25), (60, 0, 45), (40, 0, 45), (20, 20, 45)),
)
_MEND = 45

Costs = tuple[tuple[int, int], ...]
"""Senses and their costs, the cheapest first."""

_LOST, _RARE = "lost", "rare"


class Judged(NamedTuple):
    """A mark, and what each sense it may have would cost."""

    start: int
    end: int
    kind: str
    costs: Costs
    because: str = ""
    word: str = ""  # "lost": it has surely lost letters; "rare": it may have, for all we know


def primes(even: str) -> frozenset[int]:
    """Return the places of marks that measure: feet and inches, minutes and seconds of arc."""
    return frozenset(
        place
        for pattern in _MEASURES
        for found in pattern.finditer(even)
        for place in (found.start(1), found.start(2))
        if place >= 0
    )


_NO_MARK = "*_\u202f" + INSIDE  # what may stand between a mark and its neighbour
_THROUGH = frozenset("\"'" + GHOST + _NO_MARK)
_FAR = 8  # a longer row of marks is no cluster


def judge(text: str, even: str, start: int, end: int, habits: Habits, measures: frozenset[int]) -> Judged:
    """Give each sense the mark may have its cost, by its neighbours alone."""
    kind = ANGLED if text[start] in "«»" else even[end - 1]
    if end - 1 in measures or text[start] in "′″":
        return Judged(start, end, kind, ((PRIME, 0),), "it stands after a measure")
    left, right = start - 1, end
    far, length = left - _FAR, len(even)
    while left > far and left >= 0 and even[left] in _THROUGH:
        left -= 1
    far = right + _FAR
    while right < far and right < length and even[right] in _THROUGH:
        right += 1
    before = even[left] if left >= 0 else ""
    after = even[right] if right < length else ""
    a, b = _CLASS[before], _CLASS[after]
    evident = _evident(a, text[start], habits) if end == start + 1 else ""
    if kind != SINGLE:
        digit = left == start - 1 and before.isdigit()
        return Judged(start, end, kind, _double(kind, a, b, before == "", after == "", evident, digit))
    if b == _LETTER and a != _LETTER:
        return Judged(start, end, kind, *_leading(even, end, right, a, evident, habits))
    if a == _LETTER:
        return Judged(start, end, kind, *_trailing(even, start, left, b, evident, habits))
    return Judged(start, end, kind, _single(a, b, before == "", after == "", evident))


OPENER, CLOSER, ANGLED_OPENER, ANGLED_CLOSER = "opener", "closer", "angled opener", "angled closer"


def _evident(a: int, typed: str, habits: Habits) -> str:
    """Tell what a mark was meant for, if it stands as no word processor would have turned it."""
    if typed in "«»‹›":  # no word processor turns these
        return ANGLED_OPENER if typed in habits.openers else ANGLED_CLOSER if typed in habits.closers else ""
    if a in (_LETTER, _POINT, _DOTS):
        return OPENER if typed in habits.openers else ""
    return CLOSER if typed in habits.closers else ""


@lru_cache(maxsize=1024)
def _double(kind: str, a: int, b: int, first: bool, last: bool, evident: str, digit: bool) -> Costs:
    opening, closing = _DOUBLE_COSTS[a][b]
    if first != last:
        opening, closing = (0, 60) if first else (60, 0)
    if evident == OPENER:
        closing += 30
    elif evident == CLOSER:
        opening += 30
    elif evident == ANGLED_OPENER:
        return ((OPEN, 0), (CLOSE, 200))
    elif evident == ANGLED_CLOSER:
        return ((CLOSE, 0), (OPEN, 200))
    costs = [(OPEN, opening), (CLOSE, closing)]
    if kind != ANGLED and a in (_POINT, _DOTS) and b in (_SPACE, _POINT):
        costs.append((MENDED_CLOSE, closing + _MEND))
    if digit:
        costs.append((PRIME, 25))
    return _ranked(costs)


@lru_cache(maxsize=1024)
def _single(a: int, b: int, first: bool, last: bool, evident: str) -> Costs:
    opening, closing, apostrophe = _SINGLE_COSTS[a][b]
    if first != last:
        opening, closing = (0, 60) if first else (60, 0)
    return _weighed(a, b, opening, closing, apostrophe, evident)


@lru_cache(maxsize=4096)
def _weighed(a: int, b: int, opening: int, closing: int, apostrophe: int, evident: str) -> Costs:
    """Rank the senses of a single mark, with what the typed mark itself proves."""
    if evident in (CLOSER, ANGLED_CLOSER):
        opening += 40
    elif evident in (OPENER, ANGLED_OPENER):
        closing += 40
        apostrophe += 40
    costs = [(OPEN, opening), (CLOSE, closing), (APOSTROPHE, apostrophe)]
    if a in (_SPACE, _BRACKET) and b == _LETTER:
        costs.append((MENDED_OPEN, opening + _MEND))
    elif a in (_LETTER, _POINT, _DOTS) and b in (_SPACE, _POINT):
        costs.append((MENDED_CLOSE, closing + _MEND))
    return _ranked(costs)


def _ranked(costs: list[tuple[int, int]]) -> Costs:
    costs.sort(key=lambda pair: (pair[1], pair[0]))
    return tuple(costs)


def _leading(even: str, end: int, right: int, a: int, evident: str, habits: Habits) -> tuple[Costs, str, str]:
    """Judge a single mark before a word: an opening quotation, or an apostrophe for a lost beginning."""
    found = _WORD.match(even, right)
    word = found.group() if found else ""
    opening, closing, apostrophe = _SINGLE_COSTS[a][_LETTER]
    because = kind = ""
    stem = word.lower().partition("'")[0]
    lexicon = habits.lexicon
    if even[end:right].strip(_NO_MARK):  # another mark stands between, and is the apostrophe if any is
        return _weighed(a, _LETTER, opening, closing, apostrophe + 40, evident), "", ""
    if stem in lexicon.syllables and word[0].isupper():
        if even[right + len(word) : right + len(word) + 1] == " ":  # ’N he said; but: ‘N—no’, ‘M. Gardiner’
            opening, apostrophe, because = opening + 10, 5, f"’{word} may have lost its beginning"
    elif stem in lexicon.firm:
        opening, apostrophe, because = opening + 50, 0, f"’{word} has lost its beginning"
        kind = _LOST
    elif stem == "a" and _HAVE.match(even, right) and _MODAL.search(even, max(0, end - 12), end - 1):
        opening, apostrophe, because = opening + 50, 0, "’a’ is short for have"
    elif stem in lexicon.loose and (word[0].islower() or stem in lexicon.firmest):
        opening, apostrophe, because = opening + 20, 5, f"’{word} may have lost its beginning"
    elif stem in lexicon.dropped_h:
        opening, apostrophe, because = opening + 15, 5, f"’{word} has lost its h"
    elif stem in habits.learned:
        opening, apostrophe, because = opening + 20, 5, f"’{word} opens no quotation elsewhere in this story"
    elif stem in lexicon.dropped_h_words:
        opening, apostrophe = (opening + 8, 5) if habits.dialect else (opening, 25)
        because = f"’{word} may have lost its h"
        kind = _RARE if word.islower() else ""
    elif _YEAR.match(even, right):
        opening, apostrophe, because = opening + 25, 0, f"’{word} has lost its century"
    else:
        kind = _RARE if word.islower() else ""
    if right == end == 1 and habits.outer == SINGLE and kind != _LOST:  # so do its speeches begin
        apostrophe += 15
    if kind == _RARE:
        if not _IN_PASSING.search(even, max(0, end - 3), end - 1):
            kind = ""
        elif not _CLOSED_SOON.match(even, right):  # what is quoted in passing is short
            opening += 40
    return _weighed(a, _LETTER, opening, closing, apostrophe, evident), because, kind


def _trailing(
    even: str, start: int, left: int, b: int, evident: str, habits: Habits
) -> tuple[Costs, str, str]:
    """Judge a single mark after a word: a closing quotation, or an apostrophe for a lost end or a possessive."""
    opening, closing, apostrophe = _SINGLE_COSTS[_LETTER][b]
    found = _LAST_WORD.search(even, max(0, left - 30), left + 1)
    word = found.group() if found else ""
    word = word if word == "I" else word.lower()
    because = kind = ""
    if word == "'n":
        apostrophe, closing, because = 0, closing + 40, "’n’ has lost both its ends"
    elif word == "'a" and _MODAL.search(even, max(0, left - 13), left - 1):
        apostrophe, closing, because = 0, closing + 40, "’a’ is short for have"
    else:
        word = word.lstrip("'")
        if word in habits.learned_ends or has_lost_end(word, habits.lexicon):
            apostrophe, closing, because = 0, closing + 35, f"{word}’ has lost its end"
            kind = _LOST
        elif word.endswith(("s", "z", "x")):
            apostrophe = 12
        elif word:
            kind = _RARE
    if even[left + 1 : start].strip(_NO_MARK):
        apostrophe += 40
    return _weighed(_LETTER, b, opening, closing, apostrophe, evident), because, kind


def has_lost_end(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a mark after this word, in small letters, is an apostrophe: o’, mos’, goin’."""
    return word in lexicon.endless or (
        len(word) > 3 and word.endswith("in") and bool(lexicon.whole) and word not in lexicon.whole
    )


def in_dialect(marks: list[Judged]) -> list[Judged]:
    """Weigh the rare words again: among words that have lost their ends, they will have lost something as well."""
    lost = min(4, sum(1 for mark in marks if mark.word == _LOST))
    if not lost:
        return marks
    weight = {
        OPEN: 6 * lost,
        MENDED_OPEN: 6 * lost,
        CLOSE: 3 * lost,
        MENDED_CLOSE: 3 * lost,
        APOSTROPHE: -6 * lost,
    }
    return [
        mark._replace(costs=_ranked([(sense, cost + weight.get(sense, 0)) for sense, cost in mark.costs]))
        if mark.word == _RARE
        else mark
        for mark in marks
    ]
