"""Two versions of a text, aligned: the whole of both, and no letter said to have changed that did not."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from compiler.write.report.alignment import align

TEXTS = st.text(alphabet="ab \n'’—-", max_size=20)


@given(TEXTS, TEXTS)
def test_segments_are_the_whole_of_both_texts(old: str, new: str) -> None:
    segments = align(old, new)
    assert "".join(before for before, _ in segments) == old
    assert "".join(after for _, after in segments) == new
    assert all(before or after for before, after in segments)
    kinds = [before == after for before, after in segments]
    assert all(one != other or not one for one, other in pairwise(kinds))


@given(TEXTS, st.lists(st.sampled_from(["", " ", "’", "\n—"]), min_size=21, max_size=21))
def test_texts_of_the_same_letters_differ_between_them_only(text: str, gaps: list[str]) -> None:
    letters = [character for character in text if character.isalnum()]
    new = gaps[-1] + "".join(letter + gap for letter, gap in zip(letters, gaps, strict=False))
    for before, after in align(text, new):
        assert before == after or not any(character.isalnum() for character in before + after)


def test_what_differs_is_as_small_as_it_can_be() -> None:
    assert align('"No," he said.', "“No,” he said.") == [
        ('"', "“"), ("No,", "No,"), ('"', "”"), (" he said.", " he said."),
    ]  # fmt: skip
    assert align("caf?, he said", "café, he said") == [("caf", "caf"), ("?", "é"), (", he said", ", he said")]
    assert align("same", "same") == [("same", "same")]
    assert align("", "") == []


def test_a_megabyte_of_one_character_is_aligned() -> None:
    assert align("a" * 1_000_000, "a" * 1_000_000 + "—") == [("a" * 1_000_000,) * 2, ("", "—")]
    assert align("-" * 1_000_000, "-" * 999_999) == [("-" * 999_999,) * 2, ("-", "")]
