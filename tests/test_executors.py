"""Executors: each runs the same tasks with the same results; where and when is all that differs."""

import os
import sys

import pytest

from compiler.errors import SettingsError
from compiler.executors import EXECUTORS, SerialExecutor, cores


def half(number: int) -> tuple[int, int]:
    if number % 2:
        raise ValueError(number)
    return number // 2, os.getpid()


def stop() -> None:
    raise KeyboardInterrupt


def test_serial_runs_at_once_in_this_process() -> None:
    future = SerialExecutor().submit(half, 4)
    assert future.done()
    assert future.result() == (2, os.getpid())


def test_serial_keeps_an_error_for_whoever_asks() -> None:
    error = SerialExecutor().submit(half, 3).exception()
    assert isinstance(error, ValueError)
    assert error.args == (3,)


def test_serial_lets_the_user_interrupt() -> None:
    with pytest.raises(KeyboardInterrupt):
        SerialExecutor().submit(stop)


def test_processes_give_what_serial_gives_in_other_processes() -> None:
    with EXECUTORS["serial"](1) as here, EXECUTORS["processes"](2) as there:
        jobs = range(0, 20, 2)
        ours = [here.submit(half, job).result() for job in jobs]
        theirs = [there.submit(half, job).result() for job in jobs]
        failed = there.submit(half, 3).exception()
    assert [value for value, _ in ours] == [value for value, _ in theirs]
    assert os.getpid() not in {process for _, process in theirs}
    assert isinstance(failed, ValueError)


def test_dask_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask.distributed", None)
    with pytest.raises(SettingsError, match="distributed"):
        EXECUTORS["dask"](2)


def test_there_is_a_core_to_work_on() -> None:
    assert cores() >= 1


def test_cores_are_counted_where_they_cannot_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("os.sched_getaffinity", raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: None)
    assert cores() == 1
