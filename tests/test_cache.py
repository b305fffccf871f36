"""The cache: what is kept comes back equal, and whatever cannot be read is a miss."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.cache import MISS, Cache, default_folder, digest, fingerprint
from tests.strategies import stories

KEY = digest(["a job"])


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "made when needed")


def file_of(cache: Cache) -> Path:
    assert cache.folder is not None
    (path,) = (path for path in cache.folder.rglob("*") if path.is_file())
    return path


@given(stories())
def test_what_is_kept_comes_back_equal(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    cache = Cache(tmp_path_factory.getbasetemp() / "kept")
    cache.put("reading", KEY, value)
    assert cache.get("reading", KEY) == value


def test_what_was_never_kept_is_a_miss(cache: Cache) -> None:
    cache.put("reading", KEY, 1)
    assert cache.get("reading", digest(["another job"])) is MISS
    assert cache.get("typesetting", KEY) is MISS


@pytest.mark.parametrize("value", [None, False, 0, (), ""])
def test_a_value_of_nothing_is_no_miss(cache: Cache, value: object) -> None:
    cache.put("reading", KEY, value)
    assert cache.get("reading", KEY) == value
    assert cache.get("reading", KEY) is not MISS


DAMAGES: list[Callable[[bytes], bytes]] = [
    lambda content: b"",
    lambda content: content[:-1],
    lambda content: content[: len(content) // 2],
    lambda content: bytes(len(content)),
    lambda content: b"no pickle at all",
    lambda content: content + b"more",
    lambda content: pickle.dumps("another value"),
]


@pytest.mark.parametrize("damage", range(len(DAMAGES)))
def test_a_damaged_file_is_a_miss(cache: Cache, damage: int) -> None:
    cache.put("reading", KEY, "a value")
    path = file_of(cache)
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    assert cache.get("reading", KEY) is MISS


def test_a_file_with_any_bit_turned_is_a_miss(cache: Cache) -> None:
    cache.put("reading", KEY, "a value")
    path = file_of(cache)
    content = path.read_bytes()
    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert cache.get("reading", KEY) is MISS


def test_a_folder_in_the_place_of_a_file_is_a_miss_and_does_no_harm(cache: Cache) -> None:
    cache.put("reading", KEY, 1)
    path = file_of(cache)
    path.unlink()
    path.mkdir()
    assert cache.get("reading", KEY) is MISS
    cache.put("reading", KEY, 2)
    assert [entry for entry in path.parent.iterdir() if entry != path] == []


def test_a_cache_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file" / "cache")
    cache.put("reading", KEY, 1)
    assert cache.get("reading", KEY) is MISS


def test_a_value_that_cannot_be_kept_leaves_nothing_behind(cache: Cache) -> None:
    with pytest.raises((pickle.PicklingError, AttributeError)):
        cache.put("reading", KEY, lambda: None)
    assert cache.folder is not None
    assert [path for path in cache.folder.rglob("*") if path.is_file()] == []


def test_without_a_folder_nothing_is_kept() -> None:
    cache = Cache(None)
    cache.put("reading", KEY, 1)
    assert cache.get("reading", KEY) is MISS


PARTS = st.lists(st.text(max_size=3) | st.binary(max_size=3), max_size=4)


@given(PARTS, PARTS)
def test_no_two_lists_of_parts_share_a_digest(one: list[str | bytes], other: list[str | bytes]) -> None:
    def plain(parts: list[str | bytes]) -> list[bytes]:
        return [part.encode() if isinstance(part, str) else part for part in parts]

    assert (digest(one) == digest(other)) == (plain(one) == plain(other))


def test_a_digest_takes_text_that_utf_8_cannot_hold() -> None:
    assert digest(["\ud800"]) != digest(["\ud801"])


def test_the_fingerprint_is_the_same_in_any_process_and_folder(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", "from compiler.cache import fingerprint; print(fingerprint())"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    fingerprint.cache_clear()
    assert said == fingerprint() + "\n"


def test_the_users_cache_is_where_caches_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "anthology"
