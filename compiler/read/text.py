"""The plain text reader: one block for each run of lines between blank ones, and nothing more.

What a run of lines is (a paragraph, six paragraphs, half of one, verse, a title) is for the rules to say. They
get the lines as they stand, with their indents, and one trait: "gap:N", the number of blank lines before the
block, where it is two or more.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from compiler.errors import Remark
from compiler.model.source import Source
from compiler.model.story import Metadata, Story
from compiler.model.text import Block, Kind
from compiler.read.decode import decode
from compiler.read.reader import Reader, nothing_in

SUFFIXES = frozenset({".txt", ".text", ".asc", ""})


def sniff(source: Source) -> bool:
    """Tell by its name whether the file is plain text; without a suffix, it must not hold a NUL."""
    suffix = PurePosixPath(source.name).suffix.lower()
    return suffix in SUFFIXES and (suffix != "" or b"\0" not in source.content[:4096])


def read(source: Source) -> tuple[Story, tuple[Remark, ...]]:
    """Read the file as runs of lines; an empty file has none, and a Remark says so."""
    decoded = decode(source.content, source.file)
    blocks = tuple(runs(decoded.text))
    remarks = decoded.remarks
    if not blocks:
        remarks = (*remarks, nothing_in(source))
    return Story("", source.file, source.digest, Metadata(), blocks), remarks


def runs(text: str) -> Iterator[Block]:
    """Yield a block for each run of lines that are not blank, its line counted from 1."""
    lines: list[str] = []
    begin = gap = 0
    for number, raw in enumerate(text.split("\n"), 1):
        if is_blank(raw):
            if lines:
                yield _block(lines, begin, gap)
                lines, gap = [], 0
            gap += 1
            continue
        if not lines:
            begin = number
        lines.append(raw)
    if lines:
        yield _block(lines, begin, gap)


def is_blank(line: str) -> bool:
    """Tell whether nothing of the line can be seen."""
    return not line or line.isspace()


def _block(lines: list[str], begin: int, gap: int) -> Block:
    first = begin - gap == 1  # nothing stands before the first block, whatever the number of blank lines
    traits = (f"gap:{gap}",) if gap >= 2 and not first else ()
    return Block(Kind.PARAGRAPH, "\n".join(lines), traits=traits, line=begin)


READER = Reader("text", sniff, read)
