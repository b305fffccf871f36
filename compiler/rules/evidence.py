"""The evidence that a paragraph is an author's note, or that it is not: named features with weights.

What separates the two, on labelled files: notes speak in the first person and the present, to readers, of the site,
of writing and of other people's property; prose narrates in the past tense and in the third person, and half of the
paragraphs at its edges have speech in them, against a few in a hundred of the notes. Everything is looked for
*outside* quotation marks: what a character says is story. A feature counts once, whichever of its patterns is
found; where the story itself is told by an "I", what only an "I" can say counts for nothing.

The patterns are searched in folded text: lower case, straight apostrophes, single spaces.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from compiler.model.text import Role
from compiler.rules import phrases
from compiler.rules.phrases import Feature
from compiler.rules.prose import QUOTES, is_speech, outside_quotes, word_list

_TRADE_MOST = 3.0

LONGEST = 4000
"""Characters of a paragraph that are looked at."""


class Voice(Enum):
    """Who tells a story: an "I", somebody else, or nobody can say yet."""

    UNKNOWN = 0
    I = 1  # noqa: E741 - the narrator's own name
    OTHER = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a note (positive) or against one (negative), by name, and the sum."""

    found: tuple[tuple[str, float], ...] = ()

    @property
    def score(self) -> float:
        """Return the sum of the weights."""
        return sum(weight for _, weight in self.found)

    @property
    def against(self) -> float:
        """Return the sum of what speaks against a note (0 or less)."""
        return sum(weight for _, weight in self.found if weight < 0)

    @property
    def is_only_an_i(self) -> bool:
        """Tell whether nothing but somebody's saying "I" speaks for a note."""
        return all(name in _ONLY_AN_I for name, weight in self.found if weight > 0)

    def __contains__(self, name: str) -> bool:
        return any(name == found for found, _ in self.found)

    def __str__(self) -> str:
        return ", ".join(f"{name} {weight:+g}" for name, weight in self.found)

    def plus(self, name: str, weight: float) -> "Evidence":
        """Return this evidence and one thing more."""
        return replace(self, found=(*self.found, (name, weight)))


_STRANGER = "an I who does not tell the story"
_NOBODY = "speaks to somebody, of nobody"
_ONLY_AN_I = frozenset({_STRANGER, _NOBODY, "first person present"})


def fold(text: str) -> str:
    """Return the text as the patterns want it: lower case, straight apostrophes, single spaces."""
    folded = text[:LONGEST].replace("’", "'").replace("‘", "'").replace("`", "'").replace("ё", "е")
    return " ".join(folded.casefold().split())


@lru_cache(maxsize=1 << 17)  # more paragraphs than the longest novel has: its passes all ask for all of them
def weigh(text: str, voice: Voice = Voice.UNKNOWN) -> Evidence:
    """Weigh what a paragraph says for and against its being a note, in a story of that voice."""
    return Evidence(tuple(_found(text[:LONGEST], voice)))


def _found(text: str, voice: Voice) -> Iterator[tuple[str, float]]:
    outside = fold(outside_quotes(text))
    if not any(map(str.isalnum, outside)):
        yield "is all speech", -8
        return
    total = 0.0
    for feature in phrases.FEATURES:
        if feature.pattern.search(outside):
            weight = feature.told_by_i if voice is Voice.I else feature.weight
            total += weight
            if weight:
                yield feature.name, weight
    if voice is Voice.OTHER and _says_i(text, outside):
        told = phrases.TOLD_BY_I.search(outside) is not None and total < ENOUGH_FOR_WRITING
        total += 1 if told else 2
        yield _STRANGER, 1 if told else 2
    if total >= 2 and phrases.YOU_AND_I.search(outside) and not phrases.THIRD_PERSON.search(outside):
        yield _NOBODY, 1
    said = set(word_list(outside))
    if trade := len(said & phrases.TRADE - phrases.SPECIAL) + 2 * len(said & phrases.SPECIAL):
        yield "uses words of the trade", min(_TRADE_MOST, float(trade))
    if len(text) < 40 and phrases.SIGNED.fullmatch(text.strip()):
        yield "is signed", 1
    yield from _manner(text, outside)


