"""Threads that nobody waits for: one that hangs in an engine keeps neither the build nor the end of the process."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

T = TypeVar("T")


class DaemonThreads(Executor):
    """A thread for each call, started at once; whoever submits sees to it that they are not too many.

    `concurrent.futures.ThreadPoolExecutor` joins its threads when the interpreter ends, for ever where one hangs.
    """

    def submit(self, work: Callable[..., T], /, *arguments: Any, **named: Any) -> Future[T]:
        """As `Executor.submit`."""
        future: Future[T] = Future()
        threading.Thread(target=_run, args=(future, work, arguments, named), daemon=True, name="speech").start()
        return future


def _run(future: Future[T], work: Callable[..., T], arguments: Any, named: Any) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = work(*arguments, **named)
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(result)
