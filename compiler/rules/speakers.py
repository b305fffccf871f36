"""Speakers: the names that take turns in a chat or a script, told by a name and a colon on line after line."""

import re
from collections import Counter

from compiler.model.story import Story
from compiler.rules import labels, numbering, postings
from compiler.rules.prose import is_open

FEWEST_TURNS = 4
"""A chat or a script has so many turns at least."""

_TURN = re.compile(
    r"(?:[\[(]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[ \t]?[ap]\.?m\.?)?[\])]?[ \t]*[-–—|]?[ \t]*)?[*_<\[@]{0,3}"
    r"(?P<name>[^\W_][^\n:：<>\[\]()*_]{0,24}?)[*_>\]]{0,3}[ \t]?(?P<colon>:|：|>)[*_]{0,3}[ \t]+\S",
    re.IGNORECASE,
)


def name_before_colon(line: str) -> str:
    """Return the name before the colon of a turn; "" if the line is none."""
    match = _TURN.match(line.strip())
    if (
        not match
        or len(match["name"].split()) > 3
        or numbering.parse(line)
        or labels.find(line)
        or postings.field(line)
    ):
        return ""
    return match["name"].strip()


def speakers(story: Story) -> frozenset[str]:
    """Return the names that take turns: most turns are of names that speak more than once."""
    turns: Counter[str] = Counter()
    for block in story.blocks:
        if is_open(block) or {"chat", "script"}.intersection(block.traits):
            turns.update(name for line in block.text.split("\n") if (name := name_before_colon(line)))
    often = {name for name, count in turns.items() if count >= 2}
    if sum(turns.values()) < FEWEST_TURNS or not often:
        return frozenset()
    return (
        frozenset(turns) if sum(turns[name] for name in often) >= 0.6 * sum(turns.values()) else frozenset()
    )
