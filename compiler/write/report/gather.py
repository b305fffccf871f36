"""The report as data: what became of every story, gathered from its galley and its placements."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from compiler.errors import Gravity, Remark
from compiler.model.book import Book, Galley, Place, Placement
from compiler.model.edits import Splice
from compiler.model.text import Block, Kind, Role
from compiler.write.report import account
from compiler.write.report.changes import Evidence, History, history
from compiler.write.report.naming import label, mark_name
from compiler.write.report.schema import (
    SCHEMA,
    MadeFile,
    Passage,
    Proposal,
    Recast,
    Remarked,
    Report,
    RuleCount,
    StoryReport,
    Totals,
    Words,
)

NOWHERE = "nowhere"
"""The place of text that arranging forgot: a fault of the program, which the balance of words shows as well."""


def gather(
    book: Book,
    galleys: Sequence[Galley],
    placements: Iterable[Placement],
    remarks: Iterable[Remark],
    files: Mapping[str, bytes],
    why: Mapping[str, str],
) -> Report:
    """Gather the report; the arguments are those of `report.write`."""
    by_story: dict[str, list[Placement]] = {galley.story.id: [] for galley in galleys}
    for placement in placements:
        by_story[placement.story].append(placement)
    stories = [_story(galley, by_story[galley.story.id], why) for galley in galleys]
    of_stories = Counter(remark for galley in galleys for remark in galley.remarks)
    for galley, story in zip(galleys, stories, strict=True):
        of_stories[account.unbalanced(galley, story["words"]["balance"])] += 1
    general = [_remarked(remark) for remark in _without(remarks, of_stories)]
    made: list[MadeFile] = [
        {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in files.items()
    ]
    return {
        "schema": SCHEMA,
        "book": {
            "title": book.title,
            "authors": list(book.authors),
            "editor": book.editor,
            "language": book.language,
            "identifier": book.identifier,
            "modified": book.modified,
            "sections": {section.id: section.title for section in book.sections},
        },
        "files": made,
        "totals": _totals(stories, general),
        "rules": _reasons(stories, why),
        "remarks": general,
        "stories": stories,
    }


def _without(remarks: Iterable[Remark], others: Counter[Remark]) -> Iterable[Remark]:
    """Yield the remarks that are not among the stories' own, which each story lists itself."""
    for remark in remarks:
        if others[remark] > 0:
            others[remark] -= 1
        else:
            yield remark


def _story(galley: Galley, placements: Sequence[Placement], why: Mapping[str, str]) -> StoryReport:
    story, known = galley.story, galley.metadata
    told = history(galley, why)
    words = _words(told, placements)
    remarks = list(galley.remarks)
    if words["balance"]:
        remarks.append(account.unbalanced(galley, words["balance"]))
    passages = _passages(galley, placements, told.evidence)
    made = Counter(change["rule"] for change in told.edits)
    rules: list[RuleCount] = [
        {"rule": rule, "edits": made[rule], "words": told.words[rule]} for rule in told.words
    ]
    return {
        "id": story.id,
        "file": story.file,
        "sha256": story.digest,
        "title": galley.title,
        "title_from": "stated" if known.title else "proposed" if galley.incipit else "file",
        "authors": list(known.authors),
        "language": known.language,
        "words": words,
        "blocks": {"read": len(told.as_read), "corrected": len(story.blocks)},
        "rules": rules,
        "moved": [passage for passage in passages if passage["place"] not in _STAYS],
        "left_out": [passage for passage in passages if passage["place"] in (Place.LEFT_OUT, NOWHERE)],
        "kept": [passage for passage in passages if passage["place"] in (Place.STORY, Place.OPENER)],
        "breaks": [passage for passage in passages if passage["place"] == Place.DIVIDER],
        "edits": told.edits,
        "proposals": [
            _titled(galley, proposal)
            for proposal in sorted(told.proposals, key=lambda proposal: proposal["change"]["line"])
        ],
        "remarks": [_remarked(remark) for remark in remarks],
    }


_STAYS = frozenset(
    {Place.STORY.value, Place.OPENER.value, Place.DIVIDER.value, Place.LEFT_OUT.value, NOWHERE}
)


def _words(told: History, placements: Sequence[Placement]) -> Words:
    read = account.total(told.as_read)
    rules = {rule: change for rule, change in told.words.items() if change}
    places = account.placed(placements)
    balance = read + sum(rules.values()) - sum(places.values())
    return {"read": read, "rules": rules, "places": places, "balance": balance}


