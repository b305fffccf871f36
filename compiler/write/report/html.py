"""The report as one page: a file of its own, without script, network or anything beside it.

What wants the reader's eye comes first, then a table of the stories, then a proof sheet for each.
"""

from collections.abc import Iterator

from compiler.errors import Gravity
from compiler.model.book import Place
from compiler.themes import styles_folder
from compiler.write.report.figures import number, signed
from compiler.write.report.markings import text
from compiler.write.report.schema import Report, StoryReport, Words
from compiler.write.report.sheet import proposals, remark, sheet, title_tag

OPEN = 40
"""So many doubts are shown at once; the rest of a longer list is folded."""


def html_bytes(report: Report) -> bytes:
    """Return the page in UTF-8."""
    style = (styles_folder() / "_base" / "report.css").read_text("utf-8")
    sections, why = report["book"]["sections"], report["rules"]
    title = text(report["book"]["title"])
    page = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{title}: report</title>\n<style>\n{style}</style>\n</head>\n<body>",
        _header(report),
        "<main>",
        _attention(report),
        _stories(report),
        *(sheet(story, place, sections, why) for place, story in enumerate(report["stories"], 1)),
        "</main>",
        _footer(report),
        "</body>\n</html>\n",
    ]
    return "\n".join(page).encode("utf-8", "replace")


def _header(report: Report) -> str:
    book, totals = report["book"], report["totals"]
    facts = (
        _counted(totals["stories"], "story", "stories"),
        _counted(totals["words"]["read"], "word read", "words read"),
        _counted(totals["edits"], "edit", "edits"),
    )
    lost = totals["words"]["balance"]
    verdict = (
        f"{_counted(lost, 'word is', 'words are')} not accounted for."
        if lost
        else "Every word is accounted for."
    )
    return (
        f'<header><p class="kicker">Proof sheets</p><h1>{text(book["title"])}</h1>'
        f'<p class="authors">{text(", ".join(book["authors"]))}</p>'
        f'<p class="facts">{" · ".join(facts)}</p>'
        f'<p class="verdict{" lost" if lost else ""}">{verdict}</p></header>'
    )


def _counted(count: int, one: str, several: str) -> str:
    return f"{number(count)} {one if count == 1 else several}"


def _attention(report: Report) -> str:
    """Return what wants a look: text that is lost, then doubts, then proposals, in the order of the book."""
    items = [*_remarks(report, Gravity.LOSS), *_remarks(report, Gravity.DOUBT)]
    for story in report["stories"]:
        items += proposals(story, report["rules"])
    heading = f'<h2>What wants your eye <span class="count">{number(len(items))}</span></h2>'
    if not items:
        return '<section class="attention"><h2>What wants your eye</h2><p>Nothing: no rule was in doubt.</p></section>'
    shown = "\n".join(items[:OPEN])
    rest = "\n".join(items[OPEN:])
    folded = (
        f"<details><summary>and {number(len(items) - OPEN)} more</summary>"
        f'\n<ul class="items">\n{rest}\n</ul></details>'
        if rest
        else ""
    )
    return f'<section class="attention">{heading}\n<ul class="items">\n{shown}\n</ul>{folded}</section>'


def _remarks(report: Report, gravity: Gravity) -> Iterator[str]:
    for remarks in (report["remarks"], *(story["remarks"] for story in report["stories"])):
        for item in remarks:
            if item["gravity"] == gravity:
                yield remark(item)


def _stories(report: Report) -> str:
    """Return the table of the stories: each a row of numbers that add up, and a row for the whole book."""
    totals = report["totals"]
    places = [place for place in Place if totals["words"]["places"][place.value]]
    heads = ["read", "rules", *(place.value for place in places), "balance"]
    numbers = "".join(f'<th scope="col">{text(head)}</th>' for head in (*heads, "breaks", "edits", "remarks"))
    rows = "\n".join(_story_row(story, place, places) for place, story in enumerate(report["stories"], 1))
    breaks = sum(len(story["breaks"]) for story in report["stories"])
    remarks = sum(len(story["remarks"]) for story in report["stories"])
    foot = _numbers(totals["words"], places) + _cells(breaks, totals["edits"], remarks)
    return (
        '<section class="stories"><h2>The stories</h2>\n<div class="wide" tabindex="0"><table>\n'
        f'<thead><tr><th scope="col">story</th>{numbers}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n'
        f'<tfoot><tr><th scope="row">all</th>{foot}</tr></tfoot>\n</table></div></section>'
    )


def _story_row(story: StoryReport, place: int, places: list[Place]) -> str:
    authors = (
        f'<br><span class="author">{text(", ".join(story["authors"]))}</span>' if story["authors"] else ""
    )
    counts = _cells(len(story["breaks"]), len(story["edits"]), len(story["remarks"]))
    return (
        f'<tr><th scope="row"><a href="#story-{place}">{text(story["title"])}</a>{title_tag(story)}{authors}'
        f'<br><span class="file">{text(story["file"])}</span></th>{_numbers(story["words"], places)}{counts}</tr>'
    )


def _numbers(words: Words, places: list[Place]) -> str:
    by_rules = sum(words["rules"].values())
    balance = words["balance"]
    return (
        _cells(words["read"])
        + f"<td>{signed(by_rules) if by_rules else '0'}</td>"
        + _cells(*(words["places"][place.value] for place in places))
        + f'<td class="{"lost" if balance else "even"}">{number(balance)}</td>'
    )


def _cells(*counts: int) -> str:
    return "".join(f"<td>{number(count)}</td>" for count in counts)


def _footer(report: Report) -> str:
    general = [item for item in report["remarks"] if item["gravity"] == Gravity.INFO]
    passed = "\n".join(map(remark, general))
    noticed = f'<h2>Also noticed</h2>\n<ul class="items">\n{passed}\n</ul>' if passed else ""
    made = "".join(
        f'<tr><th scope="row">{text(file["name"])}</th><td>{number(file["bytes"])} bytes</td>'
        f'<td class="digest">{file["sha256"]}</td></tr>'
        for file in report["files"]
    )
    files = (
        f'<h2>Files</h2>\n<div class="wide" tabindex="0"><table class="files">{made}</table></div>'
        if made
        else ""
    )
    return f"<footer>{noticed}\n{files}\n</footer>"
