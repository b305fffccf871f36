"""Spaces: what the space bar did too much of."""

import re

from compiler.model.edits import Replace
from compiler.model.story import Story
from compiler.rules.rulebook import Family, Findings
from compiler.rules.running import Ground, ground, matches
from compiler.rules.straight import GHOST, INSIDE

_TOO_MANY = re.compile(r"[ \t(](?=[ \t,.;:!?)])|\t")


SPACING: Family[Ground] = Family("spacing", "Spaces that say nothing are taken out.", ground(_TOO_MANY))


_DOUBLED = re.compile(rf"(?<![\s{INSIDE}])(?:[ \t]{{2,}}|\t)(?=\S)")


@SPACING.rule("One space between words is enough.")
def doubled(story: Story, facts: Ground) -> Findings:
    """Reduce runs of spaces and tabs inside a paragraph to one space."""
    for index, _, match in matches(story, facts.where, _DOUBLED):
        yield Replace(index, match.start(), match.end(), match.group(), " ")


_AFTER = rf"(?=[\s\"')\]*_–—{GHOST}{INSIDE}-]|\Z)"
_BEFORE_POINT = re.compile(rf"(?<=[\w\"')\]*_])([ \t]+)(?:[,;:!?]+{_AFTER}|\.(?! ?[.…]){_AFTER})")


@SPACING.rule("No space stands before a comma, a full stop or the like, but where the language wants one.")
def before_point(story: Story, facts: Ground) -> Findings:
    """Take the space of "well , then"."""
    kept = {sign for sign, _ in facts.row.spaced}
    for index, text, match in matches(story, facts.where, _BEFORE_POINT):
        if text[match.end(1)] not in kept:
            yield Replace(index, match.start(), match.end(1), match[1], "")


_IN_BRACKETS = re.compile(r"\(([ \t]+)(?=[*_]{0,3}\w\w)|(?<=[\w.!?…*_][\w.,!?…*_])([ \t]+)\)")


@SPACING.rule("No space stands inside a bracket.")
def in_brackets(story: Story, facts: Ground) -> Findings:
    """Take the spaces of "( quietly )"."""
    for index, _, match in matches(story, facts.where, _IN_BRACKETS):
        group = 1 if match[1] else 2
        yield Replace(index, match.start(group), match.end(group), match[group], "")
