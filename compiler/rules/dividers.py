"""What a divider looks like: the lines authors draw between two scenes.

Sites eat punctuation, so authors draw with whatever survives: symbols (`* * *`, `~*~`), letters (`oOo`, `xXx`,
`HPHPHP`), words (`line break`), a lone `-`. What looks the same and is not: a silence in a dialogue (`...`), a
reaction (`!!!`, `:)`), an interjection (`Ooo`, `hahaha`), a kiss at the foot of a letter (`xoxo`), a shouted or a
starred word (`*sighs*`).
"""

import re
import unicodedata
from enum import Enum

_SHORT, _VARIED = 32, 18  # characters, and different ones: no word for a divider, however often, has so many
LONGEST = 200  # characters; a longer line of symbols is still a divider, but no letters are looked for in it


class Likeness(Enum):
    """How like a divider a line is."""

    NONE = 0
    WEAK = 1  # one if it is repeated in the story, or if nothing else is used there
    SURE = 2


WORDS = frozenset(
    """
    linebreak scenebreak pagebreak sectionbreak chapterbreak paragraphbreak break line linehere insertlinebreak
    insertlinebreakhere insertlinehere lineofdoom timeskip timebreak scenechange changeofscene changescene scene
    povchange povswitch changeofpov switchpov transition divider horizontalrule hr separator pagebreakhere
    thisisalinebreak iamalinebreak imalinebreak behold linebreakhere anotherlinebreak yetanotherlinebreak
    sautdeligne changementdescene ellipse szenenwechsel zeitsprung trennlinie trenner cambiodeescena
    saltodelinea cambioscena cambiodiscena staccodiscena mudancadecena quebradecena scenewissel scenskifte
    sceneskift zmianasceny сменасцены разделитель
    """.split()
)
"""Words that name a divider, their spaces and accents taken out."""

_NEED_SYMBOLS = frozenset(
    {"break", "line", "scene", "transition", "behold", "ellipse", "timeskip", "divider"}
)
_MARKS_OF_SPEECH = frozenset(".,…‥!?¡¿‽;:'\"“”‘’«»「」、。！？")
_EMOTICON = re.compile(
    r"[<>]?[:;=8xX][-'^o]?[()\[\]DPpdOo/\\|3*sS]+|[()]+[-']?[:;=]|\^[_.-]*\^|[TtQ;>]_+[TtQ;<]|-_+-|o_+O|O_+o|<3+|"
    r"\\o/|¯.*¯|\(.*[_.ω・].*\)|[oO0]\.[oO0]|>[.:]<|:'\("
)
_INTERJECTION = re.compile(
    r"(?:(?:ha|he|ho|hi|la|na|no|da|do|ja|je|ah|oh|eh|uh|ma|pa|bla|blah|tick|tock|beep|ring|knock|boo|go|yes|yay|"
    r"ya|woof|meow|tap|drip|ding|dong|bang|click|thud|stop|help|why|run|die|kill|what|who|oo|ee|aa)){2,}h?",
    re.IGNORECASE,
)
_RING = re.compile(r"[oO0xX]{3,}")
_CORE = re.compile(r"(?:[oO0]|[xX]|v|V|s|S|h|H){1,5}|[oO0xX]+")
_TAGS = re.compile(
    r"\[/?(?:center|centre|b|i|u|s|size|color|align)(?:=[^\]\n]{0,40})?\]|</?(?:center|b|i|p)>", re.IGNORECASE
)
_HEARTS = re.compile(r"(?:<3){2,}|(?::3){3,}|(?:[<>]+\w?){4,}")
_REPEATED = re.compile(r"(\w{1,12}?)\1{2,}")


def likeness(line: str) -> Likeness:
    """Tell how like a divider the line is."""
    if len(line) > _SHORT and len(set(line)) > _VARIED:
        return Likeness.NONE  # a sentence, seen at a glance
    tight = "".join(_TAGS.sub("", line).split())
    if _HEARTS.fullmatch(tight):
        return Likeness.SURE
    if not tight or len(tight) > LONGEST:
        return Likeness.SURE if tight and _is_drawn(tight[:LONGEST]) and _is_drawn(tight) else Likeness.NONE
    if not any(map(_is_letter, tight)):
        return _of_symbols(tight)
    return _of_letters(tight, line)


