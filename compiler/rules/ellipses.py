"""Ellipses: dots typed one by one become the one character, close to the word before them."""

import re

from compiler.model.edits import Replace
from compiler.model.story import Story
from compiler.rules.rulebook import Family, Findings
from compiler.rules.running import Ground, ground, matches
from compiler.rules.straight import GHOST, INSIDE

_DOTS = re.compile(r"[.…](?:(?<=…)|[ \u00a0]?[.…])")


ELLIPSES: Family[Ground] = Family("ellipses", "Dots in a row become an ellipsis.", ground(_DOTS))


_RUN = re.compile(r"[.…](?:(?<=…)[.…]+|[.…]+|(?<=\.)(?<![.…].)(?:[ \u00a0]\.)+(?![.…]))")


@ELLIPSES.rule("Three dots are an ellipsis; a fourth is the sentence's own full stop; more are more of them.")
def dots(story: Story, facts: Ground) -> Findings:
    """Set ..., . . . and .... ."""
    for index, text, match in matches(story, facts.where, _RUN):
        old = match.group()
        count = old.count(".") + 3 * old.count("…")
        if count < 3 or ("…" in old and count == 4):
            continue
        after = text[match.end() : match.end() + 1]
        asks = after in ("?", "!", ",", ";") or after.islower()  # and so it is no full stop
        new = "….".rstrip("." if asks else " ") if count == 4 else "…" * -(-count // 3)
        if old != new:
            yield Replace(index, match.start(), match.end(), old, new)


_TWO = re.compile(rf"(?<![.…\s])\.\.(?![.…])(?=[?!]|[\"'*_{GHOST}{INSIDE}]|\s+[^\W\d_A-ZÀ-Þ]|[a-z]|\s*\Z)")
_TWO_THEN_CAPITAL = re.compile(r"(?<=\w)\.\.(?![.…])(?=\s+[A-ZÀ-Þ\"'])")


@ELLIPSES.rule(
    "Two dots before ? or !, before a quote, or where the sentence goes on are an ellipsis typed short."
)
def short(story: Story, facts: Ground) -> Findings:
    """Set .. where the sentence trails off."""
    for index, _, match in matches(story, facts.where, _TWO):
        yield Replace(index, match.start(), match.end(), "..", "…", because="the sentence trails off")


@ELLIPSES.rule(
    "Two dots before a new sentence are an ellipsis typed short, or a full stop typed twice.", safe=False
)
def short_or_doubled(story: Story, facts: Ground) -> Findings:
    """Propose … for .. before a capital."""
    for index, _, match in matches(story, facts.where, _TWO_THEN_CAPITAL):
        yield Replace(
            index, match.start(), match.end(), "..", "…", because="it may be a full stop typed twice"
        )


_SPACED = re.compile(r"(?<=[\w,!?)*_])([ \t\u00a0\u200a\u202f]*)…")


@ELLIPSES.rule("An ellipsis stands close to the word it follows, or at the distance the style wants.")
def closed(story: Story, facts: Ground) -> Findings:
    """Take the space before an ellipsis, or set the style's."""
    for index, _, match in matches(story, facts.where, _SPACED):
        if match[1] == facts.row.ellipsis_space or not match[1]:
            continue
        yield Replace(index, match.start(), match.end(1), match[1], facts.row.ellipsis_space)
