"""The report's two files: as documented, the same every time, and harmless whatever a story says."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from compiler.errors import Gravity, Remark, Where
from compiler.model.book import Galley, Matter, Part, Place, Section
from compiler.model.edits import Replace, Restyle, Splice
from compiler.model.story import Metadata
from compiler.model.text import Block, Mark, Role
from compiler.themes import styles_folder
from compiler.write import report
from compiler.write.report import schema
from tests.write.proofs import book, galley, made_by, p, printed, small, write

# -- the document ----------------------------------------------------------------------------------------------


def test_the_json_has_the_keys_of_its_schema_in_their_order() -> None:
    made, placements = small()
    told = json.loads(write(made, placements=placements, files={"a.epub": b""})["night.report.json"])
    assert told["schema"] == "anthology-report/1"
    assert list(_departures(told, schema.Report, "report")) == []


def _departures(value: Any, expected: Any, where: str) -> Iterator[str]:
    """Yield what in the value is not as the type says; of several types, the one that has the keys counts."""
    if hasattr(expected, "__annotations__") and isinstance(value, dict):
        hints = get_type_hints(expected)
        if list(value) != list(hints):
            yield f"{where}: {list(value)} are not {list(hints)}"
            return
        for key, hint in hints.items():
            yield from _departures(value[key], hint, f"{where}.{key}")
    elif isinstance(value, list):
        for item in value:
            yield from _departures(item, get_args(expected)[0], f"{where}[]")
    elif isinstance(value, dict) and getattr(expected, "__origin__", None) is None:
        found = [list(_departures(value, choice, where)) for choice in get_args(expected)]
        if all(found):
            yield from min(found, key=len)
    elif isinstance(value, dict):
        yield from (
            f"{where}: {item!r}" for item in value.values() if not isinstance(item, get_args(expected)[1])
        )
    elif isinstance(expected, type) and not isinstance(value, expected):
        yield f"{where}: {value!r} is no {expected.__name__}"


def test_the_document_has_a_line_for_each_edit() -> None:
    lines = write(small()[0], placements=small()[1])["night.report.json"].decode().split("\n")
    rows = [json.loads(line.strip().rstrip(",")) for line in lines if line.strip().startswith('{"kind"')]
    assert len(rows) == 8
    assert lines[-1] == ""


def test_every_key_is_documented() -> None:
    guide = Path(__file__).parents[2].joinpath("docs", "report.md").read_text("utf-8")
    types = [value for value in vars(schema).values() if hasattr(value, "__total__")]
    keys = {key for type_ in types for key in get_type_hints(type_)}
    assert {key for key in keys if f"`{key}`" not in guide} == set()
    assert f"`{schema.SCHEMA}`" in guide
    assert {place.value for place in Place if f"`{place.value}`" not in guide} == set()


def test_equal_arguments_give_equal_bytes_in_any_process() -> None:
    program = (
        "import hashlib; from tests.write.proofs import small, write; made, places = small()\n"
        "print(hashlib.sha256(b''.join(write(made, placements=places).values())).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    made, placements = small()
    assert digests == {
        hashlib.sha256(b"".join(write(made, placements=placements).values())).hexdigest() + "\n"
    }


# -- the page --------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """What a browser would see: the tags, their attributes and the text, and whether every tag is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.classes: set[str] = set()
        self.text = ""
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.classes |= {name for key, value in attrs if key == "class" for name in (value or "").split()}
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


EVIL = "<script>alert('&amp;')</script>\"'><img src=x onerror=y>]]>\x00\x1b\u202e\ud800&#60;"


def evil(change: Callable[[Block], Block]) -> Galley:
    before = (p(EVIL, Mark(0, 4, "em"), line=1), p("x" + EVIL, line=2), p(EVIL, line=3))
    return galley(
        before,
        made_by(EVIL, Splice(0, before[:1], (change(before[0]),), because=EVIL)),
        made_by(EVIL, Replace(1, 1, len(EVIL) + 1, EVIL, EVIL + EVIL, because=EVIL)),
        made_by(EVIL, Restyle(2, Mark(0, len(EVIL), "a", (("href", EVIL),)), add=True, because=EVIL)),
        proposed=(Splice(0, (), (replace(before[0], role=Role.TITLE, marks=()),), EVIL, EVIL),),
        remarks=(
            Remark(EVIL, Where(EVIL, 1), EVIL, text=EVIL),
            Remark(EVIL, Where(EVIL), EVIL, Gravity.INFO, EVIL),
        ),
        metadata=Metadata(authors=(EVIL,), language=EVIL),
        name=EVIL,
    )


@pytest.mark.parametrize("place", list(Place))
def test_nothing_in_a_story_becomes_markup(place: Place) -> None:
    made = evil(lambda block: block.labelled(Role.MASTHEAD, f"field:{EVIL}"))
    of_evil = replace(
        book(Section(EVIL, Matter.STORY, Part.BODY, EVIL, ())), title=EVIL, authors=(EVIL,), editor=EVIL
    )
    placements = [replace(placement, place=place, section=EVIL) for placement in printed(made)]
    remarks = [Remark(EVIL, Where(EVIL), EVIL, Gravity.INFO, EVIL)]
    files = report.write(of_evil, [made], placements, remarks, {EVIL: b""}, stem="n", why={EVIL: EVIL})
    page = Page(files["n.report.html"].decode())
    assert page.open == []
    assert {"script", "img"} & set(page.tags) == set()
    assert not any(name.startswith("on") or name in ("src", "style") for name, _ in page.attributes)
    assert "<script>alert('&amp;')</script>" in page.text
    assert not re.search(r"[\x00\x1b]", page.text)
    assert json.loads(files["n.report.json"])["book"]["title"] == EVIL


def test_the_page_stands_alone() -> None:
    page = write(*[small()[0]], placements=small()[1], files={"a.epub": b""})["night.report.html"].decode()
    seen = Page(page)
    assert {"script", "link", "img", "iframe", "object"} & set(seen.tags) == set()
    assert all((value or "").startswith("#story-") for name, value in seen.attributes if name == "href")
    assert not re.search(r"@import|url\(|https?:", page)
    assert "default-src 'none'" in page


def test_every_class_is_styled_in_light_and_dark() -> None:
    sheet = (styles_folder() / "_base" / "report.css").read_text("utf-8")
    long = tuple(p(f"'{'word ' * 200}{index}", line=index) for index in range(90))
    alike = made_by("quotes.double", *(Replace(i, 0, 1, "'", "’") for i in range(90)))
    differing = made_by("lines.unwrap", *(Replace(i, 1001, 1001, "", f"{i} ") for i in range(90)))
    made, placements = small()
    other = galley(long, alike, differing, name="other", metadata=Metadata(authors=("Anna Weir",)))
    remarks = [Remark("passed over", Where("a.psd"), "a remedy", gravity=Gravity.INFO)]
    files = write(
        made, other, placements=[*placements, *printed(other)[1:]], remarks=remarks, files={"a": b""}
    )
    styled = set(re.findall(r"\.([a-z-]+)", sheet))
    assert Page(files["night.report.html"].decode()).classes - styled == set()
    assert "@media (prefers-color-scheme: dark)" in sheet
