"""The workshop: results in order and the same, wherever they come from: this process, others, or the cache."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.cache import Cache
from compiler.errors import Fault, Gravity, Remark, Several, StoryError, Where
from compiler.workshop import Task, Workshop


@dataclass(frozen=True)
class Job:
    """Something to do, and a file to note that it was done, in whatever process."""

    number: int
    diary: str = ""


def work(job: Job) -> tuple[int, Remark, int]:
    if job.diary:
        with Path(job.diary).open("a") as diary:
            diary.write(f"{job.number}\n")
    if job.number < 0:
        raise StoryError(f"{job.number} is no story", Where("a.txt", -job.number), "leave it out")
    return job.number**2, Remark("squared", Where("a.txt", job.number), gravity=Gravity.INFO), os.getpid()


def fall(job: Job) -> int:
    if job.number == 3:
        os._exit(9)
    return job.number


def both_fail(job: Job) -> int:
    raise Several((StoryError("one"), StoryError("two", Where("b.txt", job.number))))


def interrupted(job: Job) -> int:
    if job.number == 2:
        raise KeyboardInterrupt
    return job.number


def number_of(job: Job) -> Iterable[str | bytes]:
    return [str(job.number)]


WORK = Task("work", work, number_of)
FALL = Task("fall", fall, number_of)
BOTH_FAIL = Task("both fail", both_fail, number_of)
INTERRUPTED = Task("interrupted", interrupted, number_of)


@pytest.fixture(scope="module")
def processes() -> Iterator[Workshop]:
    with Workshop(workers=2) as workshop:
        yield workshop


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    return tmp_path / "diary"


def jobs(*numbers: int, diary: Path | None = None) -> list[Job]:
    return [Job(number, str(diary or "")) for number in numbers]


def values(results: Iterable[object]) -> list[object]:
    """Return the results without the process that made them; errors as what they say."""
    return [result[:2] if isinstance(result, tuple) else (type(result), str(result)) for result in results]


def noted(diary: Path) -> list[int]:
    return [int(line) for line in diary.read_text().split()] if diary.exists() else []


# -- wherever it is done, the result is the same ---------------------------------------------------------------


@settings(deadline=None, max_examples=25)
@given(numbers=st.lists(st.integers(-3, 9), max_size=12))
def test_processes_give_what_serial_gives_errors_and_order_included(
    processes: Workshop, numbers: list[int]
) -> None:
    ours = Workshop(executor="serial").attempt(WORK, jobs(*numbers))
    theirs = processes.attempt(WORK, jobs(*numbers))
    assert values(ours) == values(theirs)
    assert [isinstance(result, StoryError) for result in ours] == [number < 0 for number in numbers]


@settings(deadline=None, max_examples=50)
@given(numbers=st.lists(st.integers(-3, 9), max_size=12))
def test_a_hit_gives_what_a_miss_gives(tmp_path_factory: pytest.TempPathFactory, numbers: list[int]) -> None:
    cache = Cache(tmp_path_factory.mktemp("cache"))
    made = Workshop(cache, "serial").attempt(WORK, jobs(*numbers))
    kept = Workshop(cache, "serial").attempt(WORK, jobs(*numbers))
    assert values(made) == values(kept)


def test_several_jobs_are_done_in_other_processes_and_one_in_this(processes: Workshop) -> None:
    theirs = processes.map(WORK, jobs(1, 2, 3))
    assert os.getpid() not in {process for _, _, process in theirs}
    with Workshop(workers=2) as workshop:
        ((_, _, process),) = workshop.map(WORK, jobs(1))
    assert process == os.getpid()


def test_one_worker_needs_no_other_process() -> None:
    with Workshop(workers=1) as workshop:
        assert {process for _, _, process in workshop.map(WORK, jobs(1, 2, 3))} == {os.getpid()}


def test_the_workers_end_with_the_workshop() -> None:
    before = set(multiprocessing.active_children())
    with Workshop(workers=2) as workshop:
        workshop.map(WORK, jobs(1, 2))
        assert set(multiprocessing.active_children()) - before
    assert set(multiprocessing.active_children()) <= before


# -- the cache -------------------------------------------------------------------------------------------------


def test_what_was_done_is_not_done_again(cache: Cache, diary: Path) -> None:
    for asked in ((1, 2), (2, 1), (1, 2, 3)):
        with Workshop(cache, "serial") as workshop:
            assert [result[0] for result in workshop.map(WORK, jobs(*asked, diary=diary))] == [
                n**2 for n in asked
            ]
    assert noted(diary) == [1, 2, 3]


def test_a_cache_that_cannot_be_read_is_a_miss(cache: Cache, diary: Path) -> None:
    with Workshop(cache, "serial") as workshop:
        expected = workshop.map(WORK, jobs(1, 2, diary=diary))
        assert cache.folder
        for path in cache.folder.rglob("*"):
            if path.is_file():
                path.write_bytes(b"damaged")
        assert workshop.map(WORK, jobs(1, 2, diary=diary)) == expected
        assert workshop.map(WORK, jobs(1, 2, diary=diary)) == expected
    assert noted(diary) == [1, 2, 1, 2]


def test_an_error_is_not_kept(cache: Cache, diary: Path) -> None:
    with Workshop(cache, "serial") as workshop:
        for _ in range(2):
            workshop.attempt(WORK, jobs(-1, diary=diary))
    assert noted(diary) == [-1, -1]


def test_tasks_of_different_names_share_nothing(cache: Cache) -> None:
    other = Task("other", interrupted, number_of)
    with Workshop(cache, "serial") as workshop:
        workshop.map(WORK, jobs(1))
        assert workshop.map(other, jobs(1)) == [1]


def test_another_program_shares_nothing(cache: Cache, diary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Workshop(cache, "serial") as workshop:
        workshop.map(WORK, jobs(1, diary=diary))
        monkeypatch.setattr("compiler.workshop.fingerprint", lambda: "a later version")
        workshop.map(WORK, jobs(1, diary=diary))
    assert noted(diary) == [1, 1]


def test_what_is_done_is_kept_even_if_the_rest_is_interrupted(cache: Cache) -> None:
    with pytest.raises(KeyboardInterrupt), Workshop(cache, "serial") as workshop:
        workshop.map(INTERRUPTED, jobs(0, 1, 2, 3))
    seen: list[int] = []
    with Workshop(cache, "serial", progress=lambda name, done, total: seen.append(done)) as workshop:
        workshop.map(INTERRUPTED, jobs(0, 1))
    assert seen == [2]


def test_once_looks_and_keeps_as_well(cache: Cache, diary: Path) -> None:
    with Workshop(cache) as workshop:
        (job,) = jobs(5, diary=diary)
        assert workshop.once(WORK, job) == workshop.once(WORK, job) == workshop.map(WORK, [job])[0]
        with pytest.raises(StoryError):
            workshop.once(WORK, Job(-1))
    assert noted(diary) == [5]


# -- errors ----------------------------------------------------------------------------------------------------


def test_the_first_job_that_failed_is_the_one_that_is_told(processes: Workshop) -> None:
    with pytest.raises(StoryError, match="-2 is no story"):
        processes.map(WORK, jobs(1, -2, 3, -1))


def test_an_error_comes_back_from_a_worker_with_all_its_parts(processes: Workshop) -> None:
    result, _ = processes.attempt(WORK, jobs(-7, 1))
    assert isinstance(result, StoryError)
    assert (result.what, result.where, result.mend) == ("-7 is no story", Where("a.txt", 7), "leave it out")
    assert result.exit_code == 3


def test_several_errors_come_back_from_a_worker_together(processes: Workshop) -> None:
    result, _ = processes.attempt(BOTH_FAIL, jobs(1, 2))
    assert isinstance(result, Several)
    assert [error.where for error in result.errors] == [Where(), Where("b.txt", 1)]


def test_a_worker_that_falls_is_a_fault_that_says_so_and_the_work_can_go_on() -> None:
    with Workshop(workers=2) as workshop:
        results = workshop.attempt(FALL, jobs(3, 3, 3, 3))
        assert all(isinstance(result, Fault) and "--jobs 1" in result.mend for result in results)
        assert workshop.map(FALL, jobs(1, 2)) == [1, 2]


# -- progress --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("workers", [1, 2])
def test_progress_begins_with_what_is_in_the_cache_and_counts_every_job(cache: Cache, workers: int) -> None:
    seen: list[tuple[str, int, int]] = []
    with Workshop(cache, workers=workers, progress=lambda *step: seen.append(step)) as workshop:
        workshop.map(WORK, jobs(1, 2))
        workshop.map(WORK, jobs(1, 2, 3, 4))
        workshop.map(WORK, [])
    assert seen == [
        *(("work", done, 2) for done in (0, 1, 2)),
        *(("work", done, 4) for done in (2, 3, 4)),
        ("work", 0, 0),
    ]


def test_serial_work_tells_its_progress_as_it_goes(diary: Path) -> None:
    seen: list[int] = []
    with Workshop(
        executor="serial", progress=lambda name, done, total: seen.append(len(noted(diary)))
    ) as workshop:
        workshop.map(WORK, jobs(1, 2, 3, diary=diary))
    assert seen == [0, 1, 2, 3]
