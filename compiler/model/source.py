"""A source: one file of the collection, as bytes, with the name by which it is reported."""

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file. `file` is its path as shown to the user, relative to the collection, with `/`."""

    file: str
    content: bytes = field(repr=False)
    sidecar: bytes = field(default=b"", repr=False)  # the content of `<file>.toml`, if there is one

    @property
    def name(self) -> str:
        """Return the last part of the path."""
        return self.file.rsplit("/", 1)[-1]

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the content, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()
