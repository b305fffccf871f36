"""The plan of a book: everything the user decides about the whole, and nothing about its stories' text."""

from dataclasses import dataclass, field

from compiler.arrange.policy import DEFAULTS, Policies
from compiler.model.story import Asset
from compiler.model.text import Blocks


@dataclass(frozen=True, slots=True)
class Plan:
    """How galleys become one book. `modified` is an ISO 8601 moment in UTC; empty: the newest a story states.

    `parts` are titles of parts with the number of stories in each, in the order of the galleys; an empty title is
    no part. `volume` counts from 1 in a book of several volumes, and is 0 in any other.
    """

    title: str = ""  # empty: a single story gives its own
    editor: str = ""
    language: str = "en"
    modified: str = ""
    typeface: str = ""  # named in the colophon
    dedication: str = ""
    epigraph: str = ""
    epigraph_source: str = ""
    introduction: Blocks = ()  # a heading of its own comes first, or there is none
    contributors: bool = False
    parts: tuple[tuple[str, int], ...] = ()
    volume: int = 0
    cover: Asset | None = None  # the user's own picture
    policies: Policies = field(default_factory=lambda: DEFAULTS)