def _says_i(text: str, outside: str) -> bool:
    """Tell whether somebody says "I" who is not quoted, does not think in italics and does not write a letter."""
    bare = text.strip()
    if len(bare) > _LONG_FOR_I or bare[0] in "*_/" or phrases.SALUTATION.match(outside):
        return False
    return phrases.FIRST_PERSON.search(outside) is not None


ENOUGH_FOR_WRITING = 3  # from this weight, what an "I" says it did is writing, posting and the like
_LONG_FOR_I = 700  # characters


def _manner(text: str, outside: str) -> Iterator[tuple[str, float]]:
    """Yield what can be said of the paragraph as a whole, without a word of it."""
    if is_speech(text):
        yield "begins with speech", -4
    elif sum(text.count(mark) for mark in QUOTES) >= 2 and len(outside) < 0.6 * len(text):
        yield "is mostly speech", -3
    bare = text.strip()
    if bare[:1] in "([{" and bare[-1:] in ")]}" and not re.search(r"[)\]}].*[(\[{]", bare):
        yield "stands in brackets", 1
        bare = bare[1:-1].strip()
    if bare[:1].islower() and not re.match(r"(?:https?:|www\.)", bare):
        yield "begins in lower case", 1
    if len(text) > 900:
        yield "is long", -2
    if len(bare) < 90 and phrases.BARE_DISCLAIMER.match(bare):
        yield "says nothing else", 1
    if len(bare) < 90 and phrases.BARE_DEDICATION.fullmatch(bare):
        yield "is set like a dedication", 3
    if len(bare) < 120 and phrases.BARE_PAIRING.fullmatch(bare):
        yield "names couples", 3


_DISCLAIMS = frozenset({phrases.OWNERSHIP, phrases.OWNER, phrases.INFRINGEMENT, phrases.DISCLAIMERS})


def kind_of(text: str, evidence: Evidence) -> Role:
    """Say what kind of note a note without a label is."""
    folded = fold(text)
    words = len(folded.split())
    chatty = any(name in evidence for name in _CHAT)
    if any(name in evidence for name in _DISCLAIMS):
        return Role.AUTHOR_NOTE if chatty and _opens_otherwise(folded) else Role.DISCLAIMER
    if phrases.DEDICATED.match(folded) and words < 30 and not chatty:
        return Role.DEDICATION
    if phrases.RATED.match(folded):
        return Role.WARNING
    if phrases.SET in evidence and words < 25 and not phrases.FIRST_PERSON.search(folded):
        return Role.SETTING
    if (phrases.HELPED in evidence and not chatty) or phrases.CREDITS.match(folded):
        return Role.CREDITS
    if phrases.PLEA.search(folded) and words < 12:
        return Role.PLEA
    return Role.AUTHOR_NOTE


_CHAT = frozenset({phrases.READERS, phrases.FORMALITIES, phrases.CHAT, phrases.WRITING, phrases.CHAPTERS})


def _opens_otherwise(folded: str) -> bool:
    """Tell whether the disclaiming comes late: the note is about something else first."""
    places = [found.start() for pattern in _disclaiming() if (found := pattern.search(folded))]
    return bool(places) and min(places) > 12


def _disclaiming() -> tuple[re.Pattern[str], ...]:
    return tuple(feature.pattern for feature in phrases.FEATURES if feature.name in _DISCLAIMS)


def voice_of(texts: list[str]) -> Voice:
    """Tell from paragraphs of a story who tells it: an "I" speaks outside quotation marks in many, or in none."""
    spoken = [fold(outside_quotes(text)) for text in texts]
    told = [
        said
        for said, text in zip(spoken, texts, strict=True)
        if len(said) > 25 and text.lstrip()[0] not in "—–-"
    ]
    by_i = sum(bool(phrases.NARRATOR.search(text)) for text in told)
    if told and by_i >= _OFTEN * len(told):
        return Voice.I
    return Voice.OTHER if len(told) >= _ENOUGH_TO_TELL and by_i <= _SELDOM * len(told) else Voice.UNKNOWN


_OFTEN, _SELDOM = 0.3, 0.06
_ENOUGH_TO_TELL = 3  # paragraphs of narration


def features() -> tuple[Feature, ...]:
    """Return every feature there is, for the documentation."""
    return phrases.FEATURES
