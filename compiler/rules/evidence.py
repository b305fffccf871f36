# ruff: noqa: E501
"""The evidence that a paragraph is an author's note, or that it is not: named features with weights.

What separates the two, on labelled files: notes speak in the first person and the present, to readers, of the site,
of writing and of other people's property; prose narrates in the past tense and in the third person, and half of the
paragraphs at its edges have speech in them, against a few in a hundred of the notes. Everything here is looked for
*outside* quotation marks: what a character says is story. Each row is a name, a weight and a pattern over the folded
text (lower case, straight apostrophes); a row counts once. `KINDS` then says what kind of note it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compiler.model.text import Role
from compiler.rules.prose import QUOTES, is_speech, outside_quotes

# fmt: off
_ROWS: tuple[tuple[str, float, str], ...] = (
    # whose property it is
    ("disclaims ownership", 4, r"\b(?:i|we) (?:(?:still|sadly|obviously|unfortunately|really|clearly|definitely|alas) )?(?:do not|don'?t|dont|doesn'?t|did not|didn'?t|never|in no way) (?:\w+ )?(?:own|claim (?:to own|any|ownership))\b"),
    ("disclaims ownership", 4, r"\b(?:i|we) (?:own|claim|have) (?:absolutely |sadly )?(?:nothing|none|no (?:part|rights|claim|ownership))\b|\bown nothing\b(?! (?:he|she|they|but)\b)|\bown none of\b|\b(?:not|none(?: of (?:it|this|these|them|the \w+))? (?:is|are|belongs?)) (?:mine|to me)\b"),
    ("names the owner", 3, r"\b(?:is|are|all) (?:the )?(?:sole |exclusive |intellectual |registered )?(?:property|copyright|trademarks?|creations?) of\b|\b(?:belongs?|belonging) (?:solely |only |entirely |all )?to (?:their|its|his|her|the) (?:\w+ ){0,2}(?:owners?|creators?|authors?|companies|people|studio|network)|\bproperty of (?:their|the|its) (?:\w+ )?(?:owners?|creators?)"),
    ("speaks of infringement", 4, r"\b(?:no|not|any) (?:copyright )?(?:infring\w+)|\binfringement (?:is |was )?intended|\b(?:no|not(?: making| for)?(?: any)?) (?:money|profit|harm)\b.{0,30}\b(?:made|making|intended|meant)|\bnot making (?:any )?(?:money|profit)|\b(?:don'?t|do not|please) sue\b|\bnon-?profit\b|\ball rights (?:reserved|belong)"),
    ("names the usual disclaimers", 5, r"\b(?:usual|standard|normal|same|previous|general) disclaimers?\b|\bdisclaimers? (?:apply|applies|still)|\bdisclaimer\b"),
    # the site and the writing
    ("speaks of reviews", 3, r"\b(?:please|pls|plz|do|always|and|to|your|any|the|for|leave|some|lots of|read (?:and|&)|r(?:ead)? ?&) ?(?:leave (?:a |me )?)?reviews?\b|\br ?(?:&|n|and) ?r\b|\breviews? (?:are|is|make|would|welcome|appreciated|please|=)|\bkudos\b|\breviewers?\b|\bfeedback\b|\bconstructive criticism\b|\bconcrit\b|\bflames?\b(?= (?:are|will|welcome|is|not)|[!.,]|$)|\bno flames\b"),
    ("speaks of fan fiction", 3, r"\bfan ?-?fic(?:tion)?s?\b|\bfics?\b|\bficlets?\b|\bone-?shots?\b|\bdrabbles?\b|\bsongfics?\b|\bcrackfic\b|\bheadcanons?\b|\bcanon\b(?! \w+ (?:said|rose|walked))|\bnon-?con\b|\bau\b(?! (?:revoir|pair|lait|contraire))|\booc\b|\bfluff(?:y|fest)?\b(?=[ ,.!]*(?:and|fic|piece|with|ahead|$|[.!]))|\bmary sues?\b|\bplot ?bunn(?:y|ies)\b|\bwip\b|\bao3\b|\bff\.?net\b|\bfanfiction\.net\b|\bwattpad\b|\btumblr\b|\blivejournal\b|\bship(?:per|pers|ping)\b(?! (?:company|lane|forecast))|\botp\b|\bpov\b|\brated [tmk]\b|\bslash\b(?=[ ,.!]*(?:fic|pairing|ahead|and|$|[.!]))"),
    ("speaks of chapters", 2, r"\b(?:this|next|last|previous|first|second|new|another|following|the|each|every|a|short|long|final|few|more|two|three) chapters?\b|\bchapter (?:\d+|one|two|three|four|five|six)\b|\bchaps?\b|\bupdat(?:e|es|ed|ing)\b|\bcliff ?hang(?:er|y|ie)\b"),
    ("speaks of the story", 2, r"\bthis (?:is|was) (?:just )?(?:a|an|my|the|not|based|set|part|dedicated|inspired|written|for|an?)\b|\bthis (?:story|fic|piece|one|chapter|series|idea)\b|\bthe (?:story|idea|title|plot|prompt) (?:is|was|came|comes|for|takes)\b|\bmy (?:first|second|third|latest|new|other|own)? ?(?:stor(?:y|ies)|piece|attempt|foray|try|take|version|fics?|writing|oneshot|characters|ocs?|profile|muse|beta|readers)\b|\bthe (?:show|series|movie|film|books?|game|episode|season|canon|characters|fandom|anime|manga)\b|\bwriter'?s block\b"),
    ("speaks of episodes", 2, r"\b(?:after|before|during|between|since|until|following|in|of|the) (?:the )?(?:\w+ )?(?:episode|season|series|finale|pilot|movie|film)s?\b|\b[sS]?\d{1,2}x\d{2}\b|\bs\d{1,2}e\d{1,2}\b|\bpost-\w+|\bpre-(?:series|canon|season)\b|\bspoilers?\b|\bmissing scene\b|\btag to\b|\bep(?:isode)? \d+\b"),
    ("says who helped", 4, r"\bmy (?:\w+ )?beta(?:s|reader)?\b|\bbeta'?e?d\b|\bunbeta'?e?d\b|\bun-?beta'?d\b|\bbeta(?: reader|d by|\b)|\b(?:all|any|every) (?:remaining )?(?:mistakes|errors|typos)\b"),
    ("speaks of songs and prompts", 2, r"\blyrics\b|\bprompt(?:ed)?\b|\bchallenge\b|\binspired by\b|\bsong (?:is|was|used)\b|\bword ?count\b|\bdedicated to\b|\bwritten for\b"),
    # the reader
    ("speaks to readers", 3, r"\b(?:hope|hoping|glad|trust) (?:that )?(?:you|u|ya|y'all|everyone|everybody|some of you)(?: \w+){0,3} (?:enjoy|like|love|liked|enjoyed|loved)\b|\benjoy(?:ed)?(?: (?:it|this|the (?:story|chapter|fic|show|ride|read)|reading|everyone|guys|my))?[ ]?(?:[!.:)~*]|$)|\blet me know\b|\btell me what (?:you|u|ya) (?:think|thought)|\bwhat (?:do|did) (?:you|u|ya) (?:guys )?think\b|\byou guys\b|\bdear readers?\b|\bhey (?:guys|everyone|everybody|all|y'all|there)\b|\bhi (?:guys|everyone|all)\b|\bmy (?:lovely |dear |wonderful )?readers\b|\bbe (?:gentle|nice|kind)\b|\bbear with me\b|\bstay tuned\b|\bhappy reading\b"),
    ("thanks readers", 4, r"\b(?:thanks?|thank you|thx|tysm|ty)(?: (?:you|so|very|much|a lot|lots|again|all|everyone|guys|to|every one|everybody|who|of|for|\w+ly|you all|a million|a bunch)){0,7} (?:for )?(?:read(?:ing|s)?|review\w*|comment\w*|stick\w*|stuck|favou?rit\w*|follow\w*|support\w*|wait\w*|patien\w*|feedback|kudos|kind words|beta\w*)\b"),
    ("apologises for the writing", 3, r"\bsorry (?:it'?s|this is|that this|for (?:the |any |not |my )?(?:\w+ )?(?:delay|wait|late|short|length|typos|mistakes|errors|updating|grammar|english|spelling|ooc|angst|cliff\w*|confusi\w+))|\bsorry if (?:it|this|they|there|i|anyone|the)\b|\b(?:apologi[sz]e|apologies) for (?:the|any|my|not)\b|\bfirst (?:ever )?(?:fic|fan|attempt|try|story|time (?:writing|posting))\b|\bplease be (?:gentle|kind|nice)\b|\benglish (?:is not|isn't) my\b"),
    ("says when it is set", 3, r"^(?:\W*)(?:this |it |story |the story )?(?:takes? place|(?:is )?set (?:in|after|before|during|between|around|just|right|some ?time|immediately|directly|shortly|at|post)|happens|occurs|picks up)\b|\b(?:takes place|set (?:right |just |immediately |shortly |directly |somewhere |sometime )?(?:after|before|during|between|in)) .{0,50}\b(?:season|episode|movie|film|book|game|series|finale|series|war|\d+x\d+|the one where)"),
    ("writes as one chats", 2, r"\blol\b|\blmao\b|\bxd\b|\bomg\b|\bidk\b|\btbh\b|\bimho?\b|\bbtw\b|\bplz\b|\bpls\b|\bfyi\b|\bu guys\b|\by'all\b|[:;]-?[)dp](?!\w)|<3|\^_?\^|\bxoxo\b|\bxx+\b|!!!|\bx3\b"),
    ("speaks of writing it", 3, r"\bi (?:have |had |'ve |just |really |actually |finally |also |do |did |am |was |got |would |'d |will |'ll |can |could |should |might |tried to |wanted to |decided to |going to |gonna |been |have been |hate |love |loved |hated ){0,4}(?:(?:start|finish|beg[au]n|end)(?:ed|ing)?(?: (?:up )?(?:on )?(?:this|it)\b)|wrote|writ(?:e|ing|ten)|post(?:ed|ing)?|publish(?:ed)?|upload(?:ed)?|typ(?:ed|ing)|updat(?:e|ed|ing))\b"),
    ("first person present", 1, r"\b(?:i'm|i am|i'll|i've|i hope|i think|i know|i don't|i just|i really|i promise|i swear|i would|i'd|i can't|i had to|my)\b"),
    # what speaks against a note
    ("past narration in the third person", -3, r"\b(?:he|she|they) (?:\w+ly )?(?:was|were|had|said|looked|turned|walked|sat|stood|felt|knew|took|went|came|saw|could|would|did|put|asked|smiled|nodded|thought|made|got|let|began|watched|heard|ran|pulled|leaned|reached|closed|opened|laughed|whispered|replied)\b"),
    ("more narration in the past", -2, r"(?:\b(?:his|her|their) \w+.{0,80}?){2}\b(?:was|were|had|\w+ed)\b"),
    ("a speech tag", -3, r"\b(?:said|asked|replied|whispered|muttered|shouted|answered|murmured|yelled|cried|agreed) (?:\w+|the \w+)[.,]?|\b(?:he|she|they|i) (?:said|asked|replied|whispered|muttered|shouted|answered|murmured|told|yelled)\b"),
)
# fmt: on
_COMPILED = tuple((name, weight, re.compile(pattern, re.DOTALL)) for name, weight, pattern in _ROWS)
_LONGEST = 4000  # characters of a paragraph that are looked at


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a note (positive) or against one (negative), by name, and the sum."""

    found: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        """Return the sum of the weights."""
        return sum(weight for _, weight in self.found)

    def __contains__(self, name: str) -> bool:
        return any(name == found for found, _ in self.found)

    def __str__(self) -> str:
        return ", ".join(f"{name} {weight:+g}" for name, weight in self.found)


