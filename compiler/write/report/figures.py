"""How the report writes numbers and says where words are."""

from compiler.model.book import Place

PLACES = {
    Place.STORY: "in the story",
    Place.OPENER: "on its opener",
    Place.DIVIDER: "in dividers",
    Place.LEFT_OUT: "left out",
}
"""Where words stayed; any other place is where they were moved to."""


def place_name(place: str) -> str:
    """Return where words are: "in the story", "moved to the notes"."""
    return PLACES[Place(place)] if place in PLACES else f"moved to the {place}"


def number(value: int) -> str:
    """Return a number as people write it."""
    return f"{value:,}".replace("-", "−")


def signed(value: int) -> str:
    """Return a difference with its sign."""
    return f"+{number(value)}" if value > 0 else number(value)
