"""The laws of edits: whatever was done can be shown, undone and done again, exactly."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.model.edits import (
    Edit,
    EditError,
    Ledger,
    Replace,
    Restyle,
    Revision,
    Splice,
    apply,
    invert,
    replay,
    revert,
)
from compiler.model.text import Block, Blocks, Kind, Mark, Role
from tests.model.strategies import edits_of, model_blocks, replacements, stories_blocks


def paragraph(text: str, *marks: Mark) -> Block:
    return Block(Kind.PARAGRAPH, text, marks)


def em(start: int, end: int) -> Mark:
    return Mark(start, end, "em")


# -- exact reversal -------------------------------------------------------------------------------------------


@given(st.data(), stories_blocks())
def test_a_revision_undoes_exactly(data: st.DataObject, before: Blocks) -> None:
    after, revision = apply(before, data.draw(edits_of(before)))
    undone, _ = apply(after, invert(revision).edits)
    assert before == undone


@given(st.data(), stories_blocks())
def test_a_ledger_reverts_and_replays_exactly(data: st.DataObject, before: Blocks) -> None:
    blocks, revisions = before, []
    for _ in range(data.draw(st.integers(0, 4))):
        blocks, revision = apply(blocks, data.draw(edits_of(blocks)))
        revisions.append(revision)
    ledger = Ledger(tuple(revisions))
    assert before == revert(blocks, ledger)
    assert blocks == replay(before, ledger)


@given(st.data(), stories_blocks())
def test_a_revision_made_again_is_the_same_revision(data: st.DataObject, before: Blocks) -> None:
    after, revision = apply(before, data.draw(edits_of(before)))
    assert (after, revision) == apply(before, revision.edits)


@given(st.data(), stories_blocks())
def test_the_inverse_of_an_inverse_does_it_again(data: st.DataObject, before: Blocks) -> None:
    after, revision = apply(before, data.draw(edits_of(before)))
    undone, undoing = apply(after, invert(revision).edits)
    again, _ = apply(undone, invert(undoing).edits)
    assert after == again


# -- what an edit does, told a second way ----------------------------------------------------------------------


@given(st.data(), model_blocks())
def test_replacements_made_one_by_one_from_the_end_give_the_same_text(
    data: st.DataObject, block: Block
) -> None:
    edits = data.draw(replacements(0, block))
    text = block.text
    for edit in reversed(edits):
        assert isinstance(edit, Replace)
        text = text[: edit.start] + edit.new + text[edit.end :]
    (after,), _ = apply((block,), edits)
    assert text == after.text


@given(st.data(), stories_blocks())
def test_splices_made_one_by_one_from_the_end_give_the_same_blocks(
    data: st.DataObject, before: Blocks
) -> None:
    splices = [edit for edit in data.draw(edits_of(before)) if isinstance(edit, Splice)]
    expected = list(before)
    for splice in sorted(splices, key=lambda splice: (splice.at, len(splice.old)))[::-1]:
        expected[splice.at : splice.at + len(splice.old)] = splice.new
    assert tuple(expected) == apply(before, splices)[0]


@given(st.data(), model_blocks())
def test_a_character_that_stays_keeps_its_marks(data: st.DataObject, block: Block) -> None:
    edits = data.draw(replacements(0, block))
    (after,), _ = apply((block,), edits)
    shift = 0
    for position in range(len(block.text)):
        changes = [edit for edit in edits if isinstance(edit, Replace)]
        if any(change.start <= position < change.end for change in changes):
            continue
        shift = sum(len(change.new) - len(change.old) for change in changes if change.end <= position)
        assert _over(block, position) == _over(after, position + shift)


@pytest.mark.parametrize(
    ("start", "end", "new", "marked"),
    [
        (2, 2, "X", "cde"),  # an insertion at either edge stays outside
        (5, 5, "X", "cde"),
        (3, 3, "X", "cXde"),
        (0, 2, "X", "cde"),  # so does what stands beside the mark
        (5, 7, "X", "cde"),
        (2, 5, "X", "X"),
        (3, 4, "XY", "cXYe"),
        (1, 3, "X", "Xde"),  # what takes the place of an edge is inside
        (4, 6, "X", "cdX"),
        (0, 7, "X", "X"),
        (2, 3, "", "de"),
        (4, 5, "", "cd"),
        (1, 6, "", ""),
    ],
)
def test_a_mark_follows_its_text(start: int, end: int, new: str, marked: str) -> None:
    before = paragraph("abcdefg", em(2, 5))
    (after,), _ = apply((before,), [Replace(0, start, end, before.text[start:end], new)])
    assert "".join(after.text[mark.start : mark.end] for mark in after.marks) == marked


def _over(block: Block, position: int) -> set[tuple[str, object]]:
    return {(mark.tag, mark.attrs) for mark in block.marks if mark.start <= position < mark.end}


@given(st.data(), stories_blocks())
def test_the_order_of_edits_at_different_places_is_no_matter(data: st.DataObject, before: Blocks) -> None:
    edits = data.draw(edits_of(before))
    in_order = sorted(edits, key=_place)
    assert apply(before, in_order) == apply(before, edits)


def _place(edit: Edit) -> tuple[int, int]:
    if isinstance(edit, Splice):
        return edit.at, -1
    return edit.block, edit.start if isinstance(edit, Replace) else edit.mark.start


@given(st.data(), stories_blocks())
def test_a_revision_lists_its_edits_in_the_order_of_the_text(data: st.DataObject, before: Blocks) -> None:
    _, revision = apply(before, data.draw(edits_of(before)))
    assert sorted(map(_place, revision.edits)) == list(map(_place, revision.edits))


# -- what does not fit is refused ------------------------------------------------------------------------------

ONE = (paragraph("one"), paragraph("two"))


@pytest.mark.parametrize(
    "edit",
    [
        Replace(0, 0, 3, "two", "x"),
        Replace(0, 0, 2, "one", "x"),
        Replace(0, 1, 9, "ne", "x"),
        Replace(0, 3, 1, "", "x"),
        Replace(0, 7, 7, "", "x"),
        Replace(0, -1, 0, "", "x"),
        Replace(0, -3, 3, "one", "x"),
        Replace(2, 0, 0, "", "x"),
        Replace(-1, 0, 0, "", "x"),
        Restyle(0, em(0, 1), add=False),
        Restyle(0, em(0, 9), add=True),
        Restyle(0, em(2, 2), add=True),
        Restyle(0, em(-1, 2), add=True),
        Restyle(0, Mark(0, 1, "blink"), add=True),
        Restyle(2, em(0, 1), add=True),
        Splice(0, (ONE[1],), ()),
        Splice(1, (ONE[1], ONE[1]), ()),
        Splice(3, (), (ONE[0],)),
        Splice(-1, (), (ONE[0],)),
        Splice(-2, ONE, ()),
    ],
    ids=str,
)
def test_an_edit_that_does_not_match_is_refused(edit: Edit) -> None:
    with pytest.raises(EditError):
        apply(ONE, [edit])


@pytest.mark.parametrize(
    "edits",
    [
        [Replace(0, 0, 2, "on", "x"), Replace(0, 1, 3, "ne", "x")],
        [Replace(0, 0, 3, "one", "x"), Replace(0, 1, 1, "", "x")],
        [Replace(0, 0, 3, "one", "x"), Replace(0, 0, 3, "one", "x")],
        [Splice(0, ONE, ()), Splice(1, (ONE[1],), ())],
        [Splice(0, ONE, ()), Splice(1, (), (ONE[0],))],
        [Splice(0, ONE[:1], ()), Splice(0, ONE[:1], ())],
        [Splice(0, ONE[:1], ()), Replace(0, 0, 0, "", "x")],
        [Splice(0, ONE[:1], ()), Restyle(0, em(0, 1), add=True)],
        [Restyle(0, em(0, 1), add=True), Restyle(0, em(0, 1), add=False)],
        [Restyle(0, em(0, 1), add=True), Restyle(0, em(0, 1), add=True)],
    ],
    ids=str,
)
def test_edits_that_overlap_are_refused_in_either_order(edits: Sequence[Edit]) -> None:
    for order in (edits, edits[::-1]):
        with pytest.raises(EditError):
            apply(ONE, order)


def test_edits_of_another_state_are_refused() -> None:
    after, revision = apply(ONE, [Replace(0, 0, 1, "o", "O")])
    with pytest.raises(EditError, match=r"test\.rule"):
        apply(after, [replace(revision.edits[0], rule="test.rule")])


@given(st.data(), stories_blocks(3), stories_blocks(3))
def test_an_edit_fits_or_is_refused_and_nothing_else(
    data: st.DataObject, other: Blocks, blocks: Blocks
) -> None:
    edits = data.draw(edits_of(other))
    try:
        after, revision = apply(blocks, edits)
    except EditError:
        return
    assert blocks == apply(after, invert(revision).edits)[0]


# -- particular cases ------------------------------------------------------------------------------------------


def test_stars_become_emphasis_and_back() -> None:
    before = (paragraph("a *word* b"),)
    edits: list[Edit] = [Replace(0, 2, 3, "*", ""), Replace(0, 7, 8, "*", ""), Restyle(0, em(3, 7), add=True)]
    after, revision = apply(before, edits)
    assert (paragraph("a word b", em(2, 6)),) == after
    assert {Replace, Restyle} == {type(edit) for edit in revision.edits}
    assert before == apply(after, invert(revision).edits)[0]


def test_a_mark_swallowed_by_a_deletion_comes_back_as_a_whole_block() -> None:
    before = (paragraph("one", em(0, 1)),)
    after, revision = apply(before, [Replace(0, 0, 1, "o", "", "test.rule", "swallowed")])
    assert (paragraph("ne"),) == after
    assert (Splice(0, before, after, "test.rule", "swallowed"),) == revision.edits


def test_marks_that_join_come_apart_again() -> None:
    before = (paragraph("one two", em(0, 3), em(4, 7)),)
    after, revision = apply(before, [Restyle(0, em(3, 4), add=True)])
    assert (paragraph("one two", em(0, 7)),) == after
    assert before == revert(after, Ledger((revision,)))


def test_insertions_at_one_place_are_made_in_the_order_given() -> None:
    ((block,), _) = apply((paragraph("ab"),), [Replace(0, 1, 1, "", "1"), Replace(0, 1, 1, "", "2")])
    assert block.text == "a12b"
    after, _ = apply((), [Splice(0, (), (paragraph("1"),)), Splice(0, (), (paragraph("2"),))])
    assert [block.text for block in after] == ["1", "2"]


def test_a_relabelling_changes_nothing_but_the_role() -> None:
    block = paragraph("I own nothing.", em(0, 1))
    (after,), revision = apply((block,), [Splice(0, (block,), (block.labelled(Role.DISCLAIMER),))])
    assert replace(block, role=Role.DISCLAIMER) == after
    assert (block,) == apply((after,), invert(revision).edits)[0]


def test_no_edits_make_an_empty_revision() -> None:
    assert (ONE, Revision(())) == apply(ONE, [])


def test_a_ledger_counts_its_edits() -> None:
    _, revision = apply(ONE, [Replace(0, 0, 1, "o", "O"), Replace(1, 0, 1, "t", "T")])
    assert len(Ledger((revision, revision))) == 4


# -- sizes at which anything quadratic would not come back -----------------------------------------------------


def test_a_block_of_megabytes_with_its_marks_and_edits_reverts() -> None:
    unit = 'He said "no" to them -- and so on. '
    count = 50_000
    marks = tuple(em(start, start + 7) for start in range(0, count * len(unit), 5 * len(unit)))
    block = paragraph(unit * count, *marks)
    edits: list[Edit] = []
    for start in range(0, count * len(unit), len(unit)):
        edits.append(Replace(0, start + 8, start + 9, '"', "“"))
        edits.append(Replace(0, start + 20, start + 23, " --", "—"))
    after, revision = apply((block,), edits)
    assert len(revision.edits) == 2 * count
    assert (block,) == revert(after, Ledger((revision,)))


def test_a_hundred_thousand_blocks_with_splices_revert() -> None:
    before = tuple(paragraph(str(index)) for index in range(100_000))
    edits: list[Edit] = [Splice(i, before[i : i + 1], before[: i % 3]) for i in range(0, 100_000, 2)]
    edits += [Replace(i, 0, 0, "", "x") for i in range(1, 100_000, 2)]
    after, revision = apply(before, edits)
    assert before == revert(after, Ledger((revision,)))
