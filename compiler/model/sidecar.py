"""Sidecars: a person's corrections of one story, in a file `<story>.toml` beside it.

    title = "The Weir"                 what is known of the story; it wins over all that the file says

    [[label]]                          what a paragraph is
    line = 12
    role = "author-note"

    [[keep]]                           an edit that is not to be made
    line = 54
    rule = "quotes.elision"

    [[break]]                          a scene break that the file does not show
    before = 88

    [[no-break]]                       and one that it does not mean
    before = 120

Every entry may say `text = "…"`, words of the paragraph that is meant, where several stand on one line. What cannot be
understood is a `SettingsError` at the line of the sidecar, and says what could have been written.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from compiler.errors import SettingsError, Where
from compiler.model.languages import language_tag
from compiler.model.story import Metadata, names
from compiler.model.text import Role

STORY = "story"
"""What a person calls Role.BODY."""

SCENE_BREAK = "scene-break"
"""The label of a line that is a divider; it is a kind of block, not a role."""

ROLES: dict[str, Role] = {STORY: Role.BODY, SCENE_BREAK: Role.BODY} | {role.value: role for role in Role}
"""The roles by the names that a sidecar may use."""

SUBHEADS = ("pov", "date", "time", "place", "section")
"""The kinds of headings inside a chapter."""

FIELDS = (
    "title", "author", "authors", "language", "summary", "fandom", "fandoms", "tags", "rating", "words", "published",
    "updated", "source", "series",
)  # fmt: skip
"""The facts about a story that a sidecar may state."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a story: lines `first` to `last` of its file, or what on them holds `text`; `where` says who asks."""

    first: int
    last: int
    text: str = ""
    where: Where = Where()

    def __str__(self) -> str:
        return f"line {self.first}" if self.first == self.last else f"lines {self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Label:
    """What stands at a spot: its role by the name in ROLES, a header's field, the kind of a subhead."""

    spot: Spot
    role: str
    field: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Keep:
    """A veto: no edit of the rule, or of the family, is made at the spot."""

    spot: Spot
    rule: str


@dataclass(frozen=True, slots=True)
class Break:
    """Whether a scene break stands before the spot."""

    spot: Spot
    wanted: bool


@dataclass(frozen=True, slots=True)
class Sidecar:
    """All that a person has corrected in one story."""

    metadata: Metadata = Metadata()
    labels: tuple[Label, ...] = ()
    keeps: tuple[Keep, ...] = ()
    breaks: tuple[Break, ...] = ()

    def spots(self) -> Iterator[Spot]:
        """Yield every place that is named."""
        yield from (label.spot for label in self.labels)
        yield from (keep.spot for keep in self.keeps)
        yield from (found.spot for found in self.breaks)


def parse_sidecar(content: bytes, file: str) -> Sidecar:
    """Read the sidecar of that name; an empty one says nothing."""
    if not content.strip():
        return Sidecar()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SettingsError("the sidecar is not UTF-8", Where(file, line), "save it as UTF-8") from error
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        what = re.sub(r"\s*\(at .*\)$", "", str(error)).lower()
        where = Where(file, int(place[1]) if place else 0)
        raise SettingsError(
            f"the sidecar is not TOML: {what}", where, "see docs/sidecar.md for examples"
        ) from error
    return _Reading(text, file, found).sidecar()


