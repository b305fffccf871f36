"""The plan of a book: everything the user decides about the whole, and nothing about its stories' text."""

from dataclasses import dataclass, field

from compiler.arrange.policy import DEFAULTS, Policies


@dataclass(frozen=True, slots=True)
class Plan:
    """How galleys become one book. `modified` is an ISO 8601 moment in UTC; empty: the newest a story states."""

    title: str = ""  # empty: a single story gives its own
    editor: str = ""
    language: str = "en"
    modified: str = ""
    typeface: str = ""  # named in the colophon
    policies: Policies = field(default_factory=lambda: DEFAULTS)
