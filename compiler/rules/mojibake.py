"""Mojibake: text that was decoded with the wrong table somewhere on its way, and can be told and turned back.

The turning back is ftfy's, which only acts where the result is surely better. What its tables cannot know is
mended first: a closing quotation mark whose last byte has no character in Windows-1252, so that every program on
the way lost it. These are the only rules that may change letters: the ones they change were never written.
"""

import html
import re
from collections.abc import Iterator
from difflib import SequenceMatcher

import ftfy

from compiler.errors import Gravity, Remark, Where
from compiler.model.edits import Edit, Replace
from compiler.model.story import Story
from compiler.rules.rulebook import Family, Findings, Settings, substitute


def survey(story: Story, settings: Settings) -> None:
    """Mojibake needs no survey: each block shows its own."""


MOJIBAKE = Family("mojibake", "Characters that were decoded with the wrong table are turned back.", survey)

_LOST_CLOSING = re.compile("(?:â€|Ã¢â‚¬)(?:\ufffd|\\?|\x9d|Â\x9d)?(?=[\\s,.;:!?)\\]*_]|$)")
_SUSPECT = re.compile("[\x80-\x9f\u00c2-\u00f4\u0392-\u03ce\u0410-\u044f\u0102-\u0111\u00e2]")
_ENTITY = re.compile(
    r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,6}|quot|amp|lt|gt|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|[A-Za-z]{2,6}(?:acute|grave|circ|uml|tilde|cedil|ring|lig));"
)
_LOST_APOSTROPHE = re.compile("(?<=[^\\W\\d_])\ufffd(?=(?:t|s|m|d|re|ve|ll|em)\\b)")
_LEFTOVER = re.compile("[\x80-\x9f]")
_CP1252 = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}


@MOJIBAKE.rule("A closing quotation mark that lost its last byte is one again.", letters=True)
def lost_closing_mark(story: Story, facts: None) -> Findings:
    """Mend the remains of ” before a space or a mark, where its last byte has been lost."""
    for index, block in enumerate(story.blocks):
        if "â€" in block.text or "Ã¢â‚¬" in block.text:
            for match in _LOST_CLOSING.finditer(block.text):
                yield substitute(
                    index, match.start(), match.group(), "”", "a closing mark without its last byte"
                )


@MOJIBAKE.rule("Text that was decoded with the wrong table is decoded with the right one.", letters=True)
def wrong_table(story: Story, facts: None) -> Findings:
    """Turn mis-decoded characters back, each as an edit of its own, and say so once."""
    first = 0
    count = 0
    for index, block in enumerate(story.blocks):
        if not _SUSPECT.search(block.text):
            continue
        mended = ftfy.fix_encoding(block.text)
        if mended != block.text:
            first = first or block.line
            for edit in _difference(index, block.text, mended):
                count += 1
                yield edit
    if count:
        yield Remark(
            f"{count} places were decoded with the wrong table and have been turned back",
            Where(story.file, first),
            "look the edits of mojibake.wrong-table over; --without mojibake leaves them as they are",
            Gravity.INFO,
        )


def _difference(index: int, old: str, new: str) -> Iterator[Edit]:
    """Yield the edits that turn one text into the other, word by word, so that each can be read."""
    before, after = re.findall(r"\s+|\S+", old), re.findall(r"\s+|\S+", new)
    if len(before) != len(after) or any(
        a.isspace() != b.isspace() for a, b in zip(before, after, strict=True)
    ):
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        spans = [(a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    else:
        spans = [(n, n + 1, n, n + 1) for n in range(len(before)) if before[n] != after[n]]
    starts = [0]
    for token in before:
        starts.append(starts[-1] + len(token))
    for first, last, begin, end in spans:
        yield Replace(
            index,
            starts[first],
            starts[last],
            old[starts[first] : starts[last]],
            "".join(after[begin:end]),
            because="decoded with the wrong table",
        )


@MOJIBAKE.rule("An entity of HTML is the character it stands for.", letters=True)
def entity(story: Story, facts: None) -> Findings:
    """Replace `&quot;`, `&#8217;` and the like."""
    for index, block in enumerate(story.blocks):
        if "&" in block.text:
            for match in _ENTITY.finditer(block.text):
                character = html.unescape(match.group())
                if character != match.group():
                    yield substitute(index, match.start(), match.group(), character, "an entity of HTML")


@MOJIBAKE.rule("A lost character between a word and its contraction was an apostrophe.", letters=True)
def lost_apostrophe(story: Story, facts: None) -> Findings:
    """Put an apostrophe for the replacement character in `don?t`, and remark on all that remain."""
    lost = 0
    first = 0
    for index, block in enumerate(story.blocks):
        if "\ufffd" not in block.text:
            continue
        spots = [match.start() for match in _LOST_APOSTROPHE.finditer(block.text)]
        for at in spots:
            yield substitute(index, at, "\ufffd", "’", "an apostrophe that could not be decoded")
        remaining = block.text.count("\ufffd") - len(spots)
        lost += remaining
        first = first or (block.line if remaining else 0)
    if lost:
        yield Remark(
            f"{lost} characters were lost before this file was saved, and show as U+FFFD",
            Where(story.file, first),
            "put the right characters into the file; nobody can tell from it what they were",
            Gravity.DOUBT,
        )


@MOJIBAKE.rule("A control character that Windows used for a mark is that mark.")
def stray_control(story: Story, facts: None) -> Findings:
    """Replace what is left of the C1 controls by the marks of Windows-1252, or by nothing."""
    for index, block in enumerate(story.blocks):
        for match in _LEFTOVER.finditer(block.text):
            mark = _CP1252[ord(match.group())]
            yield substitute(index, match.start(), match.group(), "" if mark.isalpha() else mark)
