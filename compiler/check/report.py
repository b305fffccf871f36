"""What a check finds: findings with what, where and how to mend it, and what could not be run."""

from dataclasses import dataclass
from enum import StrEnum

from compiler.errors import Where


class Weight(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # a reading system or a printer may refuse the file, or a reader loses something
    WARNING = "warning"  # it opens, and is worse than it could be


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a finished book; `where` is a file inside it, or a page."""

    what: str
    where: Where = Where()
    mend: str = ""
    weight: Weight = Weight.ERROR

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where.file else ""
        remedy = f"\n  mend: {self.mend}" if self.mend else ""
        return f"{self.weight.value}: {place}{self.what}{remedy}"


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check: `ran` names the checks that were made, `not_run` those that could not be, and why."""

    file: str
    findings: tuple[Finding, ...] = ()
    ran: tuple[str, ...] = ()
    not_run: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Tell whether no error was found; what could not be run is not known to be right."""
        return not any(finding.weight is Weight.ERROR for finding in self.findings)

    @property
    def verdict(self) -> str:
        """Return the result in a few words, for a person."""
        errors = sum(finding.weight is Weight.ERROR for finding in self.findings)
        warnings = len(self.findings) - errors
        counted = [
            f"{number} {name}{'' if number == 1 else 's'}"
            for number, name in ((errors, "error"), (warnings, "warning"))
            if number
        ]
        word = "sound" if self.sound else "not sound"
        missing = (
            f"; not run: {', '.join(reason.split(':')[0] for reason in self.not_run)}" if self.not_run else ""
        )
        return f"{word} ({', '.join([*counted, 'checked by ' + ' and '.join(self.ran)])}{missing})"
