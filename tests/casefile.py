r"""Reads `tests/cases/*.txt`: cases as data, so that a new one needs no code.

A case is a title, a line with a full stop, the text before, a full stop, the text after, a full stop:

    an elision opens a word
    .
    Tell 'em.
    .
    Tell ’em.
    .

Blank lines between cases and lines that begin with `#` outside a case do not count. A line that is to be a lone
full stop is written `\\.`.
"""

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One case of a family's file, and the line its title stands on."""

    title: str
    before: str
    after: str
    line: int

    def __str__(self) -> str:
        return f"{self.line}: {self.title}"


def read_cases(family: str) -> list[Case]:
    """Return the cases of `tests/cases/<family>.txt`, in order."""
    cases: list[Case] = []
    title, begun = "", 0
    parts: list[list[str]] = []
    for number, line in enumerate((FOLDER / f"{family}.txt").read_text("utf-8").split("\n"), 1):
        if line == ".":
            if len(parts) == 2:
                before, after = ("\n".join(part) for part in parts)
                cases.append(Case(title, before, after, begun))
                title, parts = "", []
            else:
                parts.append([])
        elif parts:
            parts[-1].append("." if line == "\\." else line)
        elif line.strip() and not line.startswith("#"):
            assert not title, f"{family}.txt:{number}: a case needs a full stop on a line after its title"
            title, begun = line.strip(), number
    assert not title and not parts, f"{family}.txt:{begun}: the last case is not finished"
    return cases
