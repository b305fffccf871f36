"""The command line: what it makes, what it says, and how it ends."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from compiler.cli import cli, run

RAIN = (
    "Rain\n\nby A. Lamp\n\nIt rained all night on the roof of the mill.\n\n"
    '"Is it over?" she asked -- nobody knew.\n'
)
SNOW = (
    "I don't own anything.\n\nSnow came down on the harbour. He had never seen so much of it.\n\nHe stayed.\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of two stories, in a working directory of its own, with a cache of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    stories = tmp_path / "night-ferries"
    stories.mkdir()
    (stories / "rain.txt").write_text(RAIN, "utf-8")
    (stories / "snow.txt").write_text(SNOW, "utf-8")
    return stories


def build(*arguments: object) -> int:
    return run(["build", "--jobs", "1", "--format", "epub", *map(str, arguments)])


def made(tmp_path: Path) -> set[str]:
    return {path.name for path in (tmp_path / "dist").iterdir()} if (tmp_path / "dist").exists() else set()


def test_a_folder_becomes_a_book_called_after_it(folder: Path, tmp_path: Path):
    assert 0 == build(folder)
    assert {"night-ferries.epub", "night-ferries.report.html", "night-ferries.report.json"} == made(tmp_path)


def test_nothing_is_written_outside_the_output_and_the_cache(folder: Path, tmp_path: Path):
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    build(folder)
    after = {path for path in tmp_path.rglob("*") if path.is_file()}
    new = {path.relative_to(tmp_path).parts[0] for path in after - before}
    assert {"dist", "cache"} == new
    assert before <= after


def test_without_a_path_it_takes_stories(folder: Path, tmp_path: Path):
    folder.rename(tmp_path / "stories")
    assert 0 == build()
    assert "stories.epub" in made(tmp_path)


def test_one_story_alone_gives_its_title(folder: Path, tmp_path: Path):
    assert 0 == build(folder / "rain.txt")
    assert "rain.epub" in made(tmp_path)


def test_title_and_selection(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert 0 == build(folder, "--title", "Weather", "--exclude", "SNOW")
    assert "weather.epub" in made(tmp_path)
    assert "1 story" in capsys.readouterr().out


def test_equal_inputs_give_equal_bytes_in_any_folder(folder: Path, tmp_path: Path):
    elsewhere = tmp_path / "else" / "night-ferries"
    elsewhere.parent.mkdir()
    build(folder, "--out", tmp_path / "one", "--no-cache")
    folder.rename(elsewhere)
    build(elsewhere, "--out", tmp_path / "two", "--jobs", "2")
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / out).iterdir()} for out in ("one", "two")
    )
    assert first == second


def test_the_apparatus_is_in_the_book(folder: Path, tmp_path: Path):
    introduction = tmp_path / "preface.txt"
    introduction.write_text("I kept these -- all of them.", "utf-8")
    assert 0 == build(
        folder, "--introduction", introduction, "--dedication", "For you", "--epigraph", "Rain."
    )
    with zipfile.ZipFile(tmp_path / "dist" / "night-ferries.epub") as book:
        assert "I kept these—all of them." in book.read("EPUB/introduction.xhtml").decode()
        assert "For you" in book.read("EPUB/dedication.xhtml").decode()


def test_volumes_are_books_of_their_own(folder: Path, tmp_path: Path):
    assert 0 == build(folder, "--volumes", 2)
    assert {"night-ferries-volume-1.epub", "night-ferries-volume-2.epub"} <= made(tmp_path)


def test_the_source_date_is_honoured(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    build(folder)
    report = json.loads((tmp_path / "dist" / "night-ferries.report.json").read_text("utf-8"))
    assert "2001-09-09T01:46:40Z" in json.dumps(report)


# --- failures: what, where, mend, the right code, and nothing left behind


def fails(code: int, capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run a build that must fail; return what it said."""
    assert code == build(*arguments)
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "mend:" in said
    return said


