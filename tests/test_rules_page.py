"""docs/rules.md lists every rule with its reason and an example from the cases; `make accept` rewrites it."""

from collections.abc import Iterator
from functools import cache

from compiler.model.edits import Edit, Replace, Restyle, Splice, apply, revert
from compiler.model.text import Block, Blocks, Kind
from compiler.rules import CLEAN, FAMILIES
from compiler.rules.rulebook import Outcome
from tests.casefile import FOLDER, read_cases
from tests.collections import ROOT
from tests.rules import structure, typography

PAGE = ROOT / "docs" / "rules.md"
TYPOGRAPHIC = {family.name for family in CLEAN if family.name not in ("notes", "titles")}
INTRODUCTION = """# The rules

Every judgement about a story is a rule with a name. A rule that *acts* makes edits, which are in the report and can be
undone; one that *proposes* only shows them, and `--apply NAME` makes it act. `--without NAME` keeps a rule, or a whole
family, from running. This page is made from the rules and their cases (`tests/cases/`) by `make accept`.
"""
AROUND = 24
"""Characters of context on each side of an example."""


def outcomes() -> Iterator[Outcome]:
    """Run every case: those of typography through their family, the others through the rules of structure."""
    families = {family.name: family for family in FAMILIES}
    for path in sorted(FOLDER.glob("*.txt")):
        for case in read_cases(path.stem):
            if path.stem in TYPOGRAPHIC:
                yield typography.corrected(case, families[path.stem])
            else:
                yield structure.outcome(case.before)


def quoted(text: str) -> str:
    """Return the text as inline code in a table's cell."""
    plain = text.replace("\n", "⏎").replace("|", "¦").replace("`", "ˋ")
    return f"`{plain}`" if plain.strip() else ""


def clipped(text: str, start: int, end: int) -> str:
    """Return the range of the text with a little around it."""
    before, after = max(0, start - AROUND), min(len(text), end + AROUND)
    return ("…" if before else "") + text[before:after] + ("…" if after < len(text) else "")


def described(blocks: Blocks) -> str:
    """Return blocks in a few words: what each is, and how it begins."""
    return " ¶ ".join(f"{named(block)}: {block.text[:AROUND].strip()}" for block in blocks[:3])


def named(block: Block) -> str:
    """Return what a block is."""
    if block.kind is Kind.BREAK:
        return "break"
    return "story" if block.role == "body" else block.role.value


def example(edit: Edit, before: Blocks) -> tuple[str, str]:
    """Return what an edit changes, as it stood and as it stands."""
    match edit:
        case Replace(block, start, end, _, new):
            text = before[block].text
            after = text[:start] + new + text[end:]
            return clipped(text, start, end), clipped(after, start, start + len(new))
        case Restyle(block, mark, _):
            text = before[block].text
            return clipped(
                text, mark.start, mark.end
            ), f"<{mark.tag}>{text[mark.start : mark.end]}</{mark.tag}>"
        case Splice(_, old, new):
            return described(old), described(new)


def examples() -> dict[str, tuple[str, str]]:
    """Return the first example of each rule, made or proposed, that the cases hold."""
    found: dict[str, tuple[str, str]] = {}
    for outcome in outcomes():
        blocks = revert(outcome.story.blocks, outcome.ledger)
        states = [blocks]
        for revision in outcome.ledger.revisions:
            for edit in revision.edits:
                found.setdefault(edit.rule, example(edit, blocks))
            blocks, _ = apply(blocks, revision.edits)
            states.append(blocks)
        for edit in outcome.proposed:
            for state in states:
                if edit.rule not in found and fits(edit, state):
                    found[edit.rule] = example(edit, state)
    return found


def fits(edit: Edit, blocks: Blocks) -> bool:
    """Tell whether a proposal is addressed to this state."""
    if isinstance(edit, Splice):
        return blocks[edit.at : edit.at + len(edit.old)] == edit.old
    if isinstance(edit, Replace):
        return edit.block < len(blocks) and blocks[edit.block].text[edit.start : edit.end] == edit.old
    return edit.block < len(blocks) and edit.mark.end <= len(blocks[edit.block].text)


@cache
def page() -> str:
    """Return the whole page."""
    found = examples()
    lines = [INTRODUCTION]
    for family in FAMILIES:
        lines.append(
            f"\n## {family.name}\n\n{family.why}\n\n| rule | | why | before | after |\n|---|---|---|---|---|\n"
        )
        for rule in family.rules:
            before, after = found.get(rule.name, ("", ""))
            acts = "acts" if rule.safe else "proposes"
            lines.append(f"| `{rule.name}` | {acts} | {rule.why} | {quoted(before)} | {quoted(after)} |\n")
    return "".join(lines)


def test_the_page_of_the_rules_is_up_to_date(accept: bool) -> None:
    if accept:
        PAGE.write_text(page(), "utf-8")
    assert PAGE.read_text("utf-8") == page(), "docs/rules.md differs: make accept, then read the diff"
