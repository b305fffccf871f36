"""What can go wrong, where, and how to mend it.

Every error and every warning of the house has three parts: *what* (a fact, lower case, no blame), *where*
(a file and a line, or nothing) and *mend* (a flag, file or command that exists). Warnings are `Remark` values,
returned with the result; errors are exceptions of the family below, each with its exit code:

    AnthologyError
    ├── CommandError       2  the command line is wrong
    ├── StoryError         3  a story or the selection of stories
    │   ├── SameName       3  two stories of one name
    │   └── Several        3  more than one of them
    ├── SettingsError      4  a theme, a sidecar or another setting
    ├── WriteError         5  the output could not be written
    ├── ValidationError    6  a validator objects
    └── Fault             70  a fault of ours

Exit code 0 means made; 1, made, but with remarks, under `--strict`.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the collection: a file as the user named it, and a line counted from 1 (0: the whole file)."""

    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


class Gravity(StrEnum):
    """How much a Remark asks of the reader."""

    INFO = "info"  # worth knowing; counts for nothing
    DOUBT = "doubt"  # a judgement with thin evidence: please look
    LOSS = "loss"  # text of the source that is not in the book


PASSED_OVER = "passed over: no reader takes this kind of file"
"""What is said of a file that is no story; the command line counts these."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning as a value: what was noticed, where, how to mend it, and the text it is about."""

    what: str
    where: Where = Where()
    mend: str = ""
    gravity: Gravity = Gravity.DOUBT
    text: str = ""

    def __str__(self) -> str:
        return _three_parts(self.what, self.where, self.mend)


class AnthologyError(Exception):
    """The root of the family. It survives pickling, so it can come back from a worker process whole."""

    exit_code = 70

    def __init__(self, what: str, where: Where | None = None, mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where or Where()
        self.mend = mend

    def __reduce__(self) -> tuple[type["AnthologyError"], tuple[object, ...]]:
        return type(self), (self.what, self.where, self.mend)

    def __str__(self) -> str:
        return _three_parts(self.what, self.where, self.mend)

    def as_remark(self) -> Remark:
        """Return the same three parts as a Remark, for `--keep-going`."""
        return Remark(self.what, self.where, self.mend, Gravity.LOSS)


class CommandError(AnthologyError):
    """The command line asks for something that does not exist or contradicts itself."""

    exit_code = 2


class StoryError(AnthologyError):
    """A story cannot be read, or a selection leaves nothing to compile."""

    exit_code = 3


class SameName(StoryError):
    """Two stories share a name; kept both, nothing is lost."""

    def as_remark(self) -> Remark:
        """Return the three parts as a Remark: a doubt, for the second story has another name now."""
        return Remark(self.what, self.where, self.mend, Gravity.DOUBT)


class Several(StoryError):
    """Several stories failed; they are reported together."""

    def __init__(self, errors: "tuple[AnthologyError, ...]") -> None:
        super().__init__(
            f"{len(errors)} stories cannot be compiled",
            mend="mend them, or build from the rest with --keep-going",
        )
        self.errors = errors

    def __reduce__(self) -> tuple[type["AnthologyError"], tuple[object, ...]]:
        return type(self), (self.errors,)

    def __str__(self) -> str:
        return "\n".join([*(str(error) for error in self.errors), super().__str__()])


class SettingsError(AnthologyError):
    """A theme, a face, a sidecar file or another setting is missing or unusable."""

    exit_code = 4


class WriteError(AnthologyError):
    """The output cannot be written where it was asked for."""

    exit_code = 5


class ValidationError(AnthologyError):
    """A validator objects to a finished book."""

    exit_code = 6


class Fault(AnthologyError):
    """A fault of the program itself, reported without a traceback unless one is asked for."""

    exit_code = 70


def _three_parts(what: str, where: Where, mend: str) -> str:
    place = f"{where}: " if where.file else ""
    remedy = f"\n  mend: {mend}" if mend else ""
    return f"{place}{what}{remedy}"
