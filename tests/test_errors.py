"""Errors and remarks: three parts each, an exit code each, and whole again after a journey to a worker and back."""

import pickle
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from compiler import errors
from compiler.errors import (
    AnthologyError,
    CommandError,
    Fault,
    Gravity,
    Remark,
    SettingsError,
    Several,
    StoryError,
    ValidationError,
    Where,
    WriteError,
)

PLACE = Where("stories/moonrise.html", 214)
MEND = "open the file in a browser"


def family(root: type[AnthologyError] = AnthologyError) -> Iterator[type[AnthologyError]]:
    yield root
    for child in root.__subclasses__():
        yield from family(child)


def one_of(kind: type[AnthologyError]) -> AnthologyError:
    if kind is Several:
        return Several((StoryError("it is empty", PLACE, MEND), WriteError("no room")))
    return kind("chapter 3 has no text", PLACE, MEND)


def parts(error: AnthologyError) -> tuple[object, ...]:
    inner = tuple(parts(one) for one in error.errors) if isinstance(error, Several) else ()
    return type(error), error.what, error.where, error.mend, error.exit_code, str(error), inner


def fail(error: AnthologyError) -> None:
    raise error


FAMILY = sorted(family(), key=lambda kind: kind.__name__)


def test_each_error_has_its_exit_code() -> None:
    codes = {CommandError: 2, StoryError: 3, SettingsError: 4, WriteError: 5, ValidationError: 6, Fault: 70}
    assert {kind: kind.exit_code for kind in codes} == codes
    assert all(kind.exit_code in (*codes.values(), 70) for kind in FAMILY)


@pytest.mark.parametrize("kind", [kind for kind in FAMILY if kind.__module__ == errors.__name__])
def test_each_error_has_a_sentence(kind: type[AnthologyError]) -> None:
    assert (kind.__doc__ or "").endswith(".")


@pytest.mark.parametrize("kind", FAMILY)
def test_an_error_survives_pickling(kind: type[AnthologyError]) -> None:
    assert parts(pickle.loads(pickle.dumps(one_of(kind)))) == parts(one_of(kind))


def test_every_error_comes_back_from_a_process_whole() -> None:
    raised = [one_of(kind) for kind in FAMILY]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        returned = [pool.submit(fail, error).exception() for error in raised]
    assert [parts(error) for error in returned if isinstance(error, AnthologyError)] == list(
        map(parts, raised)
    )


@pytest.mark.parametrize(
    ("where", "mend", "text"),
    [
        (PLACE, MEND, "stories/moonrise.html:214: no text\n  mend: open the file in a browser"),
        (Where("moonrise.html"), MEND, "moonrise.html: no text\n  mend: open the file in a browser"),
        (Where("moonrise.html", 1), "", "moonrise.html:1: no text"),
        (Where(), MEND, "no text\n  mend: open the file in a browser"),
        (Where(), "", "no text"),
    ],
)
def test_errors_and_remarks_say_what_where_and_how_to_mend(where: Where, mend: str, text: str) -> None:
    assert str(StoryError("no text", where, mend)) == text
    assert str(Remark("no text", where, mend)) == text


def test_an_error_without_a_place_has_an_empty_one() -> None:
    assert StoryError("no text").where == Where()


def test_several_errors_are_told_one_after_the_other() -> None:
    told = str(
        Several((StoryError("it is empty", Where("a.txt")), StoryError("it is a binary", Where("b.txt"))))
    )
    assert told.splitlines()[:2] == ["a.txt: it is empty", "b.txt: it is a binary"]
    assert "2 stories" in told
    assert "--keep-going" in told


def test_an_error_that_is_passed_over_becomes_a_loss() -> None:
    error = StoryError("it is empty", PLACE, MEND)
    assert error.as_remark() == Remark("it is empty", PLACE, MEND, Gravity.LOSS)


def test_a_remark_is_a_value() -> None:
    remark = Remark("thin evidence", PLACE, text="I own nothing")
    assert remark.gravity is Gravity.DOUBT
    assert {remark, pickle.loads(pickle.dumps(remark))} == {remark}
