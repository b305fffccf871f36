"""Where tasks run: in this process, in worker processes, or on a Dask cluster. Each is a `concurrent.futures` one."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any

from compiler.errors import SettingsError


class SerialExecutor(Executor):
    """Run each task at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run the task and return its finished future."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - the future carries it to whoever asks
            future.set_exception(error)
        return future


def _processes(workers: int) -> Executor:
    # spawn, not fork: the parent may hold threads (progress bars) and half-loaded libraries
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def _dask(workers: int) -> Executor:
    try:
        from dask.distributed import Client
    except ImportError as error:
        raise SettingsError(
            "the executor dask needs the package distributed", mend="pip install 'dask[distributed]'"
        ) from error
    executor: Executor = Client(n_workers=workers).get_executor()
    return executor


EXECUTORS: dict[str, Callable[[int], Executor]] = {
    "serial": lambda workers: SerialExecutor(),
    "processes": _processes,
    "dask": _dask,
}


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
