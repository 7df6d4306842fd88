"""Many files on all cores: records in, findings out, the same as in one process and in the same order."""

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar

_FEW = 400  # files: below, a second process costs more than it saves
_MOST_IN_ONE = 500  # files that one process does at a time
_THREADS = 3  # that a pool of processes needs beside them, and one to spare
_PR_SET_PDEATHSIG = 1  # as Linux numbers it
_MANY_OBJECTS = 1_000_000  # that a collection of the young would walk over, for a tenth of a second
STRETCH = 1 << 22  # bytes of JSON Lines that one process does at a time

P = TypeVar("P")
T = TypeVar("T")


class Stretch(NamedTuple):
    """A record file, or the lines of one that begin at a byte and end before another (None: at its end).

    shown is the path that diagnostics print, where it is another than that of the file; picked are the JSON Pointers of
    the events that are looked at, of a file that is read as a whole (None: all).
    """

    path: Path
    start: int = 0
    end: int | None = None
    line: int = 1
    shown: str | None = None
    picked: frozenset[str] | None = None


Piece: TypeAlias = tuple[Stretch, ...]
Work: TypeAlias = Callable[[P], T]

_work: Work[Any, Any] | None = None
_most: ContextVar[int | None] = ContextVar("_most", default=None)


def pieces(paths: Sequence[Path]) -> list[Piece]:
    """Record files in the pieces that are done at a time: some files, or a stretch of the lines of a long one."""
    found: list[Piece] = []
    waiting: list[Stretch] = []
    for path in paths:
        stretches = list(_stretches(path))
        if len(stretches) > 1 or len(waiting) >= _MOST_IN_ONE:
            found += [tuple(waiting)] if waiting else []
            waiting = []
        if len(stretches) > 1:
            found += [(stretch,) for stretch in stretches]
        else:
            waiting += stretches
    return found + ([tuple(waiting)] if waiting else [])


def _stretches(path: Path) -> Iterator[Stretch]:
    """A file as it is; a long one of JSON Lines cut at ends of lines. What cannot be read is told by who reads it."""
    if path.suffix != ".jsonl" or not path.is_file() or path.stat().st_size <= STRETCH:
        yield Stretch(path)
    else:
        yield from cut(path, 0, path.stat().st_size, 1)


def cut(path: Path, start: int, end: int, line: int) -> Iterator[Stretch]:
    """Whole lines of a file, from one byte to another, in the stretches that are done at a time; line is the first."""
    with path.open("rb") as file:
        file.seek(start)
        while start < end and (block := file.read(min(STRETCH, end - start))):
            block += file.readline() if start + len(block) < end else b""
            yield Stretch(path, start, start + len(block), line)
            start, line = start + len(block), line + block.count(b"\n")


@contextmanager
def uncollected() -> Iterator[None]:
    """Bulk work without the garbage collector, which would walk over all the records again and again.

    Of what was made in bulk no collection takes notice; of less it does, or a program that checks a small dataset over
    and over would keep the contract of each time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_freeze_count() == 0 and gc.get_count()[0] > _MANY_OBJECTS:
            gc.freeze()  # to and fro: what was made counts as old now, and the next collection passes it over
            gc.unfreeze()
        if was_on:
            gc.enable()


def give_back() -> None:
    """Return to the system what memory is free: the C library keeps it, and every process that is forked has it too."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - for bulk work only

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's
        if trim is not None:
            trim(0)


def cores(work: Sequence[Piece]) -> int:
    """How many processes pay for so much."""
    files = sum(map(len, work))
    long = sum(1 for piece in work for stretch in piece if stretch.end is not None)
    return processors() if files >= _FEW or long > 1 else 1


def processors() -> int:
    """How many processes can work at a time, or so many as `at_most` says; one where they cannot be forked safely."""
    if sys.platform != "linux" or threading.active_count() > 1 or _is_daemon():
        return 1
    return _most.get() or min(len(os.sched_getaffinity(0)), _quota())


def _quota() -> int:
    """How many processors' time a container may take, rounded up; as good as no limit where none is stated."""
    with suppress(OSError, ValueError):
        return of_share(Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii"))
    return sys.maxsize


def of_share(stated: str) -> int:
    """So many processors as a share of their time comes to: microseconds, and of how many.

    >>> of_share("150000 100000"), of_share("50000 100000"), of_share("max 100000") == sys.maxsize
    (2, 1, True)
    """
    most, period = stated.split()
    return sys.maxsize if most == "max" else max(1, -(-int(most) // max(1, int(period))))


def _is_daemon() -> bool:
    """Whether this process may have no children, as a worker of multiprocessing.Pool or of a task queue may not."""
    known = sys.modules.get("multiprocessing.process")  # a process of another kind need not have imported it
    return known is not None and bool(known.current_process().daemon)


@contextmanager
def at_most(processes: int | None) -> Iterator[None]:
    """Let no more processes than so many work at a time meanwhile (None: as many as there are cores)."""
    token = _most.set(processes)
    try:
        yield
    finally:
        _most.reset(token)


def in_pieces(work: Work[P, T], done: Sequence[P], processes: int) -> Iterator[T]:
    """What the work makes of each piece, in their order.

    With several processes it runs in forks of this one, which see all that it sees; if one of them dies (memory), or
    the system lets none begin, the pieces that are left are done here.
    """
    ready = 0
    if processes > 1 and _lets_begin(processes + _THREADS):
        try:
            for result in _forked(work, done, processes):
                ready += 1
                yield result
        except _dead_process():
            pass
    for piece in done[ready:]:
        yield work(piece)


def _lets_begin(number: int) -> bool:
    """Whether so many more threads or processes may be: a pool that lacks the last of them waits for ever."""
    begun: list[threading.Thread] = []
    ended = threading.Event()
    try:
        with suppress(RuntimeError):
            while len(begun) < number:
                thread = threading.Thread(target=ended.wait)
                thread.start()
                begun.append(thread)
    finally:
        ended.set()  # or an interrupt leaves them waiting, and Python waits for them when it ends
    for thread in begun:
        thread.join()
    return len(begun) == number


def _dead_process() -> type[Exception]:
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - 20 ms, for many files only

    return BrokenProcessPool


def _forked(work: Work[P, T], done: Sequence[P], processes: int) -> Iterator[T]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - as above
    from multiprocessing import get_context  # noqa: PLC0415 - as above

    global _work  # noqa: PLW0603 - a fork inherits it; it could not be sent
    _work = work
    try:
        executor = ProcessPoolExecutor(processes, get_context("fork"), _begin, (os.getpid(),))
    except (OSError, ImportError) as error:  # its locks need /dev/shm, which a container may lack
        _work = None
        raise _dead_process() from error
    try:
        with _undisturbed():
            results = executor.map(_one_piece, done)  # the processes begin here
        yield from results
    finally:
        executor.shutdown(cancel_futures=True)
        _work = None


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back signals while processes begin, which would act on one as this process does."""
    import signal  # noqa: PLC0415 - for forks only

    held = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _begin(parent: int) -> None:
    import ctypes  # noqa: PLC0415 - in a fork only
    import signal  # noqa: PLC0415 - as above

    # If the first process is killed, this one would wait for work for ever, and hold the locks that it held.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    gc.disable()
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process answers for all
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))


def _one_piece(piece: Any) -> Any:
    if _work is None:
        raise RuntimeError("no work")
    return _work(piece)
