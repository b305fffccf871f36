"""Reads the quotation marks of one paragraph: which open, which close, which are apostrophes or primes.

Where the neighbours of all marks leave no doubt (see `neighbours`) and the marks pair, that is the reading. Otherwise
the cheapest sequence of senses is found in which quotations nest (a state is the stack of open quotations, of which
there are a handful), so a ‘ is one because it is closed later, and a ’ closes because something is open.

Since agreeing with what stands there never costs anything, reading the corrected text gives the same reading.
"""

import re
from functools import lru_cache

from compiler.rules.neighbours import AFTER_DIGIT, Judged, in_dialect, judge, primes
from compiler.rules.protected import Spans, covered
from compiler.rules.senses import (
    ANGLED,
    APOSTROPHE,
    CLOSE,
    MENDED,
    MENDED_CLOSE,
    MENDED_OPEN,
    OPEN,
    OTHER,
    PRIME,
    SINGLE,
    Habits,
    Paragraph,
    Reading,
)
from compiler.rules.straight import GHOST, straight

# Of the straightened text: every double mark, and every single one but those between two letters.
_MARK = re.compile(rf"{GHOST}?\"|'(?:(?<![^\W_].)|(?![^\W_])|(?<=\d.)(?=\d))", re.DOTALL)

_STRAY = 60
_CROSSED = 40  # a quotation closes over another that is still open
_DEEPEST = 4


def read(text: str, habits: Habits, protected: Spans, before: str = "", after: str = "") -> Paragraph:
    """Read the marks of a paragraph.

    `before` is the stack that the paragraph before left open, `after` the marks the next paragraph begins with: a
    speech that runs on is left open and opened again.
    """
    even = straight(text)
    places = [found.span() for found in _MARK.finditer(even)]
    if protected:
        places = [place for place in places if not covered(protected, *place)]
    if not places:
        return Paragraph((), before if before and not text.strip() else "")
    measures = primes(even) if AFTER_DIGIT.search(even) else frozenset()
    marks = [judge(text, even, start, end, habits, measures) for start, end in places]
    return _plain(marks) or _cheapest(in_dialect(marks), habits, before, after)


def _plain(marks: list[Judged]) -> Paragraph | None:
    """Return the reading that the neighbours give, if they leave no doubt and the double marks simply alternate."""
    expected, last = OPEN, ""
    readings = []
    for start, end, kind, costs, _, _ in marks:
        sense, cost = costs[0]
        if (
            kind == SINGLE
            or sense != expected
            or costs[1][1] - cost < 20
            or (sense == CLOSE and kind != last)
        ):
            return None
        readings.append(Reading(start, end, kind, sense))
        expected, last = CLOSE if sense == OPEN else OPEN, kind
    return Paragraph(tuple(readings)) if expected == OPEN else None


_Path = tuple["_Path", int] | None


def _cheapest(marks: list[Judged], habits: Habits, before: str, after: str) -> Paragraph:
    """Return the cheapest reading of all marks together."""
    states: dict[str, tuple[int, _Path]] = {"": (0, None)}
    if before:
        states[before[0]] = (20, None)
    for mark in marks:
        reached: dict[str, tuple[int, _Path]] = {}
        senses = sorted(
            mark.costs
        )  # in a fixed order, so that of two equal readings the same one is taken again
        for stack, (cost, path) in sorted(states.items()):
            for sense, price in senses:
                target, toll = _move(stack, mark.kind, sense, habits.outer)
                total = cost + price + toll
                known = reached.get(target)
                if known is None or total < known[0]:
                    reached[target] = (total, (path, sense))
        states = reached
    last = min(sorted(states), key=lambda stack: states[stack][0] + _end(stack, habits.outer, after))
    read_as: list[int] = []
    path = states[last][1]
    while path is not None:
        path, sense = path
        read_as.append(sense)
    read_as.reverse()
    return _told(marks, read_as, last, habits, before)


def _told(marks: list[Judged], senses: list[int], last: str, habits: Habits, carried: str) -> Paragraph:
    readings: list[Reading] = []
    strays: list[int] = []
    stack = ""
    for mark, sense in zip(marks, senses, strict=True):
        if sense in (CLOSE, MENDED_CLOSE):
            kind = mark.kind if sense == CLOSE else OTHER[mark.kind]
            if kind not in stack and not carried:
                strays.append(mark.start)
        before, (stack, _) = stack, _move(stack, mark.kind, sense, habits.outer)
        inner = ANGLED in (stack if sense in (CLOSE, MENDED_CLOSE) else before)
        readings.append(Reading(mark.start, mark.end, mark.kind, sense, mark.because, inner))
    return Paragraph(tuple(readings), last, tuple(strays))


@lru_cache(maxsize=1024)
def _move(stack: str, kind: str, sense: int, outer: str) -> tuple[str, int]:
    """Return the stack after a mark of this sense, and what that costs in this place."""
    if sense in (APOSTROPHE, PRIME):
        return stack, 0
    if sense in MENDED:
        kind = OTHER[kind]
    top = stack[-1:]
    if sense in (OPEN, MENDED_OPEN):
        if top == kind or len(stack) == _DEEPEST:
            return stack, 50  # the quotation before it was never closed
        if not stack:
            return kind, 0 if kind in (outer, ANGLED) else 8
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
    cost = 3 if after else 15
    if stack[0] not in (outer, ANGLED):
        cost = 12 if after else 40
    for depth in range(1, len(stack)):
        cost += 8 if len(after) > depth else 40
    return cost
