"""Total fit of pages: laws are kept, and what can be mended by a line more or fewer is."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from compiler.write.pdf.pages import HYPHEN, Choice, Piece, Way, cost, fit

DEPTH = 20


def text(lines: int, *others: int, gap: int = 0, kept: bool = False, hyphens: tuple[int, ...] = ()) -> Piece:
    """Return a paragraph that is best in so many lines, and for a little more in others."""
    ways = (Way(lines, 0.0, frozenset(hyphens)), *(Way(other, 1.0) for other in others))
    return Piece(ways, gap, kept, 2, 2)


def solid(lines: int, gap: int = 0, *, kept: bool = False) -> Piece:
    return Piece((Way(lines),), gap, kept)


def pages(pieces: list[Piece], choices: tuple[Choice, ...]) -> list[list[tuple[int, int, int]]]:
    """Return for each page what stands on it: the block, and from which line of it to which."""
    made: list[list[tuple[int, int, int]]] = [[]]
    for number, (piece, choice) in enumerate(zip(pieces, choices, strict=True)):
        if choice.fresh:
            made.append([])
        stops = [0, *choice.cuts, piece.ways[choice.way].lines]
        for turn, (start, stop) in enumerate(pairwise(stops)):
            if turn:
                made.append([])
            made[-1].append((number, start, stop))
    return made


def depths(pieces: list[Piece], choices: tuple[Choice, ...]) -> list[int]:
    """Return how many lines each page is deep."""
    return [
        sum(
            stop - start + (pieces[number].gap if place and not start else 0)
            for place, (number, start, stop) in enumerate(page)
        )
        for page in pages(pieces, choices)
    ]


PIECES = st.lists(
    st.one_of(
        st.builds(text, st.integers(1, 12)),
        st.builds(lambda n: text(n, n + 1, max(n - 1, 1)), st.integers(3, 12)),
        st.builds(lambda n: solid(n, 1), st.integers(1, 6)),
        st.just(Piece((Way(1),), 1, True)),
        st.builds(lambda n: Piece((Way(n),), 1, True, 2, 2), st.integers(2, 5)),
    ),
    min_size=1,
    max_size=30,
)


@given(PIECES)
def test_the_laws_are_kept(pieces: list[Piece]) -> None:
    choices = fit(pieces, DEPTH)
    if choices is None:  # so many blocks that are kept together do not fit on any page
        return
    assert len(choices) == len(pieces)
    assert all(0 < depth <= DEPTH for depth in depths(pieces, choices))
    for piece, choice in zip(pieces, choices, strict=True):
        assert not (choice.fresh and piece.kept)
        lines = piece.ways[choice.way].lines
        for cut in choice.cuts:
            assert piece.orphans <= cut <= lines - piece.widows


def test_a_page_is_filled_and_no_more() -> None:
    pieces = [text(7) for _ in range(12)]
    choices = fit(pieces, DEPTH)
    assert choices is not None
    assert all(depth >= DEPTH - 1 for depth in depths(pieces, choices)[:-1])


def test_a_last_page_that_is_a_stub_is_filled_or_taken_back() -> None:
    pieces = [text(7, 8, 6) for _ in range(3)]  # 21 lines: one too many, or four too few
    choices = fit(pieces, DEPTH)
    assert choices is not None
    assert depths(pieces, choices) == [20]
    pieces = [text(7, 8) for _ in range(3)]
    choices = fit(pieces, DEPTH)
    assert choices is not None
    assert depths(pieces, choices)[-1] >= 4


def test_a_page_does_not_end_inside_a_word_if_it_can_end_elsewhere() -> None:
    pieces = [text(15), text(10, hyphens=(5,)), text(10)]
    choices = fit(pieces, DEPTH)
    assert choices is not None
    assert choices[1].cuts == (4,)
    assert cost(pieces, choices, DEPTH) < HYPHEN


def test_a_break_is_never_first_or_last_on_a_page() -> None:
    for above in range(14, 22):
        ornament = Piece((Way(1),), 1, True)
        after = Piece((Way(6),), 1, True, 2, 2)
        pieces = [text(above, above + 1, above - 1), ornament, after, text(12)]
        choices = fit(pieces, DEPTH)
        assert choices is not None
        for page in pages(pieces, choices):
            assert page[0][0] != 1
            assert page[-1][0] != 1


def test_a_line_more_or_fewer_earlier_mends_a_short_page() -> None:
    chain = [text(3), Piece((Way(1),), 1, True), Piece((Way(4),), 1, True, 2, 2)]
    stiff = [*(text(4) for _ in range(4)), *chain, text(30)]
    loose = [*(text(4, 3, 5) for _ in range(4)), *chain, text(30)]
    worst = min(depths(stiff, fit(stiff, DEPTH) or ())[:-1])
    assert worst < DEPTH - 1
    assert min(depths(loose, fit(loose, DEPTH) or ())[:-1]) >= DEPTH - 1


def test_a_paragraph_of_many_pages_is_cut_into_full_ones() -> None:
    pieces = [text(5), text(200), text(9)]
    choices = fit(pieces, DEPTH)
    assert choices is not None
    assert len(choices[1].cuts) >= 9
    assert set(depths(pieces, choices)[1:-1]) == {DEPTH}


def test_what_is_deeper_than_a_page_has_no_place() -> None:
    assert fit([solid(DEPTH + 1)], DEPTH) is None
