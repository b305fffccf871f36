"""The rules: every judgement about a story, as named rules that return edits.

NORMALISE finds what the file meant; CLEAN mends what an editor would mend. FAMILIES is both, in their order: stars
become emphasis before quotation marks pair, and a title is only proposed once the words it is made of are clean.
"""

from typing import Any

from compiler.rules.bonds import BONDS
from compiler.rules.breaks import BREAKS
from compiler.rules.dashes import DASHES
from compiler.rules.ellipses import ELLIPSES
from compiler.rules.emphasis import EMPHASIS
from compiler.rules.extracts import EXTRACTS
from compiler.rules.headers import HEADERS
from compiler.rules.headings import HEADINGS
from compiler.rules.lines import LINES
from compiler.rules.mojibake import MOJIBAKE
from compiler.rules.notes import NOTES
from compiler.rules.outline import OUTLINE
from compiler.rules.pages import PAGES
from compiler.rules.quotes import QUOTES
from compiler.rules.rulebook import Family
from compiler.rules.sidecar import SIDECAR
from compiler.rules.soup import SOUP
from compiler.rules.spacing import SPACING
from compiler.rules.tidy import TIDY
from compiler.rules.titles import TITLES

NORMALISE: tuple[Family[Any], ...] = (
    MOJIBAKE,
    SOUP,
    LINES,
    SIDECAR,
    PAGES,
    OUTLINE,
    BREAKS,
    HEADERS,
    HEADINGS,
    EXTRACTS,
    TIDY,
)
CLEAN: tuple[Family[Any], ...] = (NOTES, SPACING, EMPHASIS, DASHES, ELLIPSES, QUOTES, BONDS, TITLES)
FAMILIES = NORMALISE + CLEAN
TYPOGRAPHY: tuple[Family[Any], ...] = (SOUP, LINES, TIDY, SPACING, EMPHASIS, DASHES, ELLIPSES, QUOTES, BONDS)
"""For a text of the compiler's own, such as an introduction, in which there is nothing to judge."""
