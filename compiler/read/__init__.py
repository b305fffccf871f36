"""Readers: from the bytes of a file to a story, faithfully. One module a format, one row in the table."""

from dataclasses import replace

from compiler.errors import Remark, StoryError, Where
from compiler.model.source import Source
from compiler.model.story import Story
from compiler.read import text
from compiler.read.reader import Reader

READERS: tuple[Reader, ...] = (text.READER,)
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
        "save it as plain text (.txt), or leave it out with --exclude",
    )
