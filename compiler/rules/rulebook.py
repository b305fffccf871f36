"""The engine of the rules: a rule finds edits, a family runs its rules in order, the ledger keeps what was done.

A rule is a plain generator over a story and the facts its family has surveyed. It yields edits, addressed to the
story it is given, and remarks for what it doubts:

    QUOTES = Family("quotes", "Straight quotes become typographic ones.", survey)

    @QUOTES.rule("A mark between two letters is an apostrophe.")
    def mid_word_apostrophe(story: Story, facts: Facts) -> Findings:
        ...
        yield Replace(index, at, at + 1, "'", "’")

The rule's name is `family.kebab-name` ("quotes.mid-word-apostrophe") and stable for ever: reports, sidecars and
`--without` use it. A rule with `safe=False` only proposes; `--apply NAME` makes it act.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from compiler.errors import Remark
from compiler.model.edits import Edit, Ledger, Replace, Revision, Splice, apply
from compiler.model.sidecar import Keep, Sidecar
from compiler.model.story import Story
from compiler.model.text import Block, Role
from compiler.rules.veto import permitted

F = TypeVar("F")

Findings = Iterator[Edit | Remark]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user decides about the cleaning of one story."""

    language: str = "en"  # BCP 47; what a story states of itself wins
    style: str = ""  # the typographic convention ("us", "uk", "se"); empty: the language's own
    without: frozenset[str] = frozenset()  # rules and families that must not run
    applied: frozenset[str] = frozenset()  # proposing rules that may act
    sidecar: Sidecar = Sidecar()  # what a person has corrected in this story


@dataclass(frozen=True, slots=True)
class Rule(Generic[F]):
    """One judgement. `find` is pure: the same story and facts give the same findings."""

    name: str
    why: str
    find: Callable[[Story, F], Findings]
    safe: bool = True
    letters: bool = False  # declared to change letters or digits (only mojibake and its like)


@dataclass(slots=True)
class Family(Generic[F]):
    """Rules of one subject, run in the order of their definition, after one survey of the story."""

    name: str
    why: str
    survey: Callable[[Story, Settings], F]
    rules: list[Rule[F]] = field(default_factory=list)

    def rule(
        self, why: str, *, safe: bool = True, letters: bool = False
    ) -> Callable[[Callable[[Story, F], Findings]], Callable[[Story, F], Findings]]:
        """Register the decorated generator as a rule of this family, named after itself."""

        def register(find: Callable[[Story, F], Findings]) -> Callable[[Story, F], Findings]:
            name = f"{self.name}.{find.__name__.strip('_').replace('_', '-')}"
            self.rules.append(Rule(name, why, find, safe, letters))
            return find

        return register


@dataclass(frozen=True, slots=True)
class Outcome:
    """What running families over a story gave."""

    story: Story
    ledger: Ledger = Ledger()
    proposed: tuple[Edit, ...] = ()
    remarks: tuple[Remark, ...] = ()


def run(story: Story, families: Sequence[Family[Any]], settings: Settings) -> Outcome:
    """Run the families in order over the story and keep the ledger of what they did.

    What the sidecar has said stands: edits against it are not made, nor proposed (`veto`).
    """
    revisions: list[Revision] = []
    proposed: list[Edit] = []
    remarks: list[Remark] = []
    unused = set(settings.sidecar.keeps)
    for family in families:
        if family.name in settings.without:
            continue
        facts = family.survey(story, settings)
        for rule in family.rules:
            if rule.name in settings.without:
                continue
            found = [_named(finding, rule.name) for finding in rule.find(story, facts)]
            edits, noticed, used = permitted(found, story.blocks, rule.name, settings.sidecar)
            remarks += noticed
            unused -= {*used}
            if not rule.safe and not settings.applied & {rule.name, family.name}:
                proposed.extend(edits)
            elif edits:
                blocks, revision = apply(story.blocks, edits)
                story = replace(story, blocks=blocks)
                revisions.append(revision)
    remarks += [_without_use(keep) for keep in settings.sidecar.keeps if keep in unused]
    return Outcome(story, Ledger(tuple(revisions)), tuple(proposed), tuple(remarks))


def _named(finding: Edit | Remark, rule: str) -> Edit | Remark:
    return finding if isinstance(finding, Remark) else replace(finding, rule=rule)


def _without_use(keep: Keep) -> Remark:
    return Remark(
        f"there is nothing to keep on {keep.spot}: {keep.rule} changes nothing there",
        keep.spot.where,
        "leave the entry out, or correct its line; anthology inspect shows them",
    )


def relabel(index: int, block: Block, role: Role, *traits: str, because: str = "") -> Splice:
    """Return the edit that gives the block at `index` another role, and these traits besides its own."""
    return Splice(index, (block,), (block.labelled(role, *traits),), because=because)


def substitute(index: int, start: int, old: str, new: str, because: str = "") -> Replace:
    """Return the edit that puts `new` in the place of `old`, which begins at `start` in the block at `index`."""
    return Replace(index, start, start + len(old), old, new, because=because)
