# ruff: noqa: E501
"""Furniture: what a site, an exporter or a mail program puts round a story when a page is copied or saved."""

import re

_MARKER = re.compile(
    r"end file\.?|(?:work|chapter|story) text:?|chapter \d+ text:?|"
    r"\(?see the end of the (?:work|chapter) for (?:more |other works inspired by |)?(?:notes|this one)?\.?\)?|"
    r"please drop by the archive and comment to let the (?:author|creator)s? know if you enjoyed their work!?|"
    r"posted originally on the archive of our own at .{0,80}",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"(?:"
    r"works inspired by this one:?|(?:skip )?(?:to )?(?:main )?content|"
    r"(?:entire work|chapter by chapter|chapter index|hide creator's style|share|download|subscribe|bookmark(?:ed)?|mark for later|"
    r"comments?|kudos|reply|report(?: abuse)?|log in|sign up|previous chapter|next chapter|first chapter|last chapter|← ?previous|"
    r"next ?→|back to (?:top|index|story)|return to (?:top|archive|index|.{1,30} archive)|top|follow/fav(?: story)?|post review.*|"
    r"review this (?:story|chapter)|continue reading(?: next part)?|add to (?:library|favorites)|"
    r"keyboard shortcuts.*|print(?: this)?(?: page)?|edit|delete|quote|permalink|link|thread|track|share this|"
    r"reblog(?:ged)?|like|likes|[\d,.]+ (?:notes|likes|comments|kudos|views|reads|votes|reviews|replies)|"
    r"(?:read|vote|comment|views?|votes?|reads?)s?:? [\d.,]+[km]?)|"
    r"(?:\d[\d.,]*[kKmM]? ?){3}|"
    # boards
    r"(?:re: )?post(?:ed)? (?:#\d+|by .{1,40} (?:on|»|at) .{4,40})|#\d{1,5}|joined: .{3,20}|posts: [\d,]+|location: .{2,40}|"
    r"last edited by .{3,60}|edited \d.{0,40}|\d+ users? like[ds]? this.*|quote:?|spoiler:?|"
    r"(?:sent|posted) from my \w+.{0,20}|this (?:story|work) (?:archived|is archived) at .{0,80}|"
    r"disclaimer: all publicly recognizable characters.{0,300}|"
    r"(?:https?://|www\.)\S+"
    r")",
    re.IGNORECASE,
)
_TAGS = re.compile(r"(?:#[^#\n]{1,60}(?:\s+|$)){1,40}")
_CONTENTS = re.compile(
    r"(?:table of )?contents?:?|toc|index|chapters?:?|table des matières|sommaire|inhalt(?:sverzeichnis)?|índice|indice|sommario|"
    r"inhoud(?:sopgave)?|innehåll|spis treści|содержание|оглавление|目次",
    re.IGNORECASE,
)
_FRAME = "*_~=-–—<>[](){}|+•. \t"


def is_furniture(line: str) -> bool:
    """Tell whether the line is of the kind that sites and exporters add."""
    bare = line.strip()
    if len(bare) > 320 or "\n" in bare:
        return False
    return _LINE.fullmatch(bare.strip("[]() \t")) is not None or is_marker(bare)


def is_marker(line: str) -> bool:
    """Tell whether the line is one that only an archive or an exporter writes, wherever it stands."""
    return len(line) <= 200 and _MARKER.fullmatch(line.strip()) is not None


def is_row_of_tags(line: str) -> bool:
    """Tell whether the line is a row of hashtags."""
    bare = line.strip()
    return (
        bare.startswith("#") and len(bare) > 3 and bare[1] not in "# \t" and _TAGS.fullmatch(bare) is not None
    )


def is_contents_heading(line: str) -> bool:
    """Tell whether the line stands above a table of contents."""
    return _CONTENTS.fullmatch(line.strip().strip(_FRAME)) is not None
