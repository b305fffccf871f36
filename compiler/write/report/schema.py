"""The shape of `<name>.report.json`, schema "anthology-report/1"; `docs/report.md` says the same to its readers.

Every object has all its keys, in this order. Text is never shortened, but for `left` and `right`, which are a few
words round a change. Lines are counted from 1 in the source file (0: the text has no line there); blocks from 0, in
the state that the rule saw. A new key is no new version; a changed or missing one is.
"""

from typing import Literal, TypedDict

SCHEMA = "anthology-report/1"


class Remarked(TypedDict):
    """A Remark: what was noticed, where, the remedy, and the text it is about."""

    gravity: str  # loss, doubt or info
    what: str
    file: str
    line: int
    mend: str
    text: str


class Replaced(TypedDict):
    """Characters of one block, `offset` into it, that became others."""

    kind: Literal["replaced"]
    rule: str
    line: int
    block: int
    offset: int
    left: str
    old: str
    new: str
    right: str
    because: str


class Marked(TypedDict):
    """A mark such as emphasis put on some characters, or taken off them."""

    kind: Literal["marked", "unmarked"]
    rule: str
    line: int
    block: int
    offset: int
    mark: str
    left: str
    text: str
    right: str
    because: str


class Piece(TypedDict):
    """A whole block: what it is ("paragraph", "scene break", "disclaimer") and its text."""

    label: str
    text: str


class Recast(TypedDict):
    """Whole blocks that became others; `what` says in words how. `left` and `right` are of the blocks beside them."""

    kind: Literal["relabelled", "noted", "restyled", "split", "joined", "rearranged", "inserted", "removed"]
    rule: str
    line: int
    block: int
    what: str
    left: str
    before: list[Piece]
    after: list[Piece]
    right: str
    because: str


Change = Replaced | Marked | Recast


class Proposal(TypedDict):
    """A change that was found and not made, and what to do to have it made."""

    change: Change
    mend: str


class Passage(TypedDict):
    """A block that is not simply the story's prose, or an interruption inside one (`part`), and where it went.

    `rule` and `because` are the evidence for its label. `place` is "nowhere" for text that got lost.
    """

    line: int
    block: int  # in the corrected story
    part: bool
    label: str
    text: str
    place: str
    section: str  # id of the section of the book where it is printed
    rule: str
    because: str


class RuleCount(TypedDict):
    """How many edits a rule made in a story, and by how many words they changed the count."""

    rule: str
    edits: int
    words: int


class Words(TypedDict):
    """The account of a story's words: `read` + the sum of `rules` - the sum of `places` = `balance`, which is 0."""

    read: int
    rules: dict[str, int]  # rules that join or split words, or add any
    places: dict[str, int]  # every place there is, in one order
    balance: int


class StoryReport(TypedDict):
    """Everything that was done to one story."""

    id: str
    file: str
    sha256: str
    title: str
    title_from: Literal["stated", "proposed", "file"]
    authors: list[str]
    language: str
    words: Words
    blocks: dict[str, int]  # read, corrected
    rules: list[RuleCount]  # in the order they ran
    moved: list[Passage]
    left_out: list[Passage]
    kept: list[Passage]  # labelled, and printed in the story or on its opener
    breaks: list[Passage]
    edits: list[Change]  # in the order they were made
    proposals: list[Proposal]
    remarks: list[Remarked]


class BookReport(TypedDict):
    """What is known of the book."""

    title: str
    authors: list[str]
    editor: str
    language: str
    identifier: str
    modified: str
    sections: dict[str, str]  # id: title


class MadeFile(TypedDict):
    """A file that was made together with the report."""

    name: str
    sha256: str
    bytes: int


class Totals(TypedDict):
    """Sums over the whole book; `losses`, `doubts` and `proposals` are what wants a look."""

    stories: int
    words: Words
    edits: int
    losses: int
    doubts: int
    proposals: int


class Report(TypedDict):
    """The whole document. `rules` gives the reason of each rule that made or proposed an edit."""

    schema: str
    book: BookReport
    files: list[MadeFile]
    totals: Totals
    rules: dict[str, str]
    remarks: list[Remarked]  # of the whole build; each story has its own
    stories: list[StoryReport]
