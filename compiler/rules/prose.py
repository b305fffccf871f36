"""How a line of prose begins and ends: the small facts that the rules of layout and structure share."""

import re

from compiler.model.text import Block, Kind, Role

_CLOSERS = "\"'”’»›)]}*_~/ \t"
_ENDS = frozenset(".!?…‥。！？｡」』）》】:：;—–――")
_OPENERS = "\"'“‘„‚«‹([{*_~/¿¡ \t\u3000—–―-"

# Scripts that are written without spaces between words: joining two of their lines takes none either.
_CJK = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

QUOTES = '"“”„‟«»‹›「」『』'


def is_open(block: Block) -> bool:
    """Tell whether nobody has said yet what the paragraph is: it is of the story's body, and of no special shape."""
    return block.kind is Kind.PARAGRAPH and block.role is Role.BODY and not _SHAPES.intersection(block.traits)


_SHAPES = frozenset({"chat", "script", "stage"})


def ends_sentence(line: str) -> bool:
    """Tell whether the line could be the last of a paragraph: it ends like a sentence, a speech or a break-off."""
    bare = line.rstrip(_CLOSERS)
    if not bare:
        return True
    if bare[-1] in _ENDS or line.rstrip()[-1] in '"”»」』':
        return True
    return bare.endswith("-") and (bare.endswith("--") or line.rstrip() != bare)


def begins_sentence(line: str) -> bool:
    """Tell whether the line could be the first of a paragraph: a capital, a digit, a mark of speech."""
    stripped = line.strip()
    if not stripped:
        return False
    if stripped[0] in '"“„«‹「『—–―¿¡-':
        return True
    bare = stripped.lstrip(_OPENERS)
    return bool(bare) and (not bare[0].islower())


def is_speech(line: str) -> bool:
    """Tell whether the line begins with a speech: a quotation mark or a dash of dialogue."""
    stripped = line.lstrip().lstrip("*_(")
    return stripped[:1] in tuple('"“„«»‹「『—–―') and len(stripped) > 1


def joint(before: str, after: str) -> str:
    """Return what stands between two lines that become one: a space, or nothing in a script without spaces."""
    if before and after and _CJK.match(before[-1]) and _CJK.match(after[0]):
        return ""
    return " "


def word_list(text: str) -> list[str]:
    """Return the words of a text, in lower case, with straight apostrophes."""
    return [word.replace("’", "'") for word in _WORD.findall(text.casefold())]


def outside_quotes(text: str) -> str:
    """Return what is said outside double quotation marks; a quotation left open runs to the end of its paragraph.

    A few words in quotation marks that end without a mark of their own are a name ("The Weir"), and stay.
    """
    out: list[str] = []
    position = 0
    for match in _QUOTED.finditer(text):
        out.append(text[position : match.start()])
        said = match.group("said") or ""
        if match.start() > 0 and said and said[-1] not in ".,!?…—-;:" and len(said.split()) <= _NAME:
            out.append(said)
        position = match.end()
    rest = text[position:]
    opening = _OPENED.search(rest)
    out.append(rest[: opening.start()] if opening else rest)
    return "".join(out)


_NAME = 8  # words
_QUOTED = re.compile(
    r"[\"“„«「『»](?P<said>[^\"“”„«»「」『』]*)[\"”“»」』«]|"
    r"(?<!\w)['‘](?=[A-ZÀ-Þ])(?P<single>[^\"“”]{1,600}?[.,!?…—-])['’](?!\w)"
)
_OPENED = re.compile(r"[\"“„«「『]")
