"""What a whole story shows of its marks: which kind its quotations begin with, and the words of its dialect.

Everything is counted in the straightened text, so that the corrected story shows the same.
"""

import re
from collections import Counter
from collections.abc import Iterable

from compiler.rules.languages import Convention
from compiler.rules.lexicon import Lexicon, lexicon
from compiler.rules.neighbours import has_lost_end
from compiler.rules.senses import DOUBLE, SINGLE, Habits
from compiler.rules.straight import GHOST, INSIDE, straight


def habits(texts: Iterable[str], language: str, row: Convention) -> Habits:
    """Return what the paragraphs show: their outer marks, whether they are full of dialect, and of which words."""
    double = single = lost = words = 0
    known = lexicon(language)
    begun: Counter[str] = Counter()
    ended: Counter[str] = Counter()
    for text in texts:
        words += text.count(" ") + 1
        even = straight(text).replace(GHOST, "").replace(INSIDE, "")
        if '"' in even:
            double += _closed(even, _CLOSED_DOUBLE, DOUBLE)
        if "'" in even:
            single += _closed(even, _CLOSED_SINGLE, SINGLE)
            lost += sum(1 for found in _LOST.finditer(even) if found[1].lower() in known.dropped_h)
            _unpaired(even, known, begun, ended)
    outer = row.outer if double == single else (DOUBLE if double > single else SINGLE)
    if outer == SINGLE:  # nearly every paragraph has a quotation open, and proves nothing
        begun.clear()
        ended.clear()
    openers, closers = _telling(row)
    return Habits(
        known, outer, openers, closers, lost > 1 and lost * 4000 > words, _often(begun), _often(ended)
    )


def _closed(even: str, closing: re.Pattern[str], mark: str) -> int:
    """Count the marks that clearly close, but for one that no mark of its kind stands before."""
    first = even.find(mark)
    return sum(1 for found in closing.finditer(even) if found.start() > first)


def _often(words: Counter[str]) -> frozenset[str]:
    return frozenset(word for word, times in words.items() if times > 1)


def _telling(row: Convention) -> tuple[str, str]:
    """Return the marks that tell what was meant: those that only open, and those that only close.

    Where a language closes with “ it tells nothing, for an English keyboard or word processor opens with it.
    """
    angled = row.double[0] == "«"
    if (row.inner if angled else row.double) == ("“", "”"):
        openers, closers = "“‘„‚‟‛", "”’"
    else:
        openers, closers = "„‚", "" if row.single[0] == "’" else "’"
    return (openers + "«‹", closers + "»›") if angled else (openers, closers)


def _unpaired(even: str, known: Lexicon, begun: Counter[str], ended: Counter[str]) -> None:
    """Learn the words with a mark before them that nothing could close, or one after them that nothing opened."""
    leading = list(_LOST.finditer(even))
    first = leading[0].start() if leading else len(even)
    last = -1
    for found in _MAY_CLOSE.finditer(even):
        before = _LAST_WORD.search(even, max(0, found.start() - 30), found.start())
        word = before.group().lower() if before else ""
        if word and found.start() < first:
            ended[word] += 1
        elif not word or not has_lost_end(word, known):
            last = found.start()
    begun.update(found[1] for found in leading if found.start() > last and found[1].islower())


_CLOSED_DOUBLE = re.compile(r"\"(?=[\s.,;:!?)—-]|\Z)(?<=[\w.,!?…—-].)")
_CLOSED_SINGLE = re.compile(r"'(?=[\s.,;:!?)—-]|\Z)(?<=[.,!?…—-].)")
_LOST = re.compile(r"'(?<![\w'].)(\w+)")
_MAY_CLOSE = re.compile(r"'(?!\w)(?<=[^\s'].)")
_LAST_WORD = re.compile(r"[^\W_]{1,30}\Z")
