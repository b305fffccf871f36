"""Composing a story: its corrected blocks become sections, and what an author says around it goes where it should.

Cleaning only labels; here the book's policies decide what is printed in place, boxed, moved to the back, gathered
on the imprint page or left out. Every block of the story gets a `Placement`, so that the report can account for
every word.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from compiler.arrange import opener
from compiler.arrange.policy import Policies, Policy
from compiler.arrange.references import SIGNS, Note, at_foot, sign, starred, with_spaces
from compiler.arrange.wording import Wording
from compiler.model.book import Folio, Galley, Matter, Opens, Part, Place, Placement, Section
from compiler.model.edits import Replace, apply
from compiler.model.story import (
    HEADER_ROLES,
    NOTE_ROLES,
    Chapter,
    back_start,
    chapters,
    front_end,
    is_story,
)
from compiler.model.text import Block, Kind, Mark, Role, Wrap


@dataclass(slots=True)
class Composition:
    """A story as it goes into the book: its sections, and what it gives to the front and back matter."""

    galley: Galley
    id: str
    sections: list[Section] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    imprint: list[Block] = field(default_factory=list)  # disclaimers and whatever else is gathered there
    colophon: list[Block] = field(default_factory=list)  # header fields that are no matter for the opener
    placements: list[Placement] = field(default_factory=list)


def compose(galley: Galley, number: int, policies: Policies, wording: Wording, language: str) -> Composition:
    """Compose the story as the book's `number`-th; its sections are `s<number>` and `s<number>-c<chapter>`."""
    return _Composer(galley, f"s{number}", policies, wording, language).compose()


