"""How a file is laid out, measured once: what a line break, an indent and a blank line mean in it.

The measure for hard-wrapped text is the one thing every program that wraps lines has in common: it breaks a line
where the next word would not have fitted. A break at which the next word *would* have fitted was meant. So the
width sought is the one that explains the most breaks and is exceeded by the fewest lines.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from compiler.model.story import Story
from compiler.model.text import Block
from compiler.rules.prose import begins_sentence, ends_sentence, is_open

NARROWEST, WIDEST = 24, 160
_DEEPEST = 12  # columns; what is set in further is centred, or set off
_SAMPLE = 4000  # lines; enough to measure any file by
_PREFIX = re.compile(r"[ \t]{0,3}(?:(?:>|\|)[ \t]?)+")
_LABEL = re.compile(r"[\w'’/ -]{1,24}:")  # a header's next field begins a line of its own, whatever the width
_MARGIN = re.compile(r"[ \t\xa0\u3000]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A physical line without its margin: its indent in columns, and the length of its first word."""

    text: str
    indent: int
    first: int  # columns

    @property
    def end(self) -> int:
        """Return the column after the last character."""
        return self.indent + len(self.text)


@dataclass(frozen=True, slots=True)
class Layout:
    """What the line breaks of a file mean. `width` is where its lines were wrapped (0: nowhere)."""

    quoted: bool = False  # most lines carry a prefix: "> "
    width: int = 0
    exact: bool = False  # every wrapped line is as full as it can be
    indent: int = 0  # columns by which the first line of a paragraph is set in (0: indents mean nothing)
    double_spaced: bool = False  # a blank line after every line
    paragraph_a_line: bool = False

    @property
    def means_lines(self) -> bool:
        """Tell whether paragraphs stand close together, told apart by their lines."""
        return bool(self.width or self.indent or self.paragraph_a_line)

    def full(self, before: Line, after: Line) -> bool:
        """Tell whether the break between two lines is explained by the width: the next word had no room."""
        room = self.width if self.exact else int(self.width * 0.82)
        return before.end + 1 + after.first > room


def measure(text: str) -> Line:
    """Measure one line; a tab goes to the next multiple of four columns, an ideographic space is two wide."""
    margin = _MARGIN.match(text)
    lead = margin.group() if margin else ""
    body = text[len(lead) :].rstrip()
    columns = 0
    for character in lead:
        columns += 4 - columns % 4 if character == "\t" else 2 if character == "\u3000" else 1
    space = body.find(" ")
    return Line(body, columns, len(body) if space < 0 else space)


def unquoted(line: str) -> str:
    """Return the line without the prefix of quoted mail."""
    match = _PREFIX.match(line)
    return line[match.end() :] if match else line


def is_quoted(line: str) -> bool:
    """Tell whether the line carries the prefix of quoted mail."""
    return _PREFIX.match(line) is not None


def survey(story: Story) -> Layout:
    """Measure the story's layout."""
    runs = [block.text.split("\n") for block in story.blocks if is_open(block) and not is_stated(block)]
    quoted = _is_quoted(runs)
    if quoted:
        runs = _strip_prefixes(runs)
    measured = _sample([[measure(line) for line in run] for run in runs])
    if _is_double_spaced(measured):
        lines = [run[0] for run in measured if len(run) == 1]
        indent = _indent_of_lines(lines)
        return Layout(quoted, *_width([lines], indent), indent=indent, double_spaced=True)
    indent = _indent(measured)
    if indent and all(line.indent >= indent for run in measured for line in run):
        width, exact = _width(measured, 0)  # every line is set in: a margin, if the lines are wrapped
        if width:
            return Layout(quoted, width, exact)
    width, exact = _width(measured, indent)
    if width:
        return Layout(quoted, width, exact, indent)
    return Layout(quoted, indent=indent, paragraph_a_line=_is_paragraph_a_line(measured))


def is_stated(block: Block) -> bool:
    """Tell whether the format itself says that the block is one paragraph: its lines were never wrapped."""
    return "stated" in block.traits


def _sample(runs: list[list[Line]]) -> list[list[Line]]:
    taken: list[list[Line]] = []
    total = 0
    for run in runs:
        taken.append(run)
        total += len(run)
        if total > _SAMPLE:
            break
    return taken


def _is_quoted(runs: Sequence[Sequence[str]]) -> bool:
    lines = [line for run in runs for line in run]
    quoted = sum(is_quoted(line) for line in lines)
    return quoted >= 5 and quoted >= 0.5 * len(lines)


def _strip_prefixes(runs: list[list[str]]) -> list[list[str]]:
    stripped: list[list[str]] = [[]]
    for run in runs:
        for line in run:
            bare = unquoted(line)
            if bare.strip():
                stripped[-1].append(bare)
            elif stripped[-1]:
                stripped.append([])
        if stripped[-1]:
            stripped.append([])
    return [run for run in stripped if run]


