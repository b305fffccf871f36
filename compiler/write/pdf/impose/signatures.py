"""Signatures: how many sheets each gets, and which page stands on which side of a folded sheet.

Whole numbers only. A *slot* is a place in the finished book, counted from 0: fly-leaves, pages and blanks alike.
A bifolium is a piece of paper folded once: two leaves, four pages.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compiler.errors import CommandError


@dataclass(frozen=True, slots=True)
class Bifolium:
    """The slots of a folded piece of paper, left and right as each side is read; `depth` papers lie around it."""

    outer: tuple[int, int]
    inner: tuple[int, int]
    depth: int


def spread(sheets: int, size: int) -> tuple[int, ...]:
    """Divide the sheets among signatures of at most `size`, as evenly as can be and the larger first.

    No signature of one sheet stands among larger ones: where `size` is 2 and the sheets are odd in number, one
    signature has 3.
    """
    number = -(-sheets // size)
    if size > 1 and number > 1 and sheets // number == 1:
        number -= 1
    each, more = divmod(sheets, number)
    return (each + 1,) * more + (each,) * (number - more)


def listed(sheets: int, sizes: Sequence[int]) -> tuple[int, ...]:
    """Return the signatures as listed by the user. Raise a CommandError unless they just hold the book."""
    total = sum(sizes)
    if total < sheets:
        raise CommandError(
            f"the signatures listed have {total} sheets and the book needs {sheets}",
            mend=f"add {sheets - total} to the list, or give one number: --signatures {max(sizes)}",
        )
    if total - sizes[-1] >= sheets:
        raise CommandError(
            f"the book needs {sheets} sheets, and the last signature listed would be blank",
            mend="--signatures " + ",".join(map(str, sizes[:-1])),
        )
    return tuple(sizes)


def bifolia(first: int, count: int) -> Iterator[Bifolium]:
    """Give the bifolia of a signature that begins with slot `first`, the outermost first."""
    last = first + 4 * count - 1
    for depth in range(count):
        low, high = first + 2 * depth, last - 2 * depth
        yield Bifolium((high, low), (low + 1, high - 1), depth)
