"""The plain text reader, and the table it stands in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.errors import Gravity, StoryError
from compiler.model.source import Source
from compiler.model.text import Block, Kind
from compiler.read import read, takes
from compiler.read.text import runs


def test_a_run_of_lines_is_a_block_with_its_line() -> None:
    source = Source("a/b.txt", b"  One\ntwo\n\nthree\n")
    story, remarks = read(source, "b")
    assert remarks == ()
    assert (story.id, story.file, story.digest) == ("b", "a/b.txt", source.digest)
    assert story.blocks == (
        Block(Kind.PARAGRAPH, "  One\ntwo", line=1),
        Block(Kind.PARAGRAPH, "three", line=4),
    )


def test_two_blank_lines_and_more_are_a_trait() -> None:
    blocks = tuple(runs("\n\n\none\n\ntwo\n \t\n\u00a0\nthree\n\n\n\n"))
    assert [(block.text, block.traits, block.line) for block in blocks] == [
        ("one", (), 4),
        ("two", (), 6),
        ("three", ("gap:2",), 9),
    ]


UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\t \u200b"))
)
def test_nothing_that_can_be_seen_is_lost(text: str) -> None:
    story, _ = read(Source("a.txt", text.encode()), "a")
    kept = "".join(block.text for block in story.blocks)
    assert _seen(text) == _seen(kept)


def _seen(text: str) -> str:
    return "".join(character for character in text if not character.isspace() and character not in UNSEEN)


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", "\ufeff".encode()])
def test_an_empty_file_is_a_story_without_blocks_and_a_remark(content: bytes) -> None:
    story, remarks = read(Source("a.txt", content), "a")
    assert story.blocks == ()
    assert [(remark.what, remark.gravity) for remark in remarks] == [("the file is empty", Gravity.LOSS)]


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "a.text", "README"])
def test_text_is_known_by_its_name(name: str) -> None:
    assert takes(Source(name, b"Once."))


@pytest.mark.parametrize(("name", "content"), [("a.jpg", b"\xff\xd8"), ("a.mp3", b""), ("a", b"\x7fELF\0")])
def test_what_no_reader_takes_is_an_error_of_three_parts(name: str, content: bytes) -> None:
    source = Source(name, content)
    assert not takes(source)
    with pytest.raises(StoryError) as caught:
        read(source, "a")
    assert caught.value.what
    assert caught.value.where.file == name
    assert "--exclude" in caught.value.mend
