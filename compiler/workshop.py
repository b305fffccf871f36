"""The workshop: pure tasks, looked up in the cache, and only what is missing handed to an executor."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Generic, TypeVar

from compiler.cache import MISS, Cache, digest, fingerprint
from compiler.errors import Fault
from compiler.executors import EXECUTORS, cores

J = TypeVar("J")
R = TypeVar("R")

Progress = Callable[[str, int, int], None]
"""Called with a task's name, how many jobs are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Task(Generic[J, R]):
    """A pure, module-level function of content, never of paths. `key` gives all that its result depends on."""

    name: str
    run: Callable[[J], R]
    key: Callable[[J], Iterable[str | bytes]]


class Workshop:
    """Runs tasks. Use as a context manager: worker processes, if any were started, end with it."""

    def __init__(
        self,
        cache: Cache | None = None,
        executor: str = "processes",
        workers: int = 0,
        progress: Progress | None = None,
    ) -> None:
        self.cache = cache or Cache(None)
        self.workers = workers or cores()
        self.executor = executor if self.workers > 1 else "serial"
        self.progress = progress or (lambda name, done, total: None)
        self._pool: Executor | None = None

    def __enter__(self) -> "Workshop":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=error is not None)
            self._pool = None

    def map(self, task: Task[J, R], jobs: Sequence[J]) -> list[R]:
        """Return the task's result for each job, in order; raise the first job's error, in order, if any fails."""
        return [self._value(outcome) for outcome in self.attempt(task, jobs)]

    def attempt(self, task: Task[J, R], jobs: Sequence[J]) -> list[R | Exception]:
        """Return for each job, in order, its result or the exception it raised."""
        keys = [digest((fingerprint(), task.name, *task.key(job))) for job in jobs]
        results: list[Any] = [self.cache.get(task.name, key) for key in keys]
        missing = [index for index, result in enumerate(results) if result is MISS]
        done = len(jobs) - len(missing)
        self.progress(task.name, done, len(jobs))
        for index, future in self._finished(task, jobs, missing):
            error = future.exception()
            if error is None:
                results[index] = future.result()
                self.cache.put(task.name, keys[index], results[index])
            elif isinstance(error, BrokenExecutor):
                self._pool = None  # it is of no more use; the next jobs get another
                results[index] = Fault(
                    f"a worker process ended in the middle of its work ({task.name})",
                    mend="it may have run out of memory: try --jobs 1",
                )
            elif isinstance(error, Exception):
                results[index] = error
            else:
                raise error
            done += 1
            self.progress(task.name, done, len(jobs))
        return results

    def _finished(
        self, task: Task[J, R], jobs: Sequence[J], missing: Sequence[int]
    ) -> Iterator[tuple[int, Future[R]]]:
        """Yield each missing job's future when it is done, so that what is done is kept even if the rest is not."""
        pool = self._executor_for(len(missing))
        waiting: dict[Future[R], int] = {}
        for index in missing:
            future = _submitted(pool, task, jobs[index])
            if future.done():
                yield index, future
            else:
                waiting[future] = index
        for future in as_completed(waiting):
            yield waiting[future], future

    def once(self, task: Task[J, R], job: J) -> R:
        """Return the task's result for one job, made in this process if it is not in the cache."""
        key = digest((fingerprint(), task.name, *task.key(job)))
        result = self.cache.get(task.name, key)
        if result is MISS:
            result = task.run(job)
            self.cache.put(task.name, key, result)
        found: R = result
        return found

    def _executor_for(self, missing: int) -> Executor:
        if missing < 2 and self._pool is None:  # starting a worker costs more than one job
            return EXECUTORS["serial"](1)
        if self._pool is None:
            self._pool = EXECUTORS[self.executor](self.workers)
        return self._pool

    @staticmethod
    def _value(outcome: R | Exception) -> R:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def _submitted(pool: Executor, task: Task[J, R], job: J) -> Future[R]:
    """Hand the job to the pool; a pool that has broken meanwhile refuses it, which is the job's own failure."""
    try:
        return pool.submit(task.run, job)
    except BrokenExecutor as error:
        refused: Future[R] = Future()
        refused.set_exception(error)
        return refused
