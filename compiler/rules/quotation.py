"""Reads the quotation marks of one paragraph: which open, which close, which are apostrophes or primes.

Every mark is first judged by its neighbours: each sense it may have gets a cost, from a table of what stands before
and after it and, for single marks, from the lexicon. Where the neighbours leave no doubt and the marks pair, that is
the reading. Otherwise the cheapest sequence of senses is found in which quotations nest (a state is the stack of
open quotations, and a handful live at a time), so a ‘ is one because it is closed later, and a ’ closes because
something is open.

Curly marks are read as if they were straight, so that a word processor's mistakes are mended, with one exception: a
mark that stands as no word processor would have turned it (’em after a space) was meant, and that is evidence. Since
agreeing with what stands there never costs anything, reading the corrected text gives the same reading.

Costs are whole numbers: about 10 is a habit, 30 a doubtful reading, 60 a slip of the author's.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from compiler.rules.lexicon import Lexicon
from compiler.rules.protected import Spans, covered

DOUBLE, SINGLE = '"', "'"
OTHER = {DOUBLE: SINGLE, SINGLE: DOUBLE}

OPEN, CLOSE, APOSTROPHE, PRIME, MENDED_OPEN, MENDED_CLOSE = range(6)
"""The senses of a mark. A MENDED one was typed as the other kind: it opens or closes a quotation of that kind."""


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


class Paragraph(NamedTuple):
    """A paragraph read: its marks in order, the stack open at its end, and the places of closers that close nothing."""

    readings: tuple[Reading, ...]
    left_open: str = ""
    strays: tuple[int, ...] = ()


MARKS = "\"“”„‟'‘’‚‛`´"
TOKEN = re.compile(
    r"""
    ["“”„‟'‘’‚‛`´,] (?:
        (?<= ["“”„‟] )
      | (?<= ` ) ` | (?<= ´ ) ´ | (?<= , ) (?<! \w, ) , (?= \w )
      | (?<= ['‘’‚‛`´] ) (?: (?<! [^\W_]. ) | (?! [^\W_] ) | (?<= \d. ) (?= \d ) )
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_TWO_SINGLES = re.compile(
    TOKEN.pattern.replace("| (?<= ´ )", "| (?<= (?<!')' ) ' (?!') | (?<= ´ )"), TOKEN.flags
)
_OPENED_BY_TWO = re.compile(r"``|(?<![\w'.,!?…])''(?=\w)")
_CLOSED_BY_TWO = re.compile(r"[.,!?…—-]''(?![\w'])")

_MEASURES = (
    re.compile(  # 6'2", 5'11, 6' 2½"
        r"""
        (?<![\w.,]) \d{1,3} (['‘’′])
        (?: [ -]? \d{1,2} (?:\.\d+)? [½¼¾]? ( ["“”] | '' ) | (?= \d{1,2} [½¼¾]? (?! [\w'‘’] ) ) )
        """,
        re.VERBOSE,
    ),
    re.compile(  # a 12" ruler, 6' tall, 2" x 4"
        r"""
        (?<![\w.,]) \d{1,3} (?:\.\d+)? [½¼¾]?
        (?: (["“”'‘’]) (?= [ -]? (?: tall | long | high | wide | deep | thick | across | [x×][ ]?\d | by[ ]\d ) \b )
          | (["“”]) (?= [ -]? (?: barrel | blade | screen | monitor | knife | heels? | TV | ruler | gun ) \b ) )
        """,
        re.VERBOSE,
    ),
    re.compile(r"°[ ]?\d{1,2}(?:\.\d+)?(['‘’′])(?:[ ]?\d{1,2}(?:\.\d+)?([\"“”]))?"),  # 71° 14' 3"
)

_WORD = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*")
_LAST_WORD = re.compile(r"(?:['’‘])?[^\W_]{1,30}\Z")
_CLOSED_SOON = re.compile(r"[^'’‘\"“”\n]{0,40}(?:['’‘]\w[^'’‘\"“”\n]{0,40})?[\w.,!?…—-]['’‘](?!\w)")
_HAVE = re.compile(r"a['’‘](?!\w)")
_MODAL = re.compile(
    r"(?:\b(?:would|could|should|might|must|may|ought|to|had|will)|n['’‘]t|['’‘]d|['’‘]ll) \Z", re.I
)
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
        **dict.fromkeys("([{<«¿¡", _BRACKET),
        **dict.fromkeys(",.!?;:)]}>»", _POINT),
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
_STRAY = 60
_CROSSED = 40  # a quotation closes over another that is still open
_DEEPEST = 4
_HOPELESS = 80


def read(text: str, habits: Habits, protected: Spans, before: str = "", after: str = "") -> Paragraph:
    """Read the marks of a paragraph.

    `before` is the stack that the paragraph before left open, `after` the marks the next paragraph begins with: a
    speech that runs on is left open and opened again.
    """
    doubled = "''" in text and _OPENED_BY_TWO.search(text) and _CLOSED_BY_TWO.search(text)
    tokens = [found.span() for found in (_TWO_SINGLES if doubled else TOKEN).finditer(text)]
    if protected:
        tokens = [token for token in tokens if not covered(protected, *token)]
    if not tokens:
        return Paragraph((), before if _goes_on(text, before) else "")
    primes = _primes(text) if _DIGIT.search(text) else frozenset()
    marks = [_judge(text, start, end, habits, primes) for start, end in tokens]
    return _plain(marks) or _cheapest(_in_dialect(marks), habits, before, after)


_DIGIT = re.compile(r"[\d½¼¾]['‘’\"“”]")


_LOST, _RARE = "lost", "rare"


Costs = tuple[tuple[int, int], ...]
"""Senses and their costs, the cheapest first."""


class _Judged(NamedTuple):
    start: int
    end: int
    kind: str
    costs: Costs
    because: str = ""
    word: str = ""  # "lost": it has surely lost letters; "rare": it may have, for all we know


def _goes_on(text: str, before: str) -> bool:
    return bool(before) and not text.strip()


def _primes(text: str) -> frozenset[int]:
    """Return the places of marks that measure: feet and inches, minutes and seconds of arc."""
    return frozenset(
        place
        for pattern in _MEASURES
        for found in pattern.finditer(text)
        for place in (found.start(1), found.start(2) if pattern.groups > 1 else -1)
        if place >= 0
    )


def _judge(text: str, start: int, end: int, habits: Habits, primes: frozenset[int]) -> _Judged:
    """Give each sense the mark may have its cost, by its neighbours alone."""
    kind = SINGLE if end - start == 1 and text[start] in "'‘’‚‛`´" else DOUBLE
    if start in primes:
        return _Judged(start, end, kind, ((PRIME, 0),), "it stands after a measure")
    left, right = start - 1, end
    while left >= 0 and text[left] in _THROUGH:
        left -= 1
    length = len(text)
    while right < length and text[right] in _THROUGH:
        right += 1
    before = text[left] if left >= 0 else ""
    after = text[right] if right < length else ""
    a, b = _CLASS[before], _CLASS[after]
    typed = text[start]
    if kind == DOUBLE:
        digit = before.isdigit() and left == start - 1
        return _Judged(
            start,
            end,
            kind,
            _double(a, b, before == "", after == "", typed in habits.openers, typed in habits.closers, digit),
        )
    if b == _LETTER and a != _LETTER:
        return _Judged(start, end, kind, *_leading(text, end, right, a, typed, habits))
    if a == _LETTER:
        return _Judged(start, end, kind, *_trailing(text, start, left, b, typed, habits))
    return _Judged(start, end, kind, _single(a, b, before == "", after == "", _evident(a, typed, habits)))


_THROUGH = frozenset(MARKS + "*_")


@lru_cache(maxsize=1024)
def _double(a: int, b: int, first: bool, last: bool, opener: bool, closer: bool, digit: bool) -> Costs:
    opening, closing = _DOUBLE_COSTS[a][b]
    if first != last:
        opening, closing = (0, 60) if first else (60, 0)
    if opener and a in (_LETTER, _POINT, _DOTS):
        closing += 30
    elif closer and a in (_SPACE, _BRACKET, _DASH) and not first:
        opening += 30
    costs = [
        (OPEN, opening),
        (CLOSE, closing),
        (MENDED_OPEN, opening + _MEND),
        (MENDED_CLOSE, closing + _MEND),
    ]
    if digit:
        costs.append((PRIME, 25))
    return _ranked(costs)


@lru_cache(maxsize=1024)
def _single(a: int, b: int, first: bool, last: bool, evident: str) -> Costs:
    opening, closing, apostrophe = _SINGLE_COSTS[a][b]
    if first != last:
        opening, closing = (0, 60) if first else (60, 0)
    return _weighed(opening, closing, apostrophe, evident)


OPENER, CLOSER = "opener", "closer"


def _evident(a: int, typed: str, habits: Habits) -> str:
    """Tell what a single mark was meant for, if it stands as no word processor would have turned it."""
    if a in (_LETTER, _POINT, _DOTS):
        return OPENER if typed in habits.openers else ""
    return CLOSER if typed in habits.closers else ""


@lru_cache(maxsize=4096)
def _weighed(opening: int, closing: int, apostrophe: int, evident: str) -> Costs:
    """Rank the senses of a single mark, with what the typed mark itself proves."""
    if evident == CLOSER:
        opening += 40
    elif evident == OPENER:
        closing += 40
        apostrophe += 40
    return _ranked(
        [
            (OPEN, opening),
            (CLOSE, closing),
            (APOSTROPHE, apostrophe),
            (MENDED_OPEN, opening + _MEND),
            (MENDED_CLOSE, closing + _MEND),
        ]
    )


def _ranked(costs: list[tuple[int, int]]) -> Costs:
    costs.sort(key=lambda pair: (pair[1], pair[0]))
    return tuple(pair for pair in costs if pair[1] <= costs[0][1] + _HOPELESS)


def _leading(text: str, end: int, right: int, a: int, typed: str, habits: Habits) -> tuple[Costs, str, str]:
    """Judge a single mark before a word: an opening quotation, or an apostrophe for a lost beginning."""
    found = _WORD.match(text, right)
    word = found.group() if found else ""
    opening, closing, apostrophe = _SINGLE_COSTS[a][_LETTER]
    because = ""
    stem = re.split("['’‘]", word.lower(), maxsplit=1)[0]
    lexicon = habits.lexicon
    kind = ""
    if text[end:right].strip("*_"):  # another mark stands between, and that is the apostrophe if any is
        return _weighed(opening, closing, apostrophe + 40, _evident(a, typed, habits)), "", ""
    if stem in lexicon.syllables and word[0].isupper():
        if text[right + len(word) : right + len(word) + 1] == " ":  # ’N he said; but: ‘N—no’, ‘M. Gardiner’
            opening, apostrophe, because = opening + 10, 5, f"’{word} may have lost its beginning"
    elif stem in lexicon.firm:
        opening, apostrophe, because = opening + 50, 0, f"’{word} has lost its beginning"
        kind = _LOST
    elif stem == "a" and _HAVE.match(text, right) and _MODAL.search(text, max(0, end - 12), end - 1):
        opening, apostrophe, because = opening + 50, 0, "’a’ is short for have"
    elif stem in lexicon.loose and (word[0].islower() or stem in lexicon.firmest):
        opening, apostrophe = opening + 20, 5
        because = f"’{word} may have lost its beginning"
    elif stem in lexicon.dropped_h:
        opening, apostrophe, because = opening + 15, 5, f"’{word} has lost its h"
    elif stem in habits.learned:
        opening, apostrophe, because = opening + 20, 5, f"’{word} opens no quotation elsewhere in this story"
    elif stem in lexicon.dropped_h_words:
        opening, apostrophe = (opening + 8, 5) if habits.dialect else (opening, 25)
        because = f"’{word} may have lost its h"
        kind = _RARE if word.islower() else ""
    elif _YEAR.match(text, right):
        opening, apostrophe, because = opening + 25, 0, f"’{word} has lost its century"
    else:
        kind = _RARE if word.islower() else ""
    if kind == _RARE:
        if not _IN_PASSING.search(text, max(0, end - 3), end - 1):
            kind = ""
        elif not _CLOSED_SOON.match(text, right):  # what is quoted in passing is short
            opening += 40
    return _weighed(opening, closing, apostrophe, _evident(a, typed, habits)), because, kind


def _trailing(text: str, start: int, left: int, b: int, typed: str, habits: Habits) -> tuple[Costs, str, str]:
    """Judge a single mark after a word: a closing quotation, or an apostrophe for a lost end or a possessive."""
    opening, closing, apostrophe = _SINGLE_COSTS[_LETTER][b]
    found = _LAST_WORD.search(text, max(0, left - 30), left + 1)
    word = found.group() if found else ""
    word = word if word == "I" else word.lower()
    because = kind = ""
    if word[:1] in "'’‘" and word[1:] == "n":
        apostrophe, closing, because = 0, closing + 40, "’n’ has lost both its ends"
    elif word[:1] in "'’‘" and word[1:] == "a" and _MODAL.search(text, max(0, left - 13), left - 1):
        apostrophe, closing, because = 0, closing + 40, "’a’ is short for have"
    else:
        word = word.lstrip("'’‘")
        if word in habits.learned_ends or has_lost_end(word, habits.lexicon):
            apostrophe, closing, because = 0, closing + 35, f"{word}’ has lost its end"
            kind = _LOST
        elif word.endswith(("s", "z", "x")):
            apostrophe = 12
        elif word:
            kind = _RARE
    if text[left + 1 : start].strip("*_"):
        apostrophe += 40
    return _weighed(opening, closing, apostrophe, _evident(_LETTER, typed, habits)), because, kind


def has_lost_end(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a mark after this word, in small letters, is an apostrophe: o’, mos’, goin’."""
    return word in lexicon.endless or (
        len(word) > 3 and word.endswith("in") and bool(lexicon.whole) and word not in lexicon.whole
    )


def _in_dialect(marks: list[_Judged]) -> list[_Judged]:
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


def _plain(marks: list[_Judged]) -> Paragraph | None:
    """Return the reading that the neighbours give, if they leave no doubt and the double marks simply alternate."""
    expected = OPEN
    readings = []
    for start, end, kind, costs, _, _ in marks:
        sense, cost = costs[0]
        if kind == SINGLE or sense != expected or costs[1][1] - cost < 20:
            return None
        readings.append(Reading(start, end, kind, sense))
        expected = CLOSE if sense == OPEN else OPEN
    return Paragraph(tuple(readings)) if expected == OPEN else None


_Path = tuple["_Path", int] | None


def _cheapest(marks: list[_Judged], habits: Habits, before: str, after: str) -> Paragraph:
    """Return the cheapest reading of all marks together."""
    states: dict[str, tuple[int, _Path]] = {"": (0, None)}
    if before:
        states[before[0]] = (20, None)
    for mark in marks:
        reached: dict[str, tuple[int, _Path]] = {}
        for stack, (cost, path) in states.items():
            for sense, price in mark.costs:
                target, toll = _move(stack, mark.kind, sense, habits.outer)
                total = cost + price + toll
                known = reached.get(target)
                if known is None or total < known[0]:
                    reached[target] = (total, (path, sense))
        bound = min(cost for cost, _ in reached.values()) + _HOPELESS
        states = {stack: state for stack, state in reached.items() if state[0] <= bound}
    last = min(states, key=lambda stack: states[stack][0] + _end(stack, habits.outer, after))
    senses: list[int] = []
    path = states[last][1]
    while path is not None:
        path, sense = path
        senses.append(sense)
    senses.reverse()
    return _told(marks, senses, last, habits, before)


def _told(marks: list[_Judged], senses: list[int], last: str, habits: Habits, before: str) -> Paragraph:
    readings: list[Reading] = []
    strays: list[int] = []
    stack = ""
    for mark, sense in zip(marks, senses, strict=True):
        if sense in (CLOSE, MENDED_CLOSE):
            kind = mark.kind if sense == CLOSE else OTHER[mark.kind]
            if kind not in stack and not before:
                strays.append(mark.start)
        stack, _ = _move(stack, mark.kind, sense, habits.outer)
        readings.append(Reading(mark.start, mark.end, mark.kind, sense, mark.because))
    return Paragraph(tuple(readings), last, tuple(strays))


@lru_cache(maxsize=1024)
def _move(stack: str, kind: str, sense: int, outer: str) -> tuple[str, int]:
    """Return the stack after a mark of this sense, and what that costs in this place."""
    if sense in (APOSTROPHE, PRIME):
        return stack, 0
    if sense in (MENDED_OPEN, MENDED_CLOSE):
        kind = OTHER[kind]
    top = stack[-1:]
    if sense in (OPEN, MENDED_OPEN):
        if top == kind or len(stack) == _DEEPEST:
            return stack, 50  # the quotation before it was never closed
        if not stack:
            return kind, 0 if kind == outer else 8
        return stack + kind, 3 if len(stack) > 1 else 0
    if top == kind:
        return stack[:-1], 0
    if stack[-2:-1] == kind:
        return stack[:-2], _CROSSED
    return stack, _STRAY


def _end(stack: str, outer: str, after: str) -> int:
    """Return what it costs that these quotations are open at the end of the paragraph."""
    if not stack:
        return 0
    goes_on = after[:1] == stack[0]
    cost = 3 if goes_on else 15
    if stack[0] != outer:
        cost = 12 if goes_on else 40
    for depth in range(1, len(stack)):
        cost += 8 if goes_on and after[depth : depth + 1] == stack[depth] else 40
    return cost
