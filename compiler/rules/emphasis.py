"""Emphasis typed with signs: *word*, _word_, **word** and [i]word[/i] become marks, and the signs go."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compiler.model.edits import Edit, Replace, Restyle
from compiler.model.story import Story
from compiler.model.text import Mark
from compiler.rules.protected import covered
from compiler.rules.rulebook import Family, Findings, Settings
from compiler.rules.running import CODE, label_end, places, untouchable


@dataclass(frozen=True, slots=True)
class Facts:
    """The blocks that have any of the signs."""

    where: tuple[int, ...]


def survey(story: Story, settings: Settings) -> Facts:
    """Find the blocks that have any of the signs."""
    return Facts(places(story, _SIGNS))


_SIGNS = re.compile(r"[*_/~<\[]")


EMPHASIS: Family[Facts] = Family("emphasis", "Signs of emphasis become emphasis.", survey)


def _styled(story: Story, facts: Facts, pattern: re.Pattern[str], sign: str, *tags: str) -> Iterator[Edit]:
    """Yield the edits that put the tags on what stands between two signs, and take the signs away."""
    for index in facts.where:
        block = story.blocks[index]
        text = block.text
        if sign not in text:
            continue
        protected = untouchable(block)
        floor = label_end(block)
        for match in pattern.finditer(text):
            start, end = match.span("text")
            if match.start() < floor or not any(letter.isalnum() for letter in match["text"]):
                continue
            if protected and (
                covered(protected, match.start(), start) or covered(protected, end, match.end())
            ):
                continue
            yield Replace(index, match.start(), start, text[match.start() : start], "")
            for tag in tags:
                yield Restyle(index, Mark(start, end, tag), add=True)
            yield Replace(index, end, match.end(), text[end : match.end()], "")


def _between(sign: str, times: int) -> re.Pattern[str]:
    one = re.escape(sign)
    word = r"[^\W_]" if sign == "*" else r"\w"  # an underscore is a part of a word to underscores only
    return re.compile(
        rf"(?<!{word})(?<![\\{one}]){one}{{{times}}}(?=[^\s\u2060{one}])(?P<text>[^{one}\n]*[^\s{one}]){one}{{{times}}}(?!{word}|{one})"
    )


_THREE_STARS, _TWO_STARS, _ONE_STAR = (_between("*", times) for times in (3, 2, 1))
_TWO_LINES, _ONE_LINE = (_between("_", times) for times in (2, 1))


@EMPHASIS.rule("Words between three stars are strong and emphatic.")
def three_stars(story: Story, facts: Facts) -> Findings:
    """Mark ***word***."""
    yield from _styled(story, facts, _THREE_STARS, "***", "strong", "em")


@EMPHASIS.rule("Words between two stars are strong.")
def two_stars(story: Story, facts: Facts) -> Findings:
    """Mark **word**."""
    yield from _styled(story, facts, _TWO_STARS, "**", "strong")


@EMPHASIS.rule("Words between stars are emphatic.")
def stars(story: Story, facts: Facts) -> Findings:
    """Mark *word*."""
    yield from _styled(story, facts, _ONE_STAR, "*", "em")


@EMPHASIS.rule("Words between two underscores are strong.")
def two_underscores(story: Story, facts: Facts) -> Findings:
    """Mark __word__."""
    yield from _styled(story, facts, _TWO_LINES, "__", "strong")


@EMPHASIS.rule("Words between underscores are emphatic.")
def underscores(story: Story, facts: Facts) -> Findings:
    """Mark _word_."""
    yield from _styled(story, facts, _ONE_LINE, "_", "em")


def _tags(*names: str) -> re.Pattern[str]:
    name = "|".join(names)
    inside = rf"(?P<text>(?:(?![\[<]/?(?:{name})[\]>])[^\n])+)"
    return re.compile(rf"[\[<]({name})[\]>]{inside}[\[<]/\1[\]>]", re.IGNORECASE)


def _typed(story: Story, facts: Facts, pattern: re.Pattern[str], tag: str) -> Iterator[Edit]:
    """Yield the edits for tags typed as text: [i]word[/i] and <i>word</i>."""
    for index in facts.where:
        block = story.blocks[index]
        if "</" not in block.text and "[/" not in block.text:
            continue
        code = tuple((mark.start, mark.end) for mark in block.marks if mark.tag in CODE)
        for match in pattern.finditer(block.text):
            start, end = match.span("text")
            if match.start() < label_end(block) or covered(code, match.start(), match.end()):
                continue
            yield Replace(index, match.start(), start, block.text[match.start() : start], "")
            yield Restyle(index, Mark(start, end, tag), add=True)
            yield Replace(index, end, match.end(), block.text[end : match.end()], "")


_ITALIC, _BOLD, _UNDERLINED, _STRUCK = (
    _tags("i", "em"),
    _tags("b", "strong"),
    _tags("u"),
    _tags("s", "strike", "del"),
)


@EMPHASIS.rule("Tags for italics, typed as text, are emphasis.")
def italic_tags(story: Story, facts: Facts) -> Findings:
    """Mark [i]word[/i] and <i>word</i>."""
    yield from _typed(story, facts, _ITALIC, "em")


@EMPHASIS.rule("Tags for bold, typed as text, are strong emphasis.")
def bold_tags(story: Story, facts: Facts) -> Findings:
    """Mark [b]word[/b] and <b>word</b>."""
    yield from _typed(story, facts, _BOLD, "strong")


@EMPHASIS.rule("Tags for underlining, typed as text, underline.")
def underline_tags(story: Story, facts: Facts) -> Findings:
    """Mark [u]word[/u] and <u>word</u>."""
    yield from _typed(story, facts, _UNDERLINED, "u")


@EMPHASIS.rule("Tags for striking out, typed as text, strike out.")
def strike_tags(story: Story, facts: Facts) -> Findings:
    """Mark [s]word[/s] and <s>word</s>."""
    yield from _typed(story, facts, _STRUCK, "s")


_SLASHES, _TILDES = (
    re.compile(
        rf"(?<![\w:<.\\{sign}]){sign}(?=[^\W\d_])(?P<text>[^{sign}\n\d]{{0,60}}[^\s\d{sign}]){sign}(?![\w{sign}])"
    )
    for sign in "/~"
)
ENOUGH = 2
"""A sign that an author has put round words so often in a story is a habit, not an accident of "and/or"."""


def _habitual(story: Story, facts: Facts, pattern: re.Pattern[str], sign: str) -> bool:
    """Tell whether the story has the sign round words inside its sentences, and so for emphasis, often enough."""
    found = 0
    for index in facts.where:
        text = story.blocks[index].text
        if sign in text:
            found += sum(match.span() != (0, len(text)) for match in pattern.finditer(text))
        if found >= ENOUGH:
            return True
    return False


@EMPHASIS.rule("Words between slashes are emphatic in a story that has the habit.")
def slashes(story: Story, facts: Facts) -> Findings:
    """Mark /word/."""
    if _habitual(story, facts, _SLASHES, "/"):
        yield from _styled(story, facts, _SLASHES, "/", "em")


@EMPHASIS.rule("Words between tildes are emphatic in a story that has the habit.")
def tildes(story: Story, facts: Facts) -> Findings:
    """Mark ~word~."""
    if _habitual(story, facts, _TILDES, "~"):
        yield from _styled(story, facts, _TILDES, "~", "em")


@EMPHASIS.rule("Words between slashes may be emphatic.", safe=False)
def lone_slashes(story: Story, facts: Facts) -> Findings:
    """Propose emphasis for /word/ in a story that has it but once."""
    yield from _styled(story, facts, _SLASHES, "/", "em")