class _Reading:
    """The tables of a sidecar, on their way to a `Sidecar`, with a way to say where each key stands."""

    def __init__(self, text: str, file: str, found: Mapping[str, Any]) -> None:
        self.lines = text.split("\n")
        self.file = file
        self.found = found

    def sidecar(self) -> Sidecar:
        """Return what the tables say."""
        self._check_keys(self.found, (*FIELDS, "label", "keep", "break", "no-break"), "", 0)
        labels = tuple(
            self._label(number, row) for number, row in self._rows("label", ("role", "field", "kind"))
        )
        keeps = tuple(
            Keep(self._spot("keep", number, row), self._text(row, "rule", "keep", number, needed=True))
            for number, row in self._rows("keep", ("rule",))
        )
        breaks = tuple(
            Break(self._before(table, number, row), table == "break")
            for table in ("break", "no-break")
            for number, row in self._rows(table, ("before",))
        )
        return Sidecar(self._metadata(), labels, keeps, breaks)

    # --- the facts

    def _metadata(self) -> Metadata:
        author = self.found.get("author", self.found.get("authors", ""))
        language = self._text(self.found, "language")
        if language and not language_tag(language):
            raise self._wrong(
                "language", "", 0, f"“{language}” is no language", 'write a tag, such as "en" or "pt-BR"'
            )
        words = self.found.get("words", 0)
        if not _is_count(words, least=0):
            raise self._wrong(
                "words", "", 0, "words is not a number", "write it without quotation marks: words = 4200"
            )
        single = isinstance(author, str)
        return Metadata(
            title=self._text(self.found, "title"),
            authors=names(author)
            if single
            else self._several("authors" if "authors" in self.found else "author"),
            language=language_tag(language),
            summary=self._text(self.found, "summary"),
            fandoms=self._several("fandoms") or self._several("fandom"),
            tags=self._several("tags"),
            rating=self._text(self.found, "rating"),
            words=words,
            published=self._date("published"),
            updated=self._date("updated"),
            url=self._text(self.found, "source"),
            series=self._text(self.found, "series"),
        )

    def _several(self, key: str) -> tuple[str, ...]:
        value = self.found.get(key, ())
        if isinstance(value, str):
            return (value,) if value else ()
        if not isinstance(value, list | tuple) or not all(isinstance(part, str) for part in value):
            raise self._wrong(
                key, "", 0, f"{key} is not a text or a list of texts", f'write {key} = ["one", "two"]'
            )
        return tuple(value)

    def _date(self, key: str) -> str:
        value = self.found.get(key, "")
        if isinstance(value, date):
            return value.isoformat()[:10]
        if value == "" or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)):
            return str(value)
        raise self._wrong(key, "", 0, f"{key} is not a date", f"write {key} = 2009-03-31")

    # --- the entries

    def _rows(self, table: str, keys: tuple[str, ...]) -> Iterable[tuple[int, Mapping[str, Any]]]:
        rows = self.found.get(table, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self._wrong(
                table, "", 0, f"{table} is not a table", f"write [[{table}]] on a line of its own"
            )
        allowed = (*keys, "text") if "before" in keys else (*keys, "line", "lines", "text")
        for number, row in enumerate(rows):
            self._check_keys(row, allowed, table, number)
            yield number, row

    def _label(self, number: int, row: Mapping[str, Any]) -> Label:
        role = self._text(row, "role", "label", number, needed=True)
        field, kind = self._text(row, "field", "label", number), self._text(row, "kind", "label", number)
        if role not in ROLES:
            raise self._wrong(
                "role", "label", number, f"there is no role “{role}”", _choices("the roles", role, ROLES)
            )
        if kind and (role != Role.SUBHEAD or kind not in SUBHEADS):
            what = f"there is no kind “{kind}” of {role}"
            raise self._wrong(
                "kind", "label", number, what, _choices("the kinds of a subhead", kind, SUBHEADS)
            )
        if (role == Role.MASTHEAD) != bool(field):
            what = "a masthead needs its field" if role == Role.MASTHEAD else f"a {role} has no field"
            raise self._wrong(
                "role", "label", number, what, 'write field = "rating", with role = "masthead" only'
            )
        return Label(self._spot("label", number, row), role, field, kind)

    def _spot(self, table: str, number: int, row: Mapping[str, Any]) -> Spot:
        text = self._text(row, "text", table, number)
        if ("line" in row) == ("lines" in row):
            what = "an entry needs a line" if "line" not in row else "an entry has a line or lines, not both"
            raise self._wrong("lines", table, number, what, 'write line = 12, or lines = "12-15"')
        if "line" in row:
            first = last = self._line(row, "line", table, number)
        else:
            match = re.fullmatch(r"\s*(\d{1,9})\s*[-–]\s*(\d{1,9})\s*", str(row["lines"]))
            first, last = (int(match[1]), int(match[2])) if match else (0, 0)
            if not 0 < first <= last:
                raise self._wrong(
                    "lines", table, number, f"“{row['lines']}” are no lines", 'write lines = "12-15"'
                )
        return Spot(first, last, text, self._where("line" if "line" in row else "lines", table, number))

    def _before(self, table: str, number: int, row: Mapping[str, Any]) -> Spot:
        line = self._line(row, "before", table, number)
        return Spot(line, line, self._text(row, "text", table, number), self._where("before", table, number))

    def _line(self, row: Mapping[str, Any], key: str, table: str, number: int) -> int:
        value = row.get(key)
        if not _is_count(value, least=1):
            raise self._wrong(key, table, number, f"{key} is not the number of a line", f"write {key} = 12")
        assert isinstance(value, int)
        return value

    def _text(
        self, row: Mapping[str, Any], key: str, table: str = "", number: int = 0, *, needed: bool = False
    ) -> str:
        value = row.get(key, "")
        if not isinstance(value, str) or (needed and not value):
            what = f"{key} is missing" if key not in row else f"{key} is not a text"
            raise self._wrong(key, table, number, what, f'write {key} = "…"')
        return str(value)

    # --- what cannot be understood

    def _check_keys(self, row: Mapping[str, Any], known: tuple[str, ...], table: str, number: int) -> None:
        for key in row:
            if key not in known:
                place = f" in [[{table}]]" if table else ""
                raise self._wrong(
                    key, table, number, f"there is no key “{key}”{place}", _choices("the keys", key, known)
                )

    def _wrong(self, key: str, table: str, number: int, what: str, mend: str) -> SettingsError:
        return SettingsError(what, self._where(key, table, number), mend)

    def _where(self, key: str, table: str, number: int) -> Where:
        """Return where the key stands in the `number`-th table of that name, or where that table begins."""
        begun = 0 if table else 1
        seen = -1
        for line, text in enumerate(self.lines, 1):
            if header := re.match(r"\s*\[+\s*[\"']?([\w-]+)", text):
                if begun:
                    break
                seen += header[1] == table
                begun = line if table and seen == number else 0
            elif begun and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", text):
                return Where(self.file, line)
        return Where(self.file, begun if table else 0)


def _is_count(value: object, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _choices(what: str, written: str, known: Iterable[str]) -> str:
    """Return a mend that names the choices, the likeliest first."""
    every = list(known)
    close = get_close_matches(written, every, n=1)
    guess = f"did you mean “{close[0]}”? " if close else ""
    return f"{guess}{what}: {', '.join(every)}"
