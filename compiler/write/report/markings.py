"""Proof-reader's marks: a change in its context as HTML, with what cannot be seen made visible."""

import unicodedata
from collections.abc import Sequence
from html import escape

from compiler.write.report.alignment import Segment, align
from compiler.write.report.schema import Change, Recast

AROUND = 40
"""How much of an unchanged stretch is shown beside a change in a whole block, in characters."""

LONGEST = 600
"""How many characters of a text that came or went are shown; the JSON has all of it."""

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of whatever follows them, the report's own words included."""

TINY = 3
"""Marks and spaces, up to so many, are shown large and not struck out."""

MANY = 5
"""More spaces than this in a row are counted, not drawn."""

_VISIBLE = {"\n": "↵", "\t": "⇥", " ": "␣", "\u00a0": "⍽", "\ufffc": "▣"}


def text(value: str) -> str:
    """Return text for HTML: escaped, and control characters, which HTML cannot hold, as pictures."""
    return escape("".join(map(_harmless, value)) if not value.isprintable() else value)


def together(rows: Sequence[Change]) -> list[list[Change]]:
    """Group rows, given in the order of the text, that change one place: an emphasis and the stars round it."""
    groups: list[list[Change]] = []
    for row in rows:
        if groups and _between(groups[-1][-1], row) is not None:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def change(rows: Sequence[Change]) -> str:
    """Return what the rows of one group changed: struck out what was there, underlined what is, words on each side."""
    pieces: list[str] = []
    notes: list[str] = []
    for place, row in enumerate(rows):
        before = _between(rows[place - 1], row) if place else None
        match row["kind"]:
            case "replaced":
                pieces += _inline(row["left"] if before is None else before), changed(row["old"], row["new"])
            case "marked" | "unmarked":
                tag = "ins" if row["kind"] == "marked" else "del"
                pieces.append(_inline(row["left"] if before is None else before))
                pieces.append(f"<{tag}>{_inline(row['text'])}</{tag}>")
                notes.append(row["mark"])
            case _:
                pieces.append(recast(row))
    last = rows[-1]
    if last["kind"] == "replaced" or last["kind"] == "marked" or last["kind"] == "unmarked":
        pieces.append(_inline(last["right"]))
    return "".join(pieces) + "".join(f" {_note(note)}" for note in dict.fromkeys(notes))


def recast(row: Recast) -> str:
    """Return whole blocks that changed: what the change is, and their texts, aligned; a pilcrow parts two blocks."""
    old = "¶".join(piece["text"] for piece in row["before"])
    new = "¶".join(piece["text"] for piece in row["after"])
    note = _note(row["what"])
    if not row["before"] or not row["after"]:
        names = ", ".join(piece["label"] for piece in (*row["before"], *row["after"]))
        come_or_gone = changed(old or names, "") if row["before"] else changed("", new or names)
        left = f"{_inline(row['left'])}{_sign('¶')} " if row["left"] else ""
        right = f" {_sign('¶')}{_inline(row['right'])}" if row["right"] else ""
        return f"{note} {left}{come_or_gone}{right}"
    if old == new:
        return f"{note} {_inline(_shortened(old))}"
    return f"{note} {_in_context(align(old, new))}"


def changed(old: str, new: str) -> str:
    """Return the struck-out old and the underlined new text, either left away if it is empty."""
    small = len(old) <= TINY and len(new) <= TINY and not any(map(str.isalnum, old + new))
    tiny = ' class="tiny"' if small else ""  # a stroke through a quotation mark hides it
    out = f"<del{tiny}>{_seen(_shortened(old))}</del>" if old else ""
    return out + (f"<ins{tiny}>{_seen(_shortened(new))}</ins>" if new else "")


def _between(one: Change, other: Change) -> str | None:
    """Return the text between two changes of one block if the first one's context reaches to the second."""
    if one["kind"] == "replaced":
        end, known = one["offset"] + len(one["old"]), one["right"]
    elif one["kind"] == "marked" or one["kind"] == "unmarked":
        end, known = one["offset"] + len(one["text"]), one["right"]
    else:
        return None
    if other["kind"] != "replaced" and other["kind"] != "marked" and other["kind"] != "unmarked":
        return None
    gap = other["offset"] - end
    same = other["rule"] == one["rule"] and other["block"] == one["block"]
    near = same and 0 <= gap <= len(known.removesuffix("…"))
    return known[:gap] if near else None


def _in_context(segments: Sequence[Segment]) -> str:
    """Return the changes of a block, long unchanged stretches between them cut."""
    pieces: list[str] = []
    last = len(segments) - 1
    for place, (old, new) in enumerate(segments):
        if old != new:
            pieces.append(changed(old, new))
            continue
        before, after = place > 0, place < last
        if len(old) <= AROUND * (before + after):
            pieces.append(_inline(old))
        else:
            head, tail = old[:AROUND] if before else "", old[-AROUND:] if after else ""
            pieces += _inline(head), " … " if before and after else "…", _inline(tail)
    return "".join(pieces)


def _shortened(value: str) -> str:
    return value if len(value) <= LONGEST else f"{value[: LONGEST // 2]} … {value[-LONGEST // 2 :]}"


def _note(what: str) -> str:
    return f'<span class="what">{text(what)}</span>'


def _sign(character: str) -> str:
    return f'<span class="unseen">{character}</span>'


def _inline(value: str) -> str:
    """Return text of a block in one line, its line breaks shown."""
    return text(value).replace("\n", _sign("↵") + " ")


def _seen(value: str) -> str:
    """Make the white space of a change visible: all of it in a text of nothing else, the rest where it is rare."""
    bare = not value.strip(" ")
    if bare and len(value) > MANY:
        return f"{_sign(_VISIBLE[' '])} × {len(value)}"
    return "".join(_picture(character) if bare or character != " " else " " for character in value)


def _picture(character: str) -> str:
    if character in _VISIBLE:
        return _sign(_VISIBLE[character])
    if unicodedata.category(character) in ("Cf", "Zs", "Zl", "Zp"):
        return _sign(f"U+{ord(character):04X}")
    return escape(_harmless(character))


def _harmless(character: str) -> str:
    if character in _TURNING:
        return f"⟨U+{ord(character):04X}⟩"
    if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs"):
        return character
    return chr(0x2400 + ord(character)) if ord(character) < 32 else "\ufffd"