def test_an_empty_file_in_a_folder_is_an_error(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (folder / "void.txt").write_bytes(b"\n \n")
    assert "void.txt" in fails(3, capsys, folder)
    assert not made(tmp_path)


def test_keep_going_builds_from_the_rest(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "void.txt").write_bytes(b"")
    assert 0 == build(folder, "--keep-going")
    assert "void.txt" in capsys.readouterr().err
    assert "night-ferries.epub" in made(tmp_path)
    assert 1 == build(folder, "--keep-going", "--strict")


def test_excluding_the_bad_file_mends_it(folder: Path):
    (folder / "void.txt").write_bytes(b"")
    assert 0 == build(folder, "--exclude", "void.txt")


def test_a_binary_called_a_story_is_an_error(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (folder / "photo.txt").write_bytes(bytes(range(256)) * 64)
    assert "photo.txt" in fails(3, capsys, folder)
    assert not made(tmp_path)


def test_all_failures_are_told_together(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "void.txt").write_bytes(b"")
    (folder / "none.txt").write_bytes(b"")
    said = fails(3, capsys, folder)
    assert "void.txt" in said
    assert "none.txt" in said


def test_a_picture_is_passed_over_in_a_folder_and_refused_by_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    picture = folder / "cover.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0")
    assert 0 == build(folder)
    assert "cover.jpg" in fails(3, capsys, picture)


def test_two_stories_of_one_name_are_an_error(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (folder / "more").mkdir()
    (folder / "more" / "rain.txt").write_text(SNOW, "utf-8")
    said = fails(3, capsys, folder)
    assert "more/rain.txt" in said
    assert not made(tmp_path)
    assert 0 == build(folder, "--keep-going")


def test_a_missing_path_and_an_empty_folder(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert "nowhere" in fails(3, capsys, tmp_path / "nowhere")
    (tmp_path / "bare").mkdir()
    fails(3, capsys, tmp_path / "bare")
    assert not made(tmp_path)


def test_no_stories_folder_and_no_path(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert "stories" in fails(3, capsys)


def test_an_output_that_cannot_be_written(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "taken").write_text("a file")
    assert "--out" in fails(5, capsys, folder, "--out", tmp_path / "taken")
    assert "--out" in fails(5, capsys, folder, "--out", tmp_path / "taken" / "below")


def test_a_selection_that_matches_nothing(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert "anthology list" in fails(3, capsys, folder, "--include", "ghost*")
    assert not made(tmp_path)


def test_a_theme_a_trim_and_a_rule_that_do_not_exist(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert "paperback" in fails(4, capsys, folder, "--theme", "chrome")
    assert "a5" in fails(4, capsys, folder, "--trim", "a99")
    assert "anthology rules" in fails(2, capsys, folder, "--without", "quotes.nonsense")


def test_a_senseless_command_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert 2 == run(["build", "--format", "scroll"])
    assert 2 == run(["bind-it"])
    assert 2 == build(folder, "--notes", "gossip=keep")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert "SOURCE_DATE_EPOCH" in fails(2, capsys, folder)


def test_a_title_of_white_space_is_no_title_and_control_characters_are_not_printed(
    folder: Path, tmp_path: Path
):
    assert 0 == build(folder, "--title", " \t ")
    assert "night-ferries.epub" in made(tmp_path)
    assert 0 == build(folder, "--title", "Two\n\x01lines \udcff")
    assert {"two-lines.epub"} <= made(tmp_path)


def test_a_language_that_is_none_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert "en-GB" in fails(2, capsys, folder, "--lang", "not a lang")


def test_why_every_story_failed_is_told_even_when_going_on(folder: Path, capsys: pytest.CaptureFixture[str]):
    for story in folder.iterdir():
        story.write_bytes(b"")
    said = fails(3, capsys, folder, "--keep-going")
    assert "rain.txt" in said
    assert "snow.txt" in said


def test_excluding_everything_is_a_selection_that_matches_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    assert "selection" in fails(3, capsys, folder, "--exclude", "*")


def test_a_folder_in_the_place_of_a_file_leaves_no_other_behind(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "dist" / "night-ferries.report.html").mkdir(parents=True)
    assert "night-ferries.report.html" in fails(5, capsys, folder)
    assert {"night-ferries.report.html"} == made(tmp_path)


def test_files_passed_over_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    assert 0 == build(folder)
    assert "1 file passed over" in capsys.readouterr().err


def test_a_quiet_run_says_nothing_on_the_error_stream(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "snow.txt").unlink()
    assert 0 == build(folder / "rain.txt")
    assert "" == capsys.readouterr().err


def test_a_story_cannot_speak_to_the_console(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "rain.txt").write_text(
        "[bold]Rain[/bold]\x1b[31m\n\nby A. Lamp\n\nIt rained and rained, all night.\n"
    )
    assert 0 == run(["list", "--jobs", "1", str(folder)])
    assert "\x1b[31m" not in capsys.readouterr().out


# --- the other commands


def test_list_shows_titles_proposed_ones_marked(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert 0 == run(["list", "--jobs", "1", str(folder)])
    said = capsys.readouterr().out
    assert "A. Lamp" in said
    assert re.search(r"Snow came down.*proposed", said)


def test_inspect_gives_a_document_a_line_and_goes_on_after_a_failure(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    (folder / "void.txt").write_bytes(b"")
    files = [str(folder / name) for name in ("rain.txt", "nowhere.txt", "void.txt", "snow.txt")]
    assert 3 == run(["inspect", "--jobs", "1", "--json", *files])
    said = capsys.readouterr()
    documents = [json.loads(line) for line in said.out.splitlines()]
    assert ["rain.txt", "void.txt", "snow.txt"] == [document["file"] for document in documents]
    assert [] == documents[1]["chapters"]
    assert "nowhere.txt" in said.err


def test_an_empty_file_is_inspected_with_a_remark(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "void.txt").write_bytes(b"")
    assert 0 == run(["inspect", "--jobs", "1", "--json", str(folder / "void.txt")])
    assert "empty" in capsys.readouterr().err


def test_inspect_writes_one_file_each(folder: Path, tmp_path: Path):
    out = tmp_path / "readings"
    assert 0 == run(
        ["inspect", "--jobs", "1", "--json", "--out", str(out), *map(str, sorted(folder.iterdir()))]
    )
    assert {"rain.txt.json", "snow.txt.json"} == {path.name for path in out.iterdir()}
    assert "ficbench/1" == json.loads((out / "rain.txt.json").read_text("utf-8"))["schema"]


def test_inspect_shows_people_line_numbers(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert 0 == run(["inspect", "--jobs", "1", str(folder / "snow.txt")])
    assert re.search(r"1\s+disclaimer", capsys.readouterr().out)


def test_two_readings_of_one_name_are_refused(folder: Path, tmp_path: Path):
    (folder / "more").mkdir()
    (folder / "more" / "rain.txt").write_text(SNOW, "utf-8")
    files = [str(folder / "rain.txt"), str(folder / "more" / "rain.txt")]
    assert 2 == run(["inspect", "--jobs", "1", "--json", "--out", str(tmp_path / "out"), *files])
    assert not (tmp_path / "out").exists()


def test_list_of_a_folder_without_stories_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert 3 == run(["list", str(tmp_path)])
    assert "mend:" in capsys.readouterr().err


def test_polish_is_a_filter(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'"Yes" -- she said...\n\n"No."\n')))
    assert 0 == run(["polish"])
    assert "“Yes”—she said…\n\n“No.”\n".encode() == capsysbinary.readouterr().out


def test_check_goes_on_after_a_file_that_is_no_book(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    build(folder)
    book = tmp_path / "dist" / "night-ferries.epub"
    assert 0 != run(["check", str(tmp_path / "nothing.epub"), str(book)])
    assert "night-ferries.epub: " in capsys.readouterr().out


def test_rules_lists_every_rule(capsys: pytest.CaptureFixture[str]):
    from compiler.rules import FAMILIES

    assert 0 == run(["rules"])
    said = capsys.readouterr().out
    for family in FAMILIES:
        for rule in family.rules:
            assert rule.name in said
            assert rule.why


@pytest.mark.parametrize("command", ["", *cli.commands])
def test_every_command_explains_itself_with_an_example(command: str, capsys: pytest.CaptureFixture[str]):
    assert 0 == run([*filter(None, [command]), "--help"])
    said = capsys.readouterr().out
    assert f"anthology {command}".strip() in said.split("Usage:")[1].split("\n", 1)[1]