class _Composer:
    """One story on its way: the state of `compose`, which otherwise every step would hand to the next."""

    def __init__(
        self, galley: Galley, identifier: str, policies: Policies, wording: Wording, language: str
    ) -> None:
        self.galley = galley
        self.story = galley.story
        self.policies = policies
        self.wording = wording
        self.language = galley.metadata.language or language
        self.result = Composition(galley, identifier)
        self.waiting: list[Block] = []  # notes for the back that still need their reference
        self.afoot: list[Block] = []  # footnotes that still need their star
        self.feet = 0  # footnotes so far

    def compose(self) -> Composition:
        blocks = self.story.blocks
        parts = list(chapters(self.story))
        divided = len(parts) > 1
        first = front_end(blocks)
        late = [index for index in range(first, len(blocks)) if blocks[index].role in HEADER_ROLES]
        head = self._opener([*range(first), *late])
        if divided and parts[0].heading:
            self._refer(head, self.wording.before_story)
            self._section(self.result.id, Matter.STORY, self.galley.title, head, 1, Opens.RECTO)
            head = []
        for position, chapter in enumerate(parts):
            text = self._chapter(chapter, position, parts)
            if head or not divided:
                section = (self.result.id, Matter.STORY, self.galley.title, [*head, *text], 1, Opens.RECTO)
                head = []
            else:
                assert chapter.heading
                opens = Opens.RUN_ON if position == 0 else Opens.PAGE
                name = f"{self.result.id}-c{position + 1}"
                section = (name, Matter.CHAPTER, opener.one_line(chapter.heading.text), text, 2, opens)
            self._section(*section)
        self._leave_out(range(back_start(blocks), len(blocks)))
        self.result.placements.sort(key=lambda placement: placement.block)
        return self.result

    def _section(
        self, name: str, matter: Matter, title: str, blocks: Sequence[Block], level: int, opens: Opens
    ) -> None:
        section = Section(
            name,
            matter,
            Part.BODY,
            title,
            tuple(_with_first_lines(blocks)),
            level=level,
            opens=opens,
            folio=Folio.ARABIC,
            story=self.result.id,
            authors=self.galley.metadata.authors,
            language=self.language,
        )
        self.result.sections.append(section)

    # --- the opener

    def _opener(self, front: Iterable[int]) -> list[Block]:
        """Return what stands above the text: title, byline, header, and the notes that are kept there.

        A header may stand below the first heading; its blocks are among those at `front`.
        """
        titles: list[Block] = []
        fields: dict[str, Block] = {}
        kept: list[Block] = []
        for index in front:
            block = self.story.blocks[index]
            match block.role:
                case Role.TITLE if not titles or block.text != titles[0].text:
                    titles.append(block)
                    self._place(index, Place.OPENER, self.result.id)
                case Role.BYLINE:
                    self._place(index, Place.OPENER, self.result.id)
                case Role.MASTHEAD if block.trait("field") in opener.ON_OPENER:
                    fields.setdefault(block.trait("field"), block)
                    self._place(index, Place.OPENER, self.result.id)
                case Role.MASTHEAD:
                    self.result.colophon.append(block)
                    self._place(index, Place.COLOPHON, "colophon")
                case role if role in NOTE_ROLES:
                    kept += self._note(index, block, Place.OPENER, self.result.id)
                case _ if block.kind is Kind.BREAK:
                    self._place(index, Place.DIVIDER)
                case _:  # furniture of the site, a title said twice
                    self._place(index, Place.LEFT_OUT)
        return [
            *opener.titles(self.galley, titles, self.wording),
            *opener.facts(self.galley, fields),
            *opener.summary(self.galley, kept, self.policies),
            *kept,
        ]

    # --- the text

    def _chapter(self, chapter: Chapter, position: int, parts: Sequence[Chapter]) -> list[Block]:
        """Return the text of a chapter with its heading, notes removed as the policies say."""
        section = (
            f"{self.result.id}-c{position + 1}" if len(parts) > 1 and chapter.heading else self.result.id
        )
        out: list[Block] = []
        if chapter.heading:
            out.append(replace(chapter.heading, kind=Kind.HEADING, level=2))
            self._place(chapter.start, Place.STORY, section)
        first = chapter.start + (chapter.heading is not None)
        begun = False
        for index, block in enumerate(chapter.blocks, first):
            if block.role in HEADER_ROLES:
                continue  # it is on the opener or in the colophon
            if block.role in NOTE_ROLES:
                out += self._note(index, block, Place.STORY, section)
            elif block.role is Role.BOILERPLATE:
                self._place(index, Place.LEFT_OUT)
            elif block.kind is Kind.BREAK:
                self._place(index, Place.DIVIDER, section)
                out.append(block)
            else:
                self._refer(out, self._origin(chapter, begun, parts), inside=begun)
                self._put_footnotes(out)
                out += self._without_interruptions(index, block, section)
                begun = True
        self._refer(out, self._origin(chapter, begun, parts, ended=True))
        self._put_footnotes(out)
        return list(_tidied(out))

    def _origin(self, chapter: Chapter, begun: bool, parts: Sequence[Chapter], ended: bool = False) -> str:
        if len(parts) < 2 or not chapter.heading:
            return (
                (self.wording.after_story if ended else self.wording.inside)
                if begun
                else self.wording.before_story
            )
        title = opener.one_line(chapter.heading.text)
        pattern = (self.wording.after if ended else self.wording.within) if begun else self.wording.before
        return pattern.format(title)

    def _note(self, index: int, block: Block, place: Place, section: str) -> list[Block]:
        """Send a note where its policy says; return what is printed here of it."""
        match self.policies[block.role]:
            case Policy.KEEP:
                self._place(index, place, section)
                return [block]
            case Policy.BOX:
                self._place(index, place, section)
                return [replace(block, within=(Wrap("box", 1), *block.within))]
            case Policy.IMPRINT:
                self._place(index, Place.IMPRINT, "imprint")
                self.result.imprint.append(block)
            case Policy.DROP:
                self._place(index, Place.LEFT_OUT)
            case Policy.FOOTNOTE:
                self._place(index, place, section)
                self.afoot.append(block)
            case Policy.APPENDIX:
                self._place(index, Place.NOTES, "notes")
                self.waiting.append(block)
        return []

    def _refer(self, out: list[Block], origin: str, inside: bool = False) -> None:
        """Put a reference to the waiting notes at the end of `out`: a line of its own, or a star inside the text."""
        if not self.waiting:
            return
        words = self.wording.author_note if _by_author(self.waiting) else self.wording.note
        note = self._annotate(origin, self.waiting)
        self.waiting = []
        at = _last_of_story(out) if inside else None
        if at is not None:
            out[at] = starred(replace(out[at], text=out[at].text + "*"), len(out[at].text), note)
        else:
            link = (Mark(0, len(words), "a", (("href", f"#{note.id}"),)),)
            traits = ("reference", f"id:{note.reference}")
            out.append(Block(Kind.PARAGRAPH, words, link, role=Role.AUTHOR_NOTE, traits=traits))

    def _put_footnotes(self, out: list[Block]) -> None:
        """Put the waiting footnotes behind the last block of the story, each with a star in it; else they wait on."""
        at = _last_of_story(out)
        if at is None:
            return
        for block in self.afoot:
            note, text = self._footnote(), out[at].text
            mark = sign(out[at])
            out[at] = starred(replace(out[at], text=text + mark), len(text), note)
            out.append(at_foot(block, note, mark))
        self.afoot = []

    def _footnote(self) -> Note:
        self.feet += 1
        return Note(f"f-{self.result.id}-{self.feet}", "", f"rf-{self.result.id}-{self.feet}", ())

    def _without_interruptions(self, index: int, block: Block, section: str) -> list[Block]:
        """Cut what the author says inside a paragraph, as the policies say; return it with its footnotes."""
        edits: list[Replace] = []
        feet: list[Block] = []
        stars: list[tuple[int, Note]] = []
        shift = 0
        for mark in [mark for mark in block.marks if mark.tag == "note"]:
            role = Role(mark.attr("kind") or Role.AUTHOR_NOTE)
            policy = self.policies.get(role, Policy.APPENDIX)
            if policy in (Policy.KEEP, Policy.BOX):
                continue
            spoken = Block(Kind.PARAGRAPH, block.text[mark.start : mark.end], role=role, line=block.line)
            place, where = {
                Policy.IMPRINT: (Place.IMPRINT, "imprint"),
                Policy.DROP: (Place.LEFT_OUT, ""),
                Policy.FOOTNOTE: (Place.STORY, section),
            }.get(policy, (Place.NOTES, "notes"))
            self.result.placements.append(
                Placement(self.story.id, index, place, spoken.text, where, part=True)
            )
            start, end = with_spaces(block.text, mark.start, mark.end)
            star = "*" if policy is Policy.APPENDIX else SIGNS[len(feet) % len(SIGNS)]
            star = star if policy in (Policy.APPENDIX, Policy.FOOTNOTE) else ""
            edits.append(Replace(0, start, end, block.text[start:end], star))
            if place is Place.IMPRINT:
                self.result.imprint.append(spoken)
            elif policy is Policy.FOOTNOTE:
                stars.append((start + shift, self._footnote()))
                feet.append(at_foot(spoken, stars[-1][1], star))
            elif star:
                stars.append((start + shift, self._annotate(self.wording.inside, (spoken,))))
            shift += len(star) - (end - start)
        if not edits:
            self._place(index, Place.STORY, section)
            return [block]
        (cut,), _ = apply((block,), edits)
        at = {edit.start for edit in edits}
        rest = "".join(character for i, character in enumerate(cut.text) if i not in {s for s, _ in stars})
        self.result.placements.append(Placement(self.story.id, index, Place.STORY, rest, section))
        kept = tuple(mark for mark in cut.marks if mark.tag != "note" or mark.start not in at)
        cut = replace(cut, marks=kept)
        for position, note in stars:
            cut = starred(cut, position, note)
        return [cut, *feet]

    def _annotate(self, origin: str, blocks: Sequence[Block]) -> Note:
        number = len(self.result.notes) + 1
        name = f"{self.result.id}-{number}"
        note = Note(f"n-{name}", origin, f"r-{name}", tuple(blocks))
        self.result.notes.append(note)
        return note

    def _leave_out(self, indices: Iterable[int]) -> None:
        for index in indices:
            block = self.story.blocks[index]
            divider = block.kind is Kind.BREAK
            self._place(index, Place.DIVIDER if divider else Place.LEFT_OUT)

    def _place(self, index: int, place: Place, section: str = "") -> None:
        text = self.story.blocks[index].text
        self.result.placements.append(Placement(self.story.id, index, place, text, section))