def shape(line: str) -> str:
    """Return what two dividers of one kind have in common, for counting: their characters, however many."""
    return re.sub(r"(.)\1+", r"\1", "".join(line.split()))[:LONGEST]


def _is_letter(character: str) -> bool:
    return character.isalnum() and unicodedata.category(character) != "No"


def _is_drawn(tight: str) -> bool:
    return not any(map(_is_letter, tight)) and _of_symbols(tight) is Likeness.SURE


def _of_symbols(tight: str) -> Likeness:
    characters = set(tight)
    if characters <= _MARKS_OF_SPEECH:
        dots = characters <= set(".…‥") and len(tight.replace("…", "...")) >= 3
        return Likeness.WEAK if dots else Likeness.NONE
    if characters & set('"“”«»「」?¿¡') or _EMOTICON.fullmatch(tight):
        return Likeness.NONE
    if "!" in characters and len(characters) <= 2:
        return Likeness.NONE
    if characters <= set("()[]{}|/\\'`,") and len(tight) < 5:
        return Likeness.NONE
    if all(unicodedata.category(character) in ("So", "Sk", "Mn", "Cf", "Me") for character in tight):
        # an emoji may be a message; a row of one shape, or an old typographic ornament, is drawn
        ornament = all("\u2000" <= character <= "\u2bff" for character in tight)
        return Likeness.SURE if ornament or len(tight) >= 5 else Likeness.WEAK
    return Likeness.SURE


def _of_letters(tight: str, line: str) -> Likeness:
    letters = "".join(filter(_is_letter, tight))
    symbols = len(tight) - len(letters)
    if tight[0] in "\"“”«'‘’" or tight[-1] in "\"”»?!'’,":
        return Likeness.NONE
    if _RING.fullmatch(letters):
        return _of_rings(letters, symbols, tight)
    folded = unicodedata.normalize("NFKD", letters.casefold())
    folded = "".join(character for character in folded if not unicodedata.combining(character))
    unit = _REPEATED.fullmatch(folded)
    named = unit.group(1) if unit and unit.group(1) in WORDS else folded
    framed = not _is_letter(tight[0]) and not _is_letter(tight[-1])
    if named in WORDS:
        return Likeness.NONE if named in _NEED_SYMBOLS and not (framed or unit) else Likeness.SURE
    if framed and _CORE.fullmatch(letters):
        return Likeness.SURE if tight[0] not in "([<" or letters.lower() in ("o", "x") else Likeness.WEAK
    if unit and not _INTERJECTION.fullmatch(folded) and len(folded) >= 6:
        return Likeness.SURE if letters.isupper() and len(unit.group(1)) > 1 else Likeness.WEAK
    fenced = framed and symbols >= 4
    short = len(letters) <= 4 and " " not in line.strip().strip("~*-=_.<>+# ")
    return Likeness.WEAK if fenced and short and letters.isupper() else Likeness.NONE


def _of_rings(letters: str, symbols: int, tight: str) -> Likeness:
    """Judge lines of o, O, 0, x and X: `oOo` is drawn, `Ooo` may be said, `xoxo` may be a kiss."""
    if letters == "000" or "0" in letters:
        return Likeness.SURE if len(set(letters)) > 1 or len(letters) in (3, 5) or symbols else Likeness.WEAK
    if letters.lower().startswith("xo") and "X" not in letters[1:] and not symbols:
        return Likeness.WEAK
    if letters.isupper() or letters.islower() or letters.istitle():
        framed = symbols and not _is_letter(tight[0]) and not _is_letter(tight[-1])
        return Likeness.SURE if framed or len(letters) >= 8 else Likeness.WEAK
    return Likeness.SURE
