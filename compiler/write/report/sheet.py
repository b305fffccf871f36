"""The proof sheet of one story: its words accounted for, what was moved or left out, every edit under its rule."""

from collections.abc import Iterable, Iterator, Mapping

from compiler.model.book import Place
from compiler.write.report.corrections import corrections
from compiler.write.report.figures import number, place_name, signed
from compiler.write.report.markings import change, text, together
from compiler.write.report.schema import Passage, Remarked, StoryReport, Words


def sheet(story: StoryReport, place: int, sections: Mapping[str, str], why: Mapping[str, str]) -> str:
    """Return the section of a story, the book’s `place`-th."""

    def passage(item: Passage) -> str:
        section = sections.get(item["section"], "")
        return _passage(item, "" if section == story["title"] else section)

    parts = [
        f'<section id="story-{place}" aria-labelledby="title-{place}">',
        f'<h2 id="title-{place}">{text(story["title"])}{title_tag(story)}</h2>',
        f'<p class="source">{_byline(story)}<span class="file">{text(story["file"])}</span>'
        f' <span class="digest">SHA-256 {text(story["sha256"])}</span></p>',
        _account(story["words"]),
        _listed("Remarks", (remark(item) for item in story["remarks"])),
        _listed("Proposed, not done", proposals(story, why)),
        _listed("Moved", map(passage, story["moved"])),
        _listed("Left out", map(passage, story["left_out"])),
        _listed("Labelled and kept", map(passage, story["kept"])),
        _listed("Scene breaks and other dividers", map(passage, story["breaks"])),
        corrections(story["edits"], why),
        "</section>",
    ]
    return "\n".join(part for part in parts if part)


def title_tag(story: StoryReport) -> str:
    """Return the remark beside a title that the story does not state."""
    said = {"stated": "", "proposed": "proposed", "file": "the file’s name"}[story["title_from"]]
    return f' <span class="tag">{said}</span>' if said else ""


def remark(item: Remarked) -> str:
    """Return a Remark as an item of a list."""
    where = f"{item['file']}:{item['line']}" if item["line"] else item["file"]
    return _item(item["gravity"], item["gravity"], where, item["what"], text(item["text"]), item["mend"])


def proposals(story: StoryReport, why: Mapping[str, str]) -> Iterator[str]:
    """Yield each proposal of a story as an item of a list; several at one place are one."""
    found = story["proposals"]
    mends = {proposal["change"]["rule"]: proposal["mend"] for proposal in found}
    for rows in together([proposal["change"] for proposal in found]):
        rule, line = rows[0]["rule"], rows[0]["line"]
        where = f"{story['file']}:{line}" if line else story["file"]
        what = rows[0]["because"] or why.get(rule, "") or rule
        yield _item("proposal", "proposed", where, what, change(rows), mends[rule])


def _item(sort: str, tag: str, where: str, what: str, quoted: str, mend: str) -> str:
    quote = f'<blockquote dir="auto">{quoted}</blockquote>' if quoted else ""
    remedy = f'<p class="mend">{text(mend)}</p>' if mend else ""
    return (
        f'<li class="item {sort}"><p><span class="tag">{tag}</span> <span class="where">{text(where)}</span> '
        f"{text(what)}</p>{quote}{remedy}</li>"
    )


def _byline(story: StoryReport) -> str:
    names = ", ".join(story["authors"])
    return f'<span class="author">{text(names)}</span> ' if names else ""


def _account(words: Words) -> str:
    """Return the account as a sum: the words read, what rules changed, where they are, and what is left over."""
    rows = [("words read", number(words["read"]), "sum")]
    rows += [(rule, signed(change), "rule") for rule, change in words["rules"].items()]
    rows += [(place_name(place), number(count), "") for place, count in words["places"].items() if count]
    rows.append(("unaccounted for", number(words["balance"]), "sum lost" if words["balance"] else "sum"))
    lines = (
        f'<tr class="{sort}"><th scope="row">{text(name)}</th><td>{count}</td></tr>'
        for name, count, sort in rows
    )
    return f'<table class="account"><caption>Words</caption>{"".join(lines)}</table>'


def _listed(heading: str, items: Iterable[str]) -> str:
    listed = list(items)
    if not listed:
        return ""
    count = f' <span class="count">{number(len(listed))}</span>'
    return f'<h3>{heading}{count}</h3>\n<ul class="items">\n' + "\n".join(listed) + "\n</ul>"


def _passage(item: Passage, section: str) -> str:
    """Return a passage as an item of a list; `section` is the title of the section it is in, if that says more."""
    line = f'<span class="where">l. {item["line"]}</span> ' if item["line"] else ""
    match item["place"]:
        case Place.DIVIDER:
            where = "shown as an ornament" if item["section"] else "not shown"
        case Place.STORY if section:
            where = f"in “{section}”"
        case "nowhere":
            where = "in no place of the book"
        case place:
            where = place_name(place)
    because = f'<p class="because">{text(item["because"])}{_rule(item["rule"])}</p>' if item["rule"] else ""
    quote = f'<blockquote dir="auto">{text(item["text"])}</blockquote>' if item["text"].strip() else ""
    return (
        f'<li class="item"><p>{line}<span class="label">{text(item["label"])}</span> '
        f'<span class="place">{text(where)}</span></p>{quote}{because}</li>'
    )


def _rule(name: str) -> str:
    return f' <code class="rule">{text(name)}</code>'
