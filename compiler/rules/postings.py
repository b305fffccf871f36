"""Postings: the header that mail and news programs put above a text, and that a story may have inside it."""

import re
from dataclasses import dataclass

from compiler.model.text import Role

_FIELD = re.compile(
    r"(?P<name>from|to|subject|date|newsgroups|message-id|organization|lines|xref|sender|reply-to|path|references|cc|"
    r"bcc|sent|received|x-[\w-]+|nntp-posting-host|mime-version|content-type|content-transfer-encoding|approved|"
    r"followup-to|in-reply-to|archive-name|re|von|an|betreff|datum|de|à|objet|asunto|para)[ \t]?:[ \t]*(?P<value>.*)",
    re.IGNORECASE,
)
_OF_A_PROGRAM = frozenset(
    "newsgroups message-id organization lines xref sender reply-to path references nntp-posting-host mime-version "
    "content-type content-transfer-encoding approved followup-to in-reply-to archive-name".split()
)
_CORE = frozenset("from to subject date sent von an betreff datum de à objet asunto para cc".split())
_ADDRESS = re.compile(r"[ \t]*(?:<[^>\n]+@[^>\n]+>|\([^)\n]*@[^)\n]*\)|\[[^\]\n]+@[^\]\n]+\])[ \t]*$")
_TAG = re.compile(
    r"(?:(?:re|fwd?|new|fic|story|repost|rev|revised|update|xover|adv|post|ff|fanfic)(?:/\w+)?[ \t]*:|"
    r"\[[^\]\n]{1,20}\]|\([^)\n]{1,12}\)(?=[ \t]*\S))[ \t]*",
    re.IGNORECASE,
)
_PART = re.compile(
    r"[ \t]*(?:[\[(]?[ \t]*(?:part[ \t]*)?\d{1,3}[ \t]*(?:/|of)[ \t]*\d{1,3}[ \t]*[\])]?|by [A-Z][\w .'-]{1,40}|"
    r"[\[(](?:PG(?:-13)?|NC-?17|[GRMTK]\+?)[\])])[ \t]*$"
)


@dataclass(frozen=True, slots=True)
class Field:
    """A line of such a header: its name, where in the line its value begins, and how far before its end it stops."""

    name: str
    value_at: int
    tail: int = 0


def field(line: str) -> Field | None:
    """Read the line as a field of such a header."""
    match = _FIELD.fullmatch(line.strip("\n"))
    if not match:
        return None
    name, start, value = match["name"].casefold(), match.start("value"), match["value"]
    tail = len(value) - len(value.rstrip())
    if name == "from" and (address := _ADDRESS.search(value)) and address.start() > 0:
        return Field(name, start, len(value) - address.start())
    if name == "subject":
        while (tag := _TAG.match(value)) and tag.end() < len(value):
            start, value = start + tag.end(), value[tag.end() :]
        while (part := _PART.search(value)) and part.start() > 0:
            tail, value = tail + len(value) - part.start(), value[: part.start()]
    return Field(name, start, tail)


def is_header(lines: list[str]) -> bool:
    """Tell whether the lines are such a header: fields, two of them that every posting has."""
    fields = [found for line in lines if (found := field(line))]
    names = {found.name for found in fields}
    return len(fields) >= max(2, 0.7 * len(lines)) and len(names & _CORE) >= 2


def is_of_a_program(lines: list[str]) -> bool:
    """Tell whether a program wrote the header, not an author: it has fields or an address that no story needs."""
    names = {found.name for line in lines if (found := field(line))}
    senders = [line for line in lines if line.casefold().startswith("from") and _ADDRESS.search(line)]
    return bool(names & _OF_A_PROGRAM) or (bool(senders) and bool(names & {"date", "sent"}))


def role_of(found: Field) -> Role:
    """Say what a field of a program's header is in the story's header."""
    return {"from": Role.BYLINE, "subject": Role.TITLE}.get(found.name, Role.BOILERPLATE)
