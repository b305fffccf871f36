"""Break a paragraph into lines as a whole: total fit, after Knuth and Plass (Software: Practice & Experience, 1981).

A paragraph comes as `Breaks`: the places where a line may end, each with the widths up to it. What is sought is the
set of lines with the fewest demerits: even word spaces, few hyphens, no two hyphens below one another, no word above
itself, no last line that is a stub. Nothing here knows of type or markup. Lengths are in one unit of the caller's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import copysign, inf

STRETCH, SHRINK = 1 / 2, 1 / 3  # of a word space, at the ratios 1 and -1
SHORTEST = 5  # characters in a last line

HYPHEN, POOR, DASH = 55.0, 90.0, 25.0  # penalties
RUN = 12_000.0  # demerits: two hyphens below one another; a hyphen before the last line
STUB = 60_000.0
STACK = 6_000.0
CONTRAST = 1_500.0  # a tight line below a loose one

MOST_SHARED = 8  # lines of a title
SLIGHT = 0.01  # what a line without a space may be off


@dataclass(frozen=True, slots=True)
class Grade:
    """How good the lines must be: the loosest ratio, how words may be divided, whether a last line may be a stub.

    Division: 0 not at all, 1 as it should be, 2 at any syllable.
    """

    loosest: float
    divided: int
    stubs: bool


GRADES = (
    Grade(0.8, 0, False),
    Grade(1.4, 1, False),
    Grade(2.4, 2, False),
    Grade(2.4, 2, True),
    Grade(inf, 2, True),
)
"""Tried in this order; the first that can be kept decides."""

OTHER = Grade(1.5, 1, False)
"""How good lines must be that are one more or fewer than is best."""


@dataclass(slots=True)
class Breaks:
    """The places where lines may end, in order; the last is the end of the paragraph. Parallel lists.

    `end` is the width of everything up to the place if a line ends there (a hyphen included), `start` where the
    next line begins on the same scale; `spaces` and `spaces_start` count word spaces up to those, `letters`
    characters, `fixed` words whose letters may not be moved apart (ligatures). `hang` and `hang_start` are how far
    such a line may stand out at its end and its beginning. `word` is the word at the end of the line, `word_start`
    the first of the next. `divides` is 0 where a line ends at a space or a sign, else as in `Grade`.
    """

    end: list[float] = field(default_factory=list)
    start: list[float] = field(default_factory=list)
    spaces: list[int] = field(default_factory=list)
    spaces_start: list[int] = field(default_factory=list)
    letters: list[int] = field(default_factory=list)
    letters_start: list[int] = field(default_factory=list)
    fixed: list[int] = field(default_factory=list)
    hang: list[float] = field(default_factory=list)
    hang_start: list[float] = field(default_factory=list)
    penalty: list[float] = field(default_factory=list)
    divides: list[int] = field(default_factory=list)
    word: list[str] = field(default_factory=list)
    word_start: list[str] = field(default_factory=list)

    def add(
        self,
        *,
        end: float,
        start: float,
        spaces: tuple[int, int],
        letters: tuple[int, int],
        fixed: int,
        hang: tuple[float, float],
        penalty: float,
        divides: int,
        words: tuple[str, str],
    ) -> None:
        """Add a place; pairs are of what ends there and what starts after it."""
        self.end.append(end)
        self.start.append(start)
        self.spaces.append(spaces[0])
        self.spaces_start.append(spaces[1])
        self.letters.append(letters[0])
        self.letters_start.append(letters[1])
        self.fixed.append(fixed)
        self.hang.append(hang[0])
        self.hang_start.append(hang[1])
        self.penalty.append(penalty)
        self.divides.append(divides)
        self.word.append(words[0])
        self.word_start.append(words[1])


@dataclass(slots=True, eq=False)
class _Node:
    """A line that ends at a break, with the best way there. The first has `at` -1."""

    at: int
    line: int
    demerits: float
    before: "_Node | None"
    ratio: float = 0.0
    hyphens: int = 0  # how many lines in a row, up to this one, end with a hyphen


@dataclass(frozen=True, slots=True)
class Line:
    """A line: the break it begins after (-1: the paragraph's beginning), the one it ends at, its ratio of stretch.

    At ratio 1 every word space is half as wide again, at -1 a third narrower.
    """

    after: int
    at: int
    ratio: float


@dataclass(frozen=True, slots=True)
class Setting:
    """A paragraph set in lines, and what it costs in demerits."""

    lines: tuple[Line, ...]
    demerits: float


def break_lines(
    breaks: Breaks, widths: Sequence[float], space: float, *, track: float = 0.0
) -> tuple[Line, ...] | None:
    """Return the best lines, or None where none will do (a word longer than the line).

    `widths` are the measures of the first lines, the last of them that of all the rest; `space` is the width of a
    word space; `track` how far a line may be loosened or tightened at each letter, at the ratios 1 and -1.
    """
    found = settings(breaks, widths, space, track=track)
    return found[0].lines if found else None


def settings(
    breaks: Breaks,
    widths: Sequence[float],
    space: float,
    *,
    track: float = 0.0,
    rag: float = 0.0,
    other: bool = False,
) -> list[Setting]:
    """Return the best setting, and behind it those of one line more and fewer that came up on the way.

    With a `rag` spaces keep their width and lines end where they end: at ratio 1 so far from the margin.
    `other`: look for one line more and fewer even if the best lines were found without them.
    """
    for grade in GRADES:
        found = _search(breaks, widths, space, track, rag, grade)
        if not found:
            continue
        best = min(found.values(), key=lambda node: node.demerits)
        if other and grade.loosest < OTHER.loosest:
            found = _search(breaks, widths, space, track, rag, OTHER) | found
        beside = (found.get(best.line + more) for more in (1, -1))
        return [Setting(_lines(node), node.demerits) for node in (best, *beside) if node is not None]
    return []


def share_lines(breaks: Breaks, measure: float) -> tuple[Line, ...] | None:
    """Return as few lines as the measure allows, as equal in width as can be, without dividing a word.

    So a title of two lines is not one full line and a word. None if a word is longer than the measure, or if the
    text is longer than any title.
    """
    if breaks.end[-1] > MOST_SHARED * measure:
        return None
    places = [at for at, divides in enumerate(breaks.divides) if not divides]
    total = breaks.end[-1]
    best: dict[tuple[int, int], tuple[float, tuple[Line, ...]]] = {(-1, 0): (0.0, ())}
    for at in places:
        for after in [-1, *(place for place in places if place < at)]:
            width = breaks.end[at] - (breaks.start[after] if after >= 0 else 0.0)
            if width > measure:
                continue
            for (end, count), (uneven, lines) in list(best.items()):
                if end == after:
                    worse = uneven + (width / total) ** 2
                    if worse < best.get((at, count + 1), (inf, ()))[0]:
                        best[at, count + 1] = (worse, (*lines, Line(after, at, 0.0)))
    ways = sorted(count for end, count in best if end == places[-1])
    return best[places[-1], ways[0]][1] if ways else None


def _lines(last: _Node) -> tuple[Line, ...]:
    lines: list[Line] = []
    node: _Node | None = last
    while node is not None and node.before is not None:
        lines.append(Line(node.before.at, node.at, node.ratio))
        node = node.before
    return tuple(reversed(lines))


def _search(
    breaks: Breaks,
    widths: Sequence[float],
    space: float,
    track: float,
    rag: float,
    grade: Grade,
) -> dict[int, _Node]:
    """Go through the breaks once, keeping every line end that can still be reached, each by its best way.

    Return the paragraph's end as reached in different numbers of lines.

    The innermost loop of the house, so it is written out: active nodes are in order, so the first that leaves a line
    too loose ends the search among them.
    """
    end, start, spaces, spaces_start = breaks.end, breaks.start, breaks.spaces, breaks.spaces_start
    letters, letters_start, fixed = breaks.letters, breaks.letters_start, breaks.fixed
    hang, hang_start, divides, loosest = breaks.hang, breaks.hang_start, breaks.divides, grade.loosest
    final, rest = len(end) - 1, len(widths) - 1
    active = [_Node(-1, 0, 0.0, None)]
    for at in range(final + 1):
        if divides[at] > grade.divided:
            continue
        best: dict[int, _Node] = {}
        overfull = 0
        for node in active:
            begin = node.at
            excess = widths[min(node.line, rest)] - end[at] + hang[at]
            gaps, signs, stiff = spaces[at], letters[at], fixed[at]
            if begin >= 0:
                excess += start[begin] + hang_start[begin]
                gaps -= spaces_start[begin]
                signs -= letters_start[begin]
                stiff -= fixed[begin]
            if rag:
                give = rag if excess > 0 else 0.0
            else:
                give = gaps * space * (STRETCH if excess > 0 else SHRINK) + (0 if stiff else signs * track)
            if at == final and excess >= 0:
                ratio = 0.0
            else:
                ratio = excess / give if give else (0.0 if abs(excess) < SLIGHT else copysign(inf, excess))
            if ratio < -1:
                overfull += 1
                continue
            if ratio > loosest:
                break
            if at == final and not grade.stubs and _stub(breaks, node, at):
                continue
            demerits = node.demerits + _demerits(breaks, node, at, ratio, final)
            line = node.line + 1
            if line not in best or demerits < best[line].demerits:
                hyphens = node.hyphens + 1 if divides[at] else 0
                best[line] = _Node(at, line, demerits, node, ratio, hyphens)
        if at == final:
            return best
        active = active[overfull:]
        active += best.values()
        if not active:
            break
    return {}


def _demerits(breaks: Breaks, node: _Node, at: int, ratio: float, final: int) -> float:
    badness = 100 * ratio**3 if ratio >= 0 else -100 * ratio**3
    total = (1 + badness + breaks.penalty[at]) ** 2
    if breaks.divides[at]:
        total += (0, RUN, 100 * RUN)[min(node.hyphens, 2)]
    if at == final:
        if _stub(breaks, node, at):
            total += STUB
        if node.hyphens:
            total += RUN
    if node.before is not None:
        if abs(ratio - node.ratio) > 1:
            total += CONTRAST
        if breaks.word[at] == breaks.word[node.at]:
            total += STACK
        if node.before.at >= 0 and breaks.word_start[node.at] == breaks.word_start[node.before.at]:
            total += STACK
    return total


def _stub(breaks: Breaks, node: _Node, at: int) -> bool:
    """Tell whether a last line, not the only one, has too few letters."""
    return node.at >= 0 and breaks.letters[at] - breaks.letters_start[node.at] < SHORTEST
