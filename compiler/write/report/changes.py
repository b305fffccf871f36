"""The ledger read forward: every edit as a row of the report, with the text round it as it then stood.

Also carried along: why each block has the label it ends with, and by how many words each rule changed the count.
"""

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from compiler.model.book import Galley
from compiler.model.edits import Edit, Replace, Restyle, Revision, Splice, apply, revert
from compiler.model.text import Block, Blocks
from compiler.write.report import account
from compiler.write.report.alignment import align
from compiler.write.report.naming import label, mark_name, recasting
from compiler.write.report.schema import Change, Marked, Piece, Proposal, Recast, Replaced

CONTEXT = 36
"""How many characters are shown on each side of a change, cut back to whole words."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which rule gave a block its label, and why; the same for what its author says inside it."""

    rule: str = ""
    because: str = ""
    inside_rule: str = ""
    inside_because: str = ""


@dataclass(slots=True)
class History:
    """What happened to a story: the blocks as read, the rows of its edits and proposals, and what follows from them."""

    as_read: Blocks
    edits: list[Change] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    words: dict[str, int] = field(default_factory=dict)  # by rule, in the order they ran
    evidence: list[Evidence] = field(default_factory=list)  # one for each block of the corrected story


def history(galley: Galley, why: Mapping[str, str]) -> History:
    """Walk the ledger from the story as read to the story as corrected. `why` has the rules in running order."""
    blocks = revert(galley.story.blocks, galley.ledger)
    told = History(blocks, evidence=[Evidence()] * len(blocks))
    order = {rule: place for place, rule in enumerate(why)}
    waiting = deque(sorted(galley.proposed, key=lambda edit: order.get(edit.rule, len(order))))
    for revision in galley.ledger.revisions:
        if not revision.edits:
            continue
        rule = revision.edits[0].rule
        lines = _lines(blocks)
        while waiting and order.get(waiting[0].rule, len(order)) < order.get(rule, 0):
            told.proposals += _proposal(blocks, lines, waiting.popleft())
        for edit in revision.edits:
            told.edits += _rows(blocks, lines, edit)
        told.words[rule] = told.words.get(rule, 0) + account.changed(blocks, revision.edits)
        told.evidence = _carried(told.evidence, revision)
        blocks, _ = apply(blocks, revision.edits)
    lines = _lines(blocks)
    for edit in waiting:
        told.proposals += _proposal(blocks, lines, edit)
    return told


def _lines(blocks: Blocks) -> list[int]:
    """Return the line of each block in the source; one that has none is where the block before it is."""
    lines: list[int] = []
    for block in blocks:
        lines.append(block.line or (lines[-1] if lines else 0))
    return lines


def _rows(blocks: Blocks, lines: Sequence[int], edit: Edit) -> Iterable[Change]:
    match edit:
        case Replace():
            text, line = _text_at(blocks, edit.block), _line(lines, edit.block)
            if not text.startswith(
                edit.old, edit.start
            ):  # a proposal of a rule whose place in the order is unknown
                text = edit.old
                edit = replace(edit, start=0, end=len(text))
            yield _replaced(edit, line, edit.block, text, (edit.start, edit.end), edit.new)
        case Restyle():
            yield _marked(edit, _line(lines, edit.block), _text_at(blocks, edit.block))
        case Splice():
            yield from _recast(edit, blocks, lines)


def _line(lines: Sequence[int], index: int) -> int:
    return lines[index] if 0 <= index < len(lines) else 0


def _text_at(blocks: Blocks, index: int) -> str:
    return blocks[index].text if 0 <= index < len(blocks) else ""


def _replaced(edit: Edit, line: int, block: int, text: str, range_: tuple[int, int], new: str) -> Replaced:
    start, end = range_
    return {
        "kind": "replaced",
        "rule": edit.rule,
        "line": line,
        "block": block,
        "offset": start,
        "left": _left(text, start),
        "old": text[start:end],
        "new": new,
        "right": _right(text, end),
        "because": edit.because,
    }