def _last_of_story(blocks: Sequence[Block]) -> int | None:
    at = (
        i
        for i in range(len(blocks) - 1, -1, -1)
        if is_story(blocks[i]) and blocks[i].role is not Role.FOOTNOTE
    )
    return next(at, None)


def _by_author(blocks: Sequence[Block]) -> bool:
    return any(block.role in (Role.AUTHOR_NOTE, Role.PLEA) for block in blocks)


def _tidied(blocks: Sequence[Block]) -> Iterable[Block]:
    """Drop the breaks that nothing stands before or after any more: fences of notes that were moved away."""
    for index, block in enumerate(blocks):
        if block.kind is Kind.BREAK:
            before = blocks[index - 1] if index else None
            after = blocks[index + 1] if index + 1 < len(blocks) else None
            if not before or not after or any(_no_prose(beside) for beside in (before, after)):
                continue
        yield block


def _no_prose(block: Block) -> bool:
    return "reference" in block.traits or block.role is Role.CHAPTER


def _with_first_lines(blocks: Sequence[Block]) -> Iterable[Block]:
    """Give the first paragraph of the text, and the first after each break or heading, the trait "first"."""
    fresh = True
    for block in blocks:
        opens = fresh and block.kind is Kind.PARAGRAPH and block.role is Role.BODY and not block.within
        yield block.labelled(block.role, "first") if opens else block
        if block.kind in (Kind.HEADING, Kind.BREAK):
            fresh = True
        elif is_story(block):
            fresh = False
