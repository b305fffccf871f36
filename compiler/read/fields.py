"""Front matter: the fields that a manuscript in Markdown states above its text.

Between two lines of `---` (or `+++`), as programs for web pages and books write them: "title: The Weir", a list of
values in brackets or on lines with a hyphen, a text that goes on in set-in lines. Or the three lines of Pandoc that
begin with a per cent sign. Whatever does not look so from its first line to its last is a part of the text.
"""

import re
from dataclasses import dataclass, field

from compiler.model.languages import language_tag
from compiler.model.story import Metadata, names
from compiler.model.text import Block, Blocks, Kind, Role

_LONGEST = 200  # lines
_FIELD = re.compile(r"(?P<key>[^\W\d_][\w' /-]{0,30}?)[ \t]*(?P<sign>[:=])(?:[ \t]+(?P<value>.*)|)$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)$")
_ROLES: dict[str, tuple[Role, str]] = {
    "title": (Role.TITLE, ""),
    "subtitle": (Role.TITLE, ""),
    "author": (Role.BYLINE, ""),
    "authors": (Role.BYLINE, ""),
    "by": (Role.BYLINE, ""),
    "creator": (Role.BYLINE, ""),
    "summary": (Role.SUMMARY, ""),
    "description": (Role.SUMMARY, ""),
    "abstract": (Role.SUMMARY, ""),
    "notes": (Role.AUTHOR_NOTE, ""),
    "note": (Role.AUTHOR_NOTE, ""),
    "author's note": (Role.AUTHOR_NOTE, ""),
    "disclaimer": (Role.DISCLAIMER, ""),
    "dedication": (Role.DEDICATION, ""),
}
_MASTHEAD = {
    "fandom": "fandom", "fandoms": "fandom", "rating": "rating", "rated": "rating", "language": "language",
    "lang": "language", "tags": "keywords", "keywords": "keywords", "subject": "keywords", "date": "published",
    "published": "published", "updated": "updated", "modified": "updated", "source": "url", "url": "url",
    "link": "url", "series": "series", "words": "words", "word count": "words", "wordcount": "words",
    "pairing": "pairing", "pairings": "pairing", "relationship": "pairing", "relationships": "pairing",
    "character": "characters", "characters": "characters", "warning": "warnings", "warnings": "warnings",
    "genre": "genre", "genres": "genre", "category": "category", "status": "status", "chapters": "chapters",
}  # fmt: skip


@dataclass(slots=True)
class _Entry:
    key: str
    line: int
    text: str  # the label and the value, as one line
    value_at: int
    tail: int = 0
    values: list[str] = field(default_factory=list)


def front_matter(text: str) -> tuple[Blocks, Metadata, str]:
    """Return the fields above the text as blocks, what they state, and the text with their lines emptied."""
    lines = text.split("\n")
    entries, count = _fenced(lines)
    if not count:
        entries, count = _percent(lines)
    rest = "\n".join(["" for _ in lines[:count]] + lines[count:]) if count else text
    return tuple(_block(entry) for entry in entries), _stated(entries), rest


def _fenced(lines: list[str]) -> tuple[list[_Entry], int]:
    """Read the fields between two fences; nothing if anything else stands between them."""
    fence = lines[0].strip("\ufeff \t")
    if fence not in ("---", "+++"):
        return [], 0
    ends = (fence, "...") if fence == "---" else (fence,)
    end = next((n for n, line in enumerate(lines[1:_LONGEST], 1) if line.rstrip() in ends), 0)
    entries: list[_Entry] = []
    for number in range(1, end):
        line = lines[number]
        if not line.strip() or line.startswith("#"):
            continue
        match = _FIELD.match(line)
        if match and match["sign"] == (":" if fence == "---" else "="):
            entries.append(_entry(match, number + 1))
        elif entries and (line[0] in " \t" or _ITEM.match(line)):
            _go_on(entries[-1], line)
        else:
            return [], 0
    return (entries, end + 1) if entries else ([], 0)


def _entry(match: re.Match[str], line: int) -> _Entry:
    key, value = match["key"], (match["value"] or "").strip()
    if value in ("|", ">", "|-", ">-", "|+", ">+"):
        value = ""
    label = f"{key}: "
    opening = next(
        (pair[0] for pair in ('""', "''", "[]") if len(value) > 1 and value[0] + value[-1] == pair), ""
    )
    bare = value[1:-1] if opening else value
    values = [part.strip(" \"'") for part in bare.split(",")] if opening == "[" else [bare]
    edge = len(opening)
    return _Entry(key.casefold(), line, f"{label}{value}", len(label) + edge, edge, [v for v in values if v])


def _go_on(entry: _Entry, line: str) -> None:
    """Add a line that is set in, or an item of a list, to the value."""
    item = _ITEM.match(line)
    value = (item[1] if item else line).strip(" \t\"'")
    between = "" if len(entry.text) <= entry.value_at else ", " if item else " "
    entry.text += between + value
    if item or not entry.values:
        entry.values.append(value)
    else:
        entry.values[-1] += f" {value}"


def _percent(lines: list[str]) -> tuple[list[_Entry], int]:
    """Read the lines that begin with a per cent sign: title, author and date."""
    entries: list[_Entry] = []
    for number, (line, key) in enumerate(zip(lines, ("title", "author", "date"), strict=False)):
        if not line.startswith("% "):
            break
        entries.append(_Entry(key, number + 1, line[2:].strip(), 0, 0, [line[2:].strip()]))
    return entries, len(entries)


def _block(entry: _Entry) -> Block:
    role, name = _role(entry.key)
    traits = ["role:stated", *((f"field:{name}",) if name else ())]
    traits += [f"value-at:{entry.value_at}"] if entry.value_at else []
    traits += [f"value-tail:{entry.tail}"] if entry.tail else []
    kind, level = (Kind.HEADING, 1) if role is Role.TITLE else (Kind.PARAGRAPH, 0)
    return Block(kind, entry.text.rstrip(), role=role, level=level, traits=tuple(traits), line=entry.line)


def _role(key: str) -> tuple[Role, str]:
    if key in _ROLES:
        return _ROLES[key]
    return (Role.MASTHEAD, _MASTHEAD[key]) if key in _MASTHEAD else (Role.BOILERPLATE, "")


def _stated(entries: list[_Entry]) -> Metadata:
    found: dict[str, list[str]] = {}
    for entry in entries:
        role, name = _role(entry.key)
        if entry.values and entry.key != "subtitle":
            found.setdefault(name or role.value, entry.values)

    def one(name: str) -> str:
        return " ".join(found.get(name, ()))

    authors = found.get("byline", [])
    return Metadata(
        title=one("title"),
        authors=tuple(authors) if len(authors) > 1 else names(one("byline")),
        language=language_tag(one("language")),
        summary=one("summary"),
        fandoms=tuple(found.get("fandom", ())),
        tags=tuple(found.get("keywords", ())),
        rating=one("rating"),
        words=int(re.sub(r"\D", "", one("words")) or 0),
        published=_date(one("published")),
        updated=_date(one("updated")),
        url=one("url"),
        series=one("series"),
    )


def _date(text: str) -> str:
    match = re.match(r"\d{4}-\d\d-\d\d(?!\d)", text)
    return match.group() if match else ""
