"""Readers: from the bytes of a file to a story, faithfully. One module a format, one row in the table."""

from dataclasses import replace

from compiler.errors import Remark, StoryError, Where
from compiler.model.source import Source
from compiler.model.story import Story
from compiler.read import ao3, fanficfare, ffn, fichub, html, markdown, text
from compiler.read.decode import decode
from compiler.read.reader import Reader

READERS: tuple[Reader, ...] = (
    ao3.READER,
    fanficfare.READER,
    fichub.READER,
    ffn.READER,
    html.READER,
    markdown.READER,
    text.READER,
)
"""Every reader, the most particular first: the first whose `sniff` agrees reads the file."""


def takes(source: Source) -> bool:
    """Tell whether any reader takes the file, whether or not it can then read it."""
    return any(reader.sniff(source) for reader in READERS)


def read(source: Source, identifier: str) -> tuple[Story, tuple[Remark, ...]]:
    """Read the source as the story called `identifier`, with what was noticed on the way.

    An empty file is a story without blocks, and a Remark. A file that no reader takes, or that is not what its
    name says, is a `StoryError`.
    """
    for reader in READERS:
        if reader.sniff(source):
            story, remarks = reader.read(source)
            return replace(story, id=identifier), remarks
    raise StoryError(
        "no reader takes a file of this kind",
        Where(source.file),
        "save it as plain text (.txt), HTML or Markdown, or leave it out with --exclude",
    )


def lines_of(source: Source) -> tuple[str, ...]:
    """Return the lines of the source as blocks count them; none, if it is not text."""
    try:
        return tuple(decode(source.content, source.file).text.split("\n"))
    except StoryError:
        return ()
