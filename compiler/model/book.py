"""A book: galleys arranged into sections, and what is known of its pages once they exist."""

from dataclasses import dataclass, field
from enum import StrEnum

from compiler.errors import Remark
from compiler.model.edits import Edit, Ledger, Splice
from compiler.model.story import Asset, Metadata, Story
from compiler.model.text import Blocks, Role


@dataclass(frozen=True, slots=True)
class Galley:
    """A story read and corrected, with everything that was done to it and everything that is in doubt.

    `metadata` is the whole view: the sidecar over the format over the labelled blocks. `proposed` are edits that
    were found and not made, each addressed to the state its rule saw.
    """

    story: Story
    ledger: Ledger
    proposed: tuple[Edit, ...] = ()
    remarks: tuple[Remark, ...] = ()
    metadata: Metadata = Metadata()

    @property
    def title(self) -> str:
        """Return the stated title, else the proposed one (the story's first words), else the file's name."""
        return self.metadata.title or self.incipit or self.story.id

    @property
    def incipit(self) -> str:
        """Return the proposed title of a story that states none, or an empty string."""
        for edit in self.proposed:
            if isinstance(edit, Splice) and any(block.role is Role.TITLE for block in edit.new):
                return edit.new[0].text
        return ""


class Part(StrEnum):
    """The three parts of a book."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"


class Matter(StrEnum):
    """What a section is, in the words of the trade (CMOS 1.4)."""

    HALF_TITLE = "half-title"
    TITLE_PAGE = "title-page"
    IMPRINT = "imprint"
    DEDICATION = "dedication"
    EPIGRAPH = "epigraph"
    CONTENTS = "contents"
    INTRODUCTION = "introduction"
    PART = "part"  # a title page of its own before the stories of a part
    STORY = "story"  # an opener and, in a story of one chapter, its text
    CHAPTER = "chapter"  # a chapter of a story; its story's section stands before it
    NOTES = "notes"
    CONTRIBUTORS = "contributors"
    COLOPHON = "colophon"


class Opens(StrEnum):
    """On which page a section may begin."""

    RECTO = "recto"
    PAGE = "page"  # on any new page
    RUN_ON = "run-on"  # below what stands before it


class Folio(StrEnum):
    """How the pages of a section are numbered and whether the number is printed."""

    BLIND = "blind"  # counted, not printed
    ROMAN = "roman"
    ARABIC = "arabic"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the book that has an address (`id`): a page of the front matter, a story, a chapter.

    `level` is its depth in the contents (1 is the highest), `story` the id of the story it belongs to, `authors` and
    `language` that story's. A section that is not `listed` is not in the printed contents.
    """

    id: str
    matter: Matter
    part: Part
    title: str
    blocks: Blocks = field(repr=False)
    level: int = 1
    opens: Opens = Opens.PAGE
    folio: Folio = Folio.ARABIC
    story: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Book:
    """A whole book. `modified` is an ISO 8601 moment in UTC, never the clock's; `identifier` a URN."""

    identifier: str
    title: str
    authors: tuple[str, ...]
    editor: str
    language: str
    modified: str
    sections: tuple[Section, ...]
    sources: tuple[str, ...] = ()  # URLs the stories were published at
    subjects: tuple[str, ...] = ()
    assets: tuple[Asset, ...] = ()
    series: tuple[str, ...] = ()  # the collections its stories belong to
    rights: str = ""  # one sentence for the package record
    cover: Asset | None = None  # the user's own picture; without it, one is drawn


class Place(StrEnum):
    """Where in the book the words of a story's block went."""

    STORY = "story"  # printed where they stood
    OPENER = "opener"  # on the story's opening: title, byline, header, summary
    NOTES = "notes"  # moved to the notes at the back
    IMPRINT = "imprint"  # gathered on the imprint page
    COLOPHON = "colophon"  # with the story's entry there: dates, addresses, counts
    DIVIDER = "divider"  # typed marks that the book shows as its ornament
    LEFT_OUT = "left out"  # not printed; the report gives the text


@dataclass(frozen=True, slots=True)
class Placement:
    """What arranging did with one block of one story, or with an interruption inside it (`part`)."""

    story: str
    block: int
    place: Place
    text: str
    section: str = ""  # id of the section where it is printed
    part: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A printed page: its label ("xii", "7"), the section it shows ("" on a blank), and where in it the page begins."""

    label: str
    section: str
    block: int = 0  # index among the section's blocks
    offset: int = 0  # characters into that block's text


@dataclass(frozen=True, slots=True)
class Pagination:
    """The printed book's pages, in order."""

    pages: tuple[Page, ...]
