"""Runs one family of typography over a case: paragraphs in, paragraphs out, marks shown as tags."""

import re
from collections.abc import Iterable
from typing import Any

from compiler.model.story import Metadata, Story
from compiler.model.text import Block, Kind
from compiler.rules.rulebook import Family, Outcome, Settings, run
from tests.casefile import Case

_OPTION = re.compile(r"\[(\w+)=([\w.,-]+)\] ")


def settings(title: str) -> Settings:
    """Read the options a case's title begins with: [lang=de], [style=uk], [apply=RULE]."""
    found: dict[str, str] = {}
    while option := _OPTION.match(title):
        found[option[1]] = option[2]
        title = title[option.end() :]
    applied = frozenset(found.get("apply", "").split(",")) - {""}
    return Settings(language=found.get("lang", "en"), style=found.get("style", ""), applied=applied)


def story(text: str) -> Story:
    """Return a story of the text's paragraphs, which are separated by blank lines."""
    blocks = tuple(Block(Kind.PARAGRAPH, part, line=n) for n, part in enumerate(text.split("\n\n"), 1))
    return Story("s", "story.txt", "", Metadata(), blocks)


def corrected(case: Case, *families: Family[Any]) -> Outcome:
    """Run the families over the case."""
    return run(story(case.before), families, settings(case.title))


def again(case: Case, *families: Family[Any]) -> Outcome:
    """Run the families over what they made of the case."""
    return run(corrected(case, *families).story, families, settings(case.title))


def idle(cases: Iterable[Case], family: Family[Any]) -> set[str]:
    """Return the names of the family's rules that no case sets to work, even as a proposal or a remark."""
    busy: set[str] = set()
    for case in cases:
        facts = family.survey(story(case.before), settings(case.title))
        busy |= {rule.name for rule in family.rules if any(rule.find(story(case.before), facts))}
        outcome = corrected(case, family)
        busy |= {edit.rule for revision in outcome.ledger.revisions for edit in revision.edits}
    return {rule.name for rule in family.rules} - busy


def shown(outcome: Outcome) -> str:
    """Return the text of an outcome, with its marks as tags."""
    return "\n\n".join(_tagged(block) for block in outcome.story.blocks)


def _tagged(block: Block) -> str:
    signs: list[tuple[int, int, int, str]] = []
    for order, mark in enumerate(block.marks):  # outermost first
        signs.append((mark.start, 1, order, f"<{mark.tag}>"))
        signs.append((mark.end, 0, -order, f"</{mark.tag}>"))
    text, shift = block.text, 0
    for place, _, _, tag in sorted(signs):
        text = text[: place + shift] + tag + text[place + shift :]
        shift += len(tag)
    return text
