"""Titles: a story that states none is proposed its incipit, its first words, as a poem is known by its first line."""

import re

from compiler.model.edits import Splice
from compiler.model.story import Story, is_story, metadata
from compiler.model.text import Block, Kind, Role
from compiler.rules.rulebook import Family, Findings, Settings

LONGEST = 32
"""An incipit has at most this many characters: it must fit a running head and a line of the contents."""

WEAK = frozenset(
    """a an the and or but as at by for from in into of on than that to with i he she it they his her its their my your
    der die das ein eine und oder im am zu von mit le la les un une de du des et à el los las y en con il lo e di
    """.split()
)
"""Words that a title does not break off after, in the languages stories come in."""

SHORTEST = 8
"""A first sentence shorter than this ("No.") says too little: the next one is taken too."""

_SENTENCE = re.compile(r".*?(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)[.!?…](?=[\s”’\"']|$)")
_QUOTES = re.compile(r"[“”‘\"«»„‹›「」『』]|(?<!\w)'|['’](?!\w)")
_TRAILING = " \t,;:.—–-…"


def survey(story: Story, settings: Settings) -> None:
    """Titles need no survey: the rule asks the story itself."""


TITLES = Family("titles", "A story without a title is called by its first words.", survey)


@TITLES.rule("A book needs a name for every story, and a file's name is seldom one.", safe=False)
def incipit(story: Story, facts: None) -> Findings:
    """Propose a title block made of the first words of the story."""
    if metadata(story).title:
        return
    first = next((block for block in story.blocks if is_story(block) and _letters(block.text)), None)
    if first is not None:
        title = Block(Kind.HEADING, first_words(first.text), role=Role.TITLE, level=1, line=first.line)
        yield Splice(0, (), (title,), because="no title is stated; these are the story's first words")


def first_words(text: str) -> str:
    """Return the first sentence of a paragraph, without quotation marks, or as much of it as an incipit holds."""
    line = " ".join(text.split())
    sentence = _SENTENCE.match(line)
    if sentence and sentence.end() < SHORTEST:
        sentence = _SENTENCE.match(line, sentence.end())
    whole = _QUOTES.sub("", line[: sentence.end()] if sentence else line).strip()
    if len(whole) <= LONGEST:
        ended = whole.rstrip(_TRAILING)
        return ended or whole
    kept = whole[: LONGEST + 1].split(" ")[:-1] or [whole[:LONGEST]]
    while len(kept) > 2 and kept[-1].casefold() in WEAK:
        kept.pop()
    return " ".join(kept).rstrip(_TRAILING) + "…"


def _letters(text: str) -> bool:
    return any(character.isalpha() for character in text)