def _passages(galley: Galley, placements: Sequence[Placement], evidence: Sequence[Evidence]) -> list[Passage]:
    """Return what is not simply prose in its place, in the order of the story, forgotten blocks among them."""
    blocks = galley.story.blocks
    passages: list[Passage] = []
    accounted: set[int] = set()
    for placement in placements:
        accounted.add(placement.block)
        block, why = blocks[placement.block], evidence[placement.block]
        prose = placement.place is Place.STORY and _is_prose(block)
        if placement.part:
            passages.append(_interruption(block, placement, why))
        elif not prose:
            passages.append(_passage(block, placement, why))
    for index, block in enumerate(blocks):
        if index not in accounted and block.text.strip():
            lost = Placement(galley.story.id, index, Place.LEFT_OUT, block.text)
            passages.append({**_passage(block, lost, evidence[index]), "place": NOWHERE})
    return sorted(passages, key=lambda passage: passage["block"])


def _is_prose(block: Block) -> bool:
    return block.role is Role.BODY and block.kind is not Kind.HEADING


def _passage(block: Block, placement: Placement, why: Evidence) -> Passage:
    return {
        "line": block.line,
        "block": placement.block,
        "part": placement.part,
        "label": label(block),
        "text": placement.text,
        "place": placement.place.value,
        "section": placement.section,
        "rule": why.rule,
        "because": why.because,
    }


def _interruption(block: Block, placement: Placement, why: Evidence) -> Passage:
    """Return what the author says inside a paragraph: the label is the mark's, not the block's."""
    names = [
        mark_name(mark)
        for mark in block.marks
        if mark.tag == "note" and block.text[mark.start : mark.end] == placement.text
    ]
    said = f"{names[0] if names else 'author’s note'}, inside a paragraph"
    passage = _passage(block, placement, why)
    return {**passage, "label": said, "rule": why.inside_rule, "because": why.inside_because}


def _titled(galley: Galley, proposal: Proposal) -> Proposal:
    """Say of a proposed title what the book does with it, and how to give the story another."""
    rules = {edit.rule for edit in galley.proposed if isinstance(edit, Splice) and _is_title(edit)}
    change = proposal["change"]
    if change["rule"] not in rules or change["kind"] != "inserted":
        return proposal
    named: Recast = {**change, "what": "title proposed", "left": "", "right": ""}
    mend = f"if it is called otherwise, put its title on a line of its own at the top of {galley.story.file}"
    return {"change": named, "mend": mend}


def _is_title(edit: Splice) -> bool:
    return any(block.role is Role.TITLE for block in edit.new)


def _remarked(remark: Remark) -> Remarked:
    return {
        "gravity": remark.gravity.value,
        "what": remark.what,
        "file": remark.where.file,
        "line": remark.where.line,
        "mend": remark.mend,
        "text": remark.text,
    }


def _totals(stories: Sequence[StoryReport], general: Sequence[Remarked]) -> Totals:
    rules: dict[str, int] = {}
    places = {place.value: 0 for place in Place}
    for story in stories:
        for rule, change in story["words"]["rules"].items():
            rules[rule] = rules.get(rule, 0) + change
        for place, count in story["words"]["places"].items():
            places[place] += count
    gravities = Counter(
        remark["gravity"] for remarks in (general, *(s["remarks"] for s in stories)) for remark in remarks
    )
    return {
        "stories": len(stories),
        "words": {
            "read": sum(story["words"]["read"] for story in stories),
            "rules": dict(sorted(rules.items())),
            "places": places,
            "balance": sum(abs(story["words"]["balance"]) for story in stories),
        },
        "edits": sum(len(story["edits"]) for story in stories),
        "losses": gravities[Gravity.LOSS],
        "doubts": gravities[Gravity.DOUBT],
        "proposals": sum(len(story["proposals"]) for story in stories),
    }


def _reasons(stories: Sequence[StoryReport], why: Mapping[str, str]) -> dict[str, str]:
    """Return the reason of each rule that was at work, in running order."""
    used = {count["rule"] for story in stories for count in story["rules"]}
    used |= {proposal["change"]["rule"] for story in stories for proposal in story["proposals"]}
    known = {rule: reason for rule, reason in why.items() if rule in used}
    return known | dict.fromkeys(sorted(used - set(known)), "")
