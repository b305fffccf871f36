"""Golden files: what the rules make of every sample story, for a person to read when it changes.

`make accept` rewrites them. In a folder for each story: `chapters.xhtml` (the corrected blocks), `ledger.txt` (an edit
a line) and `remarks.txt`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from compiler.library import identify
from compiler.model.book import Galley
from compiler.model.edits import Edit, Replace, Restyle, Splice
from compiler.model.text import Block
from compiler.pipeline import Manuscript, read_and_correct
from compiler.rules.rulebook import Settings
from compiler.write.xhtml import render
from tests.collections import SAMPLES, source

GOLDEN = Path(__file__).parent / "golden"


def shown(block: Block) -> str:
    name = block.role.value if block.role != "body" else block.kind.name.lower()
    text = block.text.replace("\n", "⏎")
    return f"{name} “{text if len(text) < 60 else text[:40] + ' … ' + text[-15:]}”"


def line(edit: Edit) -> str:
    because = f"   ({edit.because})" if edit.because else ""
    match edit:
        case Replace(block, start, _, old, new):
            return f"{edit.rule}  {block}:{start}  {old!r} → {new!r}{because}"
        case Restyle(block, mark, add):
            return f"{edit.rule}  {block}:{mark.start}–{mark.end}  {'+' if add else '-'}{mark.tag}{because}"
        case Splice(at, old, new):
            before, after = (" | ".join(map(shown, blocks)) or "nothing" for blocks in (old, new))
            return f"{edit.rule}  {at}  {before} → {after}{because}"


def golden(galley: Galley) -> Iterator[tuple[str, str]]:
    yield "chapters.xhtml", render(galley.story.blocks, annotated=True)
    edits = [edit for revision in galley.ledger.revisions for edit in revision.edits]
    yield "ledger.txt", "".join(f"{line(edit)}\n" for edit in edits)
    proposals = "".join(f"proposed: {line(edit)}\n" for edit in galley.proposed)
    yield "remarks.txt", proposals + "".join(f"{remark}\n" for remark in galley.remarks)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_read_as_it_was_accepted(path: Path, accept: bool):
    folder = GOLDEN / identify(path.name)
    galley = read_and_correct(Manuscript(identify(path.name), source(path), Settings()))
    for name, text in golden(galley):
        if accept:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        assert (folder / name).read_text("utf-8") == text, f"{name} differs: make accept, then read the diff"


def test_no_golden_folder_is_left_behind():
    assert {identify(path.name) for path in SAMPLES} == {folder.name for folder in GOLDEN.iterdir()}
