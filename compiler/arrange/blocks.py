"""Small blocks that front and back matter are made of."""

from compiler.model.text import Block, Kind, Mark, Role


def heading(text: str, role: Role = Role.BODY, level: int = 1) -> Block:
    """Return a heading."""
    return Block(Kind.HEADING, text, role=role, level=level)


def paragraph(text: str, *traits: str, role: Role = Role.BODY) -> Block:
    """Return a paragraph."""
    return Block(Kind.PARAGRAPH, text, role=role, traits=traits)


def linked(text: str, length: int, target: str, *traits: str) -> Block:
    """Return a paragraph whose first `length` characters lead to a target."""
    link = Mark(0, length, "a", (("href", f"#{target}"),))
    return Block(Kind.PARAGRAPH, text, (link,), traits=traits)
