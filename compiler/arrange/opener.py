"""The opener of a story: its title, byline, header facts and summary, above the text."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from compiler.arrange.policy import Policies, Policy
from compiler.arrange.wording import Wording
from compiler.model.book import Galley
from compiler.model.text import Block, Kind, Role

ON_OPENER = ("fandom", "pairing", "characters", "genre", "rating", "series")
"""The header fields a reader wants before a story, in this order; the others stand in the colophon."""


def titles(galley: Galley, found: Sequence[Block], wording: Wording) -> list[Block]:
    """Return the story's title, what else is called one below it, and the byline."""
    known = galley.metadata
    if found and one_line(found[0].text) == known.title:
        title = replace(found[0], kind=Kind.HEADING, level=1, traits=())
    else:  # stated by the format or by a sidecar, or proposed
        title = Block(Kind.HEADING, galley.title, role=Role.TITLE, level=1)
    subtitles = [replace(block, kind=Kind.PARAGRAPH, level=0, traits=("subtitle",)) for block in found[1:]]
    opening = [title, *subtitles]
    if known.authors:
        opening.append(Block(Kind.PARAGRAPH, wording.listed(known.authors), role=Role.BYLINE))
    return opening


def facts(galley: Galley, fields: Mapping[str, Block]) -> list[Block]:
    """Return the header fields as one quiet line, their labels left away where the value says enough."""
    stated = galley.metadata
    values = {name: value(block) for name, block in fields.items()}
    values.setdefault("fandom", ", ".join(stated.fandoms))
    values.setdefault("rating", stated.rating)
    values.setdefault("series", stated.series)
    line = " · ".join(values[name] for name in ON_OPENER if values.get(name))
    return [Block(Kind.PARAGRAPH, line, role=Role.MASTHEAD)] if line else []


def summary(galley: Galley, kept: Sequence[Block], policies: Policies) -> list[Block]:
    """Return the summary that the format states, where no block of the text is one."""
    stated = galley.story.stated.summary
    dropped = policies[Role.SUMMARY] is Policy.DROP
    if not stated or dropped or any(block.role is Role.SUMMARY for block in kept):
        return []
    return [Block(Kind.PARAGRAPH, stated, role=Role.SUMMARY)]


def value(block: Block) -> str:
    """Return what stands after the label of a header line."""
    return one_line(block.text[int(block.trait("value-at") or 0) :])


def one_line(text: str) -> str:
    """Return the text on one line, with single spaces."""
    return " ".join(text.split())
