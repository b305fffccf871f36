"""Options that several commands share, and what they say in the program's own values."""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from compiler.errors import CommandError, StoryError

if TYPE_CHECKING:
    from compiler.rules.rulebook import Settings

C = TypeVar("C", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Common:
    """The options that every command which reads stories shares."""

    cache: Path | None
    workers: int
    language: str
    style: str
    without: tuple[str, ...]
    applied: tuple[str, ...]


def reading_options(command: C) -> C:
    """Add the options of every command that reads stories."""
    options = [
        click.option(
            "--lang", "language", default="en", show_default=True, help="Language of stories that name none."
        ),
        click.option(
            "--style", default="", help="Typographic convention: us, uk, se. Default: the language's own."
        ),
        click.option(
            "--without", multiple=True, metavar="RULE", help="Do not run this rule or family of rules."
        ),
        click.option(
            "--apply", "applied", multiple=True, metavar="RULE", help="Let a rule act that only proposes."
        ),
        click.option(
            "--jobs", "workers", type=click.IntRange(0), default=0, help="Worker processes; 0: one a core."
        ),
        click.option(
            "--cache", type=click.Path(path_type=Path, file_okay=False), help="Folder of the cache."
        ),
        click.option("--no-cache", is_flag=True, help="Neither read nor write the cache."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def selection_options(command: C) -> C:
    """Add the options that choose among stories."""
    meaning = "match an id, file name or title; globs allowed; may be repeated."
    for option in (
        click.option(
            "--exclude", multiple=True, metavar="PATTERN", help=f"Leave out the stories that {meaning}"
        ),
        click.option(
            "--include", multiple=True, metavar="PATTERN", help=f"Take only the stories that {meaning}"
        ),
    ):
        command = option(command)
    return command


def apparatus_options(command: C) -> C:
    """Add the options for what a book has besides its stories."""
    options = [
        click.option("--dedication", default="", metavar="TEXT", help="A dedication, on a leaf of its own."),
        click.option("--epigraph", default="", metavar="TEXT", help="An epigraph for the whole book."),
        click.option("--epigraph-source", default="", metavar="TEXT", help="Where the epigraph comes from."),
        click.option(
            "--introduction",
            type=click.Path(path_type=Path, dir_okay=False),
            help="A file with the compiler's own introduction, in Markdown or plain text.",
        ),
        click.option(
            "--cover",
            type=click.Path(path_type=Path, dir_okay=False),
            help="A picture for the EPUB's cover (JPEG or PNG); without it, one is drawn.",
        ),
        click.option("--embed-fonts", is_flag=True, help="Put the theme's faces into the EPUB."),
        click.option("--contributors", is_flag=True, help="List the authors and their stories at the back."),
        click.option(
            "--parts", is_flag=True, help="Make each folder a part of the book with its own title page."
        ),
        click.option(
            "--volumes", type=click.IntRange(1), default=1, help="Divide the book into so many volumes."
        ),
        click.option(
            "--volume-pages",
            type=click.IntRange(0),
            default=0,
            help="Divide it so that no volume has more pages.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def common(reading: dict[str, Any]) -> Common:
    """Return the shared options as a value; a rule that does not exist is a `CommandError`."""
    from compiler.cache import default_folder

    folder = None if reading["no_cache"] else reading["cache"] or default_folder()
    without, applied = tuple(reading["without"]), tuple(reading["applied"])
    _check_rules((*without, *applied))
    _check_language(reading["language"])
    return Common(folder, reading["workers"], reading["language"], reading["style"], without, applied)


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def _check_language(tag: str) -> None:
    if not _LANGUAGE.fullmatch(tag):
        raise CommandError(f"{tag!r} is no language tag", mend="give one such as en, en-GB, fr, de-CH, pt-BR")


def _check_rules(names: Sequence[str]) -> None:
    if not names:
        return
    from compiler.rules import FAMILIES

    known = {family.name for family in FAMILIES} | {rule.name for family in FAMILIES for rule in family.rules}
    for name in names:
        if name not in known:
            raise CommandError(f"there is no rule {name!r}", mend="see their names with: anthology rules")


def settings(shared: Common) -> "Settings":
    """Return what the user decides about the cleaning of a story."""
    from compiler.rules.rulebook import Settings

    return Settings(shared.language, shared.style, frozenset(shared.without), frozenset(shared.applied))


def chosen(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the paths given, or the folder stories/, which must then exist."""
    if paths:
        return paths
    if not Path("stories").is_dir():
        raise StoryError(
            "there is no folder stories here", mend="name a folder of stories: anthology build FOLDER"
        )
    return (Path("stories"),)


def line(text: str) -> str:
    """Return what the user gave as one line without control characters and broken bytes."""
    plain = text.encode("utf-8", "replace").decode()
    return " ".join("".join(c if c.isprintable() else " " for c in plain).split())


def moment() -> str:
    """Return SOURCE_DATE_EPOCH as an ISO 8601 moment in UTC, or an empty string where it is not set."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return ""
    try:
        return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError) as error:
        raise CommandError(
            f"SOURCE_DATE_EPOCH is no number of seconds: {seconds!r}",
            mend="unset it, or set it as date +%s does",
        ) from error
