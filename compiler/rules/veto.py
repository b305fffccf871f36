"""Vetoes: what a person has said of a story, no rule may say otherwise.

Two kinds of edits are not made: those of a rule at a spot that the sidecar keeps (`[[keep]]`), and those that would
take away what the sidecar has said there: the label of a block (the trait "said"), or that no scene break stands
before it ("no-break").
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from compiler.errors import Remark
from compiler.model.edits import Edit, Replace, Restyle, Splice
from compiler.model.sidecar import Keep, Sidecar
from compiler.model.text import Block, Blocks, Kind
from compiler.rules.spots import meant, plain

SAID = "said"
NO_BREAK = "no-break"


def permitted(
    found: Sequence[Edit | Remark], blocks: Blocks, rule: str, sidecar: Sidecar
) -> tuple[list[Edit], list[Remark], list[Keep]]:
    """Part a rule's findings into the edits that may be made and the remarks on them; return also the vetoes used."""
    keeps = [keep for keep in sidecar.keeps if rule == keep.rule or rule.startswith(keep.rule + ".")]
    kept = [(keep, frozenset(meant(blocks, keep.spot))) for keep in keeps]
    edits: list[Edit] = []
    used: list[Keep] = []
    silenced: set[int] = set()  # lines
    for edit in found:
        if isinstance(edit, Remark):
            continue
        veto = next((keep for keep, indices in kept if _is_at(edit, blocks, keep, indices)), None)
        if veto is None and (rule.startswith("sidecar.") or not _contradicts(edit, blocks)):
            edits.append(edit)
            continue
        silenced |= {blocks[index].line for index in _touched(edit, blocks)}
        if veto is not None:
            used.append(veto)
    remarks = [r for r in found if isinstance(r, Remark) and not (r.where.line and r.where.line in silenced)]
    return edits, remarks, used


def _touched(edit: Edit, blocks: Blocks) -> range:
    """Return the blocks an edit is about; of an insertion, the one before which it is made."""
    if not isinstance(edit, Splice):
        return range(edit.block, edit.block + 1)
    return range(edit.at, min(edit.at + max(1, len(edit.old)), len(blocks)))


def _is_at(edit: Edit, blocks: Blocks, keep: Keep, indices: Iterable[int]) -> bool:
    if not any(index in indices for index in _touched(edit, blocks)):
        return False
    if not keep.spot.text or isinstance(edit, Splice):
        return True
    start, end = (edit.start, edit.end) if isinstance(edit, Replace) else (edit.mark.start, edit.mark.end)
    text, wanted = plain(blocks[edit.block].text), plain(keep.spot.text)
    begin = text.find(wanted)
    while begin >= 0:
        if start <= begin + len(wanted) and end >= begin:
            return True
        begin = text.find(wanted, begin + 1)
    return False


def _contradicts(edit: Edit, blocks: Blocks) -> bool:
    """Tell whether the edit would take away what a person has said."""
    if isinstance(edit, Replace | Restyle):
        return False
    said = [block for block in edit.old if SAID in block.traits]
    if said:
        left = Counter(map(_what, edit.new))
        left.subtract(map(_what, said))
        if any(count < 0 for count in left.values()):
            return True
    if not any(block.kind is Kind.BREAK for block in edit.new):
        return False
    end = edit.at + len(edit.old)
    after = (*edit.new, *blocks[end : end + 1])
    return any(a.kind is Kind.BREAK and NO_BREAK in b.traits for a, b in pairwise(after))


def _what(block: Block) -> tuple[object, ...]:
    return block.kind, block.role, block.text, block.within
