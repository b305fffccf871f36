"""Arranging: galleys and what surrounds them become the sections of a book."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from compiler.arrange import back, front
from compiler.arrange.compose import Composition, compose
from compiler.arrange.plan import Plan
from compiler.arrange.wording import Wording, wording
from compiler.model.book import Book, Galley, Placement, Section

NAMESPACE = uuid.UUID("6f1d3c52-8f0b-5a55-9f1e-2c9a5b7f4d10")
"""The namespace of the books' identifiers (RFC 9562, version 5): the same book always has the same one."""

UNDATED = "2000-01-01T00:00:00Z"
"""When a book was modified whose stories state no date: no clock is read, so that equal inputs give equal bytes."""

__all__ = ["Plan", "arrange"]


def arrange(galleys: Sequence[Galley], plan: Plan) -> tuple[Book, tuple[Placement, ...]]:
    """Arrange the galleys, in their order, into a book; tell also where every block of every story went.

    A single story makes a plain book: called after the story, without half-title, with contents only if it has
    chapters to list.
    """
    words = wording(plan.language)
    stories = [
        compose(galley, number, plan.policies, words, plan.language)
        for number, galley in enumerate(galleys, 1)
    ]
    title = plan.title or stories[0].galley.title
    authors = tuple(_distinct(author for galley in galleys for author in galley.metadata.authors))
    creators = _creators(authors, plan, words, all_known=all(galley.metadata.authors for galley in galleys))
    name = f"{title}, {words.volume.format(plan.volume)}" if plan.volume else title
    book = Book(
        identifier=_identifier(name, plan, galleys),
        title=name,
        authors=authors or (creators,),
        editor=plan.editor,
        language=plan.language,
        modified=plan.modified or _newest(galleys),
        sections=_sections(title, creators, stories, plan, words),
        sources=tuple(_distinct(galley.metadata.url for galley in galleys)),
        subjects=tuple(_distinct(tag for galley in galleys for tag in _subjects(galley))),
        series=tuple(_distinct(galley.metadata.series for galley in galleys)),
        rights=words.owners,
        cover=plan.cover,
        assets=tuple(asset for galley in galleys for asset in galley.story.assets),
    )
    return book, tuple(placement for story in stories for placement in story.placements)


def _sections(
    title: str, creators: str, stories: Sequence[Composition], plan: Plan, words: Wording
) -> tuple[Section, ...]:
    body = tuple(_body(stories, plan))
    after = (
        back.notes(stories, words),
        back.contributors(stories, words) if plan.contributors else None,
        back.colophon(stories, plan, words),
    )
    ending = tuple(section for section in after if section)
    preface = (front.introduction(plan, words),) if plan.introduction else ()
    alone = len(stories) == 1 and not plan.volume
    opening = [] if alone else [front.half_title(title, plan, words)]
    opening += [front.title_page(title, creators, plan, words), front.imprint(title, stories, words)]
    opening += [front.dedication(plan)] if plan.dedication else []
    opening += [front.epigraph(plan)] if plan.epigraph else []
    if not alone or len(body) > 1:
        opening.append(front.contents([*preface, *body, *ending], words))
    return (*opening, *preface, *body, *ending)


def _body(stories: Sequence[Composition], plan: Plan) -> Iterable[Section]:
    """Give the sections of the stories, with a title page before each part; a part's stories stand a level below."""
    sizes = list(plan.parts) or [("", len(stories))]
    remaining = iter(stories)
    number = 0
    for title, size in sizes:
        if title:
            number += 1
            yield front.part(title, number)
        for story in islice(remaining, size):
            for section in story.sections:
                yield replace(section, level=section.level + 1) if title else section


def _creators(authors: Sequence[str], plan: Plan, words: Wording, *, all_known: bool) -> str:
    """Return whose book it is: up to four authors by name, else the editor, else various authors."""
    if 0 < len(authors) <= 4:
        return words.listed(authors) if all_known else words.others.format(", ".join(authors))
    if not authors and plan.editor:
        return plan.editor
    return words.various


def _identifier(title: str, plan: Plan, galleys: Sequence[Galley]) -> str:
    parts = (title, plan.editor, *(galley.story.digest for galley in galleys))
    return uuid.uuid5(NAMESPACE, "\x1f".join(parts)).urn


def _newest(galleys: Sequence[Galley]) -> str:
    dates = [date for galley in galleys for date in (galley.metadata.published, galley.metadata.updated)]
    newest = max((date for date in dates if _is_date(date)), default="")
    return f"{newest}T00:00:00Z" if newest else UNDATED


def _is_date(text: str) -> bool:
    year, _, rest = text.partition("-")
    month, _, day = rest.partition("-")
    return len(text) == 10 and all(part.isascii() and part.isdigit() for part in (year, month, day))


def _subjects(galley: Galley) -> Iterable[str]:
    return (*galley.metadata.fandoms, *galley.metadata.tags)


def _distinct(texts: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(text for text in texts if text)
