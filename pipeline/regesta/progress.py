"""Long work shows itself: a bar on a terminal after a second; in a log a line for a stage of five seconds or more."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import NamedTuple, TextIO, TypeVar

T = TypeVar("T")

_AT_A_TERMINAL, _IN_A_LOG = 1.0, 5.0  # seconds that are not worth a word; a log is read later, and by more people


class _Shown(NamedTuple):
    stream: TextIO
    patience: float
    each: bool  # a line for each stage, however short, at a terminal too


_shown: ContextVar[_Shown | None] = ContextVar("_shown", default=None)


@contextmanager
def shown(stream: TextIO | None = None, patience: float | None = None, *, each: bool = False) -> Iterator[None]:
    """Show the stages of what is done meanwhile, on standard error if not elsewhere, if they take so many seconds.

    With each, every stage leaves a line when it ends.
    """
    where = sys.stderr if stream is None else stream
    usual = _AT_A_TERMINAL if where.isatty() else _IN_A_LOG
    token = _shown.set(_Shown(where, usual if patience is None else patience, each))
    try:
        yield
    finally:
        _shown.reset(token)


def stage(
    name: str, steps: Iterable[T], total: int | None, size: Callable[[T], int], unit: str = "record"
) -> Iterator[T]:
    """The steps of a stage, one after another; size says how much each of them was.

    total is how many there are (None: nobody knows yet).
    """
    where = _shown.get()
    if where is not None and where.stream.isatty():
        steps = _with_bar(where, name, steps, total, size, unit)
    if where is not None and (where.each or not where.stream.isatty()):
        steps = _with_line(where, name, steps, size, unit)
    yield from steps


def _with_line(where: _Shown, name: str, steps: Iterable[T], size: Callable[[T], int], unit: str) -> Iterator[T]:
    begun, done = monotonic(), 0
    for step in steps:
        done += size(step)
        yield step
    taken = monotonic() - begun
    if where.each or taken >= where.patience:
        rate = done / max(taken, 0.001)
        print(f"{name}: {_told(done, unit)} in {taken:.1f} s, {rate:,.0f} a second", file=where.stream, flush=True)


def _told(done: int, unit: str) -> str:
    from regesta.report.text import plural  # noqa: PLC0415 - a report begins with what is looked at in stages

    return plural(done, unit)


def _with_bar(
    where: _Shown, name: str, steps: Iterable[T], total: int | None, size: Callable[[T], int], unit: str
) -> Iterator[T]:
    """The steps, and from the first that ends after the patience on a bar, which is taken away at the end."""
    begun, done = monotonic(), 0
    with ExitStack() as shown_now:
        bar: Callable[[int, str], None] | None = None
        for number, step in enumerate(steps, 1):
            done += size(step)
            taken = monotonic() - begun
            if bar is None and taken >= where.patience:
                bar = shown_now.enter_context(_bar(where.stream, name, total))
            if bar is not None:
                bar(number, f"{_told(done, unit)}, {done / max(taken, 0.001):,.0f} a second")
            yield step


@contextmanager
def _bar(stream: TextIO, name: str, total: int | None) -> Iterator[Callable[[int, str], None]]:
    """A bar on a terminal: what is called with the steps that are done, and words on how fast."""
    from rich.console import Console  # noqa: PLC0415 - 60 ms, for a terminal only
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - as above

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=stream), transient=True, disable=False) as progress:
        task = progress.add_task(name, total=total, rate="")
        yield lambda number, rate: progress.update(task, completed=number, rate=rate)
