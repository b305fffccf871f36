"""A cache of content-addressed files: whatever cannot be read is a miss, and nothing half-written is ever seen.

A file is the SHA-256 of a pickle and then the pickle: what was damaged on the disk is not unpickled.
"""

import hashlib
import os
import pickle
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from functools import cache as once
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import platformdirs

LIBRARIES = (
    "weasyprint",
    "pydyf",
    "pikepdf",
    "ebooklib",
    "beautifulsoup4",
    "lxml",
    "ftfy",
    "uharfbuzz",
    "pyphen",
)
"""Libraries whose version decides what a task gives, and so belongs to every key."""

MISS = object()

SEAL = 32
"""How many bytes stand before the pickle."""


class Cache:
    """Values of tasks by key, in `folder` (made when first needed), or nowhere if `folder` is None."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def get(self, name: str, key: str) -> Any:
        """Return the value kept under the key, or `MISS`."""
        if self.folder is None:
            return MISS
        try:
            content = self._path(name, key).read_bytes()
            return pickle.loads(content[SEAL:]) if _seal(content[SEAL:]) == content[:SEAL] else MISS
        except Exception:  # noqa: BLE001 - an unreadable cache is a miss, whatever is wrong with it
            return MISS

    def put(self, name: str, key: str, value: Any) -> None:
        """Keep the value; a cache that cannot be written is no reason to fail."""
        if self.folder is None:
            return
        path = self._path(name, key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
            try:
                with os.fdopen(handle, "wb") as file:
                    content = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
                    file.write(_seal(content) + content)
                Path(beside).replace(path)
            except BaseException:
                Path(beside).unlink(missing_ok=True)
                raise

    def _path(self, name: str, key: str) -> Path:
        assert self.folder is not None
        return self.folder / name / key[:2] / key[2:]


def _seal(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def default_folder() -> Path:
    """Return the user's cache folder for this program (`$XDG_CACHE_HOME/anthology` on Linux)."""
    return Path(platformdirs.user_cache_dir("anthology", appauthor=False))


def digest(parts: Iterable[str | bytes]) -> str:
    """Return the SHA-256 of the parts, each with its length, so that no two lists of parts collide."""
    total = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(f"{len(content)}:".encode())
        total.update(content)
    return total.hexdigest()


@once
def fingerprint() -> str:
    """Return a digest of the program itself: its modules and the libraries that shape its results."""
    here = Path(__file__).parent
    parts: list[str | bytes] = []
    for path in sorted(here.rglob("*.py")):
        parts += path.relative_to(here).as_posix(), path.read_bytes()
    for library in LIBRARIES:
        with suppress(PackageNotFoundError):
            parts += library, version(library)
    return digest(parts)
