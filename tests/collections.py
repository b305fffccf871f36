"""Real input for the tests: the sample stories, and the user's own where they lie beside the project."""

from pathlib import Path

from compiler.model.source import Source

ROOT = Path(__file__).parent.parent
SAMPLES = sorted((ROOT / "stories").glob("*.*"))
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
"""Private stories, which are no part of the project: empty anywhere but on the machines that have them."""

STORIES = [*SAMPLES, *SEEDS]


def source(path: Path) -> Source:
    return Source(path.name, path.read_bytes())
