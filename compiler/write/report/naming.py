"""The report's words for blocks, marks and what became of them: a person reads them who knows books, not code."""

from typing import Literal

from compiler.model.text import Block, Blocks, Kind, Mark, Role

Recasting = Literal["relabelled", "noted", "restyled", "split", "joined", "rearranged", "inserted", "removed"]

ROLES = {
    Role.AUTHOR_NOTE: "author’s note",
    Role.MASTHEAD: "header field",
    Role.CHAPTER: "chapter heading",
    Role.SUBHEAD: "heading in the chapter",
    Role.SETTING: "note on the setting",
    Role.PLEA: "plea for reviews",
    Role.TBC: "“to be continued”",
    Role.END_MARKER: "end marker",
    Role.BOILERPLATE: "furniture of the site",
}

KINDS = {
    Kind.PARAGRAPH: "paragraph",
    Kind.HEADING: "heading",
    Kind.BREAK: "scene break",
    Kind.PRE: "preformatted text",
    Kind.FIGURE: "picture",
}

MARKS = {
    "a": "link",
    "b": "bold",
    "del": "deleted text",
    "em": "emphasis",
    "i": "italics",
    "img": "picture",
    "ins": "inserted text",
    "mark": "highlight",
    "s": "struck-out text",
    "small": "small print",
    "strong": "strong emphasis",
    "sub": "subscript",
    "sup": "superscript",
    "u": "underlining",
}

KINDS_OF_PROSE = ("chat", "script", "stage")


def label(block: Block) -> str:
    """Return what the block is: "disclaimer", "scene break", "header field (rating)", "paragraph (chat)"."""
    if block.kind is Kind.BREAK and block.role is Role.BODY:
        return KINDS[Kind.BREAK]
    if block.role is Role.MASTHEAD and block.trait("field"):
        return f"{ROLES[Role.MASTHEAD]} ({block.trait('field')})"
    if block.role is not Role.BODY:
        return role_name(block.role)
    sort = next((trait for trait in KINDS_OF_PROSE if trait in block.traits), "")
    return f"{KINDS[block.kind]} ({sort})" if sort else KINDS[block.kind]


def role_name(role: Role) -> str:
    """Return the role in words."""
    return ROLES.get(role, role.value)


def mark_name(mark: Mark) -> str:
    """Return what the mark says of its text: "emphasis", "author’s note"."""
    if mark.tag == "note":
        kind = mark.attr("kind")
        return role_name(Role(kind)) if kind in set(Role) else role_name(Role.AUTHOR_NOTE)
    return MARKS.get(mark.tag, mark.tag)


def recasting(old: Blocks, new: Blocks) -> tuple[Recasting, str]:
    """Return what kind of change it is that `old` became `new`, and a line that says it in words."""
    if not old:
        return "inserted", f"{_several(new)} inserted"
    if not new:
        return "removed", f"{_several(old)} removed"
    if len(old) == len(new) == 1:
        return _alteration(old[0], new[0])
    what = f"{_several(old)} → {_several(new)}"
    if [block.text for block in old] == [block.text for block in new]:
        return "relabelled", what
    if len(old) == len(new) or _bare(old) != _bare(new):
        return "rearranged", what
    return "split" if len(old) < len(new) else "joined", what


def _alteration(old: Block, new: Block) -> tuple[Recasting, str]:
    """Name the change of one block into one; a change of its text comes on top of that."""
    before, after = label(old), label(new)
    if before != after:
        return "relabelled", f"{before} → {after}"
    if old.marks != new.marks:
        return "restyled", "marks changed"
    if old.within != new.within:
        inside = ", ".join(wrap.tag for wrap in new.within)
        return "noted", f"set inside: {inside}" if inside else "taken out of its frame"
    if old.level != new.level:
        return "noted", f"heading of level {new.level}"
    if old.kind != new.kind:
        return "noted", f"set as a {KINDS[new.kind]}"
    gained = [trait for trait in new.traits if trait not in old.traits]
    lost = [trait for trait in old.traits if trait not in new.traits]
    said = [f"noted: {', '.join(gained)}"] if gained else []
    said += [f"no longer noted: {', '.join(lost)}"] if lost else []
    return "noted", "; ".join(said) or "noted again"


def _several(blocks: Blocks) -> str:
    """Return "paragraph", "3 paragraphs" or "paragraph, scene break, 2 paragraphs"."""
    runs: list[tuple[str, int]] = []
    for block in blocks:
        name = label(block) if block.text or block.kind is not Kind.PARAGRAPH else "empty " + label(block)
        if runs and runs[-1][0] == name:
            runs[-1] = name, runs[-1][1] + 1
        else:
            runs.append((name, 1))
    return ", ".join(name if count == 1 else f"{count} × {name}" for name, count in runs)


def _bare(blocks: Blocks) -> str:
    return "".join("".join(block.text.split()) for block in blocks)
