"""The edits of a story under their rules: those that are alike counted, with a few of them shown."""

from collections.abc import Iterator, Mapping, Sequence

from compiler.write.report.figures import number
from compiler.write.report.markings import change, changed, text, together
from compiler.write.report.schema import Change

FEW = 8
"""So many changes that are alike are all shown; of more, only `SAMPLES`."""

SAMPLES = 5

MOST = 80
"""So many changes that are not alike are shown of one rule in one story. The JSON lists all."""


def corrections(edits: Sequence[Change], why: Mapping[str, str]) -> str:
    """Return the edits of one story, folded under the rules that made them, in the order these ran."""
    by_rule: dict[str, list[Change]] = {}
    for row in edits:
        by_rule.setdefault(row["rule"], []).append(row)
    if not by_rule:
        return "<h3>Edits</h3>\n<p>None: the story is printed as it was read.</p>"
    folded = "\n".join(_of_rule(rule, why.get(rule, ""), rows) for rule, rows in by_rule.items())
    return f'<h3>Edits <span class="count">{number(len(edits))}</span></h3>\n{folded}'


def _of_rule(rule: str, why: str, rows: Sequence[Change]) -> str:
    return (
        f'<details><summary><code class="rule">{text(rule)}</code> '
        f'<span class="count">{number(len(rows))}</span> <span class="why">{text(why)}</span></summary>\n'
        + "\n".join(_rows(rows))
        + f'\n<p class="mend">--without {text(rule)} leaves all this as it was</p></details>'
    )


def _rows(rows: Sequence[Change]) -> Iterator[str]:
    """Yield the changes that are alike under one heading each, a few of them shown; then the others."""
    alike: dict[tuple[str, ...], list[Change]] = {}
    for row in rows:
        alike.setdefault(_likeness(row), []).append(row)
    for key, same in alike.items():
        if len(same) > FEW:
            heading = (
                changed(key[1], key[2])
                if key[0] == "replaced"
                else f'<span class="what">{text(key[1])}</span>'
            )
            reason = f' <span class="because">{text(key[-1])}</span>' if key[-1] else ""
            yield f'<p class="alike">{heading} <span class="count">{number(len(same))} ×</span>{reason}</p>'
            samples = (same[len(same) * place // SAMPLES] for place in range(SAMPLES))
            more = f'<li class="more">and {number(len(same) - SAMPLES)} more like these</li>'
            shown = "".join(_row([row], "") for row in samples)
            yield f'<ol class="changes">{shown}{more}</ol>'
    single = together([row for row in rows if len(alike[_likeness(row)]) <= FEW])
    if single:
        hidden = sum(map(len, single[MOST:]))
        rest = f'<li class="more">and {number(hidden)} more</li>' if hidden else ""
        shown = "".join(_row(group, group[0]["because"]) for group in single[:MOST])
        yield f'<ol class="changes">{shown}{rest}</ol>'


def _likeness(row: Change) -> tuple[str, ...]:
    """Return what two rows have in common that only differ in their place; the evidence comes last."""
    match row["kind"]:
        case "replaced":
            return row["kind"], row["old"], row["new"], row["because"]
        case "marked" | "unmarked":
            return row["kind"], row["mark"], row["because"]
        case _:
            return row["kind"], row["what"], row["because"]


def _row(rows: Sequence[Change], because: str) -> str:
    line = f'<span class="where">{rows[0]["line"] or ""}</span> '
    reason = f' <span class="because">{text(because)}</span>' if because else ""
    return f'<li>{line}<span class="context" dir="auto">{change(rows)}</span>{reason}</li>\n'
