"""Bonds: spaces at which a line must not break, because what they part is read in one breath.

They come last: every other rule may take a space for a space. Titles, bylines and other fields are left as they are,
for they are names in catalogues and files as well.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compiler.model.edits import Replace
from compiler.model.story import HEADER_ROLES, Story
from compiler.rules.languages import NO_BREAK, Convention, convention
from compiler.rules.protected import covered
from compiler.rules.rulebook import Family, Findings, Settings
from compiler.rules.running import matches, places, untouchable
from compiler.rules.straight import INSIDE


@dataclass(frozen=True, slots=True)
class Facts:
    """The convention that says where a space belongs, and the paragraphs there are to look at."""

    row: Convention
    where: tuple[int, ...]


def survey(story: Story, settings: Settings) -> Facts:
    """Look up the convention, and leave out the fields of the story's head."""
    row = convention(story.stated.language or settings.language, settings.style)
    found = places(story, _POINTS if row.spaced or row.inside else _SIGNS) if row.marks else ()
    return Facts(row, tuple(index for index in found if story.blocks[index].role not in HEADER_ROLES))


_SIGNS = re.compile(r"[A-Z][a-z]{0,3}\.? (?=[A-Z])|[nNop]s?\. (?=\d)|\d (?=[\w%€°])")
_POINTS = re.compile(rf"{_SIGNS.pattern}|[?!;:»«]")

BONDS: Family[Facts] = Family("bonds", "A line does not break between a name and what belongs to it.", survey)

_TITLE = re.compile(
    r"""
    [MDSPRCLG] (?:
        (?<=\bM) (?: rs? | s | x | me | lle ) \.? | (?<=\bD) r \.? | (?<=\bS) t \.?
      | (?<=\bP) rof \. | (?<=\bR) ev \. | (?<=\bS) gt \. | (?<=\bC) (?: apt | ol ) \. | (?<=\bL) t \. | (?<=\bG) en \.
    ) [ ] (?=[A-Z])
  | [Nnp] (?: (?<=\b[Nn]) os? | (?<=\bp) p? ) \. [ ] (?=\d)
    """,
    re.VERBOSE,
)


def _bind(found: Iterator[tuple[int, str, re.Match[str]]]) -> Findings:
    """Yield the edits that make the space at the end of each match one that does not break."""
    for index, _, match in found:
        yield Replace(index, match.end() - 1, match.end(), " ", NO_BREAK)


@BONDS.rule("A title stays with its name, a number with its abbreviation: Mr. X, No. 5.")
def title(story: Story, facts: Facts) -> Findings:
    """Bind the space of "Mr. Darcy"."""
    yield from _bind(matches(story, facts.where, _TITLE))


_INITIAL = re.compile(r"[A-Z](?<=\b.)\. (?=[A-Z](\.)?[a-z]?)")
_INITIAL_BEFORE = re.compile(r"\b[A-Z]\.[ \u00a0]?\Z")


@BONDS.rule("Initials stay together, and with the name they belong to.")
def initials(story: Story, facts: Facts) -> Findings:
    """Bind the spaces of "J. K. Doe"."""
    found = matches(story, facts.where, _INITIAL)
    yield from _bind(
        each
        for each in found
        if each[2][1] or _INITIAL_BEFORE.search(each[1], max(0, each[2].start() - 4), each[2].start())
    )


_UNIT = re.compile(
    r"\d (?=(?:[kcm]?m|k?g|lbs?|oz|ft|mph|kph|km/h|k?Hz|[kMGT]B|[ap]\.?m\.?|[AP]\.?M\.?|°[CF])(?![\w'])|[%€°])"
)


@BONDS.rule("A number stays with its unit: 5 km, 3 p.m.")
def unit(story: Story, facts: Facts) -> Findings:
    """Bind the space of "5 km"."""
    yield from _bind(matches(story, facts.where, _UNIT))


_POINT = re.compile(r"[?!;:](?!'?[-^]?[()DP\[\]|/\\])(?=[\s?!\"')\]*_.…]|\Z)")


@BONDS.rule("In French a narrow space stands before ; ! and ?, and a no-break space before a colon.")
def point(story: Story, facts: Facts) -> Findings:
    """Set the space of "Ah !"."""
    wanted = dict(facts.row.spaced)
    if not wanted:
        return
    for index, text, match in matches(story, facts.where, _POINT):
        start = end = match.start()
        while start and text[start - 1] in " \u00a0\u202f":
            start -= 1
        if not start or text[start - 1] in "?!;:.…(\n" + INSIDE:
            continue
        if text[start:end] != wanted[match.group()]:
            yield Replace(index, start, end, text[start:end], wanted[match.group()])


_INSIDE = re.compile(r"«[ \u00a0\u202f]?(?=\S)|(?<=[^\s«])[ \u00a0\u202f]?»")


@BONDS.rule("In French a no-break space stands inside the quotation marks.")
def inside_marks(story: Story, facts: Facts) -> Findings:
    """Set the spaces of « Bonjour »."""
    space = facts.row.inside
    if not space:
        return
    for index in facts.where:
        protected = untouchable(story.blocks[index])
        for match in _INSIDE.finditer(story.blocks[index].text):
            mark = match.group().strip()
            new = mark + space if mark == "«" else space + mark
            if match.group() != new and not covered(protected, *match.span()):
                yield Replace(index, match.start(), match.end(), match.group(), new)
