"""Edits: every change to a story as a value that can be shown, stored, undone and done again.

An edit names characters of one block (`Replace`), a mark (`Restyle`) or whole blocks (`Splice`), the rule that
asked for it (filled in by the rulebook) and, where the rule weighs evidence, that evidence. A `Revision` is one
rule's edits; every address in it is in the state *before* that revision. A `Ledger` is the sequence of revisions
that turned a story as read into a story as printed:

    after, revision = apply(before, edits)
    apply(after, invert(revision).edits)[0] == before            exactly, always

Where the marks of a block cannot be restored by arithmetic (a deletion swallows a mark, or two marks join), `apply`
records a `Splice` of the whole block instead: it tries the inverse and compares.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from compiler.model.text import TAGS, Attrs, Block, Blocks, Mark


@dataclass(frozen=True, slots=True)
class Replace:
    """Characters `start` to `end` of a block, which read `old`, become `new`. An empty `old` inserts."""

    block: int
    start: int
    end: int
    old: str
    new: str
    rule: str = ""
    because: str = ""  # the evidence, in a few words, where the rule weighs any


@dataclass(frozen=True, slots=True)
class Restyle:
    """A mark put on a block (`add`), or taken off it."""

    block: int
    mark: Mark
    add: bool
    rule: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Splice:
    """The blocks from `at`, which are `old`, become `new`: a relabelling, a split, a join, an insertion."""

    at: int
    old: Blocks
    new: Blocks
    rule: str = ""
    because: str = ""


Edit = Replace | Restyle | Splice


@dataclass(frozen=True, slots=True)
class Revision:
    """One rule's edits, all addressed to the state before any of them, in the order of the text."""

    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that was done to a story, in order."""

    revisions: tuple[Revision, ...] = ()

    def __len__(self) -> int:
        return sum(len(revision.edits) for revision in self.revisions)


class EditError(ValueError):
    """An edit does not fit the blocks it was meant for: a fault of the rule that made it."""


def apply(blocks: Blocks, edits: Iterable[Edit]) -> tuple[Blocks, Revision]:
    """Make the edits, which must not overlap, and return the new blocks and the revision that undoes exactly.

    Edits may come in any order; several insertions at one place are made in the order given. An `EditError` says
    which edit does not match the blocks or overlaps another.
    """
    splices, local = _sorted_out(edits)
    _check_splices(blocks, splices, local)

    kept: list[Edit] = []
    altered: dict[int, Block] = {}
    for index, changes in local.items():
        before = blocks[index]
        after = _edit_block(before, changes)
        if _undoes(after, changes, before):
            altered[index] = after
            kept.extend(changes)
        else:
            splices.append(Splice(index, (before,), (after,), changes[0].rule, changes[0].because))

    splices.sort(key=_place)
    result: list[Block] = []
    position = 0
    for splice in splices:
        result.extend(altered.get(i, blocks[i]) for i in range(position, splice.at))
        result.extend(splice.new)
        position = splice.at + len(splice.old)
    result.extend(altered.get(i, blocks[i]) for i in range(position, len(blocks)))
    return tuple(result), Revision(tuple(sorted([*kept, *splices], key=_place)))


def invert(revision: Revision) -> Revision:
    """Return the revision that undoes this one, addressed to the state after it."""
    splices, local = _sorted_out(revision.edits)
    inverse: list[Edit] = []
    shift = 0
    passed = 0
    for index, changes in local.items():
        while passed < len(splices) and splices[passed].at + len(splices[passed].old) <= index:
            shift += len(splices[passed].new) - len(splices[passed].old)
            passed += 1
        inverse.extend(replace(edit, block=index + shift) for edit in _inverse_local(changes))
    shift = 0
    for splice in splices:
        inverse.append(Splice(splice.at + shift, splice.new, splice.old, splice.rule))
        shift += len(splice.new) - len(splice.old)
    return Revision(tuple(sorted(inverse, key=_place)))


def revert(blocks: Blocks, ledger: Ledger) -> Blocks:
    """Undo the whole ledger, last revision first."""
    for revision in reversed(ledger.revisions):
        blocks, _ = apply(blocks, invert(revision).edits)
    return blocks


def replay(blocks: Blocks, ledger: Ledger) -> Blocks:
    """Do the whole ledger again, from the state as read."""
    for revision in ledger.revisions:
        blocks, _ = apply(blocks, revision.edits)
    return blocks


def _place(edit: Edit) -> tuple[int, bool, int, int, str, Attrs]:
    """Return the order of the text, the same whatever order the edits came in.

    Insertions at one place keep their order (sorting is stable) and come before what replaces something there.
    """
    if isinstance(edit, Splice):
        return edit.at, False, 0, len(edit.old), "", ()
    if isinstance(edit, Replace):
        return edit.block, True, edit.start, edit.end, "", ()
    return edit.block, True, edit.mark.start, edit.mark.end, edit.mark.tag, edit.mark.attrs


def _sorted_out(edits: Iterable[Edit]) -> tuple[list[Splice], dict[int, list[Replace | Restyle]]]:
    """Part the edits of whole blocks from those inside a block, by its index; all in the order of the text."""
    splices: list[Splice] = []
    local: dict[int, list[Replace | Restyle]] = defaultdict(list)
    for edit in sorted(edits, key=_place):
        if isinstance(edit, Splice):
            splices.append(edit)
        else:
            local[edit.block].append(edit)
    return splices, local


def _check_splices(blocks: Blocks, splices: list[Splice], local: dict[int, list[Replace | Restyle]]) -> None:
    covered = 0
    taken: set[int] = set()
    for splice in splices:
        end = splice.at + len(splice.old)
        if splice.at < covered:
            raise EditError(f"overlapping edits at block {splice.at}: {splice.rule}")
        if end > len(blocks) or blocks[splice.at : end] != splice.old:
            raise EditError(f"blocks {splice.at}–{end} are not what the edit says: {splice.rule}")
        taken.update(range(splice.at, end))
        covered = end
    for index, edits in local.items():
        if not 0 <= index < len(blocks):
            raise EditError(f"there is no block {index}: {edits[0].rule}")
        if index in taken:
            raise EditError(f"block {index} is edited twice in one revision: {edits[0].rule}")


def _undoes(after: Block, edits: Sequence[Replace | Restyle], before: Block) -> bool:
    if not before.marks and not after.marks:
        return True  # characters alone always come back
    try:
        return _edit_block(after, _inverse_local(edits)) == before
    except EditError:  # two marks have become one
        return False


def _edit_block(block: Block, edits: Sequence[Replace | Restyle]) -> Block:
    changes = [edit for edit in edits if isinstance(edit, Replace)]
    _check_changes(block, changes)
    marks = _restyled(block, [edit for edit in edits if isinstance(edit, Restyle)])
    if not changes:
        return replace(block, marks=tuple(marks))
    pieces: list[str] = []
    position = 0
    for change in changes:
        pieces += block.text[position : change.start], change.new
        position = change.end
    pieces.append(block.text[position:])
    mapping = _Mapping(changes)
    moved = [moved for mark in marks if (moved := mapping.mark(mark))]
    return replace(block, text="".join(pieces), marks=tuple(moved))


def _restyled(block: Block, styles: Sequence[Restyle]) -> set[Mark]:
    """Return the marks of the block, those put on added and those taken off gone, all before any replacement."""
    marks = set(block.marks)
    asked: set[Mark] = set()
    for style in styles:
        mark = style.mark
        if mark in asked:
            raise EditError(f"mark {mark.tag} {mark.start}–{mark.end} is edited twice: {style.rule}")
        asked.add(mark)
        if style.add:
            if mark.tag not in TAGS or not 0 <= mark.start < mark.end <= len(block.text):
                raise EditError(f"no mark {mark.tag} can be put on {mark.start}–{mark.end}: {style.rule}")
            marks.add(mark)
        elif mark in marks:
            marks.remove(mark)
        else:
            raise EditError(f"there is no mark {mark.tag} {mark.start}–{mark.end} to take off: {style.rule}")
    return marks


def _check_changes(block: Block, changes: Sequence[Replace]) -> None:
    for change in changes:
        fits = change.start >= 0 and change.end == change.start + len(change.old)
        if not fits or not block.text.startswith(change.old, change.start):
            raise EditError(f"text at {change.start}–{change.end} is not {change.old!r}: {change.rule}")
    for first, second in pairwise(changes):
        if second.start < first.end:
            raise EditError(f"overlapping edits at {second.start}: {first.rule}, {second.rule}")


class _Mapping:
    """Where a position of the text before lies in the text after a set of sorted replacements."""

    def __init__(self, changes: Sequence[Replace]) -> None:
        self.changes = changes
        self.starts = [change.start for change in changes]
        self.ends = [change.end for change in changes]
        self.shifts = [0, *accumulate(len(change.new) - len(change.old) for change in changes)]

    def start(self, position: int) -> int:
        """Map the start of a range: what is inserted just before it stays outside."""
        passed = bisect_right(self.ends, position)
        inside = passed < len(self.changes) and self.starts[passed] < position
        return (self.starts[passed] if inside else position) + self.shifts[passed]

    def end(self, position: int) -> int:
        """Map the end of a range: what is inserted just after it stays outside."""
        begun = bisect_left(self.starts, position)
        if begun and self.ends[begun - 1] > position:  # the position is inside what is replaced
            change = self.changes[begun - 1]
            return change.start + self.shifts[begun - 1] + len(change.new)
        return position + self.shifts[begun]

    def mark(self, mark: Mark) -> Mark | None:
        """Map a mark; `None` if nothing is left under it."""
        start, end = self.start(mark.start), self.end(mark.end)
        return replace(mark, start=start, end=end) if start < end else None


def _inverse_local(edits: Sequence[Replace | Restyle]) -> list[Replace | Restyle]:
    """Return the edits of one block, turned round and addressed to the block after them."""
    changes = [edit for edit in edits if isinstance(edit, Replace)]
    inverse: list[Replace | Restyle] = []
    shift = 0
    for change in changes:
        start = change.start + shift
        inverse.append(
            Replace(change.block, start, start + len(change.new), change.new, change.old, change.rule)
        )
        shift += len(change.new) - len(change.old)
    mapping = _Mapping(changes)
    for edit in edits:
        if isinstance(edit, Restyle):
            moved = mapping.mark(edit.mark)
            if moved is not None:
                inverse.append(Restyle(edit.block, moved, not edit.add, edit.rule))
    return inverse
