"""Total fit: the best set of lines, and what it must never do."""

from itertools import combinations, pairwise
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.write.pdf.lines import CONTRAST, SHORTEST, STRETCH, Breaks, Line, break_lines, share_lines

SPACE = 2.0


def paragraph(words: list[str], divided: dict[int, list[int]] | None = None) -> Breaks:
    """Return the breaks of words whose letters are one wide, some of which may be divided after given letters."""
    breaks = Breaks()
    x, letters = 0.0, 0
    for number, word in enumerate(words):
        for offset in (divided or {}).get(number, []):
            _note(breaks, x + offset + 1, x + offset, number, number, letters + offset, letters + offset, 1)
            breaks.word[-1], breaks.word_start[-1] = word[:offset], word[offset:]
        x, letters = x + len(word), letters + len(word)
        _note(breaks, x, x + SPACE, number, number + 1, letters, letters + 1, 0)
        breaks.word[-1] = word
        breaks.word_start[-1] = words[number + 1] if number + 1 < len(words) else ""
        x, letters = x + SPACE, letters + 1
    return breaks


def _note(
    breaks: Breaks, end: float, start: float, spaces: int, after: int, letters: int, next_: int, divides: int
) -> None:
    breaks.end.append(end)
    breaks.start.append(start)
    breaks.spaces.append(spaces)
    breaks.spaces_start.append(after)
    breaks.letters.append(letters + divides)
    breaks.letters_start.append(next_)
    breaks.fixed.append(0)
    breaks.hang.append(0.0)
    breaks.hang_start.append(0.0)
    breaks.penalty.append(50.0 * divides)
    breaks.divides.append(divides)
    breaks.word.append("")
    breaks.word_start.append("")


def width(breaks: Breaks, line: Line) -> float:
    return breaks.end[line.at] - (breaks.start[line.after] if line.after >= 0 else 0.0)


def spaces(breaks: Breaks, line: Line) -> int:
    return breaks.spaces[line.at] - (breaks.spaces_start[line.after] if line.after >= 0 else 0)


WORDS = st.lists(st.integers(1, 9).map(lambda n: "abcdefghi"[:n]), min_size=1, max_size=40)


@given(WORDS, st.integers(12, 40))
def test_the_lines_are_the_whole_paragraph_and_fit(words: list[str], measure: int) -> None:
    breaks = paragraph(words)
    lines = break_lines(breaks, (float(measure),), SPACE)
    assert lines is not None
    assert lines[0].after == -1
    assert [line.after for line in lines[1:]] == [line.at for line in lines[:-1]]
    assert lines[-1].at == len(breaks.end) - 1
    for line in lines:
        tightest = width(breaks, line) - spaces(breaks, line) * SPACE / 3
        assert tightest <= measure + 1e-6
        if line is not lines[-1]:
            stretched = width(breaks, line) + spaces(breaks, line) * SPACE * STRETCH * line.ratio
            assert stretched == pytest.approx(measure) or line.ratio < 0 or spaces(breaks, line) == 0


@given(st.lists(st.integers(5, 9), min_size=4, max_size=9), st.integers(20, 34))
@settings(max_examples=60)
def test_no_other_lines_are_more_even(lengths: list[int], measure: int) -> None:
    breaks = paragraph([chr(ord("a") + number) * length for number, length in enumerate(lengths)])
    lines = break_lines(breaks, (float(measure),), SPACE)
    assert lines is not None
    final = len(breaks.end) - 1

    def demerits(stops: tuple[int, ...]) -> float:
        total, after = 0.0, -1
        for at in (*stops, final):
            line = Line(after, at, 0.0)
            excess = measure - width(breaks, line)
            give = spaces(breaks, line) * SPACE * (STRETCH if excess > 0 else 1 / 3)
            ratio = 0.0 if at == final and excess >= 0 else excess / give if give else inf * (excess or 0.0)
            total += inf if ratio < -1 else (1 + 100 * abs(ratio) ** 3) ** 2
            after = at
        return total

    best = min(demerits(stops) for size in range(final + 1) for stops in combinations(range(final), size))
    found = demerits(tuple(line.at for line in lines[:-1]))
    if best < inf:
        assert found <= best + CONTRAST * len(lines)


def test_a_word_longer_than_the_line_is_left_alone() -> None:
    assert break_lines(paragraph(["abcdefghijklmnop"]), (10.0,), SPACE) is None


def test_a_stub_of_a_last_line_is_avoided() -> None:
    breaks = paragraph(["abcd"] * 7 + ["ef"])
    lines = break_lines(breaks, (38.0,), SPACE)
    assert lines is not None
    assert [breaks.word_start[line.at] for line in lines] == ["abcd", ""]
    assert breaks.letters[lines[-1].at] - breaks.letters_start[lines[-1].after] >= SHORTEST


def test_a_word_is_divided_only_where_lines_would_be_loose_without() -> None:
    even = paragraph(["abcd"] * 12, {5: [2]})
    lines = break_lines(even, (16.0,), SPACE)
    assert lines is not None
    assert not any(even.divides[line.at] for line in lines)
    loose = paragraph(["abcd", "abcd", "abcdefghijkl", "abcd", "abcd", "abcd"], {2: [4]})
    lines = break_lines(loose, (16.0,), SPACE)
    assert lines is not None
    assert loose.divides[lines[0].at]


def test_three_hyphens_never_stand_below_one_another() -> None:
    words = ["abcdefghijkl"] * 12
    breaks = paragraph(words, {number: [3, 6, 9] for number in range(12)})
    lines = break_lines(breaks, (20.0,), SPACE)
    assert lines is not None
    marks = "".join("-" if breaks.divides[line.at] else "." for line in lines)
    assert "-" in marks
    assert "---" not in marks


def test_a_word_does_not_stand_below_itself_when_there_is_another_way() -> None:
    words = "abcd the abcd abcd the abcd abc the abcd abcd".split()
    breaks = paragraph(words)
    lines = break_lines(breaks, (15.0,), SPACE)
    assert lines is not None
    ends = [breaks.word[line.at] for line in lines[:-1]]
    assert not any(a == b == "the" for a, b in pairwise(ends))


def test_first_lines_may_be_shorter_than_the_rest() -> None:
    breaks = paragraph(["abcd"] * 20)
    lines = break_lines(breaks, (10.0, 10.0, 22.0), SPACE)
    assert lines is not None
    assert [round(width(breaks, line)) for line in lines[:4]] == [10, 10, 22, 22]


def test_letters_moved_apart_make_room_unless_they_are_joined() -> None:
    breaks = paragraph(["abcd", "abcd", "abcd", "abcd"])
    tight = break_lines(breaks, (15.5,), SPACE, track=0.1)
    assert tight is not None
    free = tight[0].ratio
    breaks.fixed = list(range(1, len(breaks.fixed) + 1))
    tight = break_lines(breaks, (15.5,), SPACE, track=0.1)
    assert tight is not None
    assert abs(tight[0].ratio) > abs(free)


def test_shared_lines_are_as_few_as_can_be_and_even() -> None:
    breaks = paragraph(["abcd", "abcd", "abcd", "abcd", "ab"])
    lines = share_lines(breaks, 24.0)
    assert lines is not None
    assert [round(width(breaks, line)) for line in lines] == [10, 14]
    assert share_lines(paragraph(["abcdefghijkl"]), 5.0) is None
    assert share_lines(paragraph(["abcd"] * 500), 24.0) is None, "not a title"