def fold(text: str) -> str:
    """Return the text as the patterns want it: lower case, straight apostrophes, single spaces."""
    return " ".join(text[:_LONGEST].replace("’", "'").replace("‘", "'").replace("`", "'").casefold().split())


def weigh(text: str) -> Evidence:
    """Weigh what a paragraph says for and against its being a note."""
    outside = fold(outside_quotes(text[:_LONGEST]))
    return Evidence(tuple(_found(text[:_LONGEST], outside)))


def _found(text: str, outside: str) -> Iterator[tuple[str, float]]:
    seen = set()
    for name, weight, pattern in _COMPILED:
        if name not in seen and pattern.search(outside):
            seen.add(name)
            yield name, weight
    if is_speech(text):
        yield "begins with speech", -4
    elif sum(text.count(mark) for mark in QUOTES) >= 2 and len(outside) < 0.6 * len(text):
        yield "is mostly speech", -3
    if not outside.strip(" .,!?-"):
        yield "is all speech", -6
    if len(text) > 900 and "first person present" not in seen:
        yield "is long", -2


_DISCLAIMS = (
    "disclaims ownership",
    "names the owner",
    "speaks of infringement",
    "names the usual disclaimers",
)
_PLEA = re.compile(
    r"\b(?:please|pls|plz|r ?& ?r|read (?:and|&) review|let me know|tell me|leave|would love)\b.{0,60}\b(?:review|think|comment|kudos|thought)|^\W*(?:r ?(?:&|n|and) ?r|read (?:and|&|n) review|review|reviews)\b"
)


def kind_of(text: str, evidence: Evidence) -> Role:
    """Say what kind of note a note without a label is."""
    folded = fold(text)
    if any(name in evidence for name in _DISCLAIMS):
        return Role.DISCLAIMER
    words = len(folded.split())
    if "says when it is set" in evidence and words < 25 and not re.match(r".*\b(?:i|my|me)\b", folded):
        return Role.SETTING
    if "says who helped" in evidence and words < 40:
        return Role.CREDITS
    if (
        re.match(r"\W*(?:dedicated to|this (?:is|one's|one is) (?:dedicated to|for)|for )\b", folded)
        and words < 30
    ):
        return Role.DEDICATION
    if re.match(r"\W*(?:content |trigger )?(?:warnings?|tw|cw)\b|\W*rated\b", folded):
        return Role.WARNING
    if _PLEA.search(folded) and words < 14:
        return Role.PLEA
    return Role.AUTHOR_NOTE