def _marked(edit: Restyle, line: int, text: str) -> Marked:
    return {
        "kind": "marked" if edit.add else "unmarked",
        "rule": edit.rule,
        "line": line,
        "block": edit.block,
        "offset": edit.mark.start,
        "mark": mark_name(edit.mark),
        "left": _left(text, edit.mark.start),
        "text": text[edit.mark.start : edit.mark.end],
        "right": _right(text, edit.mark.end),
        "because": edit.because,
    }


def _recast(edit: Splice, blocks: Blocks, lines: Sequence[int]) -> Iterable[Change]:
    before, after = edit.old, edit.new
    line = next((block.line for block in (*before, *after) if block.line), 0) or _line(lines, edit.at - 1)
    if len(before) == len(after) == 1 and label(before[0]) == label(after[0]):
        old, new = before[0], after[0]
        if (
            old.text != new.text
        ):  # marks that could not be followed: piece by piece, like any other correction
            yield from _rewritten(edit, line, old.text, new.text)
            old = replace(old, text=new.text, marks=new.marks if _styles(old) == _styles(new) else ())
            if old == new:
                return
            before = (old,)
    kind, what = recasting(before, after)
    row: Recast = {
        "kind": kind,
        "rule": edit.rule,
        "line": line,
        "block": edit.at,
        "what": what,
        "left": _left(beside := _text_at(blocks, edit.at - 1), len(beside)),
        "before": _pieces(before),
        "after": _pieces(after),
        "right": _right(_text_at(blocks, edit.at + len(edit.old)), 0),
        "because": edit.because,
    }
    yield row


def _rewritten(edit: Splice, line: int, old: str, new: str) -> Iterable[Replaced]:
    position = 0
    for before, after in align(old, new):
        if before != after:
            yield _replaced(edit, line, edit.at, old, (position, position + len(before)), after)
        position += len(before)


def _styles(block: Block) -> Counter[str]:
    return Counter(mark.tag for mark in block.marks)


def _pieces(blocks: Blocks) -> list[Piece]:
    return [{"label": label(block), "text": block.text} for block in blocks]


def _proposal(blocks: Blocks, lines: Sequence[int], edit: Edit) -> Iterable[Proposal]:
    for change in _rows(blocks, lines, edit):
        yield {"change": change, "mend": f"--apply {edit.rule} makes the change"}


def _left(text: str, start: int) -> str:
    """Return a few words before the place, with an ellipsis where the text begins earlier."""
    begin = start - CONTEXT
    if begin <= 0:
        return text[:start]
    space = text.find(" ", begin, start)
    return "…" + text[space + 1 if space >= 0 else begin : start]


def _right(text: str, end: int) -> str:
    stop = end + CONTEXT
    if stop >= len(text):
        return text[end:]
    space = text.rfind(" ", end, stop)
    return text[end : space if space > end else stop] + "…"


def _carried(evidence: Sequence[Evidence], revision: Revision) -> list[Evidence]:
    """Return the evidence for each block after the revision: new where a block got a new label."""
    told = list(evidence)
    for edit in revision.edits:
        if isinstance(edit, Restyle) and edit.add and edit.mark.tag == "note":
            known = told[edit.block]
            told[edit.block] = replace(known, inside_rule=edit.rule, inside_because=edit.because)
    result: list[Evidence] = []
    position = 0
    for edit in revision.edits:
        if not isinstance(edit, Splice):
            continue
        result += told[position : edit.at]
        position = edit.at + len(edit.old)
        known_labels = {label(block): told[edit.at + i] for i, block in enumerate(edit.old)}
        noted = any(mark.tag == "note" for block in edit.old for mark in block.marks)
        for block in edit.new:
            own = known_labels.get(label(block), Evidence(edit.rule, edit.because))
            if not noted and any(mark.tag == "note" for mark in block.marks):
                own = replace(own, inside_rule=edit.rule, inside_because=edit.because)
            result.append(own)
    return result + told[position:]
