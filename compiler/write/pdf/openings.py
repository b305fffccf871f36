"""Open the text: the first words of a story or chapter in small capitals, or its first letter dropped.

What a theme wants is `opening` in its `theme.toml`: "small-caps", "drop-cap" or "plain". A drop cap is given up for
small capitals where it would look wrong: before a quotation mark, or beside a paragraph too short to hold it.
"""

import re
from xml.etree import ElementTree

WORDS, LETTERS = (
    5,
    14,
)  # a lead-in is at most so many words, and ends with the word in which it has so many letters
DEEP_ENOUGH = 260  # characters that a paragraph needs for its lines to run past the cap

DROPPED = re.compile(r"[^\W\d_]")


def open_text(root: ElementTree.Element, opening: str) -> None:
    """Mark the opening of every story and chapter of the tree."""
    if opening == "plain":
        return
    for section in root.iter("section"):
        if {"story", "chapter"} & set(section.get("class", "").split()):
            first = next(
                (child for child in section if child.tag == "p" and child.get("class") == "first"), None
            )
            if first is not None:
                _open(first, opening)


def _open(paragraph: ElementTree.Element, opening: str) -> None:
    text = paragraph.text or ""
    whole = "".join(paragraph.itertext())
    dropped = opening == "drop-cap" and DROPPED.match(text) is not None and len(whole) >= DEEP_ENOUGH
    lead = lead_in(text[dropped:])
    paragraph.text = None
    if dropped:
        paragraph.insert(0, _span("drop", text[0]))
    if lead:
        span = _span("lead-in", lead)
        span.tail = text[dropped + len(lead) :]
        paragraph.insert(int(dropped), span)
    elif dropped:
        paragraph[0].tail = text[1:]
    else:
        paragraph.text = text


def lead_in(text: str) -> str:
    """Return the first words of a text: up to a stop, or as many as make a good beginning."""
    taken = ""
    for number, match in enumerate(re.finditer(r"\s*\S+", text)):
        taken = text[: match.end()]
        stopped = number and taken[-1] in ",;:.!?—…”’"
        if number + 1 >= WORDS or len(taken) >= LETTERS or stopped:
            break
    return taken


def _span(name: str, text: str) -> ElementTree.Element:
    span = ElementTree.Element("span", {"class": name})
    span.text = text
    return span
