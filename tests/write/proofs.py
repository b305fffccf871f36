"""Small galleys with a history, for the tests of the report, and the report of one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from compiler.errors import Gravity, Remark, Where
from compiler.model.book import Book, Galley, Place, Placement, Section
from compiler.model.edits import Edit, Ledger, Replace, Restyle, Revision, Splice, apply
from compiler.model.story import Metadata, Story
from compiler.model.text import Block, Blocks, Kind, Mark, Role
from compiler.write import report

WHY = {
    "lines.unwrap": "Hard-wrapped lines are joined.",
    "breaks.lost": "A break may have been lost.",
    "notes.disclaimer": "Who owns nothing says so first.",
    "emphasis.stars": "Words between stars are emphatic.",
    "quotes.double": "Double marks open and close.",
    "titles.incipit": "A story needs a name.",
}


def book(*sections: Section) -> Book:
    return Book("urn:uuid:0", "Night Crossings", ("Anna Weir",), "", "en", "2000-01-01T00:00:00Z", sections)


def made_by(rule: str, *edits: Edit) -> list[Edit]:
    return [replace(edit, rule=rule) for edit in edits]


def galley(blocks: Blocks, *revisions: Sequence[Edit], name: str = "ferry", **known: Any) -> Galley:
    made: list[Revision] = []
    for edits in revisions:
        blocks, revision = apply(blocks, edits)
        made.append(revision)
    story = Story(name, f"{name}.txt", "ab" * 32, Metadata(), blocks)
    return Galley(story, Ledger(tuple(made)), **known)


def printed(galley: Galley, **places: Place) -> list[Placement]:
    """Place each block in the story, or where `b3=Place.NOTES` says."""
    return [
        Placement(galley.story.id, index, places.get(f"b{index}", Place.STORY), block.text, "s1")
        for index, block in enumerate(galley.story.blocks)
    ]


def reported(
    galley: Galley, placements: Sequence[Placement] | None = None, *remarks: Remark
) -> tuple[dict[str, Any], str]:
    """Return the JSON of the one story and the whole page."""
    files = write(galley, placements=placements, remarks=remarks)
    (story,) = json.loads(files["night.report.json"])["stories"]
    return story, files["night.report.html"].decode()


def write(
    *galleys: Galley,
    placements: Sequence[Placement] | None = None,
    remarks: Sequence[Remark] = (),
    files: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    everywhere = [placement for galley in galleys for placement in printed(galley)]
    chosen = everywhere if placements is None else placements
    return report.write(book(), galleys, chosen, remarks, files or {}, stem="night", why=WHY)


def p(text: str, *marks: Mark, line: int = 0) -> Block:
    return Block(Kind.PARAGRAPH, text, marks, line=line)


OWNS_NOTHING = p("I own nothing, A/N: really.", line=1)
SPEECH = p('"No," he said.', line=3)


def small() -> tuple[Galley, list[Placement]]:
    """Make a galley with a moved disclaimer, a scene break, quotes set, proposals and remarks of every gravity."""
    blocks = (
        OWNS_NOTHING,
        SPEECH,
        p("* * *", line=5),
        p("It was *very* late.", line=7),
        p("reviews: 12", line=9),
    )
    label = Splice(0, blocks[:1], (OWNS_NOTHING.labelled(Role.DISCLAIMER),), because="disclaims ownership +4")
    furniture = Splice(4, blocks[4:], (blocks[4].labelled(Role.BOILERPLATE),), because="a counter")
    divider = Splice(2, blocks[2:3], (Block(Kind.BREAK, "* * *", line=5),), because="a line that is drawn")
    stars = (Replace(3, 7, 8, "*", ""), Restyle(3, Mark(8, 12, "em"), add=True), Replace(3, 12, 13, "*", ""))
    quotes = (Replace(1, 0, 1, '"', "“"), Replace(1, 4, 5, '"', "”"))
    lost = Splice(2, (), (Block(Kind.BREAK, ""),), "breaks.lost", "it begins “It was”")
    title = Block(Kind.HEADING, "No, he said", role=Role.TITLE, level=1, line=3)
    made = galley(
        blocks,
        made_by("notes.disclaimer", label, furniture, divider),
        made_by("emphasis.stars", *stars),
        made_by("quotes.double", *quotes),
        proposed=(lost, Splice(0, (), (title,), "titles.incipit", "no title is stated")),
        remarks=(
            Remark(
                "a picture is missing",
                Where("ferry.txt", 4),
                "put map.png beside it",
                Gravity.LOSS,
                "map.png",
            ),
            Remark("thin evidence", Where("ferry.txt", 1), "say so in the sidecar", text="I own nothing"),
            Remark("the file has no title", Where("ferry.txt"), gravity=Gravity.INFO),
        ),
    )
    return made, printed(made, b0=Place.IMPRINT, b2=Place.DIVIDER, b4=Place.LEFT_OUT)
