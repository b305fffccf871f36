"""What a reader is: a name, a look at a source, and a way to read it."""

from collections.abc import Callable
from dataclasses import dataclass

from compiler.errors import Gravity, Remark, Where
from compiler.model.source import Source
from compiler.model.story import Story


@dataclass(frozen=True, slots=True)
class Reader:
    """One input format.

    `sniff` tells from the name and the content, quickly, whether the format is meant; `read` returns the story
    (its `id` empty: the caller gives it) and what was noticed on the way, or raises a `StoryError`. A reader is
    faithful and dumb: it decides nothing about what the words mean.
    """

    name: str
    sniff: Callable[[Source], bool]
    read: Callable[[Source], tuple[Story, tuple[Remark, ...]]]


def nothing_in(source: Source) -> Remark:
    """Return what is said of a file without a word in it."""
    mend = "put the story into it, or leave the file out with --exclude"
    return Remark("the file is empty", Where(source.file), mend, Gravity.LOSS)
