"""What the book does with each kind of note: the policies, their defaults, and how the user states others."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from compiler.errors import CommandError
from compiler.model.text import Role


class Policy(StrEnum):
    """Where a kind of note is printed."""

    KEEP = "keep"  # where it stands (on the opener, if it stands before the story)
    BOX = "box"  # the same, in a box
    APPENDIX = "appendix"  # with the notes at the back, and a reference where it stood
    FOOTNOTE = "footnote"  # at the foot of the page (in an EPUB, as a pop-up), and a reference where it stood
    IMPRINT = "imprint"  # on the imprint page, under its story's title
    DROP = "drop"  # not printed; the report gives its text


Policies = Mapping[Role, Policy]

DEFAULTS: Policies = MappingProxyType(
    {
        Role.DISCLAIMER: Policy.IMPRINT,
        Role.AUTHOR_NOTE: Policy.APPENDIX,
        Role.SETTING: Policy.APPENDIX,
        Role.CREDITS: Policy.APPENDIX,
        Role.PLEA: Policy.APPENDIX,
        Role.SUMMARY: Policy.KEEP,
        Role.WARNING: Policy.KEEP,
        Role.DEDICATION: Policy.KEEP,
        Role.TBC: Policy.KEEP,
        Role.END_MARKER: Policy.KEEP,
        Role.BOILERPLATE: Policy.DROP,
    }
)


def policies(stated: Iterable[str]) -> Policies:
    """Return the defaults changed by statements such as "plea=drop" or "all=keep", later ones winning.

    "all" means every kind but boilerplate. A statement that names no kind or no policy is a `CommandError`.
    """
    table = dict(DEFAULTS)
    for statement in stated:
        kind, equals, policy = statement.partition("=")
        kinds = [role for role in DEFAULTS if role.value == kind]
        if kind == "all":
            kinds = [role for role in DEFAULTS if role is not Role.BOILERPLATE]
        if not equals or not kinds or policy not in set(Policy):
            raise CommandError(
                f"--notes '{statement}' is not KIND=POLICY",
                mend=f"KIND is all or one of {', '.join(DEFAULTS)}; POLICY is one of {', '.join(Policy)}",
            )
        table.update(dict.fromkeys(kinds, Policy(policy)))
    return table