def _width(runs: Sequence[Sequence[Line]], indent: int) -> tuple[int, bool]:
    """Return the width the lines were wrapped at, 0 if they were not, and whether all are as full as can be.

    Breaks that say themselves what they are do not count: before an indent, before the label of a field.
    """
    breaks = [
        (a.end, a.end + b.first)
        for run in runs
        for a, b in pairwise(run)
        if not (indent and b.indent >= indent) and not _LABEL.match(b.text)
    ]
    if len(breaks) < 2:
        return 0, False
    lengths = Counter(line.end for run in runs if len(run) > 1 for line in run)
    best, best_value, best_explained = 0, 0, 0
    explains: Counter[int] = (
        Counter()
    )  # width → how many breaks it begins to explain, less how many it no longer does
    for shortest, longest in breaks:
        explains[shortest] += 1
        explains[longest + 1] -= 1
    explained, beyond = 0, sum(lengths.values())
    for width in range(WIDEST + 1):
        explained += explains[width]
        beyond -= lengths[width]
        value = explained - 2 * beyond
        if width >= NARROWEST and value > best_value:
            best, best_value, best_explained = width, value, explained
    if best_explained >= max(3, 0.6 * len(breaks)) or (best >= 50 and _is_all_open(runs, best_explained)):
        return best, len(breaks) >= 8 and best_explained >= 0.9 * len(breaks)
    return _ragged(runs, breaks)


def _is_all_open(runs: Sequence[Sequence[Line]], explained: int) -> bool:
    """Tell whether the width explains every break of a short file, and every line stops in mid-sentence."""
    breaks = [a for run in runs for a, _ in pairwise(run)]
    return explained == len(breaks) and not any(ends_sentence(a.text) or a.text[-1] in ",;" for a in breaks)


def _ragged(runs: Sequence[Sequence[Line]], breaks: Sequence[tuple[int, int]]) -> tuple[int, bool]:
    """Find a width for lines that some other program wrapped by eye: nearly all nearly full, ends mid-sentence."""
    lengths = sorted(line.end for run in runs if len(run) > 1 for line in run)
    width = lengths[int(len(lengths) * 0.98) - 1] if lengths else 0
    if len(breaks) < 8 or not NARROWEST * 2 <= width <= WIDEST:
        return 0, False
    nearly = sum(longest + 1 > 0.82 * width for _, longest in breaks)
    open_ends = sum(not ends_sentence(a.text) for run in runs for a, _ in pairwise(run))
    if nearly >= 0.75 * len(breaks) and open_ends >= 0.4 * len(breaks):
        return width, False
    return 0, False


def _indent(runs: Sequence[Sequence[Line]]) -> int:
    """Return the indent that opens paragraphs: most lines belong to runs that begin with it."""
    firsts: Counter[int] = Counter()
    for run in runs:
        if run[0].indent <= _DEEPEST:
            firsts[run[0].indent] += len(run)
    if not firsts:
        return 0
    columns = max(firsts, key=lambda column: (firsts[column], -column))
    return columns if firsts[columns] >= 0.5 * sum(firsts.values()) else 0


def _indent_of_lines(lines: Sequence[Line]) -> int:
    """Return the indent that opens paragraphs where every line stands alone: common, but rarer than none."""
    indents = Counter(line.indent for line in lines if line.indent <= _DEEPEST)
    flush = indents.pop(0, 0)
    if not indents:
        return 0
    columns = max(indents, key=lambda column: (indents[column], -column))
    return columns if indents[columns] >= 2 and flush >= 2 else 0


def _is_double_spaced(runs: Sequence[Sequence[Line]]) -> bool:
    """Tell whether there is a blank line after every line, so that blocks end in mid-sentence."""
    single = [run[0] for run in runs if len(run) == 1]
    if len(single) < 8 or len(single) < 0.85 * len(runs):
        return False
    open_ends = sum(
        not ends_sentence(a.text) and not (b.indent and not a.indent) and not begins_sentence(b.text)
        for a, b in pairwise(single)
    )
    longest = sorted(line.end for line in single)[int(len(single) * 0.95) - 1]
    return longest <= WIDEST and open_ends >= 0.3 * len(single)


def _is_paragraph_a_line(runs: Sequence[Sequence[Line]]) -> bool:
    """Tell whether each line of a run is a whole paragraph: it ends like one, and the next begins like one."""
    breaks = [(a, b) for run in runs for a, b in pairwise(run)]
    if len(breaks) < 3:
        return False
    whole = sum(ends_sentence(a.text) and begins_sentence(b.text) for a, b in breaks)
    return whole >= 0.7 * len(breaks)
