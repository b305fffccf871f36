"""Two versions of a text, aligned: which pieces stayed, which changed.

Rules change what stands between letters, hardly ever a letter. So two versions are aligned by their letters and
digits, which takes time in proportion to their length; versions whose letters differ share a beginning and an end.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

Segment = tuple[str, str]
"""What stood there and what stands there; the same, where nothing changed."""


def align(old: str, new: str) -> list[Segment]:
    """Return the segments of the two texts in order: unchanged and changed ones in turn."""
    letters = [character for character in old if character.isalnum()]
    if letters == [character for character in new if character.isalnum()]:
        return list(_merged(_between_letters(old, new, letters)))
    return list(_merged([(old, new)]))


def _between_letters(old: str, new: str, letters: list[str]) -> Iterator[Segment]:
    old_gaps, new_gaps = _gaps(old), _gaps(new)
    for old_gap, new_gap, letter in zip(old_gaps, new_gaps, chain(letters, [""]), strict=True):
        yield old_gap, new_gap
        yield letter, letter


def _gaps(text: str) -> Iterator[str]:
    """Yield what stands before each letter or digit, and after the last."""
    position = 0
    for index, character in enumerate(text):
        if character.isalnum():
            yield text[position:index]
            position = index + 1
    yield text[position:]


def _shared(one: str, other: str) -> int:
    """Return how many characters the two begin with alike."""
    for index, (first, second) in enumerate(zip(one, other, strict=False)):
        if first != second:
            return index
    return min(len(one), len(other))


def _merged(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Cut each change down to what differs, join what is unchanged, and leave out what is empty."""
    same: list[str] = []
    for old, new in segments:
        start = _shared(old, new)
        same.append(old[:start])
        if old == new:
            continue
        end = _shared(old[start:][::-1], new[start:][::-1])
        if any(same):
            yield ("".join(same),) * 2
        yield old[start : len(old) - end], new[start : len(new) - end]
        same = [old[len(old) - end :]]
    if any(same):
        yield ("".join(same),) * 2
