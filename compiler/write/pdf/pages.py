"""Break a unit into pages as a whole: total fit again, of blocks to pages, in whole lines.

Each block comes with the ways it can be set: its best lines, and perhaps one line more or fewer. What is sought is the
set of ways and page breaks that costs least: pages of equal depth, no hyphen at the foot of one, no last page that
is a stub, and lines as even as can be. Widows, orphans and what must stand together are laws, not costs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SHORT = (0.0, 0.7, 7.0, 15.0, 26.0)  # for a page with so many lines left empty; then more of the last step
HYPHEN = 9.0  # for a page that ends inside a word
STUB, STUB_LINES = (
    30.0,
    5,
)  # for a last page of fewer lines, and as much as this for each line that is missing
STUB_LINE = 6.0

AT_HAND = 12  # ways to fill a page that are pursued at a time
EARLY = 4  # lines that a paragraph may be cut before it must, so that what follows has company


@dataclass(frozen=True, slots=True)
class Way:
    """One way to set a block: how many lines deep it is, what it costs, and after which lines it breaks a word."""

    lines: int
    cost: float = 0.0
    hyphens: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Piece:
    """A block: the ways to set it, the lines of space above it (not at the head of a page), and its laws.

    It is `kept` with what is before it. A page may break after at least `orphans` lines of it and before at least
    `widows`; 0 means that it is not to be broken.
    """

    ways: tuple[Way, ...]
    gap: int = 0
    kept: bool = False
    orphans: int = 0
    widows: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """What is done with a block: the way it is set, whether it begins a page, after which lines pages break in it."""

    way: int
    fresh: bool
    cuts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _State:
    """What has been set so far: lines used of the page, pages finished, the cost, and how it came about."""

    used: int
    pages: int
    cost: float
    choice: Choice | None = None
    before: "_State | None" = None


def fit(pieces: Sequence[Piece], depth: int) -> tuple[Choice, ...] | None:
    """Return what to do with each block, or None if the laws leave no way. `depth` is a page's, in lines."""
    states = [_State(0, 0, 0.0)]
    for piece in pieces:
        best: dict[int, _State] = {}
        for state in states:
            for reached in _placed(state, piece, depth):
                known = best.get(reached.used)
                if known is None or reached.cost < known.cost:
                    best[reached.used] = reached
        states = sorted(best.values(), key=lambda state: (state.cost, state.used))[:AT_HAND]
        if not states:
            return None
    last = min(states, key=lambda state: state.cost + _stub(state))
    choices: list[Choice] = []
    while last.choice is not None and last.before is not None:
        choices.append(last.choice)
        last = last.before
    return tuple(reversed(choices))


def cost(pieces: Sequence[Piece], choices: Sequence[Choice], depth: int) -> float:
    """Return what the choices cost."""
    state = _State(0, 0, 0.0)
    for piece, choice in zip(pieces, choices, strict=True):
        state = next(reached for reached in _placed(state, piece, depth) if reached.choice == choice)
    return state.cost + _stub(state)


def _stub(state: _State) -> float:
    missing = STUB_LINES - state.used
    return STUB + STUB_LINE * missing if state.pages and missing > 0 else 0.0


def _short(left: int) -> float:
    if left < len(SHORT):
        return SHORT[left]
    return SHORT[-1] + (left - len(SHORT) + 1) * (SHORT[-1] - SHORT[-2])


def _placed(state: _State, piece: Piece, depth: int) -> Iterator[_State]:
    """Give every way to go on from a state with a block."""
    top = state.used + piece.gap
    for number, way in enumerate(piece.ways):
        if top + way.lines <= depth:
            yield _State(top + way.lines, state.pages, state.cost + way.cost, Choice(number, False), state)
        if piece.orphans and top < depth < top + way.lines + EARLY:
            yield from _cut(state, piece, way, number, depth, top, fresh=False)
        if piece.kept or not state.used:
            continue
        turned = state.cost + way.cost + _short(depth - state.used)
        if way.lines <= depth:
            yield _State(way.lines, state.pages + 1, turned, Choice(number, True), state)
        elif piece.orphans:
            yield from _cut(state, piece, way, number, depth, 0, fresh=True)


def _cut(
    state: _State, piece: Piece, way: Way, number: int, depth: int, top: int, *, fresh: bool
) -> Iterator[_State]:
    """Give the ways to break a block over pages, the first of which it enters at line `top`."""
    begun = state.cost + way.cost + (_short(depth - state.used) if fresh else 0.0)
    waiting: list[tuple[int, int, int, float, tuple[int, ...]]] = [(0, top, state.pages + fresh, begun, ())]
    while waiting:
        done, at, pages, spent, cuts = waiting.pop()
        rest = way.lines - done
        if cuts and at + rest <= depth:
            yield _State(at + rest, pages, spent, Choice(number, fresh, cuts), state)
            continue
        most = min(depth - at, rest - piece.widows)
        least = max(piece.orphans if not done else 1, most - EARLY)
        for lines in range(most, least - 1, -1):
            spend = spent + _short(depth - at - lines) + (HYPHEN if done + lines in way.hyphens else 0.0)
            waiting.append((done + lines, 0, pages + 1, spend, (*cuts, done + lines)))
            if len(cuts) > 1:
                break  # a paragraph of many pages: its pages are full, but for the first
