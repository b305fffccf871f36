"""Gathering and selecting: order, what is passed over, what is an error."""

from pathlib import Path

import pytest

from compiler.errors import Gravity, StoryError
from compiler.library import Entry, Selection, distinguish, gather, identify, matches, parts, select, slug
from compiler.model.source import Source
from tests.arrange.galleys import TITLE, galley, prose


def shelf(folder: Path, *files: str) -> Path:
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The text of {file}.", "utf-8")
    return folder


def files(folder: Path, **options: object) -> list[str]:
    return [entry.source.file for entry in gather([folder], **options).entries]  # type: ignore[arg-type]


def test_a_folder_is_read_with_its_subfolders_in_natural_order(tmp_path: Path):
    shelf(tmp_path, "10 ten.txt", "2 two.txt", "a/12.txt", "a/3.txt", "B.txt")
    assert ["2 two.txt", "10 ten.txt", "a/3.txt", "a/12.txt", "B.txt"] == files(tmp_path)


def test_paths_are_taken_in_the_order_given_and_once(tmp_path: Path):
    shelf(tmp_path, "a.txt", "b.txt")
    collection = gather([tmp_path / "b.txt", tmp_path, tmp_path / "a.txt"])
    assert ["b.txt", "a.txt"] == [entry.source.file for entry in collection.entries]
    assert [True, False] == [entry.named for entry in collection.entries]


def test_what_is_passed_over_gets_a_remark(tmp_path: Path):
    outside = shelf(tmp_path / "outside", "secret.txt")
    folder = shelf(tmp_path / "in", "a.txt", ".hidden.txt", ".git/b.txt", "a.txt.toml", "dist/old.txt")
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "linked").symlink_to(outside)
    collection = gather([folder], [folder / "dist"])
    assert ["a.txt"] == [entry.source.file for entry in collection.entries]
    assert {".hidden.txt", ".git/", "a.txt.toml", "dist/", "link.txt", "linked/"} == {
        remark.where.file for remark in collection.remarks
    }
    assert {Gravity.INFO} == {remark.gravity for remark in collection.remarks}


def test_a_sidecar_goes_with_its_story_and_another_toml_does_not_hide(tmp_path: Path):
    shelf(tmp_path, "a.txt", "a.txt.toml", "notes.toml")
    assert ["a.txt", "notes.toml"] == files(tmp_path)
    assert b"The text of a.txt.toml." == gather([tmp_path]).entries[0].source.sidecar


def test_an_earlier_book_in_the_same_folder_is_no_story(tmp_path: Path):
    shelf(tmp_path, "a.txt", "x.epub", "x.pdf", "x.report.html", "x.report.json", "other.epub")
    assert ["a.txt", "other.epub"] == files(tmp_path)


def test_an_excluded_file_is_not_even_opened(tmp_path: Path):
    shelf(tmp_path, "a.txt", "drafts/b.txt")
    assert ["a.txt"] == files(tmp_path, selection=Selection(exclude=("drafts/*",)))


def test_a_missing_path_is_an_error_that_names_it(tmp_path: Path):
    with pytest.raises(StoryError) as caught:
        gather([tmp_path / "nowhere"])
    assert str(tmp_path / "nowhere") == caught.value.where.file


def test_the_collection_is_called_after_its_folder(tmp_path: Path):
    assert "Night ferries" == gather([shelf(tmp_path / "night-ferries", "a.txt")]).name
    assert "Night ferries" == gather([tmp_path / "night-ferries" / "a.txt"]).name


def test_folders_are_parts_in_the_order_of_the_stories():
    galleys = [galley(prose("x"), name=name) for name in ("a", "1-land/b", "1-land/deep/c", "sea_side/d")]
    assert (("", 1), ("Land", 2), ("Sea side", 1)) == parts(galleys)


def entry(file: str) -> Entry:
    return Entry(identify(file), Source(file, b""), named=False)


def test_two_stories_of_one_name_are_told_and_told_apart():
    distinct, errors = distinguish([entry("ann/moon.txt"), entry("bob/Moon.txt"), entry("bob/moon.md")])
    assert ["moon", "bob-moon", "bob-moon-2"] == [one.id for one in distinct]
    assert ["bob/Moon.txt", "bob/moon.md"] == [error.where.file for _, error in errors]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Little Grey's Day", "little-greys-day"),
        ("  A -- B!  ", "a-b"),
        ("Поздний трамвай", "поздний-трамвай"),
        ("***", "book"),
        ("../../etc/passwd", "etc-passwd"),
        ("x" * 300, "x" * 80),
    ],
)
def test_slug(text: str, expected: str):
    assert expected == slug(text)


@pytest.mark.parametrize("pattern", ["FERRY", "ferry.txt", "the ferry", "*err*", "fer?y"])
def test_a_pattern_matches_id_file_or_title(pattern: str):
    assert matches(pattern, galley(TITLE, prose("Rain.")))


def test_selection_keeps_the_order_and_tells_of_patterns_that_match_nothing():
    one, two = galley(prose("a"), name="one"), galley(prose("b"), name="two")
    wanted, remarks = select([one, two], Selection(include=("two", "one", "ghost")))
    assert (one, two) == wanted
    assert 1 == len(remarks)
    assert "ghost" in remarks[0].what


def test_a_selection_that_leaves_nothing_is_an_error():
    with pytest.raises(StoryError):
        select([galley(prose("a"))], Selection(exclude=("*",)))
