"""Spans of text that are not prose and that no rule of typography may touch.

Addresses, handles and file names, code, emoticons and kaomoji, arrows, markup typed as text, and lines that are
drawn with characters. A span is a range of one text; spans do not overlap and come in order. The text is the
straightened one (see `straight`), so that the same is protected before and after marks are set.
"""

import re
from bisect import bisect_left
from functools import lru_cache

from compiler.rules.straight import straight

Spans = tuple[tuple[int, int], ...]

# What to look for before looking closely: none of these, and there is nothing to protect.
_SIGNS = re.compile(r"[@/\\<>^=~`|#{}\[&°_*+]")
_PAIRS = re.compile(
    r"[:;.\-](?:(?<=[:;])[^\s\w\"]|(?<=[:;])[DPpOoXxSsCcLbQ03]\b|(?<=-)[._]|(?<=-)-\S{0,40}[:;)]|(?<=\.)\w)"
)
_LETTERS = re.compile(r"\bD:|'-'")
_ROW = re.compile(r"[\"'\u2063]{9}")  # more marks than any quotation has
_WORDLESS = re.compile(r"^[^\w\n]+$", re.MULTILINE)

_ADDRESSES = r"""
    (?: https?:// | ftp:// | www\. ) [^\s<>"]+
  | (?<![\w.+-]) [\w+-]+ (?: \. [\w+-]+ )* @ [\w-]+ (?: \. [\w-]+ )+
  | (?<![\w@]) [@\#] \w (?: [\w.-]* \w )?
  | (?<![\w.-]) [a-z0-9-]+ (?: \. [a-z0-9-]+ )*
        \. (?: com | net | org | edu | gov | info | biz | io | me | tv | co\.uk | de | fr | ru | fm | ly )
        (?: / [^\s<>"]* | \b (?! [\w-] | \.\w ) )
  | (?<![\w.-]) \w [\w-]* (?: \. [\w-]+ )*
        \. (?: txt | rtf | docx? | odt | pdf | epub | html? | xml | json | css | js | py | php | sh | exe | dll | zip
             | rar | jpe?g | png | gif | bmp | svg | mp3 | mp4 | m4a | wav | ogg | avi | mkv | mov | csv | xlsx?
             | pptx? | ini | log )
        \b
  | (?<![\w/.]) ~? (?: / (?= [.-]*\w ) [\w.-]+ ){2,} /?
  | \b [A-Za-z] : \\ [^\s"]+
"""
_CODE = r"""
    </?[A-Za-z][^<>\n]{0,200}> | <!--.*?--> | &(?:\w{2,8}|\#\d{1,6});
  | \[/?[a-zA-Z]{1,8}(?:=[^\[\]\n]{0,200})?\]
  | (?<!\S) --[a-z][\w-]* = \S+
  | \b\w+-- [;)]
"""
_EMOTICONS = r"""
    (?<!\w) >? [:;=8] [',]? [-~o^]? (?: [)(\]\[|\\/*}{><$]{1,9} | [DPpOo03XxSsCcLbQq] (?!\w) )
  | (?<!\w) [)(\]\[DX] '? -? [:;=8] (?! [\w"'] )
  | \( [ ]? [oO0^] [._] [oO0^] [ ]? \) | </?3+ (?!\d)
  | > [._-]{1,3} [<>] | < [._-]{1,3} <
  | (?<!\w) (?P<eye> [TtQuUnNxXvV] ) [_.] (?P=eye) (?!\w) | (?<!\w) [oO0] [_.] [oO0] (?!\w)
  | [-=^~*';>.@\\] _{1,3} [-=^~*';<.@/] [';]?
  | (?<!\w) \^ [-o.,]? \^ [';]?
  | \\ [oO0] / | \\m/
  | (?<!\w) '-' (?!\w) | (?<!\w) -\.- | (?<!\w) ;-; | ;\.;
  | \( (?= [^()\w\s]{0,4} [\w\s]? [^()\w\s"'.,!?:;&%$+*/…—–-] ) [^()\n]{1,16} \) \S{0,8}
  | ¯\S{1,20}¯
  | ["'\u2063]{9,}
  | <?-{1,3}> | <-{1,3} | <?={1,3}> | <={2,3}
"""
_LINES = r"""
    ^ (?= [^\w\n]*+ $ )
        (?! ["'(\s]*+ [.?!…][\s.?!…]*+ ["')\s]* $ )
        (?! (?= [^\n]* ["'] ) ["'\s]*+ [-–—]{0,3} ["'\s]*+ $ )
        [^\w\n]+
  | ^ [ \t]*+ (?: >>>|\$|\#! ) [ ] [^\n]*
  | ^ (?= [^\n]* (?: \w\([^()\n]{0,80}\) | [\w\])] [ ]? [+|&!<>-]?= [ ]? \S | => | :: | && | \|\| | \+\+ ) )
        [^\n]* (?: [;{}] | \)\s*: ) [ \t]* $
  | ^ (?= \S{0,40}\w ) [<\[(]? [\w~*]{0,20} (?: --+ | [-=~_]{2,} ) [^\s:"]{1,30} : (?= [\s—–] )
"""
_PATTERN = re.compile(
    "|".join((_ADDRESSES, _CODE, _EMOTICONS, _LINES)), re.VERBOSE | re.MULTILINE | re.DOTALL
)


def spans(text: str) -> Spans:
    """Return the protected spans of the text, in order."""
    found = _spans(straight(text))
    if "`" not in text:
        return found
    return united(found + tuple(match.span() for match in _BACKTICKS.finditer(text)))


_BACKTICKS = re.compile(r"(?<!`)`(?!`)[^`'’\n]*`(?!`)")


@lru_cache(maxsize=4096)
def _spans(text: str) -> Spans:
    if not (
        _SIGNS.search(text)
        or _PAIRS.search(text)
        or _ROW.search(text)
        or (("D:" in text or "-'" in text) and _LETTERS.search(text))
        or (_WORDLESS.search(text) if "\n" in text else _WORDLESS.match(text))
    ):
        return ()
    return tuple(found.span() for found in _PATTERN.finditer(text) if found.end() > found.start())


def united(where: Spans) -> Spans:
    """Return the spans in order, those that overlap or touch as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(where):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def covered(where: Spans, start: int, end: int) -> bool:
    """Tell whether any of the spans, which come in order, shares a character with `start` to `end`."""
    before = bisect_left(where, (end,))
    return before > 0 and where[before - 1][1] > start
