"""Many files on all cores: records in, findings out, the same as in one process and in the same order."""

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

_FEW = 400  # files: below, a second process costs more than it saves
_PIECES = 8  # per core, so that no core waits for the last piece of another
_MOST_IN_ONE = 500

T = TypeVar("T")
Work = Callable[[int, int], T]

_work: Work[Any] | None = None


@contextmanager
def uncollected() -> Iterator[None]:
    """Bulk work without the garbage collector, which would walk over all the records again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_freeze_count() == 0:
            gc.freeze()  # to and fro: what was made counts as old now, and the next collection passes it over
            gc.unfreeze()
        if was_on:
            gc.enable()


def cores(files: int) -> int:
    """How many processes pay for so many files; one where processes cannot be forked safely."""
    if files < _FEW or sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def in_pieces(work: Work[T], count: int, processes: int) -> list[T]:
    """What work(start, end) makes of consecutive pieces of range(count), in their order.

    With several processes it runs in forks of this one, which see all that it sees; if one of them dies (memory), the
    pieces are done here.
    """
    if processes <= 1:
        return [work(0, count)]
    size = min(_MOST_IN_ONE, -(-count // (processes * _PIECES)))
    starts = range(0, count, size)
    try:
        return _forked(work, [(start, min(start + size, count)) for start in starts], processes)
    except _dead_process():
        return [work(0, count)]


def _dead_process() -> type[Exception]:
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - 20 ms, for many files only

    return BrokenProcessPool


def _forked(work: Work[T], pieces: Sequence[tuple[int, int]], processes: int) -> list[T]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - as above
    from multiprocessing import get_context  # noqa: PLC0415 - as above

    global _work  # noqa: PLW0603 - a fork inherits it; it could not be sent
    _work = work
    executor = ProcessPoolExecutor(processes, mp_context=get_context("fork"), initializer=_begin)
    try:
        return list(executor.map(_one_piece, pieces))
    finally:
        executor.shutdown(cancel_futures=True)
        _work = None


def _begin() -> None:
    import signal  # noqa: PLC0415 - in a fork only

    gc.disable()
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process answers for all


def _one_piece(piece: tuple[int, int]) -> Any:
    if _work is None:
        raise RuntimeError("no work")
    return _work(*piece)
